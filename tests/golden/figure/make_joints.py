#!/usr/bin/env python3
"""Makes joints.csv: joint positions by the checker that the keyframes were made with.

Usage: make_joints.py CHECKER.py knowledge/forms/keyframes.json > tests/golden/figure/joints.csv

CHECKER.py is the keyframe checker (format "sinew.keyframes/1"); its own `timeline`, `sample` and `fk` are called, so the
table is independent of the C++. Positions in body heights, six decimals; every played phase at 0.37 and at its end.
"""
import importlib.util
import json
import sys

POINTS = ["pelvis", "neck_base", "head_top", "nose", "elbow_l", "palm_l", "fingers_r", "wrist_r", "knee_l", "knee_r",
          "ball_l", "toe_r"]

spec = importlib.util.spec_from_file_location("checker", sys.argv[1])
checker = importlib.util.module_from_spec(spec)
spec.loader.exec_module(checker)
pack = json.load(open(sys.argv[2], encoding="utf-8"))
skeleton = pack["skeleton"]

print("form,played,fraction," + ",".join(f"{p}_{a}" for p in POINTS for a in "xyz"))
for form in pack["order"]:
    for played, segment in enumerate(checker.timeline(skeleton, pack["forms"][form])[0]):
        for fraction in (0.37, 1.0):
            pose = checker.sample(skeleton, segment, fraction)[0]
            points = checker.fk(skeleton, pose)[0]
            print(f"{form},{played},{fraction}," + ",".join(f"{points[p][a]:.6f}" for p in POINTS for a in range(3)))
