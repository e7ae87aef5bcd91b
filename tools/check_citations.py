#!/usr/bin/env python3
"""Every source that is named exists, and every citation is used.

Usage: check_citations.py [PROJECT_ROOT]

Named: "source", "sources" and "..._source(s)" in the JSON packs of knowledge/, columns of those names in its CSV packs
(several keys apart by ";"), and @source comments in src, apps and bench. Known: the `key` column of
knowledge/citations.csv. A citation counts as used when its key stands as a word in a pack, in the code or in docs/.
Prints one line a fault, "place: what: remedy", and exits 1 when there is one.
"""

import csv
import json
import re
import sys
from pathlib import Path

SOURCE_NAME = re.compile(r"(^|_)sources?$")
KEY = re.compile(r"[a-z][a-z0-9_]*")


def escaped(name):
    return str(name).replace("~", "~0").replace("/", "~1")


def named_in_json(node, place):
    """(key, place) for every source the document names, in document order."""
    if isinstance(node, dict):
        for name, value in node.items():
            here = f"{place}/{escaped(name)}"
            if SOURCE_NAME.search(name) and isinstance(value, str):
                yield value, here
            elif SOURCE_NAME.search(name) and isinstance(value, list) and all(isinstance(v, str) for v in value):
                for i, key in enumerate(value):
                    yield key, f"{here}/{i}"
            else:
                yield from named_in_json(value, here)
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from named_in_json(value, f"{place}/{i}")


def named_in_csv(text, place):
    rows = csv.reader(text.splitlines())
    header = next(rows, [])
    columns = [i for i, name in enumerate(header) if SOURCE_NAME.search(name)]
    for row in rows:
        for i in columns:
            for key in re.split(r"[;\s]+", row[i]) if i < len(row) else []:
                if key and key != "NA":
                    yield key, f"{place}:{rows.line_num}:{header[i]}"


def named_in_code(text, place):
    """Keys after @source: "@source tanaka2001 (equation), robergs2002"; remarks in brackets are not keys."""
    for number, line in enumerate(text.splitlines(), 1):
        found = re.search(r"///?.*@source\s+(.*)", line)
        if found:
            for part in re.sub(r"\([^)]*\)?", "", found.group(1)).split(","):
                if part.strip():
                    yield part.strip(), f"{place}:{number}"


def named(root):
    knowledge = root / "knowledge"
    for path in sorted(knowledge.rglob("*.json")):
        place = path.relative_to(root)
        if "schema" not in place.parts:
            yield from named_in_json(json.loads(path.read_text(encoding="utf-8")), f"{place}:")
    for path in sorted(knowledge.rglob("*.csv")):
        if path.name != "citations.csv":
            yield from named_in_csv(path.read_text(encoding="utf-8"), str(path.relative_to(root)))
    for top in ("src", "apps", "bench"):
        for path in sorted((root / top).rglob("*.[ch]pp")):
            yield from named_in_code(path.read_text(encoding="utf-8"), str(path.relative_to(root)))


def words(root):
    """Every word of the packs, the code and the pages: a key among them is in use."""
    found = set()
    places = {"knowledge": (".json", ".csv"), "src": (".cpp", ".hpp"), "apps": (".cpp",), "docs": (".md",)}
    for top, endings in places.items():
        for path in (root / top).rglob("*"):
            if path.suffix in endings and path.name != "citations.csv" and path.is_file():
                found.update(KEY.findall(path.read_text(encoding="utf-8")))
    return found


def check(root):
    """All faults below `root`, as printable lines, and the number of sources named."""
    faults = []
    known = {}
    with open(root / "knowledge" / "citations.csv", encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table)
        for row in rows:
            key, place = row.get("key") or "", f"knowledge/citations.csv:{rows.line_num}"
            if not KEY.fullmatch(key):
                faults.append(f'{place}: "{key}" is no key: small letters, digits and _')
            if key in known:
                faults.append(f"{place}: {key} stands twice: keep one row")
            known[key] = place
    count = 0
    for key, place in named(root):
        count += 1
        if key not in known:
            faults.append(f'{place}: source "{key}" is not cited: '
                          "add a row to knowledge/citations.csv, or mend the key")
    used = words(root)
    for key, place in known.items():
        if key not in used:
            faults.append(f"{place}: {key} is used nowhere: take the row out, or name it where it speaks")
    return faults, count


def main(arguments):
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    root = Path(arguments[0]) if arguments else Path(__file__).parent.parent
    if not (root / "knowledge" / "citations.csv").is_file():
        print(f"{root}: no knowledge/citations.csv here: give the project's root", file=sys.stderr)
        return 2
    faults, count = check(root)
    for fault in faults:
        print(fault)
    print(f"check_citations: {count} sources named, {len(faults)} fault{'' if len(faults) == 1 else 's'}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
