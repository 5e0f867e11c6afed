"""A Discord on loopback for each test."""

from collections.abc import Iterator

import pytest

from tests.fakes.discord import FakeDiscord


@pytest.fixture
def fake() -> Iterator[FakeDiscord]:
    with FakeDiscord() as discord:
        yield discord
