"""What tests of the whole program share: whatever they ran, no token is left anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

# In every token of the fakes there is one of these: of apps, of bots, of connections, of questions.
CANARIES = (b"canary", b"interaction-token")


@pytest.fixture(scope="session")
def folders() -> Iterator[list[Path]]:
    """Where programs ran: databases with their logs, what was said, what was written."""
    found: list[Path] = []
    yield found
    files = [file for folder in found for file in folder.rglob("*") if file.is_file()]
    left = [(f.name, c) for f in files for c in CANARIES if c in f.read_bytes()]
    assert left == []
