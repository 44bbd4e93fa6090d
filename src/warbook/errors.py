"""The few ways in which Warbook says that something could not be done, each with a hint for people."""


class WarbookError(Exception):
    """Something could not be done. `exit_code` is what the command line ends with: 1 could not, 2 wrong use."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class UsageError(WarbookError):
    """The command or its options cannot be meant so."""

    exit_code = 2


class ReadError(WarbookError):
    """A file, a record or a passage could not be read. The message names it."""


class LedgerError(WarbookError):
    """The ledger could not be opened, written or trusted."""


class MissingError(LedgerError):
    """The ledger holds nothing of that id."""


class VocabularyError(WarbookError):
    """A vocabulary file does not have the form that its loader asks for."""
