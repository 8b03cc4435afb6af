import logging, warnings, sys, traceback
logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
logging.info("hi %s", 1); logging.getLogger("x").warning("w"); logging.debug("no")
try: 1/0
except ZeroDivisionError: logging.exception("oops")
warnings.warn("careful"); warnings.warn("old", DeprecationWarning)
try:
    try: 1/0
    except ZeroDivisionError as e: raise ValueError("v") from e
except ValueError: traceback.print_exc()
def f(): g()
def g(): raise KeyError("k")
try: f()
except KeyError as e:
    print(traceback.format_exc()); print(traceback.extract_tb(e.__traceback__)[-1].name); e.add_note("a note"); traceback.print_exception(e, file=sys.stdout)
log = logging.getLogger("lib"); h = logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter("%(message)s!")); log.addHandler(h); log.propagate = False; log.error("to stdout")
print(logging.getLevelName(20))
raise RuntimeError("end")
