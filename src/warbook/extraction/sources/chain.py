"""From the voice that was chosen to the chain of sources: the body before its spokesman, then the medium."""

from functools import cache

from warbook.extraction.sources.floor import Floor
from warbook.extraction.sources.ranking import Option
from warbook.extraction.sources.speakers import Speaker, kinds
from warbook.extraction.sources.voices import Voice
from warbook.model import Source, Span
from warbook.vocabulary import entries


def chain(floor: Floor, option: Option) -> tuple[Source, ...]:
    """The sources that an option stands for: the origin first, empty for the report's own voice."""
    voice = option.voice
    if option.read is not None and option.name is not None:
        return (Source(name=option.name, span=option.read),)
    if voice is None or option.name is None:
        return ()
    told = _medium(floor, voice)
    bare = told is not None and voice.speaker.kind == "paper" and option.name.islower()
    own = told if told is not None and bare else _source(floor, voice, option.name, option.figure)
    origin = _beside(floor, option.figure) if bare or voice.speaker.kind == "media" else None
    if origin is not None:
        return (_source(floor, origin, floor.name_of(origin), option.figure), own)
    if bare:
        return (own,)
    office = voice.office or voice.speaker
    body = _body(floor, office) if office.kind == "spokesman" else None
    found = (body, own) if body is not None and body.name != own.name else (own,)
    return (*found, told) if told is not None else found


def _source(floor: Floor, voice: Voice, name: str, figure: Span) -> Source:
    said = voice.holds(figure.start) or (voice.said[0] if voice.said else None)
    cue = floor.text[said.cue.start : said.cue.end] if said else None
    return Source(name=_without_body(name), cue=cue, span=voice.speaker.span)


def _beside(floor: Floor, figure: Span) -> Voice | None:
    """Who says the figure beside a medium or its report: 'according to a report by CNN, officials revealed that …'."""
    others = (other for other in floor.holders(figure) if other.speaker.kind not in ("media", "paper", "pronoun"))
    return next(others, None)


def _body(floor: Floor, speaker: Speaker) -> Source | None:
    """The body that a spokesman speaks for: 'Defence Ministry' of 'Defence Ministry spokesman Igor Konashenkov'."""
    tree = speaker.tree
    places = range(speaker.first, speaker.last + 1)
    office = next((i for i in places if kinds().get(tree.lower[i]) == "spokesman"), None)
    if office is None:
        return None
    before = [
        i
        for i in range(speaker.first, office)
        if tree.tags[i] not in ("DT", "POS", "CD", "PRP$") and kinds().get(tree.lower[i]) != "person"
    ]
    after = (
        list(range(office + 2, speaker.last + 1)) if tree.lower[min(office + 1, speaker.last)] in ("for", "of") else []
    )
    inside = [i for i in after or before if tree.tags[i] != "DT"]
    if not any(tree.words[i][:1].isupper() or kinds().get(tree.lower[i]) == "body" for i in inside):
        return None  # 'the operation's spokesman'
    span = Span(tree.starts[inside[0]], tree.ends[inside[-1]])
    name = " ".join(floor.text[span.start : span.end].split())
    return None if name in _lands() else Source(name=name, span=span)


@cache
def _lands(lang: str = "en") -> frozenset[str]:
    """Names, people and seats of states: 'US spokesman Jon Marsh' speaks for a land, and for no body of it by name."""
    states = [entry for entry in entries("parties", lang) if entry.data["kind"] == "state"]
    return frozenset(
        word for one in states for word in (*one.words, *one.data.get("people", ()), *one.data.get("seats", ()))
    )


def _without_body(name: str) -> str:
    """The person of a spokesman's full description, the description itself where no person is named."""
    words = name.split()
    office = next((i for i, word in enumerate(words) if kinds().get(word.lower()) == "spokesman"), None)
    person = words[office + 1 :] if office is not None else []
    return " ".join(person) if person and person[0][:1].isupper() else name


def _medium(floor: Floor, voice: Voice) -> Source | None:
    """The agency or paper that the voice spoke to: 'told Reuters', 'quoted by TASS'."""
    for other in floor.voices.get(voice.sentence, []):
        if (
            other.speaker.kind == "media"
            and other is not voice
            and other.part in ("hearer", "says", "according", "paper of")
        ):
            return Source(name=other.speaker.name, span=other.speaker.span)
    return None
