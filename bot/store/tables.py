"""The tables of the bot, as the migrations leave them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from corpus.tables import METADATA, Instant, articles

subscriptions = Table(
    "subscriptions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("team", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("wishes", Text, nullable=False),  # subscription.Wishes as JSON
    Column("manager", Text),  # who made it: the platform's id of a person
    Column("watermark", Instant, nullable=False),  # what came in until then was told or passed over
    Column("newest", Integer),  # the id of the newest article that was; None: by the watermark
    Column("slot", Text),  # the last one that was queued: 2026-03-05T08:30
    Column("paused", Text),  # why, if it is
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("platform", "team", "channel", name="ux_subscriptions_place"),
    sqlite_autoincrement=True,
)
briefings = Table(
    "briefings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),  # digest:2026-03-05:0830:slack:T1:C1
    Column("content", Text, nullable=False),  # the digest as JSON, for the buttons below it
    Column("behind", Integer),  # of what came in behind this article it was made; None: by the time
    Column("newest", Integer, nullable=False, server_default="0"),  # and up to this one
    Column("created_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
deliveries = Table(
    "deliveries",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),  # of the briefing, with /1, /2 for parts
    Column("platform", Text, nullable=False),
    Column("team", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("briefing", Integer, ForeignKey("briefings.id"), index=True),
    Column("part", Integer, nullable=False),
    Column("payload", Text, nullable=False),  # what the platform is sent, as JSON
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Instant),  # None: nothing more is to be done
    Column("claimed_at", Instant),
    Column("lease_until", Instant),
    Column("sent_at", Instant),
    Column("message", Text),  # the platform's id of what was sent
    Column("error", Text),
    Column("created_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_deliveries_next", deliveries.c.state, deliveries.c.next_at)
told = Table(
    "told",
    METADATA,
    Column("platform", Text, primary_key=True),
    Column("team", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("article", Integer, ForeignKey(articles.c.id), primary_key=True, index=True),
    Column("briefing", Integer, ForeignKey("briefings.id"), nullable=False),
    Column("at", Instant, nullable=False),
)
uses = Table(
    "uses",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("person", Text, nullable=False),  # slack:T1:U1
    Column("what", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("ix_uses_person", uses.c.person, uses.c.what, uses.c.at)
asked = Table(
    "asked",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False, unique=True),  # what a button asks for again
    Column("at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
events = Table(
    "events",
    METADATA,
    Column("key", Text, primary_key=True),  # of an event that a platform may hand in twice
    Column("at", Instant, nullable=False),
)
runs = Table(
    "runs",
    METADATA,
    Column("job", Text, primary_key=True),
    Column("slot", Text, primary_key=True),  # the stretch of time it was run for
    Column("at", Instant, nullable=False),
)
