"""Books with a table of contents between their chapters."""

import io
import zipfile

from documents import gallery

from warbook.documents import read, readable
from warbook.model import Document


def test_a_table_of_contents_is_not_read() -> None:
    with zipfile.ZipFile(io.BytesIO(gallery.epub())) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    contents = '<nav><h1>Contents</h1><ol><li><a href="c.xhtml">In the first week 44 fell</a></li></ol></nav>'
    parts["o/nav.xhtml"] = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{contents}</body></html>'.encode()
    item = b'<item id="n" href="nav.xhtml" properties="scripted nav" media-type="application/xhtml+xml"/></manifest>'
    package = parts["o/p.opf"].replace(b"</manifest>", item)
    parts["o/p.opf"] = package.replace(b"<spine>", b'<spine><itemref idref="n"/>')
    (report,) = read(gallery.zipped(parts), "book.epub")
    assert isinstance(report, Document)
    assert "44 fell" in report.text
    assert "44 fell" not in readable(report)
    for words in gallery.PARAGRAPHS:
        assert words in readable(report)
