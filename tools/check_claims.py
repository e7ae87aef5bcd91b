#!/usr/bin/env python3
"""Ties what we say to what we test: every claim of docs/claims.csv names tests that exist.

Usage: check_claims.py (--build FOLDER | --tests FILE) [PROJECT_ROOT]

--build FOLDER   asks ctest there for its tests
--tests FILE     reads them from a file: `ctest --show-only=json-v1`, `ctest -N`, or one name a line

Columns of docs/claims.csv: claim, risk (high, medium, low), tests (apart by ";"), document. A test is a ctest name, a
pattern of names with * that fits at least one, or the path of a file in the tree. A switched-off test proves nothing.
Prints one line a fault, "docs/claims.csv:line: what: remedy", and exits 1 when there is one.
"""

import argparse
import csv
import json
import re
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

COLUMNS = ["claim", "risk", "tests", "document"]
RISKS = ("high", "medium", "low")


def read_tests(text):
    """Test name -> True when it is switched off, from any of the three formats."""
    if text.lstrip().startswith("{"):
        tests = {}
        for test in json.loads(text).get("tests", []):
            properties = {p["name"]: p["value"] for p in test.get("properties", [])}
            tests[test["name"]] = bool(properties.get("DISABLED"))
        return tests
    listed = re.findall(r"^\s*Test\s+#\d+: (.+?)( \(Disabled\))?\s*$", text, re.M)
    if listed or "Total Tests:" in text:
        return {name: bool(off) for name, off in listed}
    return {line.strip(): False for line in text.splitlines() if line.strip()}


def tests_of_build(folder):
    told = subprocess.run(["ctest", "--test-dir", str(folder), "--show-only=json-v1"],
                          check=True, stdout=subprocess.PIPE, text=True)
    return read_tests(told.stdout)


def fault_of(name, tests, root):
    """What is wrong with one named test, or None."""
    fitting = [test for test in tests if fnmatchcase(test, name)] if "*" in name else [name] * (name in tests)
    if fitting:
        return f'the test "{name}" is switched off: switch it on' if all(tests[test] for test in fitting) else None
    if (root / name).is_file():
        return None
    return f'no test and no file is called "{name}": mend the name, or write the test'


def check(root, tests):
    """All faults of docs/claims.csv, as printable lines, and the number of claims."""
    faults = []
    seen = set()
    with open(root / "docs" / "claims.csv", encoding="utf-8", newline="") as table:
        rows = csv.reader(table)
        header = next(rows, [])
        if header != COLUMNS:
            return [f"docs/claims.csv:1: the columns are {','.join(header)}: make them {','.join(COLUMNS)}"], 0
        for row in rows:
            place = f"docs/claims.csv:{rows.line_num}"
            if len(row) != len(COLUMNS):
                faults.append(f"{place}: {len(row)} cells instead of {len(COLUMNS)}: "
                              "put quotes around a text with commas")
                continue
            claim, risk, named, document = (cell.strip() for cell in row)
            if not claim or claim in seen:
                faults.append(f"{place}: the claim is {'written twice' if claim else 'empty'}: keep one, in words")
            seen.add(claim)
            if risk not in RISKS:
                faults.append(f'{place}: risk "{risk}" is unknown: say high, medium or low')
            names = [name.strip() for name in named.split(";") if name.strip()]
            if not names:
                faults.append(f"{place}: the claim has no test: name one, or stop claiming it")
            faults += [f"{place}: {fault}" for fault in (fault_of(name, tests, root) for name in names) if fault]
            if not document or not (root / document.split("#")[0]).is_file():
                faults.append(f'{place}: the document "{document}" is not there: name the page that makes the claim')
    return faults, len(seen)


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tests_from = parser.add_mutually_exclusive_group(required=True)
    tests_from.add_argument("--build", type=Path, metavar="FOLDER")
    tests_from.add_argument("--tests", type=Path, metavar="FILE")
    parser.add_argument("root", nargs="?", type=Path, default=Path(__file__).parent.parent, metavar="PROJECT_ROOT")
    options = parser.parse_args(arguments)
    if not (options.root / "docs" / "claims.csv").is_file():
        print(f"{options.root}: no docs/claims.csv here: give the project's root", file=sys.stderr)
        return 2
    tests = tests_of_build(options.build) if options.build else read_tests(options.tests.read_text(encoding="utf-8"))
    faults, count = check(options.root, tests)
    for fault in faults:
        print(fault)
    print(f"check_claims: {count} claims, {len(tests)} tests, {len(faults)} fault{'' if len(faults) == 1 else 's'}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
