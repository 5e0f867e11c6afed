"""Times as people type them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.times import TimeError, parse
from corpus.article import KST

NOW = datetime(2026, 3, 5, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-05T09:00", datetime(2026, 3, 5, 9, tzinfo=KST)),
        ("2026-03-05T00:00Z", NOW),
        ("2026-03-05", datetime(2026, 3, 5, tzinfo=KST)),
        ("2026.03.05 07:30", datetime(2026, 3, 5, 7, 30, tzinfo=KST)),
        ("24h", NOW - timedelta(hours=24)),
        ("7d", NOW - timedelta(days=7)),
        ("3일", NOW - timedelta(days=3)),
        ("2주", NOW - timedelta(weeks=2)),
    ],
)
def test_a_time_is_understood(text, expected):
    assert parse(text, NOW) == expected


@pytest.mark.parametrize(
    "text", ["", "곧", "2026-13-01", "h", "99999999h", "2026-03-05T9", "2026-03-05x"]
)
def test_what_is_no_time_is_refused_with_its_words(text):
    with pytest.raises(TimeError, match=text or None):
        parse(text, NOW)


def test_a_time_before_all_time_is_refused():
    with pytest.raises(TimeError):
        parse("9999w", datetime(2, 1, 1, tzinfo=UTC))
