// The clinical golden cases: 24 vignettes, 117 boundary probes, 40 semantics probes, the batch sample.
#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/fact_values.hpp>
#include <sinew/document/screening_lines.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew {
namespace {

const knowledge::Catalogue& catalogue() {
    static const auto loaded =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::screening});
    return **loaded;
}

const Json& cases() {
    static const Json json =
        Json::parse(*read_file(SINEW_SOURCE_DIR "/tests/golden/clinical/cases.json"));
    return json;
}

Json answer_of(const Json& entry) {
    Json facts = cases()["baseline_facts"];
    for (const auto& [name, value] : entry["facts"].items()) facts[name] = value;
    if (entry.contains("absent"))
        for (const auto& name : entry["absent"]) facts.erase(name.get<std::string>());
    const Json line{{"id", 1}, {"facts", facts}, {"mode", "both"}};
    return Json::parse(document::answer_screening_line(line.dump(), 1, catalogue()).text);
}

/// Lists are sets in the contract, but for fired_rules.
Json as_set(const Json& value) {
    if (!value.is_array()) return value;
    std::vector<Json> items(value.begin(), value.end());
    std::sort(items.begin(), items.end());
    return items;
}

/// Every key of `expected` stands in `answer` with the same value.
void expect_holds(const Json& answer, const Json& expected, const std::string& name) {
    for (const auto& [key, value] : expected.items()) {
        if (key == "prescription") continue;  // bound by the prescription's own golden test
        ASSERT_TRUE(answer.contains(key)) << name << " lacks " << key;
        if (key == "merged_limits") {
            ASSERT_EQ(answer[key].size(), value.size()) << name << "\n"
                                                        << answer[key] << "\n"
                                                        << value;
            for (const auto& [limit, wanted] : value.items())
                EXPECT_EQ(as_set(answer[key].value(limit, Json{})), as_set(wanted))
                    << name << " " << limit;
        } else if (key == "fired_rules") {
            EXPECT_EQ(answer[key], value) << name;
        } else {
            EXPECT_EQ(as_set(answer[key]), as_set(value))
                << name << " " << key << "\nwhole answer " << answer;
        }
    }
}

TEST(GoldenScreening, all_vignettes) {
    ASSERT_EQ(cases()["cases"].size(), 24u);
    for (const Json& entry : cases()["cases"])
        expect_holds(answer_of(entry), entry["expected"], entry["id"]);
}

TEST(GoldenScreening, all_boundary_probes) {
    ASSERT_EQ(cases()["boundary_probes"].size(), 117u);
    for (const Json& entry : cases()["boundary_probes"]) {
        const Json expected{{"outcome", entry["outcome"]}, {"fired_rules", entry["fired_rules"]}};
        expect_holds(answer_of(entry), expected, entry["name"]);
    }
}

TEST(GoldenScreening, all_semantics_probes) {
    ASSERT_EQ(cases()["semantics_probes"].size(), 40u);
    for (const Json& entry : cases()["semantics_probes"])
        expect_holds(answer_of(entry), entry["expected"], entry["name"]);
}

TEST(GoldenScreening, the_batch_sample) {
    const std::string text = *read_file(SINEW_SOURCE_DIR "/tests/golden/clinical/screening.jsonl");
    std::size_t lines = 0;
    for (const std::string_view line : split(text, '\n')) {
        if (trim(line).empty()) continue;
        const Json wanted = Json::parse(line);
        const auto answer = document::answer_screening_line(line, ++lines, catalogue());
        EXPECT_TRUE(answer.answered);
        expect_holds(Json::parse(answer.text), wanted["expected"], wanted["id"]);
    }
    EXPECT_EQ(lines, 100u);
}

TEST(GoldenScreening, every_rule_is_fired_by_some_case) {
    std::set<std::string> fired;
    for (const char* list : {"cases", "boundary_probes", "semantics_probes"})
        for (const Json& entry : cases()[list]) {
            const Json answer = answer_of(entry);
            for (const auto& rule : answer["fired_rules"]) fired.insert(rule);
        }
    for (const auto& rule : catalogue().screening.rules)
        EXPECT_TRUE(fired.contains(rule.id)) << rule.id;
}

}  // namespace
}  // namespace sinew
