"""The ledger: one quantity over many articles, with agreement, change and conflict."""

from summaries.ledger.book import History, Ledger, Point, naming
from summaries.ledger.comparable import Apart, comparable
from summaries.ledger.quantities import Quantity, Verdict, agree, reconcile
from summaries.ledger.voices import KeyFigure, Voice, base_unit, in_base

__all__ = [
    "Apart",
    "History",
    "KeyFigure",
    "Ledger",
    "Point",
    "Quantity",
    "Verdict",
    "Voice",
    "agree",
    "base_unit",
    "comparable",
    "in_base",
    "naming",
    "reconcile",
]
