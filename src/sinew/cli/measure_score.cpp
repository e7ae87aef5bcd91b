#include <sinew/care/score_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/line_batch.hpp>
#include <sinew/cli/measure_scoring.hpp>
#include <sinew/document/score_lines.hpp>

namespace sinew::cli {
namespace {

Exit score_lines(Call& call, const std::string& path) {
    const auto catalogue = catalogue_for(call, {care::Part::instruments});
    if (!catalogue) return refuse(call, catalogue.error());
    care::ScoringDesk desk{(*catalogue)->instruments};
    return answer_lines(call, path, [&](std::string_view line, std::size_t number) -> LineAnswer {
        auto answer = document::answer_score_line(line, number, desk);
        return {std::move(answer.text), answer.answered};
    });
}

Exit run_score(Call& call) {
    const auto responses = call.text("responses");
    if (responses && !call.arguments().empty())
        return refuse(call, {ErrorCode::bad_input, "give an instrument or --responses, not both",
                             "sinew measure score",
                             "usage: sinew measure score INSTRUMENT ANSWERS, or --responses FILE"});
    if (responses) return score_lines(call, *responses);
    if (call.has("list")) return list_instruments(call, false);
    return score_one(call);
}

}  // namespace

CommandSpec measure_score_command() {
    return {
        .name = "score",
        .summary = "score a questionnaire, a scale or a test from its answers",
        .about =
            "Scores by the instrument's own pack and says what it rests on. Answers are written in "
            "order or as name=value; \"-\" is a missing answer. A refusal by the instrument's "
            "rules "
            "(a value out of range, too many missing) is an answer: exit 0.",
        .arguments = {{"INSTRUMENT",
                       "its id, such as phq9; or a FHIR R4 QuestionnaireResponse (.json, -)", false,
                       Completes::file},
                      {"ANSWERS", "in order, as name=value, as JSON, or a .json file", false,
                       Completes::file, true}},
        .options = {{"answers",
                     "TEXT",
                     "the answers as one text or a .json file (- for standard input)",
                     {},
                     Completes::file},
                    {"explain", "", "with what was read, the rule, the bands, sources and licence"},
                    {"list", "", "every instrument, what of it is here, and its licence"},
                    {"fhir",
                     "FILE",
                     "write a FHIR R4 bundle here: the response and an Observation for each score",
                     {},
                     Completes::file},
                    {"questionnaire",
                     "FILE",
                     "the FHIR Questionnaire that the response answers, when it is not ours",
                     {},
                     Completes::file},
                    {"subject", "REFERENCE",
                     "whom that bundle is about, such as Patient/123 (default: as the response "
                     "says)"},
                    {"responses",
                     "FILE",
                     "score a JSON Lines file, one response a line (- for standard input)",
                     {},
                     Completes::file}},
        .examples = {{"sinew measure score phq9 2 2 1 1 0 1 0 0 0", "nine answers in order"},
                     {"sinew measure score craving_vas pre=62 post=35", "named fields"},
                     {"sinew measure score response.json --fhir score.json",
                      "a FHIR response in, a FHIR bundle out"},
                     {"sinew measure score --responses answers.jsonl > scores.jsonl",
                      "one line of JSON out for each line in"}},
        .run = run_score};
}

}  // namespace sinew::cli
