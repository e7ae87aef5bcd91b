#!/bin/sh
# How much faster does Sinew decode FIT than fit-file-parser (npm, in Node), on the same files in one run?
#
# Inputs: a ride of our own making, and the largest files of ../shared/cases/fit where that folder is there. Both must find
# the same number of records and the same sum of heart rates, or nothing is said. Needs `npm ci` in tests/cross/fit.
# Usage: bench/fit_against_parser.sh FIT_BENCH > bench/results/fit.json
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
program=${1:?give the benchmark, such as build/bench/bin/fit_bench}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -d "$root/tests/cross/fit/node_modules" ] || { echo "run: npm ci --prefix $root/tests/cross/fit" >&2; exit 2; }

"$program" --write "$work/made-ride.fit"
corpus="$root/../shared/cases/fit"
if [ -d "$corpus" ]; then
    cp "$corpus/garmin-edge-500-activity.fit" "$corpus/hrv-activity.fit" "$corpus/developer-types-sample.fit" "$work/"
else
    echo "the corpus of ../shared/cases/fit is not there: only the made ride is measured" >&2
fi
"$program" "$work"/*.fit --benchmark_format=json --benchmark_repetitions=7 --benchmark_min_time=0.3 \
    > "$work/ours.json" 2> "$work/ours.txt"
node "$root/tests/cross/fit/bench.mjs" "$work"/*.fit > "$work/theirs.jsonl"
python3 - "$work" "$root" <<'PYTHON'
import json, platform, re, statistics, subprocess, sys
work, root = sys.argv[1:]
ours = json.load(open(f"{work}/ours.json", encoding="utf-8"))
found = {m[1]: (int(m[2]), int(m[3]), float(m[4])) for m in re.finditer(
    r"input (\S+) bytes (\d+) records (\d+) heart_sum (\d+)", open(f"{work}/ours.txt", encoding="utf-8").read())}
speed = {}
for run in ours["benchmarks"]:
    if run["run_type"] == "iteration":
        speed.setdefault(run["name"].split("/repeats")[0], []).append(run["bytes_per_second"] / 1e6)
rows = []
for line in open(f"{work}/theirs.jsonl", encoding="utf-8"):
    theirs = json.loads(line)
    name = theirs["file"]
    if found[name] != (theirs["bytes"], theirs["records"], theirs["heart_sum"]):
        sys.exit(f"{name}: ours {found[name]}, theirs {theirs}: the answers differ, nothing is said")
    decode, activity = (statistics.median(speed[f"{kind}/{name}"]) for kind in ("decode", "activity"))
    rows.append({"file": name, "bytes": theirs["bytes"], "records": theirs["records"], "heart_sum": theirs["heart_sum"],
                 "decode_mb_per_s": round(decode, 1), "activity_mb_per_s": round(activity, 1),
                 "parser_mb_per_s": theirs["mb_per_s"], "parser_runs": theirs["runs"],
                 "decode_times_faster": round(decode / theirs["mb_per_s"], 1),
                 "activity_times_faster": round(activity / theirs["mb_per_s"], 1), "target_times_faster": 20})
version = json.load(open(f"{root}/tests/cross/fit/node_modules/fit-file-parser/package.json", encoding="utf-8"))["version"]
revision = subprocess.run(["git", "-C", root, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
node = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip()
cpu = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
print(json.dumps({"question": "FIT decoding against fit-file-parser, one thread each, same files, same run",
                  "revision": revision, "cpu": cpu, "parser": f"fit-file-parser {version}, Node {node}",
                  "statistic": "median of 7 repetitions (ours), median of the runs after 5 warm-ups (theirs)",
                  "decode": "every value of every message, checksums checked",
                  "activity": "bytes to RecordedActivity with checksums and SHA-256", "files": rows}, indent=1))
PYTHON
