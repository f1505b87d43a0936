"""Tells schemathesis to ask each operation as every role in turn, and counts who asked how often.

REDRESS_TOKENS names a file with a role and its token a line, nobody's being empty; REDRESS_ASKED the file
for the counts.
"""

import atexit
import collections
import itertools
import os
import threading

import schemathesis

with open(os.environ["REDRESS_TOKENS"], encoding="utf-8") as lines:
    ACTORS = [(line.split(" ") + [""])[:2] for line in lines.read().splitlines()]

lock = threading.Lock()
turns = collections.defaultdict(lambda: itertools.cycle(ACTORS))
asked = collections.Counter()


@schemathesis.auth(refresh_interval=None)
class InTurn:
    """Whoever's turn it is at an operation; a fixed order, so that a seed gives the same requests again."""

    def get(self, case, context):
        """Gives the token of whoever's turn it is."""
        with lock:
            actor, token = next(turns[context.operation.label])
            asked[actor] += 1
        return token or None

    def set(self, case, data, context):
        """Puts it into the request; where it is nobody's, nothing is."""
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


@atexit.register
def tell():
    """Writes down who asked how often."""
    with open(os.environ["REDRESS_ASKED"], "w", encoding="utf-8") as counts:
        counts.writelines(f"{actor} {count}\n" for actor, count in sorted(asked.items()))
