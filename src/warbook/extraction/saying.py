"""Who says what in a whole document, be there figures or not: attributions, with the reader's word on their cues."""

import msgspec

from warbook.extraction import reader
from warbook.extraction.extract import scene_of
from warbook.extraction.tables import Told
from warbook.language import attribution, syntax
from warbook.model import Attribution, Document


def attributions(document: Document, *, quick: bool = False) -> list[Attribution]:
    """The attributions of a document in the order of their cues. With `quick` the reader is not asked."""
    scene = scene_of(document)
    lines = [line.span for line in scene.lines]
    trees = syntax.parse(scene.text, lines)
    heard = None
    if not quick and reader.available(document.lang):
        heard = reader.hear(reader.sheet_of(scene), document.lang)
    found = attribution.find(scene.text, trees, lines, beside=heard.cues if heard else None)
    return [_placed(said, scene.told) for said in found]


def _placed(said: Attribution, told: Told) -> Attribution:
    """The attribution with its places in the document itself, which may have tables."""
    return msgspec.structs.replace(
        said,
        source=tuple(map(told.back, said.source)),
        cue=told.back(said.cue),
        content=tuple(map(told.back, said.content)),
    )
