#!/usr/bin/env python3
"""What `sinew serve` answers over a real socket when things go wrong, and that nothing acknowledged is lost.

Usage: serve_faults_test.py SINEW

Full disk (a limit on the size of files; a small file system too, where one can be mounted), a disk that becomes read-only,
two instances, a newer database, a phone's clock that jumps, a session that ends in mid-entry, a client that never ends its
request, a body without end, more requests than the queue holds, and a close while requests are under way.
Exits 1 when one promise is broken.
"""

import http.client
import json
import os
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter

PASSWORD = "correct horse battery"
faults = []


def expect(holds, what):
    if not holds:
        faults.append(what)
        print("broken:", what, file=sys.stderr)


class Service:
    def __init__(self, sinew, folder, limit=None, more=()):
        def before():
            if limit:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write says "too large" instead of ending the program

        self.process = subprocess.Popen([sinew, "serve", "--listen", "127.0.0.1:0", "--data", folder, "--json", "--unlimited",
                                         "--setup-code", "start", *more],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=before)
        line = self.process.stdout.readline()
        self.host, self.refusal = None, ""
        if line.startswith("{\"address\""):
            self.host = json.loads(line)["address"].split("//")[1]
        else:  # it says why on both ways out, then it ends
            self.refusal = line + "".join(self.process.communicate(timeout=30))

    def end(self, with_signal=signal.SIGTERM):
        self.process.send_signal(with_signal)
        self.process.communicate(timeout=30)
        return self.process.returncode


class Client:
    def __init__(self, host, headers=None):
        self.host, self.headers = host, headers or {}

    def ask(self, method, path, body=None, key=None, more=None):
        connection = http.client.HTTPConnection(self.host, timeout=30)
        headers = {**self.headers, **(more or {})}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if method == "POST":
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        self.last = answer
        return answer.status, (json.loads(text) if text.strip().startswith(("{", "[")) else text)

    def enter(self, path, body):
        status, said = self.ask("POST", path, body)
        expect(status in (200, 201), f"come in: {status} {said}")
        cookie = [value.split(";")[0] for name, value in self.last.getheaders() if name.lower() == "set-cookie"]
        self.headers = {"Cookie": "; ".join(cookie), "X-CSRF-Token": said["csrf"]}
        return self


def therapist(service):
    """A centre with one administrator and one therapist; gives the therapist."""
    boss = Client(service.host).enter("/api/v1/setup", {"code": "start", "login": "boss", "password": PASSWORD, "name": "B"})
    status, invited = boss.ask("POST", "/api/v1/accounts", {"role": "therapist", "name": "T", "login": "tea"})
    expect(status == 201, f"invited: {status} {invited}")
    token = invited["url"].split("/")[-1] if "url" in invited else invited["invitation"]["url"].split("/")[-1]
    status, said = Client(service.host).ask("POST", f"/api/v1/invitations/{token}", {"login": "tea", "password": PASSWORD})
    expect(status in (200, 201), f"invitation taken: {status} {said}")
    return again(service)


def again(service):
    return Client(service.host).enter("/api/v1/session", {"login": "tea", "password": PASSWORD})


def person(staff, code="P1"):
    status, made = staff.ask("POST", "/api/v1/people", {"code": code})
    expect(status == 201, f"taken in: {status} {made}")
    return f"/api/v1/people/{made['id']}"


def entry(at="2026-11-23T09:30:00+08:00", value=40):
    return {"id": str(uuid.uuid4()), "kind": "observation", "at": at,
            "observation": {"outcome": "craving_vas", "value": value, "moment": "now"}}


def kept_ids(staff, who):
    ids, after = [], ""
    while True:
        _, page = staff.ask("GET", f"{who}/entries?limit=1000{after}")
        ids += [one["id"] for one in page["entries"]]
        if page["next"] is None:
            return ids
        after = f"&after={page['next']}"


def send_until_refused(staff, who, most=4000):
    """Entries with a long own-words text fill the disk; gives what was acknowledged, and the first refusal."""
    acknowledged = []
    for _ in range(most):
        batch = [entry() for _ in range(20)]
        status, said = staff.ask("POST", f"{who}/entries", {"entries": batch})
        if status != 200:
            return acknowledged, (status, said)
        acknowledged += [one["id"] for one in said["results"] if one["state"] == "kept"]
    return acknowledged, None


def is_clear(refusal):
    status, said = refusal
    return status in (500, 503, 507) and isinstance(said, dict) and said.get("title") and said.get("hint")


def check(sinew, folder):
    done = subprocess.run([sinew, "store", "check", "--data", folder], capture_output=True, text=True, check=False)
    expect(done.returncode == 0, f"store check: {done.stdout}{done.stderr}")


def full_disk(sinew):
    folder = tempfile.mkdtemp(prefix="sinew-fault-")
    service = Service(sinew, folder)
    staff = therapist(service)
    who = person(staff)
    service.end()
    service = Service(sinew, folder, limit=1_500_000)
    staff = again(service)
    acknowledged, refusal = send_until_refused(staff, who)
    expect(refusal is not None and is_clear(refusal), f"full: refused with a problem: {refusal}")
    expect(len(acknowledged) > 0, "full: something was kept before")
    expect(staff.ask("GET", "/healthz")[0] == 200, "full: the server lives on")
    service.end()
    service = Service(sinew, folder)
    staff = again(service)
    kept = kept_ids(staff, who)
    expect(len(kept) == len(set(kept)), "full: nothing twice")
    expect(set(acknowledged) <= set(kept), f"full: {len(set(acknowledged) - set(kept))} acknowledged lost")
    expect(staff.ask("POST", f"{who}/entries", {"entries": [entry()]})[0] == 200, "full: goes on when there is room")
    check(sinew, folder)
    service.end()
    shutil.rmtree(folder)


def small_disk(sinew, read_only):
    folder = tempfile.mkdtemp(prefix="sinew-fault-")
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        os.rmdir(folder)
        return print("left out: no file system can be mounted here")
    name = "read-only" if read_only else "small disk"
    try:
        service = Service(sinew, folder)
        staff = therapist(service)
        who = person(staff)
        if read_only:
            acknowledged = [entry() for _ in range(20)]
            status, _ = staff.ask("POST", f"{who}/entries", {"entries": acknowledged})
            expect(status == 200, "read-only: kept before")
            acknowledged = [one["id"] for one in acknowledged]
            service.end()
            subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
            shut = Service(sinew, folder)
            expect(shut.host is None, "read-only: the start refuses")
            said = shut.refusal
            expect(shut.process.returncode in (2, 3) and "writ" in said, f"read-only: says why: {said}")
            subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
            service = Service(sinew, folder)
            staff = again(service)
        else:
            acknowledged, refusal = send_until_refused(staff, who)
            expect(refusal is not None and is_clear(refusal), f"small disk: {refusal}")
            expect(len(kept_ids(staff, who)) >= 0 and staff.ask("GET", "/healthz")[0] == 200, "small disk: reading goes on")
            subprocess.run(["mount", "-o", "remount,size=64m", folder], check=True)
            status, said = staff.ask("POST", f"{who}/entries", {"entries": [entry()]})
            expect(status == 200, f"small disk: goes on by itself when there is room: {status} {said}")
        kept = kept_ids(staff, who)
        expect(set(acknowledged) <= set(kept) and len(kept) == len(set(kept)), f"{name}: nothing lost, nothing twice")
        check(sinew, folder)
        service.end()
    finally:
        subprocess.run(["umount", "-l", folder], check=False)
        os.rmdir(folder)


def instances_and_downgrade(sinew):
    folder = tempfile.mkdtemp(prefix="sinew-fault-")
    service = Service(sinew, folder)
    second = Service(sinew, folder)
    expect(second.host is None, "two instances: the second is refused")
    said = second.refusal
    expect(str(service.process.pid) in said, f"two instances: told which process: {said}")
    expect(Client(service.host).ask("GET", "/healthz")[0] == 200, "two instances: the first works on")
    expect(service.end() == 0, "closed with 0")
    open_to_all = subprocess.run([sinew, "serve", "--listen", "0.0.0.0:0", "--data", folder], capture_output=True, text=True,
                                 timeout=30, check=False)
    expect(open_to_all.returncode == 2 and "--behind-proxy" in open_to_all.stderr, "plain HTTP to other machines is refused")
    newer = sqlite3.connect(folder + "/clinic.sqlite")
    shape = newer.execute("PRAGMA user_version").fetchone()[0]
    newer.execute(f"PRAGMA user_version = {shape + 1}")
    newer.commit()
    newer.close()
    old = Service(sinew, folder)
    expect(old.host is None, "downgrade: a newer database is refused")
    said = old.refusal
    expect("newer" in said, f"downgrade: says why: {said}")
    shutil.rmtree(folder)


def clocks_and_sessions(sinew):
    folder = tempfile.mkdtemp(prefix="sinew-fault-")
    service = Service(sinew, folder)
    staff = therapist(service)
    who = person(staff)
    jumps = [entry("2031-01-01T00:00:00+08:00"), entry("1999-12-31T23:59:59Z"), entry("2026-11-23T09:30:00-11:00")]
    status, said = staff.ask("POST", f"{who}/entries", {"entries": jumps})
    states = [one["state"] for one in said["results"]]
    expect(status == 200 and states == ["kept"] * 3, f"clock jumps are kept: {said}")
    expect("say" in said["results"][0], "a phone far ahead is told")
    # The session ends between typing and sending; what was typed is sent again after coming in, with its key.
    typed, key = {"entries": [entry()]}, str(uuid.uuid4())
    expect(staff.ask("DELETE", "/api/v1/session")[0] == 204, "left")
    status, said = staff.ask("POST", f"{who}/entries", typed, key)
    expect(status == 401 and "kept" in said["hint"], f"an expired session says so: {status} {said}")
    staff = again(service)
    for _ in range(2):
        status, said = staff.ask("POST", f"{who}/entries", typed, key)
        expect(status == 200 and said["results"][0]["state"] == "kept", f"sent again: {status} {said}")
    expect(kept_ids(staff, who).count(typed["entries"][0]["id"]) == 1, "once")
    # What somebody has already is not sent again.
    _, record = staff.ask("GET", f"{who}/record")
    tag = staff.last.getheader("ETag")
    if tag:
        status, said = staff.ask("GET", f"{who}/record", more={"If-None-Match": tag})
        expect(status == 304 and said == "", f"If-None-Match: {status}")
    expect(staff.last.getheader("Permissions-Policy") is not None and
           "vibrate" not in staff.last.getheader("Permissions-Policy"), "only features that browsers know")
    service.end()
    shutil.rmtree(folder)


def wires_and_pressure(sinew):
    folder = tempfile.mkdtemp(prefix="sinew-fault-")
    service = Service(sinew, folder)
    name, port = service.host.split(":")
    slow = [socket.create_connection((name, int(port))) for _ in range(50)]
    for one in slow:
        one.sendall(b"GET /healthz HTTP/1.1\r\nX-Slow: ")
    huge = socket.create_connection((name, int(port)))
    huge.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\n")
    huge.settimeout(10)
    expect(not huge.recv(4096).startswith(b"HTTP/1.1 200"), "a body without end is refused")
    # Logins hash passwords: more at once than the queue of the slow lane holds.
    seen, lock = [], threading.Lock()

    def knock():
        try:
            client = Client(service.host)
            status, said = client.ask("POST", "/api/v1/setup", {"code": "wrong", "login": "x" * 8, "password": PASSWORD, "name": "x"})
            with lock:
                seen.append((status, client.last.getheader("Retry-After")))
        except OSError as trouble:
            with lock:
                seen.append((str(trouble), None))

    crowd = [threading.Thread(target=knock) for _ in range(700)]
    for one in crowd:
        one.start()
    alive = Client(service.host).ask("GET", "/healthz")[0]
    for one in crowd:
        one.join(60)
    print("under pressure:", dict(Counter(str(status) for status, _ in seen)))
    odd = [one for one in seen if one[0] not in (400, 401, 403, 409, 429, 503)]
    expect(not odd, f"under pressure only clear refusals: {odd[:3]}")
    expect(all(wait for status, wait in seen if status in (429, 503)), "with Retry-After")
    expect(alive == 200, "the quick lane answers under pressure")
    # A close while a request is under way: it is finished, or never begun.
    late = socket.create_connection((name, int(port)))
    late.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    began = time.monotonic()
    expect(service.end() == 0, "drained and closed with 0")
    expect(time.monotonic() - began < 15, "slow clients do not hold the close")
    expect(late.recv(4096).startswith(b"HTTP/1.1 200"), "what was asked before the close was answered")
    for one in slow:
        one.close()
    shutil.rmtree(folder)


def main():
    sinew = sys.argv[1]
    for part in (full_disk, lambda s: small_disk(s, False), lambda s: small_disk(s, True), instances_and_downgrade,
                 clocks_and_sessions, wires_and_pressure):
        part(sinew)
    print(f"{len(faults)} broken promises")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
