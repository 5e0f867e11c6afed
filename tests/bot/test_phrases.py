"""Everything that can be said is said, in Korean, and says what to do."""

import ast
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from bot import phrases
from corpus.database import Trouble
from corpus.novelty import Verdict
from corpus.refusal import Reason
from corpus.sources import Flaw, Kind, Policy
from summaries.charts import Words


def test_nothing_is_given_two_wordings():
    tree = ast.parse(Path(phrases.__file__).read_text("utf-8"))
    targets = [t for n in tree.body if isinstance(n, ast.Assign) for t in n.targets]
    targets += [n.target for n in tree.body if isinstance(n, ast.AnnAssign)]
    names = [name.id for t in targets for name in ast.walk(t) if isinstance(name, ast.Name)]
    assert len(names) == len(set(names)) > 100


def test_a_picture_has_all_the_words_it_speaks():
    assert set(phrases.CHART) == {field.name for field in fields(Words)}


def test_every_refusal_trouble_and_verdict_has_its_words():
    assert set(phrases.REASONS) == set(Reason)
    assert set(phrases.TROUBLES) == {trouble.value for trouble in Trouble}
    assert set(phrases.VERDICTS) == set(Verdict)
    assert set(phrases.FLAWS) == set(Flaw)
    assert set(phrases.KINDS) == set(Kind)
    assert set(phrases.POLICIES) == set(Policy)


@pytest.mark.parametrize(
    "sentence", [*phrases.REASONS.values(), *phrases.TROUBLES.values(), *phrases.FLAWS.values()]
)
def test_an_error_ends_by_asking_for_something(sentence):
    assert sentence.endswith(("주세요.", "합니다.", "않았습니다."))


@pytest.mark.parametrize(
    ("minutes", "said"), [(15, "15분"), (60, "1시간"), (90, "90분"), (1440, "1일"), (2880, "2일")]
)
def test_a_stretch_of_time_is_said_in_its_largest_whole_unit(minutes, said):
    assert phrases.every(timedelta(minutes=minutes)) == said
