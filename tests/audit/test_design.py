"""Running sums over bins give what the plain matrix of slopes gives."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from warbook.audit.design import Array, Design, Grid, inverse, solved

SPANS = st.lists(
    st.one_of(
        st.tuples(st.just(0), st.integers(1, 700)),
        st.integers(0, 600).flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, a + 120))),
    ),
    min_size=1,
    max_size=12,
)
COURSES = st.lists(st.floats(-3, 3), min_size=40, max_size=40)


def plain(grid: Grid, spans: Array, rates: Array) -> Array:
    """The matrix of slopes, n x K."""
    weighted = grid.overlap(spans) * np.exp(rates)
    return np.asarray(weighted / weighted.sum(axis=1, keepdims=True))


@settings(max_examples=60, deadline=None)
@given(spans=SPANS, course=COURSES, seed=st.integers(0, 99))
def test_the_sums_are_those_of_the_matrix(spans: list[tuple[int, int]], course: list[float], seed: int) -> None:
    grid, days = Grid(15.0, 40), np.array(spans, dtype=float)
    rates, random = np.array(course), np.random.default_rng(seed)
    slopes, matrix = Design(grid, days).at(rates), plain(grid, days, rates)
    weights, bins = random.uniform(0, 3, len(spans)), random.normal(size=40)
    root = random.normal(size=(40, 40))

    assert slopes.sums == approx((grid.overlap(days) * np.exp(rates)).sum(axis=1))
    assert slopes.rows(list(range(len(spans)))) == approx(matrix)
    assert slopes.normal(weights) == approx(matrix.T @ (matrix * weights[:, None]), abs=1e-12)
    assert slopes.gather(weights) == approx(weights @ matrix, abs=1e-12)
    assert slopes.along(bins) == approx(matrix @ bins, abs=1e-9)
    assert slopes.reach(root @ root.T) == approx(((matrix @ root) ** 2).sum(axis=1), abs=1e-8)


def test_a_day_beyond_the_grid_counts_into_the_last_bin() -> None:
    design = Design(Grid(10.0, 3), np.array([[0.0, 45.0]]))
    assert design.at(np.zeros(3)).sums == approx([45.0])


def test_a_system_is_solved_and_inverted_by_one_factor() -> None:
    root = np.random.default_rng(5).normal(size=(6, 6))
    precision, target = root @ root.T + np.eye(6), np.arange(6.0)
    found, factor = solved(precision, target)
    assert precision @ found == approx(target)
    assert inverse(factor) @ precision == approx(np.eye(6), abs=1e-9)
