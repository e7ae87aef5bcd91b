#include <sinew/cli/commands.hpp>
#include <sinew/cli/evidence_input.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/document/effects_json.hpp>
#include <sinew/render/effects_text.hpp>

namespace sinew::cli {
namespace {

Exit run_effect(Call& call) {
    Faults faults;
    const double level = level_of(call, faults);
    if (!faults.none()) return refuse(call, faults);
    const auto effects = read_effects(call);
    if (!effects) return refuse(call, effects.error());
    const auto catalogue = catalogue_for(call, {care::Part::citations});
    if (!catalogue) return refuse(call, catalogue.error());
    const OrderedJson json = document::effects_json(*effects, level, (*catalogue)->citations);
    OutputFiles files;
    if (const auto path = call.text("csv")) files.add(*path, document::effects_csv(*effects));
    if (const auto path = call.text("csv-cov"))
        files.add(*path, document::covariances_csv(*effects));
    if (!files.uses_standard_output())
        files.add("-", call.settings.json
                           ? json.dump(1) + "\n"
                           : render::effects_text(json, page_style(call.out, call.has("explain"))));
    return files.write(call);
}

}  // namespace

CommandSpec evidence_effect_command() {
    return {.name = "effect",
            .summary = "effects with their variances from means, counts, rates or statistics",
            .about =
                "Reads a table of studies – CSV, or JSON with an array of objects – finds its "
                "columns by name and gives one "
                "effect with its variance a row, by the formulas of metafor's escalc. What one row "
                "is, is told from the "
                "columns that are there.\n\n"
                "A row with a missing value is left out and listed. A text where a number belongs, "
                "a negative variance, a "
                "standard deviation of zero, two measures or two directions in one table are "
                "refused with row and column.",
            .arguments = {table_argument()},
            .options = table_options(
                {effect::Shape::effect, effect::Shape::two_group, effect::Shape::one_group,
                 effect::Shape::arm},
                {{"csv",
                  "FILE",
                  "write the effects as a table that the other evidence commands read",
                  {},
                  Completes::file},
                 {"csv-cov",
                  "FILE",
                  "write what arms share through their control, for --cov beside --csv",
                  {},
                  Completes::file},
                 level_option(),
                 {"explain", "", "with the methods paragraph"}}),
            .examples = {{"sinew evidence effect trials.csv --measure SMD",
                          "Hedges' g from means and standard deviations"},
                         {"sinew evidence effect trials.csv --yi log_rr --vi var --csv effects.csv",
                          "own names of columns; a table for later"}},
            .run = run_effect};
}

}  // namespace sinew::cli
