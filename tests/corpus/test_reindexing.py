"""The index made anew: by the migration of an older store, and by the command."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from corpus import reindexing, store
from corpus.article import Article
from corpus.database import Engine, connect, migrate, reading, writing
from corpus.novelty import Form, Key
from tests.corpus.driver import analyse, found

NOW = datetime(2026, 3, 5, tzinfo=UTC)
ARTICLE = Article("가상전자가 웨이퍼를 늘린다.", "美 웨이퍼 공급", publisher="한빛경제")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = connect(f"sqlite:///{tmp_path}/briefing.db")
    yield made
    made.dispose()


def upgrade(engine: Engine, step: str) -> None:
    config = Config()
    config.set_main_option("script_location", "corpus:migrations")
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, step)


def test_a_store_of_the_older_form_keeps_its_articles_and_can_be_looked_up(engine: Engine) -> None:
    upgrade(engine, "0002")
    packed = zlib.compress("웨이퍼 공급\n가상전자 웨이퍼 늘리".encode(), 1)
    with writing(engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO articles (id, key, key_form, headline, publisher, body, fingerprint,"
            " revision, added_at, changed_at) VALUES (7, 'a', 'id', ?, '한빛경제', ?, 'f', 1,"
            " '2026-03-05 00:00:00.000000', '2026-03-05 00:00:00.000000')",
            (ARTICLE.headline, ARTICLE.body),
        )
        connection.exec_driver_sql(
            "INSERT INTO analyses (article, spans, findings, terms)"
            " VALUES (7, '[[0, 15]]', '{}', ?)",
            (packed,),
        )
        connection.exec_driver_sql(
            "INSERT INTO terms (rowid, headline, body)"
            " VALUES (7, '웨이퍼 공급', '가상전자 웨이퍼 늘리')"
        )
    migrate(engine)
    with writing(engine) as connection:
        for typed in ("웨이퍼", "가상전", "미국 웨이퍼", "웨이퍼 매체:한빛"):
            (hit,) = found(connection, typed, typed.split())
            assert (hit.key, hit.snippet) == ("a", ARTICLE.body)
        # What the migration put in can be taken out again.
        store.add(connection, Article("로봇이 왔다.", "로봇"), Key("a", Form.ID), analyse(
            Article("로봇이 왔다.", "로봇")), NOW)  # fmt: skip
        assert found(connection, "웨이퍼", ["웨이퍼"]) == []
        connection.exec_driver_sql("INSERT INTO terms (terms) VALUES ('integrity-check')")


def test_articles_are_found_by_new_terms_once_the_index_is_made_anew(engine: Engine) -> None:
    migrate(engine)
    with writing(engine) as connection:
        for n in range(70):
            article = Article(f"{n}번 공장이 웨이퍼를 늘린다.", f"{n}번 소식")
            store.add(connection, article, Key(str(n), Form.ID), analyse(article), NOW)
    assert reindexing.count(engine) == 70
    done = list(reindexing.run(engine, lambda _, body: (["새말"], body.split())))
    assert done == list(range(1, 71))
    with reading(engine) as connection:
        assert len(found(connection, "새말", ["새말"], 1000)) == 70
        connection.exec_driver_sql("SELECT 1")


def test_an_article_that_changes_meanwhile_keeps_the_terms_of_its_new_text(engine: Engine) -> None:
    migrate(engine)
    old, new = Article("옛 문장이다.", "옛 제목"), Article("새 문장이다.", "새 제목")
    with writing(engine) as connection:
        store.add(connection, old, Key("a", Form.ID), analyse(old), NOW)

    def slow(_: str | None, body: str) -> tuple[list[str], list[str]]:
        with writing(engine) as connection:
            store.add(connection, new, Key("a", Form.ID), analyse(new), NOW)
        return ["옛"], body.split()

    assert list(reindexing.run(engine, slow)) == [1]
    with reading(engine) as connection:
        assert found(connection, "옛", ["옛"]) == []
        assert [hit.key for hit in found(connection, "새", ["새"])] == ["a"]
