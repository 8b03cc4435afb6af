"""Bytecode is not shown here: only the names that `inspect` speaks of."""

COMPILER_FLAG_NAMES = {
    1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED", 32: "GENERATOR",
    64: "NOFREE", 128: "COROUTINE", 256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR",
    0x4000000: "HAS_DOCSTRING", 0x8000000: "METHOD",
}


def findlinestarts(code):
    seen = None
    for _, _, line in code.co_lines():
        if line is not None and line != seen:
            seen = line
            yield 0, line
