"""The ledger: one quantity over many articles, with agreement, change and conflict."""

from summaries.ledger.book import History, Ledger, Point
from summaries.ledger.quantities import Quantity, Verdict, agree, reconcile
from summaries.ledger.voices import KeyFigure, Voice

__all__ = [
    "History",
    "KeyFigure",
    "Ledger",
    "Point",
    "Quantity",
    "Verdict",
    "Voice",
    "agree",
    "reconcile",
]
