"""The command line."""

from warbook.cli.running import main, run

__all__ = ["main", "run"]
