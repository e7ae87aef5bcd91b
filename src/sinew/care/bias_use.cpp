#include <sinew/base/refused.hpp>
#include <sinew/care/bias_use.hpp>
#include <sinew/effect/row_name.hpp>

#include <fmt/format.h>

namespace sinew::care {
namespace {

Result<std::vector<double>> sizes_of(const effect::Effects& effects, const BiasQuestion& question) {
    const bool needed = question.predictor != pooling::Precision::standard_error &&
                        question.predictor != pooling::Precision::variance;
    if (!needed) return std::vector<double>{};
    const std::string column = question.sizes.value_or("ni");
    SINEW_TRY(const effect::Moderator sizes, effect::moderator_of(effects, column));
    if (!sizes.numeric)
        return fail({ErrorCode::bad_input, "the sizes of studies are numbers",
                     fmt::format("{}: column {}", effects.table, column),
                     "name the column with --sizes"});
    return sizes.numbers;
}

}  // namespace

Checked<BiasAnswer> bias(effect::Effects effects, const BiasQuestion& question) {
    if (effects.size() < 3)
        return refused({ErrorCode::bad_input,
                        fmt::format("{} {} cannot show a pattern over precision", effects.size(),
                                    effects.size() == 1 ? "study" : "studies"),
                        effects.table, "three is the least, and ten the least that can tell"});
    const auto sizes = sizes_of(effects, question);
    if (!sizes) return refused(sizes.error());
    BiasAnswer answer{.effects = std::move(effects), .settings = question.settings};
    const auto& y = answer.effects.yi;
    const auto& v = answer.effects.vi;
    auto fit = pooling::pooled_mean(y, v, answer.settings);
    if (!fit) return refused(fit.error());
    answer.fit = *std::move(fit);
    answer.few = y.size() < kFewForBias;
    answer.egger = pooling::regression_test(y, v, answer.settings, question.predictor,
                                            question.spread, *sizes);
    answer.begg = pooling::rank_test(y, v);
    answer.trim_fill = pooling::trim_fill(y, v, answer.settings, question.missing, question.side);
    answer.pet_peese = pooling::pet_peese(y, v, answer.settings, question.spread);
    pooling::SelectionSettings selection;
    selection.steps = question.steps;
    selection.common_effect = answer.settings.method == pooling::Method::common;
    selection.level = answer.settings.level;
    selection.alternative = question.alternative.value_or(
        answer.fit.mean.b < 0 ? pooling::Alternative::less : pooling::Alternative::greater);
    answer.selection = pooling::selection_model(y, v, selection);
    if (!answer.egger && !answer.begg && !answer.trim_fill && !answer.pet_peese &&
        !answer.selection) {
        Faults faults;
        for (const Error& error : {answer.egger.error(), answer.begg.error(),
                                   answer.trim_fill.error(), answer.selection.error()})
            faults.add(error);
        return tl::make_unexpected(std::move(faults));
    }
    if (auto repeated = effect::repeated_studies(answer.effects))
        answer.warnings.push_back(*std::move(repeated));
    if (answer.few)
        answer.warnings.push_back(fmt::format(
            "{} studies: with fewer than {} these tests cannot tell a lopsided funnel from chance, "
            "and a test that finds nothing says nothing",
            y.size(), kFewForBias));
    const auto tell = [&](const char* name, const auto& part) {
        if (!part)
            answer.warnings.push_back(fmt::format("{} is null: {}", name, to_line(part.error())));
    };
    tell("egger", answer.egger);
    tell("begg", answer.begg);
    tell("trim_fill", answer.trim_fill);
    tell("pet_peese", answer.pet_peese);
    tell("selection", answer.selection);
    return answer;
}

}  // namespace sinew::care
