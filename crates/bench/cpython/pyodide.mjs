// Runs bench.py on the CPython that npm's `pyodide` carries (314.x is 3.14), in
// Node. The package is looked for in the folder where this is started;
// `cargo xtask tools` installs the version that the lock file names:
//
//     cd .tools/npm && node ../../crates/bench/cpython/pyodide.mjs
//
// Arguments and lines are those of bench.py.
import { readFileSync } from "node:fs";
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
python.FS.writeFile("/home/pyodide/bench.py", readFileSync(join(here, "bench.py")));
python.globals.set("arguments", python.toPy(process.argv.slice(2)));
python.globals.set("write", (line) => console.log(line));
try {
  python.runPython(`
import sys
sys.path.insert(0, "/home/pyodide")
import bench
bench.main(arguments, write)
`);
} catch (error) {
  // Without this, Node shows the whole of Pyodide's source around the error.
  console.error(error.message);
  process.exitCode = 1;
}
