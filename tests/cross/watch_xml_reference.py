#!/usr/bin/env python3
"""TCX and GPX a second time: Python's own XML parser and calendar read what `sinew measure import` read.

Usage: watch_xml_reference.py SINEW PROJECT_ROOT

Files: the seeds of tests/fuzz/corpus, 120 files written here from a printed seed, and the public corpus of ../shared/cases where it
is there. Compared: which files are read, the start, every sample's time, heart rate, altitude, cadence, power and given speed and
distance, every lap. What the program works out or judges (distance from positions, bounds) is not looked at: values outside the bounds of
src/sinew/recording are not written here, and a value worked out is skipped where the file gives none.
"""

import json
import math
import random
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from datetime import datetime, timedelta, timezone
from pathlib import Path

SEED = 20261123


def bare(tag):
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1]


def child(node, *path):
    for name in path:
        if node is None:
            return None
        node = next((one for one in node if bare(one.tag) == name), None)
    return node


def number(node):
    try:
        value = float((node.text or "").strip())
    except (AttributeError, ValueError):
        return None
    return value if math.isfinite(value) else None


def seconds(text):
    try:
        moment = datetime.fromisoformat((text or "").strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).timestamp()


def below(node, *names):
    for name in names:
        for one in node.iter():
            if bare(one.tag) == name and (value := number(one)) is not None:
                return value
    return None


def positive(value):
    return value if value else None


def tcx_point(point):
    cadence = number(child(point, "Cadence"))
    return {"at": seconds(getattr(child(point, "Time"), "text", None)), "heart_bpm": positive(number(child(point, "HeartRateBpm", "Value"))),
            "altitude_m": number(child(point, "AltitudeMeters")), "distance_m": number(child(point, "DistanceMeters")),
            "speed_m_s": number(child(point, "Extensions", "TPX", "Speed")), "power_w": number(child(point, "Extensions", "TPX", "Watts")),
            "cadence_rpm": cadence if cadence is not None else number(child(point, "Extensions", "TPX", "RunCadence"))}


def gpx_point(point):
    more = child(point, "extensions")
    more = more if more is not None else ElementTree.Element("none")
    speed = number(child(point, "speed"))
    return {"at": seconds(getattr(child(point, "time"), "text", None)), "heart_bpm": positive(below(more, "hr", "heartrate")),
            "altitude_m": number(child(point, "ele")), "distance_m": None, "speed_m_s": speed if speed is not None else below(more, "speed"),
            "power_w": below(more, "power", "PowerInWatts"), "cadence_rpm": below(more, "cad", "cadence")}


def expected(path):
    """What a reader of the file should say, or None where nothing was recorded in it."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError:
        return None
    laps = []
    if bare(root.tag) == "TrainingCenterDatabase":
        activity = next((one for one in (child(root, "Activities") or []) if bare(one.tag) == "Activity"), None)
        if activity is None:
            return None
        rounds = [one for one in activity if bare(one.tag) == "Lap"]
        points = [tcx_point(point) for lap in rounds for track in lap if bare(track.tag) == "Track" for point in track
                  if bare(point.tag) == "Trackpoint"]
        laps = [{"start": seconds(lap.get("StartTime")), "duration_s": number(child(lap, "TotalTimeSeconds")),
                 "distance_m": number(child(lap, "DistanceMeters")),
                 "heart_mean_bpm": positive(number(child(lap, "AverageHeartRateBpm", "Value"))),
                 "heart_max_bpm": positive(number(child(lap, "MaximumHeartRateBpm", "Value")))} for lap in rounds]
    else:
        points = [gpx_point(point) for track in root if bare(track.tag) == "trk" for segment in track if bare(segment.tag) == "trkseg"
                  for point in segment if bare(point.tag) == "trkpt"]
    kept = []
    for point in points:
        if point["at"] is not None and point["at"] >= 599616000 and (not kept or point["at"] >= kept[-1]["at"]):
            kept.append(point)
    return {"points": kept, "laps": laps} if kept else None


def near(a, b):
    return (a is None) == (b is None) and (a is None or abs(a - b) <= 1e-6 + 1e-12 * abs(b))


def differences(path, answer):
    wanted = expected(path)
    if wanted is None or "verdict" not in answer or answer["verdict"] == "refused":
        refused = "verdict" not in answer or answer["verdict"] == "refused"
        return [] if (wanted is None) == refused else [f"read here: {wanted is not None}, by the program: {not refused}"]
    found = []
    points, values = wanted["points"], answer["sample_values"]
    if answer["samples"] != len(points):
        return [f"samples: {len(points)} here, {answer['samples']} there"]
    start = math.floor(points[0]["at"])
    if seconds(answer["start"]) != start:
        found.append(f"start: {start} here, {answer['start']} there")
    for name in ("heart_bpm", "altitude_m", "cadence_rpm", "power_w", "speed_m_s", "distance_m"):
        here = [point[name] for point in points]
        if name in ("speed_m_s", "distance_m") and not any(value is not None for value in here):
            continue  # worked out from positions or distances, or absent
        found += [f"{name} of sample {i}: {a} here, {b} there" for i, (a, b) in enumerate(zip(here, values[name])) if not near(a, b)][:3]
    found += [f"time of sample {i}" for i, point in enumerate(points) if not near(point["at"] - start, values["t_s"][i])][:3]
    if len(answer["laps"]) != len(wanted["laps"]):
        return found + [f"laps: {len(wanted['laps'])} here, {len(answer['laps'])} there"]
    for i, (here, there) in enumerate(zip(wanted["laps"], answer["laps"])):
        found += [f"{name} of lap {i}: {here[name]} here, {there[name]} there"
                  for name in ("duration_s", "distance_m", "heart_mean_bpm", "heart_max_bpm") if not near(here[name], there[name])]
        if not near(here["start"] - start, there["start_s"]):
            found.append(f"start of lap {i}")
    return found


def iso(moment, chance):
    text = moment.strftime("%Y-%m-%dT%H:%M:%S")
    if chance.random() < 0.3:
        text += f".{moment.microsecond // 1000:03d}"
    if chance.random() < 0.2:
        hours = chance.choice([-5, 1, 8])
        return (moment + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S") + f"{hours:+03d}:00"
    return text + "Z"


def maybe(chance, text):
    return text if chance.random() < 0.8 else ""


def write_tcx(path, chance):
    now = datetime(2024, 3, 10, 7, 30, tzinfo=timezone.utc) + timedelta(seconds=chance.randrange(10**7))
    pretty = chance.choice(["", "\n  "])
    laps, metres = [], 0.0
    for _ in range(chance.randint(1, 3)):
        begin, points = now, []
        for _ in range(chance.randint(1, 40)):
            metres += chance.uniform(0, 6)
            points.append(
                f"<Trackpoint><Time>{iso(now, chance)}</Time>"
                + maybe(chance, f"<AltitudeMeters>{chance.uniform(-50, 900):.3f}</AltitudeMeters>")
                + f"<DistanceMeters>{metres:.4f}</DistanceMeters>"
                + maybe(chance, f"<HeartRateBpm><Value>{chance.randint(60, 190)}</Value></HeartRateBpm>")
                + maybe(chance, f"<Cadence>{chance.randint(60, 110)}</Cadence>")
                + maybe(chance, f"<Extensions><n3:TPX><n3:Speed>{chance.uniform(0, 6):.3f}</n3:Speed><n3:Watts>{chance.randint(0, 400)}</n3:Watts>"
                                "</n3:TPX></Extensions>") + "</Trackpoint>")
            now += timedelta(seconds=chance.randint(1, 9))
        laps.append(f'<Lap StartTime="{begin.strftime("%Y-%m-%dT%H:%M:%SZ")}"><TotalTimeSeconds>{(now - begin).seconds}</TotalTimeSeconds>'
                    f"<DistanceMeters>{metres:.2f}</DistanceMeters>"
                    + maybe(chance, f"<AverageHeartRateBpm><Value>{chance.randint(90, 160)}</Value></AverageHeartRateBpm>")
                    + f"<Track>{pretty}{pretty.join(points)}</Track></Lap>")
    path.write_text('<?xml version="1.0"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" '
                    'xmlns:n3="http://www.garmin.com/xmlschemas/ActivityExtension/v2"><Activities><Activity Sport="Running">'
                    f"<Id>1</Id>{''.join(laps)}</Activity></Activities></TrainingCenterDatabase>", encoding="utf-8")


def write_gpx(path, chance):
    now = datetime(2023, 11, 1, 17, 0, tzinfo=timezone.utc) + timedelta(seconds=chance.randrange(10**7))
    segments, north = [], 45.0
    for _ in range(chance.randint(1, 3)):
        points = []
        for _ in range(chance.randint(0, 40)):
            north += chance.uniform(0, 5e-5)
            extra = (maybe(chance, f"<p:hr>{chance.randint(60, 190)}</p:hr>") + maybe(chance, f"<p:cad>{chance.randint(60, 110)}</p:cad>"))
            points.append(f'<trkpt lat="{north:.7f}" lon="14.5">' + maybe(chance, f"<ele>{chance.uniform(-50, 900):.3f}</ele>")
                          + maybe(chance, f"<time>{iso(now, chance)}</time>")
                          + maybe(chance, f"<extensions><p:TrackPointExtension>{extra}</p:TrackPointExtension></extensions>") + "</trkpt>")
            now += timedelta(seconds=chance.randint(1, 9))
        segments.append(f"<trkseg>{''.join(points)}</trkseg>")
    path.write_text('<gpx version="1.1" creator="seeded" xmlns="http://www.topografix.com/GPX/1/1" '
                    'xmlns:p="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
                    f"<trk><type>walking</type>{''.join(segments)}</trk></gpx>", encoding="utf-8")


def main(program, root):
    root = Path(root)
    files = sorted(path for kind in ("tcx", "gpx") for folder in (root / "tests/fuzz/corpus", root / "../shared/cases")
                   for path in (folder / kind).glob(f"*.{kind}"))
    with tempfile.TemporaryDirectory() as folder:
        chance = random.Random(SEED)
        for i in range(60):
            for kind, write in (("tcx", write_tcx), ("gpx", write_gpx)):
                files.append(Path(folder) / f"seeded-{i}.{kind}")
                write(files[-1], chance)
        faults, read = [], 0
        for path in files:
            run = subprocess.run([program, "measure", "import", path, "--json", "--samples", "--quiet", "--date", "2026-11-23"],
                                 capture_output=True, text=True, check=False)
            answer = json.loads(run.stdout)
            read += "verdict" in answer and answer["verdict"] != "refused"
            faults += [f"{path.name}: {one}" for one in differences(path, answer)]
    print(f"watch_xml_reference: seed {SEED}, {len(files)} files, {read} read, {len(faults)} differences")
    print("\n".join(faults[:40]))
    return 1 if faults or read < 100 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
