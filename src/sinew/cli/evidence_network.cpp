#include <sinew/base/refused.hpp>
#include <sinew/base/text.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/evidence_input.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/evidence_network_json.hpp>
#include <sinew/document/study_table_reader.hpp>
#include <sinew/render/evidence_network_pictures.hpp>
#include <sinew/render/evidence_network_text.hpp>
#include <sinew/render/picture.hpp>

#include <algorithm>
#include <array>
#include <tuple>

namespace sinew::cli {
namespace {

using network::Tau2Method;
using render::NetworkFigure;

network::FitSettings fit_settings(const Call& call, Faults& faults) {
    network::FitSettings fit;
    fit.level = level_of(call, faults) / 100;
    const std::string method = call.text("method").value_or("REML");
    for (const auto known :
         {Tau2Method::common, Tau2Method::dl, Tau2Method::pm, Tau2Method::ml, Tau2Method::reml})
        if (network::name_of(known) == method) fit.method = known;
    if (method == "CE" || method == "EE") fit.method = Tau2Method::common;
    if (call.text("test") == "t") fit.test = network::Test::t;
    if (call.text("pi") == "hts") fit.prediction = network::Prediction::hts;
    return fit;
}

care::NetworkQuestion question_of(const Call& call, Faults& faults) {
    care::NetworkQuestion question;
    effect::EffectsQuestion read = effects_question(call, faults);
    std::tie(question.favours_low, question.favours_high) = favours_of(call, faults);
    question.table = {std::move(read.renames), read.measure, read.shape};
    question.fit = fit_settings(call, faults);
    question.reference = call.text("reference").value_or("");
    question.subnetwork = call.text("subnetwork").value_or("");
    question.separator = call.text("components");
    question.inactive = call.text("inactive").value_or("");
    if (!question.inactive.empty() && !question.separator)
        faults.add(ErrorCode::bad_input, "--inactive", "it belongs to a model of components",
                   "give --components + too");
    if (const auto small = call.text("small"))
        question.small = *small == "good" ? network::Small::good : network::Small::bad;
    if (const auto order = call.text("order"))
        for (const std::string_view name : split(*order, ','))
            question.order.emplace_back(trim(name));
    question.split = call.has("split");
    question.contributions = call.has("contributions");
    if (call.text("paths") == "random_walk") question.paths = network::Paths::random_walk;
    if (const auto draws = call.whole("draws", 100, 10000000, faults))
        question.draws = static_cast<std::size_t>(*draws);
    if (const auto seed = call.whole("seed", 0, 2147483647, faults))
        question.seed = static_cast<std::uint64_t>(*seed);
    return question;
}

NetworkFigure figure_of(const Call& call) {
    constexpr auto kNames = std::to_array<std::string_view>(
        {"network", "league", "forest", "netheat", "rank", "funnel"});
    const std::string wanted = call.text("figure").value_or("network");
    const auto found = std::find(kNames.begin(), kNames.end(), wanted);
    return static_cast<NetworkFigure>(found - kNames.begin());
}

/// Ratios are shown as ratios; a measure without a name is, when --transform exp says so.
bool as_ratios(const Call& call, const care::NetworkAnswer& answer) {
    return call.text("transform") == "exp" ||
           effect::spec_of(answer.ledger.measure).scale == effect::Scale::log;
}

Result<std::string> plot_bytes(const Call& call, const std::string& path,
                               const care::NetworkAnswer& answer) {
    SINEW_TRY(const auto format, render::picture_format(path));
    SINEW_TRY(const auto scene,
              render::evidence_network_picture(answer, figure_of(call), as_ratios(call, answer)));
    return render::picture_bytes(scene, format, {});
}

}  // namespace

Checked<std::optional<domain::StudyTable>> network_covariances(const Call& call) {
    const auto path = call.text("cov");
    if (!path) return std::optional<domain::StudyTable>{};
    const auto bytes = read_document(*path);
    if (!bytes) {
        return refused(bytes.error());
    }
    SINEW_TRY(auto table, document::read_study_table(*bytes, name_of_input(*path)));
    return std::optional{std::move(table)};
}

namespace {

Exit run_network(Call& call) {
    Faults faults;
    const care::NetworkQuestion question = question_of(call, faults);
    if (call.has("figure") && !call.has("plot"))
        faults.add(ErrorCode::bad_input, "--figure", "nobody said where the picture goes",
                   "give --plot FILE too");
    if (!faults.none()) return refuse(call, faults);
    const auto table = read_study_table(call);
    if (!table) return refuse(call, table.error());
    const auto known = network_covariances(call);
    if (!known) return refuse(call, known.error());
    const auto answer = care::network_answer(*table, question, *known);
    if (!answer) return refuse(call, answer.error());
    const auto catalogue = catalogue_for(call, {care::Part::citations});
    if (!catalogue) return refuse(call, catalogue.error());
    OutputFiles files;
    if (const auto path = call.text("plot")) {
        auto picture = plot_bytes(call, *path, *answer);
        if (!picture) return refuse(call, picture.error());
        files.add(*path, *std::move(picture));
    }
    const OrderedJson json =
        document::evidence_network_json(*answer, (*catalogue)->citations, as_ratios(call, *answer));
    if (!files.uses_standard_output())
        files.add("-", call.settings.json ? json.dump(1) + "\n"
                                          : render::evidence_network_text(
                                                json, page_style(call.out, call.has("explain"))));
    return files.write(call);
}

std::vector<OptionSpec> options() {
    std::vector<OptionSpec> list = table_options(
        {effect::Shape::arm, effect::Shape::contrast},
        {{"reference", "TREATMENT", "tell the others against this one (that of most studies)"},
         {"method",
          "METHOD",
          "estimator of the heterogeneity variance (REML)",
          {"REML", "ML", "DL", "PM", "FE", "CE", "EE"}},
         {"test", "TEST", "quantiles of tests and intervals (z)", {"z", "t"}},
         {"pi", "FORM", "prediction intervals: as the test, or t with df - 1", {"test", "hts"}},
         level_option(),
         {"small", "WORD", "whether small values are good, for ranking", {"good", "bad"}},
         {"split", "", "direct against indirect evidence, comparison by comparison"},
         {"contributions", "", "what each study contributes to each comparison"},
         {"paths",
          "WAY",
          "how contributions are parted into paths (shortest)",
          {"shortest", "random_walk"}},
         {"components", "SIGN", "additive model of components: A+B with the sign +"},
         {"inactive", "TREATMENT", "components: a treatment without effect of its own"},
         {"subnetwork", "TREATMENT", "of a network in pieces, the piece with this treatment"},
         {"cov",
          "FILE",
          "covariances of contrasts: columns study, row_i, row_j, cov",
          {},
          Completes::file},
         {"draws", "NUMBER", "draws for the chance of ranks (20000)"},
         {"seed", "NUMBER", "of these draws (1)"},
         {"transform", "HOW", "back-transform effects that have no measure", {"exp"}},
         {"plot", "FILE", "write a picture here (.svg, .png or .pdf)", {}, Completes::file},
         {"figure",
          "NAME",
          "which picture (network)",
          {"network", "league", "forest", "netheat", "rank", "funnel"}},
         {"order", "LIST",
          "funnel: treatments from the one that small studies would favour, A,B,C"},
         favours_option(),
         {"explain", "", "with the methods paragraph"}});
    // A network has no effects to turn round one by one, and one measure only.
    std::erase_if(list, [](const OptionSpec& option) {
        return option.name == "align" || option.name == "convert";
    });
    return list;
}

}  // namespace

CommandSpec evidence_network_command() {
    return {
        .name = "network",
        .summary = "every treatment against every other, from trials that compare some of them",
        .about =
            "Reads arms (study, treatment, and n mean sd, events n, or events time) or contrasts "
            "(study, base, trt, y, v; v_base or --cov where a study has more than two arms) and "
            "fits "
            "a network meta-analysis: all comparisons with confidence and prediction intervals, "
            "ranking, and whether direct and indirect evidence agree, as a whole, loop by loop and "
            "(--split) comparison by comparison. Trials of several arms count "
            "once.\n\n"
            "A network in pieces is refused with its pieces and the trials that would join them; "
            "--subnetwork picks one, --components joins them when treatments share components.",
        .arguments = {table_argument()},
        .options = options(),
        .examples = {{"sinew evidence network arms.csv --measure MD --reference placebo",
                      "mean differences against placebo"},
                     {"sinew evidence network arms.csv --measure OR --split --contributions --json",
                      "everything, for a program"},
                     {"sinew evidence network arms.csv --measure SMD --plot league.svg --figure "
                      "league",
                      "the league as a picture"},
                     {"sinew evidence network arms.csv --measure MD --reference placebo --plot "
                      "funnel.svg --figure funnel",
                      "comparison-adjusted funnel, each treatment minus placebo"},
                     {"sinew evidence network contrasts.csv --components + --inactive placebo",
                      "what each component does"}},
        .run = run_network};
}

}  // namespace sinew::cli
