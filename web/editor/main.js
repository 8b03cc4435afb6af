// The editor and the learner's programs: what the page loads when a program is
// first edited, and not before. It is bundled into one file with CodeMirror.
// The page's side is `effects/bench.rs`; between them go two texts, what it is
// about and a value: the page asks, and what the learner does or what came of
// it is told.

import { fetchAhead, findEngine } from "./engine.js";
import { saveFile } from "./files.js";
import { pack, unpack } from "./link.js";
import { Page } from "./page.js";
import { phrase as say } from "./phrases.js";
import { begin, step } from "./programs.js";
import { keep, kept, watch } from "./storage.js";

const programs = begin(kept());
let tell = () => {};
let page = null;

/** Begins; `hear(about, value)` is told everything from now on. */
export function start(hear) {
  // The page is not to be spoken to while it speaks.
  tell = (about, value) => queueMicrotask(() => hear(about, value));
  page = new Page(heard);
  act("elsewhere", "");
  watch((change) => act("elsewhere", change));
}

/** What a message says in a language, about something. */
export const phrase = (key, detail, lang) => say(key, detail, lang);

/** Asks for something. */
export function ask(about, value) {
  if (about in asked) asked[about](value);
  else act(about, value);
}

const asked = {
  // Only that this is here.
  wake() {},
  // The page was drawn: see `page.js`.
  draw: (value) => page.draw(value),
  // A link to what is shown, which is this fragment of the page's address.
  link: (value) => share(value),
  // What a link carries: the packed program, `~`, and its name.
  unpack(value) {
    const [packed, ...name] = value.split("~");
    unpack(packed).then(
      (text) => act("received", `${name.join("~")}\n${text}`),
      () => tell("note", "garbled\n"),
    );
  },
  // Nobody needs anything yet.
  idle: () => fetchAhead(),
  engine: () => findEngine(tell),
};

const FOR_THE_PAGE = new Set(["run", "until", "task", "python", "answer", "edit"]);

// What the editor tells: some of it is about the programs, the rest for the page.
function heard(about, value) {
  if (FOR_THE_PAGE.has(about)) tell(about, value);
  else if (about === "unreadable") tell("note", `unreadable\n${value}`);
  else act(about, value);
}

function act(action, value) {
  for (const [what, name, text] of step(programs, action, value)) does[what](name, text);
}

const does = {
  tell: (about, value) => tell(about, value),
  keep: (name, text) => keep(name, text) || act("unkept"),
  save: saveFile,
  pack(name, text) {
    pack(text).then(
      (packed) => {
        share(`code=${packed}~${encodeURIComponent(name)}&lang=${page.said.lang}`);
      },
      () => tell("note", "unpacked\n"),
    );
  },
};

// Many programs cut longer links.
const LONGEST = 8000;

// Puts a link to this page with another fragment on the clipboard, and into the
// address bar, should the clipboard be forbidden.
async function share(fragment) {
  const link = `${location.href.split(/[?#]/)[0]}#${fragment}`;
  if (link.length > LONGEST) {
    tell("note", `long\n${link.length}`);
    return;
  }
  try {
    history.replaceState(null, "", link);
  } catch {
    // A frame that may not have an address has none to show.
  }
  try {
    await navigator.clipboard.writeText(link);
    tell("note", "copied\n");
  } catch {
    tell("note", "uncopied\n");
  }
}
