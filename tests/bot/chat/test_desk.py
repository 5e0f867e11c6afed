"""People ask, and the desk answers: over the invented samples, with real Kiwi and real SQLite."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import struct
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers import Answer
from bot.briefing import queue
from bot.buttons import Act
from bot.chat.desk import Desk
from bot.chat.grammar import MANAGERS, Verb
from bot.console import Console
from bot.figures import Figures
from bot.message import Evidence, Notice, Reply, Sheet
from bot.phrases import chat as words
from bot.phrases import commands, subscribing
from bot.place import Asker, Place
from bot.settings import Settings
from bot.store import asked, briefings, outbox, subscriptions
from bot.subscription import Wishes
from corpus.database import reading, writing
from corpus.sources import Policy
from summaries.digest import Digest
from tests.bot.chat.conftest import (
    MANAGER,
    PLACE,
    READER,
    Given,
    Office,
    Printed,
    actions,
    said,
)
from tests.samples import samples

HOSTILE = [
    "",
    "\x00\x1b[2J\u202egpu",
    "'; DROP TABLE articles; --",
    "\ud800",
    "<script>alert(1)</script>",
    "@everyone <@U1> <!channel>",
    "기간:99999999d 매체:,,, 정렬:x",
    "%s %d {0} {{x}}",
    "a" * 50_000,
    "가 " * 20_000,
    '"' * 999,
    "-" * 999,
    "구독 추가 " + "x," * 500,
    "구독 삭제 \x00",
    "설정 시간대 ../../etc/passwd",
    "설정 시간대 Asia",
    "설정 시각 99:99",
    "설정 포함 " + "가" * 999,
    "설정 부르기 <script>",
    "정책 \ud800",
    "왜 https://" + "a" * 3000 + ".example",
    "차단 " + "a." * 500 + "com",
    "숫자 -",
    "그래프 기간:7d",
    "숫자 \U000e0001",
    "요약 #0123456789abcdef",
]


# Look-ups ----------------------------------------------------------------------------------------


def test_a_look_up_is_private_and_says_what_can_be_done_next(office):
    reply = office.ask("gpu")
    assert isinstance(reply.message, Answer)
    assert reply.private
    assert reply.message.figures is not None
    assert set(actions(reply)) == {"share", "more", "evidence", "chart", "follow"}
    assert all(len(button.action) <= 100 and button.action.isascii() for button in reply.buttons)


def test_a_look_up_that_finds_nothing_has_nothing_to_press(office):
    reply = office.ask("없는말없는말없는말")
    assert isinstance(reply.message, Answer)
    assert (reply.message.items, reply.buttons) == ((), ())


def test_buttons_work_after_a_restart_and_pages_hold_no_story_twice(office):
    seen: list[object] = []
    reply = office.ask("AI")
    while True:
        seen += [item.hit.key for item in reply.message.items]
        more = actions(reply).get("more")
        if more is None:
            break
        reply = office.press(more)
    assert len(seen) == len(set(seen)) > 10


def test_sharing_shows_the_same_page_to_everybody_and_asks_for_no_sharing_more(office):
    first = office.ask("AI")
    second = office.press(actions(first)["more"])
    shared = office.press(actions(second)["share"])
    assert not shared.private
    assert [i.hit.key for i in shared.message.items] == [i.hit.key for i in second.message.items]
    assert "share" not in actions(shared)
    assert "more" in actions(shared)


def test_the_evidence_has_every_figure_with_its_sentence_word_for_word(office):
    reply = office.press(actions(office.ask("gpu"))["evidence"])
    assert isinstance(reply.message, Evidence)
    bodies = "".join("".join(sample.text().split()) for sample in samples())
    assert len(reply.message.items) > 3
    for proof in reply.message.items:
        assert "".join(proof.sentence.split()) in bodies
        assert proof.publisher


def test_figures_are_a_table_and_a_picture(office):
    table = office.ask("숫자 gpu")
    assert isinstance(table.message, Figures)
    assert table.message.histories is None
    drawn = office.press(actions(table)["chart"])
    assert drawn.picture is not None
    assert drawn.picture.png.startswith(b"\x89PNG")
    assert struct.unpack(">I", drawn.picture.png[16:20])[0] == 1600
    assert "2만6000장" in drawn.picture.alt
    assert 0 < len(drawn.message.quantities) < len(table.message.quantities)
    assert office.press(actions(drawn)["share"]).picture == drawn.picture


def test_a_slip_in_a_topic_is_mended(office):
    assert office.ask("그래프 헤ㅕ").message == office.ask("그래프 gpu").message


def test_where_nothing_can_be_drawn_there_is_the_table_and_the_reason(office):
    reply = office.ask("그래프 NPU")
    assert reply.picture is None
    assert isinstance(reply.message, Sheet)
    assert reply.message.rows
    assert reply.message.note.endswith("드립니다.")
    assert "--" not in reply.message.note


def test_a_period_narrows_the_figures(office):
    assert office.ask("숫자 gpu").message.quantities
    assert not office.ask("숫자 gpu 기간:2026-02").message.quantities
    assert not getattr(office.ask("gpu 기간:2026-02").message, "figures", None)


def test_a_publisher_narrows_the_figures(office):
    every = office.ask("숫자 gpu").message
    table = office.ask("숫자 gpu 매체:한빛").message
    voices = [voice for quantity in table.quantities for voice in quantity.voices]
    assert {voice.publisher for voice in voices} == {"한빛경제"}
    assert table.articles < every.articles
    assert not office.ask("그래프 gpu 매체:없는매체").message.quantities
    figures = office.ask("gpu 매체:한빛").message.figures
    assert {v.publisher for q in figures.quantities for v in q.voices} == {"한빛경제"}


def test_of_sources_that_only_lend_their_headlines_no_sentence_is_shown(settings):
    office = Office(
        replace(settings, policies={s.publisher: Policy.HEADLINE_ONLY for s in samples()})
    )
    reply = office.ask("gpu")
    assert reply.message.items
    assert not any(item.hit.snippet for item in reply.message.items)
    evidence = office.press(actions(reply)["evidence"]).message
    assert evidence.items
    assert not any(proof.sentence for proof in evidence.items)
    office.app.engine.dispose()


def test_blocked_sources_are_not_shown(settings):
    blocked = "한빛경제"
    office = Office(replace(settings, policies={blocked: Policy.BLOCKED}))
    for typed in ("gpu", "숫자 gpu", "그래프 gpu"):
        assert blocked not in said(office.ask(typed))
    office.app.engine.dispose()


def test_one_account_limits_what_a_channel_is_quoted_of_an_article_in_a_month(office):
    quoted: set[str] = set()
    key = "https://www.hanbit.example/news/2026030403"
    for typed in (
        "gpu",
        "GPU 예산",
        "정부 업계 GPU",
        "2만6000장",
        "집계 방식",
        "인공지능산업진흥청",
        "협회",
    ):
        for item in office.ask(typed).message.items:
            if item.hit.url == key and item.hit.snippet:
                quoted.add(item.hit.snippet)
    assert 0 < len(quoted) <= 3
    with sqlite3.connect(office.app.engine.url.database) as store:
        [(channel, most)] = store.execute(
            "SELECT channel, max(n) FROM (SELECT channel, article, count(*) AS n FROM quotes"
            " GROUP BY channel, article)"
        )
    store.close()
    assert (channel, most <= 3) == (str(PLACE), True)


def test_what_was_asked_is_kept_once(office):
    one, two = office.ask("gpu"), office.ask("  gpu ")
    assert actions(one) == actions(two)
    with reading(office.app.engine) as connection:
        assert asked.text(connection, 1) == "gpu"
        assert asked.text(connection, 2) is None


@pytest.mark.parametrize(
    "action",
    ["", "share", "share:asked:999", "more:briefing:999", "follow:asked:x", "dr op", "a" * 200],
)
def test_a_button_of_nobody_is_gone(office, action):
    assert office.press(action, MANAGER) == Reply(Notice(words.GONE))


@pytest.mark.parametrize("text", ["구독 삭제", "차단 a.example", "지금", "구독 추가 gpu"])
def test_no_button_does_what_was_typed(office, text):
    with writing(office.app.engine) as connection:
        identifier = asked.keep(connection, text, office.clock())
    for act in Act:
        if act is not Act.FOLLOW:
            reply = office.press(f"{act}:asked:{identifier}", MANAGER)
            assert reply == Reply(Notice(words.GONE))


# Managers ----------------------------------------------------------------------------------------

COMMANDS = {
    Verb.NOW: "지금",
    Verb.SUBSCRIBE: "구독 추가 gpu",
    Verb.SUBSCRIPTIONS: "구독 목록",
    Verb.UNSUBSCRIBE: "구독 삭제",
    Verb.PAUSE: "구독 일시정지",
    Verb.RESUME: "구독 재개",
    Verb.TEST: "구독 시험발송",
    Verb.SET: "설정 길이 짧게",
    Verb.BLOCK: "차단 a.example",
}


def held(office: Office) -> Wishes | None:
    with reading(office.app.engine) as connection:
        found = subscriptions.at(connection, PLACE)
    return found.wishes if found else None


def test_every_verb_of_managers_is_among_those_tried():
    assert set(COMMANDS) == MANAGERS


@pytest.mark.parametrize("verb", sorted(MANAGERS))
def test_only_who_manages_the_channel_decides_for_it(office, verb):
    with writing(office.app.engine) as connection:
        subscriptions.add(connection, PLACE, Wishes(), "U1", office.clock())
    queued: list[object] = []
    given = {
        "platforms": {"slack": Printed()},
        "queue": lambda *a, **k: queued.append(k) or "key",
        "preview": lambda *a: Reply(Notice("미리")),
    }
    before = Path(office.app.engine.url.database).read_bytes()
    refused = office.ask(COMMANDS[verb], READER, **given)
    assert refused == Reply(Notice(words.managers_only(verb)))
    assert "관리" in refused.message.text
    assert (queued, held(office)) == ([], Wishes())
    assert Path(office.app.engine.url.database).read_bytes() == before
    assert office.ask(COMMANDS[verb], MANAGER, **given) != refused


def test_following_by_a_button_is_for_managers_too(office):
    follow = actions(office.ask("gpu"))["follow"]
    assert office.press(follow, READER) == Reply(Notice(words.managers_only("subscribe")))
    assert held(office) is None
    office.press(follow, MANAGER)
    assert held(office) == Wishes(topics=("GPU",))


def test_topics_are_added_and_taken_away(office):
    office.ask("구독 추가 gpu", MANAGER)
    office.ask("구독 추가 HBM, 소버린 AI", MANAGER)
    assert held(office).topics == ("GPU", "HBM", "소버린 AI")
    assert "이미" in said(office.ask("구독 추가 지피유", MANAGER))
    office.ask("구독 삭제 그래픽처리장치", MANAGER)
    assert held(office).topics == ("HBM", "소버린 AI")
    assert "HBM" in said(office.ask("구독 삭제 로봇", MANAGER))
    assert held(office).topics == ("HBM", "소버린 AI")
    office.ask("구독 삭제 HBM 소버린 AI", MANAGER)
    assert held(office) is None


def test_a_subscription_begins_with_what_comes_in_from_now_on(office):
    office.ask("구독 추가", MANAGER)
    with reading(office.app.engine) as connection:
        found = subscriptions.at(connection, PLACE)
    assert (found.watermark, found.manager) == (office.clock.at, "U1")
    assert found.wishes == Wishes()
    assert "모든 주제" in said(office.ask("구독 추가 gpu", MANAGER))
    assert held(office) == Wishes()


def test_a_word_that_is_no_topic_is_taken_as_it_is_and_near_ones_are_proposed(office):
    told = said(office.ask("구독 추가 데이타센터장", MANAGER))
    assert held(office).topics == ("데이타센터장",)
    assert "가까운 주제" in told
    assert "데이터센터" in told


def test_a_channel_is_paused_and_resumed(office):
    assert office.ask("구독 일시정지", MANAGER) == Reply(Notice(subscribing.NO_SUBSCRIPTION))
    office.ask("구독 추가 gpu", MANAGER)
    office.ask("구독 일시정지", MANAGER)
    assert "일시정지" in said(office.ask("구독 목록", MANAGER))
    assert "일시정지" in said(office.ask("상태"))
    office.ask("구독 재개", MANAGER)
    assert "일시정지" not in said(office.ask("구독 목록", MANAGER))
    assert office.ask("구독 재개", MANAGER) == Reply(Notice(subscribing.NOT_PAUSED))


def test_another_channel_is_not_touched(office):
    office.ask("구독 추가 gpu", MANAGER)
    other = Asker("U1", Place("slack", "T1", "C2"), manages=True)
    assert office.ask("구독 삭제", other) == Reply(Notice(subscribing.NO_SUBSCRIPTION))
    assert held(office) == Wishes(topics=("GPU",))


def test_a_briefing_is_queued_for_the_channel_and_not_sent_by_the_desk(office):
    office.ask("구독 추가 gpu", MANAGER)
    queued = []

    def queue(app, platforms, place, now, *, slot):
        queued.append((platforms, place, now, slot))
        return "digest:x"

    running = {"slack": Printed()}
    reply = office.ask("지금", MANAGER, platforms=running, queue=queue)
    assert reply == Reply(Notice(subscribing.COMING))
    assert queued == [(running, PLACE, office.clock.at, "now-2026-03-05T09:30")]
    assert office.ask("지금", MANAGER, platforms=running, queue=lambda *a, **k: None) == Reply(
        Notice(subscribing.NOTHING_NEW)
    )


def test_a_test_goes_the_way_of_all_briefings_and_tells_nothing_as_told(office):
    given = {
        "platforms": {"slack": Printed()},
        "preview": lambda *a: Reply(Notice("브리핑")),
        "queue": lambda *a, **k: pytest.fail("it would count as told"),
    }
    assert office.ask("구독 시험발송", MANAGER, **given) == Reply(Notice(subscribing.TEST_COMING))
    claim = outbox.claim(office.app.engine, office.clock.at)
    assert claim.delivery.key == f"test:2026-03-05:093000:{PLACE}"
    assert (claim.delivery.place, claim.payload["to"]) == (PLACE, "all")


def test_a_preview_is_for_the_asker_alone_by_the_wishes_of_the_channel(office):
    office.ask("구독 추가 gpu", MANAGER)
    asked_for = []

    def preview(app, wishes, place, now):
        asked_for.append((wishes, place, now))
        return Reply(Notice("브리핑"), private=False)

    assert office.ask("미리보기", READER, preview=preview) == Reply(Notice("브리핑"))
    assert asked_for == [(Wishes(topics=("GPU",)), PLACE, office.clock.at)]


# What the bot tells of itself --------------------------------------------------------------------


def test_the_help_has_every_verb_once(office):
    sheet = office.ask("도움말").message
    assert [row[0].partition(" (")[0] for row in sheet.rows] == [
        example for example, _ in commands.HELP.values()
    ]
    assert "숫자 gpu (figures)" in {row[0] for row in sheet.rows}


def test_the_state_tells_what_is_held_and_nothing_of_the_machine(office):
    told = said(office.ask("상태"))
    assert "46건" in told
    assert office.app.engine.url.database not in told


def test_the_sources_are_those_of_the_list(office):
    sheet = office.ask("출처").message
    assert "AI타임스" in {row[0] for row in sheet.rows}
    assert actions(office.ask("출처"))
    assert not office.press(actions(office.ask("출처"))["share"]).private


def test_a_policy_tells_what_may_be_quoted_and_who_says_so(settings):
    office = Office(replace(settings, policies={"한빛경제": Policy.HEADLINE_ONLY}))
    assert words.POLICIES["headline-only"] in said(office.ask("정책 한빛경제"))
    assert "3문장" in said(office.ask("정책 mk.co.kr"))
    assert "매일경제" in said(office.ask("정책 mk.co.kr"))
    assert isinstance(office.ask("정책 금융").message, Answer)
    office.app.engine.dispose()


# Below a briefing --------------------------------------------------------------------------------


@pytest.fixture
def briefing(office) -> int:
    """The id of a briefing on the samples that the channel was sent; it hears of nothing since."""
    since = office.clock.at - timedelta(days=1)
    with writing(office.app.engine) as connection:
        subscriptions.add(connection, PLACE, Wishes(), "U1", since)
        subscriptions.rewind(connection, PLACE, since, 0)
    assert queue(office.app, {"slack": Printed()}, PLACE, office.clock.at, slot="now")
    with writing(office.app.engine) as connection:
        found = briefings.latest(connection, PLACE)
        subscriptions.remove(connection, PLACE)
    return found


def test_below_a_briefing_are_its_sentences_its_picture_and_more_of_it(office, briefing):
    evidence = office.press(f"evidence:briefing:{briefing}").message
    assert len(evidence.items) > 5
    assert all(proof.publisher for proof in evidence.items)
    assert any(proof.sentence for proof in evidence.items)
    assert office.press(f"chart:briefing:{briefing}").picture is not None
    with reading(office.app.engine) as connection:
        said_before = briefings.content(connection, briefing)["stories"]
    more = office.press(f"more:briefing:{briefing}")
    assert isinstance(more.message, Digest)
    assert [s.key for s in more.message.stories][:3] == [s["key"] for s in said_before][:3]
    assert {s["key"] for s in said_before} <= {s.key for s in more.message.stories}
    assert (more.message.length, len(more.message.stories) > 8) == ("full", True)
    shared = office.press(actions(more)["share"])
    assert (shared.private, shared.message) == (False, more.message)


def test_a_policy_that_came_later_holds_for_older_briefings(settings, office, briefing):
    strict = Office(
        replace(settings, policies={s.publisher: Policy.HEADLINE_ONLY for s in samples()})
    )
    evidence = strict.press(f"evidence:briefing:{briefing}").message
    assert evidence.items
    assert not any(proof.sentence for proof in evidence.items)
    strict.app.engine.dispose()


def test_the_topic_of_the_first_story_is_followed(office, briefing):
    assert "관리" in said(office.press(f"follow:briefing:{briefing}", READER))
    office.press(f"follow:briefing:{briefing}", MANAGER)
    assert len(held(office).topics) == 1


# What goes wrong ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_answered(office, text):
    office.ask("구독 추가 gpu", MANAGER)
    for asker in (READER, MANAGER):
        reply = office.ask(text, asker)
        assert isinstance(reply, Reply)
        assert words.UNEXPECTED not in said(reply)
        Console().show(reply.message)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.tuples(
        st.sampled_from(["", *(name for names in commands.VERBS.values() for name in names)]),
        st.text(max_size=60) | st.sampled_from(["gpu", "HBM 투자", "시각 8:30", "a.example"]),
    )
)
def test_any_text_is_answered_in_time(office, typed):
    office.clock.passes(minutes=11)
    began = time.perf_counter()
    reply = office.ask(" ".join(typed), MANAGER)
    assert time.perf_counter() - began < 5
    assert words.UNEXPECTED not in said(reply)
    Console().show(reply.message)
    assert all(len(b.action) <= 100 and b.action.isascii() for b in reply.buttons)


def test_a_fault_of_ours_is_told_in_korean_and_logged_without_the_text(office, caplog):
    def broken(*_):
        raise ZeroDivisionError("비밀스러운 말")

    with caplog.at_level(logging.INFO):
        reply = office.ask("미리보기", preview=broken)
    assert reply == Reply(Notice(words.UNEXPECTED))
    assert "ZeroDivisionError" in caplog.text
    assert "test_desk.py" in caplog.text
    assert "비밀" not in caplog.text


def test_nothing_that_people_type_is_logged(office, caplog):
    with caplog.at_level(logging.DEBUG):
        office.ask("아주비밀스러운말")
        office.ask("요약 http://10.0.0.1/아주비밀스러운말")
    assert "비밀" not in caplog.text


def test_an_answer_that_takes_too_long_is_given_up(office):
    def slow(*_):
        time.sleep(0.5)
        return Reply(Notice("늦음"))

    began = time.perf_counter()
    assert office.ask("미리보기", preview=slow, deadline=0.1) == Reply(Notice(words.SLOW))
    assert time.perf_counter() - began < 5


def test_a_store_that_somebody_else_writes_to_for_long_says_that_it_is_busy(office):
    office.ask("gpu")
    other = sqlite3.connect(office.app.engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def told() -> tuple[Reply, float]:
        desk = office.desk()
        began = time.perf_counter()
        return await desk.answer("gpu", READER), time.perf_counter() - began

    try:
        with asyncio.Runner() as runner:
            reply, took = runner.run(told())
            other.execute("ROLLBACK")
    finally:
        other.close()
    assert (reply, took < 3) == (Reply(Notice(words.BUSY)), True)


def test_a_store_that_takes_nothing_in_still_answers(office):
    before = office.ask("gpu").message
    office.app.engine.dispose()
    database = office.app.engine.url.database
    with sqlite3.connect(database) as store:
        pages = store.execute("PRAGMA page_count").fetchone()[0]
    store.close()
    from sqlalchemy import event

    @event.listens_for(office.app.engine, "connect")
    def full(connection, _):
        connection.execute(f"PRAGMA max_page_count={pages}")

    filler = "가" * 200
    for number in range(300):  # what room is left in the last pages
        reply = office.ask(f"{filler}{number}", Asker(f"U{number}", PLACE))
        if not reply.buttons and number > 2:
            break
    answer = office.ask("gpu", Asker("U999", PLACE))
    assert isinstance(answer.message, Answer)
    assert [i.hit.key for i in answer.message.items] == [i.hit.key for i in before.items]


def test_settings_that_cannot_be_used_are_a_matter_for_the_operator(settings, tmp_path):
    bad = tmp_path / "sources.toml"
    bad.write_text("[[feeds", "utf-8")
    office = Office(replace(settings, sources=bad))
    assert office.ask("출처") == Reply(Notice(words.OPERATOR))
    office.app.engine.dispose()


def test_a_store_that_does_not_open_is_a_matter_for_the_operator(settings, tmp_path):
    (tmp_path / "file").write_text("")
    office = Office(replace(settings, database_url=f"sqlite:///{tmp_path}/file/briefing.db"))
    assert office.ask("gpu") == Reply(Notice(words.OPERATOR))


def test_topics_that_cannot_be_read_leave_verbs_to_complete(settings, tmp_path):
    office = Office(replace(settings, topics=tmp_path / "none.toml"))
    assert "숫자" in completions(office, "")
    assert office.ask("gpu") == Reply(Notice(words.OPERATOR))
    office.app.engine.dispose()


def test_many_are_answered_at_once_from_a_cold_start(office):
    typed = [
        "gpu",
        "숫자 gpu",
        "그래프 gpu",
        "그래프 HBM",
        "상태",
        "출처",
        "도움말",
        "AI 데이터센터",
    ] * 2

    async def all_of_them() -> tuple[list[Reply], float]:
        desk = office.desk()
        stalled, tick = 0.0, asyncio.get_running_loop().time

        async def watch() -> None:
            nonlocal stalled
            while True:
                before = tick()
                await asyncio.sleep(0.01)
                stalled = max(stalled, tick() - before - 0.01)

        watching = asyncio.create_task(watch())
        asking = (desk.answer(t, Asker(f"U{n}", PLACE)) for n, t in enumerate(typed))
        replies = await asyncio.gather(*asking)
        watching.cancel()
        return replies, stalled

    replies, stalled = asyncio.run(all_of_them())
    assert not [said(r) for r in replies if isinstance(r.message, Notice)]
    for number in range(8):
        assert len({said(reply) for reply in replies[number::8]}) == 1
    assert stalled < 2.0  # seconds that the loop could not acknowledge anybody; a busy machine adds


# Completions -------------------------------------------------------------------------------------


def completions(office, typed: str) -> list[str]:
    return office.desk().completions(typed)


def test_verbs_and_topics_are_completed_in_either_layout(office):
    assert completions(office, "구독")[:2] == ["구독 추가", "구독 목록"]
    assert "GPU" in completions(office, "gp")
    assert "GPU" in completions(office, "헤")
    assert "GPU" in completions(office, "그래픽")
    assert "구독 추가" in completions(office, "rneh")
    assert completions(office, "숫자 gp") == ["숫자 GPU"]
    assert "구독 추가 GPU" in completions(office, "구독 추가 ")
    assert len(completions(office, "")) == 25


@given(st.text(max_size=200))
def test_completions_are_few_short_and_fast(typed):
    desk = Desk(Given(Settings()))
    desk.completions("")
    began = time.perf_counter()
    found = desk.completions(typed)
    assert time.perf_counter() - began < 0.05
    assert len(found) <= 25
    assert all(0 < len(one) <= 100 for one in found)
