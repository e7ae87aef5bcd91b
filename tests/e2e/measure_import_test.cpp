// `sinew measure import`: one file, many, damage, the same bytes twice, a look inside, refusals.
#include "program_run.hpp"
#include "support/made_watch_files.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;
using namespace test;

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::vector<Json> json_lines(const std::string& text) {
    std::vector<Json> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
    return lines;
}

TEST(MeasureImport, one_file_is_a_page_in_both_languages) {
    const Folder folder;
    const std::string ride = folder.file("ride.fit", made_ride(20));
    const Ending page = run_sinew({"measure", "import", ride});
    EXPECT_EQ(page.code, 0) << page.err;
    for (const char* part :
         {"2024-03-01 08:00 UTC", "0:29, of it paused 0:10", "cycling, indoor_cycling, indoors",
          "garmin edge530", "100–119 /min, mean 110", "600–614 ms", "gaps: 1",
          "skipped: 1 message"})
        EXPECT_TRUE(holds(page.out, part)) << part << "\n" << page.out;
    const Ending chinese = run_sinew({"measure", "import", ride, "--lang", "zh"});
    EXPECT_TRUE(holds(chinese.out, "心搏间期")) << chinese.out;
    EXPECT_FALSE(holds(chinese.out, "<recording")) << chinese.out;
}

TEST(MeasureImport, json_holds_the_summary_and_samples_on_demand) {
    const Folder folder;
    const std::string walk = folder.file(
        "walk.gpx", made_gpx(made_gpx_point(0, 0, made_gpx_heart(91)) + made_gpx_point(1, 1)));
    const Json short_form = Json::parse(run_sinew({"measure", "import", walk, "--json"}).out);
    EXPECT_EQ(short_form["verdict"], "read");
    EXPECT_EQ(short_form["sport"], "walking");
    EXPECT_EQ(short_form["start"], "2024-03-01T08:00:00Z");
    EXPECT_EQ(short_form["heart_bpm"]["values"], 1);
    EXPECT_EQ(short_form["content_hash"].get<std::string>().size(), 64U);
    EXPECT_FALSE(short_form.contains("sample_values"));
    const Ending full = run_sinew({"measure", "import", walk, "--json", "--samples"});
    const Json long_form = Json::parse(full.out);
    EXPECT_EQ(long_form["sample_values"]["t_s"], Json::parse("[0.0, 60.0]"));
    EXPECT_EQ(long_form["sample_values"]["heart_bpm"], Json::parse("[91.0, null]"));
    for (const char* place : {"lat", "lon", "position_"})
        EXPECT_FALSE(holds(full.out, place)) << place;
}

TEST(MeasureImport, a_folder_gives_a_verdict_a_file_and_exit_1_when_one_was_refused) {
    const Folder folder;
    const std::string ride = made_ride(20);
    (void)folder.file("a.fit", ride);
    (void)folder.file("b.fit", ride);
    (void)folder.file("c.fit", ride.substr(0, ride.size() / 2));
    (void)folder.file("d.gpx", made_gpx(""));
    (void)folder.file("e.txt", "notes");
    const Ending text = run_sinew({"measure", "import", folder.path("")});
    EXPECT_EQ(text.code, 1);
    EXPECT_EQ(lines_in(text.out), 4U) << text.out;
    EXPECT_TRUE(holds(text.out, "the same bytes as")) << text.out;
    EXPECT_TRUE(holds(text.out, "cut off")) << text.out;
    EXPECT_TRUE(
        holds(text.err,
              "1 read, 1 in part, 1 the same as another, 1 refused; passed over, no watch file: 1"))
        << text.err;
    const auto lines = json_lines(run_sinew({"measure", "import", folder.path(""), "--json"}).out);
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0]["verdict"], "read");
    EXPECT_EQ(lines[1]["verdict"], "same");
    EXPECT_EQ(lines[1]["same_as"], lines[0]["file"]);
    EXPECT_EQ(lines[2]["verdict"], "in_part");
    EXPECT_FALSE(lines[2]["remarks"].empty());
    EXPECT_EQ(lines[3]["verdict"], "refused");
    EXPECT_EQ(lines[3]["errors"].size(), 1U);
}

TEST(MeasureImport, messages_are_counted_and_places_and_serials_withheld) {
    const Folder folder;
    const std::string walk = folder.file("walk.fit", made_fit_walk());
    const Ending page = run_sinew({"measure", "import", walk, "--messages"});
    EXPECT_EQ(page.code, 0);
    EXPECT_TRUE(holds(page.out, "20 record")) << page.out;
    EXPECT_TRUE(holds(page.out, "heart_rate: 90 – 94 bpm (5)")) << page.out;
    EXPECT_TRUE(holds(page.out, "position_lat: withheld (5)")) << page.out;
    const Ending ride = run_sinew(
        {"measure", "import", folder.file("ride.fit", made_ride(20)), "--messages", "--json"});
    EXPECT_FALSE(holds(ride.out, "123456789")) << ride.out;
    const Json json = Json::parse(ride.out);
    EXPECT_EQ(json["messages"][0]["name"], "file_id");
    EXPECT_EQ(json["files"], 1);
}

TEST(MeasureImport, refusals_say_what_to_do) {
    const Folder folder;
    for (const auto& [bytes, words] : std::vector<std::pair<std::string, std::string>>{
             {"", "an empty file"},
             {"hello", "neither FIT nor XML"},
             {"<gpx>", "not well-formed XML"},
             {"<!DOCTYPE gpx [<!ENTITY a \"b\">]><gpx/>", "document type"},
             {made_gpx("<trkpt lat=\"1\" lon=\"2\"/>"), "has a time"}}) {
        const Ending run = run_sinew({"measure", "import", folder.file("x", bytes)});
        EXPECT_EQ(run.code, 2) << words;
        EXPECT_EQ(run.out, "") << words;
        EXPECT_TRUE(holds(run.err, words)) << run.err;
    }
    EXPECT_EQ(run_sinew({"measure", "import", folder.path("nowhere")}).code, 2);
    EXPECT_EQ(run_sinew({"measure", "import"}).code, 2);
}

TEST(MeasureImport, standard_input_and_the_day_of_the_answer_are_taken) {
    Surroundings around;
    around.input = made_ride(20);
    EXPECT_EQ(run_sinew({"measure", "import", "-"}, around).code, 0);
    const Ending early = run_sinew({"measure", "import", "-", "--date", "2020-01-01"}, around);
    EXPECT_EQ(early.code, 2);
    EXPECT_TRUE(holds(early.err, "believable time")) << early.err;
}

}  // namespace
}  // namespace sinew::e2e
