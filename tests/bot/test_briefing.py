"""A channel is told what is news to it: once, nothing old, nothing lost, within its budget."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot import briefing, buttons
from bot.message import Notice
from bot.place import Place
from bot.store import briefings, deliveries, outbox, subscriptions
from bot.store.deliveries import State
from bot.subscription import Wishes
from corpus import quotes
from corpus.article import KST
from corpus.database import reading, writing
from corpus.sources import Policy
from summaries.digest import Digest
from tests.bot.newsroom import TOPICS, newsroom
from tests.fakes.platform import FakePlatform

PLACE, OTHER = Place("slack", "T1", "C1"), Place("slack", "T1", "C2")
MADE = datetime(2026, 3, 4, 12, 0, tzinfo=KST)
MORNING = datetime(2026, 3, 5, 8, 30, tzinfo=KST)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def room(tmp_path):
    room = newsroom(tmp_path)
    yield room
    room.app.engine.dispose()


@pytest.fixture
def slack():
    return FakePlatform()


def subscribe(room, place=PLACE, wishes=Wishes(), made=MADE):  # noqa: B008
    with writing(room.app.engine) as connection:
        subscriptions.add(connection, place, wishes, "U1", made)


def held(room, place=PLACE):
    with reading(room.app.engine) as connection:
        return subscriptions.at(connection, place)


def told(room, slack, now, place=PLACE, late=False):
    """The digest that is queued for the slot at a moment; None if none is."""
    before = len(slack.replies)
    slot = f"{now.astimezone(KST):%Y-%m-%dT%H:%M}"
    key = briefing.queue(room.app, {"slack": slack}, place, now, slot=slot, late=late)
    return slack.replies[-1].message if key and len(slack.replies) > before else None


def articles(digest: Digest) -> set[int]:
    return {int(key) for story in digest.stories for key in story.reports}


def test_what_came_in_since_the_last_briefing_is_told_and_only_once(room, slack):
    subscribe(room)
    first = room.add("GPU", MADE + HOUR)
    assert articles(told(room, slack, MORNING)) == {first}
    second = room.add("로봇", MORNING + HOUR)
    third = room.add("교육", MORNING + 2 * HOUR)
    assert articles(told(room, slack, MORNING + DAY)) == {second, third}
    assert isinstance(told(room, slack, MORNING + 2 * DAY), Notice)


def test_digest_messages_and_watermark_are_kept_together(room, slack):
    slack.parts = 2
    subscribe(room)
    first = room.add("GPU", MADE + HOUR)
    digest = told(room, slack, MORNING)
    reply = slack.replies[-1]
    with reading(room.app.engine) as connection:
        sent = deliveries.listed(connection, [State.QUEUED])
        assert [d.key for d in sent] == [f"digest:2026-03-05:0830:slack:T1:C1/{n}" for n in (1, 2)]
        assert briefing.stored(connection, sent[0].briefing) == digest
        assert reply.buttons == buttons.of_briefing(sent[0].briefing)
        assert briefings.seen(connection, PLACE) == {first}
        assert briefings.latest(connection, PLACE) == sent[0].briefing
    assert (reply.private, reply.late) == (False, False)
    assert (held(room).slot, held(room).newest) == ("2026-03-05T08:30", first)


def test_a_briefing_calls_whom_the_channel_wants_called(room, slack):
    subscribe(room, wishes=Wishes(mention="<!here>"))
    room.add("GPU", MADE + HOUR)
    assert told(room, slack, MORNING)
    assert slack.replies[-1].mention == "<!here>"
    assert briefing.preview(room.app, Wishes(mention="<!here>"), OTHER, MORNING).mention is None


@pytest.mark.parametrize("thread", [True, False])
def test_its_further_parts_go_into_a_thread_where_the_channel_wishes_so(room, slack, thread):
    slack.parts = 2
    subscribe(room, wishes=Wishes(thread=thread))
    room.add("GPU", MADE + HOUR)
    assert told(room, slack, MORNING)
    claim = outbox.claim(room.app.engine, MORNING)
    assert claim.payload.get("thread", False) is thread


def test_more_of_a_briefing_is_of_its_own_articles_alone(room, slack):
    subscribe(room, wishes=Wishes(length="short", exclude=("해운",)))
    early = room.add("해운", MADE + HOUR)
    told(room, slack, MORNING)  # of nothing, which moves on all the same
    inside = [room.add(topic, MORNING + HOUR) for topic in list(TOPICS)[:7]]
    short = articles(told(room, slack, MORNING + DAY))
    after = room.add("법률", MORNING + 23 * HOUR)  # it came in later, and came out before
    assert len(short) == 5
    with reading(room.app.engine) as connection:
        last = briefings.latest(connection, PLACE)
    longer = briefing.longer(room.app, last, PLACE)
    assert articles(longer) == set(inside)
    assert {early, after}.isdisjoint(articles(longer))
    assert not any(story.follow_up for story in longer.stories)
    assert briefing.longer(room.app, 999, PLACE) is None


def test_a_late_briefing_says_so(room, slack):
    subscribe(room)
    room.add("GPU", MADE + HOUR)
    told(room, slack, MORNING + 2 * HOUR, late=True)
    assert slack.replies[-1].late


def test_a_slot_is_queued_once_even_if_the_subscription_forgot_it(room, slack):
    subscribe(room)
    room.add("GPU", MADE + HOUR)
    assert told(room, slack, MORNING)
    with writing(room.app.engine) as connection:
        subscriptions.advance(connection, PLACE, "", MADE, 0)
    assert told(room, slack, MORNING) is None
    with reading(room.app.engine) as connection:
        assert deliveries.counts(connection)[State.QUEUED] == 1


def test_another_process_that_was_faster_leaves_nothing_to_do(room, slack):
    subscribe(room)
    room.add("GPU", MADE + HOUR)

    made = briefing._Briefer.made

    def overtaken(self, found):
        briefing._Briefer.made = made
        briefing.queue(room.app, {"slack": slack}, PLACE, MORNING, slot="2026-03-05T08:29")
        return made(self, found)

    briefing._Briefer.made = overtaken
    try:
        assert told(room, slack, MORNING) is None
    finally:
        briefing._Briefer.made = made
    with reading(room.app.engine) as connection:
        assert deliveries.counts(connection)[State.QUEUED] == 1


# What is news


def test_what_was_there_before_a_channel_subscribed_is_no_news_to_it(room, slack):
    for n, topic in enumerate(TOPICS):
        room.add(topic, MADE - DAY + n * HOUR)
    subscribe(room)
    assert isinstance(told(room, slack, MORNING), Notice)


def test_a_source_that_is_followed_for_the_first_time_floods_nobody(room, slack):
    subscribe(room, made=MADE - 5 * DAY)
    told(room, slack, MORNING - DAY)
    for n in range(300):
        topic = list(TOPICS)[n % len(TOPICS)]
        room.add(topic, MORNING - HOUR, published=MORNING - n * DAY / 4, mark=f"{n}호 ")
    digest = told(room, slack, MORNING)
    published = [datetime.fromisoformat(story.published) for story in digest.stories]
    assert 0 < len(digest.stories) <= 8
    assert min(published) > MORNING - DAY - 2 * DAY
    assert isinstance(told(room, slack, MORNING + DAY), Notice)  # the rest is kept, and not told


def test_what_came_out_in_the_night_but_came_in_late_is_told(room, slack):
    subscribe(room)
    told(room, slack, MORNING)
    late = room.add("GPU", MORNING + HOUR, published=MORNING - 5 * HOUR)
    assert articles(told(room, slack, MORNING + DAY)) == {late}


def test_a_day_without_an_hour_counts_to_its_end_and_no_date_when_it_came_in(room, slack):
    subscribe(room)
    day = room.add("GPU", MADE + HOUR, published=date(2026, 3, 4))
    old = room.add("로봇", MADE + HOUR, published=date(2026, 2, 20))
    with writing(room.app.engine) as connection:
        connection.exec_driver_sql(
            "UPDATE articles SET published = NULL, published_at = NULL WHERE id = 1"
        )
    assert articles(told(room, slack, MORNING)) == {day}
    assert old not in articles(slack.replies[-1].message)


def test_a_story_goes_on_with_what_is_new_alone(room, slack):
    subscribe(room)
    first = room.add("GPU", MADE + HOUR)
    [before] = told(room, slack, MORNING).stories
    room.add("GPU", MORNING + HOUR, publisher="누리신문", mark="추가 ")
    [after] = told(room, slack, MORNING + DAY).stories
    assert (before.follow_up, after.follow_up) == (False, True)
    assert str(first) not in after.reports
    assert not {*before.summary} & {*after.summary}


def test_a_story_that_another_channel_was_told_is_no_follow_up_here(room, slack):
    subscribe(room)
    room.add("GPU", MADE + HOUR)
    told(room, slack, MORNING)
    subscribe(room, OTHER, made=MORNING)
    room.add("GPU", MORNING + HOUR, publisher="누리신문", mark="추가 ")
    assert not told(room, slack, MORNING + DAY, OTHER).stories[0].follow_up


def test_after_days_of_silence_one_digest_covers_them_all(room, slack):
    subscribe(room)
    told(room, slack, MORNING)
    topics = list(TOPICS)[:4]
    added = {room.add(topic, MORNING + n * DAY + HOUR) for n, topic in enumerate(topics)}
    assert articles(told(room, slack, MORNING + 4 * DAY)) == added


def test_clocks_that_jump_lose_no_article_and_tell_none_twice(room, slack):
    subscribe(room)
    ahead = room.add("GPU", MADE + HOUR + 1000 * DAY)  # the clock ran ahead here
    assert articles(told(room, slack, MADE + 2 * HOUR + 1000 * DAY)) == {ahead}
    back = room.add("로봇", MADE + 3 * HOUR)  # and was set back
    assert articles(told(room, slack, MORNING)) == {back}
    future = room.add("교육", MORNING + HOUR, published=MORNING + 30 * DAY)
    assert articles(told(room, slack, MORNING + DAY)) == {future}
    assert isinstance(told(room, slack, MORNING + 2 * DAY), Notice)


# Wishes


def test_topics_include_and_exclude_words_choose_what_is_told(room, slack):
    subscribe(room, wishes=Wishes(topics=("GPU",)))
    subscribe(room, OTHER, wishes=Wishes(include=("로봇", "판례"), exclude=("변호사",)))
    gpu, robot, law = (room.add(topic, MADE + HOUR) for topic in ("GPU", "로봇", "법률"))
    assert articles(told(room, slack, MORNING)) == {gpu}
    assert articles(told(room, slack, MORNING, OTHER)) == {robot}
    assert law == 3


def test_a_latin_word_is_not_found_inside_others(room, slack):
    subscribe(room, wishes=Wishes(exclude=("ai",)))
    one = room.add("GPU", MADE + HOUR, mark="training ")
    room.add("로봇", MADE + HOUR, mark="AI가 ")
    assert articles(told(room, slack, MORNING)) == {one}


@pytest.mark.parametrize(("length", "most"), [("short", 5), ("usual", 8), ("?", 8)])
def test_the_length_bounds_the_stories(room, slack, length, most):
    subscribe(room, wishes=Wishes(length=length))
    for topic in TOPICS:
        room.add(topic, MADE + HOUR)
    digest = told(room, slack, MORNING)
    assert len(digest.stories) == most
    rest = told(room, slack, MORNING + DAY)
    assert isinstance(rest, Notice)  # what was not chosen is passed over


def test_no_news_is_one_short_line_or_silence(room, slack):
    subscribe(room, wishes=Wishes(topics=("GPU",)))
    subscribe(room, OTHER, wishes=Wishes(silent=True))
    for place in (PLACE, OTHER):
        told(room, slack, MORNING, place)
    with reading(room.app.engine) as connection:
        [only] = deliveries.listed(connection, State)
    assert only.place == PLACE
    [reply] = slack.replies
    assert reply.message.text.count("\n") == 0
    assert "GPU" in reply.message.text
    assert (reply.buttons, reply.private) == ((), False)
    assert held(room, OTHER).slot == "2026-03-05T08:30"


def test_a_channel_without_a_subscription_is_queued_nothing(room, slack):
    room.add("GPU", MADE + HOUR)
    assert told(room, slack, MORNING) is None
    assert slack.replies == []


def test_a_slot_of_another_form_leaves_the_plan_alone(room, slack):
    subscribe(room)
    told(room, slack, MORNING)
    room.add("GPU", MORNING + HOUR)
    now = MORNING + 2 * HOUR
    key = briefing.queue(room.app, {"slack": slack}, PLACE, now, slot="now-17")
    assert key == "digest:now-17::slack:T1:C1"
    assert held(room).slot == "2026-03-05T08:30"


def test_a_preview_shows_the_same_and_records_nothing(room, slack):
    subscribe(room)
    room.add("GPU", MADE + HOUR)
    before = held(room)
    reply = briefing.preview(room.app, Wishes(), PLACE, MORNING)
    assert reply.private
    assert held(room) == before
    with reading(room.app.engine) as connection:
        assert briefings.seen(connection, PLACE) == set()
        assert quotes.account(connection, str(PLACE), "2026-03", 1) == {}
    assert reply.message == told(room, slack, MORNING)


def test_who_has_no_subscription_is_shown_a_day(room):
    old = room.add("로봇", MORNING - 3 * DAY)
    new = room.add("GPU", MORNING - HOUR)
    shown = articles(briefing.preview(room.app, Wishes(), OTHER, MORNING).message)
    assert shown == {new} and old not in shown
    nothing = briefing.preview(room.app, Wishes(topics=("HBM",)), OTHER, MORNING)
    assert isinstance(nothing.message, Notice)


# Policies, quotations, faults


def test_the_policy_of_a_source_holds(tmp_path, slack):
    policies = {"가온일보": Policy.HEADLINE_ONLY, "누리신문": Policy.BLOCKED}
    room = newsroom(tmp_path, policies=policies)
    subscribe(room)
    bare = room.add("GPU", MADE + HOUR)
    room.add("로봇", MADE + HOUR, publisher="누리신문")
    digest = told(room, slack, MORNING)
    assert articles(digest) == {bare}
    assert [story.summary for story in digest.stories] == [()]
    room.app.engine.dispose()


def test_sentences_are_charged_to_the_channel_and_its_month(room, slack):
    subscribe(room)
    article = room.add("GPU", MADE + HOUR)
    [story] = told(room, slack, MORNING).stories
    with reading(room.app.engine) as connection:
        account = quotes.account(connection, str(PLACE), "2026-03", article)
        assert sorted(account.values()) == sorted(map(len, story.summary))
        assert len(account) > 0
        assert quotes.account(connection, str(OTHER), "2026-03", article) == {}


def test_a_sentence_over_the_budget_is_left_out_and_the_headline_stays(room, slack):
    subscribe(room)
    subscribe(room, OTHER)
    article = room.add("GPU", MADE + HOUR)
    spent = {f"{n:016}": 100 for n in range(3)}  # three other sentences, in look-ups
    with writing(room.app.engine) as connection:
        quotes.record(connection, str(PLACE), "2026-03", article, spent)
    [story] = told(room, slack, MORNING).stories
    assert story.summary == ()
    assert story.headline and story.url
    assert told(room, slack, MORNING, OTHER).stories[0].summary != ()


@pytest.mark.parametrize("findings", [{}, {"summary": [{"txt": 1}], "figures": 7}])
def test_an_article_that_was_not_understood_appears_with_headline_and_link(room, slack, findings):
    subscribe(room)
    broken = room.add("GPU", MADE + HOUR, findings=findings)
    whole = room.add("로봇", MADE + HOUR)
    digest = told(room, slack, MORNING)
    assert articles(digest) == {broken, whole}
    [story] = [one for one in digest.stories if one.reports == (str(broken),)]
    assert (story.headline, story.url) == (
        "가람전자, GPU 데이터센터 가속기 공급 ", "https://gaon.example/1",
    )  # fmt: skip
    assert story.summary == ()


def test_a_digest_that_cannot_be_made_tells_headlines_and_links(room, slack, monkeypatch):
    subscribe(room)
    added = {room.add(topic, MADE + HOUR) for topic in ("GPU", "로봇")}
    whole = briefing.digest.make

    def choking(items, *arguments, **named):
        if any(item.summary for item in items):
            raise RecursionError
        return whole(items, *arguments, **named)

    monkeypatch.setattr(briefing.digest, "make", choking)
    digest = told(room, slack, MORNING)
    assert articles(digest) == added
    assert all(story.headline and story.url for story in digest.stories)


def test_what_reached_nobody_is_told_by_the_next_briefing(room, slack):
    subscribe(room)
    first = room.add("GPU", MADE + HOUR)
    told(room, slack, MORNING)
    claim = outbox.claim(room.app.engine, MORNING)
    with writing(room.app.engine) as connection:
        outbox.ended(connection, claim, State.FAILED, "is_archived")
        briefings.take_back(connection, PLACE, claim.delivery.briefing)
    second = room.add("로봇", MORNING + HOUR)
    digest = told(room, slack, MORNING + DAY)
    assert articles(digest) == {first, second}
    assert not any(story.follow_up for story in digest.stories)


def test_what_is_there_in_part_is_not_told_again(room, slack):
    slack.parts = 2
    subscribe(room)
    room.add("GPU", MADE + HOUR)
    told(room, slack, MORNING)
    claim = outbox.claim(room.app.engine, MORNING)
    with writing(room.app.engine) as connection:
        outbox.sent(connection, claim, "1.1", MORNING)
        briefings.take_back(connection, PLACE, claim.delivery.briefing)
    assert isinstance(told(room, slack, MORNING + DAY), Notice)


def test_the_store_keeps_a_digest_word_for_word(tmp_path, language):
    """With the sample articles: figures, numbers, rising words and all."""
    from bot import library
    from corpus import documents
    from corpus.ingest import ingest
    from tests.samples import ARTICLES

    room = newsroom(tmp_path)
    analyse = library.analyser(language, room.app.settings.budget)
    now = datetime(2026, 3, 5, 0, 0, tzinfo=UTC)
    files = [str(path) for path in sorted(ARTICLES.glob("2026030[45]*"))]
    for _ in ingest(files, room.app.engine, documents.read, analyse, now=now):
        pass
    slack = FakePlatform()
    subscribe(room, made=datetime(2026, 3, 3, tzinfo=UTC))
    with writing(room.app.engine) as connection:
        subscriptions.advance(connection, PLACE, "", datetime(2026, 3, 3, tzinfo=UTC), 0)
    digest = told(room, slack, now)
    assert digest.numbers and any(story.figures for story in digest.stories)
    with reading(room.app.engine) as connection:
        assert briefing.stored(connection, briefings.latest(connection, PLACE)) == digest
    room.app.engine.dispose()
