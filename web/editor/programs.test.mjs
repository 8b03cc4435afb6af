// Run by `cargo test -p xtask`, with Node.

import assert from "node:assert/strict";
import test from "node:test";
import { begin, freeName, kind, PROGRAM, step } from "./programs.js";

const told = (does, about) => does.filter(([what, it]) => what === "tell" && it === about).map((it) => it[2]);

test("a copy is kept as long as it differs from the lesson's program", () => {
  const state = begin([]);
  assert.deepEqual(step(state, "lesson", "shield\noriginal\n"), []);
  assert.deepEqual(step(state, "edit", "shield\noriginal\n"), [["tell", "program", "same\nshield\noriginal\n"]]);
  assert.deepEqual(step(state, "text", "shield\nmine\n"), [
    ["keep", "shield", "mine\n"],
    ["tell", "program", "edited\nshield\nmine\n"],
  ]);
  assert.deepEqual(step(state, "text", "shield\noriginal\n")[0], ["keep", "shield", null]);
  assert.equal(kind(state, "shield"), "same");
});

test("what was kept comes back with its lesson, and only there", () => {
  const state = begin([["shield", "mine"], ["bank.py", "money"]]);
  assert.deepEqual(step(state, "lesson", "sleep\noriginal"), []);
  assert.deepEqual(step(state, "lesson", "shield\noriginal"), [["tell", "program", "edited\nshield\nmine"]]);
  assert.deepEqual(step(state, "open", "bank.py"), [["tell", "program", "own\nbank.py\nmoney"]]);
  assert.deepEqual(step(state, "open", "gone.py"), [["tell", "missing", "gone.py"]]);
});

test("reset gives the original back, and is undone", () => {
  const state = begin([["shield", "mine"]]);
  step(state, "lesson", "shield\noriginal");
  const reset = step(state, "reset");
  assert.deepEqual(reset[0], ["keep", "shield", null]);
  assert.deepEqual(told(reset, "program"), ["same\nshield\noriginal"]);
  assert.deepEqual(told(reset, "note"), ["reset\n"]);
  const undone = step(state, "undo");
  assert.deepEqual(undone[0], ["keep", "shield", "mine"]);
  assert.deepEqual(told(undone, "program"), ["edited\nshield\nmine"]);
  assert.deepEqual(step(state, "undo"), []);
});

test("a deleted program comes back, beside one that took its name", () => {
  const state = begin([["bank.py", "money"]]);
  step(state, "open", "bank.py");
  assert.deepEqual(told(step(state, "remove"), "names"), [""]);
  step(state, "add", "bank.py\nother");
  assert.deepEqual(told(step(state, "undo"), "names"), ["bank-2.py\nbank.py"]);
  assert.equal(state.texts.get("bank-2.py"), "money");
});

test("new, opened and received programs have names of their own", () => {
  const state = begin([]);
  assert.deepEqual(told(step(state, "create"), "open"), ["program.py"]);
  step(state, "text", "program.py\nprint(1)");
  assert.deepEqual(told(step(state, "create"), "open"), ["program-2.py"]);
  assert.equal(state.texts.get("program-2.py"), PROGRAM);
  // The same link opened twice is one program.
  for (let times = 0; times < 2; times += 1) {
    const does = step(state, "received", "shield.py\nprint(2)");
    assert.deepEqual(told(does, "open"), ["shield.py"]);
    assert.deepEqual(told(does, "note"), ["received\nshield.py"]);
  }
  assert.deepEqual(told(step(state, "received", "shield.py\nprint(3)"), "open"), ["shield-2.py"]);
});

test("a renamed program is kept under its new name only", () => {
  const state = begin([["a.py", "text"], ["b.py", "other"]]);
  step(state, "open", "a.py");
  const does = step(state, "rename", "b");
  assert.deepEqual(does.slice(0, 2), [["keep", "a.py", null], ["keep", "b-2.py", "text"]]);
  assert.deepEqual(told(does, "names"), ["b-2.py\nb.py"]);
  // What the editor still tells of the old name makes no program of it.
  assert.deepEqual(step(state, "text", "a.py\ntext!"), []);
});

test("a free name is a file's, and nobody else's", () => {
  const state = begin([["bank.py", ""]]);
  for (const [wanted, name] of [
    ["bank.py", "bank-2.py"],
    ["bank", "bank-2.py"],
    ["notes/week 3.py", "week 3.py"],
    ["C:\\tmp\\x.py", "x.py"],
    ["", "program.py"],
    [".py", "program.py"],
    ["банк\n", "банк.py"],
    ["tasks.txt", "tasks.txt.py"],
    ["x".repeat(500), `${"x".repeat(60)}.py`],
  ])
    assert.equal(freeName(state, wanted), name);
});

test("that nothing can be kept is said once", () => {
  const state = begin([]);
  assert.equal(step(state, "unkept").length, 1);
  assert.equal(step(state, "unkept").length, 0);
});

test("another window's programs appear, but not under the learner's hands", () => {
  const state = begin([["a.py", "mine"]]);
  step(state, "open", "a.py");
  assert.deepEqual(step(state, "elsewhere", "a.py\ntheirs"), []);
  assert.equal(state.texts.get("a.py"), "mine");
  assert.deepEqual(told(step(state, "elsewhere", "b.py\ntheirs"), "names"), ["a.py\nb.py"]);
  assert.deepEqual(told(step(state, "elsewhere", "b.py"), "names"), ["a.py"]);
});
