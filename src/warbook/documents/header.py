"""Reads what stands above and below a report: title, byline, date of publication, outlet, dateline."""

import re
from collections.abc import Sequence
from functools import cache

from warbook.documents import calendars, dating, headline
from warbook.documents.blocks import Block
from warbook.documents.drafts import Draft
from warbook.documents.summary import NOT_REPORT
from warbook.model import Publication, Segment, SegmentKind, Span
from warbook.vocabulary import entries

ZONE = 16
BODY_CHARACTERS = 100
LONGEST_BYLINE = 240
NAMELESS = 4
"""Words of a byline that names nobody, at most."""
CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\.?\b|\b(?:GMT|UTC|[ECMP][SD]?T|CES?T|EES?T|BST|IST|MSK)\b"
    r"(?:\s*[+-]\s*\d{1,2}(?::?\d\d)?)?|\bhrs\b|\bat\b|\bon\b|\(local time\)|\blocal time\b",
    re.IGNORECASE,
)
TIME_OF_DAY = re.compile(r"\b[0-2]?\d:[0-5]\d\b")
BARS = re.compile(r"[|•·]")
LONGEST_DATE_LINE = 120
LONGEST_HEAD, MANY_HEADS = 40, 2
"""A part of a chronicle has a head of so many code points at most; so many of them beside the first make one."""
AGO = re.compile(r"\W*(?:\w+\s+)?\d+\s+(?:second|minute|min|hour|hr|day|week|month|year)s?\s+ago\W*$", re.IGNORECASE)
REGION = r"(?P<region>(?:, ?[A-Z\d][\w.'’\- ]{1,30}?){0,3})"
AGENCY = r"\s*\([\w .,/'’-]{2,40}\)"
DAY = r", \d{1,2} [A-Z][a-z]+|, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
DATELINE = re.compile(
    rf"(?P<place>[A-Z][A-Z.'’\-]{{2,}}(?:[ /][A-Z][A-Z.'’\-]+){{0,3}}){REGION}(?P<agency>{AGENCY})?"
    r"\s*(?:--|[-–—])\s*(?=[\"“‘'A-Z\d])"
)
MIXED_DATELINE = re.compile(
    rf"(?P<place>[A-Z][\w.'’\-]+(?:[ /][A-Z][\w.'’\-]+){{0,2}}){REGION}(?P<agency>{AGENCY}|{DAY})"
    r"\s*(?:--|[–—]|\s-)\s*(?=[\"“‘'A-Z\d])"
)
SMALL_WORDS = frozenset({
    "and", "in", "for", "of", "the", "at", "with", "to", "from", "is", "a", "de", "der", "den", "du", "da", "di", "del",
    "do", "dos", "van", "von", "ter", "ten", "zu", "al", "el", "ibn", "bin", "bint", "abu", "la", "le",
})  # fmt: skip


def label(draft: Draft, view: str, blocks: Sequence[Block], kinds: dict[int, SegmentKind], lang: str) -> None:
    """Labels the header's blocks in `kinds`, and fills what the draft does not know yet from them."""
    zone = _zone(blocks, kinds)
    chronicle = _is_chronicle(view, blocks, lang)
    for position, block in enumerate(blocks):
        if position in kinds or block.end - block.start > LONGEST_BYLINE:
            continue
        words = view[block.start : block.end]
        if is_byline(words, lang, loose=position in zone):
            kinds[position] = "byline"
            _note_byline(draft, view, block, lang)
        elif position in zone and is_date_line(words, view, block, lang):
            if chronicle and _is_date_alone(words, lang):
                continue
            kinds[position] = "published"
            _note_date(draft, view, block, "byline", lang)
        elif position in zone and calendars.is_date_line(words):
            kinds[position] = "published"
            _note_foreign_date(draft, words, block)
    headline.label(draft, view, blocks, kinds, zone, _words(lang, "summary"))
    _label_outlet(draft, view, blocks, kinds, zone)
    _label_datelines(draft, view, blocks, kinds, lang)
    _note_bulletin(draft, view, [blocks[i] for i in zone if kinds.get(i, "title") == "title"], lang)


def _is_chronicle(view: str, blocks: Sequence[Block], lang: str) -> bool:
    """Whether a day at the top heads a part of the text, as others do: then none of them is the day of publication."""
    heads = [view[block.start : block.end] for block in blocks if block.end - block.start <= LONGEST_HEAD]
    if not blocks or heads[:1] != [view[blocks[0].start : blocks[0].end]] or not _is_date_alone(heads[0], lang):
        return False
    return sum(_is_date_alone(words, lang) for words in set(heads[1:])) >= MANY_HEADS


def _is_date_alone(words: str, lang: str) -> bool:
    said = any(_starts(lang, subject).match(words) for subject in ("published", "updated"))
    return not said and _is_date(words, 0, len(words), lang)


def _zone(blocks: Sequence[Block], kinds: dict[int, SegmentKind]) -> range:
    """The positions of the blocks above the first real paragraph; `kinds`: what is known to be none of the report's."""
    for position, block in enumerate(blocks[:ZONE]):
        is_real = block.kind == "paragraph" and block.end - block.start >= BODY_CHARACTERS
        if is_real and kinds.get(position) not in NOT_REPORT:
            return range(position)
    return range(min(ZONE, len(blocks)))


@cache
def _words(lang: str, subject: str) -> tuple[str, ...]:
    return next(entry.words for entry in entries("headers", lang) if entry.id == subject)


@cache
def _starts(lang: str, subject: str) -> re.Pattern[str]:
    words = _words(lang, subject)
    joined = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\W{{0,3}}(?:{joined})\b\s*:?\s*", re.IGNORECASE)


def is_byline(words: str, lang: str, *, loose: bool = True) -> bool:
    """Whether a line says who wrote the report. `loose`: 'By' and a name is enough, as it is above the body."""
    match = _starts(lang, "byline").match(words)
    if not match or len(words) > LONGEST_BYLINE:
        return False
    cue, rest = match.group().strip(" :\t([*_-–—").lower(), words[match.end() :]
    if not loose and " " not in cue and ":" not in match.group():
        return False
    tokens = [t for t in re.findall(r"[^\W\d_][\w.'’-]*", rest) if t.lower() not in SMALL_WORDS]
    named = sum(token[0].isupper() for token in tokens)
    roles = _starts(lang, "byline").search(rest) is not None
    if roles and loose and not named and len(rest.split()) <= NAMELESS:
        return True  # 'By our own correspondent'
    return bool(tokens) and tokens[0][0].isupper() and named >= (0.5 if roles else 0.7) * len(tokens)


def is_date_line(words: str, view: str, block: Block, lang: str) -> bool:
    """Whether a line, or one of its parts between bars, holds a date and next to nothing else."""
    if AGO.match(words):
        return True
    if len(words) > LONGEST_DATE_LINE:
        return False
    start = block.start
    for part in BARS.split(words):
        if _is_date(view, start, start + len(part), lang):
            return True
        start += len(part) + 1
    return _is_date(view, block.start, block.end, lang)


def _is_date(view: str, start: int, end: int, lang: str) -> bool:
    rest = view[start:end]
    found = list(dating.find(view, start, end, lang))
    for date in found:
        rest = rest.replace(view[date.span.start : date.span.end], " ")
    for subject in ("published", "updated"):
        rest = _starts(lang, subject).sub(" ", rest)
    days = {day[:3] for day in _words(lang, "weekdays")}
    left = [word for word in re.findall(r"[^\W\d_]+", CLOCK.sub(" ", rest)) if word.lower()[:3] not in days]
    return bool(found) and len(left) <= 2


def note(draft: Draft, view: str, block: Block, lang: str) -> SegmentKind:
    """Takes the authors or the date from a block that the markup calls a byline; the kind that it gets."""
    words = view[block.start : block.end]
    if not is_byline(words, lang) and is_date_line(words, view, block, lang):
        _note_date(draft, view, block, "byline", lang)
        return "published"
    _note_byline(draft, view, block, lang)
    _note_foreign_date(draft, words, block)
    return "byline"


def _note_byline(draft: Draft, view: str, block: Block, lang: str) -> None:
    words = view[block.start : block.end]
    if not draft.authors and (match := _starts(lang, "byline").match(words)):
        dates = [date.span.start for date in dating.find(view, block.start + match.end(), block.end, lang)]
        named = view[block.start + match.end() : min(dates, default=block.end)]
        first = re.split(r"[|•·;(]|\s[-–—]\s|,\s", named)[0]
        names = [name.strip(" .,*_") for name in re.split(r"\s+(?:and|&)\s+", first)]
        draft.authors = [name for name in names if name[:1].isupper() and not any(c.isdigit() for c in name)]
    _note_date(draft, view, block, "byline", lang)


def _note_foreign_date(draft: Draft, words: str, block: Block) -> None:
    if draft.published is None and (found := calendars.date_of(words, draft.lang)):
        draft.published = Publication(*found, "byline", Span(block.start, block.end))


def _note_date(draft: Draft, view: str, block: Block, found_in: str, lang: str) -> None:
    words = view[block.start : block.end]
    updated = _starts(lang, "updated").match(words)
    for found in dating.find(view, block.start, block.end, lang):
        if draft.published is None or (not updated and draft.published.found_in == "text" and found_in != "text"):
            place = "text" if updated else found_in
            draft.published = Publication(found.day, found.precision, place, found.span)  # type: ignore[arg-type]
            draft.remarks += [found.remark] if found.remark else []
        return


def _label_outlet(draft: Draft, view: str, blocks: Sequence[Block], kinds: dict[int, SegmentKind], zone: range) -> None:
    """A short name alone on a line next to the byline or the date is the outlet's."""
    for position in zone:
        beside = {kinds.get(position - 1), kinds.get(position + 1)} & {"byline", "published"}
        block = blocks[position]
        words = view[block.start : block.end].split()
        named = all(word[0].isupper() or word.lower() in SMALL_WORDS for word in words)
        if position not in kinds and block.kind == "heading" and beside and len(words) <= 4 and named:
            kinds[position] = "byline"
            draft.outlet = draft.outlet or " ".join(words)


def _label_datelines(
    draft: Draft, view: str, blocks: Sequence[Block], kinds: dict[int, SegmentKind], lang: str
) -> None:
    seen = 0
    for position, block in enumerate(blocks):
        if block.kind != "paragraph" or position in kinds:
            continue
        seen += 1
        match = _dateline(view, block, early=seen <= 2)
        if match:
            draft.segments.append(Segment(Span(match.start(), match.end()), "dateline"))
            draft.place = draft.place or match["place"].title()
            _note_date(draft, view, Block(match.start(), match.end(), "paragraph"), "dateline", lang)


def _dateline(view: str, block: Block, *, early: bool) -> re.Match[str] | None:
    stop = min(block.end, block.start + 120)
    match = DATELINE.match(view, block.start, stop)
    if match and not match["agency"] and not match["region"]:
        sure = early and block.end - block.start >= 80 and not view[match.end()].isdigit()
        return match if sure else None
    return match or MIXED_DATELINE.match(view, block.start, stop)


def _note_bulletin(draft: Draft, view: str, headings: Sequence[Block], lang: str) -> None:
    """A briefing, bulletin or situation report carries its day in its heading."""
    for block in headings:
        line = view[block.start : block.end].lower()
        timed = block is headings[0] and TIME_OF_DAY.search(line) is not None
        if draft.published is None and (timed or any(word in line for word in _words(lang, "bulletin"))):
            _note_date(draft, view, block, "text", lang)
