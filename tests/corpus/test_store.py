"""Articles in and out of SQL."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from corpus import store
from corpus.article import KST, Article
from corpus.database import Connection, Engine, connect, migrate, reading, writing
from corpus.novelty import Form, Key, identify
from corpus.record import Scalar
from corpus.store import Analysis
from tests.corpus import driver
from tests.corpus.driver import analyse, everything

NOW = datetime(2026, 3, 5, 0, 0, tzinfo=UTC)
BODY = "가상전자가 새 반도체 공장을 짓는다.\n\n투자액은 3조 원이다."
ARTICLE = Article(
    BODY,
    "가상전자, 공장 신설",
    "김하나",
    "가상일보",
    datetime(2026, 3, 4, 7, 30, tzinfo=KST),
    "https://example.com/news/1?utm_source=x",
)


def key(text: str) -> Key:
    return Key(text, Form.ID)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = connect(f"sqlite:///{tmp_path}/briefing.db")
    migrate(made)
    return made


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with writing(engine) as opened:
        yield opened


def found(connection: Connection, query: str) -> list[object]:
    return [hit.key for hit in driver.found(connection, query, query.lower().split())]


def keys(rows: Iterable[store.Stored]) -> list[object]:
    return [row.key for row in rows]


def test_what_was_added_comes_back_as_it_was(connection: Connection) -> None:
    analysis = analyse(ARTICLE)
    store.add(connection, ARTICLE, key("a"), analysis, NOW)
    (row,) = everything(connection)
    assert (row.key, row.article, row.spans) == ("a", ARTICLE, analysis.spans)
    assert row.findings == {"summary": ["가상전자가 새 반도체 공장을 짓는다."]}
    assert (row.revision, row.added_at, row.changed_at) == (1, NOW, NOW)


@pytest.mark.parametrize(
    "at",
    [
        None,
        date(2026, 3, 2),
        datetime(2026, 3, 2, 7, 30, tzinfo=KST),
        datetime(2026, 3, 1, 22, 30, tzinfo=UTC),
    ],
)
def test_a_time_is_kept_as_far_as_it_is_known(
    connection: Connection, at: datetime | date | None
) -> None:
    store.add(connection, Article(BODY, published_at=at), key("a"), analyse(ARTICLE), NOW)
    (row,) = everything(connection)
    assert row.article.published_at == at
    assert type(row.article.published_at) is type(at)


def test_a_key_that_is_a_number_comes_back_as_one(connection: Connection) -> None:
    identity = identify(ARTICLE, 12, "x.jsonl")
    store.add(connection, ARTICLE, identity.key, analyse(ARTICLE), NOW)
    assert keys(everything(connection)) == [12]
    assert found(connection, "공장") == [12]


def test_a_changed_article_becomes_a_revision_and_the_old_text_is_kept(
    connection: Connection,
) -> None:
    changed = Article(
        "가상전자가 부산에 새 공장을 짓는다.\n\n투자액은 4조 원이다.", "가상전자, 부산행"
    )
    store.add(connection, ARTICLE, key("a"), analyse(ARTICLE), NOW)
    store.add(connection, changed, key("a"), analyse(changed), NOW + timedelta(hours=1))
    (row,) = everything(connection)
    assert row.article.body == changed.body
    assert (row.revision, row.added_at) == (2, NOW)
    assert row.changed_at == NOW + timedelta(hours=1)
    old = connection.exec_driver_sql("SELECT revision, headline, body FROM revisions").one()
    assert old == (1, ARTICLE.headline, BODY)
    (held,) = store.known(connection, identify(ARTICLE, "other", "x"))
    assert identify(ARTICLE, "other", "x").fingerprint in held.fingerprints


def test_the_index_forgets_the_old_text_of_a_changed_article(connection: Connection) -> None:
    changed = Article("완전히 다른 이야기로 바뀌었다.", "새 제목")
    store.add(connection, ARTICLE, key("a"), analyse(ARTICLE), NOW)
    store.add(connection, changed, key("a"), analyse(changed), NOW)
    assert found(connection, "반도체") == []
    assert found(connection, "신설") == []
    assert found(connection, "이야기로") == ["a"]
    for index in ("terms", "words"):
        connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('integrity-check')")
    count = connection.exec_driver_sql("SELECT count(*) FROM terms WHERE terms MATCH '반도체'")
    assert count.scalar_one() == 0


def test_article_analysis_and_index_are_kept_together_or_not_at_all(engine: Engine) -> None:
    bad = Analysis(((0, 3),), ("가상전자",), (), {"score": float("nan")})
    with pytest.raises(ValueError), writing(engine) as connection:
        store.add(connection, ARTICLE, key("a"), bad, NOW)
    with reading(engine) as connection:
        assert store.counts(connection).articles == 0
        assert found(connection, "가상전자") == []


def test_a_mended_body_is_kept_and_another_text_is_not(connection: Connection) -> None:
    torn = Article("나라 에서 공장을 짓는다.")
    mended = Analysis(((0, 13),), ("나라",), (), {}, body="나라에서 공장을 짓는다.")
    store.add(connection, torn, key("a"), mended, NOW)
    (row,) = everything(connection)
    assert row.article.body == "나라에서 공장을 짓는다."
    (held,) = store.known(connection, identify(torn, "other", "x"))
    assert held.key.text == "a"
    forged = Analysis((), (), (), {}, body="나라에서 공장을 닫는다.")
    with pytest.raises(ValueError):
        store.add(connection, torn, key("b"), forged, NOW)


def test_a_period_holds_what_was_published_in_it_oldest_first(connection: Connection) -> None:
    days = {"c": 4, "a": 2, "b": 3, "d": 5}
    for name, day in days.items():
        article = Article(f"{name} 기사이다.", published_at=date(2026, 3, day))
        store.add(connection, article, key(name), analyse(article), NOW)
    undated = Article("날짜가 없는 기사이다.")
    store.add(connection, undated, key("undated"), analyse(undated), NOW)
    first = datetime(2026, 3, 3, tzinfo=KST)
    assert keys(store.between(connection, first, first + timedelta(days=1))) == ["b"]
    assert keys(store.between(connection, first, NOW)) == ["b", "c", "d"]
    assert keys(store.between(connection, NOW, NOW + timedelta(days=1))) == ["undated"]


def test_the_counts_say_what_the_store_holds(connection: Connection) -> None:
    assert store.counts(connection) == store.Counts(0, 0, 0, 0, 0, None, None, None)
    store.add(connection, ARTICLE, key("a"), analyse(ARTICLE), NOW)
    other = Article("다른 기사이다.", publisher="새봄경제")
    store.add(connection, other, key("b"), analyse(other), NOW)
    again = Article("고친 기사이다.", publisher="새봄경제")
    store.add(connection, again, key("b"), analyse(again), NOW)
    published = datetime(2026, 3, 3, 22, 30, tzinfo=UTC)
    assert store.counts(connection) == store.Counts(2, 0, 1, 2, 1, published, published, NOW)


def test_text_that_no_database_holds_is_kept_without_its_broken_parts(
    connection: Connection,
) -> None:
    article = Article(
        "반쪽 \ud83d 글자와 \0 끝.", "제목\0", "이\ud800름", "매\0체", url="https://a.kr/\0"
    )
    store.add(connection, article, key("k"), analyse(article), NOW)
    (row,) = everything(connection)
    assert len(row.article.body) == len(article.body)
    assert row.article.headline == "제목\ufffd"


def test_the_same_address_is_known_in_any_form(connection: Connection) -> None:
    store.add(connection, ARTICLE, key("a"), analyse(ARTICLE), NOW)
    other = Article("전혀 다른 본문이다.", url="http://EXAMPLE.com/news/1#c")
    (held,) = store.known(connection, identify(other, None, "x"))
    assert held.key.text == "a"


def test_a_moment_without_a_zone_is_refused(connection: Connection) -> None:
    naive = Article(BODY, published_at=datetime(2026, 3, 4, 7, 30))
    with pytest.raises(ValueError):
        store.add(connection, naive, key("a"), analyse(naive), NOW)


@pytest.mark.parametrize("given", [True, "True", "true", 1, "1", 1.0])
def test_ids_of_different_types_are_different_ids(connection: Connection, given: Scalar) -> None:
    ids: list[Scalar] = [True, "True", "true", 1, "1", 1.0]
    for n, other in enumerate(ids):
        article = Article(f"{n}번째 기사이다.")
        identity = identify(article, other, "x.jsonl")
        assert store.known(connection, identity) == []
        store.add(connection, article, identity.key, analyse(article), NOW)
    values = [row.key for row in everything(connection)]
    assert sum(type(value) is type(given) and value == given for value in values) == 1
    assert len(values) == 6


def test_former_texts_are_looked_up_only_where_there_are_any(engine: Engine) -> None:
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    corrected = replace(ARTICLE, body=BODY.replace("3조", "4조"))
    with writing(engine) as connection:
        store.add(connection, ARTICLE, key("a"), analyse(ARTICLE), NOW)
        asked.clear()
        store.known(connection, identify(ARTICLE, "a", "x"))
        assert len(asked) == 1
        store.add(connection, corrected, key("a"), analyse(corrected), NOW)
        (held,) = store.known(connection, identify(ARTICLE, "a", "x"))
        assert len(held.fingerprints) == 2


def test_an_article_is_known_with_those_that_came_under_its_path(connection: Connection) -> None:
    for name in ("in/1.txt", "in/1.txt#0f", "in/1.txt.html", "in/10.txt"):
        article = Article(f"{name}의 글이다.")
        store.add(connection, article, Key(name, Form.PATH), analyse(article), NOW)
    chosen = Article("아이디가 경로처럼 생긴 글이다.")
    store.add(connection, chosen, Key("in/1.txt", Form.ID), analyse(chosen), NOW)
    found = store.known(connection, identify(Article("새 글이다."), None, "in/1.txt"))
    assert [held.key for held in found] == [
        Key("in/1.txt", Form.PATH),
        Key("in/1.txt#0f", Form.PATH),
    ]
