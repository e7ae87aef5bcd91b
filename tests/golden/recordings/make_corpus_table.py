#!/usr/bin/env python3
"""Writes corpus.csv: what `sinew measure import` says of every file of a corpus with the folders fit, tcx and gpx.

usage: make_corpus_table.py PROGRAM FOLDER > corpus.csv    (PROGRAM such as build/dev/bin/sinew)
Look at every row that changes before you commit it: this table is the expectation, not a by-product.
"""
import csv
import json
import subprocess
import sys
from pathlib import Path

COLUMNS = ("file,verdict,start,duration_s,sport,sub_sport,indoor,device,samples,heart,heart_lowest,heart_highest,speed,"
           "distance,distance_m,power,cadence,altitude,laps,pauses,beats,gaps,reason").split(",")


def short(number):
    return "" if number is None else f"{number:g}" if number != int(number) else str(int(number))


def row_of(name, answer):
    if "errors" in answer:
        return {"file": name, "verdict": "refused", "reason": answer["errors"][0]["what"]}
    values = answer["sample_values"]
    count = lambda key: sum(value is not None for value in values[key])
    heart = answer["heart_bpm"] or {}
    row = {key: answer[key] or "" for key in ("start", "sport", "sub_sport", "device")}
    row |= {"file": name, "verdict": answer["verdict"].replace("_", " "), "duration_s": short(answer["duration_s"]),
            "indoor": {True: "yes", False: "no", None: ""}[answer["indoor"]], "samples": answer["samples"],
            "heart": count("heart_bpm"), "heart_lowest": short(heart.get("lowest")), "heart_highest": short(heart.get("highest")),
            "distance_m": f'{answer["distance_m"] or 0:.3f}', "laps": len(answer["laps"]), "pauses": len(answer["pauses"]),
            "beats": len(answer["beats"]["values_ms"]), "gaps": len(answer["beats"]["gaps"])}
    row |= {key: count(f"{key}_{unit}") for key, unit in (("speed", "m_s"), ("distance", "m"), ("power", "w"),
                                                          ("cadence", "rpm"), ("altitude", "m"))}
    row["distance"] = count("distance_m")
    row["distance_m"] = f'{answer["distance_m"] or 0:.3f}'
    return row


def main(program, folder):
    print("# Every file of the public corpus: what is read, or why it is refused. Looked at by hand against the files; see README.md.")
    table = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    table.writeheader()
    for kind in ("fit", "tcx", "gpx"):
        for path in sorted((Path(folder) / kind).iterdir()):
            if path.suffix == ".csv":
                continue
            said = subprocess.run([program, "measure", "import", str(path), "--json", "--samples", "--date", "2026-11-22"],
                                  capture_output=True, text=True, check=False)
            table.writerow(row_of(f"{kind}/{path.name}", json.loads(said.stdout)))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
