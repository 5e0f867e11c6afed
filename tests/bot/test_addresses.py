"""Articles that are given as an address, through the whole command line.

The site is reached as a proxy, which is a setting like any other: the command resolves no names and
knows nothing of the test.
"""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import run
from bot.phrases import errors
from corpus.refusal import Reason
from tests.fakes import site as fake
from tests.fakes.site import Site

BODY = (
    "한울반도체는 4일 추론용 칩 ‘누리2’를 공개했다. 새 칩은 전력을 기존 제품의 절반만 쓴다. "
    "회사는 올해 3만5000장을 만들어 국내 데이터센터 12곳에 공급한다고 밝혔다. "
    "김하늘 대표는 “추론 시장에서는 전력이 곧 경쟁력”이라고 말했다. "
) * 3


def page(body: str = BODY, head: str = "", title: str = "새 추론 칩") -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1><p>{body}</p></article></body></html>"
    )


@pytest.fixture
def site(monkeypatch, tmp_path) -> Iterator[Site]:
    with Site({"/a": fake.says(page())}) as running:
        monkeypatch.setenv("AI_KOREA_PROXY", f"http://127.0.0.1:{running.port}")
        monkeypatch.setenv("AI_KOREA_CONTACT", "desk@example.com")
        monkeypatch.setenv("AI_KOREA_DATABASE_URL", f"sqlite:///{tmp_path}/briefing.db")
        yield running


def output(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def lines(*records) -> bytes:
    return b"".join(json.dumps(r, ensure_ascii=False).encode() + b"\n" for r in records)


def test_an_article_at_an_address_is_cut_down(site, capsys):
    assert run(["analyze", "http://news.example/a", "--format", "json"]) == 0
    [document] = output(capsys)
    assert document["title"] == "새 추론 칩"
    assert any(figure["surface"] == "3만5000장" for figure in document["figures"])
    assert site.heard[-1].headers["user-agent"].endswith("(+desk@example.com)")


@pytest.mark.parametrize(
    ("encoding", "header", "meta"),
    [
        ("cp949", "text/html; charset=EUC-KR", ""),
        ("cp949", "text/html", "<meta charset=euc-kr>"),
        ("cp949", "text/html; charset=ISO-8859-1", "<meta charset=euc-kr>"),
        ("cp949", "text/html", ""),
        ("utf-8", "text/html; charset=euc-kr", ""),
        ("utf-16", "text/html", ""),
    ],
)
def test_a_page_is_read_in_the_charset_it_is_written_in(site, capsys, encoding, header, meta):
    site.routes["/a"] = fake.says(page(head=meta).encode(encoding), content_type=header)
    assert run(["analyze", "http://news.example/a", "--format", "json"]) == 0
    [document] = output(capsys)
    assert document["title"] == "새 추론 칩"
    assert "한울반도체는 4일" in document["body"]


def test_plain_text_is_an_article_too(site, capsys):
    text = f"새 추론 칩\n\n{BODY}"
    site.routes["/a.txt"] = fake.says(text, content_type="text/plain; charset=utf-8")
    assert run(["analyze", "http://news.example/a.txt", "--format", "json"]) == 0
    assert output(capsys)[0]["title"] == "새 추론 칩"


def told(capsys, url: str) -> str:
    assert run(["analyze", url]) == 1
    found = capsys.readouterr()
    assert found.out == ""
    return found.err.strip()


def test_every_refusal_reads_the_same(site, capsys):
    site.routes |= {
        "/gone": fake.says(status=410),
        "/inside": fake.moves("http://10.0.0.1/"),
        "/image": fake.says(b"\x89PNG\r\n", content_type="image/png"),
        "/up": fake.hangs_up,
    }
    urls = ["http://169.254.169.254/latest/", "http://localhost:6379/", "file:///etc/passwd"]
    urls += [f"http://news.example{path}" for path in ("/gone", "/inside", "/image", "/up", "/no")]
    sentences = {told(capsys, url) for url in urls}
    assert sentences == {errors.REASONS[Reason.UNREACHABLE]}


@pytest.mark.parametrize(
    ("route", "reason"),
    [
        (fake.says(b"%PDF-1.7", content_type="application/pdf"), Reason.BINARY),
        (fake.says(b"%PDF-1.7" + b"\x00" * 99, content_type="text/html"), Reason.BINARY),
        (fake.says(page(head='<meta name="robots" content="noai">')), Reason.RESERVED),
        (fake.says(page(head='<meta name="tdm-reservation" content="1">')), Reason.RESERVED),
        (fake.says(page(), x_robots_tag="nosnippet"), Reason.RESERVED),
        (fake.says("<p>짧다</p>"), Reason.NOT_AN_ARTICLE),
    ],
)
def test_what_a_public_page_says_of_itself_is_told(site, capsys, route, reason):
    site.routes["/b"] = route
    assert told(capsys, "http://news.example/b") == errors.REASONS[reason]


def test_robots_txt_is_obeyed(site, capsys):
    site.routes["/robots.txt"] = fake.says("User-agent: *\nDisallow: /", content_type="text/plain")
    assert told(capsys, "http://news.example/a") == errors.REASONS[Reason.FORBIDDEN]
    assert [heard.path for heard in site.heard] == ["/robots.txt"]


def test_records_that_are_only_an_address_are_fetched_in_their_place(site, capsys, monkeypatch):
    site.routes["/b"] = fake.moves("http://www.example.kr/a")
    records = lines(
        {"id": 1, "text": f"제목\n\n{BODY}", "url": "http://news.example/never"},
        {"id": 2, "url": "http://news.example/a", "title": "준 제목", "sentences": 1},
        {"id": 3, "url": "http://10.0.0.1/"},
        {"id": 4, "url": "http://other.example/b"},
        {"id": 5, "url": 5},
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(records)))
    assert run(["analyze", "--jsonl"]) == 1
    found = output(capsys)
    assert [d["id"] for d in found] == [1, 2, 3, 4, 5]
    assert [d.get("reason") for d in found] == [None, None, "unreachable", None, "bad_record"]
    assert (found[1]["title"], len(found[1]["summary"])) == ("준 제목", 1)
    assert not any("never" in path for path in site.paths())


def test_records_of_a_file_are_fetched_and_known_by_where_they_were_found(
    site, capsys, tmp_path: Path
):
    site.routes["/short"] = fake.moves("http://news.example/a", 301)
    records = tmp_path / "links.jsonl"
    records.write_bytes(
        lines({"url": "http://go.example/short"}, {"url": "http://news.example/missing"})
    )
    assert run(["ingest", str(records), "--format", "json"]) == 1
    [tally] = output(capsys)
    assert (tally["new"], tally["failed"]) == (1, 1)
    assert tally["failures"][0]["reason"] == "unreachable"
    assert run(["search", "추론", "칩", "--format", "json"]) == 0
    [answer] = output(capsys)
    assert [hit["url"] for hit in answer["hits"]] == ["http://news.example/a"]


def test_the_network_is_not_loaded_where_nothing_is_fetched():
    code = (
        "import sys; from bot.cli import run; run(['analyze', 'tests/data/articles/'"
        " + sorted(__import__('os').listdir('tests/data/articles'))[0]]);"
        " assert not {'httpx', 'httpcore', 'protego'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"AssertionError" not in done.stderr, done.stderr
