// Line numbers that can be pressed: a run goes to such a line and stops there.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { EditorView, gutterLineClass, GutterMarker, keymap, lineNumbers as numbers } from "@codemirror/view";

const toggle = StateEffect.define({ map: (at, changes) => changes.mapPos(at) });

const mark = new (class extends GutterMarker {
  elementClass = "cm-until";
})();

const field = StateField.define({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(toggle)) continue;
      const at = effect.value;
      let there = false;
      next.between(at, at, () => {
        there = true;
      });
      next = there
        ? next.update({ filter: (from) => from !== at })
        : next.update({ add: [mark.range(at)] });
    }
    return next;
  },
});

/** The marked lines, `3,7`. */
export function untilLines(state) {
  const lines = new Set();
  for (const at = state.field(field).iter(); at.value; at.next()) lines.add(state.doc.lineAt(at.from).number);
  return [...lines].join(",");
}

/** The extension; `tell(lines)` hears when the marked lines are others. */
export function lineNumbers(tell) {
  const flip = (view, line) => {
    view.dispatch({ effects: toggle.of(line.from) });
    return true;
  };
  return [
    field,
    gutterLineClass.compute([field], (state) => state.field(field)),
    numbers({ domEventHandlers: { click: flip } }),
    keymap.of([{ key: "F9", run: (view) => flip(view, view.state.doc.lineAt(view.state.selection.main.head)) }]),
    EditorView.updateListener.of((update) => {
      const lines = untilLines(update.state);
      if (lines !== untilLines(update.startState)) tell(lines);
    }),
  ];
}
