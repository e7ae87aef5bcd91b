#include <sinew/cli/commands.hpp>
#include <sinew/cli/evidence_input.hpp>
#include <sinew/cli/evidence_pooling.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/document/evidence_pool_json.hpp>
#include <sinew/render/evidence_pool_text.hpp>
#include <sinew/render/evidence_regress_chart.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::cli {
namespace {

std::string subtitle_of(const care::RegressAnswer& answer) {
    std::string words =
        fmt::format("{} studies, {}", answer.fit.k, pooling::code_of(answer.fit.settings.method));
    if (std::isfinite(answer.fit.QMp))
        words += answer.fit.QMp < 1e-4
                     ? std::string{"; moderators together p < 0.0001"}
                     : fmt::format("; moderators together p = {:.3g}", answer.fit.QMp);
    if (std::isfinite(answer.fit.R2)) words += fmt::format("; R2 {:.1f} %", answer.fit.R2);
    return words;
}

Exit run_regress(Call& call) {
    Faults faults;
    care::RegressQuestion question;
    question.settings = pooling_settings(call, faults);
    question.permutation = permutation_settings(call, faults);
    question.moderators = call.text("mods").value_or("");
    if (!call.has("mods"))
        faults.add(ErrorCode::bad_input, "--mods", "no moderator is named",
                   "name columns, such as --mods \"year + control\"; without any, take `sinew "
                   "evidence pool`");
    if (call.has("over") && !call.has("plot"))
        faults.add(ErrorCode::bad_input, "--over", "no file for the picture",
                   "give --plot FILE too");
    if (!faults.none()) return refuse(call, faults);
    auto effects = read_effects(call, 2);
    if (!effects) return refuse(call, effects.error());
    const auto answer = care::regress(*std::move(effects), question);
    if (!answer) return refuse(call, answer.error());
    const auto catalogue = catalogue_for(call, {care::Part::citations});
    if (!catalogue) return refuse(call, catalogue.error());
    const OrderedJson json =
        document::regress_json(*answer, call.has("transform"), (*catalogue)->citations);
    OutputFiles files;
    if (const auto path = call.text("plot")) {
        const auto lines = care::regress_lines(*answer, call.text("over"));
        if (!lines) return refuse(call, lines.error());
        auto scale =
            render::scale_of(answer->effects, question.settings.level, call.has("transform"));
        auto picture = evidence_picture(
            render::evidence_regress_chart(*lines, scale, subtitle_of(*answer)), *path);
        if (!picture) return refuse(call, picture.error());
        files.add(*path, *std::move(picture));
    }
    if (!files.uses_standard_output())
        files.add("-", call.settings.json
                           ? json.dump(1) + "\n"
                           : render::regress_text(json, page_style(call.out, call.has("explain"))));
    return files.write(call);
}

}  // namespace

CommandSpec evidence_regress_command() {
    return {
        .name = "regress",
        .summary = "meta-regression: do type, dose or anything else of the studies matter",
        .about =
            "Regresses the effects of a table of studies on its columns. Text columns become "
            "contrasts with their first "
            "level in byte order; \"0 + kind\" gives each kind its own mean. A product asks "
            "whether "
            "one moderator changes what another does: kind*weeks is kind + weeks + kind:weeks, as "
            "in R, and its coefficients are tested together. A moderator that the others "
            "determine, "
            "and levels that no row has together, are refused by name.\n\n"
            "With --permutations the moderators are dealt anew among the studies: p values that "
            "need no normal effects.",
        .arguments = {table_argument()},
        .options = table_options(
            {effect::Shape::effect, effect::Shape::two_group, effect::Shape::one_group,
             effect::Shape::arm},
            {{"mods", "FORMULA",
              "columns joined by +, : and *, as in \"ablat + alloc\" or \"ablat*alloc\""},
             method_option(),
             test_option(),
             level_option(),
             tau2_option(),
             permutations_option(),
             seed_option(),
             transform_option(),
             {"plot",
              "FILE",
              "draw the effects over a moderator (.svg, .png or .pdf)",
              {},
              Completes::file},
             {"over", "COLUMN", "the moderator on the axis of --plot (the first number)"},
             {"explain", "", "with the methods paragraph, for pasting into a paper"}}),
        .examples =
            {{"sinew evidence regress trials.csv --measure RR --mods \"ablat + alloc\" --test knha",
              "two moderators, one of them text"},
             {"sinew evidence regress trials.csv --mods weeks --permutations 10000 --seed 7",
              "p values by permutation too"},
             {"sinew evidence regress trials.csv --mods \"weeks*control\" --plot bubbles.svg",
              "does the slope over weeks differ between controls, with the picture"}},
        .run = run_regress};
}

}  // namespace sinew::cli
