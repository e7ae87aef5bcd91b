#include <sinew/evidence/synthesis.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace sinew::evidence {
namespace {

/// 0 speaks first: preferred, then unmarked, then the ones that speak only when no other does.
int rank_of(const Finding& finding) {
    if (!finding.row->preferred) return 1;
    return *finding.row->preferred ? 0 : 2;
}

/// The measure of most chosen rows; where they are even, the first of SMD, MD, HR, OR, RR.
knowledge::ResultMeasure commonest(const std::vector<Finding>& findings,
                                   const std::vector<std::size_t>& chosen) {
    std::map<knowledge::ResultMeasure, int> counts;
    for (const std::size_t index : chosen) ++counts[findings[index].measure];
    knowledge::ResultMeasure best = knowledge::ResultMeasure::none;
    int most = 0;
    for (const auto& [measure, count] : counts)
        if (count > most) {
            most = count;
            best = measure;
        }
    return best;
}

}  // namespace

void choose_rows(const std::vector<Finding>& findings, Cell& cell) {
    std::map<std::string, std::size_t> speaker;  // people -> the row that speaks for them
    for (const CellRow& row : cell.rows) {
        if (row.standing != Standing::usable) continue;
        const std::string& people = findings[row.finding].study->overlap_group;
        const auto [held, fresh] = speaker.emplace(people, row.finding);
        if (!fresh && rank_of(findings[row.finding]) < rank_of(findings[held->second]))
            held->second = row.finding;
    }
    std::vector<std::size_t> chosen;
    for (const auto& [people, index] : speaker) chosen.push_back(index);
    std::sort(chosen.begin(), chosen.end());
    cell.measure = commonest(findings, chosen);
    for (CellRow& row : cell.rows) {
        if (row.standing != Standing::usable) continue;
        if (std::find(chosen.begin(), chosen.end(), row.finding) == chosen.end())
            row.standing = Standing::same_people;
        else if (findings[row.finding].measure != cell.measure)
            row.standing = Standing::other_measure;
    }
}

Directions count_directions(const std::vector<Finding>& findings,
                            const std::vector<CellRow>& rows) {
    std::map<std::string, int> best;  // people -> lowest rank that spoke
    for (const CellRow& row : rows) {
        const Finding& finding = findings[row.finding];
        if (!finding.study->excluded.empty() || finding.row->kind == knowledge::ResultKind::within)
            continue;
        const auto [held, fresh] = best.emplace(finding.study->overlap_group, rank_of(finding));
        if (!fresh) held->second = std::min(held->second, rank_of(finding));
    }
    std::map<std::string, std::set<knowledge::Favours>> said;
    std::set<std::string> within;
    for (const CellRow& row : rows) {
        const Finding& finding = findings[row.finding];
        const std::string& people = finding.study->overlap_group;
        if (!finding.study->excluded.empty()) continue;
        if (finding.row->kind == knowledge::ResultKind::within) {
            if (finding.row->favours == knowledge::Favours::exercise) within.insert(people);
        } else if (rank_of(finding) == best.at(people)) {
            said[people].insert(finding.row->favours.value_or(knowledge::Favours::not_read));
        }
    }
    Directions directions;
    directions.within = static_cast<int>(within.size());
    for (auto& [people, words] : said) {
        if (words.size() > 1) words.erase(knowledge::Favours::not_read);
        if (words.size() > 1) {
            ++directions.mixed;
            continue;
        }
        switch (*words.begin()) {
            case knowledge::Favours::exercise: ++directions.exercise; break;
            case knowledge::Favours::neither: ++directions.neither; break;
            case knowledge::Favours::control: ++directions.control; break;
            case knowledge::Favours::not_read: ++directions.not_read; break;
        }
    }
    return directions;
}

}  // namespace sinew::evidence
