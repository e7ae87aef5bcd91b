#!/usr/bin/env python3
"""Pooled answers beside metafor, in one run on one machine: in process against in process, whole command against Rscript.

Usage: evidence_side_by_side.py FOLDER_OF_BENCH_PROGRAMS SINEW_PROGRAM > bench/results/evidence_pooling.json

Sections are functions in SECTIONS; another room adds its own. Without Rscript the R half is left out, and the answer says so.
Both sides solve to a step far below the asked agreement of 1e-8; the REML constant is metafor's default (REMLf = TRUE).
"""

import json
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
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


def whole(command, times):
    """Seconds of a whole process, medians: (processor time, wall). The first is what a busy machine does not change."""
    processor, wall = [], []
    for _ in range(times):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        wall.append(time.perf_counter() - began)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(processor), statistics.median(wall)


def agreement(got, wanted):
    """Largest relative difference over the answers both give."""
    return max((abs(got[key] - wanted[key]) / abs(wanted[key]) for key in wanted if key in got), default=None)


def pooling(folder, program):
    answer = {}
    seconds = ours(folder)
    answers = json.loads(subprocess.run([str(folder / "pooling_bench"), "--answers"], check=True, capture_output=True,
                                        text=True).stdout)
    targets = {"reml_of_13": 3000}
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "made.csv"
        subprocess.run([str(folder / "pooling_bench"), "--write-made", str(made)], check=True)
        effects = Path(scratch) / "bcg.csv"
        lines = (HERE.parent / "tests/golden/evidence/pooling_effects.csv").read_text().splitlines()[2:]
        rows = [line.split(",") for line in lines if line.startswith("bcg,")]
        effects.write_text("study,yi,vi\n" + "".join(f"trial {r[1]},{r[2]},{r[3]}\n" for r in rows))
        command = [program, "evidence", "pool", str(effects), "--json"]
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
        processor, wall = whole(command, 31)
        row = {"sinew_s": processor, "sinew_wall_s": wall}
        if theirs:
            script = (f"suppressPackageStartupMessages(library(metafor)); d <- read.csv('{effects}');"
                      "print(summary(rma(yi, vi, data=d)))")
            processor, wall = whole(["Rscript", "-e", script], 5)
            row |= {"rscript_s": processor, "rscript_wall_s": wall, "times": processor / row["sinew_s"],
                    "times_wall": wall / row["sinew_wall_s"], "target_times": 150}
        answer["whole_command"] = row
        answer["R"] = theirs.get("versions", "Rscript is not on this machine: the other side was not measured")
    return answer


SECTIONS = {"pooling": pooling}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder, program = Path(sys.argv[1]), sys.argv[2]
    revision = subprocess.run(["git", "-C", str(HERE), "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    answer = {"what": "pooled answers beside metafor, one run", "machine": platform.machine(),
              "revision": revision.stdout.strip(), "reml_constant": "REMLf = TRUE (with + log det X'X / 2)",
              "metafor_threshold": 1e-13}
    for name, section in SECTIONS.items():
        answer[name] = section(folder, program)
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
