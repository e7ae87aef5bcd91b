#!/usr/bin/env python3
"""Measures the service and the caseload in one go and writes bench/results, for a machine that has nothing else to do.

    cmake --preset bench && ninja -C build/bench serve_bench caseload_bench sinew
    python3 bench/service_quiet.py build/bench/bin FOLDER        # FOLDER on the disk to be measured; about three minutes

Writes serve_load_quiet.json (on FOLDER), serve_load_tmpfs.json (a sync costs nothing) and caseload.json, each with the load of
the machine before it began: above 0.5 the answers are those of a busy machine, and the file says so. With --kill N the service is
also killed N times (kill_serve.json). Ends with 1 when an answer was wrong.
"""
import argparse
import datetime
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
BUSY_FROM = 0.5
TARGETS = {"shared_to_each": 8.0, "shared_to_none": 0.5, "p99_ms": 10.0, "caseload_p95_ms": 50.0}


def machine():
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, {'busy' if load > BUSY_FROM else 'quiet'} (load {load:.2f} before)"


def written(name, answer):
    (RESULTS / name).write_text(json.dumps(answer, indent=1) + "\n")
    print(f"wrote bench/results/{name}", file=sys.stderr)


def served(bins, folder, name):
    before = machine()
    run = subprocess.run([bins / "serve_bench", folder, "5", "4"], stdout=subprocess.PIPE, check=False)
    answer = json.loads(run.stdout)
    answer = {"question": answer.pop("question"), "made_by": "bench/service_quiet.py", "machine": before,
              "date": str(datetime.date.today()), **answer}
    answer["targets_met"] = {
        "eight_times_a_commit_each": answer["ratio_shared_to_each"] >= TARGETS["shared_to_each"],
        "half_of_no_storage": answer["ratio_shared_to_none"] >= TARGETS["shared_to_none"],
        "p99_10_ms": answer["shared_commits"]["p99_ms"] <= TARGETS["p99_ms"]}
    written(name, answer)
    return answer["right"]


def caseload(bins):
    before = machine()
    run = subprocess.run([bins / "caseload_bench", "--benchmark_format=json"], stdout=subprocess.PIPE, check=False)
    turns = {one["name"].split("/")[0]: one for one in json.loads(run.stdout)["benchmarks"]}
    broken = [f"{name}: {one['error_message']}" for name, one in turns.items() if one.get("error_occurred")]
    if broken:
        print("caseload_bench:", *broken, "(caseload.json is left as it was)", sep="\n  ", file=sys.stderr)
        return False

    def told(name, *counts):
        return {key: round(turns[name][key], 2) for key in ("p50_ms", "p95_ms", *counts)}

    over_http = told("page_over_http", "check_ins")
    written("caseload.json", {
        "question": "how long the page of the caseload takes: 500 people, 90 days of craving and mood each, on the SQLite store",
        "made_by": "bench/service_quiet.py", "machine": before, "date": str(datetime.date.today()), "pages_each": 200,
        "warm_page_of_500_lines": told("warm_page", "bytes"),
        "page_of_500_lines_after_a_write": told("page_after_a_write"),
        "page_of_50_lines_over_http_with_ten_check_ins_a_second": over_http,
        "rows_of_a_whole_day_seconds": round(turns["first_page_of_a_day"]["real_time"] / 1000, 1),
        "target": {"p95_ms": TARGETS["caseload_p95_ms"], "met": over_http["p95_ms"] <= TARGETS["caseload_p95_ms"]}})
    return True


def killed(bins, runs):
    before = machine()
    run = subprocess.run([sys.executable, ROOT / "tests/kill/kill_serve_test.py", bins / "sinew", "--runs", str(runs), "--json"],
                         stdout=subprocess.PIPE, check=False)
    answer = {"question": "kill -9 of `sinew serve` at random instants under load: is what was acknowledged there, once?",
              "made_by": f"python3 tests/kill/kill_serve_test.py SINEW --runs {runs} --json", "machine": before,
              "date": str(datetime.date.today()), **json.loads(run.stdout)}
    written("kill_serve.json", answer)
    return run.returncode == 0


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("bins", type=pathlib.Path)
    asked.add_argument("folder")
    asked.add_argument("--kill", type=int, default=0, metavar="N")
    said = asked.parse_args()
    bins = said.bins.resolve()
    right = [served(bins, said.folder, "serve_load_quiet.json"), served(bins, "/dev/shm", "serve_load_tmpfs.json"), caseload(bins)]
    if said.kill:
        right.append(killed(bins, said.kill))
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
