"""What a few exceptions say, where RustPython's machine has other words than CPython 3.14."""

_str, _repr = BaseException.__str__, BaseException.__repr__


def _translate(error):
    match error.args:
        case ("maximum recursion depth exceeded ",):
            error.args = ("maximum recursion depth exceeded",)
        case (str(said),) if said.startswith("local variable '") and said.endswith(
                "' referenced before assignment"):
            name = said.split("'")[1]
            error.args = (f"cannot access local variable '{name}' where it is not associated "
                          "with a value",)
        case (str(said),) if said.startswith("class ") and (
                " without an implementation for abstract method" in said):
            error.args = ("Can't instantiate abstract " + said,)


def __str__(self, /):
    _translate(self)
    return _str(self)


def __repr__(self, /):
    _translate(self)
    return _repr(self)
