// Stands behind what wasm-bindgen writes: how the worker starts, and what it says when it traps.

// More memory than this, in bytes, is a third of what `build.rs` allows; a program that stops here for no
// other reason did not get the rest.
const MUCH_MEMORY = 256 << 20;

let memory;

// The first message is the compiled module. The engine hears those after it.
addEventListener('message', ({ data }) => ({ memory } = initSync({ module: data })), { once: true });

// A trap, which ends this engine, or a module that is none.
addEventListener('error', (event) => {
  event.preventDefault();
  const { message, error } = event;
  const stack = /call stack|recursion|out of bounds/i.test(message);
  const trap = error instanceof WebAssembly.RuntimeError;
  const full = trap && memory?.buffer.byteLength > MUCH_MEMORY;
  const cause = stack ? 'Stack' : full ? 'Memory' : 'Other';
  postMessage({ Failed: { cause, message } });
});
