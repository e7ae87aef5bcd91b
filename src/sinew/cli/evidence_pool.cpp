#include <sinew/care/count_pool_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/evidence_input.hpp>
#include <sinew/cli/evidence_pool_pictures.hpp>
#include <sinew/cli/evidence_pooling.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/progress.hpp>
#include <sinew/document/evidence_pool_json.hpp>
#include <sinew/document/evidence_steps_json.hpp>
#include <sinew/render/evidence_bias_text.hpp>
#include <sinew/render/evidence_pool_text.hpp>

#include <iterator>
#include <tuple>

namespace sinew::cli {
namespace {

/// By the effects of the studies, or by their counts.
Checked<care::PoolAnswer> pooled(const Call& call, const care::PoolQuestion& question,
                                 std::optional<care::CountMethod> by_counts) {
    if (!by_counts) {
        SINEW_TRY(effect::Effects effects, read_effects(call, 2));
        return care::pool(std::move(effects), question);
    }
    Faults faults;
    const auto reading = care::count_question(effects_question(call, faults), *by_counts);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    SINEW_TRY(effect::Effects effects, read_effects(call, reading));
    return care::pool_counts(std::move(effects), *by_counts, question.settings.level);
}

/// All subsets of many studies take a while.
Checked<care::PoolSteps> steps_shown(Call& call, const care::PoolAnswer& answer,
                                     care::PoolStepsQuestion question) {
    std::optional<Progress> bar;
    question.subsets.progress = [&](std::size_t done, std::size_t of) {
        if (!bar) bar.emplace(call.notes, !call.settings.quiet, of, "subsets", 1);
        bar->show(done, done);
    };
    return care::pool_steps(answer, question);
}

Exit run_pool(Call& call) {
    Faults faults;
    care::PoolQuestion question;
    question.settings = pooling_settings(call, faults);
    question.permutation = permutation_settings(call, faults);
    question.subgroup = call.text("subgroup");
    question.robust = robust_correction(call);
    if (!question.robust && call.has("cluster")) question.robust = multilevel::Correction::cr2;
    if (call.text("pi") == "hts") question.settings.prediction = pooling::Prediction::hts;
    if (call.has("figure") && !call.has("plot"))
        faults.add(ErrorCode::bad_input, "--figure", "a picture without a file",
                   "give --plot FILE too");
    const care::PoolStepsQuestion more = pool_steps_question(call, faults);
    const auto by_counts = count_method(call, faults);
    const auto favours = favours_of(call, faults);
    if (!faults.none()) return refuse(call, faults);
    const bool exponentiate = call.has("transform");
    auto answer = pooled(call, question, by_counts);
    if (!answer) return refuse(call, answer.error());
    std::tie(answer->favours_low, answer->favours_high) = favours;
    const auto steps = steps_shown(call, *answer, more);
    if (!steps) return refuse(call, steps.error());
    const auto catalogue = catalogue_for(call, {care::Part::citations});
    if (!catalogue) return refuse(call, catalogue.error());
    OrderedJson json = document::pool_json(*answer, exponentiate, (*catalogue)->citations);
    document::add_pool_steps(json, *answer, *steps);
    OutputFiles files;
    if (const auto path = call.text("plot")) {
        auto picture = evidence_picture(pool_picture(call, *answer, *steps, exponentiate), *path);
        if (!picture) return refuse(call, picture.error());
        files.add(*path, *std::move(picture));
    }
    if (!files.uses_standard_output())
        files.add("-", call.settings.json
                           ? json.dump(1) + "\n"
                           : render::pool_text(json, page_style(call.out, call.has("explain"))) +
                                 render::pool_steps_text(json, page_style(call.out, false)));
    return files.write(call);
}

}  // namespace

CommandSpec evidence_pool_command() {
    std::vector<OptionSpec> steps = pool_steps_options();
    std::vector<OptionSpec> own{
        pool_method_option(),
        test_option(),
        level_option(),
        {"pi",
         "FORM",
         "prediction interval with the quantiles of the test, or t with k - 2 degrees of "
         "freedom",
         {"test", "hts"}},
        {"subgroup", "COLUMN", "pool each kind by itself and test between them"},
        tau2_option(),
        robust_option(),
        permutations_option(),
        seed_option(),
        transform_option(),
        favours_option(),
        {"plot", "FILE", "write the picture here (.svg, .png or .pdf)", {}, Completes::file},
        {"explain", "", "with the methods paragraph, for pasting into a paper"}};
    own.insert(own.end() - 1, std::make_move_iterator(steps.begin()),
               std::make_move_iterator(steps.end()));
    return {
        .name = "pool",
        .summary = "common and random effects: how large, how sure, how different",
        .about =
            "Reads a table of studies, gives each an effect with its variance (see `sinew evidence "
            "effect`) and pools "
            "them. The variance between studies is estimated by REML unless --method says "
            "otherwise; definitions are those of metafor.\n\n"
            "Effects that belong together (--cluster COLUMN): standard errors that hold "
            "when rows of a cluster resemble each other (CR2; --robust picks another), beside the "
            "usual ones.\n\n"
            "Rare events: --method MH (Mantel-Haenszel; OR, RR, RD, IRR, IRD) or Peto pools the "
            "counts themselves, so a cell of nothing stays as it is.\n\n"
            "One study cannot be pooled. Rows of one study are taken as independent, with a "
            "warning.",
        .arguments = {table_argument()},
        .options = table_options({effect::Shape::effect, effect::Shape::two_group,
                                  effect::Shape::one_group, effect::Shape::arm},
                                 std::move(own)),
        .examples =
            {{"sinew evidence pool trials.csv --measure RR --test knha --transform exp",
              "risk ratios, REML with Knapp-Hartung"},
             {"sinew evidence pool trials.csv --measure SMD --subgroup control --plot forest.svg",
              "subgroups, and the forest plot"},
             {"sinew evidence pool trials.csv --measure OR --method MH --transform exp",
              "few events: counts pooled as they are"},
             {"sinew evidence pool effects.csv --yi log_rr --vi var --json",
              "own names of columns; every digit"}},
        .run = run_pool};
}

}  // namespace sinew::cli
