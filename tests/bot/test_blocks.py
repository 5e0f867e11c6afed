"""Replies as Slack takes them: within every limit, nothing of others as markup, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import phrases
from bot.message import Button, Evidence, Notice, Proof, Reply, Sheet, Tally
from bot.phrases import rendering as speech
from bot.rendering.cleaning import line
from bot.rendering.links import link
from bot.rendering.titles import headline
from bot.slack.blocks import render
from corpus.ingest import Outcome
from corpus.novelty import Verdict
from corpus.refusal import Reason
from summaries.digest import Told
from tests import limits
from tests.bot import markup
from tests.bot.messages import LINK, SENTENCE, digest, everything, figures, number, told
from tests.bot.test_rendering import HOSTILE, cases, placed

BUTTONS = (Button("근거", "evidence:briefing:1"), Button("더 보기", "more:briefing:1"))


def texts(payload: Any) -> Iterator[str]:
    """All words of the blocks, in order."""
    for element in markup._elements(payload["blocks"]):
        if isinstance(element.get("text"), str):
            yield element["text"]


def shown(payloads: Any) -> str:
    return "\n".join("".join(texts(payload)) for payload in payloads)


def checked(reply: Reply, url: str | None = LINK) -> Any:
    """The payloads, after every limit and rule was looked at."""
    payloads = render(reply)
    for payload in payloads:
        limits.slack(payload)
        markup.slack(payload, {a for a in (link(url), link(LINK)) if a}, bool(reply.mention))
    return payloads


# Rules and limits --------------------------------------------------------------------------------


def test_every_case_is_text_and_nothing_else():
    seen = 0
    for case in cases():
        text, url = placed(case)
        for message in everything(text, url):
            checked(Reply(message, BUTTONS), url)
        (payload,) = checked(Reply(digest(told(text, url))), url)
        title = headline(text, url)
        assert title[:80] in shown([payload])
        seen += 1
    assert seen == len(cases())


@settings(max_examples=50)
@given(HOSTILE, st.sampled_from([LINK, None, "https://a.example/" + "가" * 150, "javascript:x"]))
def test_no_words_make_a_payload_that_is_refused(text, url):
    for message in everything(text, url):
        checked(Reply(message, BUTTONS), url)


@settings(max_examples=20)
@given(HOSTILE.map(lambda text: text * 60))
def test_no_long_words_make_a_payload_that_is_refused(text):
    for message in everything(text):
        checked(Reply(message, BUTTONS))


STORIES = st.lists(
    st.builds(
        told,
        text=HOSTILE.filter(str.strip),
        publisher=HOSTILE,
        summary=st.lists(HOSTILE.map(lambda text: f"{text}다."), max_size=3).map(tuple),
        url=st.sampled_from([LINK, None, "https://b.example/" + "x" * 1_500]),
    ),
    max_size=40,
)


@settings(max_examples=50)
@given(STORIES)
def test_every_story_stands_once_and_in_order_with_all_its_sentences(stories: list[Told]):
    payloads = render(Reply(digest(*stories, numbers=(number(),) * 8, rising=("전력",)), BUTTONS))
    for payload in payloads:
        limits.slack(payload)
    blocks = [block for payload in payloads for block in payload["blocks"]]
    told_ = [block["elements"] for block in blocks if block["type"] == "rich_text"]
    found = [e for e in told_ if "".join(texts({"blocks": e})).split(".")[0].isdecimal()]
    assert len(found) == len(stories)
    for place, (elements, story) in enumerate(zip(found, stories, strict=True), 1):
        words = "".join(texts({"blocks": elements}))
        assert words.startswith(f"{place}. {headline(story.headline, story.url)[:80]}")
        for sentence in story.summary:
            assert line(sentence) in words


def test_a_story_too_long_for_a_message_loses_whole_sentences():
    long = tuple(f"{n} " + "가" * 3_000 + "." for n in range(6))
    (payload,) = checked(Reply(digest(told("긴 소식", summary=long))))
    words = shown([payload])
    kept = [sentence for sentence in long if sentence in words]
    assert kept == list(long[: len(kept)]) and 2 <= len(kept) < 6
    assert words.count("가") == 3_000 * len(kept)


# What is shown -----------------------------------------------------------------------------------


def test_a_digest_as_it_is_sent():
    stories = (told(follow_up=True), told("둘째 소식", None, publisher=None, figures=()))
    message = digest(*stories, numbers=(number(),), rising=("전력", "냉각"))
    (payload,) = checked(Reply(message, BUTTONS[:1], late=True))
    assert payload == {
        "text": (
            "AI 코리아 브리핑 · 2026년 3월 5일 목요일\n기사 27건 · 이야기 2건 · 매체 8곳\n"
            "정해진 시각보다 늦게 보내 드립니다.\n"
            "1. [후속] 누리2 공개 <https://news.example/a?x=1&amp;y=2>\n"
            "한빛경제 외 2곳 · 같은 글 1건 · 3월 4일 07:30\n한울반도체가 새 칩을 공개했다.\n"
            "한울반도체 · 공급량 · 약 3만5000장\n"
            "2. 둘째 소식\n출처 모름 외 2곳 · 같은 글 1건 · 3월 4일 07:30\n한울반도체가 새 칩을 공개했다.\n"
            "오늘의 숫자\n한국 · 보유 H100\n2000개 정도(한국) ↔ 약 1만대(한국)\n"
            "한국 <https://news.example/a?x=1&amp;y=2> ↔ 한국 <https://news.example/a?x=1&amp;y=2>\n"
            "오른 말\n전력 · 냉각\n"
            "요약 문장과 수치는 기사에 있는 그대로 옮겼습니다. 제목을 누르면 매체의 기사로 갑니다."
        ),
        "blocks": [
            {"type": "header", "text": plain("AI 코리아 브리핑 · 2026년 3월 5일 목요일")},
            rich(section(words("기사 27건 · 이야기 2건 · 매체 8곳\n정해진 시각보다 늦게 보내 드립니다."))),
            rich(
                section(
                    words("1. [후속] ", bold=True), to("누리2 공개", bold=True),
                    words("\n한빛경제 외 2곳 · 같은 글 1건 · 3월 4일 07:30"),
                ),
                {"type": "rich_text_quote", "elements": [words(SENTENCE)]},
                bullets([words("한울반도체 · 공급량 · "), words("약 3만5000장", bold=True)]),
            ),
            rich(
                section(
                    words("2. 둘째 소식", bold=True),
                    words("\n출처 모름 외 2곳 · 같은 글 1건 · 3월 4일 07:30"),
                ),
                {"type": "rich_text_quote", "elements": [words(SENTENCE)]},
            ),
            rich(
                section(words("오늘의 숫자", bold=True)),
                bullets(
                    [
                        words("한국 · 보유 H100 · "),
                        words("2000개 정도(한국) ↔ 약 1만대(한국)", bold=True),
                        words("\n"), to("한국"), words(" ↔ "), to("한국"),
                    ]
                ),
            ),
            rich(section(words("오른 말", bold=True)), bullets([words("전력 · 냉각")])),
            {"type": "context", "elements": [plain(phrases.PROMISE)]},
            {
                "type": "actions",
                "elements": [
                    {"type": "button", "action_id": "press:0", "text": plain("근거"), "value": "evidence:briefing:1"}
                ],
            },
        ],
    }  # fmt: skip


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def words(text: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def to(text: str, **style: bool) -> dict[str, Any]:
    return {"type": "link", "url": LINK, "text": text} | ({"style": style} if style else {})


def section(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": [*elements]}


def bullets(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "rich_text_list",
        "style": "bullet",
        "elements": [section(*row) for row in rows],
    }


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [*elements]}


def test_parts_are_numbered_and_only_the_last_has_buttons():
    payloads = checked(Reply(digest(*(told(f"소식 {n}") for n in range(60))), BUTTONS))
    of = len(payloads)
    assert of > 1
    for number_, payload in enumerate(payloads, 1):
        assert payload["blocks"][0]["text"]["text"].endswith(speech.part(number_, of))
        assert payload["text"].splitlines()[0].endswith(speech.part(number_, of))
        assert (payload["blocks"][-1]["type"] == "actions") is (number_ == of)
    assert shown(payloads).count(phrases.PROMISE) == 1


def test_an_empty_digest_says_so_in_one_message():
    (payload,) = checked(Reply(digest()))
    assert phrases.QUIET in shown([payload])
    assert phrases.PROMISE not in shown([payload])


def test_a_contradiction_has_each_sentence_below_its_value():
    (payload,) = checked(Reply(figures("2만6000장")))
    told_ = shown([payload])
    first, second = told_.index("2만6000장\n"), told_.index("1만8000장 · ")
    assert told_.index(SENTENCE) < second
    assert told_.count(SENTENCE) == 2 and first < second


def test_a_sentence_behind_a_figure_is_shown_with_who_printed_it():
    (payload,) = checked(Reply(Evidence("근거", (Proof("3만장", SENTENCE, "한빛경제", LINK),))))
    assert [text for text in ("3만장", SENTENCE, "한빛경제") if text in shown([payload])] == [
        "3만장",
        SENTENCE,
        "한빛경제",
    ]


def test_a_notice_is_one_short_message():
    (payload,) = checked(Reply(Notice("구독을 멈췄습니다.\n`/ai-korea 구독 목록`을 써 주세요.")))
    assert shown([payload]) == "구독을 멈췄습니다.\n`/ai-korea 구독 목록`을 써 주세요."
    checked(Reply(Notice("")))


@pytest.mark.parametrize("text", ["", "\n" * 50, "*" * 100_000, "말 " * 600 + "\n" * 3, "<" * 999])
def test_lists_of_any_words_are_taken(text):
    rows = ((text, text, text),) * 30
    checked(Reply(Sheet(text, ("이름", text, ""), rows, text), BUTTONS))
    url = "https://news.example/" + "x" * 1_900
    checked(Reply(Evidence(text, (Proof(text, text, text, url),) * 30), BUTTONS), url)
    checked(Reply(Notice(text * 3), BUTTONS))


def test_a_tally_does_not_list_all_that_failed():
    outcomes = tuple(Outcome(f"{n}.txt", Verdict.FAILED, Reason.EMPTY) for n in range(10_000))
    (payload,) = checked(Reply(Tally(outcomes)))
    assert "외 9980건" in shown([payload])


@pytest.mark.parametrize(
    ("mention", "element"),
    [
        ("<!here>", {"type": "broadcast", "range": "here"}),
        ("<@U01ABC>", {"type": "user", "user_id": "U01ABC"}),
        ("<!subteam^S01ABC>", {"type": "usergroup", "usergroup_id": "S01ABC"}),
    ],
)
def test_whom_the_channel_wants_called_is_called_once(mention, element):
    payloads = checked(Reply(digest(*[told()] * 60), mention=mention))
    assert payloads[0]["text"].startswith(f"{mention} ")
    assert json.dumps(payloads).count(json.dumps(element)) == 1
    assert payloads[0]["blocks"][1]["elements"][0]["elements"][0] == element


@pytest.mark.parametrize(
    "mention", ["", "모두", "<!here> <!channel>", "<https://a.example>", "@here", "<@U1|x>"]
)
def test_what_is_no_mention_calls_nobody(mention):
    assert render(Reply(digest(told()), mention=mention)) == render(Reply(digest(told())))


def test_a_headline_that_names_another_host_is_no_label():
    (payload,) = checked(Reply(digest(told("속보 naver.com 바로가기"))))
    links = [e for e in markup._elements(payload["blocks"]) if e["type"] == "link"]
    assert {link_["text"] for link_ in links} == {"news.example"}
