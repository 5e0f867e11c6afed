"""One sender at a time, in order, and nothing forgotten."""

import threading
from datetime import timedelta

import pytest

from bot.place import Place
from bot.store import deliveries, outbox
from bot.store.deliveries import CANNOT_LOOK, State
from corpus.database import reading, writing
from tests.bot.outbox import NOW, opened, place, queue, states

LATER = NOW + timedelta(seconds=61)


@pytest.fixture
def engine(tmp_path):
    engine = opened(tmp_path)
    yield engine
    engine.dispose()


def record(engine, what, *arguments, **named):
    with writing(engine) as connection:
        return what(connection, *arguments, **named)


def test_a_key_is_queued_once_whatever_became_of_it(engine):
    [key] = queue(engine, [place()])
    again = record(engine, outbox.add, key, place(), [{"text": "again"}], NOW)
    assert not again
    claim = outbox.claim(engine, NOW)
    record(engine, outbox.sent, claim, "1.1", NOW)
    assert not record(engine, outbox.add, key, place(), [{"text": "a"}, {"text": "b"}], NOW)
    assert states(engine) == {key: State.SENT}


def test_parts_go_out_in_order_and_one_at_a_time(engine):
    [key] = queue(engine, [place()], parts=3)
    told = []
    for _ in range(3):
        claim = outbox.claim(engine, NOW)
        assert outbox.claim(engine, NOW) is None  # the next part waits for this one
        told.append((claim.delivery.key, claim.payload["text"]))
        record(engine, outbox.sent, claim, "1.1", NOW)
    assert told == [(f"{key}/{n}", f"part {n}") for n in (1, 2, 3)]
    assert outbox.claim(engine, NOW) is None


def test_a_claim_keeps_others_away_until_its_lease_ends(engine):
    queue(engine, [place()])
    first = outbox.claim(engine, NOW)
    assert not first.unknown
    assert outbox.claim(engine, NOW + timedelta(seconds=59)) is None
    second = outbox.claim(engine, NOW + timedelta(seconds=60))
    assert second.unknown
    assert second.since == NOW  # it may have been sent since the first claim
    with reading(engine) as connection:
        assert not outbox.holds(connection, first, LATER)
        assert outbox.holds(connection, second, LATER)


def test_who_lost_a_claim_records_nothing(engine):
    [key] = queue(engine, [place()])
    first = outbox.claim(engine, NOW)
    second = outbox.claim(engine, LATER)
    for what, named in ((outbox.postponed, {"counted": True}), (outbox.doubted, {"counted": True})):
        assert not record(engine, what, first, LATER, "late", **named)
    assert not record(engine, outbox.sent, first, "1.1", LATER)
    assert not record(engine, outbox.ended, first, State.HELD, "late")
    assert record(engine, outbox.sent, second, "2.2", LATER)
    assert states(engine) == {key: State.SENT}


def test_what_was_not_sent_is_claimed_anew_and_what_may_have_been_is_doubted(engine):
    queue(engine, [place(1), place(2)])
    one, two = outbox.claim(engine, NOW), outbox.claim(engine, NOW)
    soon = NOW + timedelta(seconds=2)
    record(engine, outbox.postponed, one, soon, "unavailable", counted=True)
    record(engine, outbox.doubted, two, soon, "timeout", counted=True)
    assert outbox.claim(engine, NOW + timedelta(seconds=1)) is None
    one, two = outbox.claim(engine, soon), outbox.claim(engine, soon)
    assert (one.unknown, two.unknown) == (False, True)
    assert (one.since, two.since) == (soon, NOW)
    assert [claim.delivery.attempts for claim in (one, two)] == [1, 1]


def test_what_is_held_lets_the_parts_behind_it_wait_and_others_pass(engine):
    [first, second] = queue(engine, [place(1), place(2)], parts=2)
    with writing(engine) as connection:  # parts know of each other by their briefing
        connection.exec_driver_sql(
            "INSERT INTO briefings (id, key, content, created_at) VALUES (1, 'k', '{}', '2026-03-05')"
        )
        connection.exec_driver_sql("UPDATE deliveries SET briefing = 1 WHERE channel = 'C1'")
    claim = outbox.claim(engine, NOW)
    record(engine, outbox.ended, claim, State.HELD, "invalid_blocks")
    assert outbox.claim(engine, NOW).delivery.place == place(2)
    held = {key: state for key, state in states(engine).items() if key.startswith(first)}
    assert set(held.values()) == {State.HELD}
    assert record(engine, deliveries.retry, first, LATER) == 2
    assert outbox.claim(engine, LATER).delivery.key == f"{first}/1"
    assert record(engine, deliveries.drop, second) == 2


def test_a_person_who_asks_for_another_try_has_looked_where_we_cannot(engine):
    keys = queue(engine, [place(1), place(2)])
    for error in (CANNOT_LOOK, "timeout"):
        claim = outbox.claim(engine, NOW)
        record(engine, outbox.ended, claim, State.HELD, error, certain=False)
    assert [record(engine, deliveries.retry, key, LATER) for key in keys] == [1, 1]
    assert [outbox.claim(engine, LATER).unknown for _ in keys] == [False, True]


def test_a_place_that_is_not_free_is_passed_over(engine):
    queue(engine, [place(1), place(1, "T2"), place(2)])
    claim = outbox.claim(engine, NOW, lambda found: found.team != "T1")
    assert claim.delivery.place == place(1, "T2")
    assert outbox.claim(engine, NOW, lambda found: found.team != "T1") is None


def test_a_lease_or_a_wait_by_a_clock_that_ran_ahead_is_not_believed(engine):
    queue(engine, [place(1), place(2)])
    ahead = NOW + timedelta(hours=2)
    queue(engine, [place(3)], now=ahead)
    first = outbox.claim(engine, ahead)
    second = outbox.claim(engine, ahead)
    record(engine, outbox.postponed, second, ahead + timedelta(minutes=1), "x", counted=True)
    found = [outbox.claim(engine, NOW) for _ in range(3)]
    assert [claim.delivery.place.channel for claim in found] == ["C1", "C2", "C3"]
    assert found[0].unknown
    assert found[0].since < first.since  # its stamp is of no use, so it is looked for far back


@pytest.mark.parametrize("behind", [1, 30, 600])
def test_a_machine_whose_clock_is_behind_takes_no_claim_away(engine, behind):
    queue(engine, [place()], now=NOW - timedelta(hours=1))
    assert outbox.claim(engine, NOW)
    assert outbox.claim(engine, NOW - timedelta(seconds=behind)) is None


def test_a_place_that_is_given_up_gets_nothing_more(engine):
    queue(engine, [place(1), place(2)])
    queue(engine, [place(1, "T2")])
    record(engine, deliveries.give_up, place(1), "is_archived")
    assert {c.delivery.place for c in (outbox.claim(engine, NOW), outbox.claim(engine, NOW))} == {
        place(2), place(1, "T2"),
    }  # fmt: skip


def test_what_waits_and_what_is_there_is_counted(engine):
    [key, _] = queue(engine, [place(1), place(2)])
    claim = outbox.claim(engine, NOW)
    record(engine, outbox.sent, claim, "1.1", NOW)
    with reading(engine) as connection:
        assert deliveries.counts(connection)[State.SENT] == 1
        assert deliveries.next_at(connection) == NOW
        assert [d.key for d in deliveries.listed(connection, [State.SENT])] == [key]


def test_keys_that_begin_alike_are_told_apart(engine):
    with writing(engine) as connection:
        for key in ("digest:a:C1", "digest:a:C11", "digest:a:C1_"):
            outbox.add(connection, key, Place("slack", "T", key), [{"text": "x"}], NOW)
        assert deliveries.drop(connection, "digest:a:C1") == 1
        assert deliveries.drop(connection, "digest:a:C%") == 0


def test_sixteen_threads_claim_each_delivery_once(engine):
    keys = queue(engine, [place(n) for n in range(40)])
    claimed, lock = [], threading.Lock()

    def work():
        while claim := outbox.claim(engine, NOW):
            with lock:
                claimed.append(claim.delivery.key)

    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(keys)
