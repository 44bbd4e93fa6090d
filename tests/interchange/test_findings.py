import json

import msgspec

from warbook.interchange.findings import to_json
from warbook.model import Edit, Finding, Line, Repair


def test_a_finding_comes_back_as_it_went_out() -> None:
    finding = Finding(
        id="one",
        kind="impossible",
        headline="12 and 40",
        claims=("a", "b"),
        proved=True,
        sum=(Line("by June", "40"), Line("left", "28", rule=True)),
        repairs=(Repair(rank=1, words="the year", edits=(Edit("a", "period", "2032"),), odds=0.5),),
    )
    written = json.loads(to_json([finding]))
    assert written["format"] == "warbook-findings/1"
    assert msgspec.convert(written["findings"], list[Finding]) == [finding]
