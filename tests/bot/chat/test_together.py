"""The desk with the parts that brief, follow sources and take down."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from bot.message import Notice, Reply, Sheet
from bot.phrases import chat as words
from bot.phrases import subscribing
from corpus.database import reading, writing
from corpus.following import states
from corpus.sources import Kind, Source
from summaries.digest import Digest
from tests.bot.chat.conftest import MANAGER, READER, Printed, actions, said

FEED = Source(Kind.FEED, "한빛", "https://www.hanbit.example/rss.xml")


def count(office, table: str) -> int:
    with reading(office.app.engine) as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()


def test_a_briefing_comes_now_once_a_minute_and_its_buttons_work(office):
    running = {"slack": Printed()}
    assert isinstance(office.ask("미리보기").message, Digest | Notice)
    office.ask("구독 추가", MANAGER)
    with writing(office.app.engine) as connection:  # as if it had begun before the samples came
        connection.exec_driver_sql("UPDATE subscriptions SET newest = 0, watermark = '2026-03-01'")
        connection.exec_driver_sql("UPDATE subscriptions SET created_at = '2026-03-01'")
    preview = office.ask("미리보기")
    assert isinstance(preview.message, Digest)
    assert (preview.private, preview.message.stories != ()) == (True, True)
    test = office.ask("구독 시험발송", MANAGER, platforms=running)
    assert test == Reply(Notice(subscribing.TEST_COMING))
    assert count(office, "told") == 0
    assert office.ask("지금", MANAGER, platforms=running) == Reply(Notice(subscribing.COMING))
    assert office.ask("지금", MANAGER, platforms=running) == Reply(Notice(subscribing.NOTHING_NEW))
    assert count(office, "told") > 5
    assert (count(office, "briefings"), count(office, "deliveries")) == (1, 2)
    evidence = office.press("evidence:briefing:1")
    assert evidence.message.items
    assert office.press("more:briefing:1").message.stories
    assert "다음 브리핑" in said(office.ask("구독 목록", MANAGER))


def test_sources_tell_how_they_are(office, settings):
    settings.sources.write_text(
        f'[[feeds]]\nname = "{FEED.name}"\naddress = "{FEED.address}"\n', "utf-8"
    )
    assert words.NEVER_VISITED in said(office.ask("출처"))
    with writing(office.app.engine) as connection:
        before = states.claim(connection, FEED, office.clock.at)
        bad = replace(
            before,
            visited_at=office.clock.at,
            failing_since=office.clock.at - timedelta(hours=2),
            error="certificate",
            lease_until=None,
        )
        assert states.keep(connection, FEED, before, bad)
    told = said(office.ask("출처"))
    assert "3월 5일 07:30부터 읽지 못함" in told
    assert "인증서" in told
    assert "읽지 못함 1곳(한빛)" in said(office.ask("상태"))


def test_the_way_of_an_article_is_told(office):
    reply = office.ask("왜 https://www.hanbit.example/news/2026030403")
    assert isinstance(reply.message, Sheet)
    assert "한빛경제" in said(reply)
    assert not office.press(actions(reply)["share"]).private
    assert office.ask("왜 https://www.hanbit.example/never") == Reply(Notice(words.NEVER_SEEN))


def test_what_is_taken_down_is_gone_and_refused(office):
    url = "https://www.hanbit.example/news/2026030403"
    assert url in said(office.ask("gpu"))
    reply = office.ask("차단 hanbit.example", MANAGER)
    assert "hanbit.example" in said(reply)
    assert int(re.search(r"글 (\d+)건", said(reply))[1]) > 5
    assert url not in said(office.ask("gpu"))
    assert office.ask("차단 co.kr", MANAGER) == Reply(Notice(words.NOT_BLOCKABLE))
    assert "관리" in said(office.ask("차단 gaonet.example", READER))
