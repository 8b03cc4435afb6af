"""Warnings that a test does not mean."""

import functools
import warnings


def ignore_warnings(*, category):
    def decorate(test):
        @functools.wraps(test)
        def quiet(*args, **kwargs):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", category)
                return test(*args, **kwargs)
        return quiet
    return decorate
