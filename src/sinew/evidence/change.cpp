#include <sinew/base/text.hpp>
#include <sinew/evidence/change.hpp>

#include <cmath>
#include <set>

namespace sinew::evidence {
namespace {

std::string shown(const std::optional<double>& value) {
    return value ? fixed_text(*value, 3) : "–";
}

std::string shown(const CellDigest& cell) {
    if (!cell.b) return "–";
    return shown(cell.b) + " (" + shown(cell.ci_lb) + ", " + shown(cell.ci_ub) + ")";
}

std::string shown_prior(const CellDigest& cell) {
    return cell.prior_mean ? shown(cell.prior_mean) + " ± " + shown(cell.prior_sd) : "–";
}

/// -1 and 1: the interval is on one side of zero; 0: it holds zero, or there is none.
int side(const CellDigest& cell) {
    if (!cell.ci_lb || !cell.ci_ub) return 0;
    return *cell.ci_lb > 0 ? 1 : *cell.ci_ub < 0 ? -1 : 0;
}

/// Whether the estimate is large enough to matter, and on which side.
int matters(const CellDigest& cell) {
    if (!cell.b || !(cell.important > 0) || std::fabs(*cell.b) < cell.important) return 0;
    return *cell.b > 0 ? 1 : -1;
}

Said pair(const char* key, std::string before, std::string after) {
    return {std::string{"synthesis.diff."} + key,
            {{"old", std::move(before)}, {"new", std::move(after)}}};
}

CellChange compare(const std::string& key, const CellDigest& before, const CellDigest& after) {
    CellChange change{.key = key, .what = {}};
    if (before.verdict != after.verdict) {
        change.moved = true;
        change.what.push_back(
            {"synthesis.diff.verdict", {{"old", before.verdict}, {"new", after.verdict}}});
    }
    if (before.k != after.k)
        change.what.push_back(pair("k", std::to_string(before.k), std::to_string(after.k)));
    if (before.b != after.b || before.ci_lb != after.ci_lb || before.ci_ub != after.ci_ub)
        change.what.push_back(pair("estimate", shown(before), shown(after)));
    if (before.b && after.b && side(before) != side(after)) {
        change.moved = true;
        change.what.push_back({"synthesis.diff.crossed_null"});
    }
    if (before.b && after.b && matters(before) != matters(after)) {
        change.moved = true;
        change.what.push_back({"synthesis.diff.crossed_important"});
    }
    if (before.prior_mean != after.prior_mean || before.prior_sd != after.prior_sd)
        change.what.push_back(pair("prior", shown_prior(before), shown_prior(after)));
    if (before.certainty != after.certainty)
        change.what.push_back(
            {"synthesis.diff.certainty", {{"old", before.certainty}, {"new", after.certainty}}});
    if (before.directions != after.directions)
        change.what.push_back(pair("directions", before.directions, after.directions));
    return change;
}

/// Names in one map and not in the other, and those whose value differs.
void compare_maps(const std::map<std::string, std::string>& before,
                  const std::map<std::string, std::string>& after, std::vector<std::string>& added,
                  std::vector<std::string>& removed, std::vector<std::string>& changed) {
    for (const auto& [id, text] : after) {
        const auto held = before.find(id);
        if (held == before.end())
            added.push_back(id);
        else if (held->second != text)
            changed.push_back(id);
    }
    for (const auto& [id, text] : before)
        if (!after.contains(id)) removed.push_back(id);
}

}  // namespace

SynthesisChange change_between(const SynthesisDigest& before, const SynthesisDigest& after) {
    SynthesisChange change;
    compare_maps(before.rows, after.rows, change.rows_added, change.rows_removed,
                 change.rows_changed);
    compare_maps(before.settings, after.settings, change.settings_changed, change.settings_changed,
                 change.settings_changed);
    std::set<std::string> keys;
    for (const auto& [key, cell] : before.cells) keys.insert(key);
    for (const auto& [key, cell] : after.cells) keys.insert(key);
    change.cells_compared = keys.size();
    for (const std::string& key : keys) {
        const auto old_cell = before.cells.find(key), new_cell = after.cells.find(key);
        CellChange one{.key = key, .what = {}};
        if (old_cell == before.cells.end()) {
            one.moved = new_cell->second.verdict != "nothing_found";
            one.what.push_back({"synthesis.diff.appeared"});
            one.what.push_back(
                {"synthesis.diff.verdict", {{"old", ""}, {"new", new_cell->second.verdict}}});
        } else if (new_cell == after.cells.end()) {
            one.moved = old_cell->second.verdict != "nothing_found";
            one.what.push_back({"synthesis.diff.gone"});
            one.what.push_back(
                {"synthesis.diff.verdict", {{"old", old_cell->second.verdict}, {"new", ""}}});
        } else if (!(old_cell->second == new_cell->second)) {
            one = compare(key, old_cell->second, new_cell->second);
        } else {
            continue;
        }
        change.moved += one.moved;
        change.cells.push_back(std::move(one));
    }
    return change;
}

}  // namespace sinew::evidence
