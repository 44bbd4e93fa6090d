"""The books as they stand: what was read, what was said, what does not go together, and what could not be read."""

from collections.abc import Mapping
from functools import cached_property

import msgspec

from warbook.documents import Copy, Family
from warbook.model import Document, Figure, Finding, Rejection


class Books(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Everything that a brief shows. `origins` names who says a figure first: one name an origin, however spelt.

    `manners` says of an origin how its figures scatter and how they stand to those of others, a sentence a quantity.
    `copies` are the reports that share words, `families` those that are one text and count once.
    """

    documents: tuple[Document, ...] = ()
    figures: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    origins: Mapping[str, str] = {}
    manners: Mapping[str, tuple[str, ...]] = {}
    copies: tuple[Copy, ...] = ()
    families: tuple[Family, ...] = ()

    @cached_property
    def document(self) -> Mapping[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def figure(self) -> Mapping[str, Figure]:
        """Figures by id."""
        return {figure.id: figure for figure in self.figures}

    def origin(self, figure: Figure) -> str | None:
        """Who says the figure first; None where the report says it in its own voice."""
        return self.origins.get(figure.id) or (figure.sources[0].name if figure.sources else None)
