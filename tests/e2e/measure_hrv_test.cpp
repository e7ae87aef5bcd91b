// `sinew measure hrv` as a person at a terminal and another program see it.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

#include <cmath>

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

/// Six minutes round 850 ms with two waves; every interval in whole milliseconds.
std::string calm_heart(double scale = 1, int beats = 430) {
    std::string text;
    double t = 0;
    for (int i = 0; i < beats; ++i) {
        const double rr = std::round(850 + 40 * std::sin(0.628 * t) + 20 * std::sin(1.6 * t) +
                                     5 * std::sin(7.0 * i));
        t += rr / 1000;
        std::string number = std::to_string(rr * scale);
        text += number + "\n";
    }
    return text;
}

Json json_of(const Ending& run) { return Json::parse(run.out); }

TEST(MeasureHrv, tells_the_verdict_first_then_numbers_with_what_they_are) {
    const Folder folder;
    const std::string file = folder.file("calm.txt", calm_heart());
    const Ending run = run_sinew({"measure", "hrv", file});
    EXPECT_EQ(run.code, 0) << run.err;
    const auto verdict = run.out.find("good recording"), rmssd = run.out.find("RMSSD");
    ASSERT_NE(verdict, std::string::npos) << run.out;
    ASSERT_NE(rmssd, std::string::npos);
    EXPECT_LT(verdict, rmssd);
    EXPECT_NE(run.out.find("change from one beat to the next"), std::string::npos);
    EXPECT_NE(run.out.find("not a measure of stress"), std::string::npos);
    EXPECT_EQ(run.out.find("<hrv."), std::string::npos) << "a key without words";
    EXPECT_NE(run.out.find('*'), std::string::npos)
        << "without a UTF-8 locale the plot is plain ASCII";
    const Ending blocks =
        run_sinew({"measure", "hrv", file},
                  {.input = "", .environment = {"LANG=en_GB.UTF-8"}, .output_file = ""});
    EXPECT_EQ(blocks.out.find("***"), std::string::npos);
    const Ending chinese = run_sinew({"measure", "hrv", file, "--lang", "zh"});
    EXPECT_NE(chinese.out.find("相邻心搏之间的变化"), std::string::npos);
    EXPECT_EQ(chinese.out.find("<hrv."), std::string::npos);
}

TEST(MeasureHrv, the_unit_does_not_change_the_answer) {
    const Folder folder;
    const Json ms =
        json_of(run_sinew({"measure", "hrv", folder.file("ms.txt", calm_heart()), "--json"}));
    const Json s = json_of(run_sinew(
        {"measure", "hrv", folder.file("s.txt", calm_heart(0.001)), "--json", "--unit", "s"}));
    EXPECT_EQ(ms["recording"]["unit"], "ms");
    EXPECT_EQ(s["recording"]["unit"], "s");
    EXPECT_NEAR(ms["time"]["rmssd_ms"].get<double>(), s["time"]["rmssd_ms"].get<double>(), 1e-9);
    EXPECT_NEAR(ms["time"]["sdnn_ms"].get<double>(), s["time"]["sdnn_ms"].get<double>(), 1e-9);
}

TEST(MeasureHrv, json_carries_every_setting_that_was_chosen) {
    const Folder folder;
    const std::string file = folder.file("calm.txt", calm_heart());
    const Json json = json_of(run_sinew(
        {"measure", "hrv", file, "--json", "--correct", "range", "--detrend", "linear", "--bands",
         "0.005-0.05,0.05-0.16,0.16-0.5", "--breathing", "6", "--window", "120"}));
    const Json& settings = json["settings"];
    EXPECT_EQ(settings["artefacts"]["detector"], "range");
    EXPECT_EQ(settings["spectrum"]["detrend"], "linear");
    EXPECT_EQ(settings["spectrum"]["hf_hz"], Json({0.16, 0.5}));
    EXPECT_DOUBLE_EQ(settings["breathing"]["breathing_hz"].get<double>(), 0.1);
    EXPECT_EQ(json["windows"].size(), 3U);
    EXPECT_EQ(json["quality"]["verdict"], "good");
    EXPECT_EQ(json["recording"]["content_hash"].get<std::string>().size(), 64U);
}

TEST(MeasureHrv, slow_breathing_has_no_ratio_and_says_why) {
    const Folder folder;
    const std::string file = folder.file("calm.txt", calm_heart());
    const Json paced = json_of(run_sinew({"measure", "hrv", file, "--json", "--breathing", "6"}));
    EXPECT_TRUE(paced["frequency"]["welch"]["lf_hf"].is_null());
    EXPECT_GT(paced["breathing"]["rsa_bpm"].get<double>(), 1);
    bool said = false;
    for (const Json& omission : paced["omissions"])
        said = said || omission["key"] == "hrv.reason.slow_breathing";
    EXPECT_TRUE(said);
    EXPECT_NE(run_sinew({"measure", "hrv", file, "--breathing", "6"}).out.find("not stress"),
              std::string::npos);
    EXPECT_FALSE(
        json_of(run_sinew({"measure", "hrv", file, "--json"}))["frequency"]["welch"]["lf_hf"]
            .is_null());
}

TEST(MeasureHrv, draws_the_picture_its_name_asks_for_and_nothing_on_a_refusal) {
    const Folder folder;
    const std::string file = folder.file("calm.txt", calm_heart());
    for (const auto& [name, magic] : std::vector<std::pair<std::string, std::string>>{
             {"a.svg", "<svg "}, {"a.png", "\x89PNG"}, {"a.pdf", "%PDF-"}}) {
        const Ending run = run_sinew({"measure", "hrv", file, "--plot", folder.path(name)});
        EXPECT_EQ(run.code, 0) << run.err;
        EXPECT_TRUE(bytes_of(folder.path(name)).starts_with(magic)) << name;
    }
    EXPECT_EQ(std::system(("xmllint --noout '" + folder.path("a.svg") + "'").c_str()), 0);
    const auto before = folder.names();
    EXPECT_EQ(run_sinew({"measure", "hrv", file, "--plot", folder.path("b.jpeg")}).code, 2);
    EXPECT_EQ(run_sinew({"measure", "hrv", folder.file("short.txt", "800\n810\n"), "--plot",
                         folder.path("b.svg")})
                  .code,
              2);
    EXPECT_EQ(folder.names().size(), before.size() + 1) << "only short.txt is new";
    EXPECT_EQ(run_sinew({"measure", "hrv", file, "--plot", folder.path("no/such/folder.svg")}).code,
              3);
}

TEST(MeasureHrv, the_picture_in_the_docs_is_the_one_the_command_draws) {
    const Folder folder;
    const std::string drawn = folder.path("drawn.svg");
    const Ending run =
        run_sinew({"measure", "hrv", SINEW_SOURCE_DIR "/examples/paced-breathing.txt",
                   "--breathing", "6", "--plot", drawn});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_TRUE(bytes_of(drawn) ==
                bytes_of(SINEW_SOURCE_DIR "/docs/pictures/heart-rate-variability.svg"))
        << "look at the new picture, then draw it again into docs/pictures";
}

TEST(MeasureHrv, refuses_with_a_place_and_a_remedy) {
    const Folder folder;
    const std::string calm = folder.file("calm.txt", calm_heart());
    const auto refused = [&](std::vector<std::string> arguments, const std::string& word) {
        arguments.insert(arguments.begin(), {"measure", "hrv"});
        const Ending run = run_sinew(arguments);
        EXPECT_EQ(run.code, 2) << arguments.back();
        EXPECT_EQ(run.out, "");
        EXPECT_NE(run.err.find(word), std::string::npos) << run.err;
    };
    refused({folder.file("few.txt", "800\n810\n")}, "few.txt");
    refused({folder.file("unclear.txt", "5\n5\n5\n5\n5\n5\n")}, "unclear.txt");
    refused({folder.file("flat.txt", "250\n250\n250\n250\n"), "--unit", "ms"}, "normal beats");
    refused({folder.path("missing.txt")}, "missing.txt");
    refused({calm, "--breathing", "fast"}, "--breathing");
    refused({calm, "--window", "3"}, "--window");
    refused({calm, "--bands", "1,2"}, "--bands");
    refused({calm, calm, "--plot", folder.path("x.svg")}, "--plot");
    EXPECT_EQ(run_sinew({"measure", "hrv"}).code, 2);
    const Ending json =
        run_sinew({"measure", "hrv", folder.file("text.txt", "no beats here\n"), "--json"});
    EXPECT_EQ(json.code, 2);
    EXPECT_FALSE(json_of(json)["errors"].empty());
}

TEST(MeasureHrv, a_folder_gives_a_line_and_a_verdict_for_each_file) {
    const Folder folder;
    (void)folder.file("a.txt", calm_heart());
    (void)folder.file("b.txt", calm_heart(1, 60));
    (void)folder.file("c.txt", "nothing\n");
    const Ending run = run_sinew({"measure", "hrv", folder.path("")});
    EXPECT_EQ(run.code, 1);
    EXPECT_EQ(lines_in(run.out), 3U) << run.out;
    EXPECT_NE(run.err.find("1 good, 1 limited, 0 poor, 1 refused"), std::string::npos) << run.err;
    const Ending json = run_sinew({"measure", "hrv", folder.path(""), "--json"});
    std::istringstream lines{json.out};
    std::vector<std::string> verdicts;
    for (std::string line; std::getline(lines, line);)
        verdicts.push_back(Json::parse(line)["verdict"]);
    EXPECT_EQ(verdicts, (std::vector<std::string>{"good", "limited", "refused"}));
}

}  // namespace
}  // namespace sinew::e2e
