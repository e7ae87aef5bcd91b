#!/usr/bin/env python3
"""Resident memory of `sinew serve` with idle keep-alive connections, each of which has asked once.

Usage: serve_memory.py SINEW        JSON on standard output; target 64 MiB + 8 KiB a connection
"""

import json
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time

COUNTS = (0, 64, 1000, 4000)


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (8192, max(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1])))
    with tempfile.TemporaryDirectory(prefix="sinew-memory-") as folder:
        service = subprocess.Popen([sys.argv[1], "serve", "--listen", "127.0.0.1:0", "--data", folder, "--json", "--unlimited",
                                    "--most-connections", "5000"], stdout=subprocess.PIPE, text=True)
        port = int(json.loads(service.stdout.readline())["address"].rsplit(":", 1)[1])
        wires, measured = [], []
        for count in COUNTS:
            while len(wires) < count:
                wire = socket.create_connection(("127.0.0.1", port))
                wire.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                if not wire.recv(4096).startswith(b"HTTP/1.1 200"):
                    sys.exit("a wrong answer")
                wires.append(wire)
            time.sleep(0.3)
            with open(f"/proc/{service.pid}/status", encoding="utf-8") as status:
                kib = int(re.search(r"VmRSS:\s+(\d+)", status.read())[1])
            measured.append({"connections": count, "resident_kib": kib, "allowed_kib": 64 * 1024 + 8 * count})
        for one in measured:
            one["kib_a_connection"] = round((one["resident_kib"] - measured[0]["resident_kib"]) / max(one["connections"], 1), 1)
        for wire in wires:
            wire.close()
        service.send_signal(signal.SIGTERM)
        service.wait(30)
    met = all(one["resident_kib"] <= one["allowed_kib"] for one in measured)
    print(json.dumps({"question": "memory with idle connections", "measured": measured, "met": met}, indent=1))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
