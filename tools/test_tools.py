#!/usr/bin/env python3
"""Tests of the checks in tools/: each builds a small tree, breaks one rule in it and expects one fault at one place."""

import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import check_citations  # noqa: E402
import check_claims  # noqa: E402
import check_layers  # noqa: E402
import check_pages  # noqa: E402
import make_sbom  # noqa: E402


class Tree(unittest.TestCase):
    """A project tree of its own for each test."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, path, text=""):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def assert_one(self, faults, *parts):
        self.assertEqual(len(faults), 1, faults)
        for part in parts:
            self.assertIn(part, faults[0])


class Layers(Tree):
    def room(self, name, may_use="", files=(), tests=(), test_uses=""):
        """A room whose files are {name: text}; all are listed."""
        for file, text in {**dict(files), **dict(tests)}.items():
            self.write(f"src/sinew/{name}/{file}", text)
        self.write(f"src/sinew/{name}/CMakeLists.txt",
                   f"# {name}\nsinew_room({name}\n  SOURCES {' '.join(dict(files))}\n  TESTS {' '.join(dict(tests))}\n"
                   f"  MAY_USE {may_use}\n  TEST_USES {test_uses}\n  PRIVATE_LINKS PkgConfig::X)\n")

    def faults(self):
        return check_layers.check(self.root)[0]

    def test_a_sound_tree_has_no_fault(self):
        self.room("base", files={"result.cpp": "#include <sinew/base/result.hpp>\n#include <vector>\n"})
        self.room("domain", "base", files={"dose.cpp": '#include <sinew/base/result.hpp>\n#include <fmt/format.h>\n'})
        self.room("screening", "base domain", files={"screen.cpp": "#include <sinew/domain/dose.hpp>\n"},
                  tests={"screen_test.cpp": "#include <gtest/gtest.h>\n#include <fstream>\n"
                                            "#include <sinew/knowledge/catalogue.hpp>\nstd::ifstream golden;\n"},
                  test_uses="knowledge")
        self.assertEqual(self.faults(), [])

    def test_an_include_outside_may_use_is_told_with_its_line(self):
        self.room("domain", "base", files={"dose.cpp": "#include <vector>\n\n#include <sinew/knowledge/form.hpp>\n"})
        self.assert_one(self.faults(), "src/sinew/domain/dose.cpp:3:", "knowledge is not in its MAY_USE")

    def test_quotes_and_relative_paths_hide_nothing(self):
        self.room("domain", "base", files={"a.cpp": '#include "sinew/care/loop.hpp"\n'})
        self.room("figure", "base", files={"b.cpp": '#include "../domain/dose.hpp"\n#include "plot.hpp"\n'})
        self.assertEqual(len(self.faults()), 2)

    def test_what_a_used_room_uses_is_not_given_on(self):
        self.room("screening", "domain", files={"a.cpp": "#include <sinew/base/result.hpp>\n"})
        self.assert_one(self.faults(), "a.cpp:1", "base is not in its MAY_USE")

    def test_an_include_in_a_comment_is_none(self):
        self.room("domain", "base",
                  files={"a.cpp": "// #include <sinew/care/x.hpp>\n/*\n#include <sinew/cli/y.hpp>\n*/\n"})
        self.assertEqual(self.faults(), [])

    def test_arrows_up_and_sideways_are_refused(self):
        self.room("knowledge", "base care")
        self.assert_one(self.faults(), "src/sinew/knowledge/CMakeLists.txt:5:", "points up to care")
        self.room("knowledge", "base")
        self.room("document", "base fhir")
        self.assert_one(self.faults(), "points sideways to fhir")

    def test_an_arrow_down_that_the_table_does_not_have_is_refused(self):
        self.room("session", "base screening")
        self.assert_one(self.faults(), "points sideways to screening")
        self.room("session", "base")
        self.room("prescribe", "base session")
        self.assert_one(self.faults(), "prescribe may not use session")

    def test_tests_may_not_point_sideways_either(self):
        self.room("screening", "base", test_uses="session")
        self.assert_one(self.faults(), "points sideways to session")

    def test_unknown_rooms_are_told(self):
        self.room("attic")
        self.assert_one(self.faults(), "room attic stands on no floor")
        self.room("attic2", "base")
        self.room("base", "cellar")
        self.assertTrue(any("cellar, which is no room" in fault for fault in self.faults()))

    def test_a_folder_with_code_and_no_room_is_told(self):
        self.write("src/sinew/domain/dose.cpp", "")
        self.assert_one(self.faults(), "has no CMakeLists.txt")

    def test_libraries_stay_in_their_room(self):
        for header, room in (("cairo/cairo.h", "figure"), ("pango/pangocairo.h", "cli"),
                             ("nlohmann/json.hpp", "domain"), ("CLI/CLI.hpp", "care"),
                             ("sodium.h", "fhir"), ("gtest/gtest.h", "base"),
                             ("benchmark/benchmark.h", "base"), ("unistd.h", "session")):
            with self.subTest(header=header):
                self.room(room, files={"a.cpp": f"#include <{header}>\n"})
                self.assert_one(self.faults(), f"{room} names the library header <{header}>")
                self.room(room)
                (self.root / f"src/sinew/{room}/a.cpp").unlink()

    def test_libraries_are_welcome_at_home(self):
        for header, room, file in (("cairo/cairo-pdf.h", "render", "a.cpp"),
                                   ("nlohmann/json.hpp", "knowledge", "a.cpp"),
                                   ("CLI/CLI.hpp", "cli", "a.cpp"), ("sodium.h", "base", "a.cpp"),
                                   ("gmock/gmock.h", "domain", "a_test.cpp"), ("sys/stat.h", "base", "a.cpp"),
                                   ("hwy/highway.h", "measure", "a_simd.cpp"), ("math.h", "figure", "a.cpp")):
            with self.subTest(header=header):
                self.room(room, files={file: f"#include <{header}>\n"})
                self.assertEqual(self.faults(), [])

    def test_a_new_library_needs_a_decision(self):
        self.room("base", files={"a.cpp": "#include <abseil/strings.h>\n"})
        self.assert_one(self.faults(), "belongs to no library we know", "docs/adr")

    def test_science_neither_reads_the_clock_nor_files_nor_chance_nor_prints(self):
        for text, what in (("auto t = std::chrono::system_clock::now();", "reads the clock"),
                           ("std::random_device d;", "draws chance"), ("std::mt19937 g{1};", "draws chance"),
                           ("std::ifstream in{path};", "touches files"), ("std::cout << 1;", "prints"),
                           ("std::printf(x);", "prints"), ("fmt::print(x);", "prints"),
                           ("spdlog::info(x);", "logs"), ("std::stod(text);", "locale")):
            with self.subTest(text=text):
                self.room("screening", "base", files={"a.cpp": f"int x;\n{text}\n"})
                self.assert_one(self.faults(), "src/sinew/screening/a.cpp:2: screening", what)

    def test_the_edges_may(self):
        self.room("base", files={"clock.cpp": "auto t = std::chrono::system_clock::now(); std::ifstream in{p};\n"})
        self.room("cli", files={"say.cpp": 'std::cout << 1;\nfmt::print("x");\n'})
        self.assertEqual(self.faults(), [])

    def test_words_in_comments_and_texts_are_not_uses(self):
        self.room("session", "base",
                  files={"a.cpp": "// std::cout is not ours\nauto s = \"std::cout\"; int n = 1'000'000;\n"
                                  "auto r = R\"x(printf(\")x\"; char q = '\"';\n/* printf( */\n"})
        self.assertEqual(self.faults(), [])

    def test_a_use_after_a_digit_separator_and_a_quote_is_still_seen(self):
        self.room("session", "base", files={"a.cpp": "int n = 1'000; char q = '\"';\nint m = 2'0; std::cout << n;\n"})
        self.assert_one(self.faults(), "a.cpp:2:", "prints")

    def test_names_like_sprintf_free_functions_are_not_printing(self):
        self.room("session", "base", files={"a.cpp": "int footprintf_of(int); reopen(x); my_time(0);\n"})
        self.assertEqual(self.faults(), [])

    def test_banned_names(self):
        self.room("base", files={"text_utils.cpp": ""})
        self.assert_one(self.faults(), 'text_utils.cpp:1: the file name says "utils"')
        (self.root / "src/sinew/base/text_utils.cpp").unlink()
        self.room("base", files={"a.cpp": "\nclass StoreManager {};\nstruct Database {};\n"})
        self.assert_one(self.faults(), 'a.cpp:2: the type StoreManager says "manager"')

    def test_long_files_say_why(self):
        self.room("base", files={"a.cpp": "int x;\n" * 601})
        self.assert_one(self.faults(), "a.cpp:601: 601 lines")
        self.room("base", files={"a.cpp": "// Long because it is one table.\n" + "int x;\n" * 601})
        self.assertEqual(self.faults(), [])

    def test_a_stray_source_is_noticed(self):
        self.room("base", files={"a.cpp": ""})
        self.write("src/sinew/base/left_over.cpp")
        self.assert_one(self.faults(), "left_over.cpp is listed nowhere")

    def test_apps_and_tests_may_use_every_room(self):
        self.room("base")
        self.write("apps/sinew/main.cpp", "#include <sinew/cli/run.hpp>\n#include <sinew/care/loop.hpp>\n")
        self.write("tests/property/laws_test.cpp", "#include <gtest/gtest.h>\n#include <sinew/prescribe/x.hpp>\n")
        self.write("tests/compile_fail/sum.cpp", "#include <nothing/known.h>\n")
        self.assertEqual(self.faults(), [])

    def test_our_table_points_down(self):
        for room, (floor, uses) in check_layers.ROOMS.items():
            for used in uses:
                self.assertLess(check_layers.ROOMS[used][0], floor, f"{room} -> {used}")


class Citations(Tree):
    def setUp(self):
        super().setUp()
        self.cite("key,citation\nli2026,Li 2026\n")
        self.write("knowledge/forms.json", json.dumps({"source": "li2026"}))

    def cite(self, text):
        self.write("knowledge/citations.csv", text)

    def faults(self):
        return check_citations.check(self.root)[0]

    def test_a_sound_tree_has_no_fault(self):
        self.assertEqual(self.faults(), [])

    def test_an_unknown_key_is_told_with_its_pointer(self):
        self.write("knowledge/dose.json", json.dumps({"stages": [{"a/b": {"source": ["li2026", "me2000"]}}]}))
        self.assert_one(self.faults(), 'knowledge/dose.json:/stages/0/a~1b/source/1: source "me2000" is not cited')

    def test_a_pack_may_name_a_pack_that_is_there(self):
        self.write("knowledge/plan.json", json.dumps({"source": "knowledge/forms.json"}))
        self.assertEqual(self.faults(), [])
        self.write("knowledge/plan.json", json.dumps({"source": "knowledge/form.json"}))
        self.assert_one(self.faults(), "knowledge/plan.json:/source: source knowledge/form.json is not there")

    def test_names_that_end_in_source_count_and_nothing_else_does(self):
        self.write("knowledge/dose.json", json.dumps({"set_source": "me1", "resource": "me2", "source": None}))
        self.assert_one(self.faults(), "/set_source", "me1")

    def test_csv_columns(self):
        self.write("knowledge/trials.csv", "id,source,note\n1,li2026;me1999,x\n2,NA,y\n")
        self.assert_one(self.faults(), 'knowledge/trials.csv:2:source: source "me1999"')

    def test_comments_in_code(self):
        self.write("src/sinew/domain/hr.hpp",
                   "/// Predicts.\n/// @source li2026 (equation, p. 3), robergs2002 (error)\n")
        self.assert_one(self.faults(), 'src/sinew/domain/hr.hpp:2: source "robergs2002"')

    def test_unused_and_repeated_rows_are_told(self):
        self.cite("key,citation\nli2026,Li 2026\nnobody1999,Nobody\nli2026,again\n")
        faults = self.faults()
        self.assertEqual(len(faults), 2, faults)
        self.assertIn("knowledge/citations.csv:4: li2026 stands twice", faults[0])
        self.assertIn("nobody1999 is used nowhere", faults[1])

    def test_a_citation_may_wait_when_its_note_says_for_what(self):
        self.cite("key,citation,note\nli2026,Li 2026,\nme1999,Me,kept for the dose pack\n")
        self.assertEqual(self.faults(), [])

    def test_prose_of_a_pack_is_no_use(self):
        self.cite("key,citation\nli2026,Li 2026\nsees,SEES\n")
        self.write("knowledge/dose.json", json.dumps({"note": "one sees nothing"}))
        self.assert_one(self.faults(), "sees is used nowhere")

    def test_sources_that_speak_against_and_cross_checks_count(self):
        self.write("knowledge/dose.json", json.dumps({"against": ["me1"], "cross_checked": ["me2"]}))
        self.assertEqual(len(self.faults()), 2)

    def test_a_comment_may_name_a_place_in_the_repository(self):
        self.write("src/sinew/domain/hr.hpp", "/// @source knowledge/forms.json, levels.rate\n")
        self.assertEqual(self.faults(), [])
        self.write("src/sinew/domain/hr.hpp", "/// @source knowledge/none.json, levels.rate\n")
        self.assert_one(self.faults(), "src/sinew/domain/hr.hpp:1", "knowledge/none.json, which is not there")

    def test_a_list_of_keys_may_go_on_in_the_next_line(self):
        self.write("src/sinew/domain/hr.hpp", "/// @source li2026 (a, b),\n///   me1999 (c)\n/// Not this.\n")
        self.assert_one(self.faults(), "hr.hpp:1", '"me1999"')

    def test_a_pack_that_is_not_json_is_told(self):
        self.write("knowledge/dose.json", '{"a": 1,')
        self.assert_one(self.faults(), "knowledge/dose.json: not JSON")

    def test_a_status_is_one_of_our_words(self):
        self.write("knowledge/dose.json", json.dumps({"a": [{"status": "read (abstract)"}], "b": {"status": "NA"}}))
        self.assert_one(self.faults(), "knowledge/dose.json:/a/0/status", "read (abstract)")

    def test_csv_statuses_and_the_word_of_the_trial_tables_and_the_model(self):
        self.write("knowledge/trials/results.csv", "study,status\nA,derived\n")
        self.write("knowledge/model/parameters.csv", "id,status\nA,derived\n")
        self.write("knowledge/fhir/mapping.csv", "code,status\nA,derived\n")
        self.write("knowledge/text/en.json", json.dumps({"status": "Status"}))
        self.assert_one(self.faults(), "knowledge/fhir/mapping.csv:2:status")

    def test_schemas_are_no_packs(self):
        self.write("knowledge/schema/form.json", json.dumps({"source": "a string"}))
        self.assertEqual(self.faults(), [])


class Claims(Tree):
    def claims(self, *rows):
        self.write("docs/claims.csv", "claim,risk,tests,document\n" + "".join(row + "\n" for row in rows))
        self.write("docs/tour.md")

    def faults(self, tests):
        return check_claims.check(self.root, tests)[0]

    def test_names_patterns_and_files_prove_a_claim(self):
        self.claims("Zones agree,high,Zones.agree;ByHand/Pool.*;docs/tour.md,docs/tour.md#zones")
        self.assertEqual(self.faults({"Zones.agree": False, "ByHand/Pool.a/two": False}), [])

    def test_a_missing_test_is_told(self):
        self.claims("Zones agree,high,Zones.agree,docs/tour.md")
        self.assert_one(self.faults({"Zones.agreed": False}),
                        'docs/claims.csv:2: no test and no file is called "Zones.agree"')

    def test_a_pattern_that_fits_nothing_is_told(self):
        self.claims("Zones agree,high,Zones.*,docs/tour.md")
        self.assert_one(self.faults({"Zone.a": False}), "Zones.*")

    def test_a_switched_off_test_proves_nothing(self):
        self.claims("Zones agree,high,Zones.*,docs/tour.md")
        self.assert_one(self.faults({"Zones.a": True}), "switched off")
        self.assertEqual(self.faults({"Zones.a": True, "Zones.b": False}), [])

    def test_a_claim_needs_a_test_a_risk_and_a_page(self):
        self.claims("Zones agree,grave,,docs/none.md")
        faults = self.faults({})
        self.assertEqual(len(faults), 3, faults)

    def test_commas_need_quotes(self):
        self.claims("Zones, all of them, agree,high,Zones.a,docs/tour.md")
        self.assert_one(self.faults({"Zones.a": False}), "6 cells instead of 4")

    def test_all_three_lists_of_tests_are_read(self):
        listed = "Test project /x\n  Test  #1: A.one\n  Test #12: B/C.two # 3 (Disabled)\n\nTotal Tests: 2\n"
        shown = json.dumps({"tests": [{"name": "A.one", "properties": []},
                                      {"name": "B/C.two # 3", "properties": [{"name": "DISABLED", "value": True}]}]})
        for text in (listed, shown):
            self.assertEqual(check_claims.read_tests(text), {"A.one": False, "B/C.two # 3": True})
        self.assertEqual(check_claims.read_tests("A.one\n\nB.two\n"), {"A.one": False, "B.two": False})


class Pages(Tree):
    def faults(self):
        return check_pages.check(self.root)[0]

    def test_pages_files_folders_anchors_and_the_web_are_fine(self):
        self.write("README.md", "[a](docs/a.md#two-words) [b](docs/adr) [c](LICENSE)\n"
                                "[d](https://example.org/x) [e](#top)\n# Top\n")
        self.write("docs/a.md", "# Two words\n[back](../README.md)\n")
        self.write("docs/adr/0001.md")
        self.write("LICENSE")
        self.assertEqual(self.faults(), [])

    def test_a_dead_link_is_told_with_its_line(self):
        self.write("README.md", "\n[a](docs/none.md)\n")
        self.assert_one(self.faults(), "README.md:2: the link docs/none.md leads nowhere")

    def test_a_dead_anchor_is_told(self):
        self.write("README.md", "[a](a.md#three)\n")
        self.write("a.md", "# Two\n```\n# three\n```\n")
        self.assert_one(self.faults(), "a.md has no heading #three")

    def test_a_link_out_of_the_tree_is_dead(self):
        self.write("README.md", "[a](../elsewhere)\n")
        self.assert_one(self.faults(), "leads nowhere")

    def test_a_page_nobody_links_is_told(self):
        self.write("README.md")
        self.write("docs/lost.md")
        self.assert_one(self.faults(), "docs/lost.md:1: no page leads here")

    def test_built_things_are_not_pages(self):
        self.write("README.md")
        self.write("build/dev/x.md", "[a](none.md)\n")
        self.assertEqual(self.faults(), [])


class Sbom(Tree):
    def made(self, versions):
        self.write("CMakeLists.txt", "project(sinew VERSION 1.2.3 LANGUAGES CXX)\n")
        self.write("tools/packages/run.txt", "# why\ncmake\nlibone-dev  # sums\nfonts-two  # letters\n")
        self.write("web/package-lock.json", json.dumps(
            {"packages": {"node_modules/svelte": {"version": "5.0.0", "license": "MIT"},
                          "node_modules/vite": {"version": "6.0.0"}}}))
        return make_sbom.document(self.root, versions.get, lambda _: "License: ISC\n text\nLicense: MIT\nLicense: ISC\n")

    def test_names_libraries_fonts_and_what_the_pages_load(self):
        made, missing = self.made({"libone-dev": "1.0-1", "fonts-two": "2"})
        self.assertEqual(missing, [])
        self.assertEqual([one["purl"] for one in made["components"]],
                         ["pkg:deb/debian/libone-dev@1.0-1", "pkg:deb/debian/fonts-two@2", "pkg:npm/svelte@5.0.0"])
        self.assertEqual([one["license"]["name"] for one in made["components"][0]["licenses"]], ["ISC", "MIT"])
        self.assertEqual(made["metadata"]["component"]["version"], "1.2.3")

    def test_says_what_is_not_installed(self):
        self.assertEqual(self.made({"libone-dev": "1.0-1"})[1], ["fonts-two"])

    def test_every_library_of_this_tree_is_in_it(self):
        root = Path(__file__).parent.parent
        made, _ = make_sbom.document(root, lambda _: "1", lambda _: "")
        named = {one["name"] for one in made["components"]}
        self.assertLessEqual({"libsodium-dev", "libsqlite3-dev", "librestinio-dev", "svelte", "uplot"}, named)
        self.assertNotIn("g++", named)


if __name__ == "__main__":
    unittest.main()
