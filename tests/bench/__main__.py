"""`make bench`: speed and memory, as ratios to what bounds them, measured side by side.

python -m tests.bench [NAME ...]     names: text html start memory loop growth chart figures ledger
                                     search salience grouping day peers feeds following chat fanout idle;
                                     answers, million, hostile and short only when named

BENCH_STORES names a folder in which stores of articles are kept for the next run.
"""

from __future__ import annotations

import sys

from tests.bench import chats, fanout, followed, measures, quantities, syndicated

ALL = measures.ALL | {
    "figures": quantities.figures,
    "ledger": quantities.ledger,
    "feeds": syndicated.feeds,
    "following": followed.following,
    "chat": chats.chat,
    "fanout": fanout.fanout,
    "idle": chats.idle,
}


def main(names: list[str]) -> None:
    """Print the tables of the names, or all but the long ones."""
    for name in names or ALL:
        title, rows = (ALL | measures.AT_LENGTH)[name]()
        print(f"\n{title}")
        for row in rows:
            print(f"  {row}")


if __name__ == "__main__":  # processes that make articles load this module too
    main(sys.argv[1:])
