"""Text in UTF-16 is told by its words like any other: a page is a page, a table a table."""

import pytest
from documents import gallery

from warbook.documents import read, readable
from warbook.model import Document

NAMES = (
    "report.txt", "report.html", "report.md", "reports.csv", "reports.jsonl", "talk.srt", "talk.vtt", "talk.json",
    "talk.json3", "result.json",
)  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("name", NAMES)
def test_each_text_format_is_read_in_wide_letters(name: str, encoding: str) -> None:
    data = gallery.GALLERY[name]
    (report,) = read(data.decode().encode(encoding), name)
    (other,) = read(data, name)
    assert isinstance(report, Document), report
    assert isinstance(other, Document)
    assert (report.media, readable(report)) == (other.media, readable(other))
