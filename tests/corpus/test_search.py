"""Query to ranked hits."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import search, store
from corpus.article import Article
from corpus.database import Connection, connect, migrate, writing
from corpus.korean import Korean
from corpus.mentions import Unit, begun, best_sentence
from corpus.novelty import Form, Key
from corpus.ranking import terms, words
from corpus.sentence import Morpheme
from corpus.store import Analysis
from tests.corpus.driver import everything, found

NOW = datetime(2026, 3, 5, tzinfo=UTC)
TEXTS = {
    "chips": (
        "가상전자, 그래픽처리장치 공급 늘린다",
        "가상전자가 그래픽처리장치(GPU) 3만5000대를 들여온다.\n\n"
        "이 장치는 인공지능 모델을 학습시키는 데 쓴다. 회사는 H100을 우선 확보했다.",
    ),
    "memory": (
        "SK하이닉스 새 메모리 양산",
        "SK하이닉스가 고대역폭메모리 양산을 시작했다.\n\n엔비디아가 첫 고객이다.",
    ),
    "law": (
        "AI 기본법 시행령 나왔다",
        "정부가 소버린AI 전략과 함께 시행령을 내놓았다.\n\n고영향 AI를 다루는 회사는 위험을 관리해야 한다.",
    ),
    "fund": (
        "새봄투자, 로봇 기업에 200억 원",
        "새봄투자가 로봇 기업에 200억 원을 투자했다.\n\n젠슨 황 같은 창업자를 찾는다고 했다.",
    ),
    "school": (
        "이형구 교수, 세종대학교로",
        "이형구 교수가 세종대학교 학생회장들과 만났다.\n\n세종시에서 열린 모임이었다.",
    ),
}


@pytest.fixture(scope="module")
def connection(language: Korean, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('search')}/briefing.db")
    migrate(engine)
    with writing(engine) as opened:
        for name, (headline, body) in TEXTS.items():
            keep(opened, language, name, Article(body, headline))
        yield opened


def keep(
    connection: Connection, language: Korean, name: str, article: Article, now: datetime = NOW
) -> None:
    sentences = language.analyse(article.body)
    analysis = Analysis(
        tuple((s.start, s.end) for s in sentences),
        tuple(terms(m for s in sentences for m in s.morphemes)),
        tuple(terms(language.tokens(article.headline or ""))),
        {},
    )
    store.add(connection, article, Key(name, Form.ID), analysis, now)


def hits(connection: Connection, language: Korean, query: str) -> list[search.Hit]:
    return found(connection, query, terms(language.tokens(query)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("gpu", "chips"),
        ("GPU", "chips"),
        ("ＧＰＵ", "chips"),
        ("그래픽처리장치", "chips"),
        ("인공지능", "chips"),
        ("H100", "chips"),
        ("h100", "chips"),
        ("3만5000대", "chips"),
        ("하이닉스", "memory"),
        ("SK하이닉스", "memory"),
        ("고대역폭메모리", "memory"),
        ("메모리", "memory"),
        ("엔비디아", "memory"),
        ("엔비디아의", "memory"),
        ("소버린AI", "law"),
        ("기본법", "law"),
        ("투자", "fund"),
        ("젠슨 황", "fund"),
        ("로봇 투자", "fund"),
        ("세종", "school"),
        ("이형구", "school"),
        ("학생회장", "school"),
        ("\u1109\u1166\u110c\u1169\u11bc", "school"),  # 세종, decomposed
        ("정부는 언제 시행령을 내놓았는가?", "law"),
        ("새봄투자가 로봇 기업에 투자한 금액은 얼마인가", "fund"),
    ],
)
def test_a_query_finds_its_article_first(
    connection: Connection, language: Korean, query: str, expected: str
) -> None:
    assert [hit.key for hit in hits(connection, language, query)][:1] == [expected]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Connection]:
    engine = connect(f"sqlite:///{tmp_path}/b.db")
    migrate(engine)
    with writing(engine) as opened:
        yield opened
    engine.dispose()


@pytest.mark.parametrize(
    ("headline", "body", "queries"),
    [
        ("美·中 AI 패권 다툼", "두 나라가 맞섰다.", ["미국", "중국", "美", "미국 AI"]),
        ("反독점 조사", "조사가 시작됐다.", ["반독점", "독점", "反독점"]),
        ("데이터 센터 착공", "데이터 센터를 짓는다.", ["데이터센터", "데이터 센터"]),
        ("데이터센터 착공", "데이터센터를 짓는다.", ["데이터센터", "데이터 센터"]),
        ("소버린 AI 전략", "소버린 AI를 말했다.", ["소버린AI", "소버린 AI", "sovereign ai"]),
        ("소버린AI 전략", "소버린AI를 말했다.", ["소버린AI", "소버린 AI"]),
        ("ＧＰＵ 공급", "ＧＰＵ를 들여온다.", ["gpu", "그래픽처리장치", "ＧＰＵ"]),
        ("그래픽처리장치 공급", "장치를 들여온다.", ["gpu", "GPU 공급"]),
        ("H100 들여온다", "H100을 들여온다.", ["gpu", "h100"]),
    ],
)
def test_other_spellings_of_one_thing_find_each_other(
    empty: Connection, language: Korean, headline: str, body: str, queries: list[str]
) -> None:
    keep(empty, language, "a", Article(body, headline))
    for query in queries:
        assert [hit.key for hit in hits(empty, language, query)] == ["a"], query


def test_latin_words_do_not_stand_inside_others(empty: Connection, language: Korean) -> None:
    keep(empty, language, "training", Article("training과 air, email을 말했다.", "training"))
    keep(empty, language, "ai", Article("AI가 왔다.", "AI가 온다"))
    assert [hit.key for hit in hits(empty, language, "ai")] == ["ai"]


def test_a_phrase_stands_in_every_hit_and_what_is_excluded_in_none(
    connection: Connection, language: Korean
) -> None:
    assert [h.key for h in hits(connection, language, '"AI 기본법"')] == ["law"]
    assert hits(connection, language, '"기본법 AI"') == []
    found = [h.key for h in hits(connection, language, "양산 -고객")]
    assert found == []
    assert [h.key for h in hits(connection, language, "회사 -H100")] == ["law"]


def test_a_period_holds_what_came_out_in_it_whenever_it_arrived(
    empty: Connection, language: Korean
) -> None:
    body = "위성 발사에 성공했다."
    for n in range(40):
        day = datetime(2026, 2, 1, 12, tzinfo=UTC) + timedelta(days=n)
        keep(empty, language, f"n{n}", Article(f"{body} {n}", "발사", None, "가상일보", day), day)
    late = datetime(2026, 3, 20, tzinfo=UTC)
    old = Article(body, "늦은 발사", None, "온빛테크", datetime(2026, 2, 3, 3, tzinfo=UTC))
    keep(empty, language, "late", old, late)
    february = hits(empty, language, "위성 기간:2026-02-02..2026-02-04 정렬:오래된")
    assert [hit.key for hit in february] == ["n1", "late", "n2", "n3"]
    assert [h.key for h in hits(empty, language, "위성 매체:온빛")] == ["late"]
    assert [h.key for h in hits(empty, language, "기간:2026-02-03")] == ["n2", "late"]
    assert hits(empty, language, "위성 매체:없는신문") == []


def test_in_the_order_of_time_stands_only_what_answers(empty: Connection, language: Korean) -> None:
    both, one = NOW - timedelta(days=9), NOW - timedelta(days=1)
    keep(empty, language, "both", Article("위성 발사에 성공했다.", "위성 발사", None, None, both))
    keep(empty, language, "one", Article("로켓 발사를 미뤘다.", "발사 연기", None, None, one))
    assert [hit.key for hit in hits(empty, language, "위성 발사 정렬:최신")] == ["both"]
    asked = "위성 발사는 언제 성공했나? 정렬:최신"
    assert [hit.key for hit in hits(empty, language, asked)] == ["both"]


def test_recency_decides_between_equals_and_can_be_switched_off(
    empty: Connection, language: Korean
) -> None:
    body = "위성 발사에 성공했다."
    new, old = NOW - timedelta(days=1), NOW - timedelta(days=90)
    keep(empty, language, "new", Article(body + " 하나", "발사", None, None, new))
    keep(empty, language, "old", Article(body + " 둘", "발사", None, None, old))
    found = hits(empty, language, "위성")
    assert [hit.key for hit in found] == ["new", "old"]
    assert 0.05 < found[0].freshness <= 0.1
    assert {hit.freshness for hit in hits(empty, language, "위성 정렬:관련도")} == {0.0}


def test_a_name_finds_only_what_holds_it(connection: Connection, language: Korean) -> None:
    assert [hit.key for hit in hits(connection, language, "gpu")] == ["chips"]


def test_what_stands_nowhere_finds_nothing(connection: Connection, language: Korean) -> None:
    assert hits(connection, language, "블록체인") == []
    assert hits(connection, language, "") == []
    assert hits(connection, language, " ?!\u200b ") == []


def test_the_snippet_is_the_whole_sentence_that_answers(
    connection: Connection, language: Korean
) -> None:
    (hit,) = hits(connection, language, "H100")
    assert hit.snippet == "회사는 H100을 우선 확보했다."


def test_every_snippet_is_a_whole_sentence_of_its_article(
    connection: Connection, language: Korean
) -> None:
    for query in ("AI", "회사", "정부가 무엇을 했나요?", "새봄투자"):
        for hit in hits(connection, language, query):
            (spans,) = (row.spans for row in everything(connection) if row.key == hit.key)
            body = TEXTS[str(hit.key)][1]
            assert hit.snippet in {body[a:b] for a, b in spans}


def test_a_word_in_the_headline_weighs_more(tmp_path: Path, language: Korean) -> None:
    engine = connect(f"sqlite:///{tmp_path}/b.db")
    migrate(engine)
    with writing(engine) as opened:
        body = "회사는 오늘 행사를 열었다. 참석자는 모두 서른 명이었다."
        keep(opened, language, "body", Article(body + " 위성도 전시했다.", "가상항공 행사"))
        keep(opened, language, "headline", Article(body + " 별도 전시했다.", "위성 전시 행사"))
        keep(opened, language, "neither", Article(body, "다른 행사"))
        for query in ("위성", "위성 전시는 어디에서 열렸나요?"):
            assert [hit.key for hit in hits(opened, language, query)][:2] == ["headline", "body"]


def test_of_equals_the_newer_comes_first(tmp_path: Path, language: Korean) -> None:
    engine = connect(f"sqlite:///{tmp_path}/b.db")
    migrate(engine)
    with writing(engine) as opened:
        for n in range(5):
            keep(opened, language, f"n{n}", Article(f"위성 발사에 성공했다. {n}", "발사"))
        assert [h.key for h in hits(opened, language, "위성")] == ["n4", "n3", "n2", "n1", "n0"]


def test_the_limit_is_kept(connection: Connection, language: Korean) -> None:
    wanted = terms(language.tokens("회사 정부 기업 AI"))
    for limit in (0, 1, 2, 100):
        assert len(found(connection, "회사 정부 기업 AI", wanted, limit)) <= limit
    assert found(connection, "AI", ["ai"], -1) == []


def test_compounds_are_indexed_split_and_joined(language: Korean) -> None:
    found = terms(language.tokens("SK하이닉스와 인공지능기본법을 말했다"))
    assert {"sk", "하이닉스", "sk하이닉스", "기본법", "인공지능기본법", "말"} <= set(found)
    assert not {"와", "을", "하", "다"} & set(found)


def test_names_that_the_dictionary_holds_with_a_space_are_split_and_joined() -> None:
    name = Morpheme("젠슨 황", "NNP", 0, 4)
    assert terms([name, Morpheme("이", "JKS", 4, 5)]) == ["젠슨", "황", "젠슨황"]


HOSTILE = [
    '"',
    '"""',
    "'",
    "' OR 1=1 --",
    "; DROP TABLE articles;",
    "NEAR(AI 로봇, 5)",
    "headline:AI",
    "AI AND",
    "AI OR OR",
    "NOT",
    "AI*",
    "^AI",
    "{headline body}: AI",
    "- + * ( ) : ^ { }",
    "AI\0로봇",
    "\ud83d",
    "😀" * 50,
    "%s %d {} :query :limit",
    "(" * 500,
    "가" * 300,
    "a" * 30_000,
    "AI " * 10_000,
    "\u202e\u200b\ufeff",
    "A:À",  # one word more than the index knows
    "١٢٣ Ⅷ ½ ß İ ﬁ",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_is_a_query_and_a_quick_one(connection: Connection, query: str) -> None:
    start = time.process_time()
    found(connection, query, query.split())
    found(connection, query, list(query[:100]))
    assert time.process_time() - start < 2  # of a trap, minutes


SCRAPS = st.sampled_from([*HOSTILE[:19], "AI", "로봇", "투자", '"AI"', "?", "*", "\0", "OR"])


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.lists(SCRAPS, max_size=8).map(" ".join), st.lists(st.text(), max_size=5))
def test_no_query_and_no_tokens_raise(
    connection: Connection, query: str, tokens: list[str]
) -> None:
    for hit in found(connection, query, [*tokens, *query.split()]):
        assert hit.key in TEXTS


@given(st.text())
def test_the_words_of_a_text_hold_nothing_that_an_index_could_stumble_over(text: str) -> None:
    for word in words(text):
        assert word and not set(word) & set('"*()^:-+ \0')


def test_the_best_sentence_is_the_first_of_equals_and_empty_without_any() -> None:
    body = "로봇이 왔다. 로봇이 갔다. ai가 로봇을 샀다."
    spans = [(0, 7), (8, 15), (16, len(body))]
    robot, intelligence = Unit(("로봇",)), Unit(("인공지능", "ai"))
    assert best_sentence(body, spans, {robot: 1.0}) == (0, 7)
    assert best_sentence(body, spans, {robot: 1.0, intelligence: 1.0}) == (16, len(body))
    assert best_sentence(body, [], {robot: 1.0}) == (0, 0)


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("ai가 왔다", "ai", 1),
        ("training과 air", "ai", 0),
        ("생성형ai", "ai", 1),
        ("gpu와 gpus", "gpu", 2),
        ("hbm3e", "hbm", 1),
        ("sk하이닉스", "하이닉스", 1),
        ("통신요금", "요금", 0),
        ("3만5000대", "3만5000대", 1),
    ],
)
def test_latin_words_end_where_latin_ends_and_a_change_of_script_begins_a_word(
    text: str, name: str, count: int
) -> None:
    assert len(begun(text, name)) == count


def test_a_moment_passes_unchanged_from_the_article_to_the_hit(
    tmp_path: Path, language: Korean
) -> None:
    engine = connect(f"sqlite:///{tmp_path}/b.db")
    migrate(engine)
    at = NOW - timedelta(hours=3)
    article = Article(
        "위성 발사에 성공했다.", "발사", None, "가상일보", at, "https://example.com/1"
    )
    with writing(engine) as opened:
        keep(opened, language, "a", article)
        (hit,) = hits(opened, language, "위성")
    assert (hit.headline, hit.publisher, hit.published_at, hit.url) == (
        "발사",
        "가상일보",
        at,
        "https://example.com/1",
    )
