"""The digest as one HTML file: what is in it, what must never be, and how a browser shows it."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from bot import phrases
from bot.cli import run
from bot.page import render
from bot.rendering.links import link
from summaries.digest import Digest, Told, ToldFigure
from summaries.digest.numbers import Number, Source
from summaries.digest.rising import Rise
from tests.bot.pixels import Picture
from tests.samples import ARTICLES

HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}"
BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)


def told(**given) -> Told:
    values = {
        "key": "a", "article": "a", "headline": "누리2 공개", "url": "https://news.example/1",
        "publisher": "한빛경제", "published": "2026-03-04T07:30:00+09:00", "follow_up": False,
        "others": 2, "origins": 1, "publishers": ("한빛경제",), "reports": ("a", "b"),
        "summary": ("한울반도체가 칩을 공개했다.",),
        "figures": (ToldFigure("한울반도체", "공급량", "3만5000장", "약 3만5000장", None, "문장"),),
    }  # fmt: skip
    return Told(**values | given)


def digest(
    *stories: Told, numbers: tuple[Number, ...] = (), rising: tuple[Rise, ...] = ()
) -> Digest:
    since, until = "2026-03-04T09:00:00+09:00", "2026-03-05T09:00:00+09:00"
    return Digest(since, until, "usual", 3, len(stories), 2, stories, numbers, rising)


def conflict(text: str = "한국") -> Number:
    sources = tuple(
        Source(value, value, text, text, url, "a", "문장")
        for value, url in (("2000개", "https://news.example/1"), ("1만대", "javascript:alert(1)"))
    )
    return Number(text, "보유 H100", "conflict", sources, 1.0)


def hostile() -> Digest:
    return digest(
        told(
            headline=HOSTILE, url="javascript:alert(1)", publisher=HOSTILE, summary=(HOSTILE,),
            figures=(ToldFigure(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
        ),
        told(url=f"https://news.example/{HOSTILE}"),
        numbers=(conflict(HOSTILE),),
        rising=(Rise(HOSTILE, 3, 0, 9.0),),
    )  # fmt: skip


def test_nothing_from_an_article_is_markup():
    page = LexborHTMLParser(render(hostile()))

    assert page.css("script, img, iframe, object, embed, form, link, base") == []
    assert len(page.css("style")) == 1
    attributes = {name for node in page.css("*") for name in node.attributes}
    assert not {name for name in attributes if name.startswith("on") or name in {"style", "src"}}
    assert page.css_first("blockquote p").text() == HOSTILE
    assert "49" not in page.css_first("blockquote p").text()


def test_only_pages_of_the_web_are_linked_and_nothing_is_told_to_them():
    for anchor in LexborHTMLParser(render(hostile())).css("a"):
        assert anchor.attributes["href"].startswith("https://news.example/")
        assert {"noopener", "noreferrer"} <= set(anchor.attributes["rel"].split())


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc", "//a.example",
            "https://", "http://[", "ftp://a.example/"],
)  # fmt: skip
def test_other_addresses_are_no_links(url):
    assert link(url) is None


def test_the_policy_lets_in_its_own_style_alone():
    page = LexborHTMLParser(render(digest(told())))
    policy = page.css_first("meta[http-equiv='Content-Security-Policy']").attributes["content"]
    style = page.css_first("style").text()

    assert policy.startswith("default-src 'none'; ")
    assert b64encode(sha256(style.encode()).digest()).decode() in policy
    assert "unsafe" not in policy
    assert "url(" not in style and "@import" not in style


def test_a_page_shows_all_that_a_digest_tells():
    page = LexborHTMLParser(
        render(
            digest(told(follow_up=True), numbers=(conflict(),), rising=(Rise("전력", 4, 1, 9.0),))
        )
    )
    text = " ".join(page.body.text(separator=" ").split())

    for words in ("[후속] 누리2 공개", "한빛경제 외 2곳 · 같은 글 1건 · 3월 4일 07:30", "3만5000장",
                  "한울반도체 · 공급량", "2000개 한국 · 한국 ↔ 1만대 한국 · 한국", "전력 기사 4건"):  # fmt: skip
        assert words in text


def test_an_empty_day_says_so():
    assert phrases.QUIET in render(digest())
    assert phrases.no_topic(["양자"]) in render(digest(), ["양자"])


# In a browser ------------------------------------------------------------------------------------


def shot(page: Path, width: int, folder: Path) -> Picture:
    picture = folder / f"{width}.png"
    command = [
        str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        f"--window-size={width},900", f"--user-data-dir={folder}/profile",
        f"--screenshot={picture}", page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return Picture.read(picture)


@pytest.mark.skipif(
    BROWSER is None, reason="no Chromium or Chrome is installed to open the page in"
)
@pytest.mark.parametrize("width", [390, 1280])
def test_a_browser_shows_the_samples_within_the_width(width, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("AI_KOREA_DATABASE_URL", f"sqlite:///{tmp_path}/briefing.db")
    assert run(["ingest", str(ARTICLES)]) == 0
    capsys.readouterr()
    assert run(["brief", "--at", "2026-03-05T09:00", "--length", "full", "--format", "html"]) == 0
    page = tmp_path / "brief.html"
    # A word without an end must wrap too.
    page.write_text(
        re.sub(r"</h1>", "A" * 300 + "</h1>", capsys.readouterr().out, count=1), "utf-8"
    )
    found = shot(page, width, tmp_path)

    assert found.width == width
    assert found.painted(0, width) > 0.02, "nothing is shown"
    assert found.painted(width - 12, width) == 0, "something runs out of the page"
