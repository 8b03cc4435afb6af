"""The package of the tests that were handed in."""
