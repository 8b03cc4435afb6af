// Shows a lesson to read where the page itself cannot be shown: its text, its
// program and what the program prints, which are plain files. `boot.js` loads
// this, in browsers however old: so no word of it is younger than 2009.
(function () {
  "use strict";

  var WORDS = {
    en: {
      program: "The program",
      prints: "What it prints",
      none: "The lesson could not be loaded either.",
      lessons: "Lessons",
    },
    ru: {
      program: "Программа",
      prints: "Что она печатает",
      none: "Урок тоже не удалось загрузить.",
      lessons: "Уроки",
    },
  };

  var root = document.getElementById("boot");
  // What `boot.js` has, which loads this.
  var lang = root.boot.lang;
  var parameter = root.boot.parameter;
  var add = root.boot.add;
  var words = WORDS[lang];

  function fetchJson(path, done) {
    var request = new XMLHttpRequest();
    request.onload = function () {
      var value = null;
      try {
        value = request.status === 200 ? JSON.parse(request.responseText) : null;
      } catch (error) {
        value = null;
      }
      done(value);
    };
    request.onerror = function () {
      done(null);
    };
    request.open("GET", path);
    request.send();
  }

  // What stands between backticks is code.
  function title(parent, text) {
    var parts = text.split("`");
    for (var i = 0; i < parts.length; i++) {
      if (parts[i]) add(parent, i % 2 ? "code" : "span", parts[i]);
    }
  }

  function list(root, lessons, open) {
    var nav = add(root, "nav");
    nav.setAttribute("aria-label", words.lessons);
    add(nav, "h2", words.lessons);
    var items = add(nav, "ul");
    for (var i = 0; i < lessons.length; i++) {
      var link = add(add(items, "li"), "a");
      link.href = "?lesson=" + lessons[i].slug + "&lang=" + lang;
      if (lessons[i] === open) link.setAttribute("aria-current", "page");
      title(link, lessons[i].title);
    }
  }

  function readLesson(root) {
    fetchJson("lessons/index." + lang + ".json", function (catalogue) {
      if (!catalogue || !catalogue.lessons.length) {
        add(root, "p", words.none);
        return;
      }
      var wanted = parameter("lesson");
      var entry = catalogue.lessons[0];
      for (var i = 0; i < catalogue.lessons.length; i++) {
        if (catalogue.lessons[i].slug === wanted) entry = catalogue.lessons[i];
      }
      fetchJson("lessons/" + entry.slug + "." + lang + ".json", function (lesson) {
        if (!lesson) {
          add(root, "p", words.none);
          return;
        }
        title(add(root, "h2"), lesson.title);
        var text = add(root, "div");
        text.className = "lesson__text";
        // Rendered from this project's own Markdown when the site was built.
        text.innerHTML = lesson.html;
        add(root, "h2", words.program);
        add(root, "pre", lesson.python);
        add(root, "h2", words.prints);
        add(root, "pre", lesson.transcript);
        list(root, catalogue.lessons, entry);
      });
    });
  }

  readLesson(root);
})();
