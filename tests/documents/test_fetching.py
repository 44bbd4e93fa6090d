"""Fetching within bounds, against a server on this machine."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from documents.site import serving

from warbook.documents import fetching, read_paths, readable
from warbook.documents.fetching import Fetcher, checked_address
from warbook.errors import ReadError, UsageError
from warbook.model import Document, Rejection


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(allow_private=True, between=0.0) as one:
        yield one


def test_a_page_is_read_and_kept_as_it_came(site: str, fetcher: Fetcher, tmp_path: Path) -> None:
    (report,) = read_paths([f"{site}/bridge"], fetcher=fetcher, keep=tmp_path)
    assert isinstance(report, Document)
    assert report.url == f"{site}/bridge"
    assert any(remark.startswith("Fetched on") for remark in report.remarks)
    (again,) = read_paths([tmp_path / "fetched.warc.gz"])
    assert isinstance(again, Document)
    assert (again.id, readable(again)) == (report.id, readable(report))


def test_a_redirect_is_followed_but_not_for_ever(site: str, fetcher: Fetcher) -> None:
    assert fetcher.fetch(f"{site}/moved").url == f"{site}/bridge"
    with pytest.raises(ReadError, match="from page to page"):
        fetcher.fetch(f"{site}/round")
    with pytest.raises(ReadError, match="only http"):
        fetcher.fetch(f"{site}/away")


@pytest.mark.parametrize("page", ["slow-head", "slow-body"])
def test_an_answer_that_drips_ends_with_the_whole_time(
    page: str, site: str, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetcher.fetch(f"{site}/bridge")
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 0.5)
    with pytest.raises(ReadError, match="took longer than"):
        fetcher.fetch(f"{site}/{page}")


def test_what_robots_txt_forbids_is_not_fetched(site: str, fetcher: Fetcher) -> None:
    with pytest.raises(ReadError, match=r"robots\.txt asks"):
        fetcher.fetch(f"{site}/closed")


def test_a_page_that_is_not_there_and_one_that_is_too_large(
    site: str, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ReadError, match="404"):
        fetcher.fetch(f"{site}/none")
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    with pytest.raises(ReadError, match="larger than"):
        fetcher.fetch(f"{site}/large")


def test_the_own_network_is_refused_unless_asked(site: str) -> None:
    with Fetcher(between=0.0) as careful, pytest.raises(ReadError, match="inside your own network"):
        careful.fetch(f"{site}/bridge")


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.7",
        "192.168.1.1",
        "127.0.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "100.64.0.1",
    ],
)
def test_a_name_that_leads_inside_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(None, None, None, "", (address, 80))])
    with pytest.raises(ReadError, match="inside your own network"):
        checked_address("news.example", 80, allow_private=False)
    assert checked_address("news.example", 80, allow_private=True) == address


@pytest.mark.parametrize("url", ["ftp://example.org/a", "http://", "http://user:secret@example.org/", "http://[::1"])
def test_odd_addresses_are_refused(url: str, fetcher: Fetcher) -> None:
    with pytest.raises(ReadError) as refused:
        fetcher.fetch(url)
    assert "secret" not in str(refused.value)


def test_a_failure_is_one_rejection(site: str, fetcher: Fetcher) -> None:
    (item,) = read_paths([f"{site}/none"], fetcher=fetcher)
    assert item == Rejection(name=f"{site}/none", reason="the server answered 404")
    with pytest.raises(UsageError, match="not fetched here"):
        list(read_paths([f"{site}/bridge"]))
