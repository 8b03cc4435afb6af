// Records what CPython 3.14, that of npm's `pyodide`, makes of the programs in
// this folder, in the files beside them. The package is looked for in the
// folder where this is started; `cargo xtask tools` installs the version that
// the lock file names into `.tools/npm`:
//
//     cd .tools/npm && node ../../crates/python/tests/library/record.mjs [NAME ...]
import { readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const { loadPyodide } = createRequire(join(process.cwd(), "package.json"))("pyodide");

const found = readdirSync(here).filter((file) => file.endsWith(".py") && file !== "record.py");
const names = process.argv.length > 2 ? process.argv.slice(2) : found.map((file) => file.slice(0, -3));
for (const name of names) {
  // A fresh one for each: what a program imports or changes is its own affair.
  const python = await loadPyodide();
  const mount = (at, root) => {
    python.FS.mkdirTree(at);
    python.FS.mount(python.FS.filesystems.NODEFS, { root }, at);
  };
  mount("/lessons", join(here, "../../../lessons"));
  mount("/library", here);
  python.globals.set("name", name);
  const text = python.runPython(`
import importlib.util, sys
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("recorder", "/library/record.py")
recorder = importlib.util.module_from_spec(spec)
spec.loader.exec_module(recorder)
recorder.record(name)
`);
  writeFileSync(join(here, `${name}.txt`), text);
}
