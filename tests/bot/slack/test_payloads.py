"""Whatever Slack hands in is read without a failure, and tells the same from the same."""

from hypothesis import given
from hypothesis import strategies as st

from bot.slack import payloads
from bot.slack.home import view
from bot.subscription import Subscription, Wishes
from tests.bot.test_subscriptions import NOW, PLACE

_NAMES = st.sampled_from(
    ["actions", "attachments", "blocks", "channel", "channel_id", "container", "event", "event_id",
     "id", "message", "response_url", "tab", "text", "tokens", "url", "user", "user_id", "value"]
)  # fmt: skip
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=6),
    max_leaves=30,
)


@given(st.dictionaries(_NAMES, _JSON))
def test_no_payload_makes_the_reader_fail(body):
    for read in (payloads.command, payloads.shortcut, payloads.press, payloads.opened):
        came = read(body, "T1")
        assert came is None or (came.person and came.place.channel)
    assert payloads.key_of(body) == payloads.key_of(dict(reversed(body.items())))
    assert isinstance(payloads.is_signed_out(body), bool)
    assert isinstance(payloads.carries(body, "k"), bool)


@given(st.text())
def test_no_text_makes_the_reader_fail(text):
    assert isinstance(payloads.plain(text), str)


def test_two_presses_of_one_button_are_two():
    press = {"user": {"id": "U1"}, "channel": {"id": "C1"}, "actions": [{"value": "a"}]}
    first, second = ({**press, "trigger_id": trigger} for trigger in ("1.1", "2.1"))
    assert payloads.press(first, "T1").key != payloads.press(second, "T1").key


def test_a_text_is_read_as_people_wrote_it():
    plain = payloads.plain
    assert plain("<https://a.example/?a=1&amp;b=2|a.example>") == "https://a.example/?a=1&b=2"
    assert plain("<@U1|kim> <#C1|일반> <!here> &lt;b&gt;") == "kim 일반  <b>"
    assert plain("&amp;lt;") == "&lt;"


def test_a_message_of_another_app_is_read_by_what_is_attached_to_it():
    attached = [{"text": "새 글", "title_link": "https://news.example/a"}, {"text": 7}, "x"]
    text = payloads.message_text({"text": "", "attachments": attached})
    assert text == "새 글\nhttps://news.example/a"


def test_the_home_keeps_to_its_limits():
    many = [
        Subscription(n, PLACE, Wishes(topics=("가" * 900,)), None, NOW, None, "is_archived", NOW)
        for n in range(500)
    ]
    shown = view([{"text": "x", "blocks": [{"type": "divider"}] * 50}] * 3, many)
    assert len(shown["blocks"]) <= 100
    assert "멈춤" not in str(view([], [])) and "구독 추가" in str(view([], []))
