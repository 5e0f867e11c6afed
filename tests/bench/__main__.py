"""`make bench`: speed and memory, as ratios to what bounds them, measured side by side.

python -m tests.bench [NAME ...]
names: text html start memory loop growth lookup chart figures ledger feeds
"""

from __future__ import annotations

import sys

from tests.bench import measures, quantities, syndicated

ALL = measures.ALL | {
    "figures": quantities.figures,
    "ledger": quantities.ledger,
    "feeds": syndicated.feeds,
}


def main(names: list[str]) -> None:
    """Print the tables of the names, or all of them."""
    for name in names or ALL:
        title, rows = ALL[name]()
        print(f"\n{title}")
        for row in rows:
            print(f"  {row}")


main(sys.argv[1:])
