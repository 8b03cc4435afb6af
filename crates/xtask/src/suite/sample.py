"""Tests that end in every way there is, for a test of the driver."""

import unittest


class Ends(unittest.TestCase):
    def test_a_passes(self):
        pass

    def test_b_fails(self):
        self.fail("so it does")

    def test_c_is_skipped(self):
        self.skipTest("so it is")

    def test_d_fails_behind_a_part_that_is_skipped(self):
        with self.subTest("first"):
            self.skipTest("this one")
        with self.subTest("second"):
            self.fail("that one")

    def test_e_fails_in_its_clean_up_after_being_skipped(self):
        self.addCleanup(self.fail, "late")
        self.skipTest("early")

    @unittest.expectedFailure
    def test_f_fails_as_expected(self):
        self.fail("as expected")

    @unittest.expectedFailure
    def test_g_passes_and_should_not(self):
        pass

    def test_h_is_left_out(self):
        self.fail("it was run")


@unittest.skip("all of it")
class Skipped(unittest.TestCase):
    def test_a(self):
        self.fail("it was run")


class SkippedAsItIsSetUp(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise unittest.SkipTest("all of it")

    def test_a(self):
        self.fail("it was run")

    def test_b(self):
        self.fail("it was run")


class Unable(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError

    def test_a(self):
        pass


class Untidy(unittest.TestCase):
    @classmethod
    def tearDownClass(cls):
        raise ValueError

    def test_a(self):
        pass
