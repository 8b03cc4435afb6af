// A page as plain as can be that has Python programs run by the site's worker: it says what it is
// told to say, one thing after another, and tells what it heard.

function name(state) {
  return typeof state === 'string' ? state : Object.keys(state)[0];
}

function listen(worker, said) {
  const text = new TextDecoder();
  let wake = () => {};
  worker.onerror = ({ message }) => {
    said.errors.push(`the worker failed: ${message}`);
    wake();
  };
  worker.onmessage = ({ data }) => {
    // Packed, but texts stand in it as they are.
    if (data.Batch) said.text += text.decode(data.Batch.events);
    else if (data.State) said.states.push(name(data.State.state));
    else if (data.Python) said.engine.push(name(data.Python));
    else if (data.Error) said.errors.push(data.Error.error);
    else if (data.Ready) said.ready = true;
    wake();
  };
  return (so) =>
    new Promise((resolve) => {
      wake = () => (so() || said.errors.length > 0) && resolve();
      wake();
    });
}

async function play({ protocol, trace, steps }, done) {
  const said = { states: [], text: '', errors: [], engine: [], took: [] };
  const address = document.querySelector('meta[name=coroscope-worker]').content;
  const worker = new Worker(address, { type: 'module' });
  const until = listen(worker, said);
  worker.postMessage({ Hello: { protocol, trace } });
  await until(() => said.ready);
  const { Here: files } = await (await fetch('./python/engine.json')).json();
  const at = (file) => new URL(`./python/${file}`, document.baseURI).href;
  const engine = { script: at(files.script), module: at(files.wasm), bytes: files.bytes };
  worker.postMessage({ LoadPython: engine });
  for (const { say, state, text } of steps) {
    const began = performance.now();
    if (say.some((message) => message.Run)) said.text = '';
    for (const message of say) worker.postMessage(message);
    await until(() => said.states.at(-1) === (state ?? said.states.at(-1)) && said.text.includes(text ?? ''));
    said.took.push(performance.now() - began);
  }
  worker.terminate();
  done(said);
}
