// Law: a programme that is written reads back the same; what was changed by hand is told with its place.
#include <gtest/gtest.h>
#include <sinew/document/programme_json.hpp>
#include <sinew/document/programme_reader.hpp>
#include <sinew/document/record_json.hpp>
#include "support/varied_record.hpp"

namespace sinew::document {
namespace {

using namespace domain;

const knowledge::Catalogue& catalogue() {
    using enum knowledge::Part;
    static const auto loaded = knowledge::load_catalogue(
        knowledge::PackSource::embedded(), {screening, prescription, forms, exercises, text});
    return **loaded;
}

const knowledge::Words& words() {
    static const auto kWords = catalogue().words(Language::en, Framing::secular);
    return kWords;
}

struct Made {
    Record record;
    care::Prescription answer;
    Json json;
};

std::optional<Made> made(std::uint64_t index, const char* moment) {
    const Moment as_of = *read_moment(moment);
    const auto record = read_record(varied_record(index), "record.json", as_of, catalogue());
    if (!record) return std::nullopt;
    Made made{*record, care::prescribe(*record, AsOf::of(as_of), catalogue()), {}};
    made.json = Json::parse(answer_json(made.answer, made.record, catalogue(), words()).dump());
    return made;
}

std::string told(const Faults& faults) {
    std::string text;
    for (const Error& fault : faults.list()) text += to_line(fault) + "\n";
    return text;
}

TEST(ProgrammeReader, what_is_written_reads_back_to_the_same_programme) {
    int programmes = 0;
    for (std::uint64_t n = 0; n < 400; ++n) {
        const auto made_it = made(n, n % 2 == 0 ? "2026-11-23T10:00:00Z" : "2026-11-23T09:45:10Z");
        ASSERT_TRUE(made_it) << "index " << n;
        if (made_it->answer.kind != care::AnswerKind::programme) continue;
        ++programmes;
        const auto read = read_programme(made_it->json, "programme.json", catalogue());
        ASSERT_TRUE(read) << "index " << n << "\n" << told(read.error());
        Programme expected = *made_it->answer.programme;
        expected.choices.clear();
        ASSERT_EQ(read->record, made_it->record) << "index " << n;
        ASSERT_EQ(read->programme.clearance, expected.clearance) << "index " << n;
        ASSERT_EQ(read->programme.weeks, expected.weeks) << "index " << n;
        ASSERT_EQ(read->programme.sessions, expected.sessions) << "index " << n;
        ASSERT_EQ(read->programme.on_demand, expected.on_demand) << "index " << n;
        ASSERT_TRUE(read->programme == expected) << "index " << n;
        EXPECT_EQ(read->as_of.when, made_it->answer.as_of.when);
        EXPECT_FALSE(read->other_knowledge);
        EXPECT_EQ(read->choices, made_it->json["choices"]);
    }
    EXPECT_GT(programmes, 100);
}

/// The example's programme after one change; the faults that follow.
std::vector<std::string> faults_after(const std::function<void(Json&)>& change) {
    Json json = made(0, "2026-11-23T10:00:00Z")->json;
    change(json);
    const auto read = read_programme(json, "programme.json", catalogue());
    std::vector<std::string> lines;
    if (!read)
        for (const Error& fault : read.error().list()) lines.push_back(to_line(fault));
    return lines;
}

/// The first session with forms: where the tests break things.
Json& session_with_forms(Json& json) { return json["weeks"][0]["days"][0]["sessions"][0]; }

TEST(ProgrammeReader, tells_every_fault_with_its_place_and_remedy) {
    const auto faults = faults_after([](Json& json) {
        session_with_forms(json)["forms"][1]["form"] = "wei_tuo1";
        json["weeks"][3]["stage"] = "S9";
        json["weeks"][2]["days"][1]["date"] = "2027-01-01";
        json["on_demand"].erase("breath_s");
        json["fromat"] = 1;
    });
    ASSERT_EQ(faults.size(), 5u) << testing::PrintToString(faults);
    EXPECT_EQ(faults[0], "programme.json:/fromat: unknown key (did you mean format?)");
    EXPECT_EQ(faults[1],
              "programme.json:/weeks/0/days/0/sessions/0/forms/1/form: unknown form \"wei_tuo1\" "
              "(did you mean wei_tuo_1?)");
    EXPECT_EQ(faults[2],
              "programme.json:/weeks/2/days/1/date: not the day that follows from the start (it is "
              "2026-12-08)");
    EXPECT_EQ(faults[3],
              "programme.json:/weeks/3/stage: unknown word \"S9\" (did you mean S0? use one of: "
              "S0, S1, S2)");
    EXPECT_EQ(faults[4], "programme.json:/on_demand/breath_s: missing (add it)");
}

TEST(ProgrammeReader, tells_faults_of_the_embedded_record_in_place) {
    const auto faults = faults_after([](Json& json) { json["record"]["facts"]["sbp"] = "high"; });
    ASSERT_EQ(faults.size(), 1u) << testing::PrintToString(faults);
    EXPECT_EQ(faults[0],
              "programme.json:/record/facts/sbp: not a number (give a number from 40 to 300 mmHg)");
}

TEST(ProgrammeReader, refuses_a_programme_whose_record_no_longer_allows_training) {
    const auto faults =
        faults_after([](Json& json) { json["record"]["facts"]["acute_symptom_now"] = true; });
    ASSERT_EQ(faults.size(), 1u) << testing::PrintToString(faults);
    EXPECT_TRUE(faults[0].starts_with(
        "programme.json:/record: this record does not allow training: stop_now"))
        << faults[0];
}

TEST(ProgrammeReader, refuses_answers_without_a_programme_plainly) {
    auto faults = faults_after([](Json& json) {
        json["kind"] = "meanwhile";
        json["outcome"] = "refer_first";
    });
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0],
              "programme.json:/kind: this answer holds no programme: its outcome is refer_first "
              "(do what it asks for, then prescribe anew)");
    faults = faults_after([](Json& json) {
        json = {{"format", "sinew.answer/1"}, {"kind", "not_applicable"}};
    });
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_TRUE(faults[0].starts_with(
        "programme.json:/kind: this answer holds no programme: its record says"))
        << faults[0];
    faults = faults_after([](Json& json) { json = varied_record(0); });
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0],
              "programme.json:: this is a record, not a programme (make one with `sinew prescribe "
              "RECORD --json`)");
}

TEST(ProgrammeReader, reports_other_knowledge_packs_and_goes_on) {
    Json json = made(0, "2026-11-23T10:00:00Z")->json;
    json["made"]["knowledge"] = "0123456789abcdef";
    const auto read = read_programme(json, "programme.json", catalogue());
    ASSERT_TRUE(read) << told(read.error());
    EXPECT_TRUE(read->other_knowledge);
    EXPECT_TRUE(other_knowledge_text(*read, catalogue())
                    .starts_with("made with other knowledge packs (0123456789ab, now "));
}

/// Any one value replaced by another kind of value: an answer or faults, never a crash; and never silently accepted
/// where the shape is wrong.
TEST(ProgrammeReader, survives_any_single_replacement) {
    const Json whole = made(0, "2026-11-23T10:00:00Z")->json;
    std::vector<Json::json_pointer> places;
    const Json flat = whole.flatten();
    for (const auto& [place, value] : flat.items()) places.emplace_back(place);
    RandomStream chance{7, "replacement"};
    for (int n = 0; n < 600; ++n) {
        Json json = whole;
        Json::json_pointer place = places[chance.below(places.size())];
        for (std::uint64_t up = chance.below(4); up > 0 && !place.empty(); --up)
            place = place.parent_pointer();
        const Json other[] = {
            nullptr, -1, 1e9, "x", Json::array(), Json::object(), true, Json::array({1, 2, 3})};
        json[place] = other[chance.below(8)];
        const auto read = read_programme(json, "programme.json", catalogue());
        if (!read) {
            EXPECT_FALSE(read.error().none()) << place.to_string();
        }
    }
}

}  // namespace
}  // namespace sinew::document
