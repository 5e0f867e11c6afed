"""Summaries on demand: from a page, a pasted text, a message; by the rules of the house."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.message import Notice, Reply
from bot.phrases import chat as words
from bot.phrases import errors
from bot.place import Asker, Place
from corpus.database import reading
from corpus.refusal import Reason
from corpus.sources import Policy
from corpus.text import squeeze
from summaries.reading import Reading
from tests.bot.chat.conftest import PLACE, READER, Office, actions, said
from tests.fakes import site as fake
from tests.fakes.site import Site

BODY = (
    "한울반도체는 4일 추론용 칩 ‘누리2’를 공개했다. 새 칩은 전력을 기존 제품의 절반만 쓴다. "
    "회사는 올해 3만5000장을 만들어 국내 데이터센터 12곳에 공급한다고 밝혔다. "
    "김하늘 대표는 추론 시장에서는 전력이 곧 경쟁력이라고 말했다. "
    "업계는 이 칩이 외국산을 얼마나 대신할지 지켜보고 있다. 첫 물량은 다음 달에 나온다. "
    "해솔통신은 이 칩을 새얼 데이터센터에 먼저 들이기로 했다. 두 회사는 값을 밝히지 않았다. "
    "증권가는 한울반도체의 올해 매출을 1조2000억원으로 본다. 지난해보다 40% 많은 값이다. "
)


def page(head: str = "", title: str = "새 추론 칩") -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1><p>{BODY}</p></article></body></html>"
    )


URL = "http://news.example/a"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site({"/a": fake.says(page())}) as running:
        yield running


@pytest.fixture
def online(settings, site) -> Iterator[Office]:
    made = Office(replace(settings, proxy=f"http://127.0.0.1:{site.port}"))
    yield made
    made.app.engine.dispose()


def articles(office: Office) -> int:
    with reading(office.app.engine) as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM articles").scalar()


@pytest.mark.parametrize(
    "typed", [f"요약 {URL}", f"요약 <{URL}|news.example/a>", f"summarize 이거요 {URL} 부탁해요"]
)
def test_a_page_is_cut_to_its_own_sentences_and_not_kept(online, typed):
    before = articles(online)
    reply = online.ask(typed)
    reading_ = reply.message
    assert isinstance(reading_, Reading)
    assert (reading_.article.headline, reply.private) == ("새 추론 칩", True)
    assert 0 < len(reading_.summary) <= 3
    for pick in reading_.summary:
        assert squeeze(reading_.sentences[pick.index].text) in squeeze(BODY)
    assert any(figure.surface == "3만5000장" for figure in reading_.figures)
    assert articles(online) == before


def test_a_page_that_was_attached_is_read_as_one(online):
    async def one() -> Reply:
        desk = online.desk()
        try:
            filler = "<nav>" + "메뉴 " * 50_000 + "</nav>"
            return await desk.summarised(page().replace("<article>", f"{filler}<article>"), READER)
        finally:
            await desk.aclose()

    reading_ = asyncio.run(one()).message
    assert isinstance(reading_, Reading)
    assert reading_.article.headline == "새 추론 칩"
    assert all(p.index < len(reading_.sentences) for p in reading_.summary)
    assert "메뉴" not in reading_.article.body


def test_a_message_is_summarised_by_its_link_or_by_itself(online, site):
    async def both() -> list[Reply]:
        desk = online.desk()
        try:
            return [
                await desk.summarised(f"다들 보세요 <{URL}|칩 기사>", READER),
                await desk.summarised(f"{BODY * 2} 출처 {URL}", READER),
                await desk.summarised("점심 뭐 먹죠", READER),
                await desk.summarised("", READER),
            ]
        finally:
            await desk.aclose()

    linked, text, talk, nothing = asyncio.run(both())
    assert linked.message.article.headline == "새 추론 칩"
    assert isinstance(text.message, Reading)
    assert site.paths().count(URL) == 1
    assert talk == nothing == Reply(Notice(words.NOTHING_TO_READ))


def test_a_summary_is_shared_from_memory_and_after_a_restart_from_its_page(online, site):
    async def once() -> tuple[Reply, Reply]:
        desk = online.desk()
        try:
            first = await desk.answer(f"요약 {URL}", READER)
            return first, await desk.pressed(actions(first)["share"], READER)
        finally:
            await desk.aclose()

    first, shared = asyncio.run(once())
    assert (shared.private, shared.buttons, shared.message) == (False, (), first.message)
    assert site.paths().count(URL) == 1
    again = online.press(actions(first)["share"])
    assert (again.private, again.message) == (False, first.message)
    assert site.paths().count(URL) == 2


def test_fetching_again_for_a_button_counts_as_a_summary(online):
    share = actions(online.ask(f"요약 {URL}"))["share"]
    for _ in range(4):
        assert isinstance(online.press(share).message, Reading)
    assert "10분에 5번" in said(online.press(share))


def test_a_pasted_text_is_kept_nowhere_and_shared_only_in_its_team(office):
    async def pressed() -> list[Reply]:
        desk = office.desk()
        first = await desk.answer(f"요약\n{BODY}", READER)
        share = actions(first)["share"]
        other = Asker("U2", Place("slack", "T2", "C1"))
        return [first, await desk.pressed(share, READER), await desk.pressed(share, other)]

    first, shared, elsewhere = asyncio.run(pressed())
    assert isinstance(first.message, Reading)
    assert (shared.private, shared.message) == (False, first.message)
    gone = Notice(words.PASTED_GONE)
    assert elsewhere.message == office.press(actions(first)["share"]).message == gone
    with reading(office.app.engine) as connection:
        kept = connection.exec_driver_sql("SELECT text FROM asked").scalars().all()
    assert len(kept) == 1
    assert "한울" not in kept[0]


def test_every_refusal_reads_the_same_and_takes_whole_steps(online, site):
    site.routes |= {
        "/gone": fake.says(status=410),
        "/inside": fake.moves("http://10.0.0.1/"),
        "/up": fake.hangs_up,
    }
    urls = ["http://169.254.169.254/latest/"]
    urls += [f"http://news{path}.example/{path}" for path in ("gone", "inside", "up")]

    async def all_of_them() -> list[tuple[Reply, float]]:
        desk = online.desk()

        async def one(number: int, url: str) -> tuple[Reply, float]:
            began = time.perf_counter()
            reply = await desk.answer(f"요약 {url}", Asker(f"U{number}", PLACE))
            return reply, time.perf_counter() - began

        try:
            return await asyncio.gather(*(one(n, url) for n, url in enumerate(urls)))
        finally:
            await desk.aclose()

    told = asyncio.run(all_of_them())
    assert {said(reply) for reply, _ in told} == {str(Notice(errors.REASONS[Reason.UNREACHABLE]))}
    assert all(1.9 < took < 12 for _, took in told)  # a busy machine adds to the steps


@pytest.mark.parametrize(
    ("route", "reason"),
    [
        (fake.says(page(head='<meta name="robots" content="noai">')), Reason.RESERVED),
        (fake.says("<p>짧다</p>"), Reason.NOT_AN_ARTICLE),
    ],
)
def test_what_a_page_says_of_itself_is_obeyed(online, site, route, reason):
    site.routes["/b"] = route
    assert online.ask("요약 http://news.example/b").message == Notice(errors.REASONS[reason])


def test_policies_hold_for_summaries(settings, site):
    named = page(head='<meta property="og:site_name" content="한빛경제">')
    site.routes["/a"] = fake.says(named)
    proxy = f"http://127.0.0.1:{site.port}"
    strict = Office(replace(settings, proxy=proxy, policies={"한빛경제": Policy.HEADLINE_ONLY}))
    reading_ = strict.ask(f"요약 {URL}").message
    assert (reading_.article.publisher, reading_.summary) == ("한빛경제", ())
    assert reading_.figures
    strict.app.engine.dispose()
    barred = Office(replace(settings, proxy=proxy, policies={"한빛경제": Policy.BLOCKED}))
    assert barred.ask(f"요약 {URL}") == Reply(Notice(words.BLOCKED_SOURCE))
    barred.app.engine.dispose()


def test_an_article_of_the_corpus_is_quoted_from_the_account_of_the_channel(online, site):
    with reading(online.app.engine) as connection:
        held = connection.exec_driver_sql(
            "SELECT url FROM articles WHERE url LIKE 'https://www.hanbit%' LIMIT 1"
        ).scalar()
    site.routes["/"] = fake.says(page())
    with_body = held.replace("https://", "http://")
    shown = [online.ask(f"요약 {with_body}").message]
    site.routes["/"] = fake.says(page().replace("한울", "다른").replace("회사는", "그 회사는"))
    shown.append(online.ask(f"요약 {with_body}").message)
    texts = {r.sentences[p.index].text for r in shown for p in r.summary}
    assert 0 < len(texts) <= 3


def test_a_person_has_one_at_a_time_and_may_look_up_meanwhile(online, site):
    site.routes["/slow"] = fake.stalls

    async def many() -> list[Reply]:
        desk = online.desk()
        first = asyncio.create_task(desk.answer("요약 http://news.example/slow", READER))
        await asyncio.sleep(0.1)
        second = await desk.answer(f"요약 {URL}", READER)
        other = await desk.answer("gpu", READER)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        await desk.aclose()
        return [second, other]

    second, other = asyncio.run(many())
    assert second == Reply(Notice(words.STILL_READING))
    assert other.message.items


def test_of_everybody_together_four_are_read_at_a_time(online, site):
    for number in range(6):
        site.routes[f"/{number}"] = fake.stalls

    async def waiting() -> int:
        desk = online.desk()
        asked = [
            asyncio.create_task(
                desk.answer(f"요약 http://site{n}.example/{n}", Asker(f"U{n}", PLACE))
            )
            for n in range(6)
        ]
        await asyncio.sleep(1.5)
        heard = len(site.paths())
        for task in asked:
            task.cancel()
        await asyncio.gather(*asked, return_exceptions=True)
        await desk.aclose()
        return heard

    assert asyncio.run(waiting()) == 4
