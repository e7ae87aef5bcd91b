#!/usr/bin/env python3
"""Prescription arithmetic a second time, from the words of the rules, in exact fractions; held against the program.

Usage: prescription_reference.py PROGRAM PROJECT_ROOT [--lines N] [--seed S]

First the reference must answer every line of tests/golden/clinical/primitives.jsonl; then it and the program answer N random
lines (boundaries on purpose) and must agree on every key to the printed digit. Only the start table is read from the pack: all
other numbers stand here again, so that a slip in the pack shows. Readings: docs/methods/prescription-arithmetic.md.
"""

import argparse
import json
import math
import random
import subprocess
import sys
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

getcontext().prec = 60
ZONES = ["very_light", "light", "moderate", "vigorous", "near_maximal"]
SCALES = {"pct_hrr": ([0, 30, 40, 60, 90], 100), "pct_hrmax": ([0, 57, 64, 77, 96], 100),
          "pct_vo2max": ([0, 37, 46, 64, 91], 100), "borg": ([6, 9, 12, 14, 18], 20),
          "effort": ([0, 2, 3, 5, 8], 10), "mets": ([0, 2, 3, 6, Fraction("8.8")], 30),
          "pct_1rm": ([0, 30, 50, 70, 85], 100)}
CAPS = ["breathing_only", "very_light", "light", "moderate", "vigorous"]
CAP_HRR = {1: [0, 29], 2: [30, 39], 3: [40, 59], 4: [60, 89]}
CAP_EFFORT = {1: 1, 2: 2, 3: 4, 4: 7}
AMBER = ["effort_plus1_x2", "rhr_plus6_9_2d", "lnrmssd_low_3d", "sleep_lt6_3n", "pain_plus2", "phq9_plus3_4",
         "craving_up_2of3", "monotony_ge2"]
REGRESS = ["effort_plus2_x2", "rhr_plus10_2d", "sleep_lt5_3n", "phq9_plus5", "cows_band_up"]
STOP = ["stop_now_rule", "new_cmr_symptom", "suicide_intent", "clinician_hold"]


def exact(number):
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def printed(value, decimals):
    """Rounded once, half away from zero."""
    scaled = abs(value) * 10 ** decimals
    whole = math.floor(scaled + Fraction(1, 2))
    return float(Fraction(whole if value >= 0 else -whole, 10 ** decimals))


def maybe(value, decimals):
    return None if value is None else printed(value, decimals)


def share(above, below):
    return None if below == 0 else above / below


def nearest5(minutes):
    return 5 * math.ceil(Fraction(minutes) / 5 - Fraction(1, 2))


def floor5(minutes):
    return 5 * math.floor(Fraction(minutes) / 5)


def zone_of(scale, value):
    lower, top = SCALES[scale]
    if value < lower[0] or value > top:
        return None
    return ZONES[max(i for i in range(5) if value >= lower[i])]


def zone(q):
    return {"zone": zone_of(q["scale"], exact(q["value"]))}


def hr_maxima(age):
    return {"tanaka": 208 - Fraction("0.7") * age, "gellish_linear": 207 - Fraction("0.7") * age,
            "gellish_quadratic": 192 - Fraction("0.007") * age * age, "fox": 220 - age}


def hrmax(q):
    return {name: printed(value, 1) for name, value in hr_maxima(exact(q["age"])).items()}


def hr(q):
    if set(q.get("invalid") or []) & {"beta_blocker", "alpha2_agonist", "hr_unreliable", "pregnant"}:
        return {"target": None, "reason": "hr_invalid"}
    measured = q.get("measured_hrmax")
    top = hr_maxima(exact(q["age"]))[q["formula"]] if measured is None else exact(measured)
    rest = exact(q["rest"])
    reserve = top - rest
    if reserve <= 0:
        return {"target": None, "reason": "hrmax_not_above_rest"}
    low, high = (printed(rest + exact(p) / 100 * reserve, 0) for p in q["pct"])
    return {"hrmax": printed(top, 1), "hrr": printed(reserve, 1), "low": low, "high": high}


def vo2r(q):
    rest, most = Fraction("3.5"), exact(q["vo2max"])
    if most <= rest:
        return {"pct_vo2r": None, "zone": None}
    percent = 100 * (exact(q["pct_vo2max"]) * most - rest) / (most - rest)
    return {"pct_vo2r": printed(percent, 2), "zone": zone_of("pct_hrr", percent)}


def stage(q):
    days, cows, moud = q.get("days_since_last_use"), q.get("cows_total"), q.get("moud")
    on, change = q.get("moud_days_on"), q.get("moud_days_since_dose_change")
    agonist = moud in ("methadone", "buprenorphine")
    induction = agonist and on is None
    induction = induction or (moud == "methadone" and (on < 14 or change is None or change < 7))
    induction = induction or (moud == "buprenorphine" and on < 3)
    settled = agonist and on is not None and on >= 14
    if (cows is not None and cows >= 5) or induction or days is None or (days <= 10 and not settled):
        level = 0
    else:
        level = 2 if days > 90 and (not agonist or on >= 90) else 1
    previous, held = q.get("previous_stage"), q.get("days_in_previous_stage")
    if previous is not None and level > int(previous[1]):
        level = int(previous[1]) + (1 if held is not None and held >= 7 else 0)
    return {"stage": f"S{level}"}


def tier(q):
    known = [sum(q[key] >= bound for bound in bounds) for key, bounds in
             (("mvpa_min_week", (30, 150, 300)), ("peak_mets", (6, 8, 10))) if q.get(key) is not None]
    return {"tier": f"F{min(known, default=0)}"}


def clip(q, start_table):
    row, limits = start_table["aerobic"][q["stage"]][q["tier"]], q["limits"]
    stimulant = q["stage"] == "S1" and q.get("primary_substance") in ("methamphetamine", "cocaine", "poly")
    moderate = limits.get("start") == "light_to_moderate" or "vigorous_interval" in limits.get("avoid", []) or stimulant
    cap = min(CAPS.index(limits.get("intensity_cap") or "vigorous"), 3 if moderate else 4)
    if cap == 0:
        return None
    low, high = row["pct_hrr"]
    percent = [low, min(high, CAP_HRR[cap][1])] if low <= CAP_HRR[cap][1] else CAP_HRR[cap]
    minutes = [min(m, limits.get("session_min_max", m)) for m in row["minutes"]]
    days = [min(d, max(0, 7 - limits.get("rest_days_min", 0))) for d in row["freq_per_week"]]
    week = limits.get("weekly_min_max")
    if week is not None and days[1] > 0:
        days[1] = max([d for d in range(days[0], days[1] + 1) if d * minutes[0] <= week], default=days[0])
        most = floor5(Fraction(week, days[1])) if days[1] else minutes[1]
        fits = days[1] * minutes[0] <= week
        minutes = [minutes[0], max(minutes[0], min(minutes[1], most))] if fits else [min(m, most) for m in minutes]
    return {"pct_hrr": percent, "minutes": minutes, "freq_per_week": days, "effort_max": CAP_EFFORT[cap],
            "zone_cap": CAPS[cap]}


def load(q):
    days = q["daily_loads"]
    keys = ("weekly_load", "daily_mean", "sd_sample", "monotony", "strain")
    if len(days) != 7 or None in days:
        return dict.fromkeys(keys) | {"flag": "incomplete_week"}
    days = [exact(d) for d in days]
    total, mean = sum(days), sum(days) / 7
    variance = sum((d - mean) ** 2 for d in days) / 6
    if variance == 0:
        return dict(zip(keys, (float(total), printed(mean, 2), 0, None, None))) | {
            "flag": "no_variation" if total else "no_load"}
    spread = Fraction((Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt())
    amber = mean > 0 and mean * mean >= 4 * variance
    return dict(zip(keys, (float(total), printed(mean, 2), printed(spread, 2), printed(mean / spread, 3),
                           printed(total * mean / spread, 1)))) | {"flag": "monotony_amber" if amber else None}


def acwr(q):
    weeks = [exact(w) for w in q["weekly_loads_oldest_first"]][-4:]
    if len(weeks) < 4:
        return {"acwr_coupled": None, "acwr_uncoupled": None, "flag": "building_baseline"}
    return {"acwr_coupled": maybe(share(weeks[3], sum(weeks) / 4), 3),
            "acwr_uncoupled": maybe(share(weeks[3], sum(weeks[:3]) / 3), 3), "flag": None}


def ewma(q):
    def average(span):
        value = exact(q["daily_loads"][0])
        for day in q["daily_loads"][1:]:
            value += Fraction(2, span + 1) * (exact(day) - value)
        return printed(value, 3)
    return {"ewma_acute": average(q["N_acute"]), "ewma_chronic": average(q["N_chronic"])}


def change(q):
    last, this = exact(q["last_week"]), exact(q["this_week"])
    if last == 0:
        return {"change_pct": None, "verdict": "no_baseline"}
    percent = 100 * (this - last) / last
    over = {"verdict": "over_cap", "trim_to": math.floor(last * Fraction("1.2"))}
    return {"change_pct": printed(percent, 1)} | ({"verdict": "within_cap"} if percent <= 20 else over)


def energy(q):
    met, answer = exact(q["met"]), {}
    if "kg" in q:
        week, minute = exact(q["kg"]) * exact(q["kkw"]), met * Fraction("3.5") * exact(q["kg"]) / 200
        answer = {"kcal_week": printed(week, 1), "kcal_min": printed(minute, 2), "min_week": maybe(share(week, minute), 1)}
    if "minutes_week" in q:
        answer["met_min_week"] = printed(met * exact(q["minutes_week"]), 1)
    if "met_min_week" in q:
        answer["minutes_week"] = maybe(share(exact(q["met_min_week"]), met), 1)
    return answer


def flags(q):
    raised = []

    def series(key, window):
        values = (q.get(key) or [])[-window:]
        return values if len(values) == window and None not in values else []

    def raise_(strong, is_strong, amber, is_amber):
        raised.extend([strong] if is_strong else [amber] if is_amber else [])

    excess = [e for e in q.get("effort_excess") or [] if e is not None]
    raise_("effort_plus2_x2", sum(e >= 2 for e in excess) >= 2, "effort_plus1_x2", sum(e >= 1 for e in excess) >= 2)
    resting, sleep = series("rhr_delta_last2", 2), series("sleep_h_last3", 3)
    raise_("rhr_plus10_2d", resting and min(resting) >= 10, "rhr_plus6_9_2d", resting and min(resting) >= 6)
    raise_("sleep_lt5_3n", sleep and max(sleep) < 5, "sleep_lt6_3n", sleep and max(sleep) < 6)
    phq9 = q.get("phq9_change")
    raise_("phq9_plus5", phq9 is not None and phq9 >= 5, "phq9_plus3_4", phq9 is not None and phq9 >= 3)
    hrv = series("lnrmssd_z_last3", 3)
    craving = [c for c in (q.get("craving_delta_last3") or [])[-3:] if c is not None]
    for flag, speaks in (("lnrmssd_low_3d", hrv and max(hrv) < -0.5), ("pain_plus2", (q.get("pain_change") or 0) >= 2),
                         ("craving_up_2of3", sum(c > 0 for c in craving) >= 2),
                         ("monotony_ge2", (q.get("monotony") or 0) >= 2), ("cows_band_up", q.get("cows_band_up"))):
        raised.extend([flag] if speaks else [])
    return {"flags": raised}


def adapt(q):
    raised, minutes = set(q.get("flags") or []), q["minutes"]
    if raised & set(STOP):
        return {"decision": "stop", "minutes": 0}
    gap = q.get("gap_days") or 0
    if gap >= 28:
        return {"decision": "restart", "dose_pct": 0, "minutes": 0}
    if gap >= 7:
        percent = 80 if gap < 14 else 60
        back = max(5, nearest5(exact(minutes) * percent / 100))
        return {"decision": "return", "dose_pct": percent, "minutes": min(minutes, back)}
    completed = q.get("completed_pct")
    amber = raised & set(AMBER)
    if raised & set(REGRESS) or len(amber) > 1 or (completed is not None and completed < 50):
        less = min(nearest5(exact(minutes) * Fraction(4, 5)), minutes - 5)
        return {"decision": "regress", "minutes": min(minutes, max(5, less)), "zone_shift": -1}
    return progress_or_hold(q, completed, amber, minutes)


def progress_or_hold(q, completed, amber, minutes):
    hold = {"decision": "hold", "minutes": minutes}
    needed = (completed, q.get("mean_effort"), q.get("target_effort"), q.get("week"))
    if amber or None in needed or completed < 80 or q["mean_effort"] > q["target_effort"][1] or q.get("ses_stop"):
        return hold
    bounds = (("pain_change", 1, 1), ("craving_change_mean", 0, 1), ("diary_se_change", -5, -1), ("rhr_delta_mean", 5, 1),
              ("lnrmssd_z_mean", -0.5, -1))
    if any(q.get(key) is not None and sign * (q[key] - bound) > 0 for key, bound, sign in bounds):
        return hold
    if q["week"] > 6:
        if {"pct_hrr_hi", "cap_hrr_hi"} <= q.keys() and q["pct_hrr_hi"] + 5 <= q["cap_hrr_hi"]:
            return {"decision": "progress", "minutes": minutes, "pct_hrr_hi": q["pct_hrr_hi"] + 5}
    elif minutes < q.get("upper", minutes):
        return {"decision": "progress", "minutes": min(q["upper"], nearest5(minutes + 5))}
    elif {"freq", "freq_upper"} <= q.keys() and q["freq"] < q["freq_upper"]:
        more = q["freq"] + 1
        spread = max(5, floor5(Fraction("1.2") * exact(minutes) * q["freq"] / more))
        return {"decision": "progress", "minutes": min(minutes, spread), "freq": more}
    return hold | {"reason": "at_upper"}


KINDS = {"zone": zone, "hr": hr, "hrmax": hrmax, "vo2r": vo2r, "stage": stage, "tier": tier, "load": load, "acwr": acwr,
         "ewma": ewma, "change": change, "energy": energy, "flags": flags, "adapt": adapt, "gap": adapt}


def answer(question, start_table):
    kind, q = question["kind"], question["input"]
    if kind == "start":
        return start_table[q["modality"]][q["stage"]][q["tier"]]
    return clip(q, start_table) if kind == "clip" else KINDS[kind](q)


class Asker:
    """Random questions; boundaries come up on purpose."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def some(self, choices, chance=0.7):
        """A field is there with this chance, with one of its values."""
        return {k: self.random.choice(v) for k, v in choices.items() if self.random.random() < chance}

    def question(self):
        kind = self.random.choice(sorted(KINDS) + ["clip", "start", "adapt", "adapt"])
        return {"kind": kind, "input": getattr(self, "gap" if kind == "gap" else kind)()}

    def tenth(self, low, high):
        return self.random.choice([round(self.random.uniform(low, high), 1), self.random.randint(int(low), int(high))])

    def zone(self):
        return {"scale": self.random.choice(sorted(SCALES)), "value": self.random.choice([self.tenth(-3, 105), self.tenth(0, 31)])}

    def hr(self):
        pct = self.random.choice([[30, 39], [40, 59], [30, 45], [50, 70], [60, 80], [0, 29], [47.5, 62.5]])
        return {"age": self.tenth(10, 100), "rest": self.tenth(35, 130), "pct": pct,
                "formula": self.random.choice(["tanaka", "gellish_linear", "gellish_quadratic", "fox"])} | self.some(
                    {"measured_hrmax": [None, 150, 182.5, 60], "invalid": [[], ["beta_blocker"], ["pregnant"], ["anticoagulant"]]}, 0.25)

    def hrmax(self):
        return {"age": self.tenth(0, 120)}

    def vo2r(self):
        return {"vo2max": self.tenth(3, 70), "pct_vo2max": round(self.random.uniform(0.05, 1.1), self.random.choice([2, 3]))}

    def stage(self):
        return self.some({"days_since_last_use": [None, 0, 10, 10.5, 11, 90, 90.5, 91, 200], "cows_total": [None, 0, 4, 5, 14],
                          "moud": [None, "none", "methadone", "buprenorphine", "naltrexone_xr"],
                          "moud_days_on": [None, 2, 3, 13, 14, 89, 90], "moud_days_since_dose_change": [None, 0, 6, 7, 30],
                          "previous_stage": [None, "S0", "S1", "S2"], "days_in_previous_stage": [None, 0, 6, 7, 30]}, 0.85)

    def tier(self):
        return self.some({"mvpa_min_week": [None, 0, 29.9, 30, 149, 150, 299, 300], "peak_mets": [None, 5.9, 6, 7.9, 8, 9.9, 10]})

    def cell(self):
        return {"stage": self.random.choice(["S0", "S1", "S2"]), "tier": self.random.choice(["F0", "F1", "F2", "F3"])}

    def start(self):
        return self.cell() | {"modality": self.random.choice(["aerobic", "resistance", "mind_body", "combined"])}

    def clip(self):
        limits = self.some({"intensity_cap": CAPS, "session_min_max": [3, 10, 12, 15, 20, 30, 45], "start": ["light_to_moderate"],
                            "weekly_min_max": [0, 10, 14, 30, 37, 60, 90, 150, 300], "rest_days_min": list(range(8)),
                            "avoid": [[], ["vigorous_interval"], ["heat", "solo"]]}, 0.4)
        return self.cell() | {"limits": limits} | self.some({"primary_substance": [None, "opioid", "cocaine", "poly", "methamphetamine"]})

    def load(self):
        values = self.random.choice([[0, 60, 87.5, 120, 140], [10, 20, 30], [33.3], list(range(90, 111)), [0, 90, None]])
        return {"daily_loads": [self.random.choice(values) for _ in range(self.random.choice([7] * 8 + [0, 6, 8]))]}

    def acwr(self):
        return {"weekly_loads_oldest_first": [self.random.choice([0, self.random.randint(0, 900)])
                                              for _ in range(self.random.choice([0, 3, 4, 4, 6]))]}

    def ewma(self):
        return {"daily_loads": [self.random.randint(0, 300) for _ in range(self.random.randint(1, 40))], "N_acute": 7, "N_chronic": 28}

    def change(self):
        last = self.random.choice([0, 35, 400, 333.3, self.random.randint(1, 900)])
        return {"last_week": last, "this_week": self.random.choice([last, int(last * 1.2), int(last * 1.2) + 1, 0])}

    def energy(self):
        met = self.random.choice([0, 2.5, 3, 3.3, 4.5, 6])
        return {"met": met} | self.random.choice([{"kg": self.random.randint(40, 140), "kkw": self.random.randint(2, 16)},
                                                  {"minutes_week": self.random.randint(10, 400)},
                                                  {"met_min_week": self.random.randint(50, 900)}])

    def flags(self):
        def series(values, lengths):
            return [[self.random.choice(values) for _ in range(length)] for length in lengths]
        return self.some({"effort_excess": series([0, 0.5, 1, 2, 2, None], [0, 2, 3, 5]),
                          "rhr_delta_last2": series([5, 6, 9, 10, 12, None], [1, 2, 2, 3]),
                          "lnrmssd_z_last3": series([-0.6, -0.5, -1, -1], [2, 3, 3]), "sleep_h_last3": series([4, 4.9, 5, 5.9, 6], [2, 3, 3, 4]),
                          "craving_delta_last3": series([-5, 0, 5, 5, None], [2, 3, 3, 4]), "pain_change": [1, 2, -1, None],
                          "phq9_change": [2, 3, 4, 5, None], "monotony": [1.9, 2.0, None], "cows_band_up": [True, False, None]})

    def adapt(self):
        raised = self.random.choices([[], self.random.sample(AMBER, 1), self.random.sample(AMBER, 2),
                                      self.random.sample(REGRESS + AMBER, 2), self.random.sample(STOP + AMBER, 2)], [9, 4, 2, 2, 2])[0]
        minutes = self.random.choice([5, 10, 15, 20, 25, 30, 35, 40, 45, 0, 3, 12, 17.5, 23])
        usual = self.some({"completed_pct": [None, 49, 50, 79.9, 80, 95, 95, 100], "mean_effort": [None, 3, 3.5, 4, 4, 4.1],
                           "target_effort": [None, [3, 4], [3, 4], [2, 4]], "week": list(range(1, 13)), "upper": [20, 30, 45],
                           "freq": [1, 3, 4, 5], "freq_upper": [3, 4, 5], "pct_hrr_hi": [39, 54, 55, 65], "cap_hrr_hi": [39, 59, 70]}, 0.96)
        rare = self.some({"ses_stop": [True, False], "pain_change": [1, 2], "craving_change_mean": [0, 3], "diary_se_change": [-5, -6],
                          "rhr_delta_mean": [5, 6], "lnrmssd_z_mean": [-0.5, -0.6], "gap_days": [None, 6, 7]}, 0.1)
        return {"flags": raised, "minutes": minutes} | usual | rare

    def gap(self):
        return self.adapt() | {"gap_days": self.random.choice([0, 6, 7, 13, 13.5, 14, 27, 28, 60])}


def same(got, wanted):
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(k in got and same(got[k], v) for k, v in wanted.items())
    if isinstance(wanted, list) and all(isinstance(w, str) for w in wanted):
        return isinstance(got, list) and sorted(got) == sorted(wanted)
    if isinstance(wanted, list):
        return isinstance(got, list) and len(got) == len(wanted) and all(map(same, got, wanted))
    return got == wanted


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("root", type=Path)
    parser.add_argument("--lines", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=20260306)
    options = parser.parse_args()
    start_table = json.loads((options.root / "knowledge/prescription/rules.json").read_text(encoding="utf-8"))["start_table"]

    differences = 0
    golden = (options.root / "tests/golden/clinical/primitives.jsonl").read_text(encoding="utf-8").splitlines()
    for question in map(json.loads, golden):
        if not same(answer(question, start_table), question["output"]):
            differences += 1
            print(f"the reference misses the golden line {question['id']}: {answer(question, start_table)}")

    asker = Asker(options.seed)
    questions = [asker.question() | {"id": i} for i in range(options.lines)]
    run = subprocess.run([options.program, "prescribe", "--primitives", "-"], text=True, capture_output=True, check=False,
                         input="".join(json.dumps(q) + "\n" for q in questions))
    lines = run.stdout.splitlines()
    if run.returncode != 0 or len(lines) != len(questions):
        print(f"exit {run.returncode}, {len(lines)} lines for {len(questions)} questions: {run.stderr[:400]}")
        return 1
    for question, line in zip(questions, map(json.loads, lines)):
        wanted = answer(question, start_table)
        if not same(line.get("output"), wanted):
            differences += 1
            if differences <= 20:
                print(f"{json.dumps(question)}\n  program   {json.dumps(line)}\n  reference {json.dumps(wanted)}")
    print(f"prescription_reference: seed {options.seed}, {len(golden)} golden and {len(questions)} random lines, {differences} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
