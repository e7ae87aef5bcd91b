#include <sinew/base/text.hpp>
#include <sinew/knowledge/trial_cells.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::knowledge {
namespace {

/// The columns each table must have (contract section 4, and the ones we need beside them).
std::vector<std::string> columns_of(std::string_view file) {
    if (file == "studies.csv")
        return {"study",        "source",   "year",      "country", "substance",
                "setting",      "sex",      "mean_age",  "design",  "overlap_group",
                "risk_of_bias", "excluded", "as_printed"};
    if (file == "arms.csv")
        return {"study",
                "arm",
                "n",
                "modality",
                "subtype",
                "intensity",
                "intensity_as_printed",
                "minutes",
                "per_week",
                "weeks",
                "met_min_week",
                "control",
                "as_printed"};
    if (file == "results.csv")
        return {"row",         "study",     "arm",        "versus",      "outcome",
                "scale",       "direction", "course",     "time",        "time_unit",
                "kind",        "favours",   "preferred",  "n",           "baseline_mean",
                "baseline_sd", "mean",      "sd",         "change_mean", "change_sd",
                "yi",          "vi",        "ci_lb",      "ci_ub",       "measure",
                "eta_squared", "p_printed", "as_printed", "derivation",  "status"};
    return {
        "row",       "review",       "source",    "outcome",    "subgroup", "course",  "modality",
        "subtype",   "intensity",    "control",   "k",          "n",        "measure", "estimate",
        "ci_lb",     "ci_ub",        "z_printed", "p_printed",  "I2",       "tau2",    "model",
        "direction", "sign_flipped", "use",       "as_printed", "status"};
}

std::string place(const std::string& name, std::size_t row, std::string_view column) {
    return fmt::format("{}:row {}:{}", name, row + 1, column);
}

}  // namespace

const std::string& TrialCells::raw(std::string_view column) const {
    return table_->cell(row_, column);
}

std::string TrialCells::text(std::string_view column) const {
    const std::string& cell = raw(column);
    return cell == "NA" ? std::string{} : cell;
}

std::string TrialCells::needed(std::string_view column) {
    std::string cell = text(column);
    if (cell.empty()) fault(column, "nothing stands here", "fill it");
    return cell;
}

std::optional<double> TrialCells::number(std::string_view column, double lowest, double highest) {
    const std::string cell = text(column);
    if (cell.empty()) return {};
    const auto value = parse_number(cell);
    if (!value) {
        fault(column, "\"" + cell + "\" is no number",
              "keep the words in as_printed and leave this cell empty");
        return {};
    }
    if (!(*value >= lowest && *value <= highest)) {
        faults_->add(ErrorCode::out_of_range, place(*name_, row_, column),
                     cell + " is outside its range",
                     "give a value from " + number_text(lowest) + " to " + number_text(highest));
        return {};
    }
    return value;
}

std::optional<double> TrialCells::spread(std::string_view column) {
    const auto value = number(column);
    if (!value || *value > 0) return value;
    faults_->add(ErrorCode::out_of_range, place(*name_, row_, column), "not above zero",
                 "a standard deviation or variance is above zero; leave the cell empty when it was "
                 "not printed");
    return {};
}

std::string TrialCells::one_of(std::string_view column,
                               std::initializer_list<std::string_view> words) {
    const std::string& cell = raw(column);
    if (std::find(words.begin(), words.end(), cell) == words.end()) {
        std::string all;
        for (const std::string_view word : words)
            all += (all.empty() ? "" : ", ") + std::string{word};
        fault(column, "unknown word \"" + cell + "\"", "use one of: " + all);
    }
    return cell;
}

void TrialCells::fault(std::string_view column, std::string what, std::string hint) {
    faults_->add(ErrorCode::bad_input, place(*name_, row_, column), std::move(what),
                 std::move(hint));
}

TrialTable::TrialTable(std::string_view text, const std::string& folder, const std::string& file,
                       Faults& faults)
    : name_{folder + file} {
    auto table = read_table(text, name_, columns_of(file));
    if (!table) {
        faults.take(std::move(table).error());
        return;
    }
    table_ = *std::move(table);
}

void TrialTable::fault(std::size_t row, std::string_view column, std::string what, std::string hint,
                       Faults& faults) const {
    faults.add(ErrorCode::bad_input, place(name_, row, column), std::move(what), std::move(hint));
}

}  // namespace sinew::knowledge
