"""What came in already is known, in memory and in the database, for a day."""

import asyncio
from datetime import timedelta

from sqlalchemy import func, select

from bot.slack.seen import Seen
from bot.store.tables import events
from corpus.database import reading
from tests.bot.test_subscriptions import NOW


def count(engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(events)).scalar_one()


def test_what_came_is_known_to_other_processes_for_a_day(engine):
    now = [NOW]

    async def first(seen: Seen, *keys: str) -> list[bool]:
        return [await seen.first(key) for key in keys]

    def process() -> Seen:
        return Seen(engine, lambda: now[0])

    one, other = process(), process()
    assert asyncio.run(first(one, "a", "b", "a")) == [True, True, False]
    assert asyncio.run(first(other, "a", "c")) == [False, True]
    assert count(engine) == 3
    now[0] += timedelta(days=1, hours=1)
    assert asyncio.run(first(one, "d", "a")) == [True, False]
    assert count(engine) == 1
    for seen in (one, other):
        seen.close()
