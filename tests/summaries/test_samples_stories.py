"""The stories in the sample articles, read as people drop them in, against their manifest."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import timedelta

import pytest

from corpus import documents, inbox, record
from corpus.article import Article
from corpus.korean import Korean
from corpus.sketch import sketch
from summaries.digest import Digest, Item, Length, make
from summaries.stories import Report, Story, group, marks, terms
from tests.corpus.test_samples import BRIEFED_AT
from tests.samples import Sample, records, sample, samples


def article(one: Sample) -> Article:
    if one.record is None:
        return documents.read(documents.of_file(inbox.read(str(one.path))))
    line = json.dumps(records(one.file)[one.record], ensure_ascii=False)
    return documents.read(documents.of_record(record.parse(line)))


@pytest.fixture(scope="module")
def reports(language: Korean) -> list[Report]:
    # A short notice may be taken for no article; whatever can be read must be told rightly.
    return [report(one, language) for one in samples() if one.genre != "notice"]


def report(one: Sample, language: Korean) -> Report:
    found = article(one)
    lead, printed = terms(language.analyse(found.body)), sketch(found.body)
    at = one.published
    marked = marks(found.body)
    return Report(one.key, found.headline, one.publisher, at, at, lead, printed, marked)


@pytest.fixture(scope="module")
def stories(reports: list[Report]) -> tuple[Story, ...]:
    return group(reports)


def events(story: Story) -> set[str]:
    return {sample(report.key).event for report in story.reports}


def homes(stories: tuple[Story, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for story in stories:
        for told in story.reports:
            found[sample(told.key).event].add(story.key)
    return found


def test_every_event_of_several_publishers_is_one_story(stories: tuple[Story, ...]):
    publishers: dict[str, set[str]] = defaultdict(set)
    for one in samples():
        publishers[one.event].add(one.publisher)
    several = [event for event, names in publishers.items() if len(names) > 1]

    assert len(several) >= 8
    assert {event: keys for event, keys in homes(stories).items() if len(keys) > 1} == {}


def test_no_story_joins_two_events(stories: tuple[Story, ...]):
    assert [sorted(events(story)) for story in stories if len(events(story)) > 1] == []


def test_each_reprint_set_is_one_origin_and_nothing_else_is(stories: tuple[Story, ...]):
    wires: dict[str, set[str]] = defaultdict(set)
    for one in samples():
        if one.origin:
            wires[one.origin].add(one.key)
    found = [set(origin) for story in stories for origin in story.origins if len(origin) > 1]

    assert len(wires) >= 3
    assert sorted(map(sorted, found)) == sorted(map(sorted, wires.values()))


@pytest.mark.parametrize("hours", [1, 6, 24])
def test_stories_told_as_they_arrive_are_the_same(reports: list[Report], hours: int):
    """An hour's, six hours' and a day's articles at a time, nothing regrouped."""
    told: tuple[Story, ...] = ()
    end = min(r.at for r in reports)
    while end < max(r.at for r in reports):
        end += timedelta(hours=hours)
        arrived = [r for r in reports if r.at <= end]
        before = told
        told = group(arrived, [[r.key for r in story.reports] for story in before])
        after = {story.key: {r.key for r in story.reports} for story in told}
        assert all({r.key for r in story.reports} <= after[story.key] for story in before)

    assert [sorted(events(story)) for story in told if len(events(story)) > 1] == []


def item(told: Report) -> Item:
    return Item(told, None, told.published_at, (f"{told.headline} 기사의 첫 문장이다.",))


def digest(reports: list[Report]) -> Digest:
    since = BRIEFED_AT - timedelta(hours=24)
    return make([*map(item, reports)], BRIEFED_AT, since=since, length=Length.FULL)


def test_each_follow_up_is_marked_and_shows_only_what_is_new(reports: list[Report]):
    found = digest(reports)
    start = BRIEFED_AT - timedelta(hours=24)
    told = {key for story in found.stories for key in story.reports}
    earlier = {one.event for one in samples() if one.published <= start}

    assert all(start < sample(key).published <= BRIEFED_AT for key in told)
    for story in found.stories:
        assert story.follow_up == (sample(story.article).event in earlier), story.headline
    marked = {sample(story.article).event for story in found.stories if story.follow_up}
    following = {one.event for one in samples() if one.follows and one.key in told}
    assert {e for e in following if e in earlier} <= marked
