"""Word files: what a broken part costs."""

import io
import zipfile

from documents.gallery import PARAGRAPHS, word

from warbook.documents import read
from warbook.model import Document, Rejection


def changed(member: str, old: bytes, new: bytes) -> Document | Rejection:
    """What is read of a Word file in which a member says something else."""
    with zipfile.ZipFile(io.BytesIO(word())) as pack:
        members = {name: pack.read(name) for name in pack.namelist()}
    assert old in members[member]
    members[member] = members[member].replace(old, new)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, data in members.items():
            pack.writestr(name, data)
    (found,) = read(out.getvalue(), "report.docx")
    return found


def test_a_relation_without_a_target_is_a_clear_reason() -> None:
    found = changed("word/_rels/document.xml.rels", b"Target=", b"Targot=")
    assert isinstance(found, Rejection)
    assert found.reason.startswith("is no readable Word document: a part of it lacks")


def test_broken_properties_do_not_cost_the_report() -> None:
    found = changed("docProps/core.xml", b"coreProperties", b"otherProperties")
    assert isinstance(found, Document)
    assert PARAGRAPHS[0] in found.text
    assert "The properties of the file are broken" in found.remarks


BOX = (
    "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice Requires='wps'>{0}"
    "</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
).format("<w:txbxContent><w:p><w:r><w:t>Nine boats in a box.</w:t></w:r></w:p></w:txbxContent>")


def test_a_report_is_read_as_its_last_author_left_it_with_its_text_boxes() -> None:
    edited = (
        f"<w:p><w:del w:id='1'><w:r><w:delText>99 men</w:delText></w:r></w:del><w:moveFrom w:id='2'><w:r><w:t>88 men"
        "</w:t></w:r></w:moveFrom><w:ins w:id='3'><w:r><w:t>45 men</w:t><w:tab/><w:t>were wounded.</w:t></w:r></w:ins>"
        f"<w:r>{BOX}</w:r></w:p>"
    )
    found = changed("word/document.xml", b"<w:body>", b"<w:body>" + edited.encode())
    assert isinstance(found, Document)
    assert found.text.splitlines()[:2] == ["45 men were wounded.", "Nine boats in a box."]


def cell(words: str, about: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"


def test_tables_are_read_row_by_row_with_tables_in_them_and_cells_over_several_rows() -> None:
    inner = f"<w:tbl><w:tr>{cell('of whom children')}{cell('3')}</w:tr></w:tbl><w:p/>"
    wounded = f"<w:tc><w:p><w:r><w:t>19</w:t></w:r></w:p>{inner}</w:tc>"
    moved = "<w:tc><w:p><w:moveFrom w:id='1'><w:r><w:t>15</w:t></w:r></w:moveFrom><w:r><w:t>12</w:t></w:r></w:p></w:tc>"
    rows = (
        cell("Place", "<w:gridSpan w:val='2'/>") + cell("Killed") + cell("Wounded"),
        cell("Keth", "<w:vMerge w:val='restart'/>") + cell("port") + moved + cell("40"),
        cell("", "<w:vMerge/>") + cell("mill") + cell("7") + wounded,
    )
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    found = changed("word/document.xml", b"<w:body>", b"<w:body>" + table.encode())
    assert isinstance(found, Document)
    assert found.text.splitlines()[:3] == [
        "Place | Killed | Wounded",
        "Keth | port | 12 | 40",
        "Keth | mill | 7 | 19 of whom children 3",
    ]


def test_content_controls_are_read_and_a_table_of_contents_is_not() -> None:
    line = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    part = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    body = control.format("", line.format("In a control 21 people were arrested."))
    contents = control.format(part, line.format("Chapter one 12"))
    found = changed("word/document.xml", b"<w:body>", b"<w:body>" + (body + contents).encode())
    assert isinstance(found, Document)
    assert found.text.splitlines()[0] == "In a control 21 people were arrested."
    assert "Chapter one" not in found.text
