#!/usr/bin/env python3
"""Heart-rate variability a second time, with NumPy and SciPy: the goldens of tests/golden/hrv_test.cpp.

Usage: make_goldens.py [--shared FOLDER] > goldens.json
Every series of tests/golden/hrv/*.txt (made by `series` below, seeds named), and with --shared every public series of that
folder that is named in PUBLIC; of those only the results are kept, and only in the file you redirect to.
Written from the formulas of docs/methods/hrv.md with library routines: scipy.signal.welch, scipy.signal.lombscargle,
scipy.interpolate.CubicSpline, scipy.linalg.solveh_banded and solve_toeplitz, numpy.polyfit; entropies by counting pairs.
"""

import json
import sys
from pathlib import Path

import numpy
import scipy
from scipy.interpolate import CubicSpline
from scipy.linalg import solve_toeplitz, solveh_banded
from scipy.signal import lombscargle, welch

HERE = Path(__file__).parent
PUBLIC = ["rest_rri.txt", "SampleNNISeriesLong.npy"]
RATE, SMOOTHNESS = 4.0, 500.0
BANDS = {"vlf": (0.0033, 0.04), "lf": (0.04, 0.15), "hf": (0.15, 0.40)}


def series():
    """Made series: name -> intervals in ms. Whole milliseconds in one, 1/1024 s in another."""
    made = {}
    for name, seed, beats, level, breath, slow, noise in [
            ("rest", 11, 420, 950, 45, 30, 12), ("steady", 12, 430, 700, 6, 5, 3), ("long", 13, 3000, 850, 30, 35, 20)]:
        random = numpy.random.default_rng(seed)
        t, values = 0.0, []
        drift = 0.0
        for _ in range(beats):
            drift = 0.98 * drift + random.normal(0, noise / 4)
            value = (level + breath * numpy.sin(2 * numpy.pi * 0.24 * t) + slow * numpy.sin(2 * numpy.pi * 0.095 * t + 1)
                     + drift + random.normal(0, noise))
            value = round(value) if name == "rest" else round(value * 1.024) / 1.024 if name == "steady" else value
            values.append(float(value))
            t += value / 1000
        made[name] = numpy.array(values)
    return made


def time_domain(x):
    d = numpy.diff(x)
    bins = numpy.floor(x / 7.8125).astype(int)
    heights = numpy.bincount(bins - bins.min()).astype(float)
    tip = int(numpy.argmax(heights))
    y = heights[tip]

    def foot(side):  # bins on one side of the tip, nearest first
        errors = []
        for width in range(1, len(side) + 2):
            k = numpy.arange(1, len(side) + 1)
            line = numpy.maximum(0, y * (1 - k / width))
            errors.append(numpy.sum((side - line) ** 2))
        return int(numpy.argmin(errors)) + 1

    five = numpy.convolve(x, numpy.ones(5) / 5, "valid")
    out = {
        "mean_rr_ms": x.mean(), "median_rr_ms": numpy.median(x), "mean_hr_bpm": 60000 / x.mean(),
        "sdnn_ms": x.std(ddof=1), "rmssd_ms": numpy.sqrt(numpy.mean(d ** 2)), "sdsd_ms": d.std(ddof=1),
        "ln_rmssd": numpy.log(numpy.sqrt(numpy.mean(d ** 2))), "cvnn": x.std(ddof=1) / x.mean(),
        "pnn50_pct": 100 * numpy.mean(numpy.abs(d) > 50), "pnn20_pct": 100 * numpy.mean(numpy.abs(d) > 20),
        "lowest_hr_bpm": 60000 / five.max(), "highest_hr_bpm": 60000 / five.min(),
        "triangular_index": len(x) / y, "tinn_ms": 7.8125 * (foot(heights[:tip][::-1]) + foot(heights[tip + 1:])),
        "sd1_ms": (numpy.diff(x) / numpy.sqrt(2)).std(ddof=1), "sd2_ms": ((x[1:] + x[:-1]) / numpy.sqrt(2)).std(ddof=1),
    }
    ends = numpy.cumsum(x)
    means, deviations, begin, limit = [], [], 0, 300000.0
    for i, end in enumerate(ends):
        if end > limit:
            means.append(x[begin:i].mean())
            deviations.append(x[begin:i].std(ddof=1))
            begin, limit = i, limit + 300000.0
    if len(means) >= 2:
        out["sdann_ms"] = numpy.std(means, ddof=1)
        out["sdnn_index_ms"] = numpy.mean(deviations)
    return out


def smooth_trend(z, smoothness):
    n = len(z)
    s = smoothness ** 2
    diagonal = numpy.full(n, 6.0)
    diagonal[[0, -1]], diagonal[[1, -2]] = 1, 5
    beside = numpy.full(n, -4.0)
    beside[[1, -1]] = -2
    banded = numpy.zeros((3, n))
    banded[2] = 1 + s * diagonal
    banded[1, 1:] = s * beside[1:]
    banded[0, 2:] = s
    return solveh_banded(banded, z)


def detrended(x, kind):
    """Times and values of the beats, and the even series, without their trend."""
    t = numpy.cumsum(x) / 1000
    grid = t[0] + numpy.arange(int(numpy.floor((t[-1] - t[0]) * RATE)) + 1) / RATE
    even = CubicSpline(t, x, bc_type="natural")(grid)
    if kind == "smoothness_priors":
        trend = smooth_trend(even, SMOOTHNESS)
        return t, x - numpy.interp(t, grid, trend), even - trend
    degree = {"constant": 0, "linear": 1}[kind]
    return (t, x - numpy.polyval(numpy.polyfit(t - t.mean(), x, degree), t - t.mean()),
            even - numpy.polyval(numpy.polyfit(grid - grid.mean(), even, degree), grid - grid.mean()))


def bands(frequencies, density, step):
    out = {}
    for name, (low, high) in BANDS.items():
        inside = (frequencies >= low - 1e-12) & (frequencies < high - 1e-12)
        out[name] = float(density[inside].sum() * step)
        out[name + "_peak_hz"] = float(frequencies[inside][numpy.argmax(density[inside])])
    out["total"] = out["vlf"] + out["lf"] + out["hf"]
    out["lf_hf"] = out["lf"] / out["hf"]
    return out


def burg(x, order):
    """Burg's recursion as in the textbook: sums anew in each step."""
    f, b = x[1:].copy(), x[:-1].copy()
    a, noise = numpy.array([1.0]), numpy.mean(x ** 2)
    for _ in range(order):
        k = -2 * numpy.dot(f, b) / (numpy.dot(f, f) + numpy.dot(b, b))
        a = numpy.append(a, 0) + k * numpy.append(a, 0)[::-1]
        noise *= 1 - k * k
        f, b = (f + k * b)[1:], (b + k * f)[:-1]
    return a, noise


def yule_walker(x, order):
    n = len(x)
    r = numpy.array([numpy.dot(x[:n - k], x[k:]) / n for k in range(order + 1)])
    a = solve_toeplitz(r[:-1], -r[1:])
    return numpy.concatenate([[1.0], a]), r[0] + numpy.dot(a, r[1:])


def ar_density(a, noise, frequencies):
    response = numpy.exp(-2j * numpy.pi * numpy.outer(frequencies / RATE, numpy.arange(len(a)))) @ a
    return 2 * noise / RATE / numpy.abs(response) ** 2


def frequency(x, kind):
    t, values, even = detrended(x, kind)
    out = {}
    length = min(len(even), int(round(120 * RATE)))
    f, p = welch(even, RATE, window="hann", nperseg=length, noverlap=length // 2, detrend="constant", scaling="density")
    out["welch"] = dict(bands(f, p, RATE / length), density_at_20=float(p[20]))
    n = len(x)
    span = (t[-1] - t[0]) * n / (n - 1)
    f = numpy.arange(1, int(0.5 * span + 1e-9) + 1) / span
    p = lombscargle(t, values, 2 * numpy.pi * f) * 2 * span / n
    out["lomb"] = dict(bands(f, p, 1 / span), density_at_20=float(p[19]))
    centred = even - even.mean()
    f = numpy.arange(251) * 0.002
    for name, model in [("burg", burg(centred, 16)), ("yule_walker", yule_walker(centred, 16))]:
        p = ar_density(*model, f)
        out[name] = dict(bands(f, p, 0.002), density_at_20=float(p[20]))
    return out


def entropies(x, m=2, share=0.2):
    r = share * x.std(ddof=1)

    def counts(length, places):
        templates = numpy.array([x[i:i + length] for i in range(places)])
        return numpy.array([numpy.count_nonzero(numpy.abs(templates - one).max(axis=1) <= r) for one in templates])

    n = len(x)
    b = counts(m, n - m).sum() - (n - m)
    a = counts(m + 1, n - m).sum() - (n - m)
    phi = [numpy.mean(numpy.log(counts(k, n - k + 1) / (n - k + 1))) for k in (m, m + 1)]
    return {"sample_entropy": numpy.log(b / a), "approximate_entropy": phi[0] - phi[1], "tolerance_ms": r}


def dfa(x, low, high):
    profile = numpy.cumsum(x - x.mean())
    sizes = sorted({int(numpy.floor(low * 2 ** (k / 8) + 0.5)) for k in range(200)})
    sizes = [s for s in sizes if s <= high]
    fluctuation = []
    for size in sizes:
        windows = profile[:len(profile) // size * size].reshape(-1, size)
        k = numpy.arange(size)
        residuals = [w - numpy.polyval(numpy.polyfit(k - k.mean(), w, 1), k - k.mean()) for w in windows]
        fluctuation.append(numpy.sqrt(numpy.mean(numpy.square(residuals))))
    return float(numpy.polyfit(numpy.log(sizes), numpy.log(fluctuation), 1)[0])


def dimension(x, embedding=10, share=0.1):
    points = numpy.array([x[i:i + embedding] for i in range(len(x) - embedding + 1)])
    squares = numpy.concatenate([((points[lag:] - points[:-lag]) ** 2).sum(axis=1) for lag in range(1, len(points))])
    squares = numpy.sort(squares[squares > 0])
    nearest = int(share * len(squares))
    return float(-1 / numpy.mean(0.5 * numpy.log(squares[:nearest] / squares[nearest])))


def all_of(x):
    out = {"time": {k: float(v) for k, v in time_domain(x).items()},
           "frequency": {kind: frequency(x, kind) for kind in ("constant", "linear", "smoothness_priors")},
           "nonlinear": {k: float(v) for k, v in entropies(x).items()}}
    out["nonlinear"]["alpha1"] = dfa(x, 4, 16)
    out["nonlinear"]["alpha2"] = dfa(x, 16, 64)
    if len(x) <= 1000:
        out["nonlinear"]["correlation_dimension"] = dimension(x)
    return out


def main(arguments):
    shared = Path(arguments[arguments.index("--shared") + 1]) if "--shared" in arguments else None
    result = {"made_by": "tests/golden/hrv/make_goldens.py", "numpy": numpy.__version__, "scipy": scipy.__version__,
              "detector": "none", "series": {}}
    for name, values in series().items():
        (HERE / f"{name}.txt").write_text("".join(f"{v!r}\n" for v in values.tolist()), encoding="utf-8")
        result["series"][name] = all_of(values)
    if shared:
        for name in PUBLIC:
            path = shared / name
            x = numpy.load(path) if path.suffix == ".npy" else numpy.loadtxt(path)
            result["series"][name] = dict(all_of(x.astype(float)), beats=len(x))
    json.dump(result, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
