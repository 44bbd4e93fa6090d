"""Warbook keeps the books on a war."""

__version__ = "0.1.0"
