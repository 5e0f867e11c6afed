"""A mark and a nonce tell keys apart, within Discord's limits, whatever the message is."""

from hypothesis import given
from hypothesis import strategies as st

from bot.discord import marks
from bot.discord.markdown import escape
from bot.platform import part

KEYS = st.text(min_size=1, max_size=80)
WORDS = st.text(max_size=2500)
EMBEDS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "title": st.text(max_size=256),
            "description": st.text(max_size=2900),
            "footer": st.fixed_dictionaries({"text": st.text(max_size=2048)}),
            "fields": st.lists(st.fixed_dictionaries({"name": st.text(), "value": st.text()})),
        },
    ),
    max_size=2,
)


@given(KEYS, KEYS)
def test_keys_have_nonces_and_marks_of_their_own(one, other):
    assert (marks.nonce(one) == marks.nonce(other)) is (one == other)
    assert (marks.mark(one) == marks.mark(other)) is (one == other)
    assert len(marks.nonce(one)) <= marks.NONCE
    assert marks.nonce(one).isascii()


@given(EMBEDS, WORDS, KEYS)
def test_a_marked_message_bears_its_mark_and_keeps_the_rest(embeds, content, key):
    made = marks.marked({"embeds": embeds, "content": content}, key)
    assert marks.bears(made, key)
    assert not marks.bears(made, f"{key}x")
    assert len(made["embeds"][-1]["footer"]["text"]) <= marks.FOOTER
    assert made["content"] == content
    assert [e.get("description") for e in made["embeds"]][: len(embeds)] == [
        e.get("description") for e in embeds
    ]


@given(st.integers(0, 2048), KEYS)
def test_a_full_message_is_not_made_too_long(footer, key):
    embed = {
        "description": "가" * (marks.ALL_EMBEDS - footer - 40),
        "footer": {"text": "나" * footer},
    }
    [made] = marks.marked({"embeds": [embed]}, key)["embeds"]
    assert len(made["description"]) + len(made["footer"]["text"]) <= marks.ALL_EMBEDS


def test_parts_are_told_from_the_end_of_a_key():
    assert part("digest:2026-03-05:08:30:discord:1:2/3") == (
        "digest:2026-03-05:08:30:discord:1:2", 3,
    )  # fmt: skip
    assert part("notice:1") == ("notice:1", 1)


def test_a_thread_is_named_by_the_first_words_of_its_message():
    assert marks.heading({"embeds": [{"title": "3월 5일  브리핑"}]}, "x") == "3월 5일 브리핑"
    assert marks.heading({"content": "<@&12>\n**3월 5일\\_** 둘"}, "x") == "3월 5일_ 둘"
    assert marks.heading({"embeds": [{"description": "둘"}]}, "x") == "x"
    assert len(marks.heading({"content": "가" * 500}, "x")) == 100


def test_the_name_of_a_thread_is_in_plain_words():
    said = "[단독] GPT_4 *새* 소식 <@1> a|b #1"
    assert marks.heading({"embeds": [{"title": escape(said)}]}, "x") == said
    content = f"<@&12> **{escape('브리핑 · 3월 5일')}** {escape('(1/2)')}"
    assert marks.heading({"content": content}, "x") == "브리핑 · 3월 5일"
