// The vignettes' prescriptions: stage, tier, caps and heart-rate targets bind; and the example record gives a programme.
#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/care/prescribe_use.hpp>
#include <sinew/care/screening_use.hpp>
#include <sinew/document/fact_values.hpp>
#include <sinew/document/programme_json.hpp>
#include <sinew/document/record_json.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew {
namespace {

using namespace domain;
using knowledge::Part;

const knowledge::Catalogue& catalogue() {
    static const auto loaded = knowledge::load_catalogue(
        knowledge::PackSource::embedded(), {Part::screening, Part::prescription, Part::forms,
                                            Part::exercises, Part::text, Part::citations});
    if (!loaded) {
        for (const Error& e : loaded.error().list()) ADD_FAILURE() << to_line(e);
    }
    return **loaded;
}

const Json& cases() {
    static const Json json =
        Json::parse(*read_file(SINEW_SOURCE_DIR "/tests/golden/clinical/cases.json"));
    return json;
}

Record vignette(const Json& entry) {
    Json facts = cases()["baseline_facts"];
    for (const auto& [name, value] : entry["facts"].items()) facts[name] = value;
    Record record;
    record.facts = *document::read_facts(facts, catalogue().screening, entry["id"]);
    record.person.age = facts["age"].get<double>();
    if (entry.contains("mvpa_min_week"))
        record.person.mvpa_min_week = entry["mvpa_min_week"].get<double>();
    record.assessed_at = read_moment("2026-11-23T09:00:00Z")->earliest;
    return record;
}

TEST(GoldenPrescription, vignettes_bind_by_stage_tier_and_caps) {
    const AsOf as_of = AsOf::at(read_moment("2026-11-23T09:00:00Z")->earliest);
    int programmes = 0;
    for (const Json& entry : cases()["cases"]) {
        const auto answer = care::prescribe(vignette(entry), as_of, catalogue());
        const Json& wanted = entry["expected"]["prescription"];
        const std::string id = entry["id"];
        EXPECT_EQ(name_of(answer.clearance.outcome),
                  entry["expected"]["outcome"].get<std::string>())
            << id;
        const bool trains = answer.clearance.training_allowed();
        ASSERT_EQ(answer.kind, trains ? care::AnswerKind::programme : care::AnswerKind::meanwhile)
            << id;
        if (!trains) continue;
        ++programmes;
        const Programme& programme = *answer.programme;
        EXPECT_EQ(name_of(programme.stage),
                  wanted.value("stage", std::string{name_of(programme.stage)}))
            << id;
        EXPECT_EQ(name_of(programme.tier),
                  wanted.value("tier", std::string{name_of(programme.tier)}))
            << id;
        const bool no_heart_rate = wanted.value("hr_target", "").starts_with("none");
        for (const Session& session : programme.sessions) {
            EXPECT_LE(session.targets.zone_high,
                      answer.clearance.limits.intensity_cap.value_or(Intensity::vigorous))
                << id;
            EXPECT_FALSE(no_heart_rate && session.targets.hr_bpm.has_value()) << id;
        }
    }
    EXPECT_EQ(programmes, 14);
}

TEST(GoldenPrescription, the_first_vignette_trains_at_117_to_128) {
    const auto answer =
        care::prescribe(vignette(cases()["cases"][0]),
                        AsOf::at(read_moment("2026-11-23T09:00:00Z")->earliest), catalogue());
    for (const ProgrammeDay& day : answer.programme->weeks[0].days)
        if (const Session* main = answer.programme->main_session(day);
            main != nullptr && main->aerobic_min > 0) {
            EXPECT_EQ(*main->targets.hr_bpm, (Range{117, 128}));
        }
}

TEST(GoldenPrescription, the_example_record_gives_a_programme_without_gaps_in_its_words) {
    const Json json =
        *read_json(*read_file(SINEW_SOURCE_DIR "/examples/record.json"), "record.json");
    const Record record = *document::read_record(json, "record.json", {}, catalogue());
    const auto answer = care::prescribe(record, document::as_of_record(record), catalogue());
    ASSERT_EQ(answer.kind, care::AnswerKind::programme);
    for (const Language language : values_of<Language>()) {
        const std::string text =
            document::answer_json(answer, record, catalogue(),
                                  catalogue().words(language, Framing::secular))
                .dump(1);
        EXPECT_EQ(text.find("\"<"), std::string::npos) << text.substr(text.find("\"<"), 200);
        if (std::getenv("SINEW_PRINT") != nullptr) std::puts(text.c_str());
    }
}

TEST(GoldenPrescription, only_questions_that_arise_are_worth_asking) {
    const Json json =
        *read_json(*read_file(SINEW_SOURCE_DIR "/examples/record.json"), "record.json");
    const Record record = *document::read_record(json, "record.json", {}, catalogue());
    const auto answer = care::prescribe(record, document::as_of_record(record), catalogue());
    const auto facts = care::worth_asking(answer.clearance, catalogue());
    const auto asks = [&](const char* name) {
        return std::find(facts.begin(), facts.end(), catalogue().screening.fact(name)) !=
               facts.end();
    };
    EXPECT_FALSE(asks("pregnant"));    // a man
    EXPECT_FALSE(asks("ciwa_total"));  // the last drink was long ago
    EXPECT_TRUE(asks("hb_g_l"));
}

}  // namespace
}  // namespace sinew
