"""What a user names is a file, a folder or an address; what is none of these is said."""

import pytest

from warbook.documents import read_paths
from warbook.errors import UsageError


@pytest.mark.parametrize("address", ["ftp://example.org/a.txt", "file:///etc/passwd", "s3://bucket/a"])
def test_addresses_of_other_kinds_are_refused_as_such(address: str) -> None:
    with pytest.raises(UsageError, match="addresses are not fetched"):
        list(read_paths([address]))


def test_a_path_that_does_not_exist_is_said() -> None:
    with pytest.raises(UsageError, match="no such file"):
        list(read_paths(["c:/reports/none.txt", "none"]))
