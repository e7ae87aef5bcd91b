#!/usr/bin/env python3
"""Writes the public contract of a record and of a file of answers from the screening pack.

Usage: make_record_schema.py [--check] [PROJECT_ROOT]

Facts come from knowledge/screening/rules.json (type, unit, range, note), their descriptions from
knowledge/text/questions.json. With --check nothing is written: exits 1 when a file is not up to date.
"""

import json
import sys
from pathlib import Path

SCHEMA = "http://json-schema.org/draft-07/schema#"
MOMENT = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"

SYMPTOMS = ["anxiety", "craving", "insomnia", "abdominal_pain", "muscle_bone_pain", "tremor", "tearing_runny_nose",
            "sweating_goose_bumps", "racing_heart"]
CAUTIONS = ["balance_fall", "knee", "hip", "hypertension", "glaucoma", "orthostatic", "shoulder", "neck", "low_back",
            "osteoporosis", "pregnancy", "vertigo", "hand_wrist", "pelvic_floor", "reflux", "seated"]
GOALS = ["craving", "mood", "sleep", "fitness", "strength", "weight", "pain", "social", "habit"]
MODALITIES = ["mind_body", "walking", "cycling", "running", "aerobic", "resistance", "combined", "mobility", "balance"]
EQUIPMENT = ["none", "chair", "band", "dumbbell", "cycle", "treadmill"]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
LONGEST_OVERRIDE_DAYS = 30


def number(low, high, description, whole=False):
    return {"type": ["integer" if whole else "number", "null"], "minimum": low, "maximum": high,
            "description": description}


def words(values, description, ordered=False):
    return {"type": ["array", "null"], "items": {"enum": values}, "uniqueItems": True,
            "description": description + (" First matters most." if ordered else "")}


def closed(properties, description, required=()):
    schema = {"type": ["object", "null"], "description": description, "properties": properties,
              "additionalProperties": False}
    if required:
        schema["type"] = "object"
        schema["required"] = list(required)
    return schema


def fact_value(fact):
    if fact["type"] == "bool":
        return {"type": ["boolean", "null"]}
    if fact["type"] == "enum":
        return {"enum": fact["values"] + [None]}
    value = {"type": ["integer" if fact.get("integer") else "number", "null"]}
    if "valid_range" in fact:
        value["minimum"], value["maximum"] = fact["valid_range"]
    return value


def age_limit(fact):
    if "max_age_h" in fact:
        return f"counts for {fact['max_age_h']} h"
    if "max_age_d" in fact:
        return f"counts for {fact['max_age_d']} d"
    return "does not expire"


def fact_schema(name, fact, label):
    parts = [label[:1].upper() + label[1:]]
    if fact.get("unit"):
        parts.append(f"unit {fact['unit']}")
    parts.append("null = never" if fact.get("null_means") == "never" else "null = not known")
    parts.append(age_limit(fact))
    if fact.get("required"):
        parts.append("always needed")
    elif "required_when" in fact:
        parts.append("needed depending on other facts")
    description = "; ".join(parts) + "."
    if fact.get("note"):
        description += " " + fact["note"][:1].upper() + fact["note"][1:] + "."
    value = fact_value(fact)
    return {
        "description": description,
        "anyOf": [
            value,
            {"type": "object", "required": ["value"], "additionalProperties": False,
             "properties": {"value": value, "observed_at": {"$ref": "#/definitions/observed_at"},
                            "source": {"$ref": "#/definitions/source"}}},
            {"$ref": "#/definitions/invalid"},
        ],
    }


def limits_schema(pack):
    merge = pack["semantics"]
    intensity = merge["intensity_order"]
    supervision = merge["supervision_order"]
    words_used = {"monitor": set(), "avoid": set(), "allow": set(), "prefer": set(), "hide": set()}
    for rule in pack["rules"]:
        for key, seen in words_used.items():
            seen.update(rule.get("limits", {}).get(key, []))
    lists = {key: {"type": "array", "items": {"type": "string"},
                   "description": "Words of the screening pack, among them: " + ", ".join(sorted(seen)) + "."}
             for key, seen in words_used.items()}
    minutes = {"type": "integer", "minimum": 0}
    return {"type": "object", "additionalProperties": False,
            "description": "Limits as screening rules write them; meanings: knowledge/screening/limit_tags.csv.",
            "properties": {"intensity_cap": {"enum": intensity}, "session_min_max": minutes, "weekly_min_max": minutes,
                           "sessions_per_day_max": minutes, "rest_days_min": minutes, "warmup_min": minutes,
                           "cooldown_min": minutes, "supervision": {"enum": supervision},
                           "intensity_basis": {"enum": ["heart_rate", "rpe_talk"]}, "start": {"enum": ["light_to_moderate"]},
                           **lists, "need_first": {"type": ["string", "array"], "items": {"type": "string"}}}}


def sections(pack, strings):
    appointment = closed({"day": {"enum": DAYS}, "time": {"type": "string", "pattern": CLOCK,
                                                          "description": "Local time of the centre, HH:MM."}},
                         "A weekly appointment.", ["day", "time"])
    appointments = {"type": ["array", "null"], "items": appointment}
    facts = {}
    for name, fact in pack["facts"].items():
        label = strings.get(f"question.{name}.label", {}).get("en", name.replace("_", " "))
        facts[name] = fact_schema(name, fact, label)
    overridable = [rule["id"] for rule in pack["rules"] if rule.get("overridable")]
    day = {"type": "string", "pattern": DAY}
    override = closed({
        "rule": {"type": "string", "minLength": 1, "maxLength": 40,
                 "description": "A rule that may be set aside (" + ", ".join(sorted(overridable)) +
                                "), or, with `add`, the added rule's own name."},
        "who": {"type": "string", "minLength": 1, "maxLength": 200, "description": "The clinician who answers for it."},
        "reason": {"type": "string", "minLength": 1, "maxLength": 500},
        "from": {**day, "description": "Default: the day of `assessed_at`."},
        "until": {**day, "description": f"Last day, at most {LONGEST_OVERRIDE_DAYS} days after `from`."},
        "limits_too": {"type": "boolean", "description": "The rule's limits leave the merge as well. Default false."},
        "add": closed({"outcome": {"enum": ["clear", "modify", "supervise", "refer_first", "stop_now"]},
                       "limits": limits_schema(pack), "say": {"type": "string", "minLength": 1, "maxLength": 500}},
                      "A rule the clinician adds.", ["outcome", "say"]),
    }, "A named rule set aside, or a rule added. An open question is never covered.", ["rule", "who", "reason", "until"])
    return {
        "$schema": {"type": "string"},
        "person": closed({
            "birth_date": {"type": ["string", "null"], "pattern": DAY, "description": "Decides the age."},
            "age": number(0, 120, "Years; when no birth date is known. The fact `age` follows from it."),
            "sex": {"enum": pack["facts"]["sex"]["values"] + [None], "description": "The fact `sex` follows from it."},
            "height_cm": number(80, 250, "cm. With the weight it gives the fact `bmi` when none is given."),
            "weight_kg": number(20, 400, "kg."),
            "mvpa_min_week": number(0, 10080, "Moderate and vigorous minutes a week; vigorous minutes not doubled."),
            "peak_mets": number(1, 25, "Measured peak, MET."),
            "hr_max_measured": number(60, 250, "Measured highest heart rate, /min."),
            "deceased": {"type": ["boolean", "null"], "description": "True: no screening, no questions."},
        }, "Who it is about, without a name. Bounds catch typing slips; they are not clinical limits."),
        "assessed_at": {"type": "string", "pattern": MOMENT,
                        "description": "When this was written, with a time: answers about right now count for one hour."},
        "facts": {**closed(facts, "Screening facts by name. A bare value was observed at `assessed_at`.")},
        "symptoms": closed({name: number(0, 10, strings.get(f"question.symptoms.{name}.label", {}).get("en", name) + ".")
                            for name in SYMPTOMS}, "Ratings from 0 (none) to 10 (worst); they order the forms."),
        "cautions": words(CAUTIONS, "What movements must respect; `seated`: nothing but seated variants."),
        "goals": words(GOALS, "What the person wants.", ordered=True),
        "preferences": closed({"like": words(MODALITIES, "Liked kinds of exercise."),
                               "dislike": words(MODALITIES, "Disliked kinds; they lower a dose, never raise it.")},
                              "They choose among what is permitted and never change a limit."),
        "availability": closed({"days": {"type": ["array", "null"], "items": {"enum": DAYS}, "uniqueItems": True,
                                         "minItems": 1, "description": "Default: every day."},
                                "minutes_max": number(5, 240, "Longest single session the person can give, min.", True),
                                "twice_daily": {"type": ["boolean", "null"], "description": "Default false."}},
                               "When the person can practise."),
        "equipment": words(EQUIPMENT, "What there is to train with. Default: none."),
        "treatment": closed({"moud_visits": {**appointments, "description": "Visits for medication."},
                             "group_sessions": {**appointments, "description": "Group sessions."}},
                            "Fixed times that the programme is placed around."),
        "history": closed({"stage": {"enum": ["S0", "S1", "S2", None]},
                           "stage_since": {"type": ["string", "null"], "pattern": DAY}},
                          "The stage at the last review."),
        "overrides": {"type": ["array", "null"], "items": override},
        "ask": {"type": ["array", "null"], "description": "Questions that an imported record puts on top; they set nothing.",
                "items": closed({"about": {"type": "string", "minLength": 1, "maxLength": 60},
                                 "because": {"type": "string", "minLength": 1, "maxLength": 500}}, "One such question.",
                                ["about", "because"])},
    }


def schemas(root):
    pack = json.loads((root / "knowledge/screening/rules.json").read_text(encoding="utf-8"))
    strings = json.loads((root / "knowledge/text/questions.json").read_text(encoding="utf-8"))["strings"]
    definitions = {
        "observed_at": {"type": ["string", "null"], "pattern": MOMENT,
                        "description": "A year, month, day or moment; a day without a time counts from 00:00 UTC; "
                                       "null: nobody knows, which counts as stale."},
        "source": {"type": "string", "minLength": 1, "maxLength": 200, "description": "Where it came from."},
        "invalid": {"type": "object", "required": ["invalid"], "additionalProperties": False,
                    "description": "A value arrived that cannot be (unit, range); it counts as missing and is asked.",
                    "properties": {"invalid": {"type": "string", "minLength": 1, "maxLength": 200},
                                   "observed_at": {"$ref": "#/definitions/observed_at"},
                                   "source": {"$ref": "#/definitions/source"}}},
    }
    properties = sections(pack, strings)
    base = {"type": "object", "additionalProperties": False, "properties": properties, "definitions": definitions}
    record = {"$schema": SCHEMA, "$id": "record.schema.json", "title": "Record",
              "description": "A person's record, as `sinew screen` and `sinew prescribe` read it and `sinew record import` "
                             "writes it. Unknown keys, wrong types and values outside their range are refused.",
              **base, "required": ["assessed_at"]}
    answers = {"$schema": SCHEMA, "$id": "answers.schema.json", "title": "Answers",
               "description": "Answers laid over a record or an imported bundle with --answers. Every section of a record may "
                              "stand here; answers win. They were observed at their own `assessed_at`, else at the as-of time. "
                              "A null changes nothing, except on facts where null means never.",
               **base}
    return {"record.schema.json": record, "answers.schema.json": answers}


def main(arguments):
    check = "--check" in arguments
    places = [argument for argument in arguments if not argument.startswith("--")]
    root = Path(places[0]) if places else Path(__file__).resolve().parent.parent
    stale = 0
    for name, schema in schemas(root).items():
        path = root / "knowledge/schema" / name
        text = json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                print(f"{path}: not up to date: run tools/make_record_schema.py")
                stale = 1
        else:
            path.write_text(text, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
