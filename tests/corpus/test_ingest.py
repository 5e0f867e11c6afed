"""Sources into the store."""

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus import ingest as module
from corpus import store
from corpus.article import KST, Article
from corpus.database import Engine, connect, migrate, reading
from corpus.documents import Document, read
from corpus.ingest import Outcome, ingest
from corpus.novelty import Verdict
from corpus.refusal import Reason
from corpus.store import Analysis
from tests.corpus.driver import analyse, everything, found

NOW = datetime(2026, 3, 5, tzinfo=UTC)
NEW, CHANGED, HELD, FAILED = Verdict
LINES = (
    "가상전자가 남쪽 바닷가에 새 반도체 공장을 짓는다고 3일 밝혔다.",
    "투자액은 3조 원이며 공장은 2028년 봄에 가동한다.",
    "회사는 이 공장에서 한 해에 웨이퍼 40만 장을 만들 계획이다.",
    "지역 대학과 함께 해마다 기술자 200명을 기르는 과정도 연다.",
    "업계는 이번 투자가 부품 회사들의 이전으로 이어질 것으로 본다.",
)


def text(headline: str = "가상전자, 바닷가에 새 공장", **changes: str) -> str:
    body = "\n\n".join(LINES)
    for old, new in changes.items():
        body = body.replace(old, new)
    return f"{headline}\n\n{body}\n"


def other(n: int) -> str:
    return f"한빛연구소 소식 {n}\n\n" + "\n\n".join(
        f"한빛연구소는 {n}번째 실험에서 바다의 온도를 {k}도까지 재는 데 성공했다고 말했다."
        for k in range(n, n + 8)
    )


class Box:
    """A folder, a store, and what an ingest of the one into the other says."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self.engine = engine
        self.analysed: list[str] = []

    def drop(self, name: str, content: str | bytes | list[dict[str, object]]) -> None:
        if isinstance(content, list):
            content = "\n".join(json.dumps(record, ensure_ascii=False) for record in content)
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        (self.folder / name).write_bytes(data)

    def run(self, analyse_: Callable[[Article], Analysis] = analyse) -> list[Outcome]:
        def counting(article: Article) -> Analysis:
            self.analysed.append(article.headline or "")
            return analyse_(article)

        return list(ingest([self.folder], self.engine, read, counting, now=NOW))

    def verdicts(self) -> dict[str, Verdict | Reason]:
        return {
            outcome.source.rpartition("/")[2]: outcome.reason or outcome.verdict
            for outcome in self.run()
        }

    def stored(self) -> list[store.Stored]:
        with reading(self.engine) as connection:
            return everything(connection)


@pytest.fixture
def box(tmp_path: Path) -> Box:
    engine = connect(f"sqlite:///{tmp_path}/briefing.db")
    migrate(engine)
    (tmp_path / "in").mkdir()
    return Box(tmp_path / "in", engine)


def test_a_dropped_text_is_kept_with_its_analysis_and_found(box: Box) -> None:
    box.drop("a.txt", text())
    assert box.run() == [Outcome(f"{box.folder}/a.txt", NEW, None, f"{box.folder}/a.txt")]
    (row,) = box.stored()
    assert row.article.headline == "가상전자, 바닷가에 새 공장"
    assert row.article.body == "\n\n".join(LINES)
    assert row.findings == {"summary": [LINES[0]]}
    with reading(box.engine) as connection:
        (hit,) = found(connection, "웨이퍼", ["웨이퍼"])
    assert hit.snippet == LINES[2]


def test_a_page_is_kept_under_its_address(box: Box) -> None:
    lines = [*LINES, *other(1).split("\n\n")[1:]]
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    head = (
        '<meta charset="euc-kr"><title>가상전자, 바닷가에 새 공장</title>'
        '<link rel="canonical" href="https://news.example.com/article/1">'
        '<meta property="og:title" content="가상전자, 바닷가에 새 공장">'
    )
    body = f"<article><h1>가상전자, 바닷가에 새 공장</h1>{paragraphs}</article>"
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    box.drop("a.html", page.encode("cp949"))
    (outcome,) = box.run()
    assert outcome.verdict is NEW
    (row,) = box.stored()
    assert LINES[0] in row.article.body
    assert outcome.key == row.key == "https://news.example.com/article/1"


def test_the_same_files_again_are_held_and_never_analysed(box: Box) -> None:
    box.drop("a.txt", text())
    box.drop("b.jsonl", [{"id": 1, "text": other(1)}, {"id": 2, "text": other(2)}])
    assert set(box.verdicts().values()) == {NEW}
    before = len(box.analysed)
    assert set(box.verdicts().values()) == {HELD}
    assert len(box.analysed) == before == 3


def test_the_same_article_under_other_names_is_held(box: Box) -> None:
    box.drop("a.txt", text())
    box.drop("b.txt", text())
    box.drop("c.jsonl", [{"id": "x", "text": text()}, {"id": "y", "text": text()}])
    assert box.verdicts() == {"a.txt": NEW, "b.txt": HELD, "c.jsonl:1": HELD, "c.jsonl:2": HELD}
    assert len(box.analysed) == 1


def test_a_changed_file_is_a_new_revision(box: Box) -> None:
    box.drop("a.txt", text())
    box.run()
    box.drop("a.txt", text(**{"3조": "4조"}))
    assert box.verdicts() == {"a.txt": CHANGED}
    (row,) = box.stored()
    assert row.revision == 2 and "4조" in row.article.body


def test_two_versions_in_one_folder_do_not_replace_each_other_for_ever(box: Box) -> None:
    records: list[dict[str, object]] = [
        {"url": "https://news.example.com/1", "text": text()},
        {"url": "http://news.example.com/1?utm_source=y", "text": text(**{"3조": "4조"})},
    ]
    box.drop("a.jsonl", records)
    assert list(box.verdicts().values()) == [NEW, CHANGED]
    assert list(box.verdicts().values()) == [HELD, HELD]
    (row,) = box.stored()
    assert "4조" in row.article.body and row.key == "https://news.example.com/1"


def test_a_record_is_believed_before_its_text(box: Box) -> None:
    box.drop(
        "a.jsonl",
        [
            {
                "id": "k",
                "text": "\n\n".join(LINES),
                "title": "준 제목",
                "author": "박세나",
                "publisher": "가상일보",
                "published": "2026-03-02T07:30:00+09:00",
                "url": "https://news.example.com/7",
                "unknown": [1],
            }
        ],
    )
    box.run()
    (row,) = box.stored()
    article = row.article
    assert (article.headline, article.byline, article.publisher) == (
        "준 제목",
        "박세나",
        "가상일보",
    )
    assert article.published_at == datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    assert article.body == "\n\n".join(LINES)
    assert row.key == "k"


def test_a_record_may_name_a_file_beside_its_list_and_nothing_else(box: Box) -> None:
    (box.folder / "deep").mkdir()
    box.drop("deep/a.txt", text())
    (box.folder.parent / "outside.txt").write_text(other(1))
    box.drop(
        "list.jsonl",
        [
            {"id": "inside", "path": "deep/a.txt"},
            {"id": "up", "path": "../outside.txt"},
            {"id": "absolute", "path": "/etc/hostname"},
        ],
    )
    (box.folder / "deep").rename(box.folder / ".deep")
    (box.folder / "link").symlink_to(".deep")
    box.drop("list.jsonl", (box.folder / "list.jsonl").read_bytes().replace(b"deep/", b".deep/"))
    assert box.verdicts() == {
        "link": Reason.LINK,
        "list.jsonl:1": NEW,
        "list.jsonl:2": Reason.OUTSIDE,
        "list.jsonl:3": Reason.OUTSIDE,
    }
    assert [row.key for row in box.stored()] == ["inside"]


def test_texts_without_id_in_a_list_keep_their_name_when_the_list_is_edited(box: Box) -> None:
    box.drop("a.jsonl", [{"text": other(1)}, {"text": other(20)}])
    box.run()
    box.drop("a.jsonl", [{"text": other(40)}, {"text": other(1)}, {"text": other(20)}])
    assert list(box.verdicts().values()) == [NEW, HELD, HELD]
    assert len(box.stored()) == 3


def test_every_bad_neighbour_gets_its_own_reason_and_hurts_nobody(box: Box) -> None:
    (box.folder.parent / "secret.txt").write_text("바깥에 있는 비밀 문서이다.")
    box.drop("good.txt", text())
    box.drop("empty.txt", "")
    box.drop("nul.txt", b"\0" * 100)
    box.drop("some-nul.txt", other(1).replace("바다의", "바다의\0"))
    box.drop("paper.txt", b"%PDF-1.7 " + b"\x93\x8c" * 500)
    box.drop("archive.txt", b"PK\x03\x04" + b"\x93\x8c" * 500)
    box.drop("line.txt", "가나다 " * 1_000_000)
    box.drop("utf16.txt", other(20).encode("utf-16"))
    box.drop("cp949.txt", other(40).encode("cp949"))
    box.drop("menu.txt", "홈\n로그인\n회원가입\n")
    (box.folder / "link.txt").symlink_to(box.folder.parent / "secret.txt")
    box.drop(
        "list.jsonl",
        b'{"id": 1, "text": "' + other(60).replace("\n", "\\n").encode() + b'"}\n'
        b"not json\n\n"
        b'{"id": 2}\n'
        b'{"id": 3, "text": " "}\n'
        b'{"id": 4, "path": "../secret.txt"}\n'
        b'{"id": 5, "path": "nothing.txt"}\n'
        b'{"id": 6, "text": "' + other(80).replace("\n", "\\n").encode() + b'"}',
    )
    assert box.verdicts() == {
        "archive.txt": Reason.BINARY,
        "cp949.txt": NEW,
        "empty.txt": Reason.EMPTY,
        "good.txt": NEW,
        "line.txt": Reason.TOO_LARGE,
        "link.txt": Reason.OUTSIDE,
        "list.jsonl:1": NEW,
        "list.jsonl:2": Reason.BAD_RECORD,
        "list.jsonl:4": Reason.BAD_RECORD,
        "list.jsonl:5": Reason.EMPTY,
        "list.jsonl:6": Reason.OUTSIDE,
        "list.jsonl:7": Reason.MISSING,
        "list.jsonl:8": NEW,
        "menu.txt": Reason.NOT_AN_ARTICLE,
        "nul.txt": Reason.EMPTY,
        "paper.txt": Reason.BINARY,
        "some-nul.txt": NEW,
        "utf16.txt": NEW,
    }
    assert all("비밀" not in row.article.body for row in box.stored())
    assert all("\0" not in row.article.body for row in box.stored())


def test_a_book_is_no_article(box: Box) -> None:
    box.drop("book.jsonl", [{"id": 1, "text": "한 문장이다. " * 13_000}, {"id": 2, "text": text()}])
    assert box.verdicts() == {"book.jsonl:1": Reason.TOO_LONG, "book.jsonl:2": NEW}


@pytest.mark.parametrize(
    "strange", ["\ud83d 반쪽", "e\u0301 NFD " + "\u1112\u1161\u11ab", "\u202e거꾸로"]
)
def test_strange_characters_are_stored_as_text_that_can_be_read_back(
    box: Box, strange: str
) -> None:
    record = json.dumps(
        {"id": strange, "text": f"{strange} 제목\n{strange} 본문이다.", "author": strange}
    )
    box.drop("a.jsonl", record)
    (outcome,) = box.run()
    assert outcome.verdict is NEW
    (row,) = box.stored()
    json.dumps([row.article.body, row.article.byline, row.key], ensure_ascii=False).encode()


def test_a_text_that_breaks_the_analyser_fails_alone_and_is_logged(
    box: Box, caplog: pytest.LogCaptureFixture
) -> None:
    def breaking(article: Article) -> Analysis:
        if "소식 20" in (article.headline or ""):
            raise ZeroDivisionError("the analyser")
        return analyse(article)

    for n in (1, 20, 40):
        box.drop(f"{n:02}.txt", other(n))
    with caplog.at_level(logging.ERROR):
        outcomes = box.run(breaking)
    assert [o.verdict for o in outcomes] == [NEW, FAILED, NEW]
    assert outcomes[1].reason is Reason.INTERNAL
    assert "20.txt" in caplog.text and "ZeroDivisionError" in caplog.text
    assert "실험" not in caplog.text, "a log never holds the text itself"
    assert list(box.verdicts().values()) == [HELD, NEW, HELD]


def test_findings_that_are_no_json_fail_alone(box: Box) -> None:
    def careless(article: Article) -> Analysis:
        bad = {"value": float("nan")} if "20" in (article.headline or "") else {}
        return Analysis(((0, 5),), ("가",), (), bad)

    for n in (1, 20, 40):
        box.drop(f"{n:02}.txt", other(n))
    outcomes = box.run(careless)
    assert [o.reason for o in outcomes] == [None, Reason.INTERNAL, None]
    assert len(box.stored()) == 2


def test_outcomes_come_in_order_and_only_once_they_are_certain(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 4)
    box.drop("a.jsonl", [{"id": n, "text": other(20 * n)} for n in range(11)])
    seen = []
    for outcome in ingest([box.folder], box.engine, read, analyse, now=NOW):
        seen.append(outcome.key)
        assert outcome.key in {row.key for row in box.stored()}
    assert seen == list(range(11))


def test_two_ingests_of_one_folder_at_once_keep_every_article_once(box: Box) -> None:
    from concurrent.futures import ThreadPoolExecutor

    box.drop("a.jsonl", [{"id": n, "text": other(20 * n)} for n in range(60)])

    def once(_: int) -> list[Verdict]:
        found = ingest([box.folder], box.engine, read, analyse, now=NOW)
        return [outcome.verdict for outcome in found]

    with ThreadPoolExecutor(3) as pool:
        runs = list(pool.map(once, range(3)))
    assert sorted(row.key for row in box.stored()) == list(range(60))  # type: ignore[type-var]
    assert sum(run.count(NEW) for run in runs) == 60
    assert sum(run.count(HELD) for run in runs) == 120


def test_a_moment_that_no_database_holds_fails_alone_and_keeps_its_neighbours(
    box: Box, caplog: pytest.LogCaptureFixture
) -> None:
    def dated(document: Document) -> Article:
        article = read(document)
        if "소식 20" not in (article.headline or ""):
            return article
        return replace(article, published_at=datetime.min.replace(tzinfo=KST))

    box.drop("a.jsonl", [{"id": n, "text": other(n)} for n in (1, 20, 40)])
    with caplog.at_level(logging.ERROR):
        outcomes = list(ingest([box.folder], box.engine, dated, analyse, now=NOW))
    assert [(o.verdict, o.reason) for o in outcomes] == [
        (NEW, None),
        (FAILED, Reason.INTERNAL),
        (NEW, None),
    ]
    assert [row.key for row in box.stored()] == [1, 40]
    assert "a.jsonl:2" in caplog.text and "실험" not in caplog.text


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31T23:59:59-14:00"])
def test_a_record_of_an_impossible_year_is_kept_without_it(box: Box, published: str) -> None:
    box.drop("a.jsonl", [{"id": 1, "text": other(1), "published": published}])
    assert box.verdicts() == {"a.jsonl:1": NEW}
    assert box.stored()[0].article.published_at is None


def test_a_daily_file_is_a_new_article_every_day_and_its_correction_a_change(box: Box) -> None:
    box.drop("1.txt", text())
    assert box.verdicts() == {"1.txt": NEW}
    box.drop("1.txt", other(1))
    assert box.verdicts() == {"1.txt": NEW}
    box.drop("1.txt", other(1).replace("성공했다고", "성공하였다고"))
    assert box.verdicts() == {"1.txt": CHANGED}
    for again in (text(), other(1)):
        box.drop("1.txt", again)
        assert box.verdicts() == {"1.txt": HELD}
    rows = box.stored()
    assert [row.revision for row in rows] == [1, 2] and rows[0].key == f"{box.folder}/1.txt"


def test_files_of_two_folders_with_one_relative_path_are_two_articles(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(folder: str) -> list[Verdict]:
        monkeypatch.chdir(box.folder / folder)
        return [o.verdict for o in ingest(["1.txt"], box.engine, read, analyse, now=NOW)]

    for folder, content in {"monday": text(), "tuesday": other(1)}.items():
        (box.folder / folder).mkdir()
        box.drop(f"{folder}/1.txt", content)
    assert [run(f) for f in ("monday", "tuesday", "monday", "tuesday")] == [
        [NEW],
        [NEW],
        [HELD],
        [HELD],
    ]
    assert len(box.stored()) == 2


def test_pages_that_all_declare_one_address_are_articles_of_their_own(box: Box) -> None:
    url = "https://news.example.com/all"
    unlike = "\n\n".join(f"산림청은 {n}번 숲길을 {n}월에 연다고 알렸다." for n in range(2, 12))
    articles = [text(), other(1), f"숲길 소식\n\n{unlike}"]
    box.drop("a.jsonl", [{"url": url, "text": content} for content in articles])
    assert list(box.verdicts().values()) == [NEW, NEW, NEW]
    assert list(box.verdicts().values()) == [HELD, HELD, HELD]
    assert box.stored()[0].key == url and len({str(row.key) for row in box.stored()}) == 3


def test_ids_of_different_types_are_different_articles(box: Box) -> None:
    ids: list[object] = [True, "True", 1, "1"]
    box.drop("a.jsonl", [{"id": i, "text": other(20 * n)} for n, i in enumerate(ids)])
    assert list(box.verdicts().values()) == [NEW] * 4
    assert [(type(row.key), row.key) for row in box.stored()] == [(type(i), i) for i in ids]
    box.drop("a.jsonl", [{"id": i, "text": other(20 * n + 7)} for n, i in enumerate(ids)])
    assert list(box.verdicts().values()) == [CHANGED] * 4
