#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::knowledge {
namespace {

using namespace domain;

const Catalogue& catalogue() {
    static const auto loaded = load_catalogue(PackSource::embedded(), {Part::prescription});
    return **loaded;
}
const PrescriptionPack& pack() { return catalogue().prescription; }

TEST(PrescriptionPack, reads_the_start_table) {
    const AerobicRow& row = PrescriptionPack::at(pack().start.aerobic, Stage::S1, Tier::F0);
    EXPECT_EQ(row.pct_hrr, (Range{30, 45}));
    EXPECT_EQ(row.zone_low, Intensity::light);
    EXPECT_EQ(row.zone_high, Intensity::moderate);
    EXPECT_EQ(PrescriptionPack::at(pack().start.resistance, Stage::S2, Tier::F3).effort_max, 8);
    EXPECT_FALSE(PrescriptionPack::at(pack().start.combined, Stage::S0, Tier::F2).used);
    EXPECT_EQ(PrescriptionPack::at(pack().start.mind_body, Stage::S0, Tier::F2).minutes,
              (Range{8, 12}));
}

TEST(PrescriptionPack, rules_of_every_kind_are_found_by_id) {
    for (const char* id : {"ZON-01", "HRT-03", "STG-07", "TIE-01", "CLP-10", "SUB-01", "SUB-10",
                           "GAT-06", "ADP-01", "ADP-17", "LOD-04", "ENE-01", "PRG-01", "PRG-14"}) {
        const PrescriptionRule* rule = pack().find_rule(id);
        ASSERT_NE(rule, nullptr) << id;
        EXPECT_FALSE(rule->text.empty()) << id;
    }
    EXPECT_EQ(pack().find_rule("PRG-15"), nullptr);
    EXPECT_THROW((void)pack().rule_id("PRG-15"), ContractViolation);
    EXPECT_EQ(pack().find_rule("SUB-01")->against, (std::vector<std::string>{"lih2023", "bs1272"}));
}

TEST(PrescriptionPack, names_only_facts_and_rules_that_screening_knows) {
    EXPECT_EQ(pack().heart_rate.invalid_when.size(), 4u);
    EXPECT_EQ(catalogue().screening.rules[pack().planning.methadone_rule].id, "SCR-039");
    EXPECT_EQ(pack().caution_triggers.size(), 15u);
}

TEST(PrescriptionPack, every_rule_has_its_words_in_both_languages) {
    const auto spoken = load_catalogue(PackSource::embedded(), {Part::prescription, Part::text});
    const Words english = (*spoken)->words(Language::en, Framing::secular);
    const Words chinese = (*spoken)->words(Language::zh, Framing::secular);
    for (const PrescriptionRule& rule : (*spoken)->prescription.rules) {
        if (!rule.claim.empty()) continue;  // substance rules have wordings of their own
        const std::string key = "prescription." + rule.id;
        EXPECT_EQ(english(key + ".title"), rule.title)
            << "the text pack and the rule pack say the same";
        EXPECT_EQ(english(key + ".text"), rule.text) << rule.id;
        EXPECT_NE(chinese(key + ".text"), english(key + ".text")) << rule.id;
    }
}

TEST(PrescriptionPack, tells_all_its_faults_at_once_and_where) {
    Json json = Json::parse(*read_file(SINEW_SOURCE_DIR "/knowledge/prescription/rules.json"));
    json["zones"]["scales"]["borg"]["lower"] = {6, 9, 12};
    json["hrmax"]["invalid_when"].push_back("sbp");
    json["clip"]["pct_hrr_of_cap"]["light"] = {39, 30};
    json["start_table"]["aerobic"]["S1"]["F2"].erase("minutes");
    json["adaptation"]["flags"]["pain_plus2"]["level"] = "stop";
    json["planning_rules"][1]["id"] = "PRG-01";
    PrescriptionPack broken;
    Faults faults;
    read_prescription_pack(json, "prescription/rules.json", catalogue().screening, broken, faults);
    std::string places;
    for (const Error& fault : faults.list()) places += fault.where + "\n";
    for (const char* place :
         {":/zones/scales/borg/lower", ":/hrmax/invalid_when/4", ":/clip/pct_hrr_of_cap/light",
          ":/start_table/aerobic/S1/F2/minutes", ":/adaptation/flags/pain_plus2"})
        EXPECT_NE(places.find(place), std::string::npos) << place << "\n" << places;
    EXPECT_EQ(faults.list().size(), 6u) << places;
}

}  // namespace
}  // namespace sinew::knowledge
