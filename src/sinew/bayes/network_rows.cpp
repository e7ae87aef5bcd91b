#include <sinew/base/text.hpp>
#include <sinew/bayes/network_rows.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace sinew::bayes {
namespace {

std::string row_name(std::size_t row) { return "row " + std::to_string(row); }

/// Treatments in byte order with the reference first.
std::vector<std::string> in_order(const std::set<std::string>& named, std::string_view reference,
                                  Faults& faults) {
    std::vector<std::string> made(named.begin(), named.end());
    if (reference.empty()) return made;
    const auto found = std::find(made.begin(), made.end(), reference);
    if (found == made.end())
        faults.add(ErrorCode::not_found, "--reference",
                   "\"" + std::string{reference} + "\" is no treatment of the table",
                   "the treatments are " + join(made, ", "));
    else
        std::rotate(made.begin(), found, found + 1);
    return made;
}

std::size_t place_of(const std::vector<std::string>& treatments, const std::string& name) {
    return static_cast<std::size_t>(std::find(treatments.begin(), treatments.end(), name) -
                                    treatments.begin());
}

/// Faults the network when some treatments are never, by any chain of studies, compared with the others.
void must_hold_together(const std::vector<std::string>& treatments,
                        const std::vector<std::pair<std::size_t, std::size_t>>& compared,
                        Faults& faults) {
    std::vector<std::size_t> part(treatments.size());
    std::iota(part.begin(), part.end(), std::size_t{0});
    const auto root = [&](std::size_t i) {
        while (part[i] != i) i = part[i] = part[part[i]];
        return i;
    };
    for (const auto& [a, b] : compared)
        part[std::max(root(a), root(b))] = std::min(root(a), root(b));
    std::map<std::size_t, std::vector<std::string>> parts;
    for (std::size_t i = 0; i < treatments.size(); ++i) parts[root(i)].push_back(treatments[i]);
    if (parts.size() == 1) return;
    std::vector<std::string> words;
    for (const auto& [first, members] : parts) words.push_back("{" + join(members, ", ") + "}");
    faults.add(ErrorCode::bad_input, "network",
               "the network falls into " + std::to_string(parts.size()) +
                   " parts that no study connects: " + join(words, " "),
               "analyse the parts one at a time; effects between them cannot be identified");
}

/// Row numbers of each study, in the order in which studies first appear.
template <class Row>
std::vector<std::vector<std::size_t>> by_study(std::span<const Row> rows) {
    std::map<std::string, std::size_t> place;
    std::vector<std::vector<std::size_t>> made;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto [at, is_new] = place.emplace(rows[i].study, made.size());
        if (is_new) made.emplace_back();
        made[at->second].push_back(i);
    }
    return made;
}

void check_contrasts(std::span<const ContrastRow> rows,
                     const std::vector<std::vector<std::size_t>>& studies, Faults& faults) {
    for (const ContrastRow& row : rows) {
        if (!std::isfinite(row.y) || !std::isfinite(row.v) || !(row.v > 0))
            faults.add(ErrorCode::out_of_range, row_name(row.row),
                       "an effect must be a number and its variance above 0",
                       "give y (treatment minus base) and its squared standard error v");
        if (row.base == row.treatment)
            faults.add(ErrorCode::bad_input, row_name(row.row),
                       "\"" + row.base + "\" is compared with itself", "leave the row out");
    }
    for (const auto& members : studies) {
        const ContrastRow& first = rows[members.front()];
        std::set<std::string> seen;
        for (const std::size_t i : members) {
            if (!seen.insert(rows[i].treatment).second)
                faults.add(
                    ErrorCode::conflict, row_name(rows[i].row),
                    "study \"" + first.study + "\" gives \"" + rows[i].treatment + "\" twice",
                    "one row a treatment in each study");
            if (rows[i].base != first.base)
                faults.add(ErrorCode::bad_input, row_name(rows[i].row),
                           "study \"" + first.study + "\" has two bases", "use one base a study");
            if (members.size() > 1 &&
                !(rows[i].v_base && *rows[i].v_base > 0 && *rows[i].v_base < rows[i].v &&
                  rows[i].v_base == first.v_base))
                faults.add(
                    ErrorCode::bad_input, row_name(rows[i].row),
                    "study \"" + first.study +
                        "\" has several contrasts, and the variance of their base arm is missing, "
                        "differs between rows or is not below v",
                    "add the column v_base with one value a study");
        }
    }
}

}  // namespace

std::vector<ContrastRow> contrasts_of(std::span<const MeanArm> arms) {
    std::vector<ContrastRow> made;
    for (const auto& members : by_study(arms)) {
        const MeanArm& base = arms[members.front()];
        for (std::size_t k = 1; k < members.size(); ++k) {
            const MeanArm& arm = arms[members[k]];
            made.push_back({base.study, base.treatment, arm.treatment, arm.mean - base.mean,
                            arm.variance + base.variance, base.variance, arm.row});
        }
    }
    return made;
}

Checked<ContrastNetwork> contrast_network(std::span<const ContrastRow> rows,
                                          std::string_view reference) {
    Faults faults;
    if (rows.empty())
        faults.add(ErrorCode::bad_input, "network", "there are no contrasts",
                   "give one row a contrast: study, base, trt, y, v");
    const auto studies = by_study(rows);
    check_contrasts(rows, studies, faults);
    std::set<std::string> named;
    for (const ContrastRow& row : rows) named.insert({row.base, row.treatment});
    ContrastNetwork made;
    made.treatments = in_order(named, reference, faults);
    std::vector<std::pair<std::size_t, std::size_t>> compared;
    for (const ContrastRow& row : rows)
        compared.emplace_back(place_of(made.treatments, row.base),
                              place_of(made.treatments, row.treatment));
    if (faults.none()) must_hold_together(made.treatments, compared, faults);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    made.studies = studies.size();
    const std::size_t n = rows.size();
    made.x = numerics::Matrix{n, made.treatments.size() - 1};
    made.sampling = made.between = numerics::Matrix{n, n};
    for (std::size_t i = 0; i < n; ++i) {
        made.y.push_back(rows[i].y);
        if (compared[i].first > 0) made.x.at(i, compared[i].first - 1) = -1;
        if (compared[i].second > 0) made.x.at(i, compared[i].second - 1) = 1;
    }
    for (const auto& members : studies)
        for (const std::size_t i : members)
            for (const std::size_t j : members) {
                made.sampling.at(i, j) = i == j ? rows[i].v : *rows[i].v_base;
                made.between.at(i, j) = i == j ? 1 : 0.5;
            }
    return made;
}

Checked<EventNetwork> event_network(std::span<const EventArm> arms, std::string_view reference) {
    Faults faults;
    if (arms.empty())
        faults.add(ErrorCode::bad_input, "network", "there are no arms",
                   "give one row an arm: study, treatment, events, n");
    std::set<std::string> named;
    for (const EventArm& arm : arms) {
        named.insert(arm.treatment);
        const bool whole = std::floor(arm.events) == arm.events && std::floor(arm.n) == arm.n;
        if (!(whole && arm.events >= 0 && arm.n >= 1 && arm.events <= arm.n))
            faults.add(ErrorCode::out_of_range, row_name(arm.row),
                       "events must be a whole number from 0 to n, and n at least 1",
                       "mend the counts");
    }
    EventNetwork made;
    made.treatments = in_order(named, reference, faults);
    std::vector<std::pair<std::size_t, std::size_t>> compared;
    for (const auto& members : by_study(arms)) {
        std::vector<EventNetwork::Arm> study;
        std::set<std::string> seen;
        for (const std::size_t i : members) {
            if (!seen.insert(arms[i].treatment).second)
                faults.add(ErrorCode::conflict, row_name(arms[i].row),
                           "study \"" + arms[i].study + "\" has the treatment \"" +
                               arms[i].treatment + "\" twice",
                           "put the arms together, or name the treatments apart");
            study.push_back(
                {place_of(made.treatments, arms[i].treatment), arms[i].events, arms[i].n});
        }
        if (study.size() < 2)
            faults.add(ErrorCode::bad_input, row_name(arms[members.front()].row),
                       "study \"" + arms[members.front()].study + "\" has one arm",
                       "leave it out: it compares nothing");
        std::sort(study.begin(), study.end(),
                  [](const auto& a, const auto& b) { return a.treatment < b.treatment; });
        for (std::size_t k = 1; k < study.size(); ++k)
            compared.emplace_back(study[0].treatment, study[k].treatment);
        made.studies.push_back(std::move(study));
    }
    if (faults.none()) must_hold_together(made.treatments, compared, faults);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return made;
}

}  // namespace sinew::bayes
