from dataclasses import dataclass, field, asdict, astuple, replace, KW_ONLY, FrozenInstanceError
from enum import Enum, auto, IntEnum, Flag, StrEnum
from typing import *
@dataclass(order=True)
class A:
    x: int
    y: list = field(default_factory=list, compare=False)
    _: KW_ONLY
    z: str = "z"
a = A(1); print(a, asdict(a), astuple(a), replace(a, x=2), A(1) < A(2), a == A(1))
@dataclass(frozen=True, slots=True)
class B: q: int = 3
try: B().q = 4
except FrozenInstanceError as e: print(e)
try: A()
except TypeError as e: print(e)
class C(Enum): RED = auto(); BLUE = auto()
print(C.RED, repr(C.BLUE), C["RED"], C(2), list(C), C.RED.name, C.RED.value)
class F(Flag): A = 1; B = 2
print(F.A | F.B, F(3), F.A in F(3))
class S(StrEnum): X = auto()
print(S.X, f"{S.X}", IntEnum("N", "a b").b + 1)
try: C(9)
except ValueError as e: print(e)
T = TypeVar("T")
class Box(Generic[T]): pass
def f(x: Optional[int], *y: "str") -> list[int]: ...
print(Box[int], get_type_hints(f), Union[int, str], int | None, Literal["a"], Callable[[int], str], list[dict[str, int]])
class NT(NamedTuple): a: int; b: str = "x"
print(NT(1))
class TD(TypedDict): k: int
print(TD(k=1), isinstance(3, int | str))
class Pr(Protocol):
    def m(self): ...
print(Pr)
def g[T](x: T) -> T: return x
type Alias = list[int]
print(g(1), Alias, Alias.__value__)
print(f.__annotations__)
match [1, {"k": (2, 3)}]:
    case [x, {"k": (a, b)}] if a < b: print("matched", x, a, b)
match NT(1, "y"):
    case NT(a=1, b=b): print(b)
