// Run by `cargo test -p xtask`, with Node.

import assert from "node:assert/strict";
import test from "node:test";
import { pack, unpack } from "./link.js";

test("a program comes back as it was", async () => {
  for (const text of ["", "print('привет')\n", "x = 1\n".repeat(5000), "\u{1f40d}"]) {
    const packed = await pack(text);
    assert.match(packed, /^[\w-]*$/);
    assert.equal(await unpack(packed), text);
  }
});

test("what was not packed here is refused", async () => {
  for (const packed of ["%%%", "AAAA", "S0vMAQ"]) await assert.rejects(unpack(packed));
});

test("a small link cannot hold a huge program", async () => {
  const packed = await pack(" ".repeat(2 << 20));
  assert.ok(packed.length < 8000);
  await assert.rejects(unpack(packed));
});
