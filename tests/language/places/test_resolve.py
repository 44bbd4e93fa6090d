import numpy as np
import pytest

from warbook.language.places import resolve
from warbook.language.places.gazetteer import candidates
from warbook.language.places.resolve import Named


def test_unit_vectors_give_great_circle_distances() -> None:
    kyiv, warsaw = resolve.unit_vectors(np.array([(50.45, 30.52), (52.23, 21.01)]))
    assert resolve.EARTH_KM * np.arccos(kyiv @ warsaw) == pytest.approx(690, abs=10)


def test_a_name_means_the_same_throughout_unless_told_otherwise() -> None:
    springfield = Named(candidates("springfield"), "springfield")
    ohio = springfield._replace(after=candidates("ohio")[:1])
    illinois = Named(candidates("illinois"), "illinois")
    state = Named(candidates("ohio"), "ohio")
    first, second, _, third, _ = resolve.choose([springfield, springfield, illinois, ohio, state])
    assert first == second
    assert third is not None
    assert springfield.places[third].area == "US-OH"


def test_nothing_is_chosen_for_an_unknown_name() -> None:
    assert resolve.choose([Named((), "nowhere")]) == [None]
