#!/usr/bin/env python3
"""A second reading of the model's specification, written from its words alone and by somebody who had not seen the C++.

Usage: second_reading.py OUTPUT_FOLDER
Writes wide_scenarios.jsonl (what is asked: all schemes, classes, sexes, medications, overrides, start values, bouts) and wide_expected.csv
(scenario,day,quantity,value to 12 digits) there. Shares nothing with the program but the numbers of knowledge/model/parameters.csv. The seed
is fixed: the same files every time. Slow ordinary differential equations by SciPy's DOP853 at 1e-12, restarted at the kinks.
Source of the equations: docs/methods/model.md.
"""
import csv
import json
import math
import random
import sys
from math import exp, log
from pathlib import Path

import numpy
from scipy.integrate import DOP853
from scipy.linalg import expm

TABLE = Path(__file__).resolve().parents[3] / "knowledge" / "model" / "parameters.csv"
SEED = 20261124
START = dict(LA=0.0, LR=0.0, LM=0.0, F=0.0, T=0.8, W=0.0, V=0.0, L=0.3, N=0.5, R=0.85, Q=0.0, G=1.0, S=1.0, P=-0.8,
             U=0.8, X=0.8, C=0.8, i1=1.0, i2=1.0, H=0.0, D=0.0, t_rec=0.0)


def numbers(letter):
    """Symbol -> value of the rows P... (ours) or L... (literature)."""
    found = {}
    with open(TABLE, encoding="utf-8") as table:
        for row in csv.DictReader(table):
            if not row["id"].startswith(letter):
                continue
            try:
                values = [float(part) for part in row["value"].split(";")]
            except ValueError:  # a formula, not a number
                continue
            for symbol, value in zip([part.strip() for part in row["symbol"].split(",")], values):
                found.setdefault(symbol, value)
    return found


BASE, LITERATURE = numbers("P"), numbers("L")
K_TRIMP_WOMEN = BASE.pop("k_trimp_F")


def logistic(x):
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def piecewise(steps, day, before):
    value = before
    for since, then in sorted(steps):
        if since <= day:
            value = then
    return value


def breathing(rate, p):
    return 0.0 if rate is None else exp(-(log(rate / p["f_r"])) ** 2 / (2 * p["f_s"] ** 2))


def occupancy_by_day(course, days, p):
    """Mean share of receptors taken, day by day, under sublingual buprenorphine: trapezoid on 0.1 h."""
    q = LITERATURE
    weight, index = course.get("weight", 70.0) / 70, course.get("bmi", 24.8) / 24.8
    clearance = q["CL/F"] * weight ** 0.75 * index ** q["theta_BMI_CL"]
    between, centre, outer = q["Q/F"] * weight ** 0.75, q["Vc/F"] * weight, q["Vp/F"] * weight
    film = course.get("film", False)
    uptake = q["ka_SL"] * (q["x_film_ka"] if film else 1)
    share = q["F_SL"] * (q["x_film_F"] if film else 1) * (q["x_16mg_F"] if course["mg"] >= 16 else 1)
    rates = numpy.array([[-uptake, 0, 0], [uptake, -(clearance + between) / centre, between / outer],
                         [0, between / centre, -between / outer]])
    onward = numpy.array([expm(rates * (0.1 * step)) for step in range(241)])
    amount, means = numpy.zeros(3), []
    for day in range(days + 1):
        if course.get("from", 0) <= day < course.get("to", days):
            amount = amount + numpy.array([share * course["mg"], 0, 0])
        path = onward @ amount
        concentration = 1000 * path[:, 1] / centre  # ng/mL
        taken = p["B_E"] * concentration / (p["B_C"] + concentration)
        means.append(float((taken.sum() - (taken[0] + taken[-1]) / 2) / 240))
        amount = path[-1]
    return means


class Course:
    """A slow scenario, day after day."""

    SOLVED = ("V", "L", "N", "R", "Q", "G", "S", "P", "U", "X", "C", "H", "D")

    def __init__(self, asked):
        self.asked, p = asked, dict(BASE)
        self.stimulant = asked.get("drug_class") == "stimulant"
        if self.stimulant:
            for symbol in ("k_W", "tau_Toff", "lam_0", "theta_f"):
                p[symbol] = p[symbol + "_stim"]
        else:
            p["a_K"] = p["a_K_op"]
        if asked.get("sex") == "F":
            p["k_trimp"] = K_TRIMP_WOMEN
        p.update(asked.get("params", {}))
        self.p, self.x = p, {**START, **asked.get("init", {})}
        self.occupied = occupancy_by_day(asked["bup"], asked["days"], p) if asked.get("bup") else None
        self.use = {one["day"]: one for one in asked.get("use", [])}
        self.B = 0.5

    def inputs(self, day):
        p, dose, breath, minutes = self.p, dict(A=0.0, R=0.0, M=0.0), 0.0, 0.0
        for block in self.asked.get("sessions", []):
            if not (block["from"] <= day < block["to"] and day % 7 in block["weekdays"]):
                continue
            for part in block["segments"]:
                share = part["min"] / 30
                if part["m"] == "A":
                    k, intensity = p["k_trimp"], part["I"]
                    dose["A"] += share * intensity * exp(k * intensity) / (0.6 * exp(0.6 * k))
                elif part["m"] == "R":
                    dose["R"] += share * part["I"] / 0.65
                else:
                    dose["M"] += share * part.get("q", 1.0)
                    breath += part["min"] * (0.5 + 0.5 * breathing(part.get("f_b"), p))
                    minutes += part["min"]
        if minutes > 0:
            self.B = breath / minutes
        medication = piecewise(self.asked.get("E_m", []), day, 0.0)
        if self.occupied is not None:
            medication = p["eps_bup"] * self.occupied[day]
        if self.stimulant:
            medication = 0.0
        used, taken = day in self.use, 0.0
        if used:
            taken = self.use[day].get("RO", 0.0) if self.occupied is None else self.occupied[day]
        drug = p["E_use"] * (1 - taken) if used else 0.0
        return dict(LA=dose["A"], LR=dose["R"], LM=dose["M"], load=dose["A"] + dose["R"] + p["w_M"] * dose["M"], B=self.B,
                    E_m=medication, E_x=drug, E=min(1.0, drug + medication), used=used,
                    stress=piecewise(self.asked.get("stress", []), day, 0.3),
                    A_v=piecewise(self.asked.get("A_v", []), day, p["A_v"]))

    def overload(self, x):
        p = self.p
        return min(p["Psi_max"], max(0.0, x["F"] - p["F_crit"]) / p["F_crit"])

    def cue(self, x):
        p = self.p
        if p["a_K"] == 0:
            return p["K_0"]
        t1, t2 = p["t_K1"], p["t_K2"]
        top = log(t2 / t1) / (1 / t1 - 1 / t2)
        return p["K_0"] * (1 + p["a_K"] * (x["i2"] - x["i1"]) / (exp(-top / t2) - exp(-top / t1)))

    def hazards(self, x, u):
        p = self.p
        craving = 100 * logistic(x["C"] + self.cue(x))
        lapse = p["lam_0"] * u["A_v"] * exp(p["beta_C"] * (craving - 50) / 10 - p["beta_P"] * x["P"] + p["beta_X"] * x["X"]
                                           - p["beta_mu"] * u["E_m"])
        return lapse, p["dlt_0"] * exp(p["d_Psi"] * self.overload(x) + p["d_X"] * x["X"])

    def targets(self, x, u):
        """State -> where it tends and how fast (days), but for loads, dependence and withdrawal."""
        p, half, psi, W = self.p, self.p["Lam50"], self.overload(x), x["W"]
        A, R, M = (x[load] / (x[load] + half) for load in ("LA", "LR", "LM"))
        load = x["LA"] + x["LR"] + x["LM"]
        T, best = load / (load + half), max(A, R)
        reward = (1.0, p["tau_R"] / (1 + p["g_R"] * best)) if u["E_x"] == 0 else (1 - p["d_R"], p["tau_Ruse"])
        return dict(
            V=(p["g_VA"] * A + p["g_VR"] * R + p["g_VM"] * M * u["B"] - p["g_VW"] * W - p["g_VL"] * x["L"] - p["g_VF"] * psi,
               p["tau_V"]),
            L=(p["k_Ls"] * u["stress"] + p["k_LW"] * W - p["k_LA"] * A - p["k_LM"] * M + p["k_LF"] * psi, p["tau_L"]),
            N=(p["g_NE"] * u["E_x"] - p["g_NA"] * A - p["g_NR"] * R - p["g_NM"] * M + p["g_NF"] * psi, p["tau_N"]),
            R=reward,
            Q=(p["g_QA"] * A + p["g_QR"] * R + p["g_QM"] * M, p["tau_Q"]),
            G=(1 + p["ga_A"] * A + p["ga_R"] * R, p["tau_G"]),
            S=(1 + p["gs_R"] * R + p["gs_A"] * A + p["gs_M"] * M, p["tau_S"]),
            P=(-p["P_def"] * exp(-x["t_rec"] / p["tau_Prec"]) + p["g_PQ"] * x["Q"] + p["g_PG"] * (x["G"] - 1) + p["g_PM"] * M
               + p["g_PV"] * x["V"] - p["g_PU"] * x["U"] - p["g_PW"] * W, p["tau_P"]),
            U=(p["U_0"] + p["g_UW"] * W + p["g_UX"] * x["X"] + p["g_UL"] * x["L"] - p["g_UE"] * T, p["tau_U"]),
            X=(p["X_0"] + p["g_XW"] * W + p["g_XL"] * x["L"] + p["g_XN"] * x["N"] + p["g_XU"] * x["U"] + p["g_XR"] * (1 - x["R"])
               - p["g_XE"] * best - p["g_XM"] * M + p["g_XF"] * psi, p["tau_X"]),
            C=(p["c_0"] + p["g_CW"] * W + p["g_CX"] * x["X"] + p["g_CU"] * x["U"] + p["g_CR"] * (1 - x["R"]) - p["g_CP"] * x["P"]
               - p["g_CE"] * best - p["g_CM"] * M - p["g_Cmu"] * u["E_m"] + p["g_CF"] * psi, p["tau_C"]))

    def dependence(self, T, W, E, t):
        """Dependence and withdrawal after t days, exactly; withdrawal is fed while the gap is above its threshold."""
        p, threshold, rest = self.p, self.p["theta_W"], exp(-t / self.p["tau_W"])
        if T <= E + threshold:
            tau = p["tau_Ton"] if E > T else p["tau_Toff"]
            return E + (T - E) * exp(-t / tau), W * rest
        slow, fast, gain = p["tau_Toff"], p["tau_W"], p["k_W"]
        closes = slow * log((T - E) / threshold) if threshold > 0 else math.inf

        def fed(t):
            apart = t / fast - t / slow
            both = t / fast * exp(-t / fast) if slow == fast else exp(-t / slow) * -math.expm1(-apart) * slow / (slow - fast)
            return W * exp(-t / fast) + gain * (T - E) * both - gain * threshold * -math.expm1(-t / fast)

        ends = E + (T - E) * exp(-t / slow)
        return (ends, fed(t)) if t <= closes else (ends, fed(closes) * exp(-(t - closes) / fast))

    def known(self, x, u, t):
        """What has a closed form, t days on."""
        p, y = self.p, dict(x)
        for load in ("LA", "LR", "LM"):
            y[load] = u[load] + (x[load] - u[load]) * exp(-t / p["tau_Lam"])
        settled = u["load"] * p["tau_F"]
        y["F"] = settled + (x["F"] - settled) * exp(-t / p["tau_F"])
        y["T"], y["W"] = self.dependence(x["T"], x["W"], u["E"], t)
        y["i1"], y["i2"] = x["i1"] * exp(-t / p["t_K1"]), x["i2"] * exp(-t / p["t_K2"])
        y["t_rec"] = x["t_rec"] + t
        return y

    def exponential_step(self, u, h, exact):
        x, p = self.x, self.p
        y = self.known(x, u, h)
        for state, (target, tau) in self.targets(x, u).items():
            y[state] = target + (x[state] - target) * exp(-h / tau)
        if not exact:
            tau = p["tau_Ton"] if u["E"] > x["T"] else p["tau_Toff"]
            y["T"] = u["E"] + (x["T"] - u["E"]) * exp(-h / tau)
            fed = p["k_W"] * max(0.0, x["T"] - u["E"] - p["theta_W"])
            y["W"] = fed + (x["W"] - fed) * exp(-h / p["tau_W"])
        lapse, dropout = self.hazards(x, u)
        y["H"], y["D"] = x["H"] + lapse * h, x["D"] + dropout * h
        self.x = y

    def kinks(self, u):
        """Where in the day the right-hand side bends."""
        p, x, found = self.p, self.x, set()
        if x["T"] > u["E"] + p["theta_W"] and p["theta_W"] > 0:
            found.add(p["tau_Toff"] * log((x["T"] - u["E"]) / p["theta_W"]))
        settled, away = u["load"] * p["tau_F"], x["F"] - u["load"] * p["tau_F"]
        for level in (p["F_crit"], p["F_crit"] * (1 + p["Psi_max"])):
            if away != 0 and (level - settled) / away > 0:
                found.add(-p["tau_F"] * log((level - settled) / away))
        apart = u["LA"] - u["LR"]
        falls = x["LA"] - x["LR"] - apart
        if falls != 0 and -apart / falls > 0:
            found.add(-p["tau_Lam"] * log(-apart / falls))
        return [0.0, *sorted(at for at in found if 1e-13 < at < 1 - 1e-13), 1.0]

    def continuous_day(self, u):
        x = self.x

        def slope(t, values):
            now = {**self.known(x, u, t), **dict(zip(self.SOLVED, values))}
            targets = self.targets(now, u)
            return [(targets[state][0] - now[state]) / targets[state][1] for state in self.SOLVED[:-2]] + list(self.hazards(now, u))

        values, stops = numpy.array([x[state] for state in self.SOLVED]), self.kinks(u)
        for since, until in zip(stops, stops[1:]):
            solver = DOP853(slope, since, values, until, rtol=1e-12, atol=1e-13)
            while solver.status == "running":
                solver.step()
            if solver.status != "finished":
                raise RuntimeError("the solver gave up")
            values = solver.y
        self.x = {**self.known(x, u, 1.0), **{state: float(value) for state, value in zip(self.SOLVED, values)}}

    def told(self, u):
        x, spread = self.x, self.p["theta_f"]
        lapse, dropout = self.hazards(x, u)
        free = (1 + spread * x["H"]) ** (-1 / spread) if spread != 0 else exp(-x["H"])
        return {**{state: x[state] for state in START}, "K": self.cue(x), "VAS_expected": 100 * logistic(x["C"]),
                "VAS_cue": 100 * logistic(x["C"] + self.cue(x)), "Psi": self.overload(x), "lapse_hazard_per_day": lapse,
                "dropout_hazard_per_day": dropout, "S_lapse_marginal": free, "S_dropout": exp(-x["D"])}

    def answer(self):
        asked, p, answers = self.asked, self.p, {}
        for day in range(max(asked["out_days"]) + 1):
            u = self.inputs(day)
            if day in asked["out_days"]:
                answers[day] = self.told(u)
            since = self.x["t_rec"]
            if asked.get("scheme", "frozen") == "continuous":
                self.continuous_day(u)
            elif asked.get("scheme") == "fine":
                fine = any(first <= day < end for first, end in asked.get("fine_days", []))
                for _ in range(4 if fine else 1):
                    self.exponential_step(u, 0.25 if fine else 1.0, True)
            else:
                self.exponential_step(u, 1.0, False)
            if u["used"]:
                for clock in ("i1", "i2"):
                    self.x[clock] += p["rho_x"] * (1 - self.x[clock])
                self.x["t_rec"] = (1 - p["rho_x"]) * since
                if day - 1 not in self.use:
                    self.x["C"] += p["J_C"]
        return answers


def bout(asked):
    """Fast states at the asked minutes: segments back to back from minute 0, then rest."""
    p, share, parts, since = BASE, asked.get("w", 0.0), [], 0.0
    for part in asked["segments"]:
        kind = part["m"]
        intensity = part.get("I", 0.25) if kind == "M" else part["I"]
        work = p["x_met"] * intensity if kind == "R" else intensity
        effort = work if kind == "R" else (3.5 + intensity * (asked["VO2max"] - 3.5)) / asked["VO2max"]
        paced = breathing(part.get("f_b"), p) if kind == "M" else 0.0
        if kind == "A":
            relief = p["Z_A"] / (1 + exp(-(intensity - p["Z_Ai"]) / p["Z_As"]))
        elif kind == "R":
            bell = exp(-(intensity - p["Z_Ro"]) ** 2 / (2 * p["Z_Rs"] ** 2))
            relief = p["Z_R"] * ((1 - share) * bell + share / (1 + exp(-(intensity - p["Z_Rh"]) / p["Z_Rhs"])))
        else:
            relief = p["Z_M"] * (0.5 + 0.5 * paced)
        parts.append((since, since + part["min"], dict(
            h=work * asked["dHRmax"], a=max(0.0, effort - p["I_th"]), q=p["k_Q"] * work, z=relief, on=True,
            b=p["B_max"] * effort ** p["h"] / (p["B_50"] ** p["h"] + effort ** p["h"]), v=p["v_met"] * work + p["v_br"] * paced)))
        since += part["min"]
    parts.append((since, math.inf, dict(h=0.0, a=0.0, b=0.0, q=0.0, v=0.0, z=0.0, on=False)))

    def moved(x, drive, t):
        def one(to, at, tau):
            return to + (at - to) * exp(-t / tau)

        def two(to, first, second, quick, slow):
            carried = (first - to) * quick / (quick - slow)
            return to + carried * exp(-t / quick) + (second - to - carried) * exp(-t / slow)

        return dict(h=one(drive["h"], x["h"], p["tau_HR"]),
                    h2=p["f_dr"] * two(drive["h"], x["h"], x["h2"] / p["f_dr"], p["tau_HR"], p["tau_dr"]),
                    a=one(drive["a"], x["a"], p["tau_A"]),
                    cort=p["g_F"] * two(drive["a"], x["a"], x["cort"] / p["g_F"], p["tau_A"], p["tau_cort"]),
                    bE=one(drive["b"], x["bE"], p["tau_B"]), q_b=one(drive["q"], x["q_b"], p["tau_q"]),
                    v_a=one(drive["v"], x["v_a"], p["tau_von"] if drive["on"] else p["tau_voff"]),
                    z=one(drive["z"], x["z"], p["tau_zon"] if drive["z"] > x["z"] else p["tau_zoff"]))

    answers = {}
    for minute in asked["out_minutes"]:
        x = dict.fromkeys(("h", "h2", "a", "cort", "bE", "q_b", "v_a", "z"), 0.0)
        for begins, ends, drive in parts:
            if minute > begins:
                x = moved(x, drive, min(minute, ends) - begins)
        x["c_ph"] = sum(K * strength * (p["s_ph"] if kind == "stress" else 1) * exp(-(minute - at) / p["tau_ph"])
                        for at, kind, strength, K in asked.get("events", []) if at <= minute)
        answers[minute] = x
    return answers


RANGES = dict(LA=(0, 2), LR=(0, 2), LM=(0, 2), F=(0, 40), T=(0, 1), W=(0, 0.9), V=(-1, 1), L=(-0.5, 1.5), N=(-1, 2),
              R=(0.4, 1.1), Q=(-1, 1), G=(0.7, 1.4), S=(0.6, 2), P=(-2, 1), U=(-1, 3), X=(-1, 3), C=(-3, 4), i1=(0, 1),
              i2=(0, 1), H=(0, 5), D=(0, 1), t_rec=(0, 400))


def between(luck, low, high, digits=3):
    return round(luck.uniform(low, high), digits)


def a_segment(luck):
    part = {"m": luck.choice("ARM"), "min": luck.choice([0, 0.5, 10, 12.5, 30, 45, 60, 120])}
    if part["m"] != "M":
        return {**part, "I": luck.choice([0, 0.2, 0.4, 0.575, 0.65, 0.9, 1.1])}
    if luck.random() < 0.4:
        part["I"] = between(luck, 0, 1)
    if luck.random() < 0.7:
        part["q"] = between(luck, 0, 1)
    if luck.random() < 0.7:
        part["f_b"] = luck.choice([0.5, 3, 6, 9.5, 12, 20, 60])
    return part


def some_steps(luck, days, low, high):
    since = sorted(luck.sample(range(days + 3), luck.choice([1, 2, 3])))
    return [[0 if luck.random() < 0.5 and at == since[0] else at, between(luck, low, high)] for at in since]


def a_course(luck, number, overrides):
    scheme = ("frozen", "fine", "continuous")[number % 3]
    days = luck.choice([1, 2, 14, 40]) if scheme == "continuous" else luck.choice([1, 2, 14, 60, 180, 365])
    asked = {"id": f"wide-{number:03d}", "days": days, "scheme": scheme, "drug_class": luck.choice(["opioid", "stimulant"]),
             "sex": luck.choice("MF"), "params": {symbol: round(BASE[symbol] * between(luck, 0.7, 1.4), 6) for symbol in overrides}}
    for key, low, high in (("A_v", 0, 1), ("stress", 0, 1)):
        if luck.random() < 0.7:
            asked[key] = some_steps(luck, days, low, high)
    blocks = []
    for _ in range(luck.choice([0, 1, 2, 3])):
        begins = luck.choice([0, luck.randrange(days + 1)])
        blocks.append({"from": begins, "to": luck.choice([days, days + 40, begins, luck.randrange(begins, days + 5)]),
                       "weekdays": sorted(luck.sample(range(7), luck.randrange(8))),
                       "segments": [a_segment(luck) for _ in range(luck.choice([1, 2, 3]))]})
    asked["sessions"] = blocks
    medication = luck.random()
    if medication < 0.35:
        asked["bup"] = {"mg": luck.choice([0.2, 8, 15.999, 16, 24]), "film": luck.random() < 0.5, "weight": between(luck, 40, 130, 1),
                        "bmi": between(luck, 16, 45, 1), "from": luck.choice([0, days // 3]), "to": luck.choice([days, days // 2 + 1])}
    if 0.3 < medication < 0.6:
        asked["E_m"] = some_steps(luck, days, 0, 0.8)
    if luck.random() < 0.6:
        used = {luck.randrange(days) for _ in range(luck.choice([1, 2, 4]))}
        used |= {day + 1 for day in used if luck.random() < 0.4}
        asked["use"] = [{"day": day, **({"RO": luck.choice([0, 0.5, 1])} if luck.random() < 0.4 else {})} for day in sorted(used)]
    if luck.random() < 0.5:
        asked["init"] = {state: between(luck, *RANGES[state]) for state in luck.sample(list(RANGES), luck.choice([1, 4, 22]))}
    if scheme == "fine":
        first = luck.randrange(days + 1)
        asked["fine_days"] = [[first, first + luck.choice([0, 1, 5])]] + ([[0, days]] if luck.random() < 0.2 else [])
    asked["out_days"] = sorted({days, luck.randrange(days + 1), luck.randrange(days + 1)})
    return asked


def a_bout(luck, number):
    parts = [a_segment(luck) for _ in range(luck.choice([0, 1, 2, 3]))]
    whole = sum(part["min"] for part in parts)
    events = [[luck.choice([0, whole, between(luck, 0, 400, 1)]), luck.choice(["cue", "stress"]), between(luck, 0, 1), between(luck, 0, 1.5)]
              for _ in range(luck.choice([0, 1, 3]))]
    minutes = {0.0, float(whole), whole + 7.5, between(luck, 0, 600, 2), 1440.0, *(float(event[0]) for event in events)}
    return {"id": f"bout-{number:03d}", "kind": "bout", "dHRmax": between(luck, 60, 150, 1), "VO2max": between(luck, 12, 75, 1),
            "w": luck.choice([0, 0.5, 1]), "segments": parts, "events": events, "out_minutes": sorted(minutes)}


def main():
    folder, luck = Path(sys.argv[1]), random.Random(SEED)
    # Every number but the setting's is changed twice; some pairs cannot move apart from each other.
    symbols = sorted(symbol for symbol, value in BASE.items() if value and symbol not in ("A_v", "B_E", "t_K1", "t_K2", "E_use"))
    luck.shuffle(symbols)
    symbols += luck.sample(symbols, len(symbols))
    courses = 3 * math.ceil(len(symbols) / 6)
    asked = [a_course(luck, number, symbols[2 * number:2 * number + 2]) for number in range(courses)]
    asked += [a_bout(luck, number) for number in range(24)]
    with open(folder / "wide_scenarios.jsonl", "w", encoding="utf-8") as lines, \
            open(folder / "wide_expected.csv", "w", encoding="utf-8") as table:
        table.write("scenario,day,quantity,value\n")
        for one in asked:
            lines.write(json.dumps(one) + "\n")
            answers = bout(one) if "kind" in one else Course(one).answer()
            for at, quantities in answers.items():
                for name, value in quantities.items():
                    table.write(f"{one['id']},{at:g},{name},{value:.12g}\n")


if __name__ == "__main__":
    main()
