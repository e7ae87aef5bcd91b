#!/usr/bin/env python3
"""The chain of the audit log verified a second time, from the words of docs/methods/audit.md.

Usage: audit_reference.py SINEW KILL_WRITER

Makes a small clinic, reads its log with `sinew audit list --json`, and does the sum here; then changes every field of some
entries and sees that the sum does not hold any more.
"""

import hashlib
import json
import subprocess
import sys
import tempfile

HASHED = ["sequence", "at", "actor", "role", "action", "person", "object", "authority", "device", "digest", "previous_hash"]


def lines(entry, names):
    """One line a field: name, bytes of the text, text."""
    text = ""
    for name in names:
        value = str(entry[name])
        text += f"{name}:{len(value.encode())}:{value}\n"
    return text


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def holds(log):
    """Whether every entry is what it was and joins the one before it."""
    before, number = "0" * 64, 0
    for entry in log:
        erased = not (entry["salt"] or entry["reason"] or entry["detail"])
        if entry["sequence"] != number + 1 or entry["previous_hash"] != before:
            return False
        if not erased and entry["digest"] != sha256(lines(entry, ["salt", "reason", "detail"])):
            return False
        if entry["hash"] != sha256(lines(entry, HASHED)):
            return False
        before, number = entry["hash"], entry["sequence"]
    return True


def main():
    sinew, writer = sys.argv[1:3]
    with tempfile.TemporaryDirectory(prefix="sinew-audit-") as folder:
        subprocess.run([writer, "settle", folder], input=" ".join(map(str, range(1, 41))), text=True, check=True,
                       stdout=subprocess.DEVNULL)
        told = subprocess.run([sinew, "audit", "list", "--json", "--data", folder], check=True, text=True,
                              stdout=subprocess.PIPE).stdout
    log = [json.loads(line) for line in told.splitlines()]
    faults = [] if len(log) == 40 and holds(log) else [f"a good log of {len(log)} entries does not hold"]
    for place in (0, 17, 39):
        for name in log[place]:
            changed = [dict(entry) for entry in log]
            changed[place][name] = changed[place][name] + 1 if name == "sequence" else changed[place][name] + "x"
            if holds(changed):
                faults.append(f"entry {place + 1}: a changed {name} goes unseen")
    if holds(log[:5] + log[6:]):
        faults.append("a missing entry goes unseen")
    print("\n".join(faults) or f"{len(log)} entries hold, every change is seen")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
