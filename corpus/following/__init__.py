"""Sources that are followed: visited in their pace, their entries made articles of."""

from corpus.following.entries import Stage
from corpus.following.health import Health
from corpus.following.naver import Host, Naver
from corpus.following.polling import Poller, Visit, visit_all
from corpus.following.troubles import Trouble
from corpus.following.working import Worked

__all__ = [
    "Health",
    "Host",
    "Naver",
    "Poller",
    "Stage",
    "Trouble",
    "Visit",
    "Worked",
    "visit_all",
]
