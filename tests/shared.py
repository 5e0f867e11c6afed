"""Gold sets and real articles that lie beside the project and are no part of it."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "shared"


def shared(name: str) -> Path:
    """A path below the folder beside the project; skips the test where it is missing."""
    path = ROOT / name
    if not path.exists():
        pytest.skip(f"needs ../shared/{name}, which is kept beside the project")
    return path
