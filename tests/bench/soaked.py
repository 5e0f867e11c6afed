"""Three simulated days of the whole program but its chats: does it grow, lose, double anything?

Digests are made in threads, each of which keeps the memory that its largest one took (some 4 MB at
450 articles): the program grows until every thread had its turn, and with what a digest looks at.

How time passes is told in tests/whole/warp.py.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from tests.whole.day import Course, Numbers, lived
from tests.whole.day_driver import BRIEFED, TIMES
from tests.whole.ledger import Ledger
from tests.whole.press import HOUR, Feed, pieces
from tests.whole.warp import START

Table = tuple[str, list[str]]
HOURS, FEEDS, FAULTS, ARTICLES = 72, 50, 0.05, 12
WARM = 12  # hours after which a first digest has loaded all that digests need
_FORMS = ("rss", "rss", "atom", "json", "rdf")


def soak() -> Table:
    """Fifty feeds, every twentieth request of which fails; Kiwi, and digests three times a day."""
    with tempfile.TemporaryDirectory() as folder:
        course = lived(Path(folder), _feeds(), [(HOURS * HOUR, False)], FAULTS, ["briefed"])
        rows = _rows(Ledger(course))
    return f"{HOURS} hours, {FEEDS} feeds, {FAULTS:.0%} of requests fail (aim: memory +10 %)", rows


def _feeds() -> list[Feed]:
    some, made = Numbers(), []
    for n in range(FEEDS):
        host = f"soak{n}.example"
        published = pieces(some(ARTICLES), host, (HOURS - 12) * HOUR)
        form, minutes = _FORMS[n % len(_FORMS)], (15, 30, 60)[n % 3]
        made.append(Feed(f"soak{n}", host, published, form=form, minutes=minutes, gzip=n % 7 == 0))
    return made


def _rows(ledger: Ledger) -> list[str]:
    course = ledger.course
    wanted = {p.url for f in ledger.feeds.values() for p in f.pieces}
    stored = [url for (url,) in ledger.rows("SELECT url FROM articles")]
    waiting = ledger.rows("SELECT count(*) FROM entries WHERE next_at IS NOT NULL")[0][0]
    aside = ledger.rows("SELECT reason, count(*) FROM entries WHERE stage = 'aside' GROUP BY 1")
    faults = Counter(a.fault for a in course.town.asked if a.fault)
    hours = {round(v["hour"]): v for v in course.vitals}
    sockets = [int(v["sockets"]) for v in course.vitals]
    first, last = hours[WARM]["resident"], course.vitals[-1]["resident"]
    shown = ", ".join(f"{hours[h]['resident']:.0f}" for h in range(1, HOURS, 10))
    digests, missing = _slots(course)
    return [
        f"{len(course.town.asked)} requests, {faults.total()} failed {dict(faults)}; ended {course.codes}",
        f"{len(wanted)} articles published, {len(wanted - {*stored})} missing, {len(stored) - len({*stored})} twice, "
        f"{len(ledger.invented())} invented; entries waiting {waiting}, set aside {dict(aside)}",
        f"validators kept back {len(ledger.unconditional())}",
        f"digests {digests}, missing slots {missing}",
        f"memory {first:.0f} MB after {WARM} hours, {last:.0f} MB at the end ({last / first - 1:+.1%}); every ten hours: {shown}",
        f"sockets {min(sockets)} to {max(sockets)}",
        f"{course.wall:.0f} s, {course.end / course.wall:.0f} times as fast",
    ]


def _slots(course: Course) -> tuple[int, int]:
    """How many digests were posted, and how many times of a day were left out."""
    wanted = set()
    for day in range(HOURS // 24):
        for clock in TIMES:
            date = START + timedelta(days=day)
            wanted.add(f"digest:{date:%Y-%m-%d}:{clock.replace(':', '')}:{BRIEFED}")
    posted = [key for key in course.told if key.startswith("digest:")]
    assert len(posted) == len({*posted}), "a digest was posted twice"
    return len(posted), len(wanted - {*posted})
