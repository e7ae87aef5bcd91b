#!/usr/bin/env python3
"""Draws work against accuracy from bench/results/model_precision.json.

Usage: precision_figure.py [RESULT.json] [OUT.svg]   (docs/figures/model_precision.svg)
"""

import json
import math
import sys
from pathlib import Path

HOUSE = Path(__file__).parent.parent
WIDTH, HEIGHT = 860, 540
LEFT, RIGHT, TOP, BOTTOM = 80, 215, 46, 62
# name -> (label, colour, dashes, ours)
LINES = {
    "lanes_float": ("lanes, floats", "#d1242f", "5 3", True),
    "lanes_double": ("lanes, doubles", "#d1242f", "", True),
    "frozen": ("frozen targets", "#8a8f98", "2 3", True),
    "linear_target": ("linear targets", "#b08900", "6 3", True),
    "runge_kutta_4": ("Runge-Kutta 4, one draw", "#1f78b4", "", True),
    "dopri5_lanes": ("dopri5, eight lanes", "#7b2fbe", "", True),
    "odeint_dopri5": ("Boost.Odeint dopri5", "#2e8b57", "", False),
    "cvode_adams": ("CVODE Adams", "#e8702a", "", False),
    "cvode_bdf": ("CVODE BDF", "#e8702a", "5 3", False),
}


def frontier(points):
    """Rising accuracy only: a setting that is both slower and less accurate than another says nothing."""
    kept = []
    for error, work in sorted(points, reverse=True):
        while kept and kept[-1][1] >= work:
            kept.pop()
        kept.append((error, work))
    return kept


def main(arguments):
    source = Path(arguments[0]) if arguments else HOUSE / "bench/results/model_precision.json"
    target = Path(arguments[1]) if len(arguments) > 1 else HOUSE / "docs/figures/model_precision.svg"
    result = json.loads(source.read_text(encoding="utf-8"))
    lines = {}
    for method in result["methods"]:
        if method["error"] > 0:
            lines.setdefault(method["name"], []).append((method["error"], method["ns_per_person_day"]))
    works = [w for points in lines.values() for e, w in points if 1e-9 < e < 0.5]
    low, high = math.floor(math.log10(min(works))), math.ceil(math.log10(max(works)))
    first, last = -1, -9  # exponents of the error, left to right

    def x(error):
        return LEFT + (math.log10(error) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(work):
        return HEIGHT - BOTTOM - (math.log10(work) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="DejaVu Sans, sans-serif" font-size="12" role="img">',
           "<title>Work against accuracy on the slow layer</title>",
           f'<desc>{result["what"]}</desc>',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
           f'<text x="{LEFT}" y="24" font-size="15" font-weight="bold" fill="#1b1f24">Work against accuracy on the slow layer</text>']
    for power in range(low, high + 1):
        at = y(10.0 ** power)
        label = {2: "100 ns", 3: "1 µs", 4: "10 µs", 5: "100 µs", 6: "1 ms", 7: "10 ms", 1: "10 ns", 0: "1 ns"}.get(power, f"1e{power} ns")
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}" stroke="#d8dee4"/>')
        out.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end" fill="#444c56">{label}</text>')
    for power in range(last, first + 1):
        at = x(10.0 ** power)
        out.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#eaeef2"/>')
        out.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#444c56">1e{power}</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 16}" text-anchor="middle" fill="#1b1f24">largest error (finer to the right)</text>')
    out.append(f'<text transform="translate(18 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle" fill="#1b1f24">processor time a person and day</text>')
    labels = []
    for name, (label, colour, dashes, ours) in LINES.items():
        points = [(e, w) for e, w in frontier(lines.get(name, [])) if 10.0 ** last <= e <= 10.0 ** first]
        if not points:
            continue
        path = " ".join(f"{'L' if i else 'M'}{x(e):.1f} {y(w):.1f}" for i, (e, w) in enumerate(points))
        out.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{2.4 if ours else 1.6}"' +
                   (f' stroke-dasharray="{dashes}"' if dashes else "") + "/>")
        for e, w in points:
            fill = colour if ours else "#ffffff"
            out.append(f'<circle cx="{x(e):.1f}" cy="{y(w):.1f}" r="3.2" fill="{fill}" stroke="{colour}" stroke-width="1.4"/>')
        labels.append([y(points[-1][1]), x(points[-1][0]), label, colour])
    labels.sort()
    at = -1e9
    for place in labels:  # no two labels on one line
        at = max(place[0], at + 17)
        out.append(f'<line x1="{place[1] + 5:.1f}" y1="{place[0]:.1f}" x2="{WIDTH - RIGHT + 12}" y2="{at:.1f}" stroke="{place[3]}" stroke-width="0.6"/>')
        out.append(f'<text x="{WIDTH - RIGHT + 16}" y="{at + 4:.1f}" fill="{place[3]}">{place[2]}</text>')
    out.append(f'<text x="{WIDTH - RIGHT + 16}" y="{HEIGHT - 34}" font-size="10.5" fill="#57606a">filled: ours; open: peers</text>')
    out.append(f'<text x="{WIDTH - RIGHT + 16}" y="{HEIGHT - 18}" font-size="10.5" fill="#57606a">one thread, same model</text>')
    out.append("</svg>")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(out) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
