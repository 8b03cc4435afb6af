// What a program asks by `input()`: the question with a field for the answer.

import { phrases } from "./phrases.js";
import { drawn } from "./places.js";

export class Question {
  constructor(tell) {
    this.tell = tell;
  }

  /** Shows what is asked, `?` and the prompt; nothing with nothing. */
  show(parent, { asks, lang }) {
    if (!parent || (asks === this.asked && parent.hasChildNodes() === Boolean(asks))) return;
    this.asked = asks;
    if (!asks) {
      parent.replaceChildren();
      return;
    }
    const words = phrases(lang);
    const form = document.createElement("form");
    form.className = "notice question";
    const mark = drawn("#i-press");
    mark.setAttribute("class", "notice__mark");
    const label = document.createElement("label");
    const prompt = document.createElement("code");
    prompt.textContent = asks.slice(1);
    const input = document.createElement("input");
    input.autocomplete = "off";
    input.spellcheck = false;
    const said = document.createElement("span");
    said.append(`${words.asks}: `, prompt);
    label.append(said, input);
    const answer = document.createElement("button");
    answer.className = "button";
    answer.textContent = words.answer;
    form.append(mark, label, answer);
    // The policy lets no form be sent, and this one goes nowhere.
    form.onsubmit = (event) => {
      event.preventDefault();
      this.tell("answer", input.value);
    };
    parent.replaceChildren(form);
    input.focus();
  }
}
