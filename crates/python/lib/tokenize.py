"""Tokens of Python source: only what other modules of the library ask for by name."""

from builtins import open as _open

NAME = 1


class TokenError(Exception):
    pass


def open(filename):
    """Opens a file of source text."""
    return _open(filename, encoding="utf-8")


def generate_tokens(readline):
    raise TokenError("there is no tokenizer here")


tokenize = generate_tokens


def detect_encoding(readline):
    return "utf-8", []
