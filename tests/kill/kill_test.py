#!/usr/bin/env python3
"""Kills the store at random instants under load and looks whether it kept its word.

Usage: kill_test.py KILL_WRITER [--runs N] [--seed S] [--threads T] [--json]

Every run starts a writer with T clients, kills it (SIGKILL) after a random time, starts the store again, sends what had no
answer once more (twice each, as an impatient client does), and compares: every acknowledged request is there, no request is
there twice, nothing is there that was never sent, and the store's own check finds nothing. Then, once: a file-size limit
(and, where a small file system can be mounted, a full and a read-only one).
Exits 1 when one promise is broken.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path


class Ledger:
    """What the clients know."""

    def __init__(self):
        self.sent, self.acknowledged, self.refused = set(), set(), {}

    def read(self, text):
        """Lines of a writer; the last may be cut off by the kill."""
        for line in text.split("\n")[:-1]:
            words = line.split(" ", 2)
            if words[0] == "s":
                self.sent.add(int(words[1]))
            elif words[0] == "a":
                self.acknowledged.add(int(words[1]))
            elif words[0] == "r":
                self.refused[int(words[1])] = words[2]


def write_until(program, folder, threads, first, seconds, limit=None):
    """Starts a writer and kills it after `seconds`; None = lets it end. Gives what it said."""
    def before():
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([program, "write", folder, str(threads), str(first)], stdout=said,
                                   stderr=subprocess.PIPE, preexec_fn=before)
        killed = False
        try:
            process.wait(timeout=seconds if seconds is not None else 60)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            killed = True
        errors = process.communicate()[1].decode()
        said.seek(0)
        return said.read().decode(), errors, killed


def settle(program, folder, numbers):
    done = subprocess.run([program, "settle", folder], input=" ".join(map(str, sorted(numbers))), text=True,
                          capture_output=True, timeout=300, check=False)
    return done.stdout, done.stderr


def judge(ledger, told):
    """Broken promises, as sentences."""
    lines = told.split("\n")
    faults = []
    if "integrity ok" not in lines:
        faults.append("; ".join(line for line in lines if line.startswith(("integrity", "failed"))) or "no answer")
    if "told" not in lines:
        return faults + ["the store did not tell what it keeps"]
    for kind in ("document", "observation", "audit"):
        kept = Counter(int(line.split()[1]) for line in lines if line.startswith(kind + " "))
        lost = ledger.acknowledged - set(kept)
        twice = [number for number, times in kept.items() if times > 1]
        never = set(kept) - ledger.sent
        if lost:
            faults.append(f"{len(lost)} acknowledged lost ({kind})")
        if twice:
            faults.append(f"{len(twice)} kept twice ({kind})")
        if never:
            faults.append(f"{len(never)} never sent ({kind})")
    return faults


def kill_runs(program, runs, seed, threads, show):
    """Kills and restarts; a new clinic every 20 runs keeps the checks short."""
    chance = random.Random(seed)
    report = {"runs": runs, "seed": seed, "threads": threads, "killed": 0, "killed_before_first_answer": 0,
              "acknowledged": 0, "sent_without_answer": 0, "faults": []}
    ledger, folder, first = None, None, 0
    for run in range(runs):
        if run % 20 == 0:
            if folder:
                shutil.rmtree(folder)
            folder, ledger, first = tempfile.mkdtemp(prefix="sinew-kill-"), Ledger(), 1
        before = len(ledger.acknowledged)
        said, errors, killed = write_until(program, folder, threads, first, chance.uniform(0.005, 0.6))
        ledger.read(said)
        new = len(ledger.acknowledged) - before
        report["killed"] += killed
        report["killed_before_first_answer"] += new == 0
        report["acknowledged"] += new
        open_ones = ledger.sent - ledger.acknowledged
        report["sent_without_answer"] += len(open_ones)
        told, settle_errors = settle(program, folder, open_ones)
        ledger.acknowledged |= open_ones  # now they have an answer
        first = max(ledger.sent, default=0) + 1
        faults = judge(ledger, told) + ([f"not killed: {errors}"] if not killed else [])
        report["faults"] += [f"run {run}: {fault} {settle_errors}".strip() for fault in faults]
        if show:
            print(f"\rrun {run + 1}/{runs}: {report['acknowledged']} acknowledged, {len(report['faults'])} faults", end="",
                  file=sys.stderr, flush=True)
    if folder:
        shutil.rmtree(folder)
    if show:
        print(file=sys.stderr)
    return report


def after_trouble(program, folder, ledger):
    """Restart with everything in order again: what was refused may be sent anew, what was acknowledged is there."""
    told, errors = settle(program, folder, ledger.sent - ledger.acknowledged)
    faults = judge(ledger, told)
    return [f"{fault} {errors}".strip() for fault in faults]


def file_size_limit(program):
    """Every file ends at 600 KiB: writes are refused in words, nothing acknowledged is lost."""
    with tempfile.TemporaryDirectory(prefix="sinew-full-") as folder:
        ledger = Ledger()
        said, errors, killed = write_until(program, folder, 8, 1, None, limit=600 * 1024)
        ledger.read(said)
        faults = [] if ledger.refused and not killed else [f"nothing was refused: {errors}"]
        faults += [] if ledger.acknowledged else ["nothing was acknowledged before"]
        return {"acknowledged": len(ledger.acknowledged), "refused": sorted(set(ledger.refused.values())),
                "faults": faults + after_trouble(program, folder, ledger)}


def small_file_system(program, read_only):
    """A small file system that becomes full, or read-only under the writer; None where none can be mounted."""
    folder = tempfile.mkdtemp(prefix="sinew-small-")
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m" if read_only else "size=3m", "tmpfs", folder]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        os.rmdir(folder)
        return None
    try:
        ledger = Ledger()
        if read_only:
            said, _, _ = write_until(program, folder, 8, 1, 0.2)
            ledger.read(said)
            subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
            _, errors, _ = write_until(program, folder, 8, 100000, None)
            faults = [] if "writable" in errors else [f"a read-only place was not told: {errors}"]
            subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
        else:
            said, errors, killed = write_until(program, folder, 8, 1, None)
            ledger.read(said)
            full = any("full" in why for why in ledger.refused.values())
            faults = [] if full and not killed else [f"a full disk was not told: {errors} {ledger.refused}"]
            subprocess.run(["mount", "-o", "remount,size=64m", folder], check=True)
        return {"acknowledged": len(ledger.acknowledged), "refused": sorted(set(ledger.refused.values())),
                "faults": faults + after_trouble(program, folder, ledger)}
    finally:
        subprocess.run(["umount", folder], capture_output=True, check=False)
        os.rmdir(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    program = str(Path(asked.program).resolve())
    began = time.monotonic()
    report = {"kill": kill_runs(program, asked.runs, asked.seed, asked.threads, sys.stderr.isatty()),
              "file_size_limit": file_size_limit(program),
              "full_disk": small_file_system(program, False),
              "read_only_disk": small_file_system(program, True)}
    report["seconds"] = round(time.monotonic() - began, 1)
    faults = [fault for part in report.values() if isinstance(part, dict) for fault in part["faults"]]
    print(json.dumps(report, indent=2))
    if not asked.json:
        print(f"{len(faults)} broken promises in {asked.runs} kills")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
