"""From the voice that was chosen to the chain of sources: the body before its spokesman, the origin before who cites it."""

from warbook.extraction.sources.floor import Floor
from warbook.extraction.sources.ranking import Option
from warbook.model import Source


def chain(floor: Floor, option: Option) -> tuple[Source, ...]:
    """The sources that an option stands for."""
    voice = option.voice
    if voice is None or option.name is None:
        return ()
    said = voice.holds(option.figure.start) or (voice.said[0] if voice.said else None)
    cue = floor.text[said.cue.start : said.cue.end] if said else None
    return (Source(name=option.name, cue=cue, span=voice.speaker.span),)
