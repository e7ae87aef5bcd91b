#!/usr/bin/env python3
"""Scoring written a second time, from the words of the instruments, in exact fractions, against the program.

Usage: scoring_reference.py SINEW PROJECT_ROOT [LINES] [SEED]

Draws responses to every instrument, faulty ones among them, answers each here and with `sinew measure score --responses`,
and compares every key that stands here. Nothing is read from the packs: ranges, keys and rules are written out below.
"""

import json
import math
import random
import subprocess
import sys
from fractions import Fraction as F

ORDER = ["wrong_length", "not_allowed", "out_of_range", "inconsistent", "missing", "no_key"]


class Refused(Exception):
    def __init__(self, kind, more=None):
        super().__init__(kind)
        self.kind, self.more = kind, more or {}


def number(x):
    return not isinstance(x, bool) and isinstance(x, (int, float))


def exact(x):
    """The decimal that was written, not its binary neighbour."""
    return F(str(x))


def to(value, digits=2):
    """Half away from zero, once."""
    if value is None:
        return None
    scaled = abs(F(value)) * 10**digits + F(1, 2)
    whole = math.floor(scaled)
    return float(F(whole if value >= 0 else -whole, 10**digits))


class Check:
    """Collects the faults of one response; the first kind of the list is told."""

    def __init__(self):
        self.kinds = set()

    def add(self, kind):
        self.kinds.add(kind)

    def real(self, x, low=None, high=None, above=None, whole=False):
        if x is None:
            return None
        if not number(x) or (whole and x != int(x)):
            return self.add("out_of_range")
        if (low is not None and x < low) or (high is not None and x > high) or (above is not None and x <= above):
            return self.add("out_of_range")
        return exact(x)

    def whole(self, x, low=None, high=None):
        return self.real(x, low, high, whole=True)

    def among(self, x, allowed):
        if x is None:
            return None
        if isinstance(x, bool) or x not in allowed:
            return self.add("not_allowed")
        return x

    def need(self, *values):
        if any(v is None for v in values):
            self.add("missing")

    def raise_first(self, more=None):
        for kind in ORDER:
            if kind in self.kinds:
                raise Refused(kind, more)


def listed(x, shortest, longest=None):
    if x is None:
        raise Refused("missing")
    if not isinstance(x, list):
        raise Refused("out_of_range")
    if not shortest <= len(x) <= (shortest if longest is None else longest):
        raise Refused("wrong_length")
    return x


def fields(x):
    if x is None:
        raise Refused("missing")
    if not isinstance(x, dict):
        raise Refused("out_of_range")
    return x


def band(value, steps):
    label = None
    for low, name in steps:
        if value is not None and value >= low:
            label = name
    return label


def items(x, n, low, high, reverse=(), required=True):
    """Whole items of one range, some reversed; with null where one is missing and that is allowed."""
    check = Check()
    values = [check.whole(v, low, high) for v in listed(x, n)]
    if required or all(v is None for v in x):
        check.need(*values)
    check.raise_first()
    return [None if v is None else (low + high - v if i + 1 in reverse else v) for i, v in enumerate(values)]


def total(values):
    return None if any(v is None for v in values) else int(sum(values))


def summed(n, low, high, steps=None, reverse=()):
    def score(x):
        out = {"total": total(items(x, n, low, high, reverse))}
        if steps:
            out["band"] = band(out["total"], steps)
        return out
    return score


def craving_vas(x):
    x, c = fields(x), Check()
    pre, post = (c.real(x.get(k), 0, 100) for k in ("pre", "post"))
    if x.get("pre") is None and x.get("post") is None:
        c.add("missing")
    c.raise_first()
    steps = [(0, "none"), (1, "low"), (40, "moderate"), (70, "high")]
    delta = None if pre is None or post is None else post - pre
    surge = (delta is not None and delta >= 30) or (post is not None and post >= 70)
    return {"delta": to(delta), "relative_change_pct": to(100 * delta / pre, 1) if delta is not None and pre else None,
            "band_pre": band(pre, steps), "band_post": band(post, steps), "flag": "craving_surge" if surge else None}


def ocs3(x):
    if isinstance(x, dict):
        c = Check()
        a, b = c.real(x.get("from"), 0, 10), c.real(x.get("to"), 0, 10)
        c.need(x.get("from"), x.get("to"))
        c.raise_first()
        return {"odds_multiplier_next_week_use": to(F(1.17 ** float(b - a)).limit_denominator(10**9))}
    return {"total_mean": to(F(total(items(x, 3, 0, 10)), 3))}


def bscs(x):
    x = listed(x, 3, 4)
    c = Check()
    v = [c.whole(i, 0, 4) for i in x[:3]]
    c.need(*x[:3])
    c.raise_first()
    return {"score": int(sum(v))}


def hcq(x):
    reverse = None
    if isinstance(x, dict):
        reverse, x = x.get("reverse_items"), x.get("items")
    c = Check()
    if x is None:
        c.add("missing")
        x = []
    elif not isinstance(x, list):
        c.add("out_of_range")
        x = []
    elif len(x) != 14:
        raise Refused("wrong_length")
    v = [c.whole(i, 1, 7) for i in x]
    c.need(*x)
    if reverse is None:
        c.add("no_key")
    elif not isinstance(reverse, list):
        c.add("out_of_range")
    else:
        if len(reverse) > 14:
            raise Refused("wrong_length")
        for r in reverse:
            c.whole(r, 1, 14)
        c.need(*reverse)
    c.raise_first()
    s = sum(8 - a if i + 1 in reverse else a for i, a in enumerate(v))
    return {"sum": int(s), "mean": to(s / 14)}


COWS = [[0, 1, 2, 4], [0, 1, 2, 3, 4], [0, 1, 3, 5], [0, 1, 2, 5], [0, 1, 2, 4], [0, 1, 2, 4], [0, 1, 2, 3, 5],
        [0, 1, 2, 4], [0, 1, 2, 4], [0, 1, 2, 4], [0, 3, 5]]


def cows(x):
    c = Check()
    for v, allowed in zip(listed(x, 11), COWS):
        c.among(v, allowed)
    c.need(*x)
    c.raise_first()
    s = int(sum(x))
    return {"total": s, "band": band(s, [(0, "none_or_minimal"), (5, "mild"), (13, "moderate"),
                                          (25, "moderately_severe"), (37, "severe")])}


def ciwa(x):
    c = Check()
    for i, v in enumerate(listed(x, 10)):
        c.whole(v, 0, 4 if i == 9 else 7)
    c.need(*x)
    c.raise_first()
    return {"total": int(sum(x)), "band": band(sum(x), [(0, "mild"), (10, "moderate"), (19, "severe")])}


DEPRESSION = [(0, "minimal"), (5, "mild"), (10, "moderate"), (15, "moderately_severe"), (20, "severe")]


def phq9(x):
    c = Check()
    v = [c.whole(i, 0, 3) for i in listed(x, 9)]
    more = {}
    if v[8] is not None:
        more = {"item9_positive": v[8] >= 1}
        if v[8] >= 1:
            more["action"] = "suicide_risk_pathway"
    known = [a for a in v if a is not None]
    if x[8] is None or sum(i is None for i in x) > 2:
        c.add("missing")
    c.raise_first(more)
    if len(known) == 9:
        return {"total": int(sum(known)), "band": band(sum(known), DEPRESSION), **more}
    p = int(to(sum(known) * F(9, len(known)), 0))
    return {"prorated_total": p, "band": band(p, DEPRESSION), **more}


def gad7(x):
    c = Check()
    v = [c.whole(i, 0, 3) for i in listed(x, 7)]
    known = [a for a in v if a is not None]
    if sum(i is None for i in x) > 1:
        c.add("missing")
    c.raise_first()
    steps = [(0, "minimal"), (5, "mild"), (10, "moderate"), (15, "severe")]
    if len(known) == 7:
        return {"total": int(sum(known)), "band": band(sum(known), steps)}
    p = int(to(sum(known) * F(7, 6), 0))
    return {"prorated_total": p, "band": band(p, steps)}


def phq4(x):
    v = items(x, 4, 0, 3, required=False)
    t, a, d = total(v), total(v[:2]), total(v[2:])
    return {"total": t, "band": band(t, [(0, "normal"), (3, "mild"), (6, "moderate"), (9, "severe")]),
            "anxiety_subscale": a, "anxiety_positive": None if a is None else a >= 3,
            "depression_subscale": d, "depression_positive": None if d is None else d >= 3}


def zung(reverse, steps):
    def score(x):
        x, c = fields(x), Check()
        raw = c.whole(x.get("raw"), 20, 80)
        summed_up = None
        if x.get("items") is not None:
            if not isinstance(x["items"], list):
                c.add("out_of_range")
            else:
                if len(x["items"]) != 20:
                    raise Refused("wrong_length")
                v = [c.whole(i, 1, 4) for i in x["items"]]
                c.need(*x["items"])
                if all(i is not None for i in v):
                    summed_up = sum(5 - a if i + 1 in reverse else a for i, a in enumerate(v))
        elif x.get("raw") is None:
            c.add("missing")
        if raw is not None and summed_up is not None and raw != summed_up:
            c.add("inconsistent")
        c.raise_first()
        raw = raw if raw is not None else summed_up
        index = math.floor(raw * F(5, 4))
        return {"raw": int(raw), "index": index, "band": band(index, steps)}
    return score


def poms(x):
    x, c = fields(x), Check()
    v = {k: c.real(x.get(k), 0) for k in ("tension", "depression", "anger", "fatigue", "confusion", "vigour")}
    c.need(*(x.get(k) for k in v))
    c.raise_first()
    return {"tmd": to(sum(v.values()) - 2 * v["vigour"])}


def psqi(x):
    x, c, out = fields(x), Check(), {}
    g = {k: x.get(k) for k in ("components", "bed_hours", "slept_hours", "latency_min", "latency_freq",
                                "disturbance_sum")}
    if all(v is None for v in g.values()):
        raise Refused("missing")
    if g["components"] is not None:
        if isinstance(g["components"], list):
            if len(g["components"]) != 7:
                raise Refused("wrong_length")
            v = [c.whole(i, 0, 3) for i in g["components"]]
            c.need(*g["components"])
            if None not in v:
                out.update(total=int(sum(v)), band="poor" if sum(v) >= 6 else "good")
        else:
            c.add("out_of_range")
    bed, slept = c.real(g["bed_hours"], above=0), c.real(g["slept_hours"], 0)
    if g["bed_hours"] is not None or g["slept_hours"] is not None:
        c.need(g["bed_hours"], g["slept_hours"])
        if bed is not None and slept is not None:
            if slept > bed:
                c.add("inconsistent")
            e = 100 * slept / bed
            out.update(efficiency_pct=to(e), duration_component=0 if slept > 7 else 1 if slept >= 6 else 2 if slept >= 5 else 3,
                       efficiency_component=0 if e >= 85 else 1 if e >= 75 else 2 if e >= 65 else 3)
    lat, freq = c.real(g["latency_min"], 0), c.whole(g["latency_freq"], 0, 3)
    if g["latency_min"] is not None or g["latency_freq"] is not None:
        c.need(g["latency_min"], g["latency_freq"])
        if lat is not None and freq is not None:
            s = (0 if lat <= 15 else 1 if lat <= 30 else 2 if lat <= 60 else 3) + freq
            out["latency_component"] = int(math.ceil(s / 2))
    d = c.whole(g["disturbance_sum"], 0, 27)
    if d is not None:
        out["disturbance_component"] = 0 if d == 0 else 1 if d <= 9 else 2 if d <= 18 else 3
    c.raise_first()
    return out


def clock(c, x):
    if x is None:
        return None
    parts = x.split(":") if isinstance(x, str) else []
    if len(parts) != 2 or not all(p.isdigit() for p in parts) or len(parts[1]) != 2 or len(parts[0]) > 2 \
            or int(parts[0]) > 23 or int(parts[1]) > 59:
        return c.add("out_of_range")
    return int(parts[0]) * 60 + int(parts[1])


def sleep_diary(x):
    x, c = fields(x), Check()
    t = [clock(c, x.get(k)) for k in ("into_bed", "lights_out", "final_wake", "out_of_bed")]
    lat, waso = c.real(x.get("latency_min"), 0), c.real(x.get("waso_min"), 0)
    c.whole(x.get("quality"), 1, 5)
    c.need(*(x.get(k) for k in ("into_bed", "lights_out", "final_wake", "out_of_bed", "latency_min", "waso_min")))
    if None not in (t[1], t[2], lat, waso) and (t[2] - t[1]) % 1440 - lat - waso < 0:
        c.add("inconsistent")  # told before the clock times that are missing beside it
    if None not in t:
        for i in (1, 2, 3):
            while t[i] < t[i - 1]:
                t[i] += 1440
        tib = t[3] - t[0]
        if lat is not None and waso is not None:
            tst = t[2] - t[1] - lat - waso
            if tst < 0 or tst > tib:
                c.add("inconsistent")
    c.raise_first()
    return {"TIB_min": tib, "TST_min": to(tst), "SE_pct": to(100 * tst / tib) if tib else None}


DASE = {"craving_urges": (1, 7, 10, 11, 19), "physical_other": (2, 5, 9, 12, 13), "negative_affect": (3, 6, 14, 16, 18),
        "social_positive": (4, 8, 15, 17, 20)}


def dase20(x):
    v = items(x, 20, 1, 5, required=False)
    return {**{k: total([v[i - 1] for i in p]) for k, p in DASE.items()}, "total": total(v)}


def dtcq8(x):
    c = Check()
    for v in listed(x, 8):
        c.among(v, [0, 20, 40, 60, 80, 100])
    c.need(*x)
    c.raise_first()
    return {"mean": to(F(int(sum(x)), 8))}


WHO = {"physical": ((3, 4, 10, 15, 16, 17, 18), 6), "psychological": ((5, 6, 7, 11, 19, 26), 5),
       "social": ((20, 21, 22), 2), "environment": ((8, 9, 12, 13, 14, 23, 24, 25), 6)}


def whoqol(x):
    v = items(x, 26, 1, 5, (3, 4, 26), required=False)
    if sum(i is None for i in v) > 5:
        raise Refused("missing")
    out = {}
    for domain, (places, least) in WHO.items():
        known = [v[i - 1] for i in places if v[i - 1] is not None]
        raw = F(4 * sum(known), len(known)) if len(known) >= least else None
        out[domain] = None if raw is None else {"raw_4_20": to(raw), "t0_100": to((raw - 4) * 100 / 16)}
    return out


def eq5d(x):
    if isinstance(x, dict):
        return None
    c = Check()
    for v in listed(x, 5):
        c.whole(v, 1, 5)
    c.need(*x)
    c.raise_first()
    return {"profile": "".join(str(int(v)) for v in x)}


def bam(x):
    v = items(x, 17, 0, 4, required=False)
    at = lambda *p: total([v[i - 1] for i in p])
    use, risk, protective = at(4, 5, 6), at(1, 2, 3, 8, 11, 15), at(9, 10, 12, 13, 14, 16)
    return {"use": use, "risk": risk, "protective": protective, "use_flag": None if use is None else use >= 1,
            "risk_flag": None if risk is None else risk >= 12,
            "protective_flag": None if protective is None else protective <= 12}


def tlfb(x):
    days = fields(x).get("days")
    if days is None or days == "":
        raise Refused("missing")
    if not isinstance(days, str):
        raise Refused("out_of_range")
    if set(days) - set("AUM"):
        raise Refused("not_allowed")
    a, u = days.count("A"), days.count("U")
    runs = "".join(d if d == "A" else " " for d in days).split()
    relapse = days.find("UUU")
    return {"assessable_days": a + u, "days_used": u,
            "percent_days_abstinent_missing_excluded": to(F(100 * a, a + u)) if a + u else None,
            "percent_days_abstinent_missing_as_use": to(F(100 * a, len(days))),
            "longest_abstinent_run_days": max(map(len, runs), default=0),
            "day_of_first_use": days.find("U") + 1 or None, "relapse_day_3_consecutive": relapse + 3 if relapse >= 0 else None}


def uds(x):
    x, c = fields(x), Check()
    s, n, p, m = (c.whole(x.get(k), 0) for k in ("scheduled", "negative", "positive", "missed"))
    c.need(*(x.get(k) for k in ("scheduled", "negative", "positive", "missed")))
    if None not in (s, n, p, m) and n + p + m != s:
        c.add("inconsistent")
    c.raise_first()
    return {"neg_over_scheduled": to(n / s, 3) if s else None, "neg_over_collected": to(n / (n + p), 3) if n + p else None}


def effort(x):
    x, c = fields(x), Check()
    r, m = c.whole(x.get("rating"), 0, 10), c.real(x.get("minutes"), above=0)
    c.need(x.get("rating"), x.get("minutes"))
    c.raise_first()
    return {"load_au": to(r * m), "band": band(r, [(0, "very_light_light"), (3, "moderate"), (5, "vigorous"), (8, "near_maximal")])}


def borg(x):
    c = Check()
    if x is None:
        raise Refused("missing")
    r = c.whole(x, 6, 20)
    c.raise_first()
    return {"band": band(r, [(6, "very_light"), (9, "light"), (12, "moderate"), (14, "vigorous"), (18, "near_maximal")])}


def talk(x):
    if x is None:
        raise Refused("missing")
    if isinstance(x, (list, dict)):
        raise Refused("out_of_range")
    said = {"yes": {"zone_max": "moderate"}, "not_sure": {"zone_max": "boundary", "action": "hold or slow"},
            "no": {"zone_min": "vigorous", "action": "slow unless vigorous prescribed"}}
    if x not in said:
        raise Refused("not_allowed")
    return said[x]


def feeling(x):
    c = Check()
    v = [c.whole(i, -5, 5) for i in listed(x, 0, 10**6)]
    known = [int(i) for i in v if i is not None]
    if not known:
        c.add("missing")
    c.raise_first()
    return {"min": min(known), "end": known[-1], "trend_last_two": known[-1] - known[-2] if len(known) > 1 else None}


def eds21(x):
    means = fields(x).get("criterion_means")
    c = Check()
    v = [c.real(i, 1, 6) for i in listed(means, 7)]
    c.need(*means)
    c.raise_first()
    high, some = sum(i >= 5 for i in v), sum(i >= 3 for i in v)
    return {"class": "at_risk" if high >= 3 else "nondependent_symptomatic" if some >= 3 else "nondependent_asymptomatic"}


def six_mwt(x):
    x, c = fields(x), Check()
    sex = c.among(x.get("sex"), ["M", "F", "other"])
    h, w = c.real(x.get("height_cm"), above=0), c.real(x.get("weight_kg"), above=0)
    age, d = c.real(x.get("age"), 0, 130), c.real(x.get("distance_m"), 0)
    c.need(*(x.get(k) for k in ("sex", "height_cm", "weight_kg", "age", "distance_m")))
    c.raise_first()
    p = lln = None
    if sex == "M":
        p = F("7.57") * h - F("5.02") * age - F("1.76") * w - 309
        lln = p - 153
    if sex == "F":
        p = F("2.11") * h - F("2.29") * w - F("5.78") * age + 667
        lln = p - 139
    return {"predicted_m": to(p), "lln_m": to(lln), "percent_predicted": to(100 * d / p, 1) if p and p > 0 else None,
            "extrapolated": age < 40 or age > 80}


def cooper(x):
    c = Check()
    d = c.real(fields(x).get("distance_m"), 505)
    c.need(x.get("distance_m"))
    c.raise_first()
    return {"vo2max": to((d - F("504.9")) / F("44.73"))}


def step_index(x):
    x, c = fields(x), Check()
    p = x.get("pulses")
    if isinstance(p, list):
        if len(p) != 3:
            raise Refused("wrong_length")
        v = [c.real(i, above=0) for i in p]
        c.need(*p)
    else:
        c.add("missing" if p is None else "out_of_range")
    d = c.real(x.get("duration_s"), above=0)
    c.need(x.get("duration_s"))
    form = c.among(x.get("form"), ["5min", "3min"]) or "5min"
    c.raise_first()
    i = 100 * d / (2 * sum(v))
    steps = [(0, "poor"), (55, "low_average"), (65, "high_average"), (80, "good"), (90, "excellent")]
    return {"index": to(i), "band": band(i, steps) if form == "5min" else None}


def chester(x):
    x, c = fields(x), Check()
    step, age = c.real(x.get("step_m"), above=0), c.real(x.get("age"), 0, 130)
    formula = c.among(x.get("hrmax_formula"), ["tanaka", "gellish_linear", "gellish_quadratic", "fox"])
    stages = x.get("stages_f_hr")
    c.need(*(x.get(k) for k in ("step_m", "age", "hrmax_formula", "stages_f_hr")))
    if stages is not None and not isinstance(stages, list):
        c.add("out_of_range")
        stages = None
    pairs = []
    if stages is not None:
        if len(stages) > 5 or any(isinstance(s, list) and len(s) != 2 for s in stages):
            raise Refused("wrong_length")
        for s in stages:
            if not isinstance(s, list):
                c.add("missing" if s is None else "out_of_range")
                pairs.append((None, None))
                continue
            pairs.append((c.real(s[0], above=0), c.real(s[1], above=0)))
            c.need(*s)
        if len(stages) < 2:
            c.add("missing")
    slope = None
    if step is not None and len(pairs) >= 2 and all(a is not None and b is not None for a, b in pairs):
        vo2 = [F("0.2") * f + F("2.394") * step * f + F("3.5") for f, _ in pairs]
        hr = [b for _, b in pairs]
        n = len(pairs)
        mx, my = sum(vo2) / n, sum(hr) / n
        sxx = sum((a - mx) ** 2 for a in vo2)
        slope = sum((a - mx) * (b - my) for a, b in zip(vo2, hr)) / sxx if sxx else None
        if slope is None or slope <= 0:
            c.add("inconsistent")
    c.raise_first()
    intercept = my - slope * mx
    hrmax = {"tanaka": 208 - F("0.7") * age, "gellish_linear": 207 - F("0.7") * age,
             "gellish_quadratic": 192 - F("0.007") * age ** 2, "fox": 220 - age}[formula]
    return {"stage_vo2": [to(v) for v in vo2], "slope": to(slope, 4), "intercept": to(intercept, 3), "hrmax": to(hrmax),
            "vo2max": to((hrmax - intercept) / slope)}


def rockport(x):
    x, c = fields(x), Check()
    sex = c.among(x.get("sex"), ["M", "F"])
    lb, t, hr = (c.real(x.get(k), above=0) for k in ("weight_lb", "time_min", "hr"))
    age = c.real(x.get("age"), 0, 130)
    c.need(*(x.get(k) for k in ("sex", "weight_lb", "time_min", "hr", "age")))
    c.raise_first()
    return {"vo2max": to(F("132.853") - F("0.0769") * lb - F("0.3877") * age + F("6.315") * (sex == "M") - F("3.2649") * t
                         - F("0.1565") * hr)}


def attempts(c, x, low=0, high=None, above=None):
    if x is None:
        return []
    if not isinstance(x, list):
        c.add("out_of_range")
        return []
    return [v for v in (c.real(i, low, high, above) for i in x) if v is not None]


def grip(x):
    x, c = fields(x), Check()
    sex = c.among(x.get("sex"), ["M", "F", "other"])
    best = attempts(c, x.get("right")) + attempts(c, x.get("left"))
    c.need(x.get("sex"))
    if not best:
        c.add("missing")
    c.raise_first()
    b = max(best)
    cut = {"M": (27, 28), "F": (16, 18)}.get(sex)
    return {"best_kg": to(b), "low_ewgsop2": b < cut[0] if cut else None, "low_awgs2019": b < cut[1] if cut else None}


def push_up(x):
    x, c = fields(x), Check()
    reps = c.whole(x.get("reps"), 0)
    c.among(x.get("form"), ["standard", "knee"])
    c.need(x.get("reps"), x.get("form"))
    c.raise_first()
    return {"reps": int(reps)}


def single_leg(x):
    x, c = fields(x), Check()
    legs = [attempts(c, x.get(k), 0, 60) for k in ("right", "left")]
    if not legs[0] and not legs[1]:
        c.add("missing")
    c.raise_first()
    r, l = (max(leg) if leg else None for leg in legs)
    return {"right": to(r), "left": to(l), "mean": to((r + l) / 2) if r is not None and l is not None else None}


def sit_reach(x):
    c = Check()
    v = attempts(c, listed(x, 0, 10**6), None)
    if not v:
        c.add("missing")
    c.raise_first()
    return {"best_cm": to(max(v))}


def jump(x):
    x, c = fields(x), Check()
    cm, kg = c.real(x.get("jump_cm"), 0), c.real(x.get("kg"), above=0)
    c.need(x.get("jump_cm"), x.get("kg"))
    c.raise_first()
    return {"peak_power_w": to(F("60.7") * cm + F("45.3") * kg - 2055)}


def vital(x):
    x, c = fields(x), Check()
    v, kg = attempts(c, x.get("ml"), None, None, 0), c.real(x.get("kg"), above=0)
    if not v:
        c.add("missing")
    c.need(x.get("kg"))
    c.raise_first()
    return {"best_ml": to(max(v)), "index_ml_per_kg": to(max(v) / kg)}


def one_rm(x):
    x, c = fields(x), Check()
    w, r = c.real(x.get("w"), above=0), c.whole(x.get("reps"), 1, 10)
    c.need(x.get("w"), x.get("reps"))
    c.raise_first()
    e, b = w * (1 + r / 30), w * 36 / (37 - r)
    return {"epley": to(e), "brzycki": to(b), "mean": to(w if r == 1 else (e + b) / 2)}


def hrv(x):
    x, c = fields(x), Check()
    rr = x.get("rr_ms")
    v = []
    if rr is None:
        c.add("missing")
    elif not isinstance(rr, list):
        c.add("out_of_range")
    else:
        v = [c.real(i, above=0) for i in rr]
        c.need(*rr)
        if len(rr) < 3:
            c.add("missing")
    pct = c.real(x.get("corrected_pct"), 0, 100)
    if pct is not None and pct > 5:
        c.add("inconsistent")
    c.raise_first()
    n, m = len(v), sum(v) / len(v)
    d = [b - a for a, b in zip(v, v[1:])]
    rmssd = math.sqrt(sum(i * i for i in d) / len(d))
    return {"mean_rr": to(m), "mean_hr_from_mean_rr": to(60000 / m), "sdnn": to(F(math.sqrt(sum((i - m) ** 2 for i in v) / (n - 1))), 3),
            "rmssd": to(F(rmssd), 3), "pnn50_pct": to(F(100 * sum(abs(i) > 50 for i in d), len(d))),
            "ln_rmssd": to(F(math.log(rmssd)), 4) if rmssd else None}


def no_key(x):
    raise Refused("no_key")


SLEEP = [(0, "none"), (8, "subthreshold"), (15, "moderate"), (22, "severe")]
SCORE = {
    "craving_vas": craving_vas, "ocs3": ocs3, "bscs": bscs, "hcq_sf14": hcq, "ddq": no_key, "ocdus": no_key, "cows": cows,
    "sows16": summed(16, 0, 4, [(0, "none"), (1, "mild"), (11, "moderate"), (21, "severe")]), "sows_gossop": summed(10, 0, 3),
    "oows": summed(13, 0, 1), "ciwa_ar": ciwa, "phq9": phq9, "gad7": gad7, "phq4": phq4,
    "zung_sas": zung((5, 9, 13, 17, 19), [(25, "normal_cn_norm"), (50, "mild"), (60, "moderate"), (70, "severe")]),
    "zung_sds": zung((2, 5, 6, 11, 12, 14, 16, 17, 18, 20), [(25, "normal_cn_norm"), (53, "mild"), (63, "moderate"), (73, "severe")]),
    "poms_sf": poms, "psqi": psqi, "b_psqi": summed(5, 0, 3, [(0, "good"), (6, "poor")]), "isi": summed(7, 0, 4, SLEEP),
    "sleep_diary": sleep_diary, "pss10": summed(10, 0, 4, [(0, "low"), (14, "moderate"), (27, "high")], (4, 5, 7, 8)),
    "pss4": summed(4, 0, 4, None, (2, 3)), "bscs13": summed(13, 1, 5, None, (2, 3, 4, 5, 7, 9, 10, 12, 13)),
    "dase20": dase20, "dtcq8": dtcq8, "whoqol_bref": whoqol, "eq5d5l": eq5d,
    "barc10": summed(10, 1, 6, [(10, "below_remission_threshold"), (47, "at_or_above_remission_threshold")]), "bam": bam,
    "tlfb": tlfb, "uds": uds, "peg": lambda x: {"mean": to(F(total(items(x, 3, 0, 10)), 3))}, "effort_0_10": effort, "borg": borg,
    "talk_test": talk, "feeling_scale": feeling, "eai": summed(6, 1, 5, [(6, "asymptomatic"), (13, "some_symptoms"), (24, "at_risk")]),
    "eds21": eds21, "parq_plus": no_key, "six_mwt": six_mwt, "cooper12": cooper, "step_index": step_index, "chester_step": chester,
    "rockport": rockport, "ymca_step": no_key, "grip": grip, "push_up": push_up, "single_leg_ec": single_leg, "sit_reach": sit_reach,
    "vertical_jump": jump, "vital_capacity": vital, "one_rm_est": one_rm, "hrv_rest": hrv,
}


def mutate(x, r):
    """A response made worse: nulls, strings for numbers, booleans, fractions, wrong lengths, nested lists, extra fields."""
    odd = lambda: r.choice([None, None, None, "2", "x", "", True, False, 1.5, 0.5, -1, 0, 1, 3, 7, 11, 50, 1e8, [], [1], {}, "other", "M",
                            "25:00", "7:05", 99, 100, 101, 4.999, 5])
    if r.random() < 0.04:
        return r.choice([None, 3, "yes", "x", True, [], {}, [None], {"x": 1}, [[1, 2], [3]], 6, 20, 13.0, "5"])
    if isinstance(x, list):
        x = list(x)
        for _ in range(r.choice([1, 1, 2])):
            what = r.random()
            if what < 0.1 and x:
                x.pop()
            elif what < 0.2:
                x.append(r.choice([x[-1] if x else 0, None]))
            elif x:
                i = r.randrange(len(x))
                x[i] = mutate(x[i], r) if isinstance(x[i], list) and r.random() < 0.6 else odd()
        return x
    if isinstance(x, dict) and x:
        x = dict(x)
        for _ in range(r.choice([1, 1, 2])):
            k = r.choice(list(x) or ["x"])
            what = r.random()
            if what < 0.15:
                x.pop(k, None)
            elif what < 0.25:
                x["note"] = "extra"
            elif isinstance(x.get(k), list) and what < 0.8:
                x[k] = mutate(x[k], r)
            elif number(x.get(k)) and what < 0.6:
                x[k] = round(x[k] * r.uniform(0, 2), r.choice([0, 1, 2]))
            elif isinstance(x.get(k), str) and what < 0.5 and x[k]:
                i = r.randrange(len(x[k]))
                x[k] = x[k][:i] + r.choice("AUM0129:x") + x[k][i + 1:]
            else:
                x[k] = odd()
        return x
    return odd()


def vary(x, r):
    """Another response of the same shape, with plausible values."""
    if isinstance(x, list):
        if x and all(number(v) for v in x) and r.random() < 0.9:
            return [r.choice(x) if r.random() < 0.7 else v for v in x]
        return [vary(v, r) if isinstance(v, list) else v for v in x]
    if isinstance(x, dict):
        out = {}
        for k, v in x.items():
            if isinstance(v, list):
                out[k] = vary(v, r)
            elif k == "days":
                out[k] = "".join(r.choice("AAAAUM") for _ in range(r.randrange(0, 40)))
            elif isinstance(v, float) or (number(v) and k not in ("reps", "raw", "rating", "latency_freq", "disturbance_sum",
                                                                   "scheduled", "negative", "positive", "missed")):
                out[k] = round(v * r.uniform(0.7, 1.3), r.choice([0, 1, 2, 3]))
            elif number(v):
                out[k] = max(0, v + r.choice([-2, -1, 0, 1, 2]))
            elif k == "sex":
                out[k] = r.choice(["M", "F", "other"])
            elif isinstance(v, str) and len(v) == 5 and v[2] == ":":
                out[k] = "%02d:%02d" % (r.randrange(24), r.randrange(60))
            else:
                out[k] = v
        return out
    return x if isinstance(x, str) else (x + r.choice([-2, -1, 0, 1, 2]) if number(x) else x)


def near(mine, theirs):
    """Equal to the printed digits; a binary tie of a square root or logarithm may fall either way by one unit."""
    return mine == theirs and type(mine is True) is type(theirs is True) and isinstance(mine, bool) == isinstance(theirs, bool)


def main():
    program, root = sys.argv[1], sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    r = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 20240501)
    seeds = {}
    with open(f"{root}/tests/golden/clinical/scores.jsonl", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            seeds.setdefault(row["instrument"], []).append(row["input"])
    for name in SCORE:
        for room in ("instruments", "fitness"):
            try:
                with open(f"{root}/knowledge/{room}/{name}.json", encoding="utf-8") as pack:
                    seeds.setdefault(name, []).extend(e["input"] for e in json.load(pack)["examples"])
            except FileNotFoundError:
                pass
    assert set(seeds) == set(SCORE), set(seeds) ^ set(SCORE)
    asked = []
    for name in sorted(SCORE):
        for n in range(count):
            x = vary(r.choice(seeds[name]), r)
            if n % 2:
                x = mutate(x, r)
            asked.append((name, x))
    lines = "".join(json.dumps({"id": i, "instrument": n, "input": x}) + "\n" for i, (n, x) in enumerate(asked))
    ran = subprocess.run([program, "measure", "score", "--responses", "-"], input=lines, capture_output=True, text=True, check=False)
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    if ran.returncode != 0 or len(answers) != len(asked):
        sys.exit(f"exit {ran.returncode}, {len(answers)} answers of {len(asked)}: {ran.stderr[:500]}")
    faults = refused = 0
    for (name, x), answer in zip(asked, answers):
        try:
            mine = SCORE[name](x)
        except Refused as no:
            mine = {"error_kind": no.kind, **no.more}
            refused += 1
        if mine is None:
            continue
        theirs = answer["output"]
        wrong = [k for k, v in mine.items() if k not in theirs or not near(v, theirs[k])]
        if wrong or ("error_kind" in theirs) != ("error_kind" in mine):
            faults += 1
            if faults <= 20:
                print(f"{name} {json.dumps(x)}\n  here {mine}\n  there {theirs}")
    print(f"{len(asked)} responses to {len(SCORE)} instruments, {refused} refused, {faults} differ")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
