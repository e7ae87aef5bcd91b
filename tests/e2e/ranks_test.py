#!/usr/bin/env python3
"""`sinew compare` shared by several processes: the same bytes for any number of ranks, and one that fails ends all.

Usage: ranks_test.py SINEW SINEW_MPI MPIEXEC SOURCE_DIR
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SINEW, SINEW_MPI, MPIEXEC, SOURCE = sys.argv[1:5]
RECORD = f"{SOURCE}/examples/record.json"
PROGRAMME = f"{SOURCE}/examples/programme.json"
# Two processes at least on a machine with one core, and as root in a container: what Open MPI asks for; others take no notice.
SURROUNDINGS = dict(os.environ, OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1",
                    OMPI_MCA_rmaps_base_oversubscribe="1", OMPI_MCA_btl="self,vader,tcp", OMPI_MCA_mpi_yield_when_idle="1")


def run(words, **around):
    return subprocess.run(words, capture_output=True, timeout=120, env=SURROUNDINGS, check=False, **around)


def ranks(count, *words):
    return run([MPIEXEC, "-n", str(count), SINEW_MPI, *words])


def expect(condition, what, seen):
    if not condition:
        sys.exit(f"{what}\ncode {seen.returncode}\n{seen.stdout.decode()}\n{seen.stderr.decode()}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        few = json.loads(Path(RECORD).read_text(encoding="utf-8"))
        few["availability"] = {"days": ["mon", "thu"], "minutes_max": 30, "twice_daily": False}
        few_record, little = Path(folder, "few_record.json"), str(Path(folder, "few.json"))
        few_record.write_text(json.dumps(few), encoding="utf-8")
        made = run([SINEW, "prescribe", str(few_record), "-q", "-o", little])
        expect(made.returncode == 0, "no second programme", made)
        # 75 draws: no number of ranks deals them evenly, and with four one block is cut short.
        words = ["compare", RECORD, little, PROGRAMME, "--draws", "75", "--json", "-q"]
        alone = run([SINEW, *words])
        expect(alone.returncode == 0 and len(json.loads(alone.stdout)["programmes"]) == 2, "no answer without MPI", alone)
        for count in (1, 2, 3, 4):
            shared = ranks(count, *words)
            expect(shared.returncode == 0, f"{count} ranks do not answer", shared)
            expect(shared.stdout == alone.stdout, f"{count} ranks answer with other bytes", shared)

        def one_differs(*second):
            return run([MPIEXEC, "-n", "1", SINEW_MPI, "compare", RECORD, little, ":", "-n", "1", *second])

        missing = one_differs(SINEW_MPI, "compare", RECORD, str(Path(folder, "missing.json")))
        expect(missing.returncode == 2 and b"missing.json: cannot open" in missing.stderr
               and b"rank 1 of 2 failed" in missing.stderr and not missing.stdout, "a rank without its file went unseen", missing)
        other = one_differs(SINEW_MPI, "compare", RECORD, PROGRAMME)
        expect(other.returncode == 2 and b"rank 1 was given other work" in other.stderr and not other.stdout,
               "a rank with other work went unseen", other)
        killed = one_differs("sh", "-c", "kill -9 $$")
        expect(killed.returncode not in (0, 2) and killed.stderr and not killed.stdout, "a killed rank went unseen", killed)
        both = ranks(2, "compare", RECORD, little, "--by", "phq8")
        expect(both.returncode == 2 and both.stderr.count(b"did you mean phq9?") == 1, "a fault of all is told once", both)
        lone = ranks(2, "screen", RECORD)
        expect(lone.returncode == 2 and b"does not share its work" in lone.stderr and not lone.stdout, "every rank screened", lone)
    return 0


if __name__ == "__main__":
    sys.exit(main())
