#include <sinew/base/text.hpp>
#include <sinew/evidence/cell_reasons.hpp>

#include <algorithm>
#include <functional>

namespace sinew::evidence {
namespace {

/// The ids of rows that are so, parted by commas.
std::string rows_where(const std::vector<Finding>& findings, const Cell& cell,
                       const std::function<bool(const CellRow&, const Finding&)>& so) {
    std::vector<std::string> ids;
    for (const CellRow& row : cell.rows)
        if (so(row, findings[row.finding])) ids.push_back(findings[row.finding].row->row);
    return join(ids, ", ");
}

std::string rows_standing(const std::vector<Finding>& findings, const Cell& cell,
                          Standing standing) {
    return rows_where(findings, cell,
                      [&](const CellRow& row, const Finding&) { return row.standing == standing; });
}

std::string count(int value) { return std::to_string(value); }

void reasons_of_directions(const Cell& cell, std::vector<Said>& out) {
    const Directions& d = cell.directions;
    out.push_back({"synthesis.reason.directions",
                   {{"trials", count(d.compared())},
                    {"exercise", count(d.exercise)},
                    {"neither", count(d.neither)},
                    {"control", count(d.control)},
                    {"mixed", count(d.mixed)}}});
    if (d.within) out.push_back({"synthesis.reason.within", {{"groups", count(d.within)}}});
    if (d.not_read) out.push_back({"synthesis.reason.not_read", {{"trials", count(d.not_read)}}});
}

void notes_on_rows(const std::vector<Finding>& findings, const Cell& cell, std::vector<Said>& out) {
    const auto note = [&](const char* key, const std::string& rows) {
        if (!rows.empty()) out.push_back({key, {{"rows", rows}}});
    };
    note("synthesis.reason.change_scores",
         rows_where(findings, cell, [](const CellRow& row, const Finding& f) {
             return row.standing == Standing::usable && f.how == "change_scores";
         }));
    note("synthesis.reason.change_wanted",
         rows_where(findings, cell, [](const CellRow& row, const Finding& f) {
             return row.standing == Standing::usable && f.change_wanted;
         }));
    note("synthesis.reason.from_eta",
         rows_where(findings, cell, [](const CellRow& row, const Finding& f) {
             return row.standing == Standing::usable && f.row->eta_squared.has_value();
         }));
    note("synthesis.reason.same_people", rows_standing(findings, cell, Standing::same_people));
    note("synthesis.reason.other_measure", rows_standing(findings, cell, Standing::other_measure));
    note("synthesis.reason.design_unknown",
         rows_standing(findings, cell, Standing::design_unknown));
    note("synthesis.reason.excluded", rows_standing(findings, cell, Standing::excluded_study));
}

void changes(const std::vector<Finding>& findings, const knowledge::SynthesisRules& rules,
             Cell& cell) {
    const auto add = [&](const char* key, const std::string& rows) {
        if (!rows.empty()) cell.would_change.push_back({key, {{"rows", rows}}});
    };
    if (cell.verdict == Verdict::pooled && cell.n > 0 &&
        cell.n < rules.certainty.optimal_information_size)
        cell.would_change.push_back(
            {"synthesis.change.more_people",
             {{"missing", fixed_text(rules.certainty.optimal_information_size - cell.n, 0)}}});
    if (cell.verdict == Verdict::one_study && cell.k == 1)
        cell.would_change.push_back({"synthesis.change.second_trial"});
    add("synthesis.change.comparator_numbers",
        rows_standing(findings, cell, Standing::one_arm_only));
    add("synthesis.change.print_numbers",
        rows_where(findings, cell, [](const CellRow& row, const Finding& f) {
            return (row.standing == Standing::direction_only || row.standing == Standing::median ||
                    row.standing == Standing::no_variance) &&
                   f.row->favours != knowledge::Favours::not_read;
        }));
    add("synthesis.change.read_results",
        rows_where(findings, cell, [](const CellRow&, const Finding& f) {
            return f.row->favours == knowledge::Favours::not_read;
        }));
    add("synthesis.change.design", rows_standing(findings, cell, Standing::design_unknown));
    if (cell.rows.empty()) cell.would_change.push_back({"synthesis.change.any_trial"});
}

DomainRating rate_bias(const std::vector<Finding>& findings, const knowledge::SynthesisRules& rules,
                       const Cell& cell) {
    DomainRating rating{.domain = CertaintyDomain::risk_of_bias, .judgement = true};
    const bool high = std::any_of(cell.rows.begin(), cell.rows.end(), [&](const CellRow& row) {
        return row.standing == Standing::usable &&
               findings[row.finding].study->risk_of_bias == knowledge::RiskOfBias::high;
    });
    const auto* outcome = rules.outcome(cell.key.outcome);
    const bool asked = outcome && outcome->self_reported;
    rating.steps = high    ? 2
                   : asked ? rules.certainty.risk_of_bias_self_reported
                           : rules.certainty.risk_of_bias_unassessed;
    rating.reason = {high    ? "synthesis.certainty.risk_of_bias.high"
                     : asked ? "synthesis.certainty.risk_of_bias.self_reported"
                             : "synthesis.certainty.risk_of_bias.unassessed"};
    return rating;
}

/// Without two numbers, the directions speak.
DomainRating rate_directions(const knowledge::SynthesisRules& rules, const Cell& cell) {
    DomainRating rating{.domain = CertaintyDomain::inconsistency};
    const Directions& d = cell.directions;
    const int with = d.exercise, against = d.neither + d.control + d.mixed, all = d.compared();
    if (all < 2) {
        rating.reason = {"synthesis.certainty.inconsistency.one"};
        return rating;
    }
    const bool apart = std::min(with, against) >= rules.certainty.mixed_share * all;
    rating.steps = apart ? 1 : 0;
    rating.reason = {apart ? "synthesis.certainty.inconsistency.directions_apart"
                           : "synthesis.certainty.inconsistency.directions_agree",
                     {{"with", count(with)}, {"against", count(against)}}};
    return rating;
}

}  // namespace

void give_reasons(const std::vector<Finding>& findings, const knowledge::SynthesisRules& rules,
                  Cell& cell) {
    auto& out = cell.reasons;
    const std::string used = rows_standing(findings, cell, Standing::usable);
    const std::string people = cell.n > 0 ? fixed_text(cell.n, 0) : "?";
    switch (cell.verdict) {
        case Verdict::pooled:
            out.push_back(
                {"synthesis.reason.pooled", {{"k", count(cell.k)}, {"n", people}, {"rows", used}}});
            break;
        case Verdict::one_study:
            if (cell.k == 1)
                out.push_back({"synthesis.reason.one_study", {{"rows", used}, {"n", people}}});
            else
                out.push_back({"synthesis.reason.one_arm",
                               {{"rows", rows_standing(findings, cell, Standing::one_arm_only)}}});
            break;
        case Verdict::direction_only: {
            out.push_back({"synthesis.reason.direction_only"});
            const std::string one_arm = rows_standing(findings, cell, Standing::one_arm_only);
            if (!one_arm.empty())
                out.push_back({"synthesis.reason.several_one_arm", {{"rows", one_arm}}});
            break;
        }
        case Verdict::borrowed: break;  // the class it borrows from says its own
        case Verdict::nothing_found:
            out.push_back(
                {cell.rows.empty() ? "synthesis.reason.nothing" : "synthesis.reason.nothing_read"});
            break;
    }
    if (!cell.rows.empty()) reasons_of_directions(cell, out);
    notes_on_rows(findings, cell, out);
    changes(findings, rules, cell);
}

void rate_cell(const std::vector<Finding>& findings, const knowledge::SynthesisRules& rules,
               Cell& cell) {
    if (cell.verdict == Verdict::nothing_found) return;
    const auto* outcome = rules.outcome(cell.key.outcome);
    CertaintyInputs inputs;
    inputs.k = cell.k;
    if (cell.n > 0) inputs.n = cell.n;
    if (cell.own) {
        inputs.ci_lb = cell.own->shown.ci_lb;
        inputs.ci_ub = cell.own->shown.ci_ub;
        if (cell.own->reml) {
            inputs.I2 = cell.own->reml->I2;
            inputs.tau2 = cell.own->reml->tau2;
        }
    }
    if (outcome && cell.measure == knowledge::ResultMeasure::SMD)
        inputs.important = outcome->important_difference;
    auto& domains = cell.certainty.domains;
    domains.push_back(rate_bias(findings, rules, cell));
    domains.push_back(cell.k >= 2 ? rate_inconsistency(inputs, rules.certainty)
                                  : rate_directions(rules, cell));
    DomainRating setting;
    setting.domain = CertaintyDomain::indirectness;
    setting.steps = rules.certainty.indirectness;
    setting.judgement = true;
    setting.reason.key = "synthesis.certainty.indirectness.setting";
    domains.push_back(setting);
    domains.push_back(rate_imprecision(inputs, rules.certainty));
    domains.push_back(rate_small_study(inputs, rules.certainty));
    cell.certainty.rated = true;
    cell.certainty.level = level_after(CertaintyLevel::high, domains);
}

}  // namespace sinew::evidence
