"""`make bench`: speed and memory, as ratios to what bounds them, measured side by side.

python -m tests.bench [NAME ...]     names: text html start memory loop growth search;
                                     million, hostile and short only when named
"""

from __future__ import annotations

import sys

from tests.bench import measures


def main(names: list[str]) -> None:
    for name in names or measures.ALL:
        title, rows = (measures.ALL | measures.LONG)[name]()
        print(f"\n{title}")
        for row in rows:
            print(f"  {row}")


main(sys.argv[1:])
