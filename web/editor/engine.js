// Where the Python engine is: the site says it in a small file, because the
// engine takes minutes to build and may be missing.

// How long to wait before asking again for one that is being built, in
// milliseconds.
const AGAIN = 3000;

let asking = false;

/** Tells `engine` with `absent`, `building`, `broken`, or `here` and its files. */
export async function findEngine(tell) {
  if (asking) return;
  asking = true;
  try {
    for (let said = ""; ; ) {
      const found = await look();
      if (found !== said) tell("engine", (said = found));
      if (found !== "building") break;
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  } finally {
    asking = false;
  }
}

/** Fetches the engine into the browser's cache, so that it is there when it is wanted. */
export async function fetchAhead() {
  const [, , wasm] = (await look()).split("\n");
  // What comes of it is seen when it is wanted.
  if (wasm) fetch(wasm, { priority: "low" }).then((answer) => answer.arrayBuffer(), () => {});
}

async function look() {
  try {
    const folder = new URL("python/", document.baseURI);
    const response = await fetch(new URL("engine.json", folder), { cache: "no-cache" });
    if (!response.ok) return "absent";
    const engine = await response.json();
    if (engine === "Building") return "building";
    if (engine === "Broken") return "broken";
    if (!engine.Here) return "absent";
    const { script, wasm, bytes } = engine.Here;
    return ["here", new URL(script, folder), new URL(wasm, folder), bytes].join("\n");
  } catch {
    return "absent";
  }
}
