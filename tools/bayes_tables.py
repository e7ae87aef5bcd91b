#!/usr/bin/env python3
"""Writes the coverage tables of docs/methods/bayes.md from bench/results/bayes_coverage.json, between its two marks.

Usage: bayes_tables.py [PROJECT_ROOT]
"""

import json
import sys
from pathlib import Path

START, END = "<!-- coverage: written by tools/bayes_tables.py -->", "<!-- end of coverage -->"
HEADS = {"prior": "Truth from the prior, per cent of 10,000 replicates (Monte-Carlo SE 0.22):",
         "fixed": "Truth fixed, told as it is (mu = 0, tau at the I² of the cell; flat mu, half-normal 0.5):"}


def table(cells):
    lines = ["| k | I² | variances | mu | next study | study 1 | tau |", "|---|---|---|---|---|---|---|"]
    for cell in cells:
        tau = "–" if cell["tau"] is None else f"{cell['tau']:.1f}"
        lines.append(f"| {cell['k']} | {cell['I2']} | {cell['variances']} | {cell['mu']:.1f} | {cell['predictive']:.1f} | {cell['study_1']:.1f} | {tau} |")
    return "\n".join(lines)


def main(root):
    answer = json.loads((root / "bench/results/bayes_coverage.json").read_text())
    page = root / "docs/methods/bayes.md"
    text = page.read_text()
    head, rest = text.split(START, 1)
    parts = [START]
    for truth, words in HEADS.items():
        parts.append(words + "\n\n" + table([c for c in answer["cells"] if c["truth"] == truth]))
    page.write_text(head + "\n\n".join(parts) + "\n" + END + rest.split(END, 1)[1])


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
