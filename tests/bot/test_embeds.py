"""Replies as Discord takes them: within every limit, nothing of others as markup, nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import phrases
from bot.discord.embeds import render
from bot.discord.markdown import escape
from bot.message import Button, Evidence, Notice, Proof, Reply, Sheet
from bot.phrases import rendering as speech
from bot.rendering.cleaning import line
from bot.rendering.links import link
from bot.rendering.titles import headline
from summaries.digest import Told
from tests import limits
from tests.bot import markup
from tests.bot.messages import LINK, SENTENCE, digest, everything, figures, number, told
from tests.bot.test_blocks import STORIES
from tests.bot.test_rendering import HOSTILE, cases, placed

BUTTONS = tuple(Button(f"단추 {n}", f"more:asked:{n}") for n in range(7))


def words(payload: Any) -> list[str]:
    """All that a message says, as people read it."""
    said = [payload.get("content", "")]
    for embed in payload["embeds"]:
        said += [embed.get("title", ""), embed.get("description", "")]
        said += [field[name] for field in embed.get("fields", []) for name in ("name", "value")]
        said.append(embed.get("footer", {}).get("text", ""))
    return [markup.unescape(text) for text in said if text]


def shown(payloads: Any) -> str:
    return "\n".join("\n".join(words(payload)) for payload in payloads)


def checked(reply: Reply, url: str | None = LINK, called: str = "") -> Any:
    """The payloads, after every limit and rule was looked at."""
    payloads = render(reply)
    for payload in payloads:
        limits.discord(payload)
        markup.discord(payload, {a for a in (link(url), link(LINK)) if a}, called)
        called = ""
    return payloads


# Rules and limits --------------------------------------------------------------------------------


def test_every_case_is_text_and_nothing_else():
    seen = 0
    for case in cases():
        text, url = placed(case)
        for message in everything(text, url):
            checked(Reply(message, BUTTONS), url)
        (payload,) = checked(Reply(digest(told(text, url))), url)
        assert headline(text, url)[:80] in markup.unescape(payload["embeds"][0]["title"])
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


@given(HOSTILE)
def test_escaped_words_read_as_they_were(text):
    assert markup.unescape(escape(line(text))) == line(text)


@settings(max_examples=50)
@given(STORIES)
def test_every_story_stands_once_and_in_order_with_all_its_sentences(stories: list[Told]):
    payloads = render(Reply(digest(*stories, numbers=(number(),) * 8, rising=("전력",)), BUTTONS))
    for payload in payloads:
        limits.discord(payload)
    embeds = [embed for payload in payloads for embed in payload["embeds"]]
    found = [e for e in embeds if e.get("title", "").split("\\")[0].isdecimal()]
    assert len(found) == len(stories)
    for place, (embed, story) in enumerate(zip(found, stories, strict=True), 1):
        title = markup.unescape(embed["title"])
        assert title.startswith(f"{place}. {headline(story.headline, story.url)[:80]}")
        for sentence in story.summary:
            assert line(sentence) in markup.unescape(embed["description"])


def test_a_story_too_long_for_a_message_loses_whole_sentences():
    long = tuple(f"{n} " + "가" * 1_500 + "." for n in range(6))
    (payload,) = checked(Reply(digest(told("긴 소식", summary=long))))
    told_ = payload["embeds"][0]["description"]
    kept = [sentence for sentence in long if sentence in told_]
    assert kept == list(long[: len(kept)]) and len(kept) == 2
    assert told_.count("가") - 3_000 < 10


# What is shown -----------------------------------------------------------------------------------


def test_a_digest_as_it_is_sent():
    stories = (told(follow_up=True), told("둘째 소식", None, publisher=None, figures=()))
    message = digest(*stories, numbers=(number(),), rising=("전력", "냉각"))
    (payload,) = checked(Reply(message, BUTTONS[:1], late=True))
    colour = payload["embeds"][0]["color"]
    assert payload == {
        "content": (
            "**AI 코리아 브리핑 · 2026년 3월 5일 목요일**\n기사 27건 · 이야기 2건 · 매체 8곳\n"
            "정해진 시각보다 늦게 보내 드립니다."
        ),
        "embeds": [
            {
                "color": colour,
                "title": "1\\. \\[후속\\] 누리2 공개",
                "url": LINK,
                "description": (
                    "한빛경제 외 2곳 · 같은 글 1건 · 3월 4일 07\\:30\n한울반도체가 새 칩을 공개했다.\n"
                    "• 한울반도체 · 공급량 · 약 3만5000장"
                ),
            },
            {
                "color": colour,
                "title": "2\\. 둘째 소식",
                "description": (
                    "출처 모름 외 2곳 · 같은 글 1건 · 3월 4일 07\\:30\n한울반도체가 새 칩을 공개했다."
                ),
            },
            {
                "color": colour,
                "title": "오늘의 숫자",
                "fields": [
                    {
                        "name": "한국 · 보유 H100",
                        "value": (
                            "2000개 정도\\(한국\\) ↔ 약 1만대\\(한국\\)\n"
                            f"한국 [기사](<{LINK}>) ↔ 한국 [기사](<{LINK}>)"
                        ),
                    }
                ],
            },
            {
                "color": colour,
                "title": "오른 말",
                "description": "• 전력 · 냉각",
                "footer": {"text": phrases.PROMISE},
            },
        ],
        "components": [
            {
                "type": 1,
                "components": [
                    {"type": 2, "style": 2, "label": "단추 0", "custom_id": "more:asked:0"}
                ],
            }
        ],
        "allowed_mentions": {"parse": []},
    }


def test_parts_are_numbered_and_only_the_last_has_buttons():
    payloads = checked(Reply(digest(*(told(f"소식 {n}") for n in range(60))), BUTTONS))
    of = len(payloads)
    assert of > 1
    for number_, payload in enumerate(payloads, 1):
        assert (
            markup.unescape(payload["content"]).splitlines()[0].endswith(speech.part(number_, of))
        )
        assert [len(row["components"]) for row in payload["components"]] == (
            [5, 2] if number_ == of else []
        )
    assert shown(payloads).count(phrases.PROMISE) == 1


def test_an_empty_digest_says_so_in_an_embed_that_can_be_marked():
    (payload,) = checked(Reply(digest()))
    assert payload["embeds"][0]["description"] == phrases.QUIET


def test_a_contradiction_has_each_sentence_below_its_value():
    (payload,) = checked(Reply(figures("2만6000장")))
    value = payload["embeds"][0]["fields"][0]["value"]
    assert value.splitlines() == [
        f"2만6000장 · 2만6000장 · 2만6000장 3월 5일 09\\:00 [기사](<{LINK}>)", SENTENCE,
        f"1만8000장 · 1만8000장 · 1만8000장 3월 5일 09\\:00 [기사](<{LINK}>)", SENTENCE,
    ]  # fmt: skip


def test_a_sentence_behind_a_figure_is_shown_with_who_printed_it():
    (payload,) = checked(Reply(Evidence("근거", (Proof("3만장", SENTENCE, "한빛경제", LINK),))))
    (field,) = payload["embeds"][0]["fields"]
    assert field == {"name": "3만장", "value": f"{SENTENCE}\n한빛경제 [기사](<{LINK}>)"}


def test_a_notice_is_one_short_message():
    (payload,) = checked(Reply(Notice("구독을 멈췄습니다.\n둘째 줄입니다.")))
    assert payload["embeds"][0]["description"] == "구독을 멈췄습니다.\n둘째 줄입니다."
    checked(Reply(Notice("")))


@pytest.mark.parametrize("text", ["", "\n" * 50, "*" * 100_000, "말 " * 600 + "\n" * 3, "<" * 999])
def test_lists_of_any_words_are_taken(text):
    rows = ((text, text, text),) * 30
    checked(Reply(Sheet(text, ("이름", text, ""), rows, text), BUTTONS))
    url = "https://news.example/" + "x" * 1_900
    checked(Reply(Evidence(text, (Proof(text, text, text, url),) * 30), BUTTONS), url)
    checked(Reply(Notice(text * 3), BUTTONS))


def test_rows_of_a_sheet_are_lines():
    rows = tuple((f"구독 {n}", "매일 08:30", "GPU") for n in range(200))
    payloads = checked(Reply(Sheet("구독", ("이름", "언제", "주제"), rows)))
    told_ = shown(payloads)
    assert "• 구독 0 · 언제 매일 08:30 · 주제 GPU" in told_
    assert [told_.count(f"• 구독 {n} ·") for n in range(200)] == [1] * 200


@pytest.mark.parametrize(
    ("mention", "allowed"),
    [
        ("@here", {"parse": ["everyone"]}),
        ("<@1234>", {"parse": [], "users": ["1234"]}),
        ("<@&1234>", {"parse": [], "roles": ["1234"]}),
    ],
)
def test_whom_the_channel_wants_called_is_called_once(mention, allowed):
    payloads = checked(Reply(digest(*[told()] * 60), mention=mention), called=mention)
    assert payloads[0]["content"].startswith(f"{mention}\n")
    assert payloads[0]["allowed_mentions"] == allowed
    assert all(p["allowed_mentions"] == {"parse": []} for p in payloads[1:])


@pytest.mark.parametrize("mention", ["", "모두", "@here @everyone", "<!here>", "<@x>", "<@1> <@2>"])
def test_what_is_no_mention_calls_nobody(mention):
    assert render(Reply(digest(told()), mention=mention)) == render(Reply(digest(told())))


def test_a_headline_that_names_another_host_leads_nowhere():
    (payload,) = checked(Reply(digest(told("속보 naver.com 바로가기"))))
    embed = payload["embeds"][0]
    assert "url" not in embed
    assert embed["description"].startswith(f"<{LINK}>\n")
