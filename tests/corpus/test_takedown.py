"""What somebody asked to be taken down is gone, and does not come back."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import run
from bot.phrases import keeping as words
from bot.phrases.errors import REASONS
from corpus.blocklist import NotBlockableError, named, names
from corpus.cleaning import clean
from corpus.database import Engine, connect, migrate, reading, writing
from corpus.documents import read
from corpus.ingest import Outcome, ingest
from corpus.novelty import Verdict
from corpus.refusal import Reason
from corpus.tables import entries
from corpus.takedown import TakenDown, is_blocked, let_in, listed, take_down
from tests.corpus.driver import analyse, everything, found

NOW = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
SECRET = "수달이 하천에 돌아왔다."


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = connect(f"sqlite:///{tmp_path}/kept.db")
    migrate(made)
    yield made
    made.dispose()


def record(n: int, url: str | None, text: str = SECRET, **more: str) -> dict[str, object]:
    return {"text": f"{n}번 소식\n\n{n}번 마을의 {text} 주민 {n}명이 반겼다.", "url": url} | more


def take(engine: Engine, folder: Path, *records: dict[str, object]) -> list[Outcome]:
    file = folder / "list.jsonl"
    file.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records))
    return list(ingest([file], engine, read, analyse, now=NOW))


def left(engine: Engine) -> list[str | None]:
    with reading(engine) as connection:
        return [stored.article.headline for stored in everything(connection)]


def everywhere(database: Path) -> str:
    """All texts of all tables of the corpus, the vocabularies of its indexes with them."""
    with sqlite3.connect(database) as raw:
        names = ("articles", "analyses", "revisions", "entries", "sketches")
        texts = [str(raw.execute(f"SELECT * FROM {name}").fetchall()) for name in names]
        for name in ("terms", "words"):
            raw.execute(f"CREATE VIRTUAL TABLE temp.v_{name} USING fts5vocab(main, {name}, row)")
            texts.append(str(raw.execute(f"SELECT term FROM temp.v_{name}").fetchall()))
    raw.close()
    return "".join(texts)


def test_an_address_is_taken_down_with_all_its_words(tmp_path: Path, engine: Engine) -> None:
    take(
        engine, tmp_path,
        record(1, "https://gaon.example/news/1", author="김하나"),
        record(2, "https://gaon.example/news/2", "까치가 왔다."),
    )  # fmt: skip
    take(engine, tmp_path, record(1, "https://gaon.example/news/1", SECRET + " 다시 왔다."))
    done = take_down(engine, "http://GAON.example/news/1?utm_source=x#top", NOW)
    assert done == TakenDown("https://gaon.example/news/1", (1,))
    assert left(engine) == ["2번 소식"]
    assert "수달" not in everywhere(tmp_path / "kept.db")
    assert "까치" in everywhere(tmp_path / "kept.db")
    with reading(engine) as connection:
        assert found(connection, "수달이", ["수달이"]) == []
        assert [hit.id for hit in found(connection, "까치가", ["까치가"])] == [2]
        assert [hit.id for hit in found(connection, "기간:2026", [])] == [2]


def test_a_domain_is_taken_down_with_all_below_it_and_nothing_beside_it(
    tmp_path: Path, engine: Engine
) -> None:
    take(
        engine, tmp_path,
        record(1, "https://gaon.example/a"), record(2, "https://www.gaon.example/b"),
        record(3, "http://m.gaon.example:8080/c"), record(4, "https://notgaon.example/d"),
        record(5, "https://gaon.example.com/e"), record(6, None),
        record(7, "https://other.example/?from=gaon.example"), record(8, "https://GAON.example./"),
    )  # fmt: skip
    assert take_down(engine, "www.gaon.example", NOW) == TakenDown("gaon.example", (1, 2, 3, 8))
    assert left(engine) == [f"{n}번 소식" for n in (4, 5, 6, 7)]


def test_a_korean_domain_is_one_in_both_its_forms(tmp_path: Path, engine: Engine) -> None:
    take(
        engine,
        tmp_path,
        record(1, "https://가온.example/a"),
        record(2, "https://xn--o39a190c.example/b"),
    )
    assert named("가온.example") == named("xn--o39a190c.example") == "xn--o39a190c.example"
    assert take_down(engine, "가온.example", NOW).articles == (1, 2)


def test_what_was_taken_down_is_refused_by_address_and_held_by_text(
    tmp_path: Path, engine: Engine
) -> None:
    one = record(1, "https://gaon.example/news/1")
    take(engine, tmp_path, one)
    take_down(engine, "gaon.example", NOW)
    take_down(engine, "gaon.example", NOW)
    (again,) = take(engine, tmp_path, one)
    assert (again.verdict, again.reason) == (Verdict.FAILED, Reason.BLOCKED)
    (other,) = take(engine, tmp_path, record(9, "https://m.gaon.example/news/9"))
    assert other.reason is Reason.BLOCKED
    (copied,) = take(engine, tmp_path, one | {"url": None})
    assert copied.verdict is Verdict.HELD, "the same text, come by another way, does not return"
    assert left(engine) == []
    with reading(engine) as connection:
        assert listed(connection) == ["gaon.example"]


def test_what_is_let_in_again_takes_its_old_place(tmp_path: Path, engine: Engine) -> None:
    one = record(1, "https://gaon.example/news/1")
    take(engine, tmp_path, one)
    take_down(engine, "gaon.example", NOW)
    assert let_in(engine, "https://gaon.example/") == "gaon.example"
    assert let_in(engine, "gaon.example") is None
    (again,) = take(engine, tmp_path, one)
    assert (again.verdict, again.key) == (Verdict.CHANGED, "https://gaon.example/news/1")
    with reading(engine) as connection:
        (stored,) = everything(connection)
        assert (stored.id, stored.article.headline) == (1, "1번 소식")
        assert [hit.id for hit in found(connection, "수달이", ["수달이"])] == [1]
    assert take(engine, tmp_path, one)[0].verdict is Verdict.HELD
    assert take_down(engine, "gaon.example", NOW).articles == (1,)
    assert "수달" not in everywhere(tmp_path / "kept.db")


def test_a_shortened_text_is_taken_down_as_well(tmp_path: Path, engine: Engine) -> None:
    take(engine, tmp_path, record(1, "https://gaon.example/news/1"))
    clean(engine, timedelta(0), NOW + timedelta(days=1))
    take_down(engine, "https://gaon.example/news/1", NOW)
    assert "수달" not in everywhere(tmp_path / "kept.db")
    assert clean(engine, timedelta(0), NOW + timedelta(days=1)).articles == 0


def test_a_text_that_is_blocked_while_it_is_analysed_is_not_kept(
    tmp_path: Path, engine: Engine
) -> None:
    file = tmp_path / "list.jsonl"
    file.write_text(json.dumps(record(1, "https://gaon.example/news/1")))

    def slow(article):
        take_down(engine, "gaon.example", NOW)
        return analyse(article)

    (outcome,) = ingest([file], engine, read, slow, now=NOW)
    assert outcome.reason is Reason.BLOCKED
    assert left(engine) == []


def test_entries_that_wait_from_there_wait_no_more(tmp_path: Path, engine: Engine) -> None:
    values = {
        "source": "https://gaon.example/rss", "headline": SECRET, "given": SECRET,
        "fingerprint": "x", "stage": "waiting", "tries": 0, "next_at": NOW, "seen_at": NOW,
        "changed_at": NOW,
    }  # fmt: skip
    with writing(engine) as connection:
        for n, address in enumerate(["https://m.gaon.example/1", "https://notgaon.example/1"]):
            connection.execute(entries.insert(), values | {"key": str(n), "address": address})
    take_down(engine, "gaon.example", NOW)
    with reading(engine) as connection:
        rows = connection.exec_driver_sql(
            "SELECT stage, reason, headline, given, next_at IS NULL FROM entries ORDER BY id"
        ).all()
    assert rows == [("aside", "blocked", None, None, 1), ("waiting", None, SECRET, SECRET, 0)]


def test_many_articles_are_taken_down_in_small_steps(tmp_path: Path, engine: Engine) -> None:
    many = [record(n, f"https://gaon.example/{n}") for n in range(250)]
    take(engine, tmp_path, *many)
    assert len(take_down(engine, "gaon.example", NOW).articles) == 250
    assert left(engine) == []


@pytest.mark.parametrize(
    "what",
    ["", "gaon", "co.kr", "www.co.kr", "seoul.kr", "com.au", "kr", ".", "127.0.0.1", "::1",
     "http://", "https://localhost/a", "ftp://gaon.example/a", "gaon..example", "-a.example",
     "%", "_.example", "a b.example", "https://[::1/a", "\0.example"],
)  # fmt: skip
def test_what_nobody_may_block_is_refused(what: str) -> None:
    with pytest.raises(NotBlockableError):
        named(what)


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("gaon.example/", "gaon.example"),
        (" https://WWW.gaon.example ", "gaon.example"),
        ("news.gaon.co.kr", "news.gaon.co.kr"),
        ("gaon.example/news/1/", "https://gaon.example/news/1"),
        ("http://gaon.example?id=1", "https://gaon.example?id=1"),
    ],
)
def test_the_front_page_is_the_site_and_all_else_an_address(what: str, name: str) -> None:
    assert named(what) == name


def test_an_address_is_blocked_by_itself_and_by_every_domain_above_it() -> None:
    assert names("https://a.gaon.co.kr/news?id=1&utm_source=x") == [
        "https://a.gaon.co.kr/news?id=1", "a.gaon.co.kr", "gaon.co.kr", "co.kr",
    ]  # fmt: skip
    for nothing in (None, "", "a.txt", "https://", "mailto:a@gaon.example", "https://[::1"):
        assert names(nothing) == []


def test_nothing_is_blocked_at_first(engine: Engine) -> None:
    with reading(engine) as connection:
        assert not is_blocked(connection, "https://gaon.example/1")
        assert not is_blocked(connection, None)


def test_the_commands_block_and_let_in_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AI_KOREA_DATABASE_URL", f"sqlite:///{tmp_path}/kept.db")
    monkeypatch.chdir(tmp_path)
    engine = connect(f"sqlite:///{tmp_path}/kept.db")
    migrate(engine)
    take(engine, tmp_path, record(1, "https://gaon.example/1"))
    engine.dispose()
    assert run(["block", "gaon.example"]) == 0
    assert capsys.readouterr().out.strip() == words.blocked("gaon.example", 1)
    assert run(["ingest", "list.jsonl"]) == 1
    assert REASONS[Reason.BLOCKED] in capsys.readouterr().out
    assert run(["unblock", "gaon.example"]) == 0
    assert run(["unblock", "gaon.example"]) == 2
    assert run(["block", "co.kr"]) == 2
    assert words.NO_BLOCKABLE in capsys.readouterr().err
    assert run(["ingest", "list.jsonl"]) == 0
