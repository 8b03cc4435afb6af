"""What kind of thing something is. Whatever takes more than a look is CPython's, and loaded when it is asked for."""

import functools
import sys
import types
from types import (AsyncGeneratorType, BuiltinFunctionType, CodeType, CoroutineType, FrameType,
                   FunctionType, GeneratorType, MethodType, ModuleType, TracebackType)
import collections.abc

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED = 1, 2, 4, 8, 16
CO_GENERATOR, CO_NOFREE, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 32, 64, 128, 256, 512
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = (
    "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED")
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = (
    "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED")


def _is(*kinds):
    def check(object):
        return isinstance(object, kinds)
    return check


isclass = _is(type)
ismodule = _is(ModuleType)
ismethod = _is(MethodType)
isfunction = _is(FunctionType)
isgenerator = _is(GeneratorType)
iscoroutine = _is(CoroutineType)
isasyncgen = _is(AsyncGeneratorType)
istraceback = _is(TracebackType)
isframe = _is(FrameType)
iscode = _is(CodeType)
isbuiltin = _is(BuiltinFunctionType)


def isroutine(object):
    return (isbuiltin(object) or isfunction(object) or ismethod(object)
            or isinstance(object, (types.MethodDescriptorType, types.WrapperDescriptorType,
                                   types.MethodWrapperType, types.ClassMethodDescriptorType)))


def _function(object):
    while True:
        if isinstance(object, functools.partial):
            object = object.func
        elif ismethod(object):
            object = object.__func__
        elif isinstance(getattr(object, "__partialmethod__", None), functools.partialmethod):
            object = object.__partialmethod__.func
        else:
            return object


def _has_code_flag(object, flag):
    function = _function(object)
    if not (isfunction(function) or hasattr(function, "__code__")):
        return False
    return bool(getattr(function.__code__, "co_flags", 0) & flag)


_is_coroutine_mark = object()


def _has_coroutine_mark(function):
    return getattr(_function(function), "_is_coroutine_marker", None) is _is_coroutine_mark


def markcoroutinefunction(func):
    if hasattr(func, "__func__"):
        func = func.__func__
    func._is_coroutine_marker = _is_coroutine_mark
    return func


def iscoroutinefunction(obj):
    return _has_code_flag(obj, CO_COROUTINE) or _has_coroutine_mark(obj)


def isgeneratorfunction(obj):
    return _has_code_flag(obj, CO_GENERATOR)


def isasyncgenfunction(obj):
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


def isawaitable(object):
    return (isinstance(object, CoroutineType)
            or isinstance(object, GeneratorType)
            and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
            or isinstance(object, collections.abc.Awaitable))


def currentframe():
    return sys._getframe(1)


def unwrap(func, *, stop=None):
    seen = {id(func): func}
    limit = sys.getrecursionlimit()
    while not isinstance(func, type) and hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError(f"wrapper loop when unwrapping {func!r}")
        seen[id(func)] = func
    return func


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def __getattr__(name):
    if name.startswith("__") and name != "__all__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import _inspect
    value = getattr(_inspect, name)
    globals()[name] = value
    return value
