#!/bin/sh
# How long does a whole `sinew prescribe` take, and how much memory does it hold at most?
#
# Fixed input: examples/record.json, and the largest bundle of ../shared/cases/fhir-r4 where that folder is there.
# Usage: bench/whole_process.sh PROGRAM [RUNS]. Three warm-up runs; the answer's kind is checked before anything is timed.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
program=${1:?give the program, such as build/release/bin/sinew}
runs=${2:-31}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# measure NAME FILE TARGET_MS KIND
measure() {
    "$program" prescribe "$2" --json > "$work/answer.json" || { echo "$1: the program refused its input; nothing timed" >&2; exit 1; }
    python3 - "$program" "$2" "$runs" "$1" "$3" "$4" "$work/answer.json" <<'PYTHON'
import json, os, statistics, subprocess, sys, time
program, record, runs, name, target, kind, answer = sys.argv[1:]
with open(answer, encoding="utf-8") as text:
    got = json.load(text)["kind"]
if got not in kind.split(","):
    sys.exit(f"{name}: kind {got}, wanted {kind}; nothing timed")
times, peak = [], 0
for run in range(int(runs) + 3):
    begin = time.perf_counter()
    child = subprocess.Popen([program, "prescribe", record, "--json"], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    spent = 1000 * (time.perf_counter() - begin)
    if status:
        sys.exit(f"{name}: run {run} ended with status {status}")
    peak = max(peak, usage.ru_maxrss)
    if run >= 3:
        times.append(spent)
times.sort()
print(json.dumps({"question": name, "runs": len(times), "median_ms": round(statistics.median(times), 2),
                  "quartiles_ms": [round(times[len(times) // 4], 2), round(times[3 * len(times) // 4], 2)],
                  "best_ms": round(times[0], 2), "target_ms": float(target), "peak_rss_mib": round(peak / 1024, 1), "kind": got}))
PYTHON
}

measure "prescribe, the example record" "$root/examples/record.json" 30 programme
bundles="$root/../shared/cases/fhir-r4"
if [ -d "$bundles" ]; then
    for packed in "$bundles"/*.json.gz; do gzip -dc "$packed" > "$work/$(basename "$packed" .gz)"; done
    largest=$(ls -S "$work"/case-*.json | head -1)
    measure "prescribe, the largest bundle ($(basename "$largest"), $(wc -c < "$largest") bytes)" "$largest" 80 programme,meanwhile,not_applicable
else
    echo "the bundles of ../shared/cases/fhir-r4 are not there: the largest one is not measured" >&2
fi
