#!/usr/bin/env python3
"""Writes the result tables of docs/methods/trends.md from bench/results/trend_coverage.json.

    tools/trend_tables.py          rewrite everything below "## Results"
"""

import json
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "methods" / "trends.md"
CELLS = json.loads((ROOT / "bench/results/trend_coverage.json").read_text(encoding="utf-8"))["cells"]


def cells(what, **where):
    return [c for c in CELLS if c["what"] == what and all(c.get(k) == v for k, v in where.items())]


def shown(what, **where):
    found = cells(what, **where)
    if len(found) != 1:
        raise SystemExit(f"{what} {where}: {len(found)} cells")
    return f"{found[0]['share_pct']:.1f} ± {found[0]['monte_carlo_se_pct']:.1f}"


def answered(**where):
    cell = cells("bout_interval_covers", **where)[0]
    return "" if cell["answered"] == cell["repeats"] else f" ({100 * cell['answered'] // cell['repeats']} % told)"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def results():
    bouts, memories = (8, 15, 30, 60), (0.0, 0.3, 0.6)
    part = ["Percent ± Monte-Carlo standard error, from "
            "[`bench/results/trend_coverage.json`](../../bench/results/trend_coverage.json) (`tools/trend_tables.py` writes this part).\n",
            "**Table 1. Before and after: coverage of the 95 % interval.** \"Told\": in the other series fewer than 6 pairs were left and nothing "
            "is said. Last row: a plain paired t interval, for comparison.\n"]
    rows = []
    for memory in memories:
        for missing in (0.0, 0.2, 0.35):
            rows.append([f"{memory:g}", f"{100 * missing:g} %"] + [
                shown("bout_interval_covers", memory=memory, missing=missing, bouts=n) +
                answered(memory=memory, missing=missing, bouts=n) for n in bouts])
        rows.append([f"{memory:g}", "0 %, plain t"] + [
            shown("plain_t_interval_covers", memory=memory, bouts=n) for n in bouts])
    part.append(table(["memory", "missing", *(f"{n} bouts" for n in bouts)], rows))
    lowest = min(c["share_pct"] for c in CELLS if c["what"] == "bout_interval_covers" and "shape" not in c
                 and isinstance(c["missing"], float))
    highest = max(c["share_pct"] for c in CELLS if c["what"] == "bout_interval_covers" and "shape" not in c
                  and isinstance(c["missing"], float))
    part.append(f"Lowest cell {lowest:.1f}, highest {highest:.1f}.\n")
    part.append("**Table 2. Alert chart, stated at most 10 % in 90 days: unchanged people with an alarm.** First column: memory drawn from the "
                "weights of the setting, where 10 is exact.\n")
    part.append(table(["baseline", "drawn", *(f"memory {m:g}" for m in memories)],
                      [[f"{b} days"] + [shown("alarm_in_90_unchanged_days", baseline_days=b, memory=m)
                                        for m in ("drawn from the weights", *memories)] for b in (14, 21, 28, 56)]))
    part.append("**Table 3. Quiet rule, stated at most 5 % in 90 days.**\n")
    part.append(table([f"{d} days seen" for d in (14, 28, 56)],
                      [[shown("quiet_alarm_in_90_unchanged_days", days_seen=d) for d in (14, 28, 56)]]))
    part.append("**Table 4. A step found where none is, stated at most 5 % of series.**\n")
    part.append(table(["memory", *(f"{n} values" for n in (15, 30, 60))],
                      [[f"{m:g}"] + [shown("step_found_where_none_is", memory=m, values=n) for n in (15, 30, 60)]
                       for m in memories]))
    part.append("**Table 5. The other 95 % intervals, reported as they are.** The slope's is wider than it says below 40 values; the practice "
                "interval is for 56 days.\n")
    part.append(table(["memory", *(f"level, {w} days" for w in (7, 14, 28)), *(f"slope, {n} values" for n in (10, 20, 40)),
                       "practice by the day", "phases of 7", "phases of 14"],
                      [[f"{m:g}"] + [shown("level_interval_covers", memory=m, window_days=w) for w in (7, 14, 28)] +
                       [shown("slope_interval_covers", memory=m, values=n) for n in (10, 20, 40)] +
                       [shown("practice_interval_covers", memory=m, phase_days=p) for p in (1, 7, 14)] for m in memories]))
    part.append("**Table 6. Outside the assumptions, memory 0.3.**\n")
    rows = [[name] + [shown("bout_interval_covers", shape=name, bouts=n) for n in (15, 30)]
            for name in ("heavy tails (t of 3 degrees)", "answers in steps of one SD")]
    late = "after high values before"
    rows.append(["answers missing after high values before"] +
                [shown("bout_interval_covers", missing=late, bouts=n) for n in (15, 30)])
    rows.append(["the same, adjusted"] + [shown("adjusted_bout_interval_covers", missing=late, bouts=n) for n in (15, 30)])
    part.append(table(["", "15 bouts", "30 bouts"], rows))
    part.append("Answers missing by the value *before* spoil the plain interval and leave the adjusted one whole. Answers missing by the value *after* "
                "cannot be mended from the answers that are there; the ledger counts them and the page says so.\n")
    return "\n".join(part)


def main():
    text = PAGE.read_text(encoding="utf-8")
    head = text[:text.index("## Results")]
    PAGE.write_text(head + "## Results\n\n" + results(), encoding="utf-8")


if __name__ == "__main__":
    main()
