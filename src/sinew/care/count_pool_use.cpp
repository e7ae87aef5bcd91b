#include <sinew/base/refused.hpp>
#include <sinew/care/count_pool_use.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace sinew::care {
namespace {

using effect::Measure;

std::vector<pooling::CountTable> people_of(const effect::Effects& effects) {
    std::vector<pooling::CountTable> tables;
    for (const effect::CountRow& row : effects.counts)
        tables.push_back({row.people.a, row.people.b, row.people.c, row.people.d});
    return tables;
}

std::vector<pooling::RateTable> rates_of(const effect::Effects& effects) {
    std::vector<pooling::RateTable> tables;
    for (const effect::CountRow& row : effects.counts)
        tables.push_back({row.rates.x1, row.rates.t1, row.rates.x2, row.rates.t2});
    return tables;
}

Result<pooling::CountPooling> pooled(const effect::Effects& effects, CountMethod method,
                                     double level) {
    using enum pooling::CountMeasure;
    const auto by_people = [&](pooling::CountMeasure measure) {
        return pooling::mantel_haenszel(measure, people_of(effects), effects.yi, effects.vi, level);
    };
    const auto by_rates = [&](pooling::RateMeasure measure) {
        return pooling::mantel_haenszel(measure, rates_of(effects), effects.yi, effects.vi, level);
    };
    if (method == CountMethod::peto && effects.measure == Measure::PETO)
        return pooling::peto(people_of(effects), level);
    if (method == CountMethod::mantel_haenszel) {
        if (effects.measure == Measure::OR) return by_people(odds_ratio);
        if (effects.measure == Measure::RR) return by_people(risk_ratio);
        if (effects.measure == Measure::RD) return by_people(risk_difference);
        if (effects.measure == Measure::IRR) return by_rates(pooling::RateMeasure::rate_ratio);
        if (effects.measure == Measure::IRD) return by_rates(pooling::RateMeasure::rate_difference);
    }
    return fail({ErrorCode::bad_input,
                 fmt::format("{} does not pool {}",
                             method == CountMethod::peto ? "Peto's method" : "Mantel-Haenszel",
                             effect::spec_of(effects.measure).code),
                 "--measure",
                 method == CountMethod::peto
                     ? "leave --measure away: the answer is Peto's odds ratio"
                     : "give --measure OR, RR or RD (people), IRR or IRD (person-time)"});
}

bool zero_cell(const effect::CountRow& row, bool rates) {
    return rates ? row.rates.has_zero() : row.people.has_zero();
}
bool without_contrast(const effect::CountRow& row, bool rates) {
    return rates ? row.rates.without_contrast() : row.people.without_contrast();
}

void warn_of_zeros(PoolAnswer& answer) {
    const effect::Effects& of = answer.effects;
    const bool rates = of.measure == Measure::IRR || of.measure == Measure::IRD;
    const bool difference = of.measure == Measure::RD || of.measure == Measure::IRD;
    std::size_t zeros = 0, silent = 0;
    for (const effect::CountRow& row : of.counts) {
        silent += without_contrast(row, rates) ? 1 : 0;
        zeros += zero_cell(row, rates) && !without_contrast(row, rates) ? 1 : 0;
    }
    if (zeros > 0)
        answer.warnings.push_back(fmt::format(
            "tables with a cell of nothing: {} of {}; every count is taken as it is{}", zeros,
            of.counts.size(),
            answer.counts->method == CountMethod::peto
                ? ""
                : " in the pooled answer; what is added to a zero is for the effects of single "
                  "studies, and so for Q, alone"));
    if (silent > 0)
        answer.warnings.push_back(fmt::format(
            "tables without events, or with nothing else, in both groups: {} of {}; they {}",
            silent, of.counts.size(),
            difference ? "count in the pooled difference, and have no effect of their own in Q"
                       : "say nothing of a ratio and change nothing"));
}

}  // namespace

effect::EffectsQuestion count_question(effect::EffectsQuestion question, CountMethod method) {
    question.settings.zero.drop00 = true;
    question.fewest = 0;
    if (method == CountMethod::peto && question.measure.value_or(Measure::OR) == Measure::OR)
        question.measure = Measure::PETO;
    // Peto's effect of one table needs no other cell than those that are there.
    if (method == CountMethod::peto) question.settings.zero.to = effect::ZeroCellsTo::none;
    return question;
}

Checked<PoolAnswer> pool_counts(effect::Effects effects, CountMethod method, double level) {
    if (effects.counts.empty())
        return refused(
            {ErrorCode::bad_input, "no counts to pool", effects.table,
             "give ai bi ci di, ai n1i ci n2i, or arms with events and n, and --measure; "
             "with effects beside them also --shape two_group"});
    if (effects.counts.size() < 2)
        return refused({ErrorCode::bad_input, "1 study cannot be pooled", effects.table,
                        "give a second one; `sinew evidence effect` shows a single study"});
    if (std::ranges::find(effects.columns, "icc") != effects.columns.end())
        return refused({ErrorCode::conflict,
                        "counts of clusters cannot be pooled as counts of single people",
                        effects.table + ": column icc",
                        "take --method REML or FE, which widen the variances by icc"});
    if (effects.yi.empty())
        return refused({ErrorCode::bad_input,
                        "no table has events in one group and people without them", effects.table,
                        "nothing can be said of the effect from these counts"});
    auto made = pooled(effects, method, level);
    if (!made) {
        Error error = made.error();
        if (error.where.starts_with("row ")) error.where = effects.table + ": " + error.where;
        return refused(std::move(error));
    }
    PoolAnswer answer{.effects = std::move(effects), .settings = {}};
    answer.settings.level = level;
    answer.settings.method = pooling::Method::common;
    std::map<std::size_t, double> weight_of_row;
    for (std::size_t i = 0; i < answer.effects.counts.size(); ++i)
        weight_of_row[answer.effects.counts[i].row] = made->weights[i];
    for (const effect::EffectRow& row : answer.effects.rows)
        answer.weights.push_back(weight_of_row[row.row]);
    answer.fit.k = made->k_yi;
    answer.fit.mean = made->mean;
    answer.fit.ddf = std::nan("");
    answer.fit.tau2.se = std::nan("");
    answer.fit.heterogeneity.QE = made->QE;
    answer.fit.heterogeneity.QEp = made->QEp;
    answer.fit.heterogeneity.I2 = made->I2;
    answer.fit.heterogeneity.H2 = made->H2;
    answer.fit.prediction = {std::nan(""), std::nan("")};
    answer.counts = CountAnswer{method, *std::move(made)};
    if (auto repeated = effect::repeated_studies(answer.effects))
        answer.warnings.push_back(*std::move(repeated));
    warn_of_zeros(answer);
    return answer;
}

}  // namespace sinew::care
