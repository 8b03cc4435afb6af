class M(type):
    def __new__(m, n, b, d): print("making", n); return super().__new__(m, n, b, d)
class A(metaclass=M):
    __slots__ = ("x",)
    def __init__(self): self.x = 1
    def __repr__(self): return "A()"
    def __getattr__(self, n): return n
    def __add__(self, o): return "sum"
    def __contains__(self, o): return o == 1
    def __iter__(self): return iter([1, 2])
    def __call__(self, *a, **k): return a, k
    def __enter__(self): return self
    def __exit__(self, *a): print("exit", a[0]); return True
    @property
    def p(self): return 5
    @staticmethod
    def s(): return "s"
    @classmethod
    def c(cls): return cls.__name__
a = A(); print(a, a.foo, a + 1, 1 in a, list(a), a(1, k=2), a.p, A.s(), A.c())
with a: raise ValueError
try: a.y = 1
except AttributeError as e: print(e)
try: a.p = 1
except AttributeError as e: print(e)
class D:
    def __set_name__(self, o, n): print("name", n)
    def __get__(self, i, o): return "got"
class B: d = D()
print(B().d, B.__mro__)
class X:
    def f(self): return "X"
class Y(X):
    def f(self): return "Y" + super().f()
print(Y().f(), isinstance(Y(), X), issubclass(Y, X))
try: None.foo
except AttributeError as e: print(e)
try: "a" + 1
except TypeError as e: print(e)
try: [1][5]
except IndexError as e: print(e)
try: {}["k"]
except KeyError as e: print(repr(e))
try: undefined_name
except NameError as e: print(e)
try: print(len(5))
except TypeError as e: print(e)
try: int(None)
except TypeError as e: print(e)
try: (1).foo()
except AttributeError as e: print(e)
try: f(1)
except NameError as e: print(e)
def f(a, b): pass
try: f(1)
except TypeError as e: print(e)
try: f(1, 2, 3)
except TypeError as e: print(e)
try: f(1, c=2)
except TypeError as e: print(e)
try: x, y = [1, 2, 3]
except ValueError as e: print(e)
try: import nonexistent_mod
except ModuleNotFoundError as e: print(type(e).__name__)
def gen():
    r = yield 1
    print("got", r)
    try: yield 2
    except ValueError: print("ve"); yield 3
    return 9
g = gen(); print(next(g), g.send("s"), g.throw(ValueError))
try: next(g)
except StopIteration as e: print(e.value)
def h(): x = yield from gen2(); print("x", x)
def gen2(): yield 1; return 7
print(list(h()))
print({**{"a": 1}, "b": 2}, [*range(3), 4], {i: i*i for i in range(3)}, {1, 2} | {3}, sorted({3, 1}), (lambda *a, **k: (a, k))(1, z=2))
a, *b, c = range(5); print(a, b, c)
print(f"{a!r:>5} {b=} {'x' if a else 'y'} {{}} {3.14159:.2f}")
if (n := 10) > 5: print(n)
for i in range(3):
    if i == 5: break
else: print("else")
print("%s %d %.2f %r" % ("a", 1, 2.5, "q"), "{:>5} {0}".replace("{0}", "") .format("a"), "a,b".split(","), " x ".strip(), "abc"[::-1], "é".encode(), "ab" * 2, "x".join(["1", "2"]), "Hello".swapcase(), "a\tb".expandtabs(4), "abc".find("c"), "ß".upper(), "İ".lower(), "abc".translate({97: "z"}))
print(b"abc"[0], bytes([1, 2]), bytearray(b"x"), memoryview(b"abc")[1:].tobytes(), "a" "b", r"\n", b"\xff".hex(), bytes.fromhex("ff00"))
nonl = 0
def outer():
    v = 1
    def inner():
        nonlocal v; global nonl
        v += 1; nonl += 1
        return v
    return inner()
print(outer(), nonl, globals()["nonl"], __name__)
assert True
try: assert 0, "msg"
except AssertionError as e: print("AE", e)
print(ascii("é"), ord("a"), chr(8364), bin(5), hex(255), oct(8), any([0, 1]), all([]), list(zip("ab", [1, 2], strict=True)), list(map(str, [1])), list(filter(None, [0, 1])), list(enumerate("a", 1)), list(reversed([1, 2])), callable(print), id(a) == id(a), type(1), isinstance(True, int), vars(X()) , dir(X)[-1])
print(1 < 2 < 3, 1 is 1, not 0, 5 // 2, True + True, None or "d", [] and 1, 3 if 0 else 4)
del a
print(0.1 + 0.2, 1e16, 1e-5, 123456789.123, float("nan"), -0.0, 1e22, 1.0, 100000000000000000000.0)
