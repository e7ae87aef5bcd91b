// `sinew model` as a researcher's computer sees it.
#include <sinew/base/files.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

TEST(ModelCommand, lists_links_with_grade_gains_and_priors) {
    const Ending text = run_sinew({"model", "links", "-q"});
    EXPECT_EQ(text.code, 0) << text.err;
    EXPECT_LT(text.out.find("Not calibrated"), text.out.find("LNK-01"));
    const Ending run = run_sinew({"model", "links", "--json", "-q"});
    const Json json = Json::parse(run.out);
    bool found = false;
    for (const auto& link : json["links"])
        if (link["id"] == "LNK-15") {
            found = true;
            EXPECT_EQ(link["gains"][0]["symbol"], "g_CE");
            EXPECT_EQ(link["gains"][0]["value"], 0.35);
            EXPECT_GT(link["gains"][0]["prior"]["high"], 0.35);
            EXPECT_EQ(link["grade"], "B");
        }
    EXPECT_TRUE(found);
    const Ending chinese = run_sinew({"model", "links", "--lang", "zh", "-q"});
    EXPECT_NE(chinese.out.find("未经校准"), std::string::npos);
}

TEST(ModelCommand, lists_the_parameters_asked_for_and_helps_with_a_slip) {
    const Ending run = run_sinew({"model", "parameters", "g_CE", "sleep", "--json", "-q"});
    const Json json = Json::parse(run.out);
    EXPECT_EQ(json["parameters"].back()["symbol"], "g_CE");
    EXPECT_EQ(json["parameters"].back()["links"], Json::array({"LNK-15"}));
    EXPECT_GT(json["parameters"].size(), 3U);
    const Ending slip = run_sinew({"model", "parameters", "g_CEE"});
    EXPECT_EQ(slip.code, 2);
    EXPECT_NE(slip.err.find("did you mean g_CE?"), std::string::npos) << slip.err;
    const Ending csv = run_sinew({"model", "parameters", "--csv", "-q"});
    EXPECT_TRUE(csv.out.starts_with("id,block,symbol,value,unit,")) << csv.out.substr(0, 60);
}

TEST(ModelCommand, exports_files_and_folders_and_refuses_what_it_cannot_write) {
    const Folder folder;
    const std::string petab = folder.path("problem");
    ASSERT_EQ(run_sinew({"model", "export", "--format", "petab", "-o", petab, "-q"}).code, 0);
    EXPECT_TRUE(read_file(petab + "/problem.yaml"));
    // What somebody filled in stays.
    ASSERT_TRUE(write_file_atomically(petab + "/measurements.tsv", "mine\n"));
    ASSERT_EQ(run_sinew({"model", "export", "--format", "petab", "-o", petab, "-q"}).code, 0);
    EXPECT_EQ(*read_file(petab + "/measurements.tsv"), "mine\n");
    EXPECT_TRUE(read_file(petab + "/model.xml"));
    const Ending sbml = run_sinew({"model", "export", "--format", "sbml", "-q"});
    EXPECT_EQ(sbml.code, 0);
    EXPECT_TRUE(sbml.out.starts_with("<?xml"));
    EXPECT_NE(sbml.out.find("NOT CALIBRATED"), std::string::npos);
    EXPECT_NE(run_sinew({"model", "export", "--format", "c", "--class", "stimulant", "-q"})
                  .out.find("stimulant class"),
              std::string::npos);
    EXPECT_EQ(run_sinew({"model", "export", "--format", "petab"}).code, 2);
    EXPECT_EQ(run_sinew({"model", "export"}).code, 2);
    EXPECT_EQ(run_sinew({"model", "export", "--format", "matlab"}).code, 2);
}

TEST(ModelCommand, draws_the_diagram_in_both_languages) {
    const Folder folder;
    const std::string english = folder.path("m.svg"), chinese = folder.path("z.svg");
    ASSERT_EQ(run_sinew({"model", "diagram", "--plot", english, "-q"}).code, 0);
    ASSERT_EQ(run_sinew({"model", "diagram", "--plot", chinese, "--lang", "zh", "-q"}).code, 0);
    EXPECT_NE(read_file(english)->find("craving at rest"), std::string::npos);
    EXPECT_NE(read_file(chinese)->find("静息渴求"), std::string::npos);
    EXPECT_EQ(read_file(english)->find("model."), std::string::npos) << "a word is missing";
    EXPECT_EQ(*read_file(english), *read_file(SINEW_SOURCE_DIR "/docs/pictures/model.svg"))
        << "look at the new picture, then draw it again into docs/pictures";
    EXPECT_EQ(run_sinew({"model", "diagram", "--plot", folder.path("m.bmp")}).code, 2);
    EXPECT_EQ(run_sinew({"model", "diagram"}).code, 2);
}

TEST(ModelSensitivityCommand, ranks_parameters_by_each_method_and_draws_the_tornado) {
    const Folder folder;
    const std::string plot = folder.path("tornado.svg");
    const Ending morris = run_sinew(
        {"model", "sensitivity", "--day", "28", "--trajectories", "4", "--plot", plot, "-q"});
    ASSERT_EQ(morris.code, 0) << morris.err;
    EXPECT_LT(morris.out.find("Not calibrated"), morris.out.find("c_0"));
    EXPECT_NE(read_file(plot)->find("c_0"), std::string::npos);
    const Ending sobol = run_sinew({"model", "sensitivity", "--method", "sobol", "--by-block",
                                    "--day", "28", "--samples", "32", "--json", "-q"});
    const Json shares = Json::parse(sobol.out);
    EXPECT_EQ(shares["rows"][0]["name"], "craving");
    EXPECT_TRUE(shares["rows"][0]["total_low"].is_number());
    const Ending local = run_sinew({"model", "sensitivity", "--method", "local", "--outcome", "X",
                                    "--difference", "--csv", "-q"});
    EXPECT_TRUE(local.out.starts_with("name,status,slope,by_sd\n")) << local.out.substr(0, 60);
    const Ending chinese =
        run_sinew({"model", "sensitivity", "--method", "local", "--lang", "zh", "-q"});
    EXPECT_NE(chinese.out.find("局部灵敏度"), std::string::npos);
}

TEST(ModelSensitivityCommand, refuses_what_it_cannot_answer_with_a_remedy) {
    const Ending slip = run_sinew({"model", "sensitivity", "--outcome", "craving_vaz"});
    EXPECT_EQ(slip.code, 2);
    EXPECT_NE(slip.err.find("did you mean craving_vas?"), std::string::npos) << slip.err;
    EXPECT_EQ(run_sinew({"model", "sensitivity", "--day", "9999"}).code, 2);
    EXPECT_EQ(run_sinew({"model", "sensitivity", "--week", "S9"}).code, 2);
    EXPECT_EQ(run_sinew({"model", "sensitivity", "--by-block"}).code, 2);
    EXPECT_EQ(run_sinew({"model", "sensitivity", "--class", "stimulant", "--outcome", "cows"}).code,
              2);
    EXPECT_EQ(run_sinew({"model", "sensitivity", "--class", "stimulant", "--week", "S6"}).code, 2);
}

TEST(ModelIdentifiabilityCommand, names_directions_sets_and_profile) {
    const Ending run = run_sinew(
        {"model", "identifiability", "--observe", "C,X", "--profile", "g_CE", "--json", "-q"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json json = Json::parse(run.out);
    EXPECT_EQ(json["directions"].size(), json["informed"].get<std::size_t>());
    EXPECT_FALSE(json["sets"].empty());
    EXPECT_EQ(json["profile"].size(), 7U);
    const Ending csv = run_sinew({"model", "identifiability", "--csv", "-q"});
    EXPECT_NE(csv.out.find("\nS7 C week 12,"), std::string::npos);
    EXPECT_EQ(run_sinew({"model", "identifiability", "--weeks", "0,x"}).code, 2);
    EXPECT_EQ(run_sinew({"model", "identifiability", "--observe", "Y"}).code, 2);
    EXPECT_EQ(run_sinew({"model", "identifiability", "--profile", "Z_A"}).code, 2);
}

std::string of_examples(const char* name) {
    return std::string{SINEW_SOURCE_DIR} + "/examples/" + name;
}

TEST(ModelCommand, asks_what_a_persons_own_forecast_hangs_on) {
    const std::string record = of_examples("record.json"),
                      programme = of_examples("programme.json");
    const Folder folder;
    const Ending run = run_sinew({"model", "sensitivity", record, programme, "--trajectories", "4",
                                  "--json", "--plot", folder.path("own.svg"), "-q"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json json = Json::parse(run.out);
    EXPECT_TRUE(json["week"].is_null());
    EXPECT_EQ(json["substance"], "opioid");
    EXPECT_EQ(json["days_abstinent"], 120);
    EXPECT_EQ(json["output"]["day"], 84);
    EXPECT_GT(json["rows"].size(), 40U);
    EXPECT_NE(bytes_of(folder.path("own.svg")).find("this person"), std::string::npos);
    // At the values themselves it is the forecast's own centre run.
    const Json forecast = Json::parse(
        run_sinew({"simulate", record, programme, "--draws", "20", "--json", "-q"}).out);
    for (const Json& outcome : forecast["outcomes"])
        if (outcome["instrument"] == "craving_vas" && outcome["path"] == "followed") {
            EXPECT_NEAR(json["at_centre"].get<double>(), outcome["centre"].back().get<double>(),
                        0.02);
        }
    // Medication acts in this person, and in nobody of the standard week S1.
    const auto acts = [](const Json& told, const char* symbol) {
        for (const Json& row : told["rows"])
            if (row["name"] == symbol) return true;
        return false;
    };
    const Json week =
        Json::parse(run_sinew({"model", "sensitivity", "--trajectories", "4", "--json", "-q"}).out);
    EXPECT_TRUE(acts(json, "eps_bup"));
    EXPECT_FALSE(acts(week, "eps_bup"));
    const Json shares = Json::parse(
        run_sinew({"model", "sensitivity", record, programme, "--method", "sobol", "--samples",
                   "16", "--by-block", "--day", "7", "--difference", "--json", "-q"})
            .out);
    EXPECT_TRUE(shares["output"]["difference"].get<bool>());
    EXPECT_GT(shares["rows"].size(), 3U);
}

TEST(ModelCommand, refuses_what_does_not_go_with_a_persons_own_forecast) {
    const auto refused = [](std::vector<std::string> words, const std::string& say) {
        for (const char* word : {"sensitivity", "model"}) words.insert(words.begin(), word);
        const Ending run = run_sinew(words);
        EXPECT_EQ(run.code, 2);
        EXPECT_NE(run.err.find(say), std::string::npos) << run.err;
    };
    const std::string programme = of_examples("programme.json");
    refused({programme, "--week", "S1", "--class", "opioid"},
            "--class: belongs to the standard weeks");
    refused({programme, "--day", "85"}, "give 0 to 84");
    refused({programme, "--method", "local"}, "standard weeks only");
    refused({programme, "--substance", "alcohol"}, "not in the model");
    refused({programme, "--substance", "heroin,methamphetamine"}, "no main one");
    refused({"--substance", "heroin"}, "belongs to a record and programme");
    refused({of_examples("record.json")}, "this is a record, not a programme");
}

}  // namespace
}  // namespace sinew::e2e
