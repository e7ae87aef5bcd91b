#!/usr/bin/env python3
"""What the program is made of, with versions and licences: a CycloneDX 1.5 document of this machine's build.

Usage: make_sbom.py [PROJECT_ROOT] > sbom.json

Libraries are the -dev packages and fonts of tools/packages/run.txt as they are installed here; the web app's are those of
web/package-lock.json that the pages load. The licences of a package are all that its copyright file names, those of its tests and
packaging included. Says nothing of the hour, so that the same build gives the same bytes. Exits 1 and names each package that is not
installed.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

# What the pages in the browser load; the rest of web/package.json only builds and tests them.
LOADED = ("idb", "qrcode-generator", "svelte", "uplot", "workbox-core", "workbox-precaching", "workbox-routing",
          "workbox-strategies", "workbox-window")


def packages(root):
    """The names of the libraries and fonts in tools/packages/run.txt."""
    names = [line.split()[0] for line in (root / "tools/packages/run.txt").read_text(encoding="utf-8").splitlines()
             if line.strip() and not line.startswith("#")]
    return [name for name in names if name.endswith("-dev") or name.startswith("fonts-")]


def installed(name):
    """The version Debian's package manager knows, or nothing."""
    asked = subprocess.run(["dpkg-query", "-W", "-f=${Version}", name], capture_output=True, text=True, check=False)
    return asked.stdout if asked.returncode == 0 else ""


def licences(copyright_text):
    """The short names in a machine-readable copyright file, each once, in its order; "see the package" when there is none."""
    found = re.findall(r"^License:[ \t]*(\S.*)$", copyright_text, re.M)
    return list(dict.fromkeys(name.strip() for name in found)) or ["see the package"]


def debian_component(name, version, copyright_text):
    return {"type": "library", "name": name, "version": version, "purl": f"pkg:deb/debian/{name}@{version}",
            "licenses": [{"license": {"name": one}} for one in licences(copyright_text)]}


def web_components(lock):
    """Those of LOADED in a package-lock document."""
    parts = []
    for name in LOADED:
        entry = lock["packages"].get(f"node_modules/{name}")
        if entry:
            parts.append({"type": "library", "name": name, "version": entry["version"],
                          "purl": f"pkg:npm/{name}@{entry['version']}",
                          "licenses": [{"license": {"name": entry.get("license", "see the package")}}]})
    return parts


def document(root, version_of=installed, text_of=lambda name: Path("/usr/share/doc", name, "copyright")
             .read_text(encoding="utf-8", errors="replace")):
    """(the document, names of packages that are not there)"""
    parts, missing = [], []
    for name in packages(root):
        version = version_of(name)
        if version:
            parts.append(debian_component(name, version, text_of(name)))
        else:
            missing.append(name)
    lock = root / "web/package-lock.json"
    if lock.exists():
        parts += web_components(json.loads(lock.read_text(encoding="utf-8")))
    project = re.search(r"project\(\s*\w+\s+VERSION\s+([\d.]+)", (root / "CMakeLists.txt").read_text(encoding="utf-8"))
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
            "metadata": {"component": {"type": "application", "name": "sinew",
                                       "version": project.group(1) if project else "0"}},
            "components": parts}, missing


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent)
    made, missing = document(root)
    for name in missing:
        print(f"make_sbom: {name} is not installed: run ./run once, which installs it", file=sys.stderr)
    print(json.dumps(made, indent=1, ensure_ascii=False))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
