// The editor's tools, in the head of the source pane: what can be done with the
// program as a whole.

import "./tools.js";
import { openFile } from "./files.js";
import { phrases } from "./phrases.js";
import { drawn } from "./places.js";

export class Bar {
  /** `tell(about, value)` hears what is asked for. */
  constructor(tell) {
    this.tell = tell;
    document.addEventListener("pointerdown", ({ target }) => {
      if (this.menu?.open && !this.menu.contains(target)) this.menu.open = false;
    });
  }

  /**
   * For a program that is the learner's `own`, an `edited` copy of a lesson's,
   * the `same` as it, or is not being edited.
   */
  show(parent, { name, kind, lang, engine, view }) {
    if (!parent) return;
    const isStale = view.endsWith("stale");
    const shown = [name, kind, lang, engine, isStale].join("\n");
    if (shown === this.shown && parent.hasChildNodes()) return;
    this.shown = shown;
    this.name = name;
    this.words = phrases(lang);
    const { words } = this;
    const parts = [];
    if (isStale) {
      const stale = document.createElement("span");
      stale.className = "source__stale";
      stale.setAttribute("role", "status");
      stale.textContent = words.stale;
      parts.push(stale);
    }
    parts.push(this.engine(kind, engine));
    if (kind === "edited") {
      const reset = button("text-button", words.reset, () => this.tell("reset"));
      reset.title = words.resetTitle;
      parts.push(reset);
    }
    if (kind) parts.push((this.menu = this.made(kind)));
    else parts.push(button("text-button", words.edit, () => this.tell("edit")));
    parent.replaceChildren(...parts);
  }

  // Which engine runs the program; for a lesson's own the learner may choose.
  engine(kind, engine) {
    const { words } = this;
    if (kind === "edited" || kind === "own") {
      const note = document.createElement("span");
      note.className = "source__engine";
      note.textContent = words.python;
      return note;
    }
    const label = document.createElement("label");
    label.className = "speed source__engine";
    label.title = words.engineTitle;
    const select = document.createElement("select");
    select.setAttribute("aria-label", words.engine);
    select.append(
      new Option(words.compiled, "", false, !engine),
      new Option(words.python, "python", false, Boolean(engine)),
    );
    select.onchange = () => this.tell("python", select.value);
    const down = drawn("#i-down");
    label.append(select, down);
    return label;
  }

  made(kind) {
    const { words } = this;
    const menu = document.createElement("details");
    menu.className = "menu";
    const summary = document.createElement("summary");
    summary.className = "icon-button";
    summary.setAttribute("aria-label", words.more);
    summary.title = words.more;
    summary.textContent = "⋯";
    const list = document.createElement("div");
    list.className = "menu__list";
    const item = (label, act) =>
      list.append(
        button("menu__item", label, () => {
          menu.open = false;
          act();
        }),
      );
    item(words.create, () => this.tell("create"));
    item(words.open, () => this.openOne());
    item(words.save, () => this.tell("save"));
    if (kind === "own") {
      item(words.rename, () => this.rename());
      item(words.remove, () => this.tell("remove"));
    }
    const notices = document.createElement("a");
    notices.className = "menu__item";
    notices.href = "notices.html";
    notices.target = "_blank";
    notices.rel = "noopener";
    notices.textContent = words.licences;
    list.append(notices);
    menu.append(summary, list);
    menu.onkeydown = (event) => {
      const items = [...list.children];
      const at = items.indexOf(document.activeElement);
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        summary.focus();
      } else if (event.key === "ArrowDown" && menu.open) {
        items[(at + 1) % items.length].focus();
      } else if (event.key === "ArrowUp" && menu.open) {
        items[(at + items.length - 1) % items.length].focus();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    return menu;
  }

  openOne() {
    openFile().then(
      (file) => file && this.tell("add", file.join("\n")),
      (error) => this.tell("unreadable", error.message),
    );
  }

  rename() {
    const { words } = this;
    const dialog = document.createElement("dialog");
    dialog.className = "ask";
    dialog.setAttribute("aria-label", words.name);
    const form = document.createElement("form");
    form.method = "dialog";
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.value = this.name;
    input.spellcheck = false;
    input.autocomplete = "off";
    input.required = true;
    label.append(words.name, input);
    const actions = document.createElement("div");
    actions.className = "ask__actions";
    const ok = document.createElement("button");
    ok.className = "button";
    ok.textContent = words.ok;
    actions.append(
      button("text-button", words.cancel, () => dialog.close()),
      ok,
    );
    form.append(label, actions);
    // The policy lets no form be sent, not even to a dialogue.
    form.onsubmit = (event) => {
      event.preventDefault();
      dialog.close();
      this.tell("rename", input.value);
    };
    dialog.append(form);
    dialog.onclose = () => dialog.remove();
    document.body.append(dialog);
    dialog.showModal();
    input.setSelectionRange(0, this.name.replace(/\.py$/, "").length);
  }
}

function button(className, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = label;
  made.onclick = act;
  return made;
}
