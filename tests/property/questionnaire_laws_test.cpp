// Pack to Questionnaire to response to score: the same score as straight from the answers, for every shippable instrument.
#include <gtest/gtest.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/document/answer_sheet.hpp>
#include <sinew/document/score_json.hpp>
#include <sinew/fhir/questionnaire.hpp>
#include <sinew/fhir/questionnaire_response.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include "support/tries.hpp"

namespace sinew {
namespace {

using care::Instrument;

const care::InstrumentPack& pack() {
    static const auto loaded = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                         {knowledge::Part::instruments});
    return (*loaded)->instruments;
}

OrderedJson output_of(const Instrument& instrument, const Json& input) {
    measure::Scorer scorer{instrument};
    const auto sheet = document::read_answer_sheet(input, instrument);
    return document::output_json(instrument, scorer.score(sheet.view()));
}

/// The score of the answers after they were written as a response and read from its text.
OrderedJson output_through_fhir(const Instrument& instrument, const Json& input) {
    const auto written = fhir::questionnaire_response(instrument, input, {}).dump();
    const auto read = fhir::read_response(Json::parse(written), "r.json", pack());
    if (!read) {
        ADD_FAILURE() << instrument.id << ": " << to_line(read.error().list().front()) << written;
        return {};
    }
    EXPECT_EQ(read->instrument, &instrument);
    return output_of(instrument, read->input);
}

bool answers_something(const Instrument& instrument, const Json& input) {
    const auto questions = care::asked_questions(instrument, domain::Language::en);
    for (const Json& answer : care::parted_answers(input, instrument, questions))
        if (!answer.is_null()) return true;
    return false;
}

TEST(QuestionnaireLaws, every_worked_example_scores_the_same_through_fhir) {
    int instruments = 0, examples = 0;
    for (const auto& [id, instrument] : pack().instruments) {
        if (!care::shippable(instrument)) continue;
        ++instruments;
        for (const auto& example : instrument.examples) {
            // A list of another length has answers without a question: FHIR cannot say it.
            const OrderedJson direct = output_of(instrument, example.input);
            if (direct.value("error_kind", "") == "wrong_length") continue;
            if (!answers_something(instrument, example.input)) continue;
            EXPECT_EQ(output_through_fhir(instrument, example.input), direct)
                << id << " " << example.input;
            ++examples;
        }
    }
    EXPECT_GE(instruments, 30);
    EXPECT_GE(examples, 100);
}

/// Any answer a questionnaire allows, by the Questionnaire alone: what another program would fill in.
Json filled_in(const Json& questionnaire, RandomStream& chance) {
    Json response{{"resourceType", "QuestionnaireResponse"},
                  {"status", "completed"},
                  {"questionnaire", questionnaire["url"]},
                  {"item", Json::array()}};
    for (const Json& item : questionnaire["item"]) {
        Json answer;
        const std::string type = item["type"];
        const auto limit = [&](const char* name, double otherwise) {
            for (const Json& extension : item.value("extension", Json::array()))
                if (extension["url"].get<std::string>().ends_with(name))
                    return extension.contains("valueInteger")
                               ? extension["valueInteger"].get<double>()
                               : extension["valueDecimal"].get<double>();
            return otherwise;
        };
        const double low = limit("minValue", 1), high = limit("maxValue", low + 50);
        if (type == "choice")
            answer["valueCoding"] =
                item["answerOption"][chance.below(item["answerOption"].size())]["valueCoding"];
        else if (type == "integer")
            answer["valueInteger"] =
                static_cast<int>(low) +
                static_cast<int>(chance.below(static_cast<std::uint64_t>(high - low) + 1));
        else if (type == "decimal")
            answer["valueDecimal"] = high - (high - low) * chance.uniform();
        else if (type == "boolean")
            answer["valueBoolean"] = chance.chance(0.5);
        else if (type == "time")
            answer["valueTime"] = "0" + std::to_string(chance.below(10)) + ":30:00";
        else
            answer["valueString"] = item.value("repeats", false) ? "20:110" : "AUMA";
        response["item"].push_back({{"linkId", item["linkId"]}, {"answer", {answer}}});
    }
    return response;
}

TEST(QuestionnaireLaws, what_a_questionnaire_allows_is_read_and_is_inside_the_range) {
    RandomStream chance{20261123, "questionnaire laws"};
    for (const auto& [id, instrument] : pack().instruments) {
        if (!care::shippable(instrument)) continue;
        const Json form = Json::parse(fhir::questionnaire(instrument, domain::Language::en).dump());
        for (std::uint64_t n = 0; n < tries(20); ++n) {
            const Json response = filled_in(form, chance);
            const auto read = fhir::read_response(response, "r.json", pack());
            ASSERT_TRUE(read) << id << ": " << to_line(read.error().list().front()) << response;
            const std::string kind = output_of(instrument, read->input).value("error_kind", "none");
            EXPECT_NE(kind, "not_allowed") << id << response;
            EXPECT_NE(kind, "out_of_range") << id << response;
            EXPECT_NE(kind, "wrong_length") << id << response;
        }
    }
}

}  // namespace
}  // namespace sinew
