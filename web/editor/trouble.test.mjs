// Run by `cargo test -p xtask`, with Node.

import assert from "node:assert/strict";
import test from "node:test";
import { trouble } from "./trouble.js";

test("a syntax error is at its marks", () => {
  const text = '  File "a.py", line 3\n    print("x"\n         ^\nSyntaxError: \'(\' was never closed\n';
  const message = "SyntaxError: '(' was never closed";
  assert.deepEqual(trouble(text, "a.py"), { line: 3, column: 6, end: 7, message });
});

test("an uncaught exception is at the last line of this file", () => {
  const text = `printed before
Traceback (most recent call last):
  File "a.py", line 9, in <module>
    asyncio.run(main())
    ~~~~~~~~~~~^^^^^^^^
  File "a.py", line 5, in main
    await asyncio.sleep(x)
          ~~~~~~~~~~~~~^^^
  File "asyncio/tasks.py", line 700, in sleep
    if delay <= 0:
       ^^^^^^^^^^
TypeError: '<=' not supported between instances of 'str' and 'int'
`;
  const found = trouble(text, "a.py");
  assert.deepEqual([found.line, found.column], [5, 0]);
  assert.match(found.message, /^TypeError: /);
  assert.equal(trouble(text, "b.py"), null);
});

test("what is no error is none", () => {
  assert.equal(trouble("", "a.py"), null);
  assert.equal(trouble("a warning\nRuntimeWarningless text\n", "a.py"), null);
});
