#!/usr/bin/env python3
"""Every link between the pages of this tree leads somewhere, and every page can be reached from the README.

Usage: check_pages.py [PROJECT_ROOT]

Prints one line a fault, "file:line: what: remedy", and exits 1 when there is one.
"""

import re
import sys
from pathlib import Path

LINK = re.compile(r"\]\(([^)\s#]*)(#[^)\s]*)?\)")
NOT_OURS = ("build", "node_modules", ".git")


def anchors(text):
    """The anchors of a page's headings, as its readers on the web see them."""
    heads = re.findall(r"^#+\s+(.+?)\s*$", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.M)
    return {re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", head.lower())) for head in heads}


def links(page):
    """(target, anchor, line) of every link that stays in the tree."""
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        for found in LINK.finditer(line):
            target, anchor = found.group(1), found.group(2)
            if not re.match(r"[a-z]+:", target):
                yield target, anchor, number


def check(root):
    """All faults below `root`, as printable lines, and the number of pages."""
    root = root.resolve()
    pages = sorted(p for p in root.rglob("*.md") if not set(NOT_OURS).intersection(p.relative_to(root).parts))
    faults, reached, waiting = [], set(), [root / "README.md"]
    for page in pages:
        for target, anchor, line in links(page):
            place = f"{page.relative_to(root)}:{line}"
            goal = (page.parent / target).resolve() if target else page
            if not goal.exists() or (goal != root and root not in goal.parents):
                faults.append(f"{place}: the link {target} leads nowhere: mend it or take it out")
            elif anchor and goal.suffix == ".md" and anchor[1:] not in anchors(goal.read_text(encoding="utf-8")):
                faults.append(f"{place}: {target or 'this page'} has no heading {anchor}: mend the link")
    while waiting:
        page = waiting.pop()
        if page in reached or not page.is_file():
            continue
        reached.add(page)
        for target, _, _ in links(page):
            goal = (page.parent / target).resolve()
            if goal.is_dir():
                waiting += [p for p in pages if p.parent == goal]
            elif goal.suffix == ".md":
                waiting.append(goal)
    for page in pages:
        if page not in reached:
            faults.append(f"{page.relative_to(root)}:1: no page leads here from README.md: "
                          "link it where a reader needs it")
    return faults, len(pages)


def main(arguments):
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    root = Path(arguments[0]) if arguments else Path(__file__).parent.parent
    if not (root / "README.md").is_file():
        print(f"{root}: no README.md here: give the project's root", file=sys.stderr)
        return 2
    faults, count = check(root)
    for fault in faults:
        print(fault)
    print(f"check_pages: {count} pages, {len(faults)} fault{'' if len(faults) == 1 else 's'}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
