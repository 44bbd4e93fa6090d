"""The rules of time_rules.toml, compiled: a pattern over classes of tokens becomes a regular expression over a string
in which each token is one character (its set of classes), so that a rule is tried in a fraction of a microsecond.

    pattern := items | items …          item := [name:] atom [? * +]
    atom    := 'word' | class | MACRO | ( pattern ) | !atom | &atom | <atom | ~atom

!atom is 'not followed by', &atom 'followed by', <atom 'after', ~atom 'not after'.
"""

import re
from functools import cache
from typing import Any

import msgspec

from warbook.errors import VocabularyError
from warbook.language.dates import lexicon
from warbook.language.dates.tokens import Token
from warbook.vocabulary import entries, table

PIECE = re.compile(r"'''|'[^'\s]+'|[a-z]+:|[a-z_]+|[A-Z_]+|[()|?*+!&<~]|\S")
FIRST_CODE = 0xE000
NOTHING, SIGN = "x", "y"  # a word and a mark that no rule speaks of
LONGEST = 80  # tokens that a rule may fit, so that an endless row of dates is read in proportion to its length
NUMBER_SETS = (
    ("digits",), ("digits", "day"), ("digits", "yy"), ("digits", "day", "yy"), ("digits", "year"),
    ("digits", "hhmm"), ("digits", "hhmm", "zero_hour"), ("digits", "year", "hhmm"), ("decimal",),
    ("holiday",), ("iso",), ("numeric",), ("compact",), ("group",), ("clock",), ("decade",), ("nthdigits",),
    ("shortyear",), ("part_of_year",), ("shortdecade",), ("poss",),
)  # fmt: skip


class Rule(msgspec.Struct, frozen=True):
    """A way in which words of time stand together, and the name of how its parts are read."""

    id: str
    regex: re.Pattern[str]
    first: frozenset[str]
    make: str
    data: dict[str, Any]


class Match(msgspec.Struct, frozen=True):
    """Tokens `start` to `end` (excluded) that a rule fits; `parts` are captured tokens, by name, in order."""

    rule: Rule
    start: int
    end: int
    parts: dict[str, list[tuple[int, int]]]


class Part(msgspec.Struct, frozen=True):
    """A compiled piece of a pattern: its regular expression, what it can begin with, whether it can be empty."""

    regex: str
    first: frozenset[str] = frozenset()
    empty: bool = False


class Alphabet:
    """One character for each set of classes that a token can have. Literal words are classes of their own ('=of')."""

    def __init__(self, literals: frozenset[str]) -> None:
        self.literals = literals
        self._codes: dict[frozenset[str], str] = {}
        words = {word for group in lexicon.classes().values() for word in group} | literals
        for word in sorted(words):
            for form in (word, word.lower(), word.capitalize(), word.upper()):
                self._add(self._names(form, lexicon.meanings(form)))
        for names in NUMBER_SETS:
            self._add(frozenset(names))

    def _add(self, names: frozenset[str]) -> None:
        if names:
            self._codes.setdefault(names, chr(FIRST_CODE + len(self._codes)))

    def _names(self, text: str, meanings: lexicon.Meaning) -> frozenset[str]:
        low = text.lower().translate(lexicon.MARKS)
        return frozenset(meanings) | ({f"={low}"} if low in self.literals else frozenset())

    def code(self, token: Token) -> str:
        """The character of a token; 'x' or 'y' for a word or mark that no rule speaks of."""
        names = self._names(token.text, token.meanings)
        unknown = NOTHING if token.text[0].isalnum() else SIGN
        return self._codes.get(names, unknown) if names else unknown

    def knows(self, word: str) -> bool:
        """Whether some rule names the word itself."""
        return word.lower() in self.literals

    def having(self, name: str) -> frozenset[str]:
        """The characters of all tokens that stand in a class."""
        return frozenset(code for names, code in self._codes.items() if name in names)


class Compiler:
    """Turns one pattern into a regular expression; captures become groups with a running number behind their name."""

    def __init__(self, alphabet: Alphabet, macros: dict[str, str]) -> None:
        self.alphabet = alphabet
        self.macros = macros
        self.groups = 0

    def compile(self, pattern: str) -> Part:
        """The whole pattern. Raises VocabularyError where it is malformed or names an unknown class or macro."""
        pieces = PIECE.findall(pattern)
        part = self._choice(pieces)
        if pieces:
            raise VocabularyError(f"time rule '{pattern}': cannot read from '{pieces[0]}'")
        return part

    def _choice(self, pieces: list[str]) -> Part:
        options = [self._sequence(pieces)]
        while pieces and pieces[0] == "|":
            pieces.pop(0)
            options.append(self._sequence(pieces))
        if len(options) == 1:
            return options[0]
        first = frozenset().union(*(option.first for option in options))
        return Part(f"(?:{'|'.join(o.regex for o in options)})", first, any(o.empty for o in options))

    def _sequence(self, pieces: list[str]) -> Part:
        regex, first, empty = "", frozenset[str](), True
        while pieces and pieces[0] not in ("|", ")"):
            item = self._item(pieces)
            regex += item.regex
            first |= item.first if empty else frozenset()
            empty = empty and item.empty
        return Part(regex, first, empty)

    def _item(self, pieces: list[str]) -> Part:
        name = pieces.pop(0)[:-1] if pieces[0].endswith(":") else ""
        part = self._atom(pieces)
        if name:
            self.groups += 1
            part = Part(f"(?P<{name}_{self.groups}>{part.regex})", part.first, part.empty)
        if pieces and pieces[0] in ("?", "*", "+"):
            mark = pieces.pop(0)
            part = Part(f"(?:{part.regex}){mark}", part.first, part.empty or mark != "+")
        return part

    def _atom(self, pieces: list[str]) -> Part:
        piece = pieces.pop(0)
        if piece == "(":
            part = self._choice(pieces)
            if not pieces or pieces.pop(0) != ")":
                raise VocabularyError("time rule: a bracket is not closed")
            return Part(f"(?:{part.regex})", part.first, part.empty)
        if piece in ("!", "&", "<", "~"):
            sign = {"!": "?!", "&": "?=", "<": "?<=", "~": "?<!"}[piece]
            return Part(f"({sign}{self._atom(pieces).regex})", frozenset(), True)
        if piece.isupper() and piece[0] != "'":
            if piece not in self.macros:
                raise VocabularyError(f"time rule: no macro is named '{piece}'")
            part = self._choice(PIECE.findall(self.macros[piece]))
            return Part(f"(?:{part.regex})", part.first, part.empty)
        if piece in ("other", "word"):
            return Part("[xy]" if piece == "other" else "x")
        name = "=" + piece[1:-1].lower() if piece.startswith("'") else piece
        codes = self.alphabet.having(name)
        if not codes:
            raise VocabularyError(f"time rule: no word stands in the class '{name}'")
        return Part(f"[{''.join(sorted(codes))}]", codes)


class Grammar:
    """All rules, ready to be tried."""

    def __init__(self) -> None:
        rows, macros = entries("time_rules"), table("time_rules").get("macros", {})
        patterns = [pattern for row in rows for pattern in row.words]
        literals = frozenset(w.lower() for p in [*patterns, *macros.values()] for w in lexicon.LITERAL.findall(p))
        self.alphabet = Alphabet(literals)
        self._starting: dict[str, list[Rule]] = {}
        for row in rows:
            for pattern in row.words:
                part = Compiler(self.alphabet, macros).compile(pattern)
                make = str(row.data["make"])
                rule = Rule(row.id, re.compile(part.regex), part.first, make, row.data)
                for code in rule.first:
                    self._starting.setdefault(code, []).append(rule)

    def matches(self, tokens: list[Token]) -> list[Match]:
        """What the rules find in a row of tokens, left to right, the longest first, apart from one another."""
        codes = "".join([self.alphabet.code(token) for token in tokens])
        found: list[Match] = []
        at = 0
        while at < len(codes):
            match = self._longest(codes, at)
            if match:
                found.append(match)
                at = match.end
            else:
                at += 1
        return found

    def _longest(self, codes: str, at: int) -> Match | None:
        best: tuple[int, Rule, re.Match[str]] | None = None
        for rule in self._starting.get(codes[at], ()):
            match = rule.regex.match(codes, at, at + LONGEST)
            if match and match.end() > (best[0] if best else at):
                best = (match.end(), rule, match)
        if not best:
            return None
        parts: dict[str, list[tuple[int, int]]] = {}
        for name, place in ((name, best[2].span(name)) for name in best[2].groupdict()):
            if place[0] >= 0:
                parts.setdefault(name.rsplit("_", 1)[0], []).append(place)
        return Match(best[1], at, best[0], {name: sorted(places) for name, places in parts.items()})


@cache
def grammar() -> Grammar:
    """The grammar of time_rules.toml, compiled once."""
    return Grammar()
