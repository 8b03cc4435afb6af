// The editor itself: CodeMirror with what a learner's program needs, behind a
// few calls that the page makes.

import "./styles.js";
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, LanguageSupport } from "@codemirror/language";
import { pythonLanguage } from "@codemirror/lang-python";
import { search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Prec, Transaction } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, placeholder } from "@codemirror/view";
import { styleTags } from "@lezer/highlight";
import { read } from "./files.js";
import { awaits, look } from "./look.js";
import { placesField, setPlaces } from "./places.js";
import { phrases } from "./phrases.js";
import { lineNumbers } from "./until.js";
import { setWrong, wrongField } from "./wrong.js";

// What is typed is told after so much rest, in milliseconds; a program that is
// run, left or closed is told at once.
const REST = 250;

// `await` is where a task may be suspended: the one keyword that stands out.
const python = new LanguageSupport(
  pythonLanguage.configure({ props: [styleTags({ await: awaits })] }),
);

/**
 * An editor in an element. `tell(about, value)` hears what the learner does.
 */
export class Bench {
  constructor(parent, tell) {
    this.tell = tell;
    this.name = null;
    this.known = "";
    this.language = new Compartment();
    this.view = new EditorView({ parent, state: this.state("") });
    this.leave = () => this.flush();
    addEventListener("pagehide", this.leave);
    document.addEventListener("visibilitychange", this.leave);
  }

  state(doc) {
    const run = () => {
      this.flush();
      this.tell("run", "");
      return true;
    };
    return EditorState.create({
      doc,
      extensions: [
        // In front of everything else: Ctrl-Enter is a new line there.
        Prec.highest(keymap.of([{ key: "Mod-Enter", run }, { key: "Shift-Enter", run }])),
        this.language.of(spoken(this.lang ?? "en")),
        lineNumbers((lines) => this.tell("until", lines)),
        placesField((task) => this.tell("task", task)),
        wrongField,
        history(),
        // Without it "all" in the panel for finding, and Ctrl-D, leave one selection.
        EditorState.allowMultipleSelections.of(true),
        drawSelection(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        search({ top: true }),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        EditorView.lineWrapping,
        keymap.of([...closeBracketsKeymap, ...searchKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        python,
        look,
        EditorView.updateListener.of((update) => this.updated(update)),
        EditorView.domEventHandlers({
          blur: () => this.flush(),
          drop: (event) => this.dropped(event),
        }),
      ],
    });
  }

  // Shows a program. What it was told itself is no news: the learner may have
  // typed on meanwhile.
  show(name, text, lang) {
    if (lang !== this.lang) {
      this.lang = lang;
      this.view.dispatch({ effects: this.language.reconfigure(spoken(lang)) });
    }
    if (name !== this.name) {
      this.flush();
      this.name = name;
      this.known = text;
      this.view.setState(this.state(text));
    } else if (text !== this.known) {
      this.known = text;
      clearTimeout(this.timer);
      this.timer = 0;
      // One change, which Undo takes back.
      this.view.dispatch({
        changes: { from: 0, to: this.view.state.doc.length, insert: text },
        annotations: Transaction.userEvent.of("reset"),
      });
    }
  }

  // Which tasks stand where: see `places.js`.
  places(text) {
    this.view.dispatch({ effects: setPlaces.of(text) });
  }

  // Underlines what is wrong, see `trouble.js`; nothing with nothing.
  wrong(trouble) {
    this.view.dispatch({ effects: setWrong.of(trouble) });
  }

  // Puts the cursor at a line.
  goTo(line) {
    const { doc } = this.view.state;
    const at = doc.line(Math.max(1, Math.min(line, doc.lines))).from;
    this.view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    this.view.focus();
  }

  // Keeps a line in sight.
  follow(line) {
    const { doc } = this.view.state;
    if (line < 1 || line > doc.lines) return;
    this.view.dispatch({ effects: EditorView.scrollIntoView(doc.line(line).from, { y: "nearest", yMargin: 40 }) });
  }

  focus() {
    this.view.focus();
  }

  destroy() {
    this.flush();
    removeEventListener("pagehide", this.leave);
    document.removeEventListener("visibilitychange", this.leave);
    this.view.destroy();
  }

  updated(update) {
    if (!update.docChanged) return;
    const text = update.state.doc.toString();
    if (text === this.known) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), REST);
  }

  // Tells what was typed.
  flush() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.name === null) return;
    const text = this.view.state.doc.toString();
    if (text === this.known) return;
    this.known = text;
    this.tell("text", `${this.name}\n${text}`);
  }

  // A file that is dropped here is opened, not put into this program.
  dropped(event) {
    const file = event.dataTransfer?.files[0];
    if (!file) return false;
    event.preventDefault();
    read(file).then(
      ([name, text]) => this.tell("add", `${name}\n${text}`),
      () => this.tell("unreadable", file.name),
    );
    return true;
  }
}

function spoken(lang) {
  const words = phrases(lang);
  return [
    EditorState.phrases.of(words.editor),
    placeholder(words.placeholder),
    EditorView.contentAttributes.of({
      "aria-label": words.program,
      "aria-description": words.leave,
      spellcheck: "false",
      autocapitalize: "off",
      autocorrect: "off",
    }),
  ];
}
