#include <sinew/evidence/cell_reasons.hpp>
#include <sinew/evidence/synthesis.hpp>

#include <algorithm>
#include <set>

namespace sinew::evidence {
namespace {

using knowledge::Course;

/// Modalities of the map, in the order people read them.
std::vector<std::string> modalities() {
    std::vector<std::string> names;
    for (const std::string_view name : domain::Names<knowledge::TrialModality>::all)
        names.emplace_back(name);
    names.emplace_back(kYijinjing);
    return names;
}

/// Every key a finding stands under besides the map.
void add_keys(const Finding& finding, std::set<CellKey>& keys) {
    const CellKey margin{.outcome = finding.row->outcome,
                         .course = finding.row->course,
                         .comparison = finding.comparison};
    CellKey kind = margin;
    kind.modality = domain::name_of(*finding.arm->modality);
    keys.insert(margin);
    keys.insert(kind);
    const std::string intensity{domain::name_of(finding.arm->intensity)};
    const auto with = [&](CellKey key, std::string i, std::string c, std::string s) {
        key.intensity = std::move(i);
        key.control = std::move(c);
        key.substance = std::move(s);
        keys.insert(std::move(key));
    };
    with(kind, intensity, finding.control, finding.study->substance);
    with(kind, "all", finding.control, "all");
    with(kind, "all", "all", finding.study->substance);
    with(kind, intensity, "all", "all");
    with(margin, "all", finding.control, "all");
    if (finding.control == "usual" || finding.control == "NA") {
        with(kind, "all", kUsualOrUnspecified, "all");
        with(margin, "all", kUsualOrUnspecified, "all");
    }
}

/// Numbers of one arm of exactly one set of people.
bool one_arm_of_one_trial(const std::vector<Finding>& findings, const Cell& cell) {
    std::set<std::string> people;
    for (const CellRow& row : cell.rows)
        if (row.standing == Standing::one_arm_only)
            people.insert(findings[row.finding].study->overlap_group);
    return people.size() == 1;
}

Verdict verdict_of(const std::vector<Finding>& findings, const Cell& cell) {
    if (cell.k >= 2) return Verdict::pooled;
    if (cell.k == 1 || one_arm_of_one_trial(findings, cell)) return Verdict::one_study;
    return cell.directions.compared() + cell.directions.within > 0 ? Verdict::direction_only
                                                                   : Verdict::nothing_found;
}

void estimate(const std::vector<Finding>& findings, const knowledge::SynthesisRules& rules,
              Cell& cell) {
    std::vector<double> yi, vi;
    for (const CellRow& row : cell.rows)
        if (row.standing == Standing::usable) {
            yi.push_back(*findings[row.finding].yi);
            vi.push_back(*findings[row.finding].vi);
            cell.n += findings[row.finding].n;
        }
    cell.k = static_cast<int>(yi.size());
    const auto* outcome = rules.outcome(cell.key.outcome);
    const bool lower = !outcome || outcome->direction == knowledge::Better::lower_better;
    cell.own = own_estimate(yi, vi, cell.measure != knowledge::ResultMeasure::MD, lower,
                            outcome ? outcome->important_difference : 0, rules);
}

/// Published results whose scope takes in the whole cell.
void add_published(const knowledge::Trials& trials, Cell& cell) {
    const CellKey& key = cell.key;
    if (key.comparison != Comparison::control) return;
    for (const auto& pool : trials.pooled) {
        const bool control = pool.control == "mixed" || pool.control == key.control;
        if (pool.outcome == key.outcome && pool.course == key.course && control &&
            (pool.modality == "all" || pool.modality == key.modality) &&
            (pool.intensity == "all" || pool.intensity == key.intensity) &&
            (pool.use == knowledge::PooledUse::beside ||
             pool.use == knowledge::PooledUse::superseded))
            cell.published.push_back(&pool);
    }
}

Cell make_cell(const CellKey& key, const knowledge::Trials& trials,
               const knowledge::SynthesisRules& rules, const std::vector<Finding>& findings) {
    Cell cell;
    cell.key = key;
    for (std::size_t i = 0; i < findings.size(); ++i)
        if (holds(key, findings[i])) cell.rows.push_back({i, findings[i].standing});
    choose_rows(findings, cell);
    estimate(findings, rules, cell);
    cell.directions = count_directions(findings, cell.rows);
    cell.verdict = verdict_of(findings, cell);
    add_published(trials, cell);
    if (key.comparison == Comparison::control)
        cell.prior = prior_for(key.outcome, key.course, key.modality, trials, rules);
    give_reasons(findings, rules, cell);
    rate_cell(findings, rules, cell);
    return cell;
}

/// YiJinJing: nothing of its own; what mind-body training shows, a step less sure.
Cell borrowed_cell(const CellKey& key, const Cell& from, const knowledge::Trials& trials,
                   const knowledge::SynthesisRules& rules) {
    Cell cell;
    cell.key = key;
    cell.prior = prior_for(key.outcome, key.course, key.modality, trials, rules);
    const bool nothing = from.verdict == Verdict::nothing_found && !cell.prior;
    cell.verdict = nothing ? Verdict::nothing_found : Verdict::borrowed;
    cell.reasons.push_back(
        {"synthesis.reason.borrowed",
         {{"class", "mind_body"}, {"verdict", std::string{domain::name_of(from.verdict)}}}});
    cell.would_change.push_back({"synthesis.change.yijinjing_trial"});
    if (!from.certainty.rated) return cell;
    cell.certainty = from.certainty;
    for (DomainRating& rating : cell.certainty.domains)
        if (rating.domain == CertaintyDomain::indirectness) {
            rating.steps += rules.yijinjing_grade_steps;
            rating.reason = {"synthesis.certainty.indirectness.borrowed"};
        }
    cell.certainty.level = level_after(CertaintyLevel::high, cell.certainty.domains);
    return cell;
}

bool wanted(const CellKey& key, const SynthesisFilter& filter) {
    return (!filter.outcome || *filter.outcome == key.outcome) &&
           (!filter.modality || *filter.modality == key.modality);
}

}  // namespace

const Cell* Synthesis::cell(const CellKey& key) const noexcept {
    const auto found =
        std::find_if(cells.begin(), cells.end(), [&](const Cell& c) { return c.key == key; });
    return found == cells.end() ? nullptr : &*found;
}

Synthesis synthesise(const knowledge::Trials& trials, const knowledge::SynthesisRules& rules,
                     const SynthesisFilter& filter) {
    Synthesis out;
    out.findings = findings_of(trials, rules);
    out.flags = checks_of(trials);
    out.subgroup_tests = subgroup_tests_of(trials, rules);
    for (const auto& outcome : rules.outcomes) {
        std::set<CellKey> keys{CellKey{.outcome = outcome.id}};
        for (const std::string& modality : modalities())
            keys.insert(CellKey{.outcome = outcome.id, .modality = modality});
        for (const Finding& finding : out.findings)
            if (finding.row->outcome == outcome.id) add_keys(finding, keys);
        for (const CellKey& key : keys) {
            if (!wanted(key, filter)) continue;
            if (key.modality != kYijinjing) {
                out.cells.push_back(make_cell(key, trials, rules, out.findings));
                continue;
            }
            CellKey from = key;
            from.modality = domain::name_of(knowledge::TrialModality::mind_body);
            out.cells.push_back(
                borrowed_cell(key, make_cell(from, trials, rules, out.findings), trials, rules));
        }
    }
    return out;
}

}  // namespace sinew::evidence
