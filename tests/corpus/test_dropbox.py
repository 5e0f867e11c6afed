"""Dropped files: taken once they are at rest, kept, put away, and never read from elsewhere."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.phrases.errors import REASONS
from corpus.article import Article
from corpus.database import Engine, connect, migrate, reading
from corpus.documents import Document, read
from corpus.dropbox import Box, expire, of_publisher, take
from corpus.ingest import Outcome
from corpus.novelty import Verdict
from corpus.refusal import Reason
from corpus.store import Analysis
from tests.corpus.driver import everything
from tests.corpus.drops import NOW, TODAY, below, quick, text, turn


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = connect(f"sqlite:///{tmp_path}/dropped.db")
    migrate(made)
    yield made
    made.dispose()


@pytest.fixture
def box(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def headlines(engine: Engine) -> list[str | None]:
    with reading(engine) as connection:
        return [stored.article.headline for stored in everything(connection)]


def verdicts(outcomes: list[Outcome]) -> list[tuple[str, str | None]]:
    return [(o.verdict.value, o.reason and o.reason.value) for o in outcomes]


def ways(engine: Engine) -> list[tuple[str, str | None, int, bool]]:
    with reading(engine) as connection:
        query = "SELECT stage, reason, tries, article IS NOT NULL FROM entries ORDER BY id"
        return [
            (stage, reason, tries, bool(known))
            for stage, reason, tries, known in connection.exec_driver_sql(query)
        ]


def test_a_file_is_kept_and_put_away_under_the_day(box: Path, engine: Engine) -> None:
    (box / "a.txt").write_text(text(1))
    assert verdicts(turn(box, engine)) == [("new", None)]
    assert headlines(engine) == ["가상전자 1호 소식"]
    assert below(box) == [f"done/{TODAY}/a.txt"]
    assert ways(engine) == [("kept", None, 0, True)]
    assert turn(box, engine) == []


def test_a_file_is_given_two_looks_some_seconds_apart(box: Path, engine: Engine) -> None:
    (box / "a.txt").write_text(text(1))
    waited: list[float] = []
    turn(box, engine, waited.append)
    assert waited == [2.0]


def test_an_empty_folder_costs_no_wait(box: Path, engine: Engine) -> None:
    waited: list[float] = []
    assert turn(box, engine, waited.append) == [] == waited


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path, engine: Engine) -> None:
    assert turn(tmp_path / "nowhere", engine) == []


def test_a_file_that_grows_between_the_looks_is_left_alone(box: Path, engine: Engine) -> None:
    file = box / "a.txt"
    file.write_text(text(1))
    assert turn(box, engine, lambda _: _appended(file)) == []
    assert (below(box), headlines(engine)) == (["a.txt"], [])
    assert verdicts(turn(box, engine)) == [("new", None)]
    assert below(box) == [f"done/{TODAY}/a.txt"]


def _appended(file: Path) -> None:
    with file.open("a") as opened:
        opened.write("한 문장이 더 붙는다.\n")


def test_a_file_that_somebody_holds_open_is_left_and_not_counted(box: Path, engine: Engine) -> None:
    with (box / "a.txt").open("w") as file:
        file.write(text(1))
        file.flush()
        for _ in range(5):
            assert turn(box, engine) == []
        assert ways(engine) == [("trying", None, 0, False)]
    assert verdicts(turn(box, engine)) == [("new", None)]


def test_a_file_that_vanishes_between_the_looks_is_nothing(box: Path, engine: Engine) -> None:
    (box / "a.txt").write_text(text(1))
    assert turn(box, engine, lambda _: (box / "a.txt").unlink()) == []


def test_a_file_that_vanishes_before_it_is_read_is_nothing(box: Path, engine: Engine) -> None:
    (box / "a.txt").write_text(text(1))
    (box / "b.txt").write_text(text(2))

    def stealing(document: Document) -> Article:
        (box / "b.txt").unlink(missing_ok=True)
        return read(document)

    assert verdicts(turn(box, engine, read=stealing)) == [("new", None)]
    assert below(box) == [f"done/{TODAY}/a.txt"]


def test_a_file_that_is_replaced_while_it_is_read_is_read_again(box: Path, engine: Engine) -> None:
    (box / "a.txt").write_text(text(1))

    def replacing(article: Article) -> Analysis:
        (box / "new").write_text(text(2))
        (box / "new").rename(box / "a.txt")
        return quick(article)

    assert verdicts(turn(box, engine, analyse=replacing)) == [("new", None)]
    assert below(box) == ["a.txt"], "what nobody has read is not put away"
    turn(box, engine)
    assert below(box) == [f"done/{TODAY}/a.txt"]
    assert (box / "done" / TODAY / "a.txt").read_text() == text(2)
    assert "가상전자 2호 소식" in headlines(engine)


def test_a_text_that_is_held_is_put_away_too(box: Path, engine: Engine) -> None:
    (box / "a.txt").write_text(text(1))
    turn(box, engine)
    (box / "b.txt").write_text(text(1))
    assert verdicts(turn(box, engine)) == [("held", None)]
    assert below(box) == [f"done/{TODAY}/a.txt", f"done/{TODAY}/b.txt"]
    assert ways(engine)[1] == ("held", None, 0, True)


def test_files_of_one_name_get_numbers_and_none_is_lost(box: Path, engine: Engine) -> None:
    for n in range(3):
        (box / "a.txt").write_text(text(n))
        turn(box, engine)
    put = box / "done" / TODAY
    assert below(put) == ["a (2).txt", "a (3).txt", "a.txt"]
    for n in range(4, 50):
        (put / f"a ({n}).txt").write_text(text(n))
    (box / "a.txt").write_text(text(3))
    turn(box, engine)
    assert len(below(put)) == 50
    assert {(put / name).read_text() for name in below(put)} == set(map(text, range(50)))


def test_a_file_without_an_article_is_set_aside_with_one_sentence(
    box: Path, engine: Engine
) -> None:
    (box / "b.txt").write_text(" \n")
    (box / "c.pdf").write_bytes(b"%PDF-1.7")
    assert verdicts(turn(box, engine)) == [("failed", "empty"), ("failed", "unknown_type")]
    aside = box / "failed" / TODAY
    assert below(aside) == ["b.txt", "b.txt.reason.txt", "c.pdf", "c.pdf.reason.txt"]
    assert (aside / "b.txt.reason.txt").read_text() == REASONS[Reason.EMPTY] + "\n"
    assert ways(engine) == [("aside", "empty", 0, False), ("aside", "unknown_type", 0, False)]


def test_hidden_and_partial_files_are_passed_over(box: Path, engine: Engine) -> None:
    names = [".a.txt", "a.txt.part", "b.tmp", "c.txt.CRDOWNLOAD", "~$d.txt", "e.txt.reason.txt"]
    for name in names:
        (box / name).write_text(text(1))
    assert turn(box, engine) == []
    assert below(box) == sorted(names)


def test_folders_in_the_folder_are_taken_too(box: Path, engine: Engine) -> None:
    deep = box / "2026" / "03"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(text(1))
    (box / "done.txt").mkdir()
    (box / "done.txt" / "b.txt").write_text(text(2))
    assert verdicts(turn(box, engine)) == [("new", None)] * 2
    assert below(box) == [f"done/{TODAY}/a.txt", f"done/{TODAY}/b.txt"]


def records(*texts: str) -> str:
    return "\n".join(json.dumps({"id": n, "text": one}) for n, one in enumerate(texts)) + "\n"


def test_a_list_with_some_bad_lines_is_done_and_tells_which(box: Path, engine: Engine) -> None:
    (box / "list.jsonl").write_text(records(text(1), text(2)) + "{broken\n" + records(""))
    assert [v for v, _ in verdicts(turn(box, engine))] == ["new", "new", "failed", "failed"]
    assert below(box) == [f"done/{TODAY}/list.jsonl", f"done/{TODAY}/list.jsonl.reason.txt"]
    told = (box / "done" / TODAY / "list.jsonl.reason.txt").read_text().splitlines()
    assert told == [
        f"{box}/list.jsonl:3: {REASONS[Reason.BAD_RECORD]}",
        f"{box}/list.jsonl:4: {REASONS[Reason.EMPTY]}",
    ]
    assert ways(engine) == [("kept", None, 0, False)]


def test_a_list_that_names_a_file_that_is_not_there_does_not_wait_for_it(
    box: Path, engine: Engine
) -> None:
    (box / "list.jsonl").write_text(records(text(1)) + '{"id": 9, "path": "nothing.txt"}')
    assert verdicts(turn(box, engine)) == [("new", None), ("failed", "missing")]
    assert below(box) == [f"done/{TODAY}/list.jsonl", f"done/{TODAY}/list.jsonl.reason.txt"]


def test_a_list_of_nothing_but_bad_lines_is_set_aside(box: Path, engine: Engine) -> None:
    (box / "list.jsonl").write_text("{broken\n[]\n")
    turn(box, engine)
    told = (box / "failed" / TODAY / "list.jsonl.reason.txt").read_text().splitlines()
    assert len(told) == 2 and all(REASONS[Reason.BAD_RECORD] in line for line in told)


def test_a_list_is_read_before_the_files_that_it_names(box: Path, engine: Engine) -> None:
    (box / "a.txt").write_text(text(1))
    (box / "list.jsonl").write_text(json.dumps({"id": 7, "path": "a.txt", "publisher": "가상일보"}))
    assert [o.verdict for o in turn(box, engine)] == [Verdict.NEW, Verdict.HELD]
    with reading(engine) as connection:
        assert [s.article.publisher for s in everything(connection)] == ["가상일보"]
    assert below(box) == [f"done/{TODAY}/a.txt", f"done/{TODAY}/list.jsonl"]


def test_articles_of_a_source_get_its_publisher_where_they_name_none(
    box: Path, engine: Engine
) -> None:
    (box / "a.txt").write_text(text(1))
    (box / "b.jsonl").write_text(json.dumps({"text": text(2), "publisher": "다른일보"}))
    turn(box, engine, read=of_publisher(read, "가상일보"))
    with reading(engine) as connection:
        found = {s.article.headline: s.article.publisher for s in everything(connection)}
    assert found == {"가상전자 1호 소식": "가상일보", "가상전자 2호 소식": "다른일보"}


@pytest.mark.parametrize("name", ["done", "failed"])
@pytest.mark.parametrize("kind", ["link", "file"])
def test_nothing_is_taken_where_it_could_not_be_put_away(
    box: Path, engine: Engine, name: str, kind: str
) -> None:
    outside = box.parent / "outside"
    outside.mkdir()
    (box / name).symlink_to(outside) if kind == "link" else (box / name).write_text("x")
    (box / "a.txt").write_text(text(1))
    assert turn(box, engine) == [Outcome(f"{box}/{name}", Verdict.FAILED, Reason.UNMOVABLE)]
    assert list(outside.iterdir()) == [] == headlines(engine)
    assert (box / "a.txt").read_text() == text(1)


def test_a_day_that_is_a_link_is_not_put_into(box: Path, engine: Engine) -> None:
    outside = box.parent / "outside"
    outside.mkdir()
    (box / "done").mkdir()
    (box / "done" / TODAY).symlink_to(outside)
    (box / "a.txt").write_text(text(1))
    assert verdicts(turn(box, engine)) == [("new", None), ("failed", "unmovable")]
    assert list(outside.iterdir()) == []
    assert (box / "a.txt").exists()
    (box / "done" / TODAY).unlink()
    assert verdicts(turn(box, engine)) == [("held", None)], "mended, it is only put away"
    assert below(box) == [f"done/{TODAY}/a.txt"]


def test_a_file_that_always_fails_is_tried_three_times_beside_sound_ones(
    box: Path, engine: Engine
) -> None:
    (box / "a.txt").write_text(text(1))
    (box / "poison.txt").write_text(text(666))

    def poisoned(article: Article) -> Analysis:
        if "666" in article.body:
            raise ArithmeticError
        return quick(article)

    found = [verdicts(turn(box, engine, analyse=poisoned)) for _ in range(4)]
    assert found == [
        [("new", None), ("failed", "internal")],
        [("failed", "internal")],
        [("failed", "internal")],
        [],
    ]
    assert below(box / "failed") == [f"{TODAY}/poison.txt", f"{TODAY}/poison.txt.reason.txt"]
    told = (box / "failed" / TODAY / "poison.txt.reason.txt").read_text()
    assert told == REASONS[Reason.POISON] + "\n"
    assert ways(engine)[1] == ("aside", "poison", 0, False)


def test_a_file_that_is_written_anew_is_tried_anew(box: Path, engine: Engine) -> None:
    def poisoned(article: Article) -> Analysis:
        raise ArithmeticError

    (box / "a.txt").write_text(text(1))
    for _ in range(2):
        turn(box, engine, analyse=poisoned)
    (box / "a.txt").write_text(text(2) + "고쳐 썼다.\n")
    turn(box, engine, analyse=poisoned)
    assert below(box) == ["a.txt"]
    assert verdicts(turn(box, engine)) == [("new", None)]


def test_a_turn_that_is_stopped_is_held_against_no_file(box: Path, engine: Engine) -> None:
    for n in range(3):
        two = (json.dumps({"text": text(10 * n + k)}) for k in range(2))
        (box / f"{n}.jsonl").write_text("\n".join(two))
    watched = Box(box, sleep=lambda _: None)
    for _ in range(4):
        outcomes = take(watched, engine, read, quick, now=NOW)
        next(outcomes)
        outcomes.close()
    assert {tries for _, _, tries, _ in ways(engine)} == {0}
    turn(box, engine)
    assert len(below(box / "done")) == 3 and len(headlines(engine)) == 6


def test_what_was_put_away_long_ago_is_deleted_and_nothing_else(tmp_path: Path, box: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("바깥")
    for day in ("2025-11-01", "2026-01-01", "2026-03-01", "내 폴더", "2026-13-40"):
        for name in ("done", "failed"):
            (box / name / day).mkdir(parents=True)
            (box / name / day / "a.txt").write_text("글")
    (box / "done" / "2025-11-01" / "link.txt").symlink_to(outside)
    (box / "done" / "2025-10-01").symlink_to(tmp_path)
    (box / "failed" / "2026-01-01" / "a.txt.reason.txt").write_text("까닭")
    assert expire(box, timedelta(days=90), NOW) == 4
    assert sorted(p.name for p in (box / "done").iterdir()) == [
        "2025-10-01", "2026-01-01", "2026-03-01", "2026-13-40", "내 폴더",
    ]  # fmt: skip
    assert sorted(p.name for p in (box / "failed").iterdir()) == [
        "2026-03-01", "2026-13-40", "내 폴더",
    ]  # fmt: skip
    assert outside.read_text() == "바깥"
    assert expire(tmp_path / "nowhere", timedelta(days=90), NOW) == 0
