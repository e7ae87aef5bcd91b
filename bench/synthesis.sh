#!/bin/sh
# How long does a whole `sinew evidence rebuild --out` take – page in two languages, figures, tables – and how much memory?
#
# Fixed input: the packs in the program. Usage: bench/synthesis.sh PROGRAM [RUNS]. Three warm-up runs; the verdicts are
# checked against the count by hand before anything is timed. Target: under 10 s.
set -eu
program=${1:?give the program, such as build/release/bin/sinew}
runs=${2:-31}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" evidence rebuild --out "$work/out" --quiet > /dev/null
python3 - "$program" "$runs" "$work/out" <<'PYTHON'
import json, os, statistics, subprocess, sys, time
program, runs, folder = sys.argv[1:]
with open(folder + "/synthesis.json", encoding="utf-8") as text:
    got = json.load(text)
wanted = {"pooled": 1, "one_study": 9, "direction_only": 19, "borrowed": 9, "nothing_found": 28}
if got["totals"] != wanted:
    sys.exit(f"verdicts {got['totals']}, wanted {wanted}; nothing timed")
times, peak = [], 0
for run in range(int(runs) + 3):
    begin = time.perf_counter()
    child = subprocess.Popen([program, "evidence", "rebuild", "--out", folder, "--quiet"], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    spent = 1000 * (time.perf_counter() - begin)
    if status:
        sys.exit(f"run {run} ended with status {status}")
    peak = max(peak, usage.ru_maxrss)
    if run >= 3:
        times.append(spent)
times.sort()
figures = sum(name.endswith(".svg") for name in os.listdir(folder + "/figures"))
print(json.dumps({"question": "sinew evidence rebuild --out, whole process", "runs": len(times), "cells": len(got["cells"]),
                  "rows": len(got["rows"]), "figures": figures, "median_ms": round(statistics.median(times), 1),
                  "quartiles_ms": [round(times[len(times) // 4], 1), round(times[3 * len(times) // 4], 1)],
                  "best_ms": round(times[0], 1), "target_ms": 10000, "peak_rss_mib": round(peak / 1024, 1)}))
PYTHON
