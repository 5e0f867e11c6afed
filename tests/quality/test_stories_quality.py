"""Stories and reprints of an invented week against what it was made of: floors under what is reached."""

from __future__ import annotations

from datetime import timedelta

import pytest

from corpus.korean import Korean
from corpus.sketch import sketch
from summaries.stories import Report, Story, group, marks, terms
from tests.week import Week, vocabulary, week
from tests.week.measures import Agreement, agreement


@pytest.fixture(scope="module")
def told(language: Korean) -> Week:
    return week(vocabulary(language._kiwi), seed=4, scale=0.4)


@pytest.fixture(scope="module")
def reports(told: Week, language: Korean) -> list[Report]:
    found = []
    for piece in told.pieces:
        body = "\n\n".join(piece.body)
        noted = terms(language.analyse(body)), sketch(body), marks(body)
        found.append(Report(piece.key, piece.headline, piece.publisher, piece.at, piece.at, *noted))
    return found


def measured(told: Week, stories: tuple[Story, ...]) -> Agreement:
    return agreement(
        {report.key: story.key for story in stories for report in story.reports},
        {piece.key: piece.event for piece in told.pieces},
        {key: origin[0] for story in stories for origin in story.origins for key in origin},
        {piece.key: piece.origin for piece in told.pieces},
        told.apart,
    )


def test_a_week_is_grouped_as_it_was_made(told: Week, reports: list[Report]):
    found = measured(told, group(reports))

    assert found.b_cubed >= 0.97, found
    assert found.pairs >= 0.86, found
    assert found.reprints >= 0.95, found
    assert found.joined <= 0.06, found


def test_a_week_told_as_it_arrives_is_grouped_nearly_as_well(told: Week, reports: list[Report]):
    """Twelve hours at a time, and nothing regrouped that was told before."""
    stories: tuple[Story, ...] = ()
    end, last = reports[0].at, reports[-1].at
    while end < last:
        end += timedelta(hours=12)
        shown = [[report.key for report in story.reports] for story in stories]
        stories = group([report for report in reports if report.at <= end], shown)
    found = measured(told, stories)

    assert found.b_cubed >= 0.93, found
    assert found.pairs >= 0.82, found
