// Stands in for the Python worker. What each run records is in `scenes`, by how many presses and
// answers its script has: the packed events one by one, and how it ends.
const scene = ({ presses, answers }) => scenes[`${presses.length},${answers.length}`];

const digest = (events) => {
  let hash = 0xcbf29ce484222325n;
  for (const byte of events.flat())
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return { high: Number(hash >> 32n), low: Number(hash & 0xffffffffn) };
};

const batch = (run, first, events) => {
  const count = [];
  let left = events.length;
  do {
    count.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
    left >>= 7;
  } while (left > 0);
  postMessage({ Batch: { run, first, events: new Uint8Array([...count, ...events.flat()]) } });
};

const run = ({ run, script, horizon, skip }) => {
  const { events: all, end, then } = scene(script);
  const events = all.slice(0, Math.max(horizon.events, skip));
  if (skip > 0) postMessage({ Skipped: { run, digest: digest(events.slice(0, skip)) } });
  for (let first = skip; first < events.length; first += 100)
    batch(run, first, events.slice(first, first + 100));
  if (events.length < all.length)
    return postMessage({ Ended: { run, events: events.length, end: 'Horizon' } });
  if (then === 'loop') for (;;);
  if (then === 'trap') throw new Error('unreachable executed');
  postMessage({ Ended: { run, events: events.length, end } });
};

onmessage = ({ data: first }) => {
  if (!(first instanceof WebAssembly.Module)) throw new Error('no module');
  onmessage = ({ data }) => run(data.Run);
  postMessage({ Ready: versions });
};
