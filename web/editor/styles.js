// CodeMirror writes its rules into a <style> element, which the page's content
// security policy forbids. A document can adopt sheets that a script made, and
// CodeMirror does so in a shadow root; here it is told that the document is one.

import { StyleModule } from "style-mod";

const root = {
  ownerDocument: document,
  get adoptedStyleSheets() {
    return document.adoptedStyleSheets;
  },
  set adoptedStyleSheets(sheets) {
    document.adoptedStyleSheets = sheets;
  },
};
const mount = StyleModule.mount;
StyleModule.mount = (_document, modules) => mount(root, modules);
