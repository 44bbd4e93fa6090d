from builders import report

from warbook.extraction import saying

TEXT = "Deep snow lay on the pass. The mayor of Keth said that the road was closed. It had been open for a week."


def test_who_says_what_is_found_without_figures() -> None:
    for quick in (False, True):
        (said,) = saying.attributions(report(TEXT), quick=quick)
        assert [TEXT[part.start : part.end] for part in said.source] == ["The mayor of Keth"]
        assert TEXT[said.cue.start : said.cue.end] == "said"
        assert [TEXT[part.start : part.end] for part in said.content] == ["that the road was closed"]


def test_what_is_said_behind_a_table_opens_at_its_words() -> None:
    table = "| Side | Tanks | Guns |\n| Ukraine | 870 | 12 |\n| Russia | 910 | 14 |"
    text = f"{table}\n\nThe minister of Arland told reporters that the mill had burned.\n"
    (said,) = saying.attributions(report(text), quick=True)
    assert [text[part.start : part.end] for part in said.source] == ["The minister of Arland"]
    assert text[said.cue.start : said.cue.end] == "told"
