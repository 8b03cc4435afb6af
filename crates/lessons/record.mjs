// Runs record.py on the CPython 3.14 of npm's `pyodide`, the reference. The
// package is looked for in the folder where this is started; `cargo xtask tools`
// installs the version that the lock file names into `.tools/npm`:
//
//     cd .tools/npm && node ../../crates/lessons/record.mjs --check
//
// Arguments and exit code are those of record.py.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

let loadPyodide;
try {
  const require = createRequire(join(process.cwd(), "package.json"));
  ({ loadPyodide } = require("pyodide"));
} catch (error) {
  console.error(`npm's pyodide is not in ${process.cwd()} (${error.code}):`);
  console.error("there is no pyodide here: run `cargo xtask tools`, and then this in .tools/npm");
  process.exit(2);
}

const python = await loadPyodide();
python.FS.mkdirTree("/crate");
python.FS.mount(python.FS.filesystems.NODEFS, { root: here }, "/crate");
python.globals.set("arguments", python.toPy(process.argv.slice(2)));
process.exitCode = python.runPython(`
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, "/crate")
import record
record.main(arguments)
`);
