"""The index made anew from the texts: after new words for the analyser, or new rules for terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corpus import store
from corpus.database import Engine, reading, writing

# Articles of one transaction: a second of work, after which writers get their turn and what was
# done stays done. A run that is stopped can simply be made again.
_BATCH = 50


def count(engine: Engine) -> int:
    """How many articles there are to do: those whose text is whole."""
    with reading(engine) as connection:
        return store.whole(connection)


def run(
    engine: Engine,
    terms: Callable[[str | None, str], tuple[Sequence[str], Sequence[str]]],
) -> Iterator[int]:
    """Index every whole article anew; the id of each once it is done. Raises DatabaseError.

    `terms` gives the terms of a headline and of a body. Look-ups go on meanwhile, and an article
    that is changed while its terms are found keeps the terms of its new text.
    """
    last = 0
    while True:
        with reading(engine) as connection:
            batch = store.texts_after(connection, last, _BATCH)
        if not batch:
            return
        found = [(text, terms(text.headline, text.body)) for text in batch]
        with writing(engine) as connection:
            for text, (above, below) in found:
                store.reindex(connection, text, above, below)
        last = batch[-1].id
        yield from (text.id for text in batch)
