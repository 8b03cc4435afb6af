// The places on the page that are the editor's: the program's, the head above
// it, and the question that a program asks.

import { Bar } from "./bar.js";
import { Bench } from "./bench.js";
import { Question } from "./question.js";
import { Splitters } from "./splitters.js";
import { trouble } from "./trouble.js";

// What the page says each time it is drawn, in this order.
const FIELDS = ["view", "lang", "kind", "name", "file", "engine", "places", "follow", "go", "stderr", "asks", "text"];

export class Page {
  /** `tell(about, value)` hears what the learner does. */
  constructor(tell) {
    this.tell = tell;
    this.bar = new Bar((about, value = "") => {
      this.flush();
      this.asked ||= about === "edit" || about === "create" || about === "add";
      tell(about, value);
    });
    this.question = new Question(tell);
    this.splitters = new Splitters();
    this.bench = null;
    this.said = {};
    // The first one was asked for by the page's own button.
    this.asked = true;
  }

  /** The page was drawn; what it says, apart by unit separators. */
  draw(value) {
    const values = value.split("\x1f");
    const said = Object.fromEntries(FIELDS.map((field, at) => [field, values[at] ?? ""]));
    const before = this.said;
    this.said = said;
    const isNew = (...fields) => fields.some((field) => said[field] !== before[field]);
    this.place(said);
    this.bar.show(document.getElementById("source-tools"), said);
    this.question.show(document.getElementById("question"), said);
    this.splitters.show(document.getElementById("splitters"), said.lang);
    const { bench } = this;
    if (!bench) return;
    const isFresh = this.fresh;
    this.fresh = false;
    bench.show(said.name, said.text, said.lang);
    // Who asked for the editor goes on in it.
    if (this.asked) bench.focus();
    this.asked = false;
    if (isFresh || isNew("places", "text")) bench.places(said.places);
    if (isFresh || isNew("follow")) bench.follow(Number(said.follow));
    if (isFresh || isNew("stderr", "text")) bench.wrong(trouble(said.stderr, said.file));
    if (Number(said.go) && isNew("go")) bench.goTo(Number(said.go));
  }

  // The editor is where its element is; without one there is none.
  place({ kind }) {
    const host = document.getElementById("source-editor");
    if (this.bench && (this.host !== host || !host)) {
      this.bench.destroy();
      this.bench = null;
    }
    this.host = host;
    if (host && kind && !this.bench) {
      this.bench = new Bench(host, this.tell);
      this.fresh = true;
    }
  }

  flush() {
    this.bench?.flush();
  }
}
