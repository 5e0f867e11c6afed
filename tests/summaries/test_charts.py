"""Pictures of figures: to scale, readable, said in words, and safe with any text."""

import math
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import date, timedelta
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.image import imread
from matplotlib.text import Text

from summaries.charts import ALT_LIMIT, MOST, Mark, Picture, alt, draw, lettering
from summaries.charts.card import compose
from summaries.charts.paint import WIDTH, figure
from summaries.charts.scale import korean, ticks
from summaries.charts.shapes import CONFLICT, PLAIN, VALUE, Box, Dot, Letters, Stroke
from tests.summaries import pictures
from tests.summaries.pictures import ALL, WORDS, bars, line, month

EVERY = pytest.mark.parametrize("picture", ALL.values(), ids=ALL)


def pixels(picture: Picture) -> np.ndarray:
    """Rows of pixels with red, green, blue and how opaque, each up to 255."""
    return np.rint(imread(BytesIO(draw(picture, WORDS)), "png") * 255).astype(int)


def run(row: np.ndarray, colour: str) -> int:
    """How many pixels of a row have a colour."""
    rgb = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return int((row[:, :3] == rgb).all(axis=1).sum())


def shapes(picture: Picture, kind: type) -> list:
    return [shape for shape in compose(picture, WORDS)[0] if isinstance(shape, kind)]


def printed(picture: Picture) -> list[str]:
    return [shape.text for shape in shapes(picture, Letters)]


def boxes(picture: Picture) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Every text of the drawn figure with its edges, in pixels of the layout."""
    drawn = figure(*compose(picture, WORDS))
    renderer = drawn.canvas.get_renderer()
    found = []
    for text in drawn.findobj(Text):
        if text.get_text():
            box = text.get_window_extent(renderer)
            found.append((text.get_text(), tuple(float(edge) / 2 for edge in box.extents)))
    return found


def overlaps(picture: Picture) -> list[tuple[str, str]]:
    def meet(one, other):
        return all(one[n] < other[n + 2] - 0.5 and other[n] < one[n + 2] - 0.5 for n in (0, 1))

    return [(a, b) for (a, one), (b, other) in combinations(boxes(picture), 2) if meet(one, other)]


def outside(picture: Picture) -> list[str]:
    high = compose(picture, WORDS)[1]
    return [
        text
        for text, (left, foot, right, top) in boxes(picture)
        if left < 4 or foot < 4 or right > WIDTH - 4 or top > high - 4
    ]


# The picture as a file -------------------------------------------------------------------------
@EVERY
def test_a_picture_is_a_png_of_twice_its_layout_and_not_blank(picture):
    data = draw(picture, WORDS)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", data[16:24])
    assert (wide, high) == (2 * WIDTH, 2 * compose(picture, WORDS)[1])
    seen = pixels(picture)
    assert seen.shape == (high, wide, 4)
    assert len(np.unique(seen @ (1, 256, 256**2, 256**3))) > 20
    assert len(data) < 1_000_000


def test_the_card_is_opaque_and_light_with_round_corners():
    seen = pixels(pictures.HOLDINGS)
    assert seen[0, 0, 3] == 0
    assert tuple(seen[60, 20]) == (255, 255, 255, 255)
    assert (seen[30:-30, 4:-4, 3] == 255).all()


def test_more_marks_make_a_higher_picture():
    heights = [
        compose(bars(*(Mark(f"가{n}", "1", 1.0) for n in range(most))), WORDS)[1]
        for most in range(1, MOST + 1)
    ]
    assert all(one < other for one, other in pairwise(heights))


@EVERY
def test_the_same_picture_gives_the_same_bytes(picture):
    assert draw(picture, WORDS) == draw(replace(picture), WORDS)


def test_pictures_drawn_side_by_side_do_not_disturb_each_other():
    alone = [draw(picture, WORDS) for picture in ALL.values()]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda picture: draw(picture, WORDS), [*ALL.values()] * 2))
    assert together == alone * 2


def test_a_text_of_any_length_costs_no_more_than_one_that_fills_its_room():
    def measured(length: int) -> int:
        lettering.width.cache_clear()
        compose(bars(Mark("가나" * length, "다라" * length, 1.0, note="마바" * length)), WORDS)
        return lettering.width.cache_info().misses

    assert measured(50_000) <= measured(500) < 120


def test_another_process_gives_the_same_bytes_and_settings_of_the_user_change_nothing(tmp_path):
    (tmp_path / "matplotlibrc").write_text(
        "lines.linewidth: 9\ntext.color: red\nhatch.color: red\n"
    )
    code = (
        "import sys; from tests.summaries.pictures import *; from summaries.charts import draw;"
        "sys.stdout.buffer.write(draw(RANGES, WORDS) + draw(LONG, WORDS))"
    )
    root = str(Path(__file__).parents[2])
    env = {"PYTHONPATH": root, "MATPLOTLIBRC": str(tmp_path), "MPLCONFIGDIR": str(tmp_path)}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=env)
    assert result.stdout == draw(pictures.RANGES, WORDS) + draw(pictures.LONG, WORDS)


def test_nothing_of_the_drawing_library_is_loaded_until_something_is_drawn():
    code = (
        "import sys, bot.cli, summaries.charts as c; from tests.summaries.pictures import *;"
        "c.alt(HOLDINGS, WORDS); sys.exit('matplotlib' in sys.modules or 'numpy' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_font_is_found_without_loading_its_package_and_no_window_is_opened():
    draw(pictures.HOLDINGS, WORDS)
    assert "koreanize_matplotlib" not in sys.modules
    assert "matplotlib.pyplot" not in sys.modules


def test_a_missing_font_is_named(monkeypatch):
    monkeypatch.setattr(lettering, "find_spec", lambda name: None)
    with pytest.raises(lettering.FontMissingError, match="koreanize-matplotlib"):
        lettering.font_file.__wrapped__(bold=True)


# Values to scale --------------------------------------------------------------------------------
def test_bars_are_as_long_as_their_values_measured_in_pixels():
    values = (350_000, 100_000, 35_000, 10_000)
    picture = bars(*(Mark(f"가{v}", f"{v}대", float(v)) for v in values))
    seen = pixels(picture)
    middles = [2 * shape.y for shape in shapes(picture, Letters) if shape.text.startswith("가")]
    lengths = [run(seen[round(y) - 4], PLAIN.full) for y in middles]
    assert lengths[0] > 800
    for value, length in zip(values, lengths, strict=True):
        assert length == pytest.approx(lengths[0] * value / values[0], abs=3)


@settings(max_examples=30)
@given(st.lists(st.floats(-1e15, 1e15), min_size=1, max_size=MOST))
def test_bars_begin_at_zero_and_keep_their_proportions(values):
    picture = bars(*(Mark(f"가{n}", f"{v:.3g}", v) for n, v in enumerate(values)))
    drawn = iter(shapes(picture, Box))
    if WORDS.log in " ".join(printed(picture)):
        return
    sizes = [value for value in values if abs(value) > 1e-60]
    found = [(value, next(drawn)) for value in sizes]
    step = max((box.width for _, box in found), default=0) / max(map(abs, sizes), default=1)
    assert len({round(box.x if value > 0 else box.x + box.width, 3) for value, box in found}) <= 1
    for value, box in found:
        assert box.width == pytest.approx(abs(value) * step, abs=1e-6)


def test_negative_bars_reach_to_the_other_side_and_their_values_stand_beyond_them():
    loss, profit, small = (box for box in shapes(pictures.PROFITS, Box) if box.height > 20)
    assert loss.x + loss.width == pytest.approx(profit.x) == pytest.approx(small.x + small.width)
    texts = {shape.text: shape for shape in shapes(pictures.PROFITS, Letters)}
    assert texts["2조1800억원 적자"].align == "right"
    assert texts["2조1800억원 적자"].x < loss.x
    assert texts["3460억원"].x > profit.x + profit.width


def test_a_range_is_firm_to_its_lower_end_and_light_to_its_upper_one():
    picture = bars(Mark("가", "2500억~3000억원", None, 2.5e11, 3e11), Mark("나", "4000억원", 4e11))
    light, firm, other = (box for box in shapes(picture, Box) if box.height > 20)
    assert (light.fill, firm.fill) == (PLAIN.light, PLAIN.full)
    assert firm.x + firm.width == pytest.approx(light.x)
    assert firm.width / other.width == pytest.approx(2.5 / 4)
    assert (firm.width + light.width) / other.width == pytest.approx(3 / 4)


def test_one_end_alone_is_at_least_or_at_most():
    picture = bars(Mark("가", "10 이상", None, 10), Mark("나", "최대 5", None, None, 5))
    least, most = (box for box in shapes(picture, Box) if box.height > 20)
    assert (least.fill, most.fill) == (PLAIN.full, PLAIN.light)
    assert most.width / least.width == pytest.approx(0.5)


def test_a_plan_is_hatched_and_the_legend_says_so():
    picture = bars(Mark("가", "1", 1.0), Mark("나", "2", 2.0, estimate=True))
    sure, plan = (box for box in shapes(picture, Box) if box.height > 20)
    assert sure.hatch is None
    assert plan.hatch == PLAIN.full
    assert WORDS.estimate in printed(picture)
    assert WORDS.estimate not in printed(bars(Mark("가", "1", 1.0)))


def test_values_that_contradict_each_other_stand_under_one_label_and_are_not_averaged():
    texts = printed(pictures.HOLDINGS)
    assert texts.count("나루") == 1
    assert {"2000개 정도", "약 1만대", "김하늘 한빛텔레콤 대표", "일각의 추정"} <= set(texts)
    assert WORDS.conflict in texts
    seen = pixels(pictures.HOLDINGS)
    assert sum(run(row, CONFLICT.full) > 8 for row in seen) > 40


def test_a_point_of_a_line_lies_where_its_day_and_its_value_are():
    one, two, three = (dot for dot in shapes(pictures.FORECAST, Dot) if dot.radius > 5)
    days = [mark.at.toordinal() for mark in pictures.FORECAST.marks]
    assert (two.x - one.x) / (three.x - one.x) == pytest.approx(
        (days[1] - days[0]) / (days[2] - days[0])
    )
    assert (one.y - two.y) / (one.y - three.y) == pytest.approx((127 - 65) / (271 - 65))


def test_a_line_forks_where_two_values_of_one_day_contradict_each_other():
    points = [dot for dot in shapes(pictures.CROWD, Dot) if dot.edge == CONFLICT.full]
    assert len({dot.x for dot in points if dot.radius > 5}) == 1
    courses = [stroke for stroke in shapes(pictures.CROWD, Stroke) if stroke.width == 2.5]
    assert len(courses) == 11
    assert {"나루조사", "일각의 추정"} <= set(printed(pictures.CROWD))


def test_marks_of_a_line_may_come_in_any_order():
    turned = replace(pictures.CROWD, marks=pictures.CROWD.marks[:10][::-1])
    straight = replace(pictures.CROWD, marks=pictures.CROWD.marks[:10])
    assert draw(turned, WORDS) == draw(straight, WORDS)


@pytest.mark.parametrize(("times", "logarithmic"), [(199, False), (200, False), (201, True)])
def test_a_scale_is_logarithmic_only_beyond_two_hundred_times_and_says_so(times, logarithmic):
    picture = bars(Mark("가", "1", 1.0), Mark("나", f"{times}", float(times)), Mark("다", "0", 0.0))
    assert any(WORDS.log in text for text in printed(picture)) is logarithmic
    assert (WORDS.log in alt(picture, WORDS)) is logarithmic
    assert bool(shapes(picture, Dot)) is logarithmic


def test_dots_of_a_logarithmic_scale_lie_where_their_decades_are():
    picture = bars(*(Mark(f"가{n}", "값", 10.0**n) for n in (2, 3, 6)))
    one, two, three = shapes(picture, Dot)
    assert (three.x - one.x) / (two.x - one.x) == pytest.approx(4)


@pytest.mark.parametrize("value", [None, math.nan, math.inf, -math.inf, 1e308, 5e-324])
@pytest.mark.parametrize("make", [bars, line])
def test_what_is_no_number_is_printed_and_not_drawn(make, value):
    picture = make(Mark("가", "알 수 없음", value, at=date(2026, 1, 1)), month(2026, 3, 5))
    assert "알 수 없음" in printed(picture)
    draw(picture, WORDS)


def test_more_marks_than_fit_are_counted_in_the_picture():
    marks = [Mark(f"가{n}", f"{n}", float(n)) for n in range(1, 16)]
    texts = printed(bars(*marks))
    assert "외 3개" in texts
    assert "가12" in texts
    assert "가13" not in texts


def test_a_picture_of_nothing_and_a_line_without_dates_are_refused():
    with pytest.raises(ValueError, match="at least one mark"):
        draw(bars(), WORDS)
    with pytest.raises(ValueError, match="needs a date"):
        draw(line(Mark("가", "1", 1.0)), WORDS)


# Texts that can be read -------------------------------------------------------------------------
@EVERY
def test_no_text_covers_another_and_all_lie_on_the_card(picture):
    assert overlaps(picture) == []
    assert outside(picture) == []


def covered(picture: Picture) -> list[str]:
    """The texts that stand on a dot."""
    dots = [(dot, compose(picture, WORDS)[1] - dot.y) for dot in shapes(picture, Dot)]
    return [
        text
        for text, (left, foot, right, top) in boxes(picture)
        for dot, y in dots
        if left < dot.x + 4 and dot.x - 4 < right and foot < y + 4 and y - 4 < top
    ]


@EVERY
def test_no_text_stands_on_a_point(picture):
    assert covered(picture) == []


@EVERY
def test_every_value_is_printed_beside_its_mark(picture):
    texts = "".join(text for text in printed(picture)).replace(" ", "")
    for mark in picture.marks:
        assert mark.printed.replace(" ", "") in texts


WORDS_IN = st.text("가나다라마바사 ABCil$\\_^{}%1234567890…·😀韓", max_size=40)
SIZES = st.sampled_from([-3e12, -5.0, 0.0, 0.4, 1.0, 7.0, 33.0, 450.0, 8e4, 1.2e8, 2.5e12])
MARKS = st.builds(
    Mark,
    label=WORDS_IN,
    printed=WORDS_IN.filter(bool),
    value=st.none() | SIZES,
    low=st.none() | SIZES,
    high=st.none() | SIZES,
    note=st.none() | WORDS_IN,
    estimate=st.booleans(),
    at=st.builds(
        lambda n: date(2020, 1, 1) + timedelta(n), st.integers(0, 3000) | st.integers(0, 9)
    ),
)
PICTURES = st.builds(
    Picture,
    kind=st.sampled_from(["bars", "line"]),
    title=WORDS_IN,
    unit=WORDS_IN,
    marks=st.lists(MARKS, min_size=1, max_size=MOST).map(tuple),
    sources=st.lists(WORDS_IN, max_size=6).map(tuple),
)


@settings(max_examples=60)
@given(PICTURES)
def test_whatever_is_drawn_can_be_read(picture):
    assert overlaps(picture) == []
    assert outside(picture) == []
    assert covered(picture) == []


@pytest.mark.parametrize("days", [1, 3, 40])
def test_twelve_days_on_end_before_a_far_one_can_be_read(days):
    start = date(2024, 1, 1)
    marks = [
        Mark(f"2024년 1월 {n}일 발표", f"{n * 10}만명", n * 1e5, at=start + timedelta(n * days))
        for n in range(1, 12)
    ]
    picture = line(*marks, Mark("2050년", "500만명", 5e6, at=date(2050, 1, 1)))
    assert all(any(mark.printed in text for text in printed(picture)) for mark in marks)
    assert overlaps(picture) == []
    assert outside(picture) == []


def test_sources_take_three_lines_at_most():
    picture = replace(pictures.HOLDINGS, sources=tuple(f"가온경제, 3월 {n}일" for n in range(99)))
    short = replace(pictures.HOLDINGS, sources=("가온경제",))
    assert compose(picture, WORDS)[1] - compose(short, WORDS)[1] == 2 * 17


HOSTILE = [
    "$x^2$ \\frac{1}{2} $",
    "a\nb\r\nc\td\x00\x07\x1b[31m",
    "\u202eevil\u202c \u2066x\u2069 \u200b\ufeff",
    "가" * 10_000,
    "b" * 10_000,
    "a\u0301" * 5_000,
    "😀👨‍👩‍👧🇰🇷 ﷽ ไทย עברית",
    "美 中 日 韓 大韓民國 龘",
    "\ud800\udfff",
    "ㅤ\u115f\u1160",
    "{} {0} %s {label}",
    "",
    " ",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("make", [bars, line])
def test_no_text_can_break_a_picture(make, text):
    marks = (
        Mark(text, text, 5.0, note=text, at=date(2026, 1, 1)),
        Mark(text, text, 3.0, note=text, at=date(2026, 1, 1)),
        Mark("나" + text, text, None, 1.0, 2.0, note=text, at=date(2026, 2, 1)),
    )
    picture = replace(make(*marks, title=text, unit=text), sources=(text, text))
    draw(picture, WORDS)
    assert overlaps(picture) == []
    assert outside(picture) == []
    assert len(alt(picture, WORDS)) <= ALT_LIMIT


@settings(max_examples=25)
@given(st.text(st.characters(), max_size=80))
def test_any_text_becomes_one_line_that_the_font_can_print(text):
    line_ = lettering.printable(text)
    assert "\n" not in line_
    assert all(lettering._has(character) for character in line_)
    draw(bars(Mark(text, text, 1.0, note=text), title=text), WORDS)


def test_signs_of_formulas_are_printed_as_they_are_and_what_is_missing_is_seen():
    assert lettering.printable("$x_1^2$ 50%") == "$x_1^2$ 50%"
    assert lettering.printable("가 😀😀 나") == "가 □ 나"
    assert lettering.printable("大韓民國 −5µm") == "大韓民國 -5μm"
    assert lettering.printable("C:\\가") == "C:＼가"  # which the font would draw as ₩
    drawn = figure(*compose(bars(Mark("$x$", "$5", 5.0)), WORDS))
    assert not any(text.get_parse_math() for text in drawn.findobj(Text) if text.get_text())


@given(st.text("가나 ab…", max_size=60), st.floats(20, 300), st.integers(1, 3))
def test_wrapped_text_keeps_its_words_and_its_room(text, room, lines):
    text = lettering.printable(text)
    wrapped = lettering.wrap(text, VALUE, room, lines)
    assert len(wrapped) <= lines
    assert all(lettering.width(one, VALUE) <= room for one in wrapped)
    whole = "".join(wrapped).replace(" ", "")
    if not whole.endswith("…"):
        assert whole == text.replace(" ", "")


@pytest.mark.parametrize(
    ("number", "name"),
    [(0, "0"), (500, "500"), (35_000, "3.5만"), (2.5e11, "2500억"), (1.2e12, "1.2조"),
     (-2e12, "-2조"), (0.25, "0.25"), (3e16, "3경"), (1e8, "1억")],
)  # fmt: skip
def test_an_axis_speaks_korean(number, name):
    assert korean(number) == name


@given(st.floats(-1e14, 1e14), st.floats(0.01, 1e14), st.integers(1, 9))
def test_ticks_are_few_and_within(low, width, most):
    found = ticks(low, low + width, most)
    assert len(found) <= most + 2
    slack = 1e-6 * (abs(low) + width)
    assert all(low - slack <= tick <= low + width + slack for tick in found)


# The picture in words ---------------------------------------------------------------------------
def test_the_words_tell_kind_title_every_value_who_says_so_and_the_sources():
    assert alt(pictures.HOLDINGS, WORDS) == (
        "막대그래프. GPU 보유량(단위: 대). 한울 35만대; 새벽에이아이 10만대; 다온모터스 3만5000대; "
        "나루 2000개 정도(김하늘 한빛텔레콤 대표); 나루 약 1만대(일각의 추정). "
        "출처: 가온경제, 2026년 3월 2일 · 나루일보, 2026년 3월 4일"
    )
    assert alt(pictures.FORECAST, WORDS).startswith(
        "꺾은선그래프. 이용자 수(단위: 명). 지난해 65만명; "
    )
    assert "2030년 127만명(한빛센터, 추정·전망·계획)" in alt(pictures.FORECAST, WORDS)
    assert alt(pictures.PARAMETERS, WORDS).startswith("점그래프(로그 눈금). ")


def test_words_that_do_not_fit_are_cut_between_marks_and_counted():
    marks = [
        Mark(f"{n}번째 " + "가" * 60, "약 " + "9" * 60, 1.0, note="나" * 90) for n in range(12)
    ]
    told = alt(bars(*marks), WORDS)
    kept = told.count("번째")
    assert 0 < kept < 12
    assert f"외 {12 - kept}개. 출처:" in told
    assert ALT_LIMIT - 300 < len(told) <= ALT_LIMIT


@given(PICTURES)
def test_words_are_one_line_within_the_limit(picture):
    told = alt(picture, WORDS)
    assert len(told) <= ALT_LIMIT
    assert "\n" not in told


def test_every_word_of_a_picture_is_spoken_in_some_picture():
    said = " ".join(" ".join([*printed(p), alt(p, WORDS)]) for p in ALL.values())
    for field in fields(WORDS):
        if field.name != "more":
            assert getattr(WORDS, field.name).format("").strip() in said
