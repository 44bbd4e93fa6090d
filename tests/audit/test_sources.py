"""What a book teaches of its origins is said, and nobody is graded."""

from audit.making import book, stock

from warbook.audit import Audit, manner


def test_how_an_origin_speaks_is_said_beside_others():
    rows = [stock(1000 * m, f"2031-{m:02}-28", doc=f"r{m}") for m in range(2, 12)]
    rows += [stock(500 * m, f"2031-{m:02}-28", doc=f"q{m}", origin="rival") for m in range(2, 12)]
    staff, rival = sorted(Audit(book(*rows)).sources(), key=lambda p: p.origin != "staff")
    names = {"A": "Northland", "staff": "the staff", "rival": "its rival"}
    said = manner(staff, names)
    assert said.startswith("Northland, killed or wounded: 10 figures,")
    assert "2.0 times as much as its rival" in said
    assert "0.5 of what is said by the staff" in manner(rival, names)
    assert not {"good", "bad", "reliable", "wrong"} & set(said.split())


def test_an_origin_that_says_two_things_teaches_nothing():
    assert Audit(book(stock(1000, "2031-02-28"), stock(2000, "2031-04-28"))).sources() == []
