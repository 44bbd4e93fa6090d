"""Every identity is broken by its example and kept by its counterexample."""

import pytest
from audit.making import book

from warbook.audit import audit
from warbook.audit.identities import identities

DONE = identities()


@pytest.mark.parametrize("identity", DONE, ids=lambda i: i.id)
def test_broken(identity):
    found = [f for f in audit(book(*identity.breaks)) if f.kind in ("impossible", "anachronism")]
    assert found
    assert all(f.proved for f in found)


@pytest.mark.parametrize("identity", DONE, ids=lambda i: i.id)
def test_kept(identity):
    assert [f for f in audit(book(*identity.holds)) if f.kind != "circular"] == []
