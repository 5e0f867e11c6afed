"""Packaged Korean summarisers beside ours, on the articles whose sentences people picked.

The peers are installed by this bench alone, into var/peers, and run there in a process of their own:
nothing of the project depends on them. They get each article's sentences, cut as its data cuts them,
and pick three; what cannot be installed is left out with a word.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import Any

from bot.app import analyser
from corpus.text import squeeze
from summaries.salience import weigh
from summaries.summary import pick
from tests.shared import ROOT

Table = tuple[str, list[str]]
PLACE = Path("var/peers")
PACKAGES = ("textrankr", "sumy", "krwordrank", "kiwipiepy", "setuptools<80")


def peers() -> Table:
    """F at three sentences over the development articles, and milliseconds an article."""
    articles = [
        json.loads(path.read_text("utf-8"))
        for path in sorted((ROOT / "eval/summaries/articles").glob("*.json"))
    ]
    if not articles:
        return "Summaries beside packaged ones", ["needs ../shared/eval/summaries"]
    picks: dict[str, Any] = {"ours": _timed(articles, _ours), "lead": _timed(articles, _lead)}
    picks |= _theirs(articles)
    rows = [
        f"{name:16s} F@3 {fmean(map(_f1, articles, found['picks'])):.3f}   {found['ms']:7.2f} ms"
        if "picks" in found
        else f"{name:16s} {found['error']}"
        for name, found in picks.items()
    ]
    return (
        "Three sentences an article against those that people picked, beside packaged summarisers",
        rows,
    )


def _ours(article: dict[str, Any]) -> list[int]:
    texts = [text if text[-1] in ".?!…" else text + "." for text in article["sentences"]]
    sentences = analyser().analyse(" ".join(texts))
    units = [squeeze(text).rstrip(".") for text in article["sentences"]]
    found: set[int] = set()
    for chosen in pick(weigh(sentences, article["title"]), 3):
        text = squeeze(sentences[chosen.index].text)
        found |= {i for i, unit in enumerate(units) if unit in text or text.rstrip(".") in unit}
    return sorted(found)[:3]


def _lead(article: dict[str, Any]) -> list[int]:
    return list(range(min(3, len(article["sentences"]))))


def _timed(
    articles: list[dict[str, Any]], choose: Callable[[dict[str, Any]], list[int]]
) -> dict[str, Any]:
    choose(articles[0])  # whatever is loaded when it is first used
    began = time.process_time()
    picks = [choose(article) for article in articles]
    return {"picks": picks, "ms": 1000 * (time.process_time() - began) / len(articles)}


def _f1(article: dict[str, Any], picks: list[int]) -> float:
    gold = set(article["summaries"])
    return 2 * len(gold & set(picks)) / max(1, len(gold) + len(set(picks)))


def _theirs(articles: list[dict[str, Any]]) -> dict[str, Any]:
    python = PLACE / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PLACE)], check=True)
    for package in PACKAGES:
        install = [
            str(python),
            "-m",
            "pip",
            "-qq",
            "--disable-pip-version-check",
            "install",
            package,
        ]
        subprocess.run(install, check=False, capture_output=True)
    run = subprocess.run(
        [str(python), str(Path(__file__).with_name("peers_run.py"))],
        input=json.dumps(articles).encode(), capture_output=True, check=False,
    )  # fmt: skip
    if run.returncode:
        return {"peers": {"error": run.stderr.decode()[-300:]}}
    return dict(json.loads(run.stdout))
