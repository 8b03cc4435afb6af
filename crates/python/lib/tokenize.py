"""Tokens of Python source: what other modules of the library ask for by name, and signatures."""

import re
from builtins import open as _open
from collections import namedtuple

from token import ENCODING, ENDMARKER, NAME, NUMBER, OP, STRING

TokenInfo = namedtuple("TokenInfo", "type string")
_KINDS = (NAME, NUMBER, STRING, OP)
_TOKEN = re.compile(r"""\s*(?:([^\W\d]\w*)|([\d.]*\d[\w.]*)|(b?'[^']*'|b?"[^"]*")|(->|\.\.\.|\*\*|\S)|\s)""")


class TokenError(Exception):
    pass


def open(filename):
    """Opens a file of source text."""
    return _open(filename, encoding="utf-8")


def tokenize(readline):
    """Names, numbers, plain strings and operators: those of which the signatures of functions are made."""
    yield TokenInfo(ENCODING, "utf-8")
    for line in _lines(readline):
        for found in _TOKEN.finditer(line.decode()):
            if found.lastindex:
                yield TokenInfo(_KINDS[found.lastindex - 1], found[found.lastindex])
    yield TokenInfo(ENDMARKER, "")


def _lines(readline):
    try:
        while line := readline():
            yield line
    except StopIteration:
        pass


def generate_tokens(readline):
    raise TokenError("there is no tokenizer here")


def detect_encoding(readline):
    return "utf-8", []
