#include <sinew/care/network_certainty_use.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace sinew::care {
namespace {

using evidence::Concern;

/// A share below this is arithmetic, no contribution.
constexpr double kNoShare = 1e-9;

/// One word a study, from a column that may not be there.
struct Concerns {
    bool told = false;
    std::map<std::string, Concern, std::less<>> of;

    [[nodiscard]] Concern at(const std::string& study) const {
        const auto found = of.find(study);
        return found == of.end() ? Concern::unassessed : found->second;
    }
};

Concerns read_concerns(const effect::Columns& columns, std::string_view column, Faults& faults) {
    Concerns read;
    if (!columns.has(column)) return read;
    read.told = true;
    for (std::size_t row = 0; row < columns.rows(); ++row) {
        const std::string_view word = columns.text(row, column);
        if (word.empty()) continue;
        const auto concern = domain::named<Concern>(word);
        if (!concern || *concern == Concern::unassessed) {
            faults.add(ErrorCode::bad_input, columns.where(row, column),
                       fmt::format("\"{}\" is no word for a concern", word),
                       "write low, some or high; leave it empty when nobody assessed the study");
            continue;
        }
        const std::string study{columns.text(row, "study")};
        const auto [place, fresh] = read.of.try_emplace(study, *concern);
        if (!fresh && place->second != *concern)
            faults.add(ErrorCode::conflict, columns.where(row, column),
                       fmt::format("{} has another word in an earlier row", study),
                       "say one word a study");
    }
    return read;
}

/// p of the comparison's own direct against indirect evidence, else of the whole network.
void add_incoherence(evidence::ComparisonInputs& inputs, const NetworkFindings& found,
                     std::size_t treatment, std::size_t other) {
    for (const network::NodeSplit& split : found.splits) {
        const bool same = (split.treatment == treatment && split.other == other) ||
                          (split.treatment == other && split.other == treatment);
        if (!same || !split.difference || !std::isfinite(split.difference->pval)) continue;
        inputs.incoherence_p = split.difference->pval;
        inputs.incoherence_local = true;
        return;
    }
    if (found.inconsistency.interaction.df > 0)
        inputs.incoherence_p = found.inconsistency.interaction.pval;
}

evidence::CertaintyInputs numbers_of(const NetworkAnswer& answer, const network::Comparison& told,
                                     std::size_t treatment, std::size_t other,
                                     const NetworkCertaintyQuestion& question) {
    const network::NetworkFit& fit = answer.findings->fit;
    evidence::CertaintyInputs in;
    if (!answer.people_of.empty()) {
        const double people = answer.people_of[treatment] + answer.people_of[other];
        if (std::isfinite(people)) in.n = people;
    }
    in.ci_lb = told.ci_lb;
    in.ci_ub = told.ci_ub;
    in.null_effect = question.null_effect;
    in.important = question.important;
    in.randomised = question.randomised;
    if (fit.df > 0) {
        in.I2 = fit.I2;
        in.tau2 = fit.tau2;
    }
    in.pi_lb = told.pi_lb;
    in.pi_ub = told.pi_ub;
    return in;
}

}  // namespace

Checked<NetworkCertaintyAnswer> network_certainty(
    const domain::StudyTable& table, NetworkQuestion network,
    const NetworkCertaintyQuestion& question, const knowledge::CertaintyRules& rules,
    const std::optional<domain::StudyTable>& covariances) {
    Faults faults;
    const effect::Columns columns{table, network.table.renames, faults};
    const Concerns bias = read_concerns(columns, "risk_of_bias", faults);
    const Concerns indirectness = read_concerns(columns, "indirectness", faults);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    network.split = network.contributions = true;
    NetworkCertaintyAnswer answer;
    SINEW_TRY(answer.network, network_answer(table, network, covariances));
    const NetworkAnswer& made = answer.network;
    const NetworkFindings& found = *made.findings;
    const network::Contributions& parts = *found.contributions;
    for (std::size_t r = 0; r < parts.rows.size(); ++r) {
        RatedComparison one{.treatment = parts.rows[r].treatment, .other = parts.rows[r].other};
        if (one.treatment == made.reference) std::swap(one.treatment, one.other);
        if (!question.every && one.other != made.reference) continue;
        one.told = found.fit.compare(one.treatment, one.other);
        one.inputs.numbers = numbers_of(made, one.told, one.treatment, one.other, question);
        one.inputs.bias_told = bias.told;
        one.inputs.indirectness_told = indirectness.told;
        for (std::size_t s = 0; s < made.network.trials.size(); ++s) {
            const double share = parts.by_study.at(r, s);
            if (share < kNoShare) continue;
            const std::string& study = made.network.trials[s].study;
            one.inputs.studies.push_back({study, share, bias.at(study), indirectness.at(study)});
        }
        std::ranges::stable_sort(one.inputs.studies, std::greater<>{},
                                 &evidence::StudyShare::share);
        one.inputs.numbers.k = static_cast<int>(made.network.trials.size());  // tau2 is theirs
        add_incoherence(one.inputs, found, one.treatment, one.other);
        one.certainty = evidence::rate_comparison(one.inputs, question.judgements, rules);
        answer.comparisons.push_back(std::move(one));
    }
    return answer;
}

}  // namespace sinew::care
