// Runs the core's rows in wasm and takes the time. The folder is the one that
// wasm-bindgen wrote for Node:
//
//     node bench.mjs FOLDER [--seconds S] [row …]
//
// A line a row: its name, the fastest sample and the median, in nanoseconds for
// one operation.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, ...given] = process.argv.slice(2);
let seconds = 1.5;
if (given[0] === "--seconds") seconds = Number(given.splice(0, 2)[1]);
const core = createRequire(import.meta.url)(resolve(folder, "wasm.js"));

console.log(`version\t${process.version}`);
// First of all, while memory is as small as it will ever be.
const held = core.idle(100_000);
if (given.length === 0) console.log(`idle\t${held.toFixed(0)}\t${held.toFixed(0)}`);

for (const row of given.length > 0 ? given : core.rows()) {
  const samples = [];
  const ends = performance.now() + seconds * 1000;
  // The first two rounds warm up: Node compiles twice. Without any time, one more has to do.
  const least = seconds > 0 ? 5 : 3;
  while (samples.length < least || (performance.now() < ends && samples.length < 100)) {
    const began = performance.now();
    const operations = core.run(row);
    if (operations === undefined) throw new Error(`there is no row \`${row}\``);
    samples.push(((performance.now() - began) * 1e6) / operations);
  }
  const counted = samples.slice(2).sort((a, b) => a - b);
  const median = counted[Math.floor(counted.length / 2)];
  console.log(`${row}\t${counted[0].toFixed(1)}\t${median.toFixed(1)}`);
}
