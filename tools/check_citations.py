#!/usr/bin/env python3
"""Every source that is named exists, every citation is used, and every status is one of our four words.

Usage: check_citations.py [--help] [PROJECT_ROOT]

Named: "source", "sources", "..._source(s)", "against" and "cross_checked" in the JSON packs of knowledge/, columns of
those names in its CSV packs (several keys apart by ";"), and @source comments in src, apps and bench: keys parted by
commas, remarks in brackets, or a path of this repository and a place in it. A pack may also name another pack that a
value follows from, by its path knowledge/... Known: the `key` column of
knowledge/citations.csv. A citation is used when something names it, or its key stands as a word in the code or in
docs/; it may wait unused while its note starts with "kept for". Status: read, recalled, ours or NA, in "status" of the
packs and of the citations; the trial tables and the model also know "derived". Every JSON file of knowledge/ must parse.
Prints one line a fault, "place: what: remedy", and exits 1 when there is one.
"""

import csv
import json
import re
import sys
from pathlib import Path

SOURCE_NAME = re.compile(r"(^|_)sources?$|^against$|^cross_checked$")
STATUSES = ("read", "recalled", "ours", "NA")
# Numbers computed from a source by a written formula carry their own word in the trial tables.
STATUSES_OF_ROOM = {"trials": STATUSES + ("derived",), "model": STATUSES + ("derived",)}
# Words for the screen: a message may be called "status" without claiming anything.
NO_STATUS = ("text",)
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


def claims_in_code(text):
    """(line, claim) of every @source; a claim that ends in a comma goes on in the next comment line."""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        found = re.search(r"///?.*@source\s+(.*)", line)
        if found:
            claim = found.group(1).strip()
            for more in lines[number:]:
                going_on = re.match(r"\s*///?<?\s*([^@\s].*)", more)
                if not claim.endswith(",") or not going_on:
                    break
                claim += " " + going_on.group(1).strip()
            yield number, claim


def path_in(claim):
    """The path of a claim such as "knowledge/screening/rules.json, semantics.logic"; nothing when it names keys."""
    first = re.split(r"[,\s]", claim, maxsplit=1)[0]
    return first if "/" in first else None


def named_in_code(text, place):
    """Keys after @source: "@source tanaka2001 (equation), robergs2002"; remarks in brackets are not keys."""
    for number, claim in claims_in_code(text):
        if not path_in(claim):
            for part in re.sub(r"\([^)]*\)?", "", claim).split(","):
                if part.strip():
                    yield part.strip(), f"{place}:{number}"


def read_packs(root):
    """({place: document} of the JSON packs, faults of those that do not parse)."""
    packs, faults = {}, []
    for path in sorted((root / "knowledge").rglob("*.json")):
        place = path.relative_to(root)
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            faults.append(f"{place}: not JSON: {error}: mend the document")
        else:
            if "schema" not in place.parts:
                packs[place] = document
    return packs, faults


def csv_packs(root):
    return [path for path in sorted((root / "knowledge").rglob("*.csv")) if path.name != "citations.csv"]


def code(root):
    for top in ("src", "apps", "bench"):
        for path in sorted((root / top).rglob("*.[ch]pp")):
            yield str(path.relative_to(root)), path.read_text(encoding="utf-8")


def named(root, packs):
    for place, document in packs.items():
        yield from named_in_json(document, f"{place}:")
    for path in csv_packs(root):
        yield from named_in_csv(path.read_text(encoding="utf-8"), str(path.relative_to(root)))
    for place, text in code(root):
        yield from named_in_code(text, place)


def lost_paths(root):
    """(place, path) of every @source that names a file which is not there."""
    for place, text in code(root):
        for number, claim in claims_in_code(text):
            path = path_in(claim)
            if path and not (root / path).exists():
                yield f"{place}:{number}", path


def statuses_in_json(node, place):
    """(word, place) of every "status" that is text."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, value in items:
        here = f"{place}/{escaped(name)}"
        if name == "status" and isinstance(value, str):
            yield value, here
        else:
            yield from statuses_in_json(value, here)


def statuses(root, packs):
    """(word, place, words allowed there)."""
    def allowed(place):
        return STATUSES_OF_ROOM.get(place.parts[1], STATUSES)

    for place, document in packs.items():
        if place.parts[1] not in NO_STATUS:
            for word, here in statuses_in_json(document, f"{place}:"):
                yield word, here, allowed(place)
    for path in csv_packs(root) + [root / "knowledge" / "citations.csv"]:
        place = path.relative_to(root)
        with open(path, encoding="utf-8", newline="") as table:
            rows = csv.DictReader(table)
            for row in rows:
                if "status" in row and place.parts[1] not in NO_STATUS:
                    yield row["status"], f"{place}:{rows.line_num}:status", allowed(place)


def words(root):
    """Every word of the code and the pages: a key among them is in use."""
    found = set()
    for top, endings in {"src": (".cpp", ".hpp"), "apps": (".cpp",), "docs": (".md",)}.items():
        for path in (root / top).rglob("*"):
            if path.suffix in endings and path.is_file():
                found.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    return found


def check(root):
    """All faults below `root`, as printable lines, and the number of sources named."""
    packs, faults = read_packs(root)
    known, waiting = {}, set()
    with open(root / "knowledge" / "citations.csv", encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table)
        for row in rows:
            key, place = row.get("key") or "", f"knowledge/citations.csv:{rows.line_num}"
            if not KEY.fullmatch(key):
                faults.append(f'{place}: "{key}" is no key: small letters, digits and _')
            if key in known:
                faults.append(f"{place}: {key} stands twice: keep one row")
            known[key] = place
            if (row.get("note") or "").startswith("kept for"):
                waiting.add(key)
    count, used = 0, words(root) | waiting
    for key, place in named(root, packs):
        count += 1
        used.add(key)
        if key.startswith("knowledge/"):
            if not (root / key).is_file():
                faults.append(f"{place}: source {key} is not there: mend the path, or name a key")
        elif key not in known:
            faults.append(f'{place}: source "{key}" is not cited: '
                          "add a row to knowledge/citations.csv, or mend the key")
    for place, path in lost_paths(root):
        faults.append(f"{place}: @source names {path}, which is not there: mend the path, or name a key")
    for word, place, allowed in statuses(root, packs):
        if word not in allowed:
            faults.append(f'{place}: status "{word}": write {", ".join(allowed)}; a longer text goes into a note')
    for key, place in known.items():
        if key not in used:
            faults.append(f"{place}: {key} is used nowhere: take the row out, name it where it speaks, "
                          'or start its note with "kept for"')
    return faults, count


def main(arguments):
    if any(argument in ("-h", "--help") for argument in arguments):
        print(__doc__.strip())
        return 0
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
