// What a program's standard error says went wrong, and where in its file.

const PLACE = /^ {2}File "(.+)", line (\d+)/;

/**
 * The place that Python names last in this file: `{ line, column, end, message }`,
 * columns from 1 or 0 where there are none. Nothing where no error is told.
 */
export function trouble(text, file) {
  const lines = text.trimEnd().split("\n");
  const last = lines.findLastIndex((line) => /^[\w.]+(: |$)/.test(line) && /^\S*(Error|Exception|Interrupt|Exit|Group|Warning)\b/.test(line));
  if (last < 0) return null;
  const named = lines.slice(0, last).findLastIndex((line) => line.match(PLACE)?.[1] === file);
  if (named < 0) return null;
  const found = { line: Number(lines[named].match(PLACE)[2]), column: 0, end: 0, message: lines[last] };
  const code = lines[named + 1] ?? "";
  const caret = lines[named + 2] ?? "";
  // Python shows the line without its indent, four spaces in; only a syntax
  // error's marks are about the line alone.
  if (/^ +\^+$/.test(caret) && /^(\w*SyntaxError|IndentationError|TabError)/.test(found.message)) {
    found.column = caret.indexOf("^") - code.search(/\S/) + 1;
    found.end = found.column + caret.trim().length;
  }
  return found;
}
