"""The lines around a reader's comment: who wrote it and when, what others may do with it, the heading of them all."""

import re
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from warbook.documents import dating, furniture
from warbook.documents.blocks import ENDS_SENTENCE
from warbook.vocabulary import Entry, entries

LONGEST = 160
"""Characters of a line around a comment."""
OPENING = 100
"""Characters in which such a line may stand at the start of a block, where lines were joined."""
NAMED = re.compile(r"[^\s.:]+(?: [^\s.:]+){0,3}: ")
"""'Anna K: …'"""
NAMES = 6
"""Words beside time and actions, at most: a name, a town, a country."""
LONGEST_NAME = 4
LONGEST_HEAD = 60
CLOCK = re.compile(r"\b(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?", re.IGNORECASE)
BORDER = re.compile(r"[·•|/,;:()\[\]{}<>\t△▽▲▼›»…−–—↑↓*#+-]+|\s{2,}|(?<!\S)\d[\d.,]*[km]?(?!\w)|&", re.IGNORECASE)
COUNT = re.compile(r"(?<!\w)\d[\d.,]*k?(?!\w)|[^\w\s'’]", re.IGNORECASE)
DIGIT = re.compile(r"\d")
READERS, COUNTED, COMMENTS, INVITATION = "readers", "counted", "comments", "invitation"
"""What a heading is: enough by itself below a report; enough where its number fits; a heading of comments; one that
also stands elsewhere."""
NICKNAME = re.compile(r"@\S+|(?=\S*[a-z_\d])(?=\S*[_\d]|[a-z])[\w.-]+")
"""What nobody is called in a report: 'harbour_rat', 'olle99', 'mina'."""
HEATED = re.compile(r"!|\?\?|^[a-z]|\b(?:[A-Z]{3,} ){3}|[\U0001f600-\U0001f64f\U0001f44d\U0001f44e]")


class Line(NamedTuple):
    """What a block tells as a line around a comment. `names`: its words beside time and actions."""

    timed: bool = False
    recent: bool = False  # the time is told as in no report's heading: '3 hours ago', or a date with a clock
    answers: bool = False
    says: bool = False
    names: int = 0

    @property
    def is_mark(self) -> bool:
        """Whether the block is such a line at all."""
        return self.timed or self.answers or self.says


NO_LINE = Line()


class Words(NamedTuple):
    """The vocabulary made ready."""

    heads: dict[str, Entry]
    about: re.Pattern[str]
    answering: re.Pattern[str]
    actions: re.Pattern[str]
    says: re.Pattern[str]
    ago: re.Pattern[str]
    hint: AhoCorasick
    fields: re.Pattern[str]
    sign: re.Pattern[str]
    voice: re.Pattern[str]


@cache
def words_of(lang: str) -> Words:
    """The vocabulary of a language."""
    found = {entry.id: entry for entry in entries("discussion", lang)}

    def joined(*ids: str) -> str:
        words = (word for id_ in ids for word in found[id_].words)
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(text, re.IGNORECASE)

    heads = ("heads", "readers", "invitations")
    ago = (
        rf"\b(?:\d+|an?|one)\s?(?:{joined('units', 'short-units')})s?\.?\s+ago\b|\b(?:{joined('moments')})\b"
        rf"|\b\d{{1,3}}\s?(?:{joined('short-units')})\b\.?(?!\s+read\b)"
    )
    return Words(
        {word: found[id_] for id_ in heads for word in found[id_].words},
        pattern(rf"(?:\d[\d,.]*|one|two|three)\s+(?:{joined('about')})\s*[“\"'‘:]"),
        pattern(rf"\b(?:{joined('answering')})\b"),
        pattern(rf"(?:(?>{joined('answering', 'actions')})(?:\s+|$))+"),
        pattern(rf"\S+(?:\s\S+){{0,{LONGEST_NAME - 1}}}\s(?:{joined('says')})"),
        pattern(ago),
        AhoCorasick([word for id_ in (*heads, "about", "answering") for word in found[id_].words]),
        pattern(rf"\W*(?:{joined('fields')})\b"),
        pattern(rf"\b(?:18|19|20)\d\d|\d[/.-]\d|\b(?:{joined('answering')})\b|\s(?:{joined('says')})\s*:|{ago}"),
        pattern(rf"\b(?:{joined('voice')})\b"),
    )


def line(said: str, words: Words, lang: str) -> Line:
    """What a block tells. Where lines were joined, its beginning may be such a line."""
    if len(said) <= LONGEST and (line := _short(said, words, lang)).is_mark:
        return line
    for match in words.answering.finditer(said, 0, OPENING):
        line = _short(said[: match.end()], words, lang)
        if line.recent and line.answers:
            return line
    return NO_LINE


def _short(said: str, words: Words, lang: str) -> Line:
    if not words.sign.search(said) or words.fields.match(said):
        return NO_LINE
    rest, times = words.ago.subn(" · ", said)
    recent = timed = times > 0
    if DIGIT.search(rest):
        for date in sorted(dating.find(rest, 0, len(rest), lang), reverse=True, key=lambda date: date.span):
            rest, timed = f"{rest[: date.span.start]} · {rest[date.span.end :]}", True
        rest, clocks = CLOCK.subn(" · ", rest)
        recent = recent or (timed and clocks > 0)
    pieces = [piece for piece in (" ".join(piece.split()) for piece in BORDER.split(rest)) if piece]
    other = [piece for piece in pieces if not words.actions.fullmatch(piece)]
    names = sum(len(piece.split()) for piece in other)
    answers = any(words.answering.search(piece) for piece in pieces if piece not in other)
    says = words.says.fullmatch(" ".join(other)) is not None
    is_said = says or (recent and said.endswith(":"))  # 'Anna wrote on 4 May 2023 at 10:12:'
    is_prose = names > NAMES or (names > 0 and not is_said and ENDS_SENTENCE.search(said) is not None)
    return NO_LINE if is_prose else Line(timed, recent, answers and (timed or not names), says, names)


def head(said: str, words: Words) -> str | None:
    """What kind of heading of comments a block is; None where it is none."""
    if len(said) > LONGEST:
        return None
    if words.about.match(said):
        return COMMENTS
    bare = " ".join(COUNT.sub(" ", said.lower()).split()) if len(said) <= LONGEST_HEAD else ""
    if (entry := words.heads.get(bare)) is None:
        return None
    if not entry.data.get("sure"):
        return INVITATION
    if entry.data.get("alone"):
        return READERS
    return COUNTED if DIGIT.search(said) else COMMENTS


def is_around(said: str, words: Words, lang: str) -> bool:
    """Whether a line may stand around a comment, or begin one: 'Anna: …', 'olle99'."""
    is_name = NAMED.match(said) or NICKNAME.fullmatch(said)
    return is_name is not None or line(said, words, lang).is_mark or head(said, words) is not None


def is_voiced(said: str, words: Words) -> bool:
    """Whether words sound like a reader's: 'I', 'you', 'rubbish', a shout. What is quoted does not count."""
    own = furniture.unquoted(said)
    return words.voice.search(own) is not None or HEATED.search(own) is not None
