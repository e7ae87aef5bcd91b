#!/usr/bin/env python3
"""Holds the house to its floors: who may use whom, and what each room may touch.

Usage: check_layers.py [PROJECT_ROOT]

Reads MAY_USE and TEST_USES from src/sinew/*/CMakeLists.txt and every C++ file of src, apps, bench and tests.
Prints one line a fault, "file:line: what: remedy", and exits 1 when there is one.
The tables below are docs/adr/0001, 0009, 0010, 0012, 0014 and 0016; a new room, arrow or library changes that page and this file together.
"""

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

# Room: (floor, rooms it may use). Arrows point to a lower floor, never up and never sideways.
ROOMS = {
    "base": (0, ""),
    "ranks": (1, "base"),
    "domain": (1, "base"),
    "figure": (1, "base"),
    "numerics": (1, "base"),
    "chart": (2, "base figure"),
    "knowledge": (2, "base domain"),
    "screening": (3, "base domain knowledge"),
    "session": (3, "base domain knowledge"),
    "measure": (3, "base domain knowledge numerics"),
    "hrv": (3, "base domain numerics"),
    "activity": (3, "base domain numerics"),
    "trend": (3, "base domain knowledge numerics"),
    "effect": (3, "base domain numerics"),
    "pooling": (3, "base numerics"),
    "multilevel": (3, "base numerics"),
    "bayes": (3, "base numerics"),
    "model": (3, "base domain knowledge numerics figure"),
    "network": (4, "base numerics multilevel"),
    "dose_response": (4, "base numerics multilevel"),
    "evidence": (4, "base domain knowledge numerics effect pooling bayes"),
    "inference": (4, "base domain knowledge numerics model"),
    "exchange": (4, "base domain knowledge numerics model"),
    "ensemble": (4, "base domain knowledge numerics model"),
    "trial": (5, "base domain knowledge numerics evidence"),
    "prescribe": (6, "base domain knowledge numerics screening measure trend evidence model inference"),
    "care": (7, "base domain figure numerics knowledge screening session measure hrv activity trend effect pooling multilevel"
                " bayes network dose_response evidence model ensemble inference exchange trial prescribe"),
    "document": (8, "base domain care knowledge figure"),
    "fhir": (8, "base domain care knowledge figure"),
    "recording": (8, "base domain"),
    "render": (8, "base domain care knowledge figure chart"),
    "clinic": (9, "base domain care knowledge document fhir render"),
    "store": (10, "base domain clinic"),
    "server": (10, "base domain care clinic document fhir render"),
    "cli": (11, "base ranks domain care document fhir recording render clinic store server"),
}
ROOMS = {room: (floor, frozenset(uses.split())) for room, (floor, uses) in ROOMS.items()}

# Rooms that are functions of their arguments: no clock, file, chance, print or log.
SCIENCE = frozenset(
    "domain figure chart numerics screening session measure hrv activity trend effect pooling multilevel bayes"
    " network dose_response evidence model ensemble inference exchange trial prescribe".split())

# First matching pattern of an included header -> rooms that may name it. "*" = every room; "test" = *_test.cpp files;
# "simd" = *_simd.cpp files. Folders without a room (apps, bench, tests) are held to nothing but "known here".
LIBRARIES = [
    (r"tl/", "base"),
    (r"fmt/", "*"),
    (r"nlohmann/", "base knowledge document fhir clinic store server cli care test"),
    (r"CLI/", "cli"),
    (r"sodium", "base store"),
    (r"(cairo|pango|fontconfig|glib|gobject|hb|harfbuzz|ft2build)", "render"),
    (r"(gtest|gmock)/", "test"),
    (r"valijson/", "test knowledge"),
    (r"hwy/", "simd"),
    (r"mpi\.h$", "ranks"),  # and bench, where it was found
    (r"(sundials|cvode|cvodes|ida|idas|arkode|kinsol|nvector|sunmatrix|sunlinsol|sunnonlinsol|nlopt|unsupported/Eigen|boost/math)", "numerics"),
    (r"Eigen/", "numerics pooling multilevel network dose_response bayes"),
    (r"pugixml", "recording"),
    (r"sbml/", "test"),
    (r"dlfcn\.h$", "render"),
    (r"(sqlite3|libpq-fe|postgresql)", "store"),
    (r"(restinio|asio)", "server"),
    (r"liboath/", "server"),
    (r"spdlog/", "clinic store server cli"),
    (r"benchmark/", ""),
    (r"boost/numeric/odeint", ""),  # a peer in bench/
    # The operating system's own headers.
    (r"(arpa/inet|netinet/[a-z_]+|unistd|fcntl|poll|signal|termios|pwd|dirent|sys/[a-z_]+|linux/[a-z_]+)\.h$",
     "base store server cli"),
]
STANDARD = re.compile(
    r"^([a-z_0-9]+|experimental/[a-z_]+|(assert|errno|float|limits|math|stdint|stdio|stdlib|string|time)\.h)$")

BANNED_WORDS = frozenset("util utils helper helpers manager managers common misc data info infos".split())
LONGEST_FILE = 600
CODE = (".cpp", ".hpp", ".h", ".cc")


@dataclass(frozen=True)
class Use:
    """Something that only some rooms may do, told by the text that does it."""

    pattern: re.Pattern
    what: str
    remedy: str
    in_rooms: frozenset  # where it is a fault
    in_tests: bool = True  # a fault in *_test.cpp too


EVERY_ROOM = frozenset(ROOMS)
USES = [
    Use(re.compile(r"\b(system_clock|steady_clock|high_resolution_clock|utc_clock)\s*::\s*now\b"
                   r"|\b(std::)?time\s*\(\s*(NULL|nullptr|0)\s*\)|\b(gettimeofday|clock_gettime)\s*\("),
        "reads the clock", "take the time as an argument; the clock is wrapped in base",
        EVERY_ROOM - {"base"}),
    Use(re.compile(r"\b(random_device|mt19937(_64)?|default_random_engine|minstd_rand0?|\w+_distribution)\b"
                   r"|\b(std::)?s?rand\s*\("),
        "draws chance from outside", "take a named random stream (sinew/base) as an argument",
        EVERY_ROOM - {"base"}),
    Use(re.compile(r"\b[io]?fstream\b|\bf?open\s*\(|\bfilesystem\s*::"),
        "touches files", "take the bytes as an argument; files are read at the edge",
        SCIENCE | {"care"}, in_tests=False),
    Use(re.compile(r"\bstd\s*::\s*(cout|cerr|clog)\b|\b(std::)?(v?f?printf|puts|putchar)\s*\(|\bfmt\s*::\s*print\b"),
        "prints", "return the text; printing is for cli and apps",
        EVERY_ROOM - {"cli"}, in_tests=False),
    Use(re.compile(r"\bspdlog\b|\bsyslog\s*\("),
        "logs", "return what happened; logging is for care and above",
        EVERY_ROOM - {"care", "store", "document", "fhir", "render", "server", "cli"}),
    Use(re.compile(r"\b(std::)?(setlocale|stod|stof|strtod|strtof|atof|getenv)\s*\("),
        "depends on the machine's locale or environment", "read numbers with sinew/base; hand settings in",
        EVERY_ROOM - {"base", "cli", "server"}),
]


@dataclass
class Room:
    """One folder of src/sinew as its CMakeLists.txt describes it."""

    name: str
    lists: Path
    may_use: list = field(default_factory=list)  # (room, line)
    test_uses: list = field(default_factory=list)
    words: frozenset = frozenset()  # every word of the file: the listed sources


class Report:
    def __init__(self, root):
        self.root = root
        self.lines = []

    def add(self, path, line, what, remedy):
        self.lines.append(f"{path.relative_to(self.root)}:{line}: {what}: {remedy}")


def blank(match):
    """The matched text as blanks, its line breaks kept."""
    return re.sub(r"[^\n]", " ", match.group())


TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<raw>R"(?P<delim>[^()\s\\]{0,16})\(.*?\)(?P=delim)")'
    r'|(?P<string>"(?:[^"\\\n]|\\.)*")|(?P<digits>\b[0-9](?:[0-9A-Fa-fxXbB.]|\'(?=[0-9A-Fa-f]))*)'
    r"|(?P<char>'(?:[^'\\\n]|\\.)+')", re.S)


def without(text, *kinds):
    """The text with the named kinds of token (comment, raw, string, char) blanked out."""
    return TOKEN.sub(lambda found: blank(found) if found.lastgroup in kinds else found.group(), text)


def read_room(folder):
    """What the room's CMakeLists.txt says in its sinew_room(...) call; None when there is no such call."""
    lists = folder / "CMakeLists.txt"
    text = re.sub(r"#[^\n]*", blank, lists.read_text(encoding="utf-8"))
    call = re.search(r"\bsinew_room\s*\(([^()]*)\)", text)
    if not call:
        return None
    words = [(m.group(), text.count("\n", 0, call.start(1) + m.start()) + 1)
             for m in re.finditer(r"[^\s]+", call.group(1))]
    room = Room(name=words[0][0] if words else "", lists=lists, words=frozenset(re.findall(r"[\w.\-]+", text)))
    section = None
    for word, line in words[1:]:
        if re.fullmatch(r"[A-Z][A-Z_]+", word):
            section = word
        elif section == "MAY_USE":
            room.may_use.append((word, line))
        elif section == "TEST_USES":
            room.test_uses.append((word, line))
    return room


def check_room(room, folder, report):
    """The room's own lists against the floor table."""
    if room.name != folder.name:
        report.add(room.lists, 1, f"sinew_room is called {room.name}", f"call it {folder.name}, as the folder")
    if folder.name not in ROOMS:
        report.add(room.lists, 1, f"room {folder.name} stands on no floor",
                   "write the decision in docs/adr and give it a row in tools/check_layers.py")
        return
    floor, allowed = ROOMS[folder.name]
    for used, line in room.may_use + room.test_uses:
        in_tests = (used, line) in room.test_uses
        if used not in ROOMS:
            report.add(room.lists, line, f"MAY_USE names {used}, which is no room", "take it out or mend the name")
        elif used == folder.name:
            report.add(room.lists, line, "MAY_USE names the room itself", "take it out")
        elif ROOMS[used][0] >= floor:
            way = "up" if ROOMS[used][0] > floor else "sideways"
            report.add(room.lists, line,
                       f"{folder.name} (floor {floor}) points {way} to {used} (floor {ROOMS[used][0]})",
                       "let care join the two, move the concept down, or put the test in tests/")
        elif used not in allowed and not in_tests:
            report.add(room.lists, line, f"{folder.name} may not use {used}",
                       "see docs/adr/0001; a new arrow is a decision of its own")


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def check_includes(path, code, room, may_use, report):
    """Every #include of one file. `room` is None outside src/sinew."""
    is_test = path.stem.endswith("_test")
    for include in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', code, re.M):
        header, line = include.group(2), line_of(code, include.start(1))
        ours = re.match(r"sinew/(\w+)/", header)
        if not ours and include.group(1) == '"' and room:
            here = (path.parent / header).resolve()
            house = report.root / "src" / "sinew"
            if house in here.parents:
                ours = re.match(r"sinew/(\w+)/", "sinew/" + here.relative_to(house).as_posix())
        if ours:
            used = ours.group(1)
            if room and used != room and used not in may_use:
                report.add(path, line, f"{room} includes {header}, and {used} is not in its MAY_USE",
                           "include a listed room, or let care join the two")
            continue
        if include.group(1) == '"' or STANDARD.match(header):
            continue
        for pattern, rooms in LIBRARIES:
            if re.match(pattern, header):
                rooms = rooms.split()
                fine = (room is None or "*" in rooms or room in rooms or (is_test and "test" in rooms)
                        or (path.stem.endswith("_simd") and "simd" in rooms))
                if not fine:
                    homes = ", ".join(f"*_{r} files" if r in ("test", "simd") else r for r in rooms) or "bench"
                    report.add(path, line, f"{room} names the library header <{header}>",
                               f"that library is named in {homes} only; ask for what you need through their headers")
                break
        else:
            report.add(path, line, f"<{header}> belongs to no library we know",
                       "a new dependency needs a page in docs/adr and a row in tools/check_layers.py")


def check_uses(path, code, room, report):
    is_test = path.stem.endswith(("_test", "_bench", "_fuzz"))
    for use in USES:
        if room not in use.in_rooms or (is_test and not use.in_tests):
            continue
        for found in use.pattern.finditer(code):
            report.add(path, line_of(code, found.start()), f"{room} {use.what} ({' '.join(found.group().split())})",
                       use.remedy)


def words_of(name):
    """The lower-case words of a snake_case or PascalCase name."""
    return [w.lower() for w in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)]


def check_names_and_size(path, text, code, report):
    for word in BANNED_WORDS.intersection(words_of(path.stem)):
        report.add(path, 1, f'the file name says "{word}"', "name the one idea it holds")
    for found in re.finditer(r"\b(?:class|struct|enum(?:\s+class)?)\s+([A-Z]\w*)\s*(?:final\s*)?[:{]", code):
        for word in BANNED_WORDS.intersection(words_of(found.group(1))):
            report.add(path, line_of(code, found.start(1)), f'the type {found.group(1)} says "{word}"',
                       "name the one idea it holds")
    lines = text.splitlines()
    if len(lines) > LONGEST_FILE and not any("Long because" in line for line in lines[:10]):
        report.add(path, LONGEST_FILE + 1, f"{len(lines)} lines",
                   f'split it, or say "// Long because ..." at the top (limit {LONGEST_FILE})')


def code_files(folder):
    return sorted(p for p in folder.rglob("*") if p.suffix in CODE and "generated" not in p.parts and p.is_file())


def check(root):
    """All faults below `root`, as printable lines, and the number of files read."""
    root = root.resolve()
    report = Report(root)
    read = 0
    house = root / "src" / "sinew"
    for folder in sorted(p for p in house.iterdir() if p.is_dir()) if house.is_dir() else []:
        files = code_files(folder)
        lists = folder / "CMakeLists.txt"
        if not lists.is_file():
            if files:
                report.add(files[0], 1, f"the room {folder.name} has no CMakeLists.txt", "call sinew_room there")
            continue
        room = read_room(folder)
        if room is None:
            report.add(lists, 1, "no sinew_room(...) call", f"write sinew_room({folder.name} SOURCES ... MAY_USE ...)")
            continue
        check_room(room, folder, report)
        may_use = {used for used, _ in room.may_use}
        test_uses = may_use | {used for used, _ in room.test_uses}
        for path in files:
            read += 1
            text = path.read_text(encoding="utf-8")
            uses = test_uses if path.stem.endswith("_test") else may_use
            check_includes(path, without(text, "comment", "raw"), folder.name, uses, report)
            check_uses(path, without(text, "comment", "raw", "string", "char"), folder.name, report)
            check_names_and_size(path, text, without(text, "comment", "raw", "string"), report)
            if path.suffix == ".cpp" and path.name not in room.words and not path.stem.endswith(("_bench", "_fuzz")):
                report.add(path, 1, f"{path.name} is listed nowhere in {lists.relative_to(root)}",
                           "list it under SOURCES or TESTS, or delete it")
    for top in ("apps", "bench", "tests"):
        for path in code_files(root / top):
            if "compile_fail" in path.parts:
                continue
            read += 1
            text = path.read_text(encoding="utf-8")
            check_includes(path, without(text, "comment", "raw"), None, set(), report)
            check_names_and_size(path, text, without(text, "comment", "raw", "string"), report)
    return report.lines, read


def main(arguments):
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    root = Path(arguments[0]) if arguments else Path(__file__).parent.parent
    if not (root / "src" / "sinew").is_dir():
        print(f"{root}: no src/sinew here: give the project's root", file=sys.stderr)
        return 2
    faults, read = check(root)
    for fault in faults:
        print(fault)
    print(f"check_layers: {read} files, {len(faults)} fault{'' if len(faults) == 1 else 's'}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
