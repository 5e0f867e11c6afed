"""Whole texts are kept for a time; what was quoted, figures and the index stay."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import kept, library
from corpus import cleaning, query, reindexing, search, store, topics
from corpus.article import Article
from corpus.cleaning import Cleaned, clean, upkeep
from corpus.database import Connection, Engine, connect, migrate, reading, writing
from corpus.korean import Korean
from corpus.novelty import Form, Key, Verdict, identify, judge
from corpus.ranking import terms
from corpus.shortening import shortened
from corpus.store import Analysis
from summaries.summary import Budget
from tests.corpus.driver import everything

NOW = datetime(2026, 6, 30, 1, 0, tzinfo=UTC)
OLD = NOW - timedelta(days=100)
RETAIN = timedelta(days=90)

LEAD = "한울반도체는 5일 평택에 고대역폭메모리 공장을 짓는다고 밝혔다."
FIGURE = "회사는 이 공장에 3조2000억원을 투자해 2028년부터 양산한다."
# Sentences without figures, of which a summary of three cannot hold all.
GONE = [
    "현장에는 이른 아침부터 안개가 짙게 깔려 있었다.",
    "주민 김모씨는 마을 앞 느티나무가 베일까 걱정한다고 말했다.",
    "시청 관계자는 도로를 넓히는 방안도 살피고 있다고 전했다.",
    "인근 식당가는 손님이 늘 것이라며 반기는 분위기이다.",
    "환경단체는 하천의 수달 서식지를 지켜 달라고 요청했다.",
    "협력사들은 숙소를 구하느라 분주하게 움직이고 있다.",
    "지역 대학은 관련 학과의 실습실을 새로 꾸미기로 했다.",
    "전문가들은 전력과 용수를 어떻게 댈지 지켜보아야 한다고 했다.",
]
BODY = "\n\n".join([LEAD, FIGURE, *GONE])
ARTICLE = Article(
    BODY, "한울반도체, 평택에 HBM 공장", "김하나", "가상일보",
    datetime(2026, 3, 5, 1, 0, tzinfo=UTC), "https://gaon.example/news/1",
)  # fmt: skip


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = connect(f"sqlite:///{tmp_path}/kept.db")
    migrate(made)
    yield made
    made.dispose()


@pytest.fixture
def analyse(language: Korean) -> Callable[[Article], Analysis]:
    return library.analyser(language, Budget())


def add(engine: Engine, article: Article, analysis: Analysis, at: datetime = OLD) -> Verdict:
    """Take an article in as an ingest does."""
    identity = identify(article, None, "a.txt")
    with writing(engine) as connection:
        found = judge(identity, article.body, store.known(connection, identity))
        if found.verdict is not Verdict.HELD:
            store.add(connection, article, found.key, analysis, at)
    return found.verdict


def hits(connection: Connection, language: Korean, typed: str) -> list[search.Hit]:
    asked = query.parse(typed, NOW)
    wanted = search.wanted(asked, lambda text: terms(language.tokens(text)), topics.load())
    return search.find(connection, wanted, NOW)


def stored(engine: Engine) -> list[store.Stored]:
    with reading(engine) as connection:
        return everything(connection)


def test_of_an_old_text_its_quoted_sentences_and_those_of_its_figures_stay(
    engine: Engine, analyse: Callable[[Article], Analysis]
) -> None:
    add(engine, ARTICLE, analyse(ARTICLE))
    (before,) = stored(engine)
    assert clean(engine, RETAIN, NOW) == Cleaned(articles=1)
    (after,) = stored(engine)

    quoted = [one["text"] for one in after.findings["summary"]]
    assert quoted == [one["text"] for one in before.findings["summary"]] != []
    assert FIGURE in after.article.body and set(quoted) <= set(after.article.body.split("\n\n"))
    assert set(after.article.body.split("\n\n")) < set(BODY.split("\n\n"))
    assert after.article.headline == ARTICLE.headline and after.article.url == ARTICLE.url
    assert after.sketch == before.sketch
    assert after.findings["length"] == len(BODY)
    assert kept.item(after) == kept.item(before), "a briefing tells the same of it"
    assert kept.voices([after]) == kept.voices([before])


def test_every_offset_of_a_shortened_text_is_that_of_its_words(
    engine: Engine, analyse: Callable[[Article], Analysis]
) -> None:
    add(engine, ARTICLE, analyse(ARTICLE))
    clean(engine, RETAIN, NOW)
    (after,) = stored(engine)
    body, found = after.article.body, after.findings
    assert [body[a:b] for a, b in after.spans] == [one["text"] for one in found["sentences"]]
    for one in [*found["sentences"], *found["summary"]]:
        assert body[one["start"] : one["end"]] == one["text"]
    assert found["figures"]
    for figure in found["figures"]:
        assert body[figure["start"] : figure["end"]] == figure["surface"]
        assert figure["surface"] in found["sentences"][figure["sentence"]]["text"]


def test_what_is_gone_is_in_no_table(
    tmp_path: Path, engine: Engine, analyse: Callable[[Article], Analysis]
) -> None:
    add(engine, ARTICLE, analyse(ARTICLE))
    clean(engine, RETAIN, NOW)
    (after,) = stored(engine)
    lost = [sentence for sentence in GONE if sentence not in after.article.body]
    assert len(lost) >= 5
    with sqlite3.connect(tmp_path / "kept.db") as raw:
        names = ("articles", "analyses", "revisions", "entries", "quotes", "sketches")
        dump = "".join(str(raw.execute(f"SELECT * FROM {name}").fetchall()) for name in names)
    raw.close()
    assert FIGURE in dump
    assert not [sentence for sentence in lost if sentence in dump]


def test_words_of_a_text_that_is_gone_still_find_it(
    engine: Engine, language: Korean, analyse: Callable[[Article], Analysis]
) -> None:
    other = replace(ARTICLE, body=LEAD.replace("한울", "두루") + "\n\n" + FIGURE, url=None)
    add(engine, ARTICLE, analyse(ARTICLE))
    add(engine, other, analyse(other))
    asked = [
        "느티나무",
        "수달",
        "수달 서식지",
        "하천의 수달은 누가 지키나",
        "안개",
        "한울반도체",
        "HBM",
    ]
    with reading(engine) as connection:
        before = {typed: [hit.id for hit in hits(connection, language, typed)] for typed in asked}
    clean(engine, RETAIN, NOW)
    (after, _) = stored(engine)
    assert "수달" not in after.article.body and "느티나무" not in after.article.body
    with reading(engine) as connection:
        for typed in asked:
            found = hits(connection, language, typed)
            assert [hit.id for hit in found] == before[typed] != [], typed
            assert found[0].snippet in BODY.split("\n\n")
        assert hits(connection, language, "HBM -느티나무 -두루반도체") == []


def test_a_text_of_which_nothing_was_quoted_shows_its_headline_alone(
    engine: Engine, language: Korean, analyse: Callable[[Article], Analysis]
) -> None:
    short = Article("로봇이 마을 잔치에 와서 춤을 추었다.", "춤추는 로봇")
    add(engine, short, analyse(short))
    clean(engine, RETAIN, NOW)
    with reading(engine) as connection:
        (hit,) = hits(connection, language, "잔치")
    assert (hit.headline, hit.snippet) == ("춤추는 로봇", "")


def test_young_texts_are_left_whole_and_old_ones_are_shortened_once(
    engine: Engine, analyse: Callable[[Article], Analysis]
) -> None:
    young = replace(ARTICLE, body=BODY.replace("한울", "두루"), url=None)
    add(engine, ARTICLE, analyse(ARTICLE))
    add(engine, young, analyse(young), NOW - timedelta(days=89))
    assert clean(engine, RETAIN, NOW).articles == 1
    assert stored(engine)[1].article.body == young.body
    before = stored(engine)
    assert clean(engine, RETAIN, NOW) == Cleaned()
    assert stored(engine) == before


def test_a_shortened_text_that_comes_again_is_held(
    engine: Engine, analyse: Callable[[Article], Analysis]
) -> None:
    add(engine, ARTICLE, analyse(ARTICLE))
    clean(engine, RETAIN, NOW)
    assert add(engine, ARTICLE, analyse(ARTICLE), NOW) is Verdict.HELD
    assert add(engine, replace(ARTICLE, url=None), analyse(ARTICLE), NOW) is Verdict.HELD


@pytest.mark.parametrize("headline_only", [False, True])
def test_a_correction_of_a_shortened_text_replaces_it_without_a_ghost(
    engine: Engine, language: Korean, analyse: Callable[[Article], Analysis], headline_only: bool
) -> None:
    first = replace(ARTICLE, body="\n\n".join(GONE)) if headline_only else ARTICLE
    add(engine, first, replace_findings(analyse(first)) if headline_only else analyse(first))
    clean(engine, RETAIN, NOW)
    if headline_only:
        assert stored(engine)[0].article.body == ""
    corrected = replace(first, body=first.body.replace("느티나무", "은행나무"))
    assert add(engine, corrected, analyse(corrected), NOW) is Verdict.CHANGED
    (after,) = stored(engine)
    assert after.article.body == corrected.body and after.revision == 2
    with reading(engine) as connection:
        assert hits(connection, language, "느티나무") == []
        assert len(hits(connection, language, "은행나무")) == 1
    assert terms_in_index(engine) == terms_of_a_fresh_index(engine)


def replace_findings(analysis: Analysis) -> Analysis:
    """The analysis of a text that has nothing to quote."""
    return replace(analysis, findings={**analysis.findings, "summary": [], "figures": []})


def terms_in_index(engine: Engine) -> list[tuple[str, ...]]:
    """Everything that the indexes hold, by the vocabulary tables of FTS5."""
    held: list[tuple[str, ...]] = []
    with writing(engine) as connection:
        for table in ("terms", "words"):
            kind = "instance" if table == "terms" else "row"
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, {table}, {kind})"
            )
            held += map(tuple, connection.exec_driver_sql("SELECT * FROM temp.seen ORDER BY 1, 2"))
            connection.exec_driver_sql("DROP TABLE temp.seen")
    return held


def terms_of_a_fresh_index(engine: Engine) -> list[tuple[str, ...]]:
    """The same of an index into which what is held now was put for the first time."""
    fresh = connect("sqlite://")
    migrate(fresh)
    with reading(engine) as source, writing(fresh) as target:
        rows = source.exec_driver_sql(
            "SELECT id, headline, body, terms FROM articles JOIN analyses ON article = id"
        )
        for identifier, headline, body, packed in rows:
            store.index.keep(target, identifier, store._entry(headline, body, packed))
    held = terms_in_index(fresh)
    fresh.dispose()
    return held


def test_former_texts_are_dropped_and_still_known(
    engine: Engine, analyse: Callable[[Article], Analysis]
) -> None:
    second = replace(ARTICLE, body=BODY.replace("느티나무", "은행나무"))
    add(engine, ARTICLE, analyse(ARTICLE))
    add(engine, second, analyse(second))
    assert clean(engine, RETAIN, NOW) == Cleaned(articles=1, revisions=1)
    with reading(engine) as connection:
        rows = connection.exec_driver_sql("SELECT body, headline FROM revisions").all()
    assert rows == [("", ARTICLE.headline)]
    assert add(engine, ARTICLE, analyse(ARTICLE), NOW) is Verdict.HELD


def test_an_index_that_is_made_anew_keeps_what_it_holds_of_shortened_texts(
    engine: Engine, language: Korean, analyse: Callable[[Article], Analysis]
) -> None:
    young = replace(ARTICLE, body=BODY.replace("한울", "두루"), url=None)
    add(engine, ARTICLE, analyse(ARTICLE))
    add(engine, young, analyse(young), NOW)
    clean(engine, RETAIN, NOW)
    assert reindexing.count(engine) == 1
    assert list(reindexing.run(engine, library.indexer(language))) == [2]
    with reading(engine) as connection:
        assert len(hits(connection, language, "느티나무")) == 2


def test_a_text_that_is_shortened_while_its_terms_are_found_keeps_its_index(
    engine: Engine, language: Korean, analyse: Callable[[Article], Analysis]
) -> None:
    add(engine, ARTICLE, analyse(ARTICLE))
    indexer = library.indexer(language)

    def slow(headline: str | None, body: str) -> tuple[list[str], list[str]]:
        clean(engine, RETAIN, NOW)
        return indexer(headline, body)

    list(reindexing.run(engine, slow))
    with reading(engine) as connection:
        assert len(hits(connection, language, "느티나무")) == 1


def test_a_text_that_changes_meanwhile_is_not_cut(
    engine: Engine, analyse: Callable[[Article], Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    add(engine, ARTICLE, analyse(ARTICLE))
    second = replace(ARTICLE, body=BODY.replace("느티나무", "은행나무"))
    cut = cleaning.shortened

    def slow(*given):
        add(engine, second, analyse(second), NOW)
        return cut(*given)

    monkeypatch.setattr(cleaning, "shortened", slow)
    assert clean(engine, RETAIN, NOW).articles == 0
    assert stored(engine)[0].article.body == second.body


def test_findings_of_another_form_are_carried_along() -> None:
    found = {"summary": ["가."], "figures": [{"sentence": 9}, 7], "other": [1]}
    short = shortened("가. 나.", [(0, 2), (3, 5)], found)
    assert (short.body, short.spans) == ("", ())
    assert short.findings == found | {"length": 5}


def test_many_old_texts_are_shortened_batch_by_batch(engine: Engine) -> None:
    from tests.corpus.driver import SENTENCE

    with writing(engine) as connection:
        for n in range(450):
            body = f"{n}번 공장이 선다. 둘째 문장이다."
            spans = tuple(match.span() for match in SENTENCE.finditer(body))
            found = {"summary": [{"text": body[slice(*spans[0])], "start": 0, "end": spans[0][1]}]}
            analysis = Analysis(spans, (f"{n}번",), (), found)
            store.add(connection, Article(body), Key(str(n), Form.ID), analysis, OLD)
    assert clean(engine, RETAIN, NOW).articles == 450
    upkeep(engine)
    upkeep(engine)
    assert {s.article.body.partition(".")[2] for s in stored(engine)} == {""}
    with sqlite3.connect(engine.url.database or "") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("SELECT count(*) FROM terms WHERE terms MATCH '\"7번\"'").fetchone() == (
            1,
        )
    raw.close()
