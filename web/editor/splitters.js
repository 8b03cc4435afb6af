// The borders between panes: dragged, or moved with the arrows; Enter and a
// double click give a pane its own size again. The sizes are custom properties
// of the document, which `boot.js` sets when the page begins.

import { phrases } from "./phrases.js";

// How far an arrow key moves a border, in pixels.
const KEY = 16;

const KEPT = "coroscope.splits";

// Name, pane, the smallest and the largest size in pixels; whether it moves up and
// down, and whether the pane lies before it, so that dragging right makes it larger.
const SPLITS = [
  { name: "lesson", of: "pane-lesson", least: 180, most: 560, before: true },
  { name: "right", of: "pane-loop", least: 300, most: 640 },
  { name: "console", of: "pane-console", least: 220, most: 760 },
  { name: "timeline", of: "pane-timeline", least: 96, most: 640, rows: true },
  { name: "bottom", of: "pane-tasks", least: 80, most: 560, rows: true },
];

const root = document.documentElement.style;
const property = ({ name }) => `--split-${name}`;
const within = (size, { least, most }) => Math.round(Math.min(Math.max(size, least), most));

export class Splitters {
  /** Shows them in an element, where there is one. */
  show(parent, lang) {
    if (!parent || (parent.hasChildNodes() && lang === this.lang)) return;
    this.lang = lang;
    this.drawn = SPLITS.map((split) => this.made(split, phrases(lang).resize[split.name]));
    parent.replaceChildren(...this.drawn);
    this.measure();
  }

  made(split, label) {
    const { name, of, rows, before } = split;
    const sign = before ? 1 : -1;
    const border = document.createElement("div");
    border.className = `split split--${name} split--${rows ? "rows" : "columns"}`;
    border.tabIndex = 0;
    const attributes = {
      role: "separator",
      "aria-label": label,
      "aria-orientation": rows ? "horizontal" : "vertical",
      "aria-controls": of,
      "aria-valuemin": split.least,
      "aria-valuemax": split.most,
    };
    for (const [key, value] of Object.entries(attributes)) border.setAttribute(key, value);
    const along = (event) => (rows ? event.clientY : event.clientX);
    let drag = null;
    border.onpointerdown = (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      border.setPointerCapture(event.pointerId);
      drag = { pointer: along(event), size: measured(split) };
      border.classList.add("is-dragged");
    };
    border.onpointermove = (event) => {
      if (drag) this.resize(split, drag.size + sign * (along(event) - drag.pointer));
    };
    border.onpointerup = border.onpointercancel = () => {
      drag = null;
      border.classList.remove("is-dragged");
    };
    border.ondblclick = () => this.resize(split, null);
    border.onkeydown = (event) => {
      const [less, more] = rows ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
      const change = { [less]: -KEY * sign, [more]: KEY * sign }[event.key];
      if (change === undefined && event.key !== "Enter") return;
      event.preventDefault();
      event.stopPropagation();
      this.resize(split, change === undefined ? null : measured(split) + change);
    };
    return border;
  }

  resize(split, size) {
    if (size === null) root.removeProperty(property(split));
    else root.setProperty(property(split), `${within(size, split)}px`);
    this.measure();
    const sizes = SPLITS.map((it) => [it.name, parseInt(root.getPropertyValue(property(it)), 10)]);
    const kept = sizes.filter(([, size]) => size).map((pair) => pair.join("="));
    try {
      localStorage.setItem(KEPT, kept.join(","));
    } catch {
      // The sizes hold for this visit.
    }
  }

  // Says how large the panes are.
  measure() {
    SPLITS.forEach((split, at) => {
      this.drawn[at].setAttribute("aria-valuenow", within(measured(split), split));
    });
  }
}

function measured({ of, rows }) {
  const pane = document.getElementById(of)?.getBoundingClientRect();
  return (rows ? pane?.height : pane?.width) ?? 0;
}
