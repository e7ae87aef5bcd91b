#!/usr/bin/env python3
"""How long from the shell's word to the answer: the start of `sinew` and a whole `sinew evidence pool`, beside Rscript.

Usage: start_side_by_side.py PROGRAM [OLDER_PROGRAM] > bench/results/start.json

Fixed input: the thirteen BCG trials of tests/golden/evidence/pooling_effects.csv. All programs take turns in one run, so that a machine that
is busy for a while is busy for each; medians with quartiles of 101 rounds (Rscript: every tenth round). Wall and processor time of the
whole process. The answers are checked against metafor's golden values before anything is timed. Without Rscript its side is left out.
"""

import csv
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
GOLDEN = HERE.parent / "tests/golden/evidence"
ROUNDS, EVERY = 101, 10


def once(command):
    """(wall, processor) milliseconds of one process."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = status
    if status:
        sys.exit(f"{' '.join(command)}: ended with status {status}")
    return 1000 * wall, 1000 * (usage.ru_utime + usage.ru_stime)


def spread(values):
    low, middle, high = statistics.quantiles(values, n=4)
    return {"median": round(middle, 3), "quartiles": [round(low, 3), round(high, 3)], "best": round(min(values), 3)}


def take_turns(commands):
    """{name: times} of commands that run one after the other, round after round."""
    times = {name: [] for name in commands}
    for command in commands.values():
        once(command)  # files into memory
    for number in range(ROUNDS):
        for name, command in commands.items():
            if name != "rscript" or number % EVERY == 0:
                times[name].append(once(command))
    return {name: {"runs": len(runs), "wall_ms": spread([wall for wall, _ in runs]),
                   "processor_ms": spread([processor for _, processor in runs])} for name, runs in times.items()}


def ratios(row, targets):
    for name in list(row):
        for other in list(row):
            if other != name and name.startswith("sinew") and other in ("rscript", "sinew_older"):
                row[name].setdefault("times", {})[other] = {
                    clock: round(row[other][clock]["median"] / row[name][clock]["median"], 1) for clock in ("wall_ms", "processor_ms")}
    if "rscript" in row and targets:
        row["target_times_wall"] = targets
    return row


def check(program, table, wanted):
    """The answer is metafor's (REML, z), to 1e-6."""
    got = json.loads(subprocess.run([program, "evidence", "pool", table, "--json"], check=True, capture_output=True, text=True).stdout)
    for ours, theirs in {"b": "b0", "se": "se0", "tau2": "tau2", "QE": "QE", "I2": "I2", "pi_lb": "pi_lb"}.items():
        if abs(got[ours] - float(wanted[theirs])) > 1e-6 * abs(float(wanted[theirs])):
            sys.exit(f"{program}: {ours} is {got[ours]}, metafor says {wanted[theirs]}; nothing timed")


def rows_of(name):
    return list(csv.DictReader((GOLDEN / name).read_text().splitlines()[1:]))


def libraries(program):
    """Files the loader maps before the program begins."""
    said = subprocess.run(["ldd", program], check=True, capture_output=True, text=True).stdout
    return sum("=>" in line for line in said.splitlines())


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    programs = {"sinew": str(Path(sys.argv[1]).resolve())}
    if len(sys.argv) == 3:
        programs["sinew_older"] = str(Path(sys.argv[2]).resolve())
    wanted = next(row for row in rows_of("pooling_answers.csv")
                  if (row["set"], row["method"], row["test"], row["mods"]) == ("bcg", "REML", "z", "0"))
    with tempfile.TemporaryDirectory() as scratch:
        table = str(Path(scratch) / "bcg.csv")
        Path(table).write_text("study,yi,vi\n" + "".join(f"trial {row['row']},{row['yi']},{row['vi']}\n"
                                                       for row in rows_of("pooling_effects.csv") if row["set"] == "bcg"))
        for program in programs.values():
            check(program, table, wanted)
        version = {name: [program, "--version"] for name, program in programs.items()}
        pool = {name: [program, "evidence", "pool", table, "--json"] for name, program in programs.items()}
        rscript = shutil.which("Rscript")
        if rscript:
            version["rscript"] = [rscript, "-e", "invisible(0)"]  # starts R and ends; --version would not start it
            pool["rscript"] = [rscript, "-e", f"suppressPackageStartupMessages(library(metafor)); d <- read.csv('{table}'); "
                               "print(summary(rma(yi, vi, data=d)))"]
        git = ["git", "-C", str(HERE), "rev-parse", "--short", "HEAD"]
        answer = {"what": "start of the program and a whole `evidence pool` of 13 studies, side by side",
                  "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the run",
                  "revision": subprocess.run(git, capture_output=True, text=True).stdout.strip(),
                  "shared_libraries": {name: libraries(program) for name, program in programs.items()},
                  "version": ratios(take_turns(version), None), "evidence_pool": ratios(take_turns(pool), 150)}
        if not rscript:
            answer["R"] = "Rscript is not on this machine: the other side was not measured"
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
