from warbook import __version__
from warbook.app.runs import run


def test_a_run_names_the_version_and_the_words_that_read() -> None:
    assert run().version.startswith(f"{__version__}+")
    assert len(run().vocabulary) == 64
    assert run() == run()


def test_a_quick_run_is_another_run() -> None:
    assert run(quick=True).version == f"{run().version}.quick"
    assert run(quick=True).id != run().id
