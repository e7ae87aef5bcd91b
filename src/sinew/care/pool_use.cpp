#include <sinew/base/refused.hpp>
#include <sinew/base/text.hpp>
#include <sinew/care/multilevel_use.hpp>
#include <sinew/care/pool_use.hpp>
#include <sinew/effect/row_name.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::care {
namespace {

/// Below this many studies the variance between them is hardly known.
constexpr std::size_t kFew = 5;

/// "row 3" of a fit is the third effect; the reader's row of the table is another when rows were left out.
Error placed(Error error, const effect::Effects& effects) {
    if (error.where.starts_with("row ")) {
        const auto index = parse_number(std::string_view{error.where}.substr(4));
        if (index && *index >= 1 && *index <= static_cast<double>(effects.size()))
            error.where = fmt::format("{}: row {}", effects.table,
                                      effects.rows[static_cast<std::size_t>(*index) - 1].row);
    } else if (error.where.empty()) {
        error.where = effects.table;
    }
    return error;
}

bool scaled(pooling::WaldTest test) {
    return test == pooling::WaldTest::knha || test == pooling::WaldTest::adhoc;
}

/// What holds of means and regressions alike.
void warn(std::vector<std::string>& warnings, const effect::Effects& effects,
          const pooling::Settings& settings, const pooling::Tau2& tau2, double q,
          const std::optional<Tau2Intervals>& intervals) {
    if (auto repeated = effect::repeated_studies(effects)) warnings.push_back(*std::move(repeated));
    const bool common = settings.method == pooling::Method::common;
    if (common && scaled(settings.test))
        warnings.emplace_back(
            "the Knapp-Hartung method is not meant for the common effect (FE): it is answered as "
            "metafor does; take a "
            "random-effects method, or --test z");
    if (!common && effects.size() < kFew)
        warnings.push_back(
            fmt::format("{} studies say little of the variance between them: look at the interval "
                        "of tau2, and beside this answer at "
                        "`sinew evidence bayes`, which says what it assumes of tau2",
                        effects.size()));
    if (settings.test == pooling::WaldTest::knha && q < 0.995)
        warnings.push_back(
            fmt::format("the Knapp-Hartung factor is {:.3g}, below 1: standard errors became "
                        "smaller; --test adhoc does not let them",
                        q));
    if (tau2.zero_likelier)
        warnings.emplace_back(
            "the likelihood has a second peak: tau2 = 0 is likelier than the positive one, and was "
            "taken");
    if (intervals && (intervals->profile.below_zero || intervals->generalised.below_zero))
        warnings.emplace_back(
            "the effects differ less than their variances alone would make them: an interval of "
            "tau2 is empty and shown as 0 to 0");
}

Result<std::optional<Tau2Intervals>> intervals_of(const effect::Effects& effects,
                                                  const numerics::Matrix& design,
                                                  const pooling::Settings& settings) {
    if (settings.method == pooling::Method::common || settings.tau2 ||
        effects.size() <= design.columns)
        return std::optional<Tau2Intervals>{};
    Tau2Intervals made;
    SINEW_TRY(made.profile, pooling::q_profile(effects.yi, effects.vi, design, settings));
    SINEW_TRY(made.generalised, pooling::generalised_q(effects.yi, effects.vi, design, settings));
    return std::optional{made};
}

Result<void> add_subgroups(PoolAnswer& answer, const std::string& column) {
    SINEW_TRY(const effect::Moderator kind, effect::moderator_of(answer.effects, column));
    answer.subgroup_column = column;
    answer.subgroup_of = kind.cells;
    auto made =
        pooling::subgroups(answer.effects.yi, answer.effects.vi, kind.cells, answer.settings);
    if (!made) {
        Error error = made.error();
        error.where = fmt::format("{}: column {}", answer.effects.table, column);
        return fail(std::move(error));
    }
    for (const pooling::Subgroup& group : made->groups)
        if (group.own.k == 1)
            answer.warnings.push_back(fmt::format(
                "subgroup {} is one study: its result is that study's, without a tau2 of its own",
                group.name));
    if (answer.settings.method != pooling::Method::common)
        answer.warnings.emplace_back(
            "a test between subgroups says that they differ, not why: studies chose their "
            "subgroup, nobody drew it");
    answer.subgroups = *std::move(made);
    return {};
}

}  // namespace

Checked<PoolAnswer> pool(effect::Effects effects, const PoolQuestion& question) {
    if (question.subgroup)
        if (const auto kept = effect::keep_complete(effects, {*question.subgroup}); !kept)
            return refused(kept.error());
    if (effects.size() < 2)
        return refused({ErrorCode::bad_input,
                        fmt::format("{} study cannot be pooled", effects.size()), effects.table,
                        "give a second one; `sinew evidence effect` shows a single study"});
    PoolAnswer answer{.effects = std::move(effects), .settings = question.settings};
    const effect::Effects& of = answer.effects;
    auto fit = pooling::pooled_mean(of.yi, of.vi, answer.settings);
    if (!fit) return refused(placed(fit.error(), of));
    answer.fit = *std::move(fit);
    double sum = 0;
    for (const double v : of.vi) answer.weights.push_back(1 / (v + answer.fit.tau2.value));
    for (const double weight : answer.weights) sum += weight;
    for (double& weight : answer.weights) weight *= 100 / sum;
    auto intervals = intervals_of(of, pooling::ones(of.size()), answer.settings);
    if (!intervals) return refused(placed(intervals.error(), of));
    answer.tau2 = *std::move(intervals);
    warn(answer.warnings, of, answer.settings, answer.fit.tau2, answer.fit.q, answer.tau2);
    if (question.robust) {
        multilevel::RobustSettings settings;
        settings.correction = *question.robust;
        settings.level = answer.settings.level;
        auto robust = cluster_robust(of, {.x = pooling::ones(of.size()), .names = {"intrcpt"}},
                                     answer.fit.tau2.value, settings);
        if (!robust) return refused(robust.error());
        answer.robust = *std::move(robust);
        for (const std::string& warning : answer.robust->warnings)
            answer.warnings.push_back(warning);
    }
    if (question.subgroup)
        if (const auto added = add_subgroups(answer, *question.subgroup); !added)
            return refused(added.error());
    if (question.permutation) {
        auto permuted = pooling::permutation_test(of.yi, of.vi, pooling::ones(of.size()),
                                                  answer.settings, *question.permutation);
        if (!permuted) return refused(placed(permuted.error(), of));
        answer.permutation = *std::move(permuted);
        answer.seed = question.permutation->seed;
    }
    return answer;
}

Checked<RegressAnswer> regress(effect::Effects effects, const RegressQuestion& question) {
    auto design = design_of(effects, question.moderators);
    if (!design) return refused(design.error());
    RegressAnswer answer{.effects = std::move(effects), .design = *std::move(design)};
    const effect::Effects& of = answer.effects;
    auto fit = pooling::fit(of.yi, of.vi, answer.design.x, question.settings, answer.design.names);
    if (!fit) {
        Error error = placed(fit.error(), of);
        for (const std::string& name : answer.design.names)
            if (fit.error().where == name) error.where = "--mods: " + name;
        if (answer.design.interacts() && error.where.starts_with("--mods: "))
            error.hint = "leave out a product, or write its parts too: a*b is a + b + a:b";
        return refused(std::move(error));
    }
    answer.fit = *std::move(fit);
    std::vector<double> b;
    for (const pooling::Coefficient& one : answer.fit.coefficients) b.push_back(one.b);
    answer.terms = term_tests(answer.design, b, answer.fit.covariance, answer.fit.ddf);
    auto intervals = intervals_of(of, answer.design.x, question.settings);
    if (!intervals) return refused(placed(intervals.error(), of));
    answer.tau2 = *std::move(intervals);
    warn(answer.warnings, of, question.settings, answer.fit.tau2, answer.fit.q, answer.tau2);
    if (answer.fit.k < 10 * (answer.fit.p - (answer.fit.intercept ? 1 : 0)))
        answer.warnings.push_back(
            fmt::format("{} studies for {} moderator columns: ten studies each is the usual rule "
                        "of thumb, and fewer find what is not there",
                        answer.fit.k, answer.fit.p - (answer.fit.intercept ? 1 : 0)));
    for (const std::string& warning : answer.design.warnings) answer.warnings.push_back(warning);
    if (question.permutation) {
        auto permuted = pooling::permutation_test(of.yi, of.vi, answer.design.x, question.settings,
                                                  *question.permutation);
        if (!permuted) return refused(placed(permuted.error(), of));
        answer.permutation = *std::move(permuted);
        answer.seed = question.permutation->seed;
    }
    return answer;
}

}  // namespace sinew::care
