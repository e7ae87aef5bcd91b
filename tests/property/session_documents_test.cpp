// Every script of random programmes, written in both languages and framings, keeps its public contract.
#include <gtest/gtest.h>
#include <sinew/document/segment_text.hpp>
#include <sinew/document/session_json.hpp>
#include <sinew/knowledge/schema_check.hpp>
#include <sinew/session/class_sheet.hpp>
#include <sinew/session/short_scripts.hpp>

#include "random_programme.hpp"

namespace sinew::document {
namespace {

using namespace domain;

const knowledge::Catalogue& catalogue() {
    static const auto loaded = knowledge::load_catalogue(
        knowledge::PackSource::embedded(), {knowledge::Part::sessions, knowledge::Part::text});
    return **loaded;
}

void expect_contract(const OrderedJson& json, const char* schema) {
    Faults faults;
    const Json shape = Json::parse(*knowledge::PackSource::embedded().read(schema));
    knowledge::check_against_schema(Json::parse(json.dump()), shape, "script", faults);
    for (const Error& fault : faults.list()) ADD_FAILURE() << to_line(fault);
    EXPECT_EQ(json.dump().find('<' + std::string{"session."}), std::string::npos)
        << "a key without words";
}

TEST(SessionDocuments, keep_the_contract) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const Programme programme = test::random_programme(seed, catalogue());
        for (const Language language : values_of<Language>()) {
            const auto words = catalogue().words(
                language, seed % 2 == 0 ? Framing::traditional : Framing::secular);
            for (int day = 1; day <= 84; day += 5) {
                const auto script = session::compile_session(programme, day, 0, {}, catalogue());
                if (!script) continue;
                expect_contract(session_script_json(*script, catalogue(), words),
                                "schema/session-script.schema.json");
                const auto sheet =
                    session::class_sheet(programme, day, 0, GroupSize::small, catalogue());
                if (sheet)
                    expect_contract(class_sheet_json(*sheet, catalogue(), words),
                                    "schema/class-sheet.schema.json");
            }
            expect_contract(
                session_script_json(session::compile_on_demand(programme, {}, catalogue()),
                                    catalogue(), words),
                "schema/session-script.schema.json");
        }
    }
}

TEST(SessionDocuments, seconds_add_up_as_they_are_written) {
    const Programme programme = test::random_programme(7, catalogue());
    const auto words = catalogue().words(Language::en, Framing::secular);
    const OrderedJson json = session_script_json(
        session::compile_on_demand(programme, {}, catalogue()), catalogue(), words);
    double at = 0;
    for (const auto& segment : json["segments"]) {
        EXPECT_NEAR(segment["start_s"].get<double>(), at, 1e-6);
        at += segment["duration_s"].get<double>();
    }
    EXPECT_NEAR(json["total_s"].get<double>(), at, 1e-6);
}

TEST(MirroredText, changes_sides_as_whole_words) {
    EXPECT_EQ(mirrored_text("Turn left, right toes in; Left foot", Language::en),
              "Turn right, left toes in; Right foot");
    EXPECT_EQ(mirrored_text("Roll down to about a right angle, upright", Language::en),
              "Roll down to about a right angle, upright");
    EXPECT_EQ(mirrored_text("左转，右脚尖内扣", Language::zh), "右转，左脚尖内扣");
}

}  // namespace
}  // namespace sinew::document
