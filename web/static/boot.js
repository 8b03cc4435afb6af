// Runs before everything else and in every browser, however old: so no word of
// it is younger than 2009. It says what the page needs where that is missing,
// and has `reader.js` show the lesson to read. Where all is well it does nothing
// at all.
(function () {
  "use strict";

  var WORDS = {
    en: {
      needs: "Coroscope runs the lesson’s program in your browser, for which it needs WebAssembly and module workers. This browser lacks: ",
      wasm: "WebAssembly",
      workers: "module workers",
      update: ". Any current Firefox, Chrome, Edge or Safari has both. Until then, here is the lesson to read.",
      failed: "The page could not be started. Reload it; if that does not help, a content blocker may be in the way. Until then, here is the lesson to read.",
      broke: "The page broke down; what you ran is lost, what you have done is not.",
      reload: "Reload",
      loading: "Loading\u2026",
    },
    ru: {
      needs: "Coroscope запускает программу урока в вашем браузере; для этого нужны WebAssembly и module workers. В этом браузере нет: ",
      wasm: "WebAssembly",
      workers: "module workers",
      update: ". В любом современном Firefox, Chrome, Edge или Safari есть и то и другое. А пока урок можно прочитать.",
      failed: "Страница не запустилась. Перезагрузите её; если не поможет, возможно, мешает блокировщик содержимого. А пока урок можно прочитать.",
      broke: "Страница сломалась; запуск потерян, пройденное сохранено.",
      reload: "Перезагрузить",
      loading: "Загрузка\u2026",
    },
  };

  // The page's start is one module and one WebAssembly file; on a slow line they
  // may take this long, in milliseconds, before something must be wrong.
  var PATIENCE = 60000;

  var given = false;
  var lang = language();
  var words = WORDS[lang];
  document.documentElement.lang = lang;

  // Panes have the sizes which the learner once gave them.
  try {
    var sizes = (localStorage.getItem("coroscope.splits") || "").split(",");
    for (var s = 0; s < sizes.length; s++) {
      var size = sizes[s].split("=");
      if (size[1]) document.documentElement.style.setProperty("--split-" + size[0], parseInt(size[1], 10) + "px");
    }
  } catch (error) {
    // A browser that forbids its storage keeps no sizes.
  }

  // What the address names, an earlier visit chose, or the first of the reader's
  // that the page speaks: `first_lang` in the page comes to the same.
  function language() {
    var spoken = /^(en|ru)([-_]|$)/i;
    var all = [parameter("lang", spoken)];
    try {
      all.push(localStorage.getItem("coroscope.lang"));
    } catch (error) {
      // A browser that forbids its storage has kept no language.
    }
    all = all.concat(navigator.languages || navigator.language);
    for (var i = 0; i < all.length; i++) {
      var known = spoken.exec(all[i]);
      if (known) return known[1].toLowerCase();
    }
    return "en";
  }

  // As the page reads its address: first the query, then the fragment, and of
  // what fits the last is meant.
  function parameter(name, fits) {
    var pairs = (location.search.slice(1) + "&" + location.hash.slice(1)).split("&");
    var found = null;
    for (var i = 0; i < pairs.length; i++) {
      if (pairs[i].indexOf(name + "=") !== 0) continue;
      try {
        var value = decodeURIComponent(pairs[i].slice(name.length + 1));
        if (!fits || fits.test(value)) found = value;
      } catch (error) {
        // What cannot be decoded names nothing.
      }
    }
    return found;
  }

  function hasWasm() {
    return typeof WebAssembly === "object" && typeof WebAssembly.instantiate === "function";
  }

  // The options are read before the address, which is none: nothing is loaded.
  // (No `get type()` and no `\u` escape in this file: the build's minifier
  // makes something else of them.)
  function hasModuleWorkers() {
    var asked = false;
    var options = Object.defineProperty({}, "type", {
      get: function () {
        asked = true;
        return "module";
      },
    });
    try {
      new Worker("http://[", options);
    } catch (error) {
      // It has to fail; what counts is whether it asked.
    }
    return asked && "noModule" in document.createElement("script");
  }

  function started() {
    return document.querySelector(".app, .embed") !== null;
  }

  function add(parent, tag, text) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function giveUp(why) {
    var root = document.getElementById("boot");
    if (given || !root) return;
    given = true;
    root.className += " has-failed";
    document.getElementById("boot-note").textContent = why;
    // What there is to read comes from a file that others never need.
    root.boot = { lang: lang, parameter: parameter, add: add };
    var reader = document.createElement("script");
    reader.src = document.querySelector("meta[name=coroscope-reader]").content;
    root.appendChild(reader);
  }

  function whenParsed(then) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", then);
    else then();
  }

  function silence(event) {
    event.preventDefault();
  }

  whenParsed(function () {
    var note = document.getElementById("boot-note");
    if (note && !given) note.textContent = words.loading;
  });

  var missing = [];
  if (!hasWasm()) missing.push(words.wasm);
  if (!hasModuleWorkers()) missing.push(words.workers);
  if (missing.length) {
    // The page looks here before it draws itself.
    document.documentElement.setAttribute("data-lacks", missing.join(", "));
    whenParsed(function () {
      giveUp(words.needs + missing.join(", ") + words.update);
    });
    // The page's own start fails too, and has nothing to add.
    window.addEventListener("error", silence);
    window.addEventListener("unhandledrejection", silence);
    return;
  }

  // The page asks for its language when its program is there; it comes meanwhile.
  var texts = document.querySelector("meta[name=coroscope-texts]");
  if (texts) {
    var ahead = document.createElement("link");
    ahead.rel = "preload";
    ahead.setAttribute("as", "fetch");
    ahead.setAttribute("crossorigin", "anonymous");
    ahead.href = texts.content + "." + lang + ".txt";
    document.documentElement.firstChild.appendChild(ahead);
  }

  // A file that did not load, or a start that failed.
  function trouble(event) {
    if (started()) {
      var error = event.error || event.reason;
      var fatal = error && typeof WebAssembly.RuntimeError === "function" && error instanceof WebAssembly.RuntimeError;
      if (!fatal || document.querySelector(".boot-failed")) return;
      var note = add(document.body, "p", words.broke + " ");
      note.className = "boot-failed";
      note.setAttribute("role", "alert");
      var link = add(note, "a", words.reload);
      link.href = location.href;
      link.onclick = function () {
        location.reload();
        return false;
      };
      return;
    }
    var target = event.target;
    if (target && target.tagName && target.tagName !== "SCRIPT" && target.rel !== "modulepreload") return;
    whenParsed(function () {
      giveUp(words.failed);
    });
  }

  window.addEventListener("error", trouble, true);
  window.addEventListener("unhandledrejection", trouble);
  setTimeout(function () {
    if (!started()) giveUp(words.failed);
  }, PATIENCE);
})();
