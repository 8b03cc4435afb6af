// How the editor's tools look, and what they ask: the rest of the page has no
// use for it, so it comes with the editor.

const rules = `
.source__tools { gap: var(--s2); }
.source__tools > .text-button { text-decoration: underline; text-decoration-color: var(--line-strong); text-underline-offset: 3px; }
.menu { position: relative; }
.menu > summary { list-style: none; cursor: pointer; font-size: 16px; }
.menu > summary::-webkit-details-marker { display: none; }
.menu[open] > summary { background: var(--hover); color: var(--ink); }
.menu__list { position: absolute; right: 0; top: calc(100% + 4px); z-index: 8; min-width: 190px; padding: 4px; border: 1px solid var(--line-strong); border-radius: var(--r2); background: var(--panel); box-shadow: 0 4px 16px rgb(0 0 0 / .16); }
.menu__item { display: block; width: 100%; min-height: 30px; padding: 4px 10px; border-radius: var(--r1); font-size: var(--t-md); white-space: nowrap; }
a.menu__item { color: var(--ink-3); }
.menu__item:hover { background: var(--hover); }
.ask { width: min(360px, calc(100vw - 32px)); padding: var(--s4); border: 1px solid var(--line-strong); border-radius: var(--r3); background: var(--panel); color: var(--ink); box-shadow: 0 8px 32px rgb(0 0 0 / .2); }
.ask::backdrop { background: rgb(0 0 0 / .35); }
.ask label { display: grid; gap: 6px; color: var(--ink-2); }
.ask input { height: 32px; padding: 0 8px; border: 1px solid var(--control); border-radius: var(--r2); background: var(--panel); color: var(--ink); font: 13px/1 var(--mono); }
.ask__actions { display: flex; justify-content: flex-end; gap: var(--s2); margin-top: var(--s3); }
.source__engine { font-size: var(--t-sm); color: var(--ink-3); white-space: nowrap; }
.source__stale { font-size: var(--t-sm); color: var(--ink); white-space: nowrap; }
.source__engine select { height: 24px; font-weight: 400; padding-left: 7px; border-color: transparent; background: none; color: var(--ink-2); }
.source__engine:hover select { border-color: var(--line-strong); }
.question label { flex: 1; min-width: 0; display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--s1) var(--s3); }
.question input { flex: 1; min-width: 12ch; height: 28px; padding: 0 8px; border: 1px solid var(--control); border-radius: var(--r2); background: var(--panel); font: 13px/1 var(--mono); }
.splitters { display: contents; }
.split { position: relative; z-index: 4; touch-action: none; }
.split::after { content: ""; position: absolute; background: var(--ink); opacity: 0; transition: opacity var(--quick); }
.split:hover::after, .split.is-dragged::after, .split:focus-visible::after { opacity: 1; }
.split:focus-visible { outline: none; }
.split--columns { width: 9px; cursor: col-resize; justify-self: end; margin-right: -4px; }
.split--columns::after { inset: 0 3px; }
.split--rows { height: 9px; cursor: row-resize; align-self: start; margin-top: -4px; }
.split--rows::after { inset: 3px 0; }
.split--lesson { grid-area: lesson; }
.split--right { grid-area: source; }
.split--console { grid-area: tasks; }
.split--timeline { grid-row: 2; grid-column: 1 / -1; height: 7px; margin-top: -3px; z-index: 6; }
.split--timeline::after { inset: 2px 0; }
.split--bottom { grid-row: 4; grid-column: 1 / 4; }
@media (max-width: 760px) {
  .source__stale { display: none; }
  .source__tools > .text-button, .menu > summary, .menu__item, .ask .button, .ask .text-button { height: auto; min-height: 44px; }
  .menu > summary { width: 44px; }
  .ask input { height: 44px; font-size: 16px; }
}
`;

const sheet = new CSSStyleSheet();
sheet.replaceSync(rules);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
