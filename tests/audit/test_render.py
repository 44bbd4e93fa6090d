"""Text, HTML and JSON tell the same finding."""

import msgspec
from audit.making import book, stock

from warbook.audit import audit
from warbook.audit.render import as_html, as_text
from warbook.model import Finding


def finding() -> Finding:
    return audit(book(stock(50120, "2031-06-01"), stock(40110, "2031-08-01", origin_name="Staff <x>")))[0]


def test_text_and_html_hold_the_same_sum():
    found = finding()
    text, html = as_text(found), as_html(found)
    for line in found.sum:
        assert line.amount in text
        assert line.amount in html
    for repair in found.repairs:
        assert repair.words.split("(")[0] in text
    assert "<x>" not in html


def test_json_goes_there_and_back():
    found = finding()
    assert msgspec.json.decode(msgspec.json.encode(found), type=Finding) == found


def test_odds_add_up_and_are_not_overprecise():
    found = finding()
    assert sum(r.odds for r in found.repairs) <= 1.001
    assert [r.odds for r in found.repairs] == sorted((r.odds for r in found.repairs), reverse=True)
    assert "%" not in as_text(found).split("1.")[1].split("\n")[0]


def test_odds_are_rounded_once_where_they_are_shown():
    odds = [repair.odds for repair in finding().repairs]
    assert any(one != round(one, 3) for one in odds)
