"""What a few exceptions say, where RustPython's machine has other words than CPython 3.14."""

_str, _repr = BaseException.__str__, BaseException.__repr__
# A class of the program's may have an `args` of its own.
_args = BaseException.args


def _translate(error):
    match _args.__get__(error):
        case ("maximum recursion depth exceeded ",):
            _args.__set__(error, ("maximum recursion depth exceeded",))
        case (str(said),) if said.startswith("local variable '") and said.endswith(
                "' referenced before assignment"):
            name = said.split("'")[1]
            _args.__set__(error, (f"cannot access local variable '{name}' where it is not "
                                  "associated with a value",))
        case (str(said),) if said.startswith("class ") and (
                " without an implementation for abstract method" in said):
            _args.__set__(error, ("Can't instantiate abstract " + said,))


def __str__(self, /):
    _translate(self)
    return _str(self)


def __repr__(self, /):
    _translate(self)
    return _repr(self)
