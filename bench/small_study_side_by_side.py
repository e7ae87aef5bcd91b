#!/usr/bin/env python3
"""Leave-one-out and GOSH of sixteen studies: small_study_bench beside metafor, one run after the other.

Usage: small_study_side_by_side.py BIN_FOLDER

Writes bench/results/small_study.json. Without Rscript or metafor it says so there and gives our times alone. metafor's REML
subsets are 2,000 drawn ones (all would take minutes), told per subset; FE and DL are all 65,535 by its own short way.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
R = r"""
suppressMessages(library(metafor))
d <- read.csv("%s", comment.char = "#"); d <- d[d$set == "dat.egger2001", ]
say <- function(name, seconds, count) cat(sprintf("%%s %%.9g %%d\n", name, seconds, count))
for (method in c("FE", "DL", "REML")) {
  f <- rma(yi, vi, data = d, method = method, control = list(threshold = 1e-12, maxiter = 10000))
  t <- system.time(for (i in 1:10) leave1out(f))["elapsed"]; say(paste0("leave_one_out/", method), t / 10, 16)
  n <- if (method == "REML") 2000 else 65535
  t <- system.time(g <- gosh(f, subsets = n, progbar = FALSE))["elapsed"]; say(paste0("gosh/", method), t, nrow(g$res))
}
cat("metafor", as.character(packageVersion("metafor")), R.version$version.string, "\n")
"""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    ours = json.loads(subprocess.run(
        [str(Path(sys.argv[1]) / "small_study_bench"), "--benchmark_format=json", "--benchmark_repetitions=5",
         "--benchmark_report_aggregates_only=true"], check=True, capture_output=True, text=True).stdout)
    scale = {"ms": 1e-3, "us": 1e-6, "ns": 1e-9}
    times = {}
    for one in ours["benchmarks"]:
        name = one["run_name"].removesuffix("/real_time")
        entry = times.setdefault(name, {})
        if one["aggregate_name"] == "median":
            entry["median_s"] = one["real_time"] * scale[one["time_unit"]]
        if one["aggregate_name"] == "cv":
            entry["cv"] = round(one["real_time"], 4)
    result = {
        "revision": subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True,
                                   text=True).stdout.strip(),
        "cores": os.cpu_count(),
        "preset": "bench",
        "input": "dat.egger2001, 16 studies, all 65,535 subsets; medians of 5; the number after the last stroke is threads",
        "sinew": times,
    }
    data = ROOT / "tests/golden/evidence/bias_data.csv"
    run = subprocess.run(["Rscript", "-e", R % data], capture_output=True, text=True) if shutil.which("Rscript") else None
    if run is None or run.returncode:
        result["metafor"] = "R or metafor is not here: nothing to stand beside"
    else:
        result["metafor"] = {}
        for line in run.stdout.splitlines():
            words = line.split()
            if words[0] == "metafor":
                result["metafor_version"] = line.strip()
                continue
            name, seconds, count = words[0], float(words[1]), int(words[2])
            mine = times[name + "/1" if name.startswith("gosh") else name]["median_s"]
            per = seconds / count
            own = mine / (65535 if name.startswith("gosh") else 16)
            result["metafor"][name] = {"seconds": seconds, "fits": count, "times_ours": round(per / own)}
    path = ROOT / "bench/results/small_study.json"
    path.write_text(json.dumps(result, indent=1) + "\n")
    print(path.read_text())


if __name__ == "__main__":
    main()
