"""How long an audit takes, in CPU seconds on one core, and how much memory.

    OMP_NUM_THREADS=1 python benchmarks/audit_speed.py CLAIMS [--series N] [--add]

Makes a book of CLAIMS statements over N running totals (one per 200 claims unless told), two in a hundred of them
with a slipped digit, audits it, and with --add audits one more report of five claims.
"""

import argparse
import random
import resource
import time
from datetime import date, timedelta

from warbook.audit import Audit, Book, Statement

START = date(2031, 1, 1)
DAYS = 1500


def statements(count: int, series: int, seed: int = 1) -> list[Statement]:
    rng = random.Random(seed)
    curves = []
    for n in range(series):
        total, rate, totals = 0.0, 40.0 * rng.lognormvariate(0, 1), []
        for _ in range(DAYS):
            rate *= rng.lognormvariate(0, 0.03)
            total += rate * rng.lognormvariate(0, 0.2)
            totals.append(total)
        curves.append((f"origin-{n // 5}", ("casualties", "tank", "apc", "artillery", "drone")[n % 5], totals))
    found = []
    for k in range(count):
        origin, measure, totals = curves[k % series]
        day = rng.randrange(20, DAYS)
        value = round(totals[day])
        if rng.random() < 0.02:
            value = int(str(rng.randrange(1, 10)) + str(value)[1:])
        end = START + timedelta(days=day)
        found.append(
            Statement(
                id=f"s{k}", document=f"r{k // 5}", origin=origin, subject="A", measure=measure, kind="stock",
                point=value, end=end, expression=f"r{k // 5}.t{k}", published=end + timedelta(days=rng.randrange(3)),
            )
        )  # fmt: skip
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int)
    parser.add_argument("--series", type=int)
    parser.add_argument("--add", action="store_true")
    args = parser.parse_args()
    series = args.series or max(1, args.claims // 200)
    rows = statements(args.claims, series)
    started = time.process_time()
    audit = Audit(Book(statements=tuple(rows), start=START))
    used = time.process_time() - started
    wrong = sum(1 for f in audit.findings for _ in f.blame)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{args.claims:,} claims, {series} totals: {used:.1f} s, {memory:.2f} GB, {wrong} blamed", flush=True)
    if args.add:
        more = [s for s in statements(args.claims + 5, series, seed=2) if s.document == f"r{args.claims // 5}"]
        started = time.process_time()
        audit.add(more)
        print(f"one report of {len(more)} claims more: {time.process_time() - started:.2f} s")


if __name__ == "__main__":
    main()
