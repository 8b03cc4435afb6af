// Programs as files of the learner's machine.

// More than this, in bytes, is no program that anybody wrote.
const MOST = 1 << 20;

/** Lets the learner choose a file; gives its name and text, or nothing. */
export function openFile() {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".py,text/x-python,text/plain";
  return new Promise((resolve, reject) => {
    input.oncancel = () => resolve(null);
    input.onchange = () => {
      const file = input.files[0];
      if (!file) resolve(null);
      else read(file).then(resolve, reject);
    };
    input.click();
  });
}

/** The name and the text of a file. */
export async function read(file) {
  if (file.size > MOST) throw new Error(file.name);
  const bytes = await file.arrayBuffer();
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  return [file.name, text.replaceAll("\r\n", "\n").replaceAll("\r", "\n")];
}

/** Saves a text under a name, where the browser saves what it downloads. */
export function saveFile(name, text) {
  const link = document.createElement("a");
  link.download = name;
  link.href = URL.createObjectURL(new Blob([text], { type: "text/x-python" }));
  link.click();
  URL.revokeObjectURL(link.href);
}
