#!/usr/bin/env python3
"""Writes bench/results/prescribe.json: prescriptions a second on one core, and whole runs of `sinew prescribe`.

Usage: bench/prescribe_figures.py BUILD_FOLDER [RUNS]     (built with the preset bench)

In-process figures are medians of CPU time, so a busy machine widens their spread and hardly moves them;
whole runs are wall time. Both programs check their answers before they time anything.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
REPETITIONS = 9


def in_process(program):
    told = json.loads(subprocess.run(
        [program, f"--benchmark_repetitions={REPETITIONS}", "--benchmark_min_time=0.3", "--benchmark_format=json"],
        check=True, capture_output=True, text=True).stdout)
    unit = {"ns": 1e-3, "us": 1.0, "ms": 1e3}
    figures = {}
    for name in ("prescriptions", "screenings", "json_answers"):
        times = sorted(run["cpu_time"] * unit[run["time_unit"]] for run in told["benchmarks"]
                       if run["run_type"] == "iteration" and run["run_name"] == name)
        figures[name] = {"runs": len(times), "median_cpu_us": round(statistics.median(times), 2),
                         "best_cpu_us": round(times[0], 2), "worst_cpu_us": round(times[-1], 2),
                         "per_second": round(1e6 / statistics.median(times))}
    context = {key: told["context"][key] for key in ("answers_hash", "catalogue_hash")}
    return figures, context


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    build, runs = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "31"
    figures, context = in_process(build / "bin" / "prescribe_bench")
    whole = subprocess.run([HOUSE / "bench" / "whole_process.sh", build / "bin" / "sinew", runs],
                           check=True, capture_output=True, text=True).stdout
    revision = subprocess.run(["git", "-C", HOUSE, "rev-parse", "--short", "HEAD"],
                              check=True, capture_output=True, text=True).stdout.strip()
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), "unknown")
    target = 20000
    result = {"revision": revision, "machine": {"cpu": model, "cores": os.cpu_count(),
                                                "load_1_min": round(os.getloadavg()[0], 1)},
              "preset": "bench", "seed": "none: fixed inputs", **context, "in_process": figures,
              "target_prescriptions_per_second": target,
              "target_met": figures["prescriptions"]["per_second"] >= target,
              "whole_process": [json.loads(line) for line in whole.splitlines()],
              "command": f"bench/prescribe_figures.py {sys.argv[1]} {runs}"}
    (HOUSE / "bench" / "results" / "prescribe.json").write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
