// What the editor says, in the page's two languages.

const words = {
  en: {
    program: "The program",
    leave: "Escape, then Tab leaves the editor. Control+Enter runs the program, F9 marks a line to run to.",
    placeholder: "Write a program: it may import asyncio.",
    edit: "Edit a copy",
    engine: "Engine",
    engineTitle: "What runs the program",
    compiled: "compiled lesson",
    python: "Python engine",
    stale: "changed since it ran",
    asks: "The program asks",
    answer: "Answer",
    reset: "Reset",
    resetTitle: "The lesson’s own program again; can be undone",
    more: "More",
    thirdParty: "Third-party notices",
    create: "New program",
    open: "Open a file…",
    save: "Save as a file",
    rename: "Rename…",
    remove: "Delete",
    name: "The program’s name",
    ok: "Rename",
    cancel: "Cancel",
    resize: {
      lesson: "Width of the lesson text",
      right: "Width of the right column",
      console: "Width of the console",
      timeline: "Height of the timeline",
      bottom: "Height of the lower panes",
    },
    editor: {},
    notices: {
      copied: () => "A link to this moment is on the clipboard.",
      uncopied: () => "The browser did not let the link be copied; it is in the address bar.",
      own: () => "A program of your own. It stays in this browser; Share puts it into a link, and the menu above the program saves it as a file.",
      removed: (name) => `${name} is deleted.`,
      reset: () => "The lesson’s own program is back.",
      undo: () => "Undo",
      unkept: () => "The browser keeps nothing here: its storage is full or forbidden. Your program lives as long as this page does; save it as a file.",
      save: () => "Save as a file",
      long: (n) => `With the program in it the link would have ${n} characters, and many programs cut links over 8,000. Share the file instead.`,
      unpacked: () => "This browser cannot put a program into a link. Share the file instead.",
      received: (name) => `This program came with a link; it is yours now, as ${name}. Read it before you run it.`,
      garbled: () => "The program in this link is damaged, so there is nothing to show of it.",
      unreadable: (name) => `${name} cannot be opened: a program is a text in UTF-8 of at most 1 MB.`,
      absent: () => "This site was built without the Python engine, so only the lessons’ own programs run here.",
      broken: () => "The Python engine could not be built; the terminal of cargo xtask says why.",
      building: () => "The Python engine is being built, which takes some minutes. Your program runs as soon as it is there.",
      loading: (n) => `The Python engine is being loaded: ${n} %. Your program runs as soon as it is there.`,
      lost: (why) => `The Python engine could not be loaded: ${why}.`,
    },
  },
  ru: {
    program: "Программа",
    leave: "Escape, затем Tab — выйти из редактора. Control+Enter запускает программу, F9 отмечает строку, до которой выполнять.",
    placeholder: "Напишите программу: ей доступен asyncio.",
    edit: "Изменить копию",
    engine: "Движок",
    engineTitle: "Что выполняет программу",
    compiled: "готовый урок",
    python: "движок Python",
    stale: "изменена после запуска",
    asks: "Программа спрашивает",
    answer: "Ответить",
    reset: "Сбросить",
    resetTitle: "Вернуть программу урока; это можно отменить",
    more: "Ещё",
    thirdParty: "Чужие лицензии",
    create: "Новая программа",
    open: "Открыть файл…",
    save: "Сохранить в файл",
    rename: "Переименовать…",
    remove: "Удалить",
    name: "Имя программы",
    ok: "Переименовать",
    cancel: "Отмена",
    resize: {
      lesson: "Ширина текста урока",
      right: "Ширина правого столбца",
      console: "Ширина консоли",
      timeline: "Высота временной шкалы",
      bottom: "Высота нижних панелей",
    },
    editor: {
      "Control character": "Управляющий символ",
      "Selection deleted": "Выделенное удалено",
    },
    notices: {
      copied: () => "Ссылка на этот момент скопирована.",
      uncopied: () => "Браузер не разрешил скопировать ссылку; она в строке адреса.",
      own: () => "Ваша программа. Она хранится в этом браузере; «Поделиться» поместит её в ссылку, а меню над программой сохранит в файл.",
      removed: (name) => `Программа ${name} удалена.`,
      reset: () => "Программа урока снова на месте.",
      undo: () => "Отменить",
      unkept: () => "Браузер здесь ничего не сохраняет: хранилище заполнено или запрещено. Программа живёт, пока открыта страница; сохраните её в файл.",
      save: () => "Сохранить в файл",
      long: (n) => `Ссылка с программой заняла бы ${n} знаков, а ссылки длиннее 8000 многие программы обрезают. Лучше передать файл.`,
      unpacked: () => "Этот браузер не умеет помещать программу в ссылку. Лучше передать файл.",
      received: (name) => `Эта программа пришла по ссылке; теперь она ваша, под именем ${name}. Прочтите её, прежде чем запускать.`,
      garbled: () => "Программа в этой ссылке повреждена, показать нечего.",
      unreadable: (name) => `${name} не открыть: программа — это текст в UTF-8, не больше 1 МБ.`,
      absent: () => "Этот сайт собран без движка Python, поэтому здесь работают только программы уроков.",
      broken: () => "Движок Python не собрался; почему — сказано в терминале cargo xtask.",
      building: () => "Движок Python собирается, это займёт несколько минут. Программа запустится, как только он будет готов.",
      loading: (n) => `Движок Python загружается: ${n} %. Программа запустится, как только он будет готов.`,
      lost: (why) => `Движок Python не загрузился: ${why}.`,
    },
  },
};

/** The words of a language. */
export const phrases = (lang) => words[lang] ?? words.en;

/** What a message says; with a `+` before it, the button beside it: its action and label. */
export function phrase(key, detail, lang) {
  const { notices } = phrases(lang);
  if (!key.startsWith("+")) return notices[key](detail);
  const action = actions[key.slice(1)];
  return action ? `${action}\n${notices[action]()}` : "";
}

// What can be done about a message.
const actions = { removed: "undo", reset: "undo", unkept: "save", long: "save", unpacked: "save" };
