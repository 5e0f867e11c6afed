"""What many tests share: one analyser, because it takes a second to load."""

import pytest

from bot.app import analyser
from corpus.korean import Korean


@pytest.fixture(scope="session")
def language() -> Korean:
    return analyser()
