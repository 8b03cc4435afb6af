// A holder of Python workers, as plain as can be: it loads the engine once, runs programs one
// after the other, and tells what each of their workers said.

async function compiled(files) {
  const module = await WebAssembly.compileStreaming(fetch(`./python/${files.wasm}`));
  return { module, script: new URL(`./python/${files.script}`, document.baseURI) };
}

function program({ source, message, bounds, horizon }) {
  return message ?? {
    Run: {
      run: 1,
      source,
      file: 'main.py',
      args: [],
      seed: 0,
      epoch: 1.8e9,
      debug: false,
      script: { presses: [], answers: [] },
      bounds: bounds ?? { events: 1_000_000, output: 1 << 24 },
      horizon: horizon ?? {},
      skip: 0,
    },
  };
}

function outcome(engine, wish) {
  const { module, script } = engine;
  return new Promise((resolve) => {
    const told = { bytes: '', ended: null };
    const text = new TextDecoder();
    const worker = new Worker(script, { type: 'module' });
    let isOver = false;
    const over = () => {
      isOver = true;
      worker.terminate();
      resolve(told);
    };
    // What is to be stopped has to need it: meanwhile another program runs from its beginning to its end.
    const stop = async () => {
      told.meanwhile = await outcome(engine, { source: "print('meanwhile')" });
      if (isOver) return;
      told.stopped = true;
      over();
    };
    let stops = Boolean(wish.stop);
    worker.onmessage = ({ data }) => {
      if (data.Ready) {
        told.ready = data.Ready;
        worker.postMessage(program(wish));
      } else if (data.Batch) {
        // Packed, but texts stand in it as they are.
        told.bytes += text.decode(data.Batch.events);
        if (stops && told.bytes.includes(wish.stop)) {
          stops = false;
          stop();
        }
      } else if (data.Ended) {
        told.ended = data.Ended.end;
        over();
      } else {
        told.failed = data.Failed;
        over();
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      told.error = event.message;
      over();
    };
    worker.postMessage(wish.module ?? module);
  });
}

async function holder(wishes, done) {
  try {
    const { Here: files } = await (await fetch('./python/engine.json')).json();
    const engine = await compiled(files);
    const told = [];
    for (const wish of wishes) told.push(await outcome(engine, wish));
    done(told);
  } catch (error) {
    done(String(error));
  }
}
