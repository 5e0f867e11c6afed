"""Average-link clustering of sparse likenesses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summaries.stories.linkage import average_link

LIKENESS = st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(0.01, 1))


def test_the_closest_are_joined_first_and_the_mean_decides():
    pairs = [(0, 1, 0.9), (1, 2, 0.3), (2, 3, 0.8)]

    assert average_link([[0], [1], [2], [3]], pairs, 0.2) == [[0, 1], [2, 3]]
    assert average_link([[0], [1], [2], [3]], pairs, 0.05) == [[0, 1, 2, 3]]


def test_settled_groups_are_not_joined_even_through_a_third():
    pairs = [(0, 1, 0.9), (0, 2, 0.8), (1, 2, 0.7)]

    assert average_link([[0], [1], [2]], pairs, 0.1, settled=[0, 1]) == [[0, 2], [1]]


@given(st.lists(LIKENESS, max_size=40), st.floats(0.05, 0.9))
def test_every_place_is_in_one_group_and_groups_are_close_inside(
    pairs: list[tuple[int, int, float]], floor: float
):
    unique = list({(min(a, b), max(a, b)): (a, b, w) for a, b, w in pairs if a != b}.values())
    groups = average_link([[n] for n in range(10)], unique, floor)

    assert sorted(place for group in groups for place in group) == list(range(10))
    for group in groups:
        inside = [w for a, b, w in unique if a in group and b in group]
        assert len(group) == 1 or len(inside) >= len(group) - 1
