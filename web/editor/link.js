// A program as part of a link: deflated, in the letters which an address takes
// as they are.

// A program in a link may not grow over this when it is unpacked, in bytes: a
// few bytes can say “a billion spaces”.
const MOST = 1 << 20;

/** Packs a text. */
export async function pack(text) {
  const bytes = new TextEncoder().encode(text);
  const packed = await through(new CompressionStream("deflate-raw"), bytes, Infinity);
  let letters = "";
  for (const byte of packed) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Gives the text back; throws at what `pack` did not write. */
export async function unpack(letters) {
  const packed = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
  const text = await through(new DecompressionStream("deflate-raw"), bytes, MOST);
  return new TextDecoder("utf-8", { fatal: true }).decode(text);
}

async function through(stream, bytes, most) {
  const writer = stream.writable.getWriter();
  // What goes wrong is told where the result is read.
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const chunks = [];
  let size = 0;
  for (const reader = stream.readable.getReader(); ; ) {
    const { value, done } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) throw new Error("too long");
    chunks.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
