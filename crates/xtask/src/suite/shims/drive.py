"""Runs the tests of one module and says after each how it went.

    drive.py MODULE [FIRST [-NAME | NAME]...]

begins at the test of number FIRST, so that whoever started it can go on behind a test that
took the interpreter with it. With names it runs these only, and none after a `-`.
"""

import sys
import traceback

# What stands in the library's folder comes before what is frozen.
sys.meta_path.sort(key=lambda finder: getattr(finder, "__name__", "") != "LibraryFinder")

import unittest
from unittest import mock


def say(word, *values):
    """One line: a word, and values behind tabs, whose own lines end in a unit separator."""
    values = (str(value).replace("\t", " ").replace("\n", "\x1f") for value in values)
    sys.__stdout__.write("\n" + "\t".join(["@@" + word, *values]) + "\n")
    sys.__stdout__.flush()


class Told(unittest.TestResult):
    """Says what becomes of each test, once."""

    def startTest(self, test):
        super().startTest(test)
        self.told = False
        say("begun", name_of(test))

    def tell(self, word, test, why=""):
        if not self.told:
            self.told = True
            say(word, name_of(test), why)

    def wrong(self, test, error):
        lines = traceback.format_exception(*error)
        self.tell("failed", test, "".join(lines))

    def addError(self, test, error):
        if isinstance(test, unittest.TestCase):
            self.wrong(test, error)
        else:
            # A class or a module could not be set up.
            say("begun", str(test))
            self.told = False
            self.wrong(test, error)

    addFailure = addError

    def addSubTest(self, test, part, error):
        if error is not None:
            self.wrong(test, error)

    def addSkip(self, test, why):
        self.tell("skipped", test, why)

    def addExpectedFailure(self, test, error):
        self.tell("passed", test)

    def addUnexpectedSuccess(self, test):
        self.tell("failed", test, "it was expected to fail")

    def stopTest(self, test):
        self.tell("passed", test)
        super().stopTest(test)


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


def main(module, first="0", *names):
    load_utilities()
    suite = unittest.defaultTestLoader.loadTestsFromName(module)
    tests = list(cases(suite))
    wanted = [name for name in names if not name.startswith("-")]
    if wanted:
        tests = [test for test in tests if any(name in name_of(test) for name in wanted)]
    tests = [test for test in tests if "-" + name_of(test) not in names]
    unittest.TestSuite(tests[int(first):]).run(Told())
    say("over", len(tests))


main(*sys.argv[1:])
