// What the browser keeps of the learner's programs from visit to visit.

const PREFIX = "coroscope.program.";

// That there is something: the page looks for this at its start, and comes with
// the editor at once.
const ANY = "coroscope.programs";

/** The programs that were kept, `[name, text]` each. */
export function kept() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    return keys.map((key) => [key.slice(PREFIX.length), localStorage.getItem(key)]);
  } catch {
    return [];
  }
}

/** Keeps a program, or no longer; whether that was possible. */
export function keep(name, text) {
  try {
    if (text === null) localStorage.removeItem(PREFIX + name);
    else {
      localStorage.setItem(PREFIX + name, text);
      localStorage.setItem(ANY, "1");
    }
    return true;
  } catch {
    return text === null;
  }
}

/** Calls with `name\ntext`, or only the name, what another window keeps or drops. */
export function watch(elsewhere) {
  addEventListener("storage", ({ key, newValue }) => {
    if (!key?.startsWith(PREFIX)) return;
    const name = key.slice(PREFIX.length);
    elsewhere(newValue === null ? name : `${name}\n${newValue}`);
  });
}
