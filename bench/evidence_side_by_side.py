#!/usr/bin/env python3
"""Pooled answers beside metafor, in one run on one machine, in process against in process. Whole commands: start_side_by_side.py.

Usage: evidence_side_by_side.py FOLDER_OF_BENCH_PROGRAMS > bench/results/evidence_pooling.json

Sections are functions in SECTIONS; another room adds its own. Without Rscript the R half is left out, and the answer says so.
Both sides solve to a step far below the asked agreement of 1e-8; the REML constant is metafor's default (REMLf = TRUE).
"""

import json
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def ours(folder):
    """CPU seconds of each benchmark, medians of five."""
    text = subprocess.run([str(folder / "pooling_bench"), "--benchmark_format=json", "--benchmark_repetitions=5",
                           "--benchmark_report_aggregates_only=true", "--benchmark_filter=-reml_with_moderator"],
                          check=True, capture_output=True, text=True).stdout
    unit = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}
    return {row["run_name"]: row["cpu_time"] * unit[row["time_unit"]] for row in json.loads(text)["benchmarks"]
            if row.get("aggregate_name") == "median"}


def agreement(got, wanted):
    """Largest relative difference over the answers both give."""
    return max((abs(got[key] - wanted[key]) / abs(wanted[key]) for key in wanted if key in got), default=None)


def pooling(folder):
    answer = {}
    seconds = ours(folder)
    answers = json.loads(subprocess.run([str(folder / "pooling_bench"), "--answers"], check=True, capture_output=True,
                                        text=True).stdout)
    targets = {"reml_of_13": 3000}
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "made.csv"
        subprocess.run([str(folder / "pooling_bench"), "--write-made", str(made)], check=True)
        theirs = {}
        if shutil.which("Rscript"):
            theirs = json.loads(subprocess.run(["Rscript", str(HERE / "evidence_side_by_side.R"), str(made)], check=True,
                                               capture_output=True, text=True).stdout)
        for name in ("reml_of_13", "reml_of_1000_with_moderator", "leave_one_out_of_13", "permutation_of_10000"):
            row = {"sinew_s": seconds[name]}
            if name in theirs:
                row |= {"metafor_s": theirs[name]["seconds"], "times": theirs[name]["seconds"] / seconds[name],
                        "largest_relative_difference": agreement(answers.get(name, {}), theirs[name]["answers"] or {})}
                if "note" in theirs[name]:
                    row["note"] = theirs[name]["note"]
            if name in targets:
                row["target_times"] = targets[name]
            answer[name] = row
        answer["R"] = theirs.get("versions", "Rscript is not on this machine: the other side was not measured")
    return answer


SECTIONS = {"pooling": pooling}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    revision = subprocess.run(["git", "-C", str(HERE), "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    answer = {"what": "pooled answers beside metafor, one run", "machine": platform.machine(),
              "revision": revision.stdout.strip(), "reml_constant": "REMLf = TRUE (with + log det X'X / 2)",
              "metafor_threshold": 1e-13}
    for name, section in SECTIONS.items():
        answer[name] = section(folder)
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
