// Runs record.py with the CPython that npm's `pyodide` carries (314.x is 3.14):
//   node record.mjs record < programs.jsonl > transcripts.jsonl
//   node record.mjs source < programs.jsonl
// `pyodide` is looked for from the working directory upwards.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const require = createRequire(join(process.cwd(), "x.js"));
const { loadPyodide } = require("pyodide");
const here = dirname(fileURLToPath(import.meta.url));
const python = await loadPyodide();
for (const name of ["record.py", "render.py", "world.py"]) {
  python.FS.writeFile(`/home/pyodide/${name}`, readFileSync(join(here, name)));
}
const answer = python.runPython(`
import json, sys
sys.path.insert(0, "/home/pyodide")
import record, render
recorder = record.Recorder()
def answer(how, line):
    return render.source(json.loads(line)) if how == "source" else recorder.record(line)
answer
`);
const [how] = process.argv.slice(2);
if (how === "serve") process.stdout.write(`${python.runPython("record.VERSION")}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) process.stdout.write(`${answer(how, line)}\n`);
}
