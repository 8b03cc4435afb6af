"""A package with what the tests name."""
