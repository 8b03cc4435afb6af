"""Imported, and not used by what is run."""
