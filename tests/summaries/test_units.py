"""The dictionary of units names the entry that is wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summaries.figures.units import UNITS, UnitsError, load

SMALL = """
[plain]
count = ["명", "대"]
duration = ["일"]
[spellings]
"명" = ["사람"]
[words]
"이틀" = { value = 2, unit = "일" }
[currency]
KRW = { names = ["원"], symbols = ["₩"] }
"""


def test_a_person_can_add_a_unit_and_a_currency() -> None:
    units = load(
        SMALL.replace('"대"]', '"대", "뭉치"]') + 'XYZ = { names = ["냥"], symbols = [] }\n'
    )

    assert [unit.name for _, unit in units.at("뭉치로", 0)] == ["뭉치"]
    assert [unit.kind for _, unit in units.at("냥", 0)] == ["money"]
    assert units.words["이틀"][0] == Decimal(2)


def test_the_longest_form_comes_first_and_stays_inside_the_text() -> None:
    assert [end for end, _ in UNITS.at("킬로미터", 0)] == [4, 2]
    assert [end for end, _ in UNITS.at("3명", 1)] == [2]


@pytest.mark.parametrize(
    ("wrong", "right", "named"),
    [
        ('count = ["명"', 'cuont = ["명"', "cuont"),
        ('["사람"]', '["대"]', "대"),
        ('"명" = ["사람"]', '"몀" = ["사람"]', "몀"),
        ('["사람"]', '"사람"', "명"),
        ('["사람"]', '[""]', "명"),
        ("value = 2", 'value = "둘"', "이틀"),
        ('unit = "일"', 'unit = "낮"', "이틀"),
        (', symbols = ["₩"]', "", "KRW"),
        ("[words]", '[smallest]\n"명" = "둘"\n[words]', "명"),
        ("[words]", '[not_before]\n"뭉치" = ["둘"]\n[words]', "뭉치"),
        ('"명", "대"', '"명", "명"', "명"),
    ],
)
def test_a_slip_is_named(wrong: str, right: str, named: str) -> None:
    assert wrong in SMALL

    with pytest.raises(UnitsError, match=named):
        load(SMALL.replace(wrong, right, 1))


def test_broken_toml_is_told_with_its_line() -> None:
    with pytest.raises(UnitsError, match="line 2"):
        load("[plain]\ncount = oops\n")
