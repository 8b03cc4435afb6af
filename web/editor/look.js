// How the editor looks: as the page's own source pane, from the same tokens, so
// that light and dark need nothing of their own.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { countColumn, RangeSetBuilder } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";
import { Tag, tags } from "@lezer/highlight";

/** The tag of `await`. */
export const awaits = Tag.define(tags.controlKeyword);

const theme = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--panel)", color: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    font: "var(--t-code)/var(--code-line) var(--mono)",
    overflow: "auto",
    scrollbarWidth: "thin",
    scrollbarColor: "var(--line-strong) transparent",
  },
  ".cm-content": { padding: "var(--s1) 0 var(--s6)", caretColor: "var(--ink)" },
  // A line too long for its pane goes on below, a little further in than it began.
  ".cm-line": {
    padding: "0 var(--pad) 0 calc(5px + (var(--i, 0) + 2) * 1ch)",
    textIndent: "calc((var(--i, 0) + 2) * -1ch)",
  },
  ".cm-chips": { textIndent: "0" },
  ".cm-gutters": {
    backgroundColor: "var(--panel)",
    color: "var(--ink-3)",
    border: "0",
    fontSize: "var(--t-xs)",
  },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "28px", padding: "0", cursor: "pointer" },
  ".cm-lineNumbers .cm-gutterElement:hover": { color: "var(--ink)" },
  ".cm-runs .cm-gutterElement": {
    width: "24px",
    display: "grid",
    justifyItems: "center",
    alignItems: "start",
    padding: "0 1px 0 0",
  },
  ".cm-runs svg": { width: "11px", height: "11px", marginTop: "calc((var(--code-line) - 11px) / 2)", color: "var(--fill)" },
  ".cm-lineNumbers .cm-until.cm-gutterElement": {
    color: "var(--on-ink)",
    backgroundColor: "var(--ink)",
    borderRadius: "0 var(--r2) var(--r2) 0",
  },
  ".cm-lineNumbers .cm-until.cm-gutterElement:hover": { color: "var(--on-ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "1.5px" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--ink) 15%, transparent)",
  },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--sunken)" },
  "&.cm-focused .cm-activeLineGutter": { backgroundColor: "var(--sunken)", color: "var(--ink)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  ".cm-line.is-running, &.cm-focused .cm-line.is-running": {
    backgroundColor: "var(--tint)",
    boxShadow: "inset 3px 0 var(--fill)",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "transparent",
    boxShadow: "0 0 0 1px var(--control)",
    borderRadius: "2px",
  },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--alarm-tint)", color: "var(--alarm-ink)" },
  ".cm-line .cm-chips": { height: "var(--code-line)", alignItems: "center", display: "inline-flex", gap: "6px", marginLeft: "var(--s4)", verticalAlign: "top" },
  ".cm-chips .chip": { height: "calc(var(--code-line) - 2px)", fontSize: "var(--t-xs)", cursor: "pointer" },
  ".is-running .cm-chips .chip": { backgroundColor: "var(--panel)" },
  ".cm-wrong": {
    textDecoration: "underline wavy var(--alarm-fill)",
    textDecorationSkipInk: "none",
    textUnderlineOffset: "3px",
  },
  ".cm-why": {
    display: "flex",
    gap: "6px",
    alignItems: "baseline",
    padding: "3px var(--pad) 3px 6px",
    color: "var(--alarm-ink)",
    backgroundColor: "var(--alarm-tint)",
    font: "var(--t-sm)/1.45 var(--ui)",
    whiteSpace: "pre-wrap",
  },
  ".cm-why svg": { width: "11px", height: "11px", color: "var(--alarm-fill)", alignSelf: "center" },
  // Finding and replacing.
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink-2)", zIndex: 3 },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-dialog": { padding: 0 },
  // Going to a line is a dialog, whose fields stand in a form.
  ".cm-panel.cm-search, .cm-panel.cm-dialog form": {
    display: "flex",
    flexWrap: "wrap",
    gap: "6px 10px",
    alignItems: "center",
    padding: "6px 40px 6px var(--pad)",
    font: "var(--t-sm)/1.45 var(--ui)",
  },
  ".cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label": { margin: 0 },
  ".cm-panel.cm-search label, .cm-panel.cm-dialog label": { display: "inline-flex", alignItems: "center", gap: "5px", minHeight: "24px", fontSize: "inherit" },
  ".cm-panel .cm-textfield": {
    minHeight: "26px",
    padding: "0 8px",
    border: "1px solid var(--control)",
    borderRadius: "var(--r2)",
    backgroundColor: "var(--panel)",
    color: "var(--ink)",
    font: "inherit",
    fontFamily: "var(--mono)",
  },
  ".cm-panel .cm-button": {
    minHeight: "26px",
    padding: "0 8px",
    border: "1px solid var(--control)",
    borderRadius: "var(--r2)",
    background: "var(--panel)",
    color: "var(--ink)",
    font: "inherit",
  },
  ".cm-panel .cm-button:hover": { background: "var(--hover)" },
  ".cm-panel.cm-search [name=close], .cm-panel .cm-dialog-close": {
    position: "absolute",
    top: "6px",
    right: "8px",
    width: "26px",
    height: "26px",
    margin: 0,
    fontSize: "18px",
    color: "inherit",
    cursor: "pointer",
  },
  ".cm-searchMatch": { backgroundColor: "color-mix(in srgb, var(--focus) 22%, transparent)", borderRadius: "2px" },
  ".cm-searchMatch-selected": { backgroundColor: "color-mix(in srgb, var(--focus) 45%, transparent)" },
  ".cm-placeholder": { color: "var(--ink-3)" },
});

const code = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null, tags.self, tags.operatorKeyword], color: "var(--code-key)" },
  { tag: tags.modifier, color: "var(--code-key)" },
  { tag: awaits, color: "var(--code-key)", fontWeight: "700" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-str)" },
  { tag: tags.number, color: "var(--code-num)" },
  { tag: tags.comment, color: "var(--code-dim)", fontStyle: "italic" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], fontWeight: "700" },
]);

// Tells each line how far in it begins.
const indents = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.read(view);
    }

    update(update) {
      if (update.docChanged || update.viewportChanged) this.read(update.view);
    }

    read({ state, visibleRanges }) {
      const lines = new RangeSetBuilder();
      let seen = -1;
      for (const { from, to } of visibleRanges) {
        for (let at = from; at <= to; ) {
          const line = state.doc.lineAt(at);
          if (line.from > seen) {
            const indent = countColumn(/^\s*/.exec(line.text)[0], state.tabSize);
            if (indent) lines.add(line.from, line.from, Decoration.line({ attributes: { style: `--i:${indent}` } }));
            seen = line.from;
          }
          at = line.to + 1;
        }
      }
      this.lines = lines.finish();
    }
  },
  { decorations: (plugin) => plugin.lines },
);

/** All of it. */
export const look = [theme, syntaxHighlighting(code), indents];
