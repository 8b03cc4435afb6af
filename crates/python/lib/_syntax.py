"""What CPython 3.14 says of a syntax error, and where, when RustPython's parser says otherwise."""

import re

_TOKEN = re.compile(r"""(?ix)
    (?P<text> [rbfut]{0,2} (?: "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' ) )
    | (?P<name> [^\W\d]\w* ) | (?P<number> \d[\w.]* ) | (?P<space> \s+ ) | (?P<comment> \#.* ) | (?P<sign> . )
""")
_KEYWORDS = frozenset("""False None True and as assert async await break class continue def del elif else except
    finally for from global if import in is lambda nonlocal not or pass raise return try while with yield""".split())
# What an operand ends before, and what an expression begins behind.
_ENDS_OPERAND = frozenset(("and", "or", "not", "in", "is", "if", "else", "for", "async", "as"))
_BEGINS = _KEYWORDS - {"True", "False", "None", "and", "or", "not", "in", "is"}
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|N(?:\{[^}]*\}?)?|.)", re.S)
_DIGITS = {"x": 2, "u": 4, "U": 8}
_MAYBE = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
_COMMA = "invalid syntax. Perhaps you forgot a comma?"


class _Token:
    def __init__(self, match):
        self.kind, self.said = match.lastgroup, match[0]
        self.begin, self.end = match.span()

    def is_operand(self):
        is_word = self.kind == "name" and self.said in _KEYWORDS - {"True", "False", "None"}
        return self.kind in ("text", "number", "name") and not is_word


def _tokens(line):
    tokens = map(_Token, _TOKEN.finditer(line))
    return [token for token in tokens if token.kind not in ("space", "comment")]


def _mark(error, begin, end):
    error.offset, error.end_lineno, error.end_offset = begin + 1, error.lineno, end + 1


def _within(tokens, opens, closes, stops):
    """Those of an expression that begins with the first, as they come."""
    depth = 0
    for token in tokens:
        depth += (token.said in opens) - (token.said in closes)
        if depth < 0 or depth == 0 and (token.said in ",:;=" or token.said in stops):
            return
        yield token


def _expression_end(tokens, at, stops=()):
    """Where the expression ends that begins with that token."""
    ends = [token.end for token in _within(tokens[at:], "([{", ")]}", stops)]
    return ends[-1] if ends else tokens[at].begin


def _expression_begin(tokens, at):
    """Where the expression begins that ends before that token."""
    begins = [token.begin for token in _within(reversed(tokens[:at]), ")]}", "([{", _BEGINS)]
    return begins[-1] if begins else tokens[at].begin


def _index(tokens, column):
    return next((n for n, token in enumerate(tokens) if token.begin <= column < token.end), None)


def _assignment(error, tokens):
    """`if x = 1:`"""
    at = None
    if tokens[0].said in ("if", "elif", "while"):
        depth = 0
        for n, token in enumerate(tokens):
            depth += (token.said in "([{") - (token.said in ")]}")
            if token.said == "=" and depth == 0 and n > 1:
                at = n
                break
    begin = _index(tokens, error.offset - 1)
    if at is None and begin is not None:
        at = next((n for n in range(begin, len(tokens)) if tokens[n].said == "="), None)
    if not at:
        return
    name, before = tokens[at - 1], tokens[at - 2].said
    if at + 1 == len(tokens) or tokens[at + 1].said in "<>!=:)]},":
        error.msg = "invalid syntax"
        _mark(error, tokens[at].begin, tokens[at].end)
    elif name.kind == "name" and before != ".":
        error.msg = _MAYBE
        stops = _ENDS_OPERAND | {"<", ">", "!"}
        _mark(error, name.begin, _expression_end(tokens, at + 1, stops))


def _comma(error, tokens):
    """`print("total" x)`"""
    second = _index(tokens, error.offset - 1)
    if error.msg == _COMMA and second is not None and tokens[second + 1:second + 2]:
        # The mark may be at the first of the two.
        if error.end_offset > tokens[second].end + 1:
            second += 1
    if not second:
        return
    if not tokens[second - 1].is_operand() and second + 1 < len(tokens) and tokens[second].is_operand():
        second += 1
    a, b = tokens[second - 1], tokens[second]
    opened = sum((it.said in "([{") - (it.said in ")]}") for it in tokens[:second])
    if not (a.is_operand() or a.said in ")]}") or not b.is_operand() or opened <= 0:
        return
    is_parameter = tokens[0].said in ("def", "class") or [it.said for it in tokens[:2]] == ["async", "def"]
    if is_parameter or a.kind == "name" and b.kind == "text":
        error.msg = "invalid syntax"
        _mark(error, b.begin, b.end)
    else:
        error.msg = _COMMA
        _mark(error, _expression_begin(tokens, second),
              _expression_end(tokens, second, {"for", "async", "as"}))


def _escape(error, tokens, at):
    """`"C:\\Users"`"""
    if at is None or tokens[at].kind != "text":
        return
    body = tokens[at].said.lstrip("rRbBfFuUtT")[1:-1]
    for escape in _ESCAPE.finditer(body):
        letter, digits = escape[1][:1], escape[1][1:]
        why = None
        if letter in _DIGITS and len(digits) < _DIGITS[letter]:
            why = f"truncated \\{letter}{'X' * _DIGITS[letter]} escape"
        elif letter == "N":
            is_whole = digits[:1] == "{" and digits[-1:] == "}" and len(digits) > 2
            why = "unknown Unicode character name" if is_whole else "malformed \\N character escape"
        if why:
            error.msg = (f"(unicode error) 'unicodeescape' codec can't decode bytes in position "
                         f"{escape.start()}-{escape.end() - 1}: {why}")
            _mark(error, tokens[at].begin, tokens[at].end)
            return


def correct(error, source):
    """Has `error` say what CPython says of `source`."""
    lines = source.splitlines()
    said = error.msg
    if said == "expected 'except' or 'finally' block" and error.lineno > len(lines) > 0:
        error.lineno, error.text = len(lines), lines[-1] + "\n"
        _mark(error, len(lines[-1]), len(lines[-1]))
        return
    if said.startswith("unterminated triple-quoted"):
        error.msg = re.sub(r"at line \d+", f"at line {len(lines)}", said)
    if not 0 < error.lineno <= len(lines) or not error.offset:
        return
    line = lines[error.lineno - 1]
    tokens, here = _tokens(line), line[error.offset - 1:error.offset]
    if not tokens:
        return
    at = _index(tokens, error.offset - 1)
    if said == "unexpected indentation":
        error.msg = "unexpected indent"
    elif said.startswith("expected `def`, `with` or `for`") or said.startswith("expected class, function def"):
        error.msg = "invalid syntax"
    elif said == "star import must be the only import":
        error.msg = "invalid syntax"
        comma = line.find(",", error.offset)
        _mark(error, comma, comma + 1)
    elif said == "got unexpected unicode":
        _escape(error, tokens, at)
    elif said.startswith("Missing parentheses in call"):
        if at is not None:
            rest = tokens[at:]
            stop = next((n for n, it in enumerate(rest) if it.said == ";"), len(rest))
            _mark(error, rest[0].begin, rest[stop - 1].end)
    elif said == "expected 'else' after 'if' expression":
        word = next((n for n, it in enumerate(tokens) if it.said == "if"), None)
        if word:
            _mark(error, _expression_begin(tokens, word), tokens[-1].end)
    elif said.startswith("multiple exception types must be parenthesized"):
        if at is not None and tokens[-1].said == ":":
            _mark(error, error.offset - 1, tokens[-2].end)
    elif said == _MAYBE or said.startswith("cannot assign to expression here"):
        _assignment(error, tokens)
    elif said in ("invalid syntax", _COMMA):
        if here > "\x7f" and not here.isidentifier():
            error.msg = f"invalid character '{here}' (U+{ord(here):04X})"
        elif tokens[0].said == "else" and at == 1 and tokens[1].said == "if":
            error.msg = "expected ':'"
        elif tokens[0].said == "def" and here == "{":
            error.msg = "expected ':'"
        elif tokens[-1].said == "else" and tokens[0].said != "else":
            error.msg = "expected expression after 'else', but statement is given"
        else:
            _comma(error, tokens)
