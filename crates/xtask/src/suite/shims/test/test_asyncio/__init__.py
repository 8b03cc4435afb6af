"""The tests are loaded module by module."""
