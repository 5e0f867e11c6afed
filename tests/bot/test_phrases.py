"""Everything that can be said is said, in Korean, and says what to do."""

import ast
import re
from collections import Counter
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from bot import phrases
from bot.phrases import chat, errors, figuring, sourcing
from corpus import following
from corpus.database import Trouble
from corpus.novelty import Verdict
from corpus.refusal import Reason
from corpus.sources import Flaw, Kind, Policy
from summaries.charts import Words

PACKAGE = Path(phrases.__file__).parent
# What is said of files alone, which no chat has.
OF_FILES = {Reason.BAD_RECORD}
PAGE = PACKAGE.parent / "digest.html"

MODULES = {path.stem: ast.parse(path.read_text("utf-8")) for path in PACKAGE.glob("*.py")}


def named(tree):
    """The names that a module gives to what is said."""
    targets = [t for n in tree.body if isinstance(n, ast.Assign) for t in n.targets]
    targets += [n.target for n in tree.body if isinstance(n, ast.AnnAssign)]
    names = [name.id for t in targets for name in ast.walk(t) if isinstance(name, ast.Name)]
    return names + [n.name for n in tree.body if isinstance(n, ast.FunctionDef)]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_nothing_is_given_two_wordings(module):
    names = named(MODULES[module])
    assert len(names) == len(set(names)) > 1


def test_no_sentence_is_written_twice():
    said = Counter(
        node.value
        for tree in MODULES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 15
    )
    assert [text for text, times in said.items() if times > 1 and text[0] != " "] == []
    assert len(said) > 300


def spoken(tree):
    """What a module says, as pairs of a module of phrases and a name."""
    called = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in {"bot", "bot.phrases"}
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield called.get(node.value.id, ""), node.attr


def test_whatever_can_be_said_is_said_by_somebody():
    code = [path.read_text("utf-8") for path in PACKAGE.parent.rglob("*.py")]
    used = {pair for text in code for pair in spoken(ast.parse(text))}
    used |= {("phrases", name) for name in re.findall(r"say\.(\w+)", PAGE.read_text("utf-8"))}
    for module, tree in MODULES.items():
        inside = Counter(re.findall(r"\w+", ast.unparse(tree)))
        package = "phrases" if module == "__init__" else module
        assert not [n for n in named(tree) if (package, n) not in used and inside[n] < 2]


def test_a_picture_has_all_the_words_it_speaks():
    assert set(figuring.CHART) == {field.name for field in fields(Words)}


def test_every_refusal_trouble_and_verdict_has_its_words():
    assert set(errors.REASONS) == set(Reason)
    assert set(errors.TROUBLES) == {trouble.value for trouble in Trouble}
    assert set(phrases.VERDICTS) == set(Verdict)
    assert set(errors.FLAWS) == set(Flaw)
    assert set(sourcing.KINDS) == set(Kind)
    assert set(sourcing.POLICIES) == set(Policy)


@pytest.mark.parametrize(
    "sentence", [*errors.REASONS.values(), *errors.TROUBLES.values(), *errors.FLAWS.values()]
)
def test_an_error_ends_by_asking_for_something(sentence):
    assert sentence.endswith(("주세요.", "합니다.", "않았습니다."))


@pytest.mark.parametrize(
    ("minutes", "said"), [(15, "15분"), (60, "1시간"), (90, "90분"), (1440, "1일"), (2880, "2일")]
)
def test_a_stretch_of_time_is_said_in_its_largest_whole_unit(minutes, said):
    assert sourcing.every(timedelta(minutes=minutes)) == said


@pytest.mark.parametrize("code", [*following.Trouble, *Reason])
def test_a_chat_is_told_of_no_command_line(code):
    for said in (chat.trouble(code), chat.trouble(f"refused:{code}")):
        assert not re.search(r"ai-korea|--|AI_KOREA|README", said) or code in OF_FILES


def test_a_chat_is_refused_without_a_word_of_the_command_line():
    said = [chat.REFUSED.get(reason, errors.REASONS[reason]) for reason in set(Reason) - OF_FILES]
    assert not re.search(r"ai-korea|--|AI_KOREA|README", " ".join(said))
