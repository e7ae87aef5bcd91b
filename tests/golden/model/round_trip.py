#!/usr/bin/env python3
"""The exported SBML run by another program: a small reader of MathML, rules and events, and SciPy's DOP853.

Usage: round_trip.py SINEW OUTPUT_FOLDER
Writes slow_layer.xml (what was exported) and round_trip.csv (scenario,day,quantity,value) there. Knows nothing of the model: everything is in
the files of `sinew model export --format petab`.
"""
import csv
import math
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy
from scipy.integrate import solve_ivp

SBML = "{http://www.sbml.org/sbml/level3/version2/core}"
DAYS = [1, 7, 28, 84, 180]
CHANGED = {"a_K": 0.6}  # so that incubation is exercised, as in the specification's own runs


def bare(tag):
    return tag.split("}")[1]


def compiled(node):
    """MathML as a Python expression over the names of v."""
    kind = bare(node.tag)
    if kind == "math":
        return compiled(node[0])
    if kind == "cn":
        return repr(float(node.text))
    if kind == "ci":
        return f"v['{node.text.strip()}']"
    if kind == "csymbol":
        return "v['time']"
    if kind == "piecewise":
        text = compiled([n for n in node if bare(n.tag) == "otherwise"][0][0])
        for piece in reversed([n for n in node if bare(n.tag) == "piece"]):
            text = f"({compiled(piece[0])} if {compiled(piece[1])} else {text})"
        return text
    operator, parts = bare(node[0].tag), [compiled(n) for n in node[1:]]
    if operator == "minus" and len(parts) == 1:
        return f"(-{parts[0]})"
    infix = {"plus": "+", "minus": "-", "times": "*", "divide": "/", "power": "**", "lt": "<", "gt": ">", "leq": "<=",
             "geq": ">=", "eq": "=="}
    if operator in infix:
        return "(" + f" {infix[operator]} ".join(parts) + ")"
    calls = {"exp": "math.exp", "ln": "math.log", "floor": "math.floor", "min": "min", "max": "max"}
    return f"{calls[operator]}({', '.join(parts)})"


def code(node):
    return eval("lambda v: " + compiled(node.find("{http://www.w3.org/1998/Math/MathML}math")), {"math": math, "min": min, "max": max})


class Model:
    def __init__(self, path):
        model = ET.parse(path).getroot().find(SBML + "model")
        self.start = {p.get("id"): float(p.get("value")) for p in model.iter(SBML + "parameter") if p.get("value")}
        self.rules = [(r.get("variable"), code(r)) for r in model.iter(SBML + "assignmentRule")]
        self.rates = [(r.get("variable"), code(r)) for r in model.iter(SBML + "rateRule")]
        self.events = [(e.find(SBML + "trigger").find("{http://www.w3.org/1998/Math/MathML}math")[0],
                        [(a.get("variable"), code(a)) for a in e.iter(SBML + "eventAssignment")])
                       for e in model.iter(SBML + "event")]

    def run(self, changes, days):
        v = dict(self.start, **changes)
        states = [name for name, _ in self.rates]

        def worked_out(t, y):
            v["time"] = t
            v.update(zip(states, y))
            for name, value in self.rules:
                v[name] = value(v)

        def slope(t, y):
            worked_out(t, y)
            return [rate(v) for _, rate in self.rates]

        # A trigger a >= b is met where a - b comes to 0 from below.
        margins = []
        for trigger, _ in self.events:
            assert bare(trigger[0].tag) == "geq"
            left, right = [eval("lambda v: " + compiled(side), {"math": math}) for side in trigger[1:]]

            def margin(t, y, left=left, right=right):
                v["time"] = t
                return left(v) - right(v)
            margin.terminal, margin.direction = True, 1
            margins.append(margin)
        y, now, told = numpy.array([v[s] for s in states]), 0.0, {}
        for day in days:
            while now < day:
                # Rules that jump with an event are constant until the next one.
                step = solve_ivp(slope, (now, day), y, method="DOP853", rtol=1e-10, atol=1e-12, events=margins, max_step=0.25)
                y, now = step.y[:, -1], step.t[-1]
                worked_out(now, y)
                for (_, assignments), met, margin in zip(self.events, step.t_events, margins):
                    if len(met) or margin(now, y) >= -1e-12:
                        v.update([(name, value(v)) for name, value in assignments])
            worked_out(now, y)
            told[day] = {name: v[name] for name in states + [name for name, _ in self.rules]}
        return told


def main():
    sinew, output = sys.argv[1], Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sinew, "model", "export", "--format", "petab", "-o", folder, "-q"], check=True)
        (output / "slow_layer.xml").write_bytes((Path(folder) / "model.xml").read_bytes())
        with open(Path(folder) / "conditions.tsv", encoding="utf-8") as file:
            conditions = list(csv.DictReader(file, delimiter="\t"))
    model = Model(output / "slow_layer.xml")
    with open(output / "round_trip.csv", "w", encoding="utf-8") as file:
        file.write("scenario,day,quantity,value\n")
        for row in conditions:
            changes = {k: float(x) for k, x in row.items() if k not in ("conditionId", "conditionName")}
            for day, values in model.run(dict(changes, **CHANGED), DAYS).items():
                for name in [n for n, _ in model.rates] + ["K", "VAS_cue", "Psi", "VAS_expected", "S_lapse"]:
                    file.write(f"{row['conditionId']},{day},{name},{values[name]:.12g}\n")


if __name__ == "__main__":
    main()
