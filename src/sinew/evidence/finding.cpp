#include <sinew/evidence/finding.hpp>

#include <cmath>

namespace sinew::evidence {
namespace {

using knowledge::Comparator;
using knowledge::ResultKind;
using knowledge::ResultStatus;
using knowledge::TrialArm;
using knowledge::TrialDesign;
using knowledge::TrialResult;
using knowledge::Trials;

/// The arm this row is held against; for rows that name none, the study's only comparator.
const TrialArm* other_arm(const Trials& trials, const TrialResult& row) {
    if (!row.versus.empty()) return trials.arm(row.study, row.versus);
    if (row.kind != ResultKind::arm) return nullptr;
    const TrialArm* only = nullptr;
    for (const TrialArm& arm : trials.arms) {
        if (arm.study != row.study || !arm.control) continue;
        if (only) return nullptr;
        only = &arm;
    }
    return only;
}

/// The comparator's row of the same outcome, scale and time.
const TrialResult* partner_of(const Trials& trials, const TrialResult& row, const TrialArm& other) {
    for (const TrialResult& candidate : trials.results)
        if (candidate.study == row.study && candidate.arm == other.arm &&
            candidate.kind == ResultKind::arm && candidate.outcome == row.outcome &&
            candidate.scale == row.scale && candidate.time == row.time)
            return &candidate;
    return nullptr;
}

struct Group {
    double n = 0, mean = 0, sd = 0;
};

double pooled_sd(double n1, double sd1, double n2, double sd2) {
    return std::sqrt(((n1 - 1) * sd1 * sd1 + (n2 - 1) * sd2 * sd2) / (n1 + n2 - 2));
}

/// Hedges' g of `a` minus `b`, with the variance that RevMan prints.
void standardise(const Group& a, const Group& b, Finding& finding) {
    const double total = a.n + b.n;
    const double j = 1 - 3 / (4 * (total - 2) - 1);
    const double g = j * (a.mean - b.mean) / pooled_sd(a.n, a.sd, b.n, b.sd);
    finding.yi = g;
    finding.vi = total / (a.n * b.n) + g * g / (2 * (total - 3.94));
    finding.measure = knowledge::ResultMeasure::SMD;
}

/// Two rows of means: change scores where the baselines differ and they are there, else scores afterwards.
void compare_means(const TrialResult& a, const TrialResult& b,
                   const knowledge::SynthesisRules& rules, Finding& finding) {
    if (a.n.value_or(0) < 2 || b.n.value_or(0) < 2) return;
    const double na = *a.n, nb = *b.n;
    const bool baselines = a.baseline_mean && a.baseline_sd && b.baseline_mean && b.baseline_sd;
    const bool apart = baselines && std::fabs(*a.baseline_mean - *b.baseline_mean) >
                                        rules.baseline_difference *
                                            pooled_sd(na, *a.baseline_sd, nb, *b.baseline_sd);
    const bool changes = a.change_mean && a.change_sd && b.change_mean && b.change_sd;
    const bool afterwards = a.mean && a.sd && b.mean && b.sd;
    if (changes && (apart || !afterwards)) {
        finding.how = "change_scores";
        standardise({na, *a.change_mean, *a.change_sd}, {nb, *b.change_mean, *b.change_sd},
                    finding);
    } else if (afterwards) {
        finding.how = "scores_afterwards";
        finding.change_wanted = apart;
        standardise({na, *a.mean, *a.sd}, {nb, *b.mean, *b.sd}, finding);
    }
}

Standing standing_of(const Finding& finding) {
    const TrialResult& row = *finding.row;
    if (!finding.study->excluded.empty()) return Standing::excluded_study;
    if (row.status == ResultStatus::recalled ||
        (finding.partner && finding.partner->status == ResultStatus::recalled))
        return Standing::recalled;
    switch (row.kind) {
        case ResultKind::within: return Standing::within_person;
        case ResultKind::median: return Standing::median;
        case ResultKind::direction_only: return Standing::direction_only;
        case ResultKind::arm:
        case ResultKind::contrast:
        case ResultKind::hazard: break;
    }
    if (row.kind == ResultKind::arm && !finding.partner) return Standing::one_arm_only;
    if (!finding.yi || !finding.vi || row.status == ResultStatus::NA) return Standing::no_variance;
    switch (finding.study->design) {
        case TrialDesign::rct:
        case TrialDesign::cluster_rct:
        case TrialDesign::crossover: return Standing::usable;
        case TrialDesign::NA: return Standing::design_unknown;
        case TrialDesign::non_random:
        case TrialDesign::single_arm: break;
    }
    return Standing::not_randomised;
}

}  // namespace

std::vector<Finding> findings_of(const Trials& trials, const knowledge::SynthesisRules& rules) {
    std::vector<Finding> findings;
    for (const TrialResult& row : trials.results) {
        Finding finding;
        finding.row = &row;
        finding.study = trials.study(row.study);
        finding.arm = trials.arm(row.study, row.arm);
        if (!finding.study || !finding.arm || !finding.arm->modality) continue;
        const TrialArm* other = other_arm(trials, row);
        finding.control = "none";
        if (other && other->modality) {
            finding.comparison = other->modality == finding.arm->modality
                                     ? Comparison::dose
                                     : Comparison::head_to_head;
            finding.control = domain::name_of(Comparator::active);
        } else if (other) {
            finding.control = domain::name_of(*other->control);
        }
        finding.n = finding.arm->n.value_or(0) + (other ? other->n.value_or(0) : 0);
        if (row.kind == ResultKind::arm && other) {
            finding.partner = partner_of(trials, row, *other);
            if (finding.partner) compare_means(row, *finding.partner, rules, finding);
        } else {
            finding.yi = row.yi;
            finding.vi = row.vi;
            finding.measure = row.measure;
            finding.how = "as_derived";
        }
        finding.standing = standing_of(finding);
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace sinew::evidence
