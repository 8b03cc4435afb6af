import inspect, types, weakref, gc, abc, sys, io
async def c(): pass
def g(): yield 1
async def ag(): yield 1
co = c()
print(inspect.iscoroutine(co), inspect.iscoroutinefunction(c), inspect.isawaitable(co), inspect.isgenerator(g()), inspect.isasyncgenfunction(ag), inspect.getcoroutinestate(co), inspect.isgeneratorfunction(g), inspect.isfunction(c))
co.close(); print(inspect.getcoroutinestate(co))
def f(a, /, b: int = 2, *args, k=3, **kw) -> str: "doc"
print(inspect.signature(f), inspect.getdoc(f), f.__name__, f.__qualname__, f.__doc__, f.__defaults__)
class A: pass
a = A(); r = weakref.ref(a, lambda _: print("dead")); print(r() is a); del a; print(r())
w = weakref.WeakValueDictionary(); b = A(); w["b"] = b; print(len(w)); del b; print(len(w))
class Cy: pass
x = Cy(); x.me = x; weakref.finalize(x, print, "fin"); del x; gc.collect()
class Ab(abc.ABC):
    @abc.abstractmethod
    def m(self): ...
try: Ab()
except TypeError as e: print(e)
print(types.SimpleNamespace(a=1), repr(types.MappingProxyType({"a": 1})), type(g()), types.CoroutineType)
s = io.StringIO("a\nb"); print(s.readlines(), io.BytesIO(b"xy").read())
print(sys.version_info[:2], sys.getrecursionlimit(), sys.platform in ("emscripten", "linux"), sys.argv, sys.byteorder)
