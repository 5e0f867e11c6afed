"""What many tests share: one analyser, because it takes a second to load."""

import os

import pytest
from hypothesis import settings

from bot.app import analyser
from corpus.korean import Korean

# A busy machine is no failure; and a run that must pass tries the same examples every time.
settings.register_profile("here", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def language() -> Korean:
    return analyser()
