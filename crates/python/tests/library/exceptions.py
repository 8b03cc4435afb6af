#%% a traceback
def a(): b()
def b(): c()
def c(): raise ValueError("deep")
a()
#%% a name misspelt
print(undefind)
#%% a method misspelt
x = [1, 2, 3]
x.appendd(4)
#%% a key that is not there
{"a": 1}["b"]
#%% nothing has no items
data = {"a": {"b": None}}
print(data["a"]["b"]["c"])
#%% a local name before its value
x = 1
def f():
    print(x)
    x = 2
f()
#%% an expression of several lines
(1 +
 2 / 0 +
 3)
#%% a module that is not there
import maths
#%% a name that a module lacks
from math import sqroot
#%% an exception in a handler
class E(Exception): pass
try:
    raise E("a")
except E:
    raise KeyError("b")
#%% an exception group
raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError("t")])])
