"""Modules from the folder that the program was given (`--lib`)."""

import sys
from _frozen_importlib import ModuleSpec
from _page import read_library


class LibraryFinder:
    """Finds `name.py` and `name/__init__.py`."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        base = name.replace(".", "/")
        for file, package in ((base + "/__init__.py", True), (base + ".py", False)):
            source = read_library(file)
            if source is not None:
                return ModuleSpec(name, cls(source, file), origin=file, is_package=package)
        return None

    def __init__(self, source, file):
        self.source, self.file = source, file

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        import linecache
        module.__file__ = self.file
        lines = self.source.splitlines(True)
        linecache.cache[self.file] = len(self.source), None, lines, self.file
        exec(compile(self.source, self.file, "exec"), module.__dict__)

    def get_source(self, name):
        return self.source


# In front of the one that says what is not there.
sys.meta_path.insert(-1, LibraryFinder)
