"""설정: what a manager writes, and what becomes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.wishes import WishError, changed, listed
from bot.phrases import chat as words
from bot.subscription import Wishes
from corpus import topics

TOPICS = topics.load()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("시각 08:30,18:00", {"times": ("08:30", "18:00")}),
        ("시각 18:00 8:30 18:00", {"times": ("08:30", "18:00")}),
        ("시각 오전 8시 30분, 오후 6시", {"times": ("08:30", "18:00")}),
        ("시각 오전 12시", {"times": ("00:00",)}),
        ("시간 매일 9시에", {"times": ("09:00",)}),
        ("time 07:05", {"times": ("07:05",)}),
        ("요일 평일", {"weekdays": (0, 1, 2, 3, 4)}),
        ("요일 월수금", {"weekdays": (0, 2, 4)}),
        ("요일 금요일, 월요일", {"weekdays": (0, 4)}),
        ("days mon,Wednesday", {"weekdays": (0, 2)}),
        ("요일 주말", {"weekdays": (5, 6)}),
        ("시간대 Europe/Berlin", {"zone": "Europe/Berlin"}),
        ("시간대 한국", {"zone": "Asia/Seoul"}),
        ("조용 22:00-07:00", {"quiet": ("22:00", "07:00")}),
        ("조용 오후 10시부터 오전 7시까지", {"quiet": ("22:00", "07:00")}),
        ("조용 없음", {"quiet": None}),
        ("길이 짧게", {"length": "short"}),
        ("length full", {"length": "full"}),
        ("포함 투자 공장", {"include": ("투자", "공장")}),
        ('포함 "소버린 AI" 투자', {"include": ("소버린 AI", "투자")}),
        ("제외 주가, 소버린 AI", {"exclude": ("주가", "소버린 AI")}),
        ("제외 없음", {"exclude": ()}),
        ("주제 gpu hbm", {"topics": ("GPU", "HBM")}),
        ("주제 소버린 AI", {"topics": ("소버린 AI",)}),
        ("주제 양자 암호 통신", {"topics": ("양자 암호 통신",)}),
        ("주제 없음", {"topics": ()}),
        ("스레드 켜기", {"thread": True}),
        ("thread off", {"thread": False}),
        ("부르기 <@U12AB>", {"mention": "<@U12AB>"}),
        ("부르기 <!subteam^S1|@desk>", {"mention": "<!subteam^S1>"}),
        ("부르기 @here", {"mention": "<!here>"}),
        ("부르기 @모두", {"mention": "<!channel>"}),
        ("부르기 없음", {"mention": None}),
        ("빈날 침묵", {"silent": True}),
        ("빈날 알림", {"silent": False}),
        ("시각=08:30", {"times": ("08:30",)}),
        ("길이 짧게 · 요일 주말", {"length": "short", "weekdays": (5, 6)}),
        ("ㅅㅣㄱㅏㄱ", None),
        ("색깔 빨강", None),
        ("시각", None),
        ("시각 25:00", None),
        ("시각 아침", None),
        ("시각 8:30 그리고 점심", None),
        ("시각 " + ",".join(f"{n}:00" for n in range(13)), None),
        ("요일 아무날", None),
        ("요일 ,", None),
        ("시간대 Asia", None),
        ("시간대 Asia/Atlantis", None),
        ("시간대 ../../etc/passwd", None),
        ("시간대 /etc/passwd", None),
        ("조용 22:00", None),
        ("조용 22:00-22:00", None),
        ("길이 아주 길게", None),
        ("포함 ,", None),
        ("포함 " + "가" * 41, None),
        ("제외 " + " ".join(f"말{n}" for n in range(21)), None),
        ("스레드 글쎄", None),
        ("부르기 <script>", None),
        ("부르기 <@U1> <@U2>", None),
        ("부르기 @somebody", None),
        ("빈날 글쎄", None),
    ],
)
def test_a_setting_is_read_or_refused(text, wanted):
    if wanted is None:
        with pytest.raises(WishError) as error:
            changed(Wishes(), text, TOPICS, "slack")
        assert words.wrong_setting(error.value.name).endswith(("주세요.", "지웁니다.", "받습니다."))
    else:
        assert changed(Wishes(), text, TOPICS, "slack") == Wishes(**wanted)


def test_everybody_is_called_in_the_writing_of_the_platform():
    assert changed(Wishes(), "부르기 @channel", TOPICS, "discord").mention == "@everyone"
    assert changed(Wishes(), "부르기 <@&123>", TOPICS, "discord").mention == "<@&123>"


def test_no_channel_is_left_without_any_time():
    with pytest.raises(WishError, match="never"):
        changed(Wishes(), "조용 08:00-09:00", TOPICS, "slack")
    quiet = changed(Wishes(times=("08:30", "12:00")), "조용 22:00-09:00", TOPICS, "slack")
    with pytest.raises(WishError, match="never"):
        changed(quiet, "시각 23:00", TOPICS, "slack")


def test_topics_are_known_by_any_of_their_names():
    assert listed("지피유, 고대역폭 메모리", TOPICS) == ("GPU", "HBM")
    assert listed("지피유 고대역폭 메모리", TOPICS) == ("GPU", "HBM")


def test_all_settings_are_shown_with_words():
    shown = dict(words.wishes(Wishes(quiet=("22:00", "07:00"), silent=True, thread=True)))
    names = {called[0] for name, called in words.SETTINGS.items()}
    assert set(shown) == names - {"요일", "시간대"}  # they stand beside the times
    assert (shown["조용"], shown["빈날"], shown["스레드"]) == ("22:00-07:00", "침묵", "켜기")
    for name in words.SETTINGS:
        assert name in words.WRONG


@given(
    st.sampled_from([n for names in words.SETTINGS.values() for n in names]), st.text(max_size=80)
)
def test_any_value_is_a_wish_or_a_reason(name, value):
    try:
        wanted = changed(Wishes(), f"{name} {value}", TOPICS, "slack")
    except WishError as error:
        assert words.wrong_setting(error.name)
    else:
        assert Wishes.of_text(wanted.to_text()) == wanted
        assert words.wishes(wanted)
