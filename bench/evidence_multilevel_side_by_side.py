#!/usr/bin/env python3
"""Three-level models of 240 effects beside metafor, in one run; writes bench/results/evidence_multilevel.json.

Usage: evidence_multilevel_side_by_side.py BENCH_FOLDER [RUNS_OF_R]     BENCH_FOLDER = build/bench/bin

Question: how many times as fast is the fit in process as rma.mv in process, at the same answer? The input is made by the benchmark from a
fixed seed. REML with the constant +1/2 log|X'X| in both (metafor's default). Agreement is the largest relative difference of b, se and the
components to the top of metafor's own likelihood. Processor time on both sides, because the machine is shared. Without R the times of ours are written alone, and the file says so.
"""

import json
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGETS = {"three_level": 3000, "dense": 300}


def output_of(*words):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def main():
    folder = Path(sys.argv[1])
    runs = sys.argv[2] if len(sys.argv) > 2 else "5"
    program = folder / "evidence_multilevel_bench"
    ours = json.loads(output_of(program, 301))
    result = {"question": "three-level models of 240 effects in 48 studies, REML (constant +1/2 log|X'X| included), in process against in process, processor time of one thread each",
              "machine": processor(), "revision": output_of("git", "-C", HERE, "rev-parse", "--short", "HEAD").strip(),
              "runs": {"ours": 301, "metafor": int(runs)}, "models": {}}
    theirs = {}
    if shutil.which("Rscript"):
        with tempfile.TemporaryDirectory() as place:
            output_of(program, "write", place)
            theirs = json.loads(output_of("Rscript", HERE / "evidence_multilevel.R", place, runs))
        result["against"] = theirs["tool"] + ", bobyqa with rhoend 1e-10"
    else:
        result["against"] = "nothing: Rscript is missing"
    for name, mine in ours.items():
        entry = {"ours": mine}
        if theirs:
            other = theirs[name]
            pairs = [(mine["b"], other["b"]), (mine["se"], other["se"]), *zip(mine["sigma2"], other["sigma2"])]
            entry |= {"metafor": other, "times_as_fast": round(other["seconds"] / mine["seconds"]),
                      "largest_relative_difference": max(abs(a - b) / abs(b) for a, b in pairs), "target": TARGETS.get(name)}
            if entry["largest_relative_difference"] > 1e-8:
                sys.exit(f"{name}: the answers differ by {entry['largest_relative_difference']}")
        result["models"][name] = entry
        print(name, f"{mine['seconds'] * 1e6:.0f} us", entry.get("times_as_fast", ""), entry.get("largest_relative_difference", ""))
    (HERE / "results" / "evidence_multilevel.json").write_text(json.dumps(result, indent=1) + "\n")


main()
