// Runs record.py with the CPython that npm's `pyodide` carries (314.x is 3.14):
//   npm install pyodide@314 && node record.mjs generate 1 300 | node record.mjs record
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(join(process.cwd(), "x.js"));
const { loadPyodide } = require("pyodide");
const here = dirname(fileURLToPath(import.meta.url));
const python = await loadPyodide();
for (const name of ["record.py", "generate.py"]) {
  python.FS.writeFile(`/home/pyodide/${name}`, readFileSync(join(here, name)));
}
python.globals.set("arguments", process.argv.slice(2));
const given = [];
if (process.argv[2] === "record") for await (const chunk of process.stdin) given.push(chunk);
python.globals.set("given", Buffer.concat(given).toString());
const written = python.runPython(`
import io, sys
sys.path.insert(0, "/home/pyodide")
import record
out = io.StringIO()
record.main(arguments.to_py(), given.splitlines(), out)
out.getvalue()
`);
process.stdout.write(written);
