// Where tasks stand: the running line, shapes in the gutter, and the names of
// the tasks behind the line.
//
// The page says it in one text, a line for each line of the program that has
// something to show: `line;class;icon;word;number name;number name…`, where the
// class binds a task's colour, `*` before it means that the line runs, and the
// word is shown without being a task.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker, WidgetType } from "@codemirror/view";

export const setPlaces = StateEffect.define();

/** The extension; `choose(task)` hears of a name that was pressed. */
export function placesField(choose) {
  const field = StateField.define({
    create: () => empty,
    update(value, transaction) {
      let next = value;
      for (const effect of transaction.effects) {
        if (effect.is(setPlaces)) next = built(effect.value, transaction.state.doc, choose);
      }
      if (next === value && transaction.docChanged) {
        // What ran is not what stands here any more.
        return empty;
      }
      return next;
    },
    provide: (field) => EditorView.decorations.from(field, (value) => value.lines),
  });
  return [field, gutter({ class: "cm-runs", markers: (view) => view.state.field(field).marks, initialSpacer: () => new Shape("", "") })];
}

const empty = { lines: Decoration.none, marks: RangeSet.empty };

function built(text, doc, choose) {
  const lines = [];
  const marks = [];
  for (const row of text.split("\n")) {
    const [number, hue, icon, word, ...tasks] = row.split(";");
    if (!(number >= 1 && number <= doc.lines)) continue;
    const line = doc.line(Number(number));
    const runs = hue.startsWith("*");
    const colour = runs ? hue.slice(1) : hue;
    if (runs) {
      const attributes = { "aria-current": "step" };
      lines.push(Decoration.line({ class: `${colour} is-running`, attributes }).range(line.from));
    }
    marks.push(new Shape(icon, colour).range(line.from));
    lines.push(Decoration.widget({ widget: new Chips(word, tasks.join(";"), choose), side: 1 }).range(line.to));
  }
  return { lines: Decoration.set(lines, true), marks: RangeSet.of(marks, true) };
}

/** An icon of the page's sprite. */
export function drawn(icon) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", icon);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

class Shape extends GutterMarker {
  constructor(icon, hue) {
    super();
    this.icon = icon;
    this.hue = hue;
    this.elementClass = hue;
  }

  eq(other) {
    return this.icon === other.icon && this.hue === other.hue;
  }

  toDOM() {
    return this.icon ? drawn(this.icon) : document.createTextNode("");
  }
}

class Chips extends WidgetType {
  constructor(word, tasks, choose) {
    super();
    this.word = word;
    this.tasks = tasks;
    this.choose = choose;
  }

  eq(other) {
    return this.word === other.word && this.tasks === other.tasks;
  }

  toDOM() {
    const chips = document.createElement("span");
    chips.className = "cm-chips";
    for (const task of this.tasks.split(";").filter(Boolean)) {
      // `number class icon name`; a name may have spaces.
      const [number, hue, icon, ...name] = task.split(" ");
      const chip = document.createElement("button");
      chip.type = "button";
      chip.tabIndex = -1;
      chip.className = `chip ${hue}`;
      chip.append(drawn(icon), name.join(" "));
      chip.onclick = () => this.choose(number);
      chips.append(chip);
    }
    if (this.word) {
      const word = document.createElement("span");
      word.className = "code__more";
      word.textContent = this.word;
      chips.append(word);
    }
    return chips;
  }

  ignoreEvent() {
    return true;
  }
}
