#include <sinew/care/bayes_rows.hpp>

namespace sinew::care {
namespace {

using effect::Columns;
using effect::RowCells;

/// False when the row cannot be used; what was missing is listed, what was wrong is already a fault.
bool keep(const RowCells& cells, BayesRows& made, const std::string& study) {
    const std::size_t row = cells.row() + 1;
    if (cells.sound()) {
        made.rows_used.push_back(row);
        return true;
    }
    if (!cells.missing().empty())
        made.rows_left_out.push_back({row, study, cells.missing(), "missing value"});
    return false;
}

std::string named(RowCells& cells, std::string_view column) {
    if (!cells.has(column)) cells.note_missing(column);
    return std::string{cells.text(column)};
}

void read_contrasts(const Columns& columns, BayesRows& made, Faults& faults) {
    for (std::size_t row = 0; row < columns.rows(); ++row) {
        RowCells cells{columns, row, faults};
        bayes::ContrastRow one{named(cells, "study"),
                               named(cells, "base"),
                               named(cells, "trt"),
                               cells.number("y"),
                               cells.above_zero("v", "a variance"),
                               {},
                               row + 1};
        if (columns.has("v_base")) one.v_base = cells.maybe("v_base");
        if (keep(cells, made, one.study)) made.contrasts.push_back(std::move(one));
    }
}

void read_arms(const Columns& columns, BayesRows& made, Faults& faults) {
    const std::string_view treatment = columns.has("treatment") ? "treatment" : "arm";
    std::vector<bayes::MeanArm> means;
    for (std::size_t row = 0; row < columns.rows(); ++row) {
        RowCells cells{columns, row, faults};
        const std::string study = named(cells, "study"), name = named(cells, treatment);
        if (made.kind == NetworkRows::event_arms) {
            const double events = cells.not_below_zero("events", "a count of events");
            const double n = cells.above_zero("n", "a size of group");
            if (keep(cells, made, study)) made.events.push_back({study, name, events, n, row + 1});
            continue;
        }
        const double n = cells.group_size("n"), mean = cells.number("mean");
        const double sd = cells.above_zero("sd", "a standard deviation");
        if (keep(cells, made, study)) means.push_back({study, name, mean, sd * sd / n, row + 1});
    }
    if (made.kind == NetworkRows::mean_arms) made.contrasts = bayes::contrasts_of(means);
}

}  // namespace

Checked<BayesRows> bayes_rows(const domain::StudyTable& table, const effect::Renames& renames) {
    Faults faults;
    const Columns columns{table, renames, faults};
    BayesRows made;
    const bool has_arms = columns.has("study") && (columns.has("treatment") || columns.has("arm"));
    if (columns.has_all({"study", "base", "trt", "y", "v"})) {
        read_contrasts(columns, made, faults);
    } else if (has_arms && columns.has_all({"events", "n"})) {
        made.kind = NetworkRows::event_arms;
        read_arms(columns, made, faults);
    } else if (has_arms && columns.has_all({"n", "mean", "sd"})) {
        made.kind = NetworkRows::mean_arms;
        read_arms(columns, made, faults);
    } else {
        faults.add(ErrorCode::bad_input, table.name, "the columns make no network",
                   "give study, base, trt, y, v (one row a contrast), or study, treatment with "
                   "events, n or with "
                   "n, mean, sd (one row an arm)");
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return made;
}

}  // namespace sinew::care
