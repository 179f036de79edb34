"""Compare engine and twin on demand: ``python -m tests.differential 5000``."""

import argparse
import sys
import time

from tests.differential.compare import differences
from tests.differential.worlds import generate

SHOWN = 8


def main() -> int:
    """Compare the worlds asked for; return 1 if any differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=__doc__)
    parser.add_argument("worlds", type=int, nargs="?", default=1000, help="how many worlds")
    parser.add_argument("--start", type=int, default=0, help="number of the first world")
    parser.add_argument("--world", type=int, help="compare only this world, showing more")
    asked = parser.parse_args()
    numbers = range(asked.start, asked.start + asked.worlds)
    if asked.world is not None:
        numbers = range(asked.world, asked.world + 1)
    started = time.monotonic()
    failed = []
    for number in numbers:
        found = differences(generate(number))
        if found:
            failed.append(number)
            shown = found if asked.world is not None else found[:1]
            print(*shown[:SHOWN], sep="\n", flush=True)
    seconds = time.monotonic() - started
    print(f"{len(numbers)} worlds in {seconds:.0f} s: {len(failed)} differ {failed[:20]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
