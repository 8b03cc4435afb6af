"""Runs the tests of one module and says after each how it went.

    drive.py MODULE FIRST [NAME]...

begins at the test of number FIRST, so that whoever started it can go on behind a test that
took the interpreter with it. The tests that are named are left out.
"""

import sys
import traceback

# What stands in the library's folder comes before what is frozen.
sys.meta_path.sort(key=lambda finder: getattr(finder, "__name__", "") != "LibraryFinder")

import unittest
from unittest import mock
from unittest.util import strclass

# What may be told of a test; of several, the last of these counts.
WORDS = "passed", "skipped", "failed"


def say(word, *values):
    """One line: a word, and values behind tabs, whose own lines end in a unit separator."""
    values = (str(value).replace("\t", " ").replace("\n", "\x1f") for value in values)
    sys.__stdout__.write("\n" + "\t".join(["@@" + word, *values]) + "\n")
    sys.__stdout__.flush()


class Told(unittest.TestResult):
    """Says of each test that it begins and, once it is over, the worst of what became of it."""

    def __init__(self, tests):
        super().__init__()
        self.ahead = list(tests)
        self.current = None

    def startTest(self, test):
        super().startTest(test)
        self.ahead.remove(test)
        self.current = test
        self.word, self.why = WORDS[0], ""
        say("begun", name_of(test))

    def stopTest(self, test):
        if self.current:
            say(self.word, name_of(test), self.why)
        self.current = None
        super().stopTest(test)

    def note(self, word, test, why):
        if not isinstance(test, unittest.TestCase):
            self.around(word, test, why)
        elif not self.current:
            # In 3.12.1, what is skipped as a whole does not begin.
            self.only(word, test, why)
        elif WORDS.index(word) > WORDS.index(self.word):
            self.word, self.why = word, why

    def around(self, word, part, why):
        """What becomes of a class or a module becomes of all its tests, none of which begins."""
        what, _, name = part.description.rstrip(")").partition(" (")
        if what.startswith("tearDown"):
            say(word, part.description, why)
            return
        within = lambda test: (strclass(test.__class__) + ".").startswith(name + ".")
        for test in filter(within, list(self.ahead)):
            self.only(word, test, why)

    def only(self, word, test, why):
        """All that becomes of a test."""
        self.startTest(test)
        self.note(word, test, why)
        self.stopTest(test)

    def addError(self, test, error):
        self.note("failed", test, "".join(traceback.format_exception(*error)))

    addFailure = addError

    def addSubTest(self, test, part, error):
        if error is not None:
            self.addError(test, error)

    def addSkip(self, test, why):
        self.note("skipped", test, why)

    def addExpectedFailure(self, test, error):
        """It is as it should be."""

    def addUnexpectedSuccess(self, test):
        self.note("failed", test, "it was expected to fail")


def name_of(test):
    return test.id().removeprefix("test.").removeprefix("test_asyncio.")


def cases(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from cases(test)
        else:
            yield test


def load_utilities():
    """The tests' common module looks for certificates as it is imported: there are no files."""
    import io
    import os.path
    with (mock.patch.object(os.path, "isfile", lambda path: True),
          mock.patch("builtins.open", lambda path: io.StringIO("{}"))):
        import test.test_asyncio.utils


def main(module, first, *left_out):
    load_utilities()
    suite = unittest.defaultTestLoader.loadTestsFromName(module)
    tests = [test for test in cases(suite) if name_of(test) not in left_out]
    ahead = tests[int(first):]
    unittest.TestSuite(ahead).run(Told(ahead))
    say("over", len(tests))


main(*sys.argv[1:])
