"""What a few exceptions say, where RustPython's machine has other words than CPython 3.14."""

import sys

_str, _repr = BaseException.__str__, BaseException.__repr__
# A class of the program's may have an `args` of its own.
_args = BaseException.args


def _full_name(name):
    """That of a class of asyncio's, unless the program has one of the same name."""
    asyncio, main = sys.modules.get("asyncio"), sys.modules.get("__main__")
    kind = vars(asyncio).get(name) if asyncio else None
    is_meant = isinstance(kind, type) and vars(main).get(name, kind) is kind
    return f"{kind.__module__}.{kind.__qualname__}" if is_meant else name


def _translate(error):
    match _args.__get__(error):
        case ("maximum recursion depth exceeded ",):
            _args.__set__(error, ("maximum recursion depth exceeded",))
        case (str(said),) if said.startswith("local variable '") and said.endswith(
                "' referenced before assignment"):
            name = said.split("'")[1]
            _args.__set__(error, (f"cannot access local variable '{name}' where it is not "
                                  "associated with a value",))
        case (str(said),) if " context manager protocol (missed __" in said and said[:1] == "'":
            _, name, rest = said.split("'", 2)
            _args.__set__(error, (f"'{_full_name(name)}'{rest}",))
        case (str(said),) if said.startswith("class ") and (
                " without an implementation for abstract method" in said):
            _args.__set__(error, ("Can't instantiate abstract " + said,))


def __str__(self, /):
    _translate(self)
    return _str(self)


def __repr__(self, /):
    _translate(self)
    return _repr(self)
