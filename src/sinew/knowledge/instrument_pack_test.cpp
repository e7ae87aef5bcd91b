// Packs of instruments broken in every way: each fault is told with its place.
#include <gtest/gtest.h>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/knowledge/schema_check.hpp>

#include <algorithm>

namespace sinew::knowledge {
namespace {

Json sound() {
    const auto bytes = PackSource::embedded().read("instruments/gad7.json");
    return Json::parse(*bytes);
}

std::vector<std::string> faults_of(const Json& json,
                                   const std::string& name = "instruments/gad7.json") {
    InstrumentPack pack;
    Faults faults;
    read_instrument(json, name, json.dump(), pack, faults);
    std::vector<std::string> lines;
    for (const Error& fault : faults.list()) lines.push_back(to_line(fault));
    return lines;
}

/// The one fault of a changed pack holds these words and this place.
void expect_fault(const Json& json, const std::string& place, const std::string& words) {
    const auto lines = faults_of(json);
    EXPECT_TRUE(std::any_of(lines.begin(), lines.end(),
                            [&](const std::string& line) {
                                return line.find(place) != std::string::npos &&
                                       line.find(words) != std::string::npos;
                            }))
        << place << " " << words << "\n"
        << (lines.empty() ? "no fault" : lines.front());
}

TEST(InstrumentPack, a_sound_one_has_no_fault) { EXPECT_TRUE(faults_of(sound()).empty()); }

TEST(InstrumentPack, every_fault_names_its_place) {
    Json json = sound();
    json["compute"][0]["is"] = "count(itms)";
    expect_fault(json, "instruments/gad7.json:/compute/0/is:7", "itms");
    json = sound();
    json["compute"][1]["is"] = "sum(items";
    expect_fault(json, "/compute/1/is", "\")\" is wanted");
    json = sound();
    json["refuse"][0]["when"] = "sum(items)";
    expect_fault(json, "/refuse/0/when", "a condition is wanted");
    json = sound();
    json["refuse"][0]["kind"] = "lost";
    expect_fault(json, "/refuse/0/kind", "unknown kind of refusal");
    json = sound();
    json["items"][2]["whole"] = Json::array({3, 0});
    expect_fault(json, "/items/2/whole", "not in order");
    json = sound();
    json["items"][2].erase("whole");
    expect_fault(json, "/inputs/0", "an item has no range");
    json = sound();
    json["items"][2]["allowed"] = Json::array({1});
    expect_fault(json, "/items/2", "one kind of value");
    json = sound();
    json["bands"][1]["min"] = -1;
    expect_fault(json, "/bands/1", "ascending order");
    json = sound();
    json["takes"] = {{"list", "answers"}};
    expect_fault(json, "/takes/list", "no such input");
    json = sound();
    json["takes"] = Json::object();
    expect_fault(json, "/takes", "no shape of answers");
    json = sound();
    json["compute"][1]["output"] = "answered";
    expect_fault(json, "/compute/1", "stands twice");
    json = sound();
    json["compute"] = Json::array();
    expect_fault(json, "/compute", "nothing is answered");
    json = sound();
    json.erase("version");
    expect_fault(json, "/version", "missing");
    json = sound();
    json["name"].erase("zh");
    expect_fault(json, "/name/zh", "missing");
    json = sound();
    json["id"] = "gad8";
    expect_fault(json, "/id", "not named by its id");
    json = sound();
    json["inputs"][0]["nulls"] = "skipped";
    expect_fault(json, "/inputs/0", "ruled");
}

TEST(InstrumentPack, an_id_stands_once) {
    InstrumentPack pack;
    Faults faults;
    const Json json = sound();
    read_instrument(json, "instruments/gad7.json", "", pack, faults);
    read_instrument(json, "fitness/gad7.json", "", pack, faults);
    ASSERT_EQ(faults.list().size(), 1u);
    EXPECT_EQ(faults.list().front().what, "the id stands twice");
}

TEST(InstrumentPack, hook_only_instruments_carry_no_item_text) {
    const auto loaded = load_catalogue(PackSource::embedded(), {Part::instruments});
    ASSERT_TRUE(loaded);
    std::size_t hooks = 0;
    for (const auto& [id, instrument] : (*loaded)->instruments.instruments) {
        if (!instrument.hook_only()) continue;
        ++hooks;
        for (const auto& item : instrument.items) EXPECT_TRUE(item.topic.en.empty()) << id;
    }
    EXPECT_EQ(hooks, 15u);
}

TEST(InstrumentPack, a_new_instrument_is_one_file) {
    const Json json = Json::parse(R"json({
      "format": "sinew.instrument/1", "id": "mood2", "version": "1.0.0", "title": "Mood, two items",
      "name": {"en": "Mood, two items", "zh": "心情两题"}, "ship": "own_instrument", "construct": "mood",
      "respondent": "participant", "minutes": 1, "recall": "today", "schedule": "daily", "licence": "own wording",
      "languages": ["en", "zh"], "status": "ours", "scoring": {"method": "sum of 2"},
      "items": [{"n": 1, "topic": "calm", "whole": [0, 4]}, {"n": 2, "topic": "low", "whole": [0, 4], "reverse": true}],
      "inputs": [{"name": "items", "from_items": true}], "takes": {"list": "items"},
      "compute": [{"output": "total", "is": "sum(keyed(items))"}],
      "mid": {"value": null}, "loinc": {}, "sources": [], "examples": [{"input": [4, 0], "output": {"total": 8}}]
})json");
    EXPECT_TRUE(faults_of(json, "instruments/mood2.json").empty());
}

}  // namespace
}  // namespace sinew::knowledge
