// The outcomes pack: what it says of an instrument must be what the instrument's own pack says.
#include <sinew/knowledge/catalogue.hpp>

#include <gtest/gtest.h>

namespace sinew::knowledge {
namespace {

OutcomesPack read(std::string_view text, Faults& faults) {
    OutcomesPack pack;
    read_outcomes_pack(*read_json(text, "o"), "o", pack, faults);
    return pack;
}

TEST(OutcomesPack, agrees_with_the_instruments_on_important_differences) {
    const PackSource packs = PackSource::embedded();
    const auto catalogue = load_catalogue(packs, {Part::outcomes, Part::text});
    ASSERT_TRUE(catalogue);
    int compared = 0;
    for (const OutcomeSpec& outcome : (*catalogue)->outcomes.outcomes) {
        EXPECT_TRUE((*catalogue)->text.strings.contains("trend.outcome." + outcome.id));
        for (const char* folder : {"instruments/", "fitness/"}) {
            const auto bytes = packs.read(folder + outcome.id + ".json");
            if (!bytes) continue;
            const auto instrument = read_json(*bytes, outcome.id);
            const Json& mid = instrument->at("mid").at("value");
            ++compared;
            EXPECT_EQ(mid.is_null(), !outcome.important_difference) << outcome.id;
            if (!mid.is_null()) {
                EXPECT_EQ(mid.get<double>(), outcome.important_difference.value_or(-1))
                    << outcome.id;
            }
        }
    }
    EXPECT_GE(compared, 8);
}

TEST(OutcomesPack, tells_each_fault_with_its_place) {
    Faults faults;
    const auto pack = read(
        R"({"outcomes": [{"id": "a", "range": [5, 1], "better": "up", "every_days": 0, "unit": "points",
            "important_difference": {"value": 3, "status": "recalled"},
            "precision": {"reliability": 0.9, "sd": null, "status": "NA"}}]})",
        faults);
    EXPECT_EQ(faults.list().size(), 5u);
    for (const Error& fault : faults.list()) EXPECT_TRUE(fault.where.starts_with("o:/outcomes/0"));
}

}  // namespace
}  // namespace sinew::knowledge
