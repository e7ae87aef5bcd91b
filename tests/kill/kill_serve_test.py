#!/usr/bin/env python3
"""Kills `sinew serve` at random instants under load and looks whether it kept its word to its clients.

Usage: kill_serve_test.py SINEW [--runs N] [--seed S] [--clients C] [--json]

Every run starts the service, lets C clients send requests, each with an idempotency key of its own, and kills it (SIGKILL) after
a random time. After the restart each request without an answer is sent again, twice, with its key. Then: everything that was
answered 201 is there, once; a request sent again is there once; nothing is there that was never sent; `sinew store
check` finds nothing. Exits 1 when one promise is broken.
"""

import argparse
import http.client
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter


class Service:
    """One run of the program."""

    def __init__(self, sinew, folder):
        self.process = subprocess.Popen([sinew, "serve", "--listen", "127.0.0.1:0", "--data", folder, "--json", "--unlimited"],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the service did not start: " + self.process.stderr.read())
        said = json.loads(line)
        self.host = said["address"].split("//")[1]
        self.code = said.get("setup_code", "")

    def end(self, with_signal):
        self.process.send_signal(with_signal)
        self.process.wait()


class Client:
    """One connection; knows who it is after `enter`."""

    def __init__(self, host):
        self.host, self.headers = host, {}
        self.connection = http.client.HTTPConnection(host, timeout=30)

    def ask(self, method, path, body=None, key=None):
        headers = dict(self.headers)
        if body is not None:
            headers["Content-Type"] = "application/json"
        if key:
            headers["Idempotency-Key"] = key
        self.connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        return answer.status, (json.loads(text) if text.strip() else None), answer

    def enter(self, path, body, key):
        status, said, answer = self.ask("POST", path, body, key)
        if status not in (200, 201):
            raise RuntimeError(f"{path}: {status} {said}")
        cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        self.headers = {"Cookie": "; ".join(cookies), "X-CSRF-Token": said["csrf"]}
        return self.headers


def request_of(number):
    return {"role": "therapist", "name": f"colleague {number}", "login": f"n{number}"}


def send_until_killed(host, headers, clients, numbers, lock, sent, answered, odd):
    def one():
        client = Client(host)
        client.headers = headers
        while True:
            with lock:
                number = next(numbers)
                sent.add(number)
            try:
                status, said, _ = client.ask("POST", "/api/v1/accounts", request_of(number), f"key-of-{number}")
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                return
            with lock:
                if status in (201, 409):  # this route keeps no answer (it holds a secret link): a login that is there is a conflict
                    answered.add(number)
                else:
                    odd.append(f"{number}: {status} {said}")
                    return

    threads = [threading.Thread(target=one, daemon=True) for _ in range(clients)]
    for thread in threads:
        thread.start()
    return threads


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sinew")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    report = {"runs": asked.runs, "seed": asked.seed, "clients": asked.clients, "acknowledged": 0, "sent_without_answer": 0,
              "faults": []}
    folder = None
    began = time.monotonic()
    for run in range(asked.runs):
        if run % 10 == 0:  # a new clinic now and then: lists stay short
            if folder:
                shutil.rmtree(folder)
            folder = tempfile.mkdtemp(prefix="sinew-kill-serve-")
            sent, answered, numbers = set(), set(), iter(range(1, 10**9))
        service = Service(asked.sinew, folder)
        boss = Client(service.host)
        if service.code:
            headers = boss.enter("/api/v1/setup", {"code": service.code, "login": "boss", "password": "correct horse battery",
                                                   "name": "B"}, "key-of-setup")
        else:
            headers = boss.enter("/api/v1/session", {"login": "boss", "password": "correct horse battery"}, f"key-in-{run}-1")
        lock, odd, before = threading.Lock(), [], len(answered)
        threads = send_until_killed(service.host, headers, asked.clients, numbers, lock, sent, answered, odd)
        time.sleep(chance.uniform(0.02, 0.8))
        service.end(signal.SIGKILL)
        for thread in threads:
            thread.join(30)
        report["acknowledged"] += len(answered) - before
        faults = [f"answered otherwise: {line}" for line in odd]

        service = Service(asked.sinew, folder)
        again = Client(service.host)
        again.enter("/api/v1/session", {"login": "boss", "password": "correct horse battery"}, f"key-in-{run}-2")
        open_ones = sorted(sent - answered)
        report["sent_without_answer"] += len(open_ones)
        for number in open_ones * 2:
            status, said, _ = again.ask("POST", "/api/v1/accounts", request_of(number), f"key-of-{number}")
            if status in (201, 409):  # this route keeps no answer (it holds a secret link): a login that is there is a conflict
                answered.add(number)
            else:
                faults.append(f"sent again: {number}: {status} {said}")
        _, accounts, _ = again.ask("GET", "/api/v1/accounts")
        kept = Counter(one["login"] for one in accounts if one["login"] != "boss")
        faults += [f"lost: {number}" for number in answered if f"n{number}" not in kept]
        faults += [f"twice: {login}" for login, times in kept.items() if times > 1]
        faults += [f"never sent: {login}" for login in kept if int(login[1:]) not in sent]
        check = subprocess.run([asked.sinew, "store", "check", "--data", folder], capture_output=True, text=True, check=False)
        faults += [] if check.returncode == 0 else [check.stdout + check.stderr]
        service.end(signal.SIGTERM)
        report["faults"] += [f"run {run}: {fault}" for fault in faults]
    shutil.rmtree(folder)
    report["seconds"] = round(time.monotonic() - began, 1)
    print(json.dumps(report, indent=2))
    if not asked.json:
        print(f"{len(report['faults'])} broken promises in {asked.runs} kills")
    return 1 if report["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
