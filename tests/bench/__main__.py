"""`python -m tests.bench lexicon`: measurements that compare things within one run."""

import sys

from tests.bench import lexicon


def main(argv: list[str]) -> int:
    """Runs the named benchmark and prints its tables."""
    if argv[1:] != ["lexicon"]:
        print("usage: python -m tests.bench lexicon", file=sys.stderr)
        return 2
    lexicon.run(print)
    return 0


raise SystemExit(main(sys.argv))
