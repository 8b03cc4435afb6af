"""Records what CPython's asyncio does with programs given as data.

    python3.14 record.py record < programs.jsonl > transcripts.jsonl
    python3.14 record.py source < programs.jsonl

`record` answers each program, one JSON object a line, with its transcript, one JSON array a
line, as soon as it has read it. `serve` does the same for another process that keeps it open,
and first of all says which Python this is. `source` prints the Python that is run, for people.
Without a Python 3.14 on the machine, `record.mjs` does all this with the one that npm's `pyodide`
carries.
"""

import gc
import json
import sys
import warnings

import render
import world

# Programs between two collections of garbage. In between memory only grows, so that
# no collection comes at a moment of its own choosing.
COLLECT_EVERY = 50

VERSION = ".".join(map(str, sys.version_info[:3]))


class Recorder:
    def __init__(self):
        world.patch()
        gc.disable()
        # Coroutines that are never awaited, `return` in `finally`: programs do such things.
        warnings.simplefilter("ignore")
        # What is left of a program dies noisily.
        sys.unraisablehook = lambda unraisable: None
        self.count = 0

    def record(self, line):
        """The transcript of the program in `line`, or an object that tells what went wrong."""
        try:
            program = json.loads(line)
            code = compile(render.source(program), "<program>", "exec")
            answer = world.World(program).run(code)
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        self.count += 1
        if self.count % COLLECT_EVERY == 0:
            gc.collect()
        return json.dumps(answer, ensure_ascii=False)


def main(arguments, lines, out):
    match arguments:
        case ["record" | "serve" as how]:
            recorder = Recorder()
            if how == "serve":
                print(VERSION, file=out, flush=True)
            for line in filter(str.strip, lines):
                print(recorder.record(line), file=out, flush=True)
        case ["source"]:
            for line in filter(str.strip, lines):
                print(render.source(json.loads(line)), file=out)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdin, sys.stdout)
