"""The composition root: what a command needs, built when it first asks for it."""

from __future__ import annotations

import sys
from functools import cache, cached_property
from threading import Lock
from typing import TYPE_CHECKING

from bot import settings
from bot.phrases import terminal

if TYPE_CHECKING:
    from corpus.database import Engine
    from corpus.fetch import Client
    from corpus.korean import Korean
    from corpus.remote import Remote
    from corpus.topics import Topics
    from summaries.quoting import Rules


_loading = Lock()


def analyser() -> Korean:
    """The one analyser of this process; the first time takes a second, and a person is told."""
    with _loading:  # two threads that first need it at once would load two, of 320 MB each
        return _loaded()


@cache
def _loaded() -> Korean:
    from corpus.korean import Korean

    if not (sys.stderr and sys.stderr.isatty()):
        return Korean()
    from rich.console import Console as Terminal

    with Terminal(stderr=True).status(terminal.LOADING):
        return Korean()


class App:
    """Settings, analyser and database of one run. Raises SettingError and DatabaseError."""

    @cached_property
    def settings(self) -> settings.Settings:
        """What the environment says."""
        return settings.load()

    @cached_property
    def topics(self) -> Topics:
        """The topics that look-ups know. Raises TopicError."""
        from corpus import topics

        return topics.load(self.settings.topics)

    @cached_property
    def rules(self) -> Rules:
        """What may be quoted of which publisher, by settings and list. Raises SourceError."""
        from corpus import sourcebook
        from summaries.quoting import Rules, strictest

        listed = sourcebook.read(self.settings.sources)
        named = [(source.publisher, source.policy) for source in listed if source.publisher]
        policies = strictest([*named, *self.settings.policies.items()])
        return Rules(self.settings.budget, sources=policies)

    @property
    def language(self) -> Korean:
        """The analyser."""
        return analyser()

    @cached_property
    def engine(self) -> Engine:
        """The database, at its latest migration."""
        from corpus.database import connect, migrate

        engine = connect(self.settings.database_url)
        migrate(engine)
        return engine

    def renew(self) -> None:
        """Read the lists again that people edit while the program runs: topics and sources.

        Raises TopicError, SourceError; then those read before stay.
        """
        anew = App()
        anew.settings = self.settings
        self.topics, self.rules = anew.topics, anew.rules

    def client(self) -> Client:
        """The door to the network; to be closed."""
        from corpus.fetch import Client, Conduct

        return Client(Conduct(self.settings.contact, self.settings.proxy))

    def remote(self) -> Remote:
        """A reader of documents, those too that are only an address; to be closed."""
        from corpus.remote import Remote

        return Remote(self.client)
