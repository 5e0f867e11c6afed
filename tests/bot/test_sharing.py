"""Channels that are briefed at one moment share what is alike, and are told what each would be."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from bot import briefing, kept, library, material, news, quota
from bot.due import queue_due
from bot.material import Material
from bot.place import Place
from bot.store import briefings, subscriptions
from bot.subscription import Wishes
from corpus import store, takedown
from corpus.article import KST, Article
from corpus.database import reading, writing
from corpus.novelty import identify
from corpus.sources import Policy
from summaries import digest
from summaries.digest import Length
from tests.bot.newsroom import TOPICS, analysed, body, newsroom
from tests.fakes.platform import FakePlatform

MADE = datetime(2026, 3, 1, 12, 0, tzinfo=KST)
MORNING = datetime(2026, 3, 2, 8, 30, tzinfo=KST)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PLACES = [Place("slack", "T1", f"C{n}") for n in range(12)]
PAPERS = ("가온일보", "라온저널", "누리신문", "다온경제")
WISHES = (
    Wishes(),
    Wishes(length="short"),
    Wishes(topics=("GPU",)),
    Wishes(topics=("로봇", "교육"), length="full"),
    Wishes(include=("계약", "판독", "적재")),
    Wishes(exclude=("드론",)),
    Wishes(topics=("GPU",), exclude=("드론",)),
)


@pytest.fixture
def room(tmp_path):
    policies = {"누리신문": Policy.HEADLINE_ONLY, "다온경제": Policy.BLOCKED}
    room = newsroom(tmp_path, policies=policies)
    yield room
    room.app.engine.dispose()


def subscribe(room, place, wishes=Wishes(), made=MADE):  # noqa: B008
    with writing(room.app.engine) as connection:
        subscriptions.add(connection, place, wishes, None, made)


def alone(room, place, now):
    """What a channel is to be told, worked out for it alone and straight from the store."""
    with reading(room.app.engine) as connection:
        held = subscriptions.at(connection, place)
        reach = news.reach(held, now)
        end = datetime(2030, 1, 1, tzinfo=KST)
        around = {str(one.id): one for one in store.between(connection, reach.floor - 7 * DAY, end)}
        fresh = {key for key, one in around.items() if reach.covers(one)}
        unwanted = {key for key in fresh if not news.suits(around[key], held.wishes)}
        items = [news.item(one, now) for key, one in around.items() if key not in unwanted]
        names = [n for topic in held.wishes.topics for n in room.app.topics.names(topic)]
        made = digest.make(
            list(library.permitted(items, room.app.rules)),
            now,
            since=held.watermark,
            topics=names,
            length=Length[held.wishes.length.upper()],
            seen=frozenset(map(str, briefings.seen(connection, place))),
            news=fresh - unwanted,
        )
        stories = (
            replace(told, summary=quota.allowed(
                connection, place, around[told.article], told.summary, room.app.rules, now
            ))
            for told in made.stories
        )  # fmt: skip
        return replace(made, stories=tuple(stories))


def queued(room, place, now):
    """The digest that was queued for a channel; None where it had none."""
    with reading(room.app.engine) as connection:
        key = f"digest:{now:%Y-%m-%d}:0830:{place}"
        found = connection.exec_driver_sql("SELECT id FROM briefings WHERE key = ?", (key,))
        row = found.one_or_none()
        return row and kept.digest(briefings.content(connection, row.id))


def day(room, chance, now):
    """What comes in up to a morning: new stories, old ones that go on, late and undated ones."""
    for _ in range(chance.randint(6, 14)):
        came_in = now - chance.random() * DAY * 0.9
        room.add(
            chance.choice(list(TOPICS)),
            came_in,
            published=came_in - chance.choice([HOUR / 6, HOUR, DAY, 4 * DAY]),
            publisher=PAPERS[(room.count + room.count // 3) % 4],
            mark=f"{room.count // 3}호 ",  # so that papers print texts of each other
        )


@pytest.mark.parametrize("seed", range(2))
def test_each_is_told_what_it_would_be_told_alone(room, seed):
    chance = Random(seed)
    told, went_on = 0, 0
    for n in range(3):
        now = MORNING + n * DAY
        day(room, chance, now)
        for place in PLACES[3 * n : 3 * n + 3]:
            subscribe(room, place, chance.choice(WISHES), now - DAY * chance.choice([0.9, 3]))
            with writing(room.app.engine) as connection:  # as if it had subscribed by then
                subscriptions.rewind(connection, place, now - DAY, max(0, room.count - 9))
        there = PLACES[: 3 * n + 3]
        expected = {place: alone(room, place, now) for place in there}
        queue_due(room.app, {"slack": FakePlatform()}, now)
        for place, made in expected.items():
            assert queued(room, place, now) == (made if made.stories else None)
            told += bool(made.stories)
            went_on += any(story.follow_up for story in made.stories)
    assert told >= 10 and went_on > 1


def test_channels_that_are_alike_cost_one_digest_and_other_topics_no_new_stories(room, monkeypatch):
    gathered, made = [], []
    gather, tell = digest.gather, digest.tell
    monkeypatch.setattr(material.digest, "gather", lambda *a: gathered.append(1) or gather(*a))
    monkeypatch.setattr(material.digest, "tell", lambda *a, **k: made.append(1) or tell(*a, **k))
    for n, place in enumerate(PLACES):
        subscribe(room, place, WISHES[n % 3])
    for topic in TOPICS:
        room.add(topic, MADE + HOUR)
    assert queue_due(room.app, {"slack": FakePlatform()}, MORNING) == len(PLACES)
    assert (len(gathered), len(made)) == (1, 3)


# What is changed is not told as it was


@contextmanager
def after(count, happens):
    """Something happens while so many-th digest is being made, after its articles were read."""
    make, left = Material.digest, [count]

    def interrupted(self, *arguments):
        made = make(self, *arguments)
        left[0] -= 1
        if left[0] == 0:
            happens()
        return made

    Material.digest = interrupted
    try:
        yield
    finally:
        Material.digest = make


def change(room, topic, mark, number=1):
    """An article is there in another wording from now on."""
    at = f"https://gaon.example/{number}"
    article = Article(body(topic, mark), f"{topic} 정정 {mark}", "", "가온일보", MADE + HOUR, at)
    with writing(room.app.engine) as connection:
        store.add(connection, article, identify(article, None, "").key, analysed(article), MORNING)


def two(room):
    for place in PLACES[:2]:
        subscribe(room, place)
    room.add("GPU", MADE + HOUR)
    room.add("로봇", MADE + HOUR)


def headlines(room, place):
    return {story.headline for story in queued(room, place, MORNING).stories}


@pytest.mark.parametrize("count", [1, 2])
def test_what_is_changed_in_the_middle_is_told_as_it_is(room, count):
    two(room)
    with after(count, lambda: change(room, "GPU", "고침 ")):
        assert queue_due(room.app, {"slack": FakePlatform()}, MORNING) == 2
    assert "GPU 정정 고침 " in headlines(room, PLACES[1])
    assert ("GPU 정정 고침 " in headlines(room, PLACES[0])) == (count == 1)


@pytest.mark.parametrize("count", [1, 2])
def test_what_is_taken_down_in_the_middle_is_told_nobody_from_then_on(room, count):
    two(room)
    with after(
        count, lambda: takedown.take_down(room.app.engine, "https://gaon.example/1", MORNING)
    ):
        assert queue_due(room.app, {"slack": FakePlatform()}, MORNING) == 2
    assert [len(headlines(room, place)) for place in PLACES[:2]] == [count, 1]


def test_a_policy_of_the_middle_holds_for_those_who_come_after(room):
    two(room)

    def forbidden():
        room.app.rules = replace(room.app.rules, sources={"가온일보": Policy.HEADLINE_ONLY})

    with after(1, forbidden):
        queue_due(room.app, {"slack": FakePlatform()}, MORNING)
    assert all(not story.summary for story in queued(room, PLACES[1], MORNING).stories)


def test_what_comes_in_meanwhile_is_left_to_the_next_briefing_of_all(room):
    two(room)
    with after(1, lambda: room.add("교육", MORNING)):
        queue_due(room.app, {"slack": FakePlatform()}, MORNING)
    queue_due(room.app, {"slack": FakePlatform()}, MORNING + DAY)
    for place in PLACES[:2]:
        days = [queued(room, place, MORNING + n * DAY).stories for n in range(2)]
        assert [{*story.reports} for story in days[1]] == [{"3"}]
        assert len(days[0]) == 2


def test_what_changed_between_two_rounds_is_told_as_it_is(room):
    subscribe(room, PLACES[0])
    room.add("GPU", MADE + HOUR)
    queue_due(room.app, {"slack": FakePlatform()}, MADE + 2 * HOUR)  # nothing is due yet
    change(room, "GPU", "고침 ")
    queue_due(room.app, {"slack": FakePlatform()}, MORNING)
    assert headlines(room, PLACES[0]) == {"GPU 정정 고침 "}


def test_a_channel_that_changes_again_and_again_is_left_to_the_next_look(room):
    two(room)
    marks = iter(f"고침{n} " for n in range(9))
    make = Material.digest

    def restless(self, *arguments):
        made = make(self, *arguments)
        change(room, "GPU", next(marks))
        return made

    Material.digest = restless
    try:
        assert (
            briefing.queue(
                room.app, {"slack": FakePlatform()}, PLACES[0], MORNING, slot="2026-03-02T08:30"
            )
            is None
        )
    finally:
        Material.digest = make
    assert queue_due(room.app, {"slack": FakePlatform()}, MORNING) == 2


def test_a_round_that_another_process_outran_tells_nothing_twice(room):
    subscribe(room, PLACES[0])
    subscribe(room, PLACES[1])
    room.add("GPU", MADE + HOUR)

    def outrun():
        room.add("로봇", MORNING)
        with writing(room.app.engine) as connection:
            subscriptions.advance(connection, PLACES[1], "2026-03-02T08:30", MORNING, 2)

    with after(1, outrun):
        queue_due(room.app, {"slack": FakePlatform()}, MORNING)
    with reading(room.app.engine) as connection:
        assert subscriptions.at(connection, PLACES[1]).newest == 2


@pytest.mark.parametrize("named", [True, False])
def test_each_has_the_part_of_the_window_that_lies_behind_its_own_news(room, named):
    subscribe(room, PLACES[0], made=MORNING - DAY)
    subscribe(room, PLACES[1], made=MORNING - 20 * DAY)  # it was paused for long
    for n in range(18):
        room.add("GPU", MORNING - n * DAY - HOUR, mark=f"{n}호 ")
    with reading(room.app.engine) as connection:
        both = [subscriptions.at(connection, place) for place in PLACES[:2]]
        shared = Material(room.app, MORNING, both if named else ())
        reaches = [(news.reach(held, MORNING), held.wishes) for held in both]
        days = [len(shared.part(connection, *reach).known) for reach in reaches]
    assert days == [8, 14]
