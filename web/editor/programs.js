// The learner's programs: edited copies of lessons' programs, and programs of
// one's own. All of it is data and one function that changes it; what is to be
// done about a change, the caller does.
//
// A copy has its lesson's name, a program of one's own a file's, which ends in
// `.py` as no lesson's does.

const LONGEST = 60;

/** What a new program begins with. */
export const PROGRAM = `import asyncio


async def main():
    print("hello")
    await asyncio.sleep(1)
    print("world")


asyncio.run(main())
`;

/** The programs that were kept, `[name, text]` each. */
export function begin(kept) {
  return { texts: new Map(kept), originals: new Map(), open: "", removed: null, warned: false };
}

const isOwn = (name) => name.endsWith(".py");

/** The name of the file for a program. */
export const file = (name) => (isOwn(name) ? name : `${name.replaceAll("-", "_")}.py`);

/** What a program is: the learner's `own`, an `edited` copy, or the `same` as the lesson's. */
export function kind({ texts, originals }, name) {
  if (isOwn(name)) return "own";
  return texts.get(name) === originals.get(name) ? "same" : "edited";
}

/** A name as near to the wanted one as can be: `bank.py`, else `bank-2.py`. */
export function freeName({ texts }, wanted) {
  const name = wanted.split(/[/\\]/).pop().replace(/\.py$/, "");
  // eslint-disable-next-line no-control-regex
  const stem = [...name.replace(/[\x00-\x1f\x7f]/g, "").trim()].slice(0, LONGEST).join("") || "program";
  let free = `${stem}.py`;
  for (let number = 2; texts.has(free); number += 1) free = `${stem}-${number}.py`;
  return free;
}

/**
 * Changes the programs as an action asks, and gives what has to be done, in
 * order: `[what, ...values]` with `keep` (name, text or null), `tell` (about,
 * value), `save` (file, text) or `pack` (file, text).
 */
export function step(state, action, value = "") {
  const at = value.indexOf("\n");
  const [head, rest] = at < 0 ? [value, ""] : [value.slice(0, at), value.slice(at + 1)];
  const does = actions[action](state, head, rest, value);
  return does ?? [];
}

const shown = (state, name) => ["tell", "program", `${kind(state, name)}\n${name}\n${state.texts.get(name)}`];
const names = ({ texts }) => ["tell", "names", [...texts.keys()].filter(isOwn).sort().join("\n")];
const note = (key, detail = "") => ["tell", "note", `${key}\n${detail}`];

// A copy that is as the lesson's is not kept.
const keep = (state, name) => ["keep", name, kind(state, name) === "same" ? null : (state.texts.get(name) ?? null)];

// Takes over a program under a free name, or the one that is there already.
function add(state, wanted, text) {
  const there = isOwn(wanted) && state.texts.get(wanted) === text;
  const name = there ? wanted : freeName(state, wanted);
  state.texts.set(name, text);
  return [keep(state, name), names(state), ["tell", "open", name]];
}

const actions = {
  // The page came to a lesson, whose program is this.
  lesson(state, name, original) {
    state.open = name;
    state.originals.set(name, original);
    return state.texts.has(name) ? [shown(state, name)] : [];
  },
  // The page came to a program of one's own.
  open(state, name) {
    state.open = name;
    return state.texts.has(name) ? [shown(state, name)] : [["tell", "missing", name]];
  },
  edit(state, name, original) {
    actions.lesson(state, name, original);
    if (!state.texts.has(name)) state.texts.set(name, original);
    return [shown(state, name)];
  },
  // Something was typed. Of a program that was renamed or deleted meanwhile
  // nothing is wanted.
  text(state, name, text) {
    if (!state.texts.has(name)) return [];
    state.texts.set(name, text);
    return [keep(state, name), shown(state, name)];
  },
  create: (state) => add(state, "program.py", PROGRAM),
  add: (state, name, text) => add(state, name, text),
  received(state, name, text) {
    const does = add(state, name, text);
    return [...does, note("received", does.at(-1)[2])];
  },
  reset(state) {
    const { open: name, originals, texts } = state;
    if (!originals.has(name) || !texts.has(name)) return [];
    state.removed = [name, texts.get(name)];
    texts.set(name, originals.get(name));
    return [keep(state, name), shown(state, name), note("reset")];
  },
  remove(state) {
    const { open: name, texts } = state;
    if (!isOwn(name) || !texts.has(name)) return [];
    state.removed = [name, texts.get(name)];
    texts.delete(name);
    return [keep(state, name), names(state), ["tell", "open", ""], note("removed", name)];
  },
  // Brings back what was reset or deleted last; should the name be another
  // program's by now, beside that one.
  undo(state) {
    if (!state.removed) return [];
    const [name, text] = state.removed;
    state.removed = null;
    if (isOwn(name)) return add(state, name, text);
    state.texts.set(name, text);
    return [keep(state, name), ["tell", "open", name], shown(state, name)];
  },
  rename(state, wanted) {
    const { open: name, texts } = state;
    if (!isOwn(name) || !texts.has(name)) return [];
    const text = texts.get(name);
    texts.delete(name);
    return [keep(state, name), ...add(state, freeName(state, wanted), text)];
  },
  save: ({ open, texts }) => (texts.has(open) ? [["save", file(open), texts.get(open)]] : []),
  share: ({ open, texts }) => (texts.has(open) ? [["pack", file(open), texts.get(open)]] : []),
  // The browser keeps nothing: that is said once.
  unkept(state) {
    if (state.warned) return [];
    state.warned = true;
    return [note("unkept")];
  },
  // Another window of the page changed a program, which is not open here.
  elsewhere(state, name, text, value) {
    if (name === state.open) return [];
    if (value.includes("\n")) state.texts.set(name, text);
    else state.texts.delete(name);
    return [names(state)];
  },
};
