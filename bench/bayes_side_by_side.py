#!/usr/bin/env python3
"""bayes_bench beside JAGS in one run: effective draws a second of the worst parameter, same likelihood and priors, one core.

Usage: bayes_side_by_side.py [--rounds N] BENCH_FOLDER > bench/results/evidence_bayes.json     (BENCH_FOLDER: build/bench/bin)
Rounds alternate between the two, so that both meet the same machine. Seconds are processor time of the work alone (no start of R,
no reading of packages), compilation of the JAGS model, adaptation and burn-in included on its side, warm-up on ours. The
JAGS model of means is run in two forms, with study effects and with them integrated out; the better one counts.
Without R or rjags it says so and measures ours alone.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

SETS = {"senn": 50000, "smoking": 10000, "pagliaro": 10000, "magnesium": 10000, "dose_linear": 20000, "dose_emax": 20000}
TARGET = 30


def ours(folder, name):
    return json.loads(subprocess.run([folder / ("bayes_dose_bench" if name.startswith("dose_") else "bayes_bench"), name, str(SETS[name])], check=True, capture_output=True, text=True).stdout)


def theirs(script, name):
    done = subprocess.run(["Rscript", script, name], capture_output=True, text=True)
    if done.returncode != 0:
        return {"error": done.stderr.strip().splitlines()[-1:]}
    return json.loads(done.stdout)


def slowest(answer):
    return min(p["ess_bulk"] for p in answer["parameters"].values()) / answer["seconds"]


def middle(values):
    values = sorted(values)
    return {"median": round(statistics.median(values), 1), "least": round(values[0], 1), "most": round(values[-1], 1)}


def compare(name, folder, script, rounds, has_r):
    our_runs, their_runs = [], {}
    for _ in range(rounds):
        our_runs.append(ours(folder, name))
        for answer in theirs(script, name) if has_r else []:
            their_runs.setdefault(answer["form"], []).append(answer)
    result = {"ours": {"ess_per_second": middle([slowest(a) for a in our_runs]), "draws": 4 * SETS[name], "seconds": middle([a["seconds"] * 1000 for a in our_runs]),
                       "unit_of_seconds": "ms", "worst_rhat": max(p["rhat"] for p in our_runs[0]["parameters"].values())}}
    if not has_r:
        return result
    for form, runs in their_runs.items():
        result["jags_" + form] = {"ess_per_second": middle([slowest(a) for a in runs]), "worst_rhat": max(p["rhat"] for p in runs[0]["parameters"].values())}
        far = []
        for key, there in runs[0]["parameters"].items():
            here = our_runs[0]["parameters"][key]
            far.append(abs(here["mean"] - there["mean"]) / (here["mcse"] ** 2 + there["mcse"] ** 2) ** 0.5)
        result["jags_" + form]["largest_difference_in_mc_errors"] = round(max(far), 2)
        result["jags_" + form]["answers_agree"] = max(far) < 3
    best = max(result["jags_" + form]["ess_per_second"]["median"] for form in their_runs)
    result["times_jags"] = round(result["ours"]["ess_per_second"]["median"] / best, 1)
    result["target"] = TARGET
    result["met"] = result["times_jags"] >= TARGET
    return result


def main(words):
    rounds = 3
    if words[:1] == ["--rounds"]:
        rounds, words = int(words[1]), words[2:]
    folder, script = Path(words[0]), Path(__file__).with_name("bayes_side_by_side.R")
    has_r = bool(shutil.which("Rscript")) and subprocess.run(["Rscript", "-e", "library(rjags); library(posterior)"], capture_output=True).returncode == 0
    root = Path(__file__).resolve().parents[1]
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown")
    answer = {"question": "effective draws (bulk, worst parameter) a second of Bayesian networks on one core, beside JAGS in one run",
              "machine": {"processor": platform.machine(), "model": model, "cores": os.cpu_count()},
              "revision": subprocess.run(["git", "-C", root, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip(),
              "rounds": rounds, "jags": "4.3.1 through rjags" if has_r else "R with rjags is not on this machine: ours alone",
              "sets": {name: compare(name, folder, script, rounds, has_r) for name in SETS}}
    answer["machine"]["load_at_end"] = round(os.getloadavg()[0], 1)
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
