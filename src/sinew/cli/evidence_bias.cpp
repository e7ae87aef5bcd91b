#include <sinew/base/text.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/evidence_input.hpp>
#include <sinew/cli/evidence_pooling.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/document/evidence_bias_json.hpp>
#include <sinew/render/evidence_bias_text.hpp>
#include <sinew/render/evidence_steps_picture.hpp>

namespace sinew::cli {
namespace {

care::BiasQuestion question_of(const Call& call, Faults& faults) {
    care::BiasQuestion question;
    question.settings = pooling_settings(call, faults);
    if (const auto code = call.text("model")) question.spread = *pooling::spread_of(*code);
    if (const auto code = call.text("predictor"))
        question.predictor = *pooling::precision_of(*code);
    question.sizes = call.text("sizes");
    if (const auto code = call.text("estimator")) question.missing = *pooling::missing_of(*code);
    if (const auto code = call.text("side")) question.side = *pooling::side_of(*code);
    if (const auto code = call.text("alternative"))
        question.alternative = *pooling::alternative_of(*code);
    if (const auto steps = call.text("steps")) {
        question.steps.clear();
        for (const std::string_view step : split(*steps, ',')) {
            const auto end = parse_number(trim(step));
            if (end && *end > 0 && *end < 1) {
                question.steps.push_back(*end);
                continue;
            }
            faults.add(ErrorCode::bad_input, "--steps",
                       "the end of a step is a number between 0 and 1: " + std::string{step},
                       "such as 0.025, or 0.025,0.5");
        }
    }
    return question;
}

Exit run_bias(Call& call) {
    Faults faults;
    const care::BiasQuestion question = question_of(call, faults);
    if (!faults.none()) return refuse(call, faults);
    const bool exponentiate = call.has("transform");
    auto effects = read_effects(call);
    if (!effects) return refuse(call, effects.error());
    const auto answer = care::bias(*std::move(effects), question);
    if (!answer) return refuse(call, answer.error());
    const auto catalogue = catalogue_for(call, {care::Part::citations});
    if (!catalogue) return refuse(call, catalogue.error());
    const OrderedJson json = document::bias_json(*answer, exponentiate, (*catalogue)->citations);
    OutputFiles files;
    if (const auto path = call.text("plot")) {
        auto picture = evidence_picture(render::bias_funnel(*answer, exponentiate), *path);
        if (!picture) return refuse(call, picture.error());
        files.add(*path, *std::move(picture));
    }
    if (!files.uses_standard_output())
        files.add("-", call.settings.json
                           ? json.dump(1) + "\n"
                           : render::bias_text(json, page_style(call.out, call.has("explain"))));
    return files.write(call);
}

}  // namespace

CommandSpec evidence_bias_command() {
    return {
        .name = "bias",
        .summary = "small-study effects: Egger, Begg, trim and fill, PET-PEESE, selection model",
        .about =
            "Do imprecise studies tell another effect than precise ones? Tests it in two ways and "
            "gives the pooled effect as four methods would have it without small-study effects. "
            "With fewer than ten studies the answer says that none of this can tell.\n\n"
            "Definitions are those of metafor (regtest, ranktest, trimfill, selmodel). A part that "
            "does not apply to the studies is null, with the reason.",
        .arguments = {table_argument()},
        .options = table_options(
            {effect::Shape::effect, effect::Shape::two_group, effect::Shape::one_group,
             effect::Shape::arm},
            {method_option(),
             test_option(),
             level_option(),
             tau2_option(),
             {"model",
              "MODEL",
              "of Egger and PET-PEESE: tau2 added (rma) or a factor (lm)",
              {"rma", "lm"}},
             {"predictor",
              "WHAT",
              "what Egger's test regresses on (sei)",
              {"sei", "vi", "ni", "ninv", "sqrtni", "sqrtninv"}},
             {"sizes", "COLUMN", "number of people in each study (ni)"},
             {"estimator", "NAME", "of missing studies in trim and fill (L0)", {"L0", "R0", "Q0"}},
             {"side",
              "SIDE",
              "where studies are missing; told by Egger's slope",
              {"left", "right"}},
             {"steps", "P,P", "ends of the steps of the selection model (0.025)"},
             {"alternative",
              "SIDE",
              "p-values that decide whether a study is seen; towards the pooled effect",
              {"greater", "less", "two.sided"}},
             transform_option(),
             {"plot", "FILE", "write the funnel here (.svg, .png or .pdf)", {}, Completes::file},
             {"explain", "", "with the methods paragraph, for pasting into a paper"}}),
        .examples = {{"sinew evidence bias trials.csv --measure OR --transform exp --plot "
                      "funnel.svg",
                      "odds ratios, with the contour-enhanced funnel"},
                     {"sinew evidence bias effects.csv --model lm --json",
                      "Egger's own regression, as a document"},
                     {"sinew evidence bias effects.csv --steps 0.025,0.5 --alternative greater",
                      "a selection model of three steps"}},
        .run = run_bias};
}

}  // namespace sinew::cli
