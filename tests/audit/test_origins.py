import pytest

from warbook.audit.origins import origin_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ukrainian Ministry of Defense", "Ukraine's Ministry of Defense"),
        ("Ukrainian Ministry of Defence", "the Ukrainian defense ministry"),
        ("Ukraine”s Ministry of Defense", "UKRAINE’S DEFENCE MINISTRY"),
        ("the Pentagon", "U.S. Department of Defense officials"),
        ("the Israeli military", "Israel's army"),
    ],
)
def test_one_origin_under_several_names(one, other):
    assert origin_key(one) == origin_key(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russian Ministry of Defence", "Ukrainian Ministry of Defence"),
        ("Ukrainian government", "Ukrainian military"),
        ("North Korea", "South Korea"),
    ],
)
def test_different_origins(one, other):
    assert origin_key(one) != origin_key(other)


@pytest.mark.parametrize("name", ["reports", "local residents", "unnamed sources", "Western officials"])
def test_nobody_in_particular(name):
    assert origin_key(name) is None
