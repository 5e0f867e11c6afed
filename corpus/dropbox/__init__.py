"""Watched folders: what people drop there is read once it is at rest, kept, and put away."""

from corpus.dropbox.box import Box, of_publisher
from corpus.dropbox.putting import expire
from corpus.dropbox.turn import take
from corpus.dropbox.watching import watch

__all__ = ["Box", "expire", "of_publisher", "take", "watch"]
