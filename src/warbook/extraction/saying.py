"""Who says what in a whole document, be there figures or not: attributions, with the reader's word on their cues."""

from warbook.extraction import reader
from warbook.extraction.extract import scene_of
from warbook.language import attribution, syntax
from warbook.language.attribution import Attribution
from warbook.model import Document


def attributions(document: Document, *, quick: bool = False) -> list[Attribution]:
    """The attributions of a document in the order of their cues. With `quick` the reader is not asked."""
    scene = scene_of(document)
    lines = [line.span for line in scene.lines]
    trees = syntax.parse(scene.text, lines)
    heard = None
    if not quick and reader.available(document.lang):
        heard = reader.hear(reader.sheet_of(scene), document.lang)
    return attribution.find(scene.text, trees, lines, beside=heard.cues if heard else None)
