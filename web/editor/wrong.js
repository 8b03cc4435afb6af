// What is wrong with the program: underlined at its place, with the message
// below the line, until the program is changed there.

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { drawn } from "./places.js";

export const setWrong = StateEffect.define();

export const wrongField = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    let next = transaction.docChanged ? Decoration.none : value;
    for (const effect of transaction.effects) {
      if (effect.is(setWrong)) next = effect.value ? built(effect.value, transaction.state.doc) : Decoration.none;
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function built({ line, column, end, message }, doc) {
  const at = doc.line(Math.max(1, Math.min(line, doc.lines)));
  // Columns count from where the line's text begins.
  const start = at.from + at.text.search(/\S|$/);
  let from = Math.min(start + Math.max(column, 1) - 1, at.to);
  let to = Math.min(start + end - 1, at.to);
  if (column < 1 || from >= to) {
    // No columns are known, or they lie behind the line: all of its text.
    from = start;
    to = at.to;
  }
  const marks = [Decoration.widget({ widget: new Why(message), block: true, side: 2 }).range(at.to)];
  if (from < to) marks.push(Decoration.mark({ class: "cm-wrong" }).range(from, to));
  return Decoration.set(marks, true);
}

class Why extends WidgetType {
  constructor(message) {
    super();
    this.message = message;
  }

  eq(other) {
    return this.message === other.message;
  }

  toDOM() {
    const why = document.createElement("div");
    why.className = "cm-why";
    why.setAttribute("role", "alert");
    why.append(drawn("#s-failed"), this.message);
    return why;
  }
}
