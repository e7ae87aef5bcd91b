#!/usr/bin/env python3
"""hrv_bench beside NumPy and SciPy in one run, on the same series, answers compared: prints JSON.

Usage: hrv_side_by_side.py [--rounds N] BENCH_FOLDER > bench/results/hrv.json     (BENCH_FOLDER: build/bench/bin)
Rounds alternate between the two, so that both meet the same machine. Times are processor time; medians and quartiles.
"Plain" sample entropy is the one everybody writes: templates as rows, one against all, largest difference along the row.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
import scipy
from scipy.signal import lombscargle

TARGETS = {"five_minutes_all_indices": 100e-6, "day_time_frequency_scaling": 10e-3, "streaming_beat": 2e-6}


def plain_sample_entropy(x, m=2):
    n, r = len(x), 0.2 * x.std(ddof=1)

    def matches(length):
        templates = numpy.array([x[i:i + length] for i in range(n - m)])
        return sum(int(numpy.sum(numpy.abs(one - templates).max(axis=1) <= r)) - 1 for one in templates)

    return float(numpy.log(matches(m) / matches(m + 1)))


def tuned_sample_entropy(x, m=2):
    """Half the pairs, and columns in a row in memory."""
    n, r = len(x), 0.2 * x.std(ddof=1)
    columns = [x[k:n - m + k] for k in range(m + 1)]
    shorter = longer = 0
    for i in range(n - m):
        near = numpy.abs(columns[0][i + 1:] - columns[0][i]) <= r
        for k in range(1, m):
            near &= numpy.abs(columns[k][i + 1:] - columns[k][i]) <= r
        shorter += int(numpy.count_nonzero(near))
        longer += int(numpy.count_nonzero(near & (numpy.abs(columns[m][i + 1:] - columns[m][i]) <= r)))
    return float(numpy.log(shorter / longer))


def lomb(x):
    t = numpy.cumsum(x) / 1000
    step = 1 / t[-1]
    count = int(0.5 / step)
    frequencies = 2 * numpy.pi * step * numpy.arange(1, count + 1)
    values = x - x.mean()
    begin = time.process_time()
    power = lombscargle(t, values, frequencies)
    return float(power[count // 2]), time.process_time() - begin


def timed(work):
    begin = time.process_time()
    answer = work()
    return answer, time.process_time() - begin


def spread(values):
    return {"median_us": round(1e6 * float(numpy.median(values)), 4),
            "quartiles_us": [round(1e6 * float(q), 4) for q in numpy.quantile(values, [0.25, 0.75])], "rounds": len(values)}


def main(arguments):
    rounds = int(arguments[arguments.index("--rounds") + 1]) if "--rounds" in arguments else 5
    bench = Path(arguments[-1]) / "hrv_bench"
    ours, answers, theirs = {}, {}, {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([bench, "--write-series", folder], check=True)
        load = {name: numpy.loadtxt(Path(folder) / f"{name}.txt") for name in ("five_minutes", "five_thousand")}
        work = {"sample_entropy_5000/numpy_plain": lambda: timed(lambda: plain_sample_entropy(load["five_thousand"])),
                "sample_entropy_5000/numpy_tuned": lambda: timed(lambda: tuned_sample_entropy(load["five_thousand"])),
                "lomb_of/beats_350/scipy": lambda: lomb(load["five_minutes"]),
                "lomb_of/beats_5000/scipy": lambda: lomb(load["five_thousand"])}
        for _ in range(rounds):
            text = subprocess.run([bench, "--benchmark_format=json", "--benchmark_min_time=0.1"], check=True,
                                  capture_output=True, text=True).stdout
            for entry in json.loads(text)["benchmarks"]:
                unit = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3}[entry["time_unit"]]
                ours.setdefault(entry["name"], []).append(entry["cpu_time"] * unit)
                answers[entry["name"]] = entry.get("answer")
            for name, once in work.items():
                answer, seconds = once()
                expected = answers[name.rsplit("/", 1)[0]]
                if abs(answer - expected) > 1e-6 * abs(expected):
                    sys.exit(f"{name}: {answer} is not {expected}: nothing is compared")
                theirs.setdefault(name, []).append(seconds)
    result = {"question": "indices of five minutes, of a day, of a beat; beside NumPy and SciPy in one run",
              "machine": {"processor": platform.machine(), "cores": os.cpu_count(), "load_at_end": round(os.getloadavg()[0], 1),
                          "model": next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                                         if line.startswith("model name")), "unknown")},
              "numpy": numpy.__version__, "scipy": scipy.__version__,
              "revision": subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip(),
              "ours": {}, "theirs": {k: spread(v) for k, v in theirs.items()}, "ratios": {}}
    for name, values in ours.items():
        result["ours"][name] = spread(values)
        if name in TARGETS:
            result["ours"][name]["target_us"] = round(1e6 * TARGETS[name], 3)
            result["ours"][name]["met"] = bool(numpy.median(values) <= TARGETS[name])
    for name, values in theirs.items():
        base = name.rsplit("/", 1)[0]
        result["ratios"][name] = round(float(numpy.median(values) / numpy.median(ours[base])), 1)
    json.dump(result, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
