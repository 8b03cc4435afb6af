// Runs in every page before its own scripts. It finds things the way assistive technology does,
// by role and accessible name, and reports what a learner sees whenever it changes. It changes
// nothing itself. That its names are Chromium's is a test of its own (`tests/e2e/names.rs`).
(() => {
  const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();

  // Where an element with a role can be; an element with another explicit role is not meant.
  const NATIVE = {
    button: "button, summary",
    slider: "input[type=range]",
    table: "table",
    navigation: "nav",
    status: "output",
    main: "main",
    link: "a[href]",
    combobox: "select",
    searchbox: "input[type=search]",
    heading: "h1, h2, h3",
    region: "section[aria-label], section[aria-labelledby]",
    group: "fieldset",
    row: "tr",
  };

  const hidden = (element) => element.closest("[aria-hidden=true], [inert]") !== null
    || !element.checkVisibility({ visibilityProperty: true });

  // What is seen of a node, in words: the content, not the node's own label.
  const content = (node) => tidy([...(node?.childNodes ?? [])].map(texts).join(" "));

  const texts = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    if (node.getAttribute("aria-hidden") === "true" || !node.checkVisibility()) return "";
    if (node.hasAttribute("aria-label")) return ` ${node.getAttribute("aria-label")} `;
    const inner = [...node.childNodes].map(texts).join("");
    return getComputedStyle(node).display.startsWith("inline") ? inner : ` ${inner} `;
  };

  // What a label says besides the control in it.
  const labelText = (label) => {
    const copy = label.cloneNode(true);
    for (const control of copy.querySelectorAll("input, select, textarea, svg")) control.remove();
    return copy.textContent;
  };

  const nameOf = (element) => {
    const by = element.getAttribute("aria-labelledby");
    if (by) {
      const parts = by.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean);
      const name = tidy(parts.map((part) => part.getAttribute("aria-label") ?? part.textContent).join(" "));
      if (name) return name;
    }
    const label = tidy(element.getAttribute("aria-label"));
    if (label) return label;
    if (element.labels?.length) return tidy([...element.labels].map(labelText).join(" "));
    if (element.caption) return tidy(element.caption.textContent);
    const role = element.getAttribute("role") ?? "";
    const takesContent = element.matches("button, a, summary, h1, h2, h3, tr")
      || ["button", "tab", "link", "option", "menuitem", "row", "heading"].includes(role);
    return (takesContent && tidy(texts(element))) || tidy(element.title);
  };

  const all = (role, name) => {
    const selector = [NATIVE[role], `[role=${role}]`].filter(Boolean).join(", ");
    return [...document.querySelectorAll(selector)].filter((element) =>
      (element.getAttribute("role") ?? role) === role
      && !hidden(element)
      && (name === null || nameOf(element) === name));
  };

  const first = (role, name) => all(role, name)[0] ?? null;

  const slider = (element) => element && {
    value: Number(element.getAttribute("aria-valuenow") ?? element.value),
    max: Number(element.getAttribute("aria-valuemax") ?? element.max),
    text: element.getAttribute("aria-valuetext") ?? "",
  };

  // A line of the console says in words, if only to screen readers, what is special about it.
  const lines = (log, names) => log && [...log.querySelectorAll(".console__text")].map((line) => {
    let row = line;
    while (row.parentElement !== log) row = row.parentElement;
    const marks = row.textContent.replace(line.textContent, "");
    return {
      text: line.textContent,
      ahead: marks.includes(`(${names.ahead})`),
      stderr: marks.includes(names.stderr),
    };
  });

  const look = (names) => {
    const tasks = first("table", names.tasks);
    return {
      url: location.href,
      title: document.title,
      lang: document.documentElement.lang,
      theme: document.documentElement.dataset.theme ?? "",
      position: slider(first("slider", names.position)),
      narrator: content(first("status", names.narrator)),
      lines: lines(first("log", names.console), names),
      tasks: tasks && [...tasks.querySelectorAll("tbody tr, [role=row]")].map((row) => tidy(row.textContent)),
      notices: all("group", names.notices).concat(all("alert", null))
        .map(content).filter(Boolean),
      enabled: names.buttons.filter((name) => first("button", name)?.matches(
        ":not(:disabled, [aria-disabled=true])") ?? false),
      shown: names.buttons.filter((name) => first("button", name) !== null),
      heading: tidy([...document.querySelectorAll("h1")].find((it) => !hidden(it))?.textContent),
    };
  };

  // Calls back with what is seen as soon as it differs from what was seen before, or after
  // half a second without a change. Looks once a frame.
  const change = (names, before, done) => {
    const until = performance.now() + 500;
    const frame = () => {
      const now = JSON.stringify(look(names));
      if (now !== before || performance.now() > until) done(now);
      else requestAnimationFrame(frame);
    };
    frame();
  };

  // Keeps every state of the console that a frame showed.
  const records = [];
  const record = (names) => {
    const frame = () => {
      const log = lines(first("log", names.console), names) ?? [];
      const now = JSON.stringify(log.filter((line) => !line.stderr).map((line) => line.text));
      if (records.at(-1) !== now) records.push(now);
      requestAnimationFrame(frame);
    };
    frame();
  };

  // Keeps the workers, so that a test can end one.
  const workers = [];
  let ended = 0;
  window.Worker = class extends window.Worker {
    constructor(...given) {
      super(...given);
      workers.push(this);
    }

    terminate() {
      ended += 1;
      super.terminate();
    }
  };

  window.coroscopeProbe ??= {
    all, nameOf, look, change, record,
    recorded: () => records.map((it) => JSON.parse(it)),
    living: () => workers.length - ended,
    terminate: () => workers.at(-1).terminate(),
  };
})();
