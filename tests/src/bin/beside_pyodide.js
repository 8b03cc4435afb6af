// Measures the page's Python engine and Pyodide side by side, each in workers of its own, in turn.

const HELLO = "print('hello')";
const SLEEPS = `import asyncio
async def main():
    for _ in range(20_000):
        await asyncio.sleep(0)
`;

// The answer to a message, and how long it took.
function asked(worker, message, isAnswer) {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (data.Failed || data.failed) reject(new Error(JSON.stringify(data)));
      else if (isAnswer(data)) resolve(performance.now() - began);
    };
    worker.postMessage(message);
  });
}

// ── the page's engine ──

function program(source) {
  const bounds = { events: 1_000_000, output: 1 << 24 };
  const script = { presses: [], answers: [] };
  return { Run: { run: 1, source, file: 'main.py', args: [], seed: 0, epoch: 0, debug: false, script, bounds, horizon: {}, skip: 0 } };
}

const text = new TextDecoder();
const hello = (data) => data.Batch && text.decode(data.Batch.events).includes('hello');

async function started(engine) {
  const worker = new Worker(engine.script, { type: 'module' });
  await asked(worker, engine.module, (data) => data.Ready);
  return worker;
}

async function ours(files) {
  const url = (name) => `./python/${name}`;
  const told = {};
  const began = performance.now();
  const module = await WebAssembly.compileStreaming(fetch(url(files.wasm)));
  const engine = { module, script: url(files.script) };
  const first = await started(engine);
  await asked(first, program(HELLO), hello);
  told.cold = performance.now() - began;
  first.terminate();

  const afresh = async () => {
    const began = performance.now();
    const worker = await started(engine);
    await asked(worker, program(HELLO), hello);
    worker.terminate();
    return performance.now() - began;
  };
  told.second = await afresh();

  const spare = await started(engine);
  told.spare = await asked(spare, program(HELLO), hello);
  spare.terminate();

  const sleeper = await started(engine);
  told.sleeps = await asked(sleeper, program(`${SLEEPS}asyncio.run(main())\n`), (data) => data.Ended);
  sleeper.terminate();
  told.later = await afresh();
  return told;
}

// ── Pyodide ──

const PYODIDE = (folder) => `
import { loadPyodide } from '${folder}pyodide.mjs';
let python;
let id;
onmessage = async ({ data }) => {
  try {
    python ??= await loadPyodide({ indexURL: '${folder}', stdout: (line) => postMessage({ line, id }) });
    id = data.id;
    await python.runPythonAsync(data.source);
    postMessage({ done: id });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
};`;

async function theirs() {
  const folder = new URL('./pyodide/', document.baseURI).href;
  const script = URL.createObjectURL(new Blob([PYODIDE(folder)], { type: 'text/javascript' }));
  // What an earlier program still says is no answer to a later one.
  const line = (worker, id) => asked(worker, { id, source: HELLO }, (data) => data.line === 'hello' && data.id === id);
  const done = (worker, id, source) => asked(worker, { id, source }, (data) => data.done === id);
  const told = {};
  const afresh = async (id) => {
    const began = performance.now();
    const worker = new Worker(script, { type: 'module' });
    await line(worker, id);
    worker.terminate();
    return performance.now() - began;
  };
  const began = performance.now();
  const worker = new Worker(script, { type: 'module' });
  await line(worker, 1);
  told.cold = performance.now() - began;
  told.second = await afresh(5);
  told.spare = await line(worker, 2);
  await done(worker, 3, SLEEPS);
  told.sleeps = await done(worker, 4, 'await main()');
  worker.terminate();
  told.later = await afresh(6);
  return told;
}

// One round, in a browser that has compiled neither: who is first changes from round to round.
async function measured(round, done) {
  try {
    const { Here: files } = await (await fetch('./python/engine.json')).json();
    const told = {};
    if (round % 2 === 0) told.ours = await ours(files);
    told.theirs = await theirs();
    told.ours ??= await ours(files);
    done(told);
  } catch (error) {
    done({ failed: String(error) });
  }
}
