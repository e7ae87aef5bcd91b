// A researcher's table of doses as studies: the columns get their meaning, every fault its row.
#pragma once

#include <sinew/dose_response/contrasts.hpp>
#include <sinew/effect/columns.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sinew::care {

/// What the effects of a table are, by the designs of its studies.
enum class DoseMeasure : std::uint8_t { log_ratio, mean_difference, standardised_mean, given };

struct DoseLeftOut {
    std::size_t row = 0;  ///< from 1
    std::string study, column, reason;
};

struct DoseTable {
    std::vector<dose_response::DoseStudy> studies;  ///< in order of first row
    std::string unit;                               ///< empty: the table does not say
    DoseMeasure measure = DoseMeasure::given;
    std::vector<std::size_t> rows_used;
    std::vector<DoseLeftOut> rows_left_out;
    std::vector<std::string> warnings;
    std::string name;                                         ///< of the file
    std::map<std::string, std::string, std::less<>> classes;  ///< of each treatment that has one
};

/// Shape `dose` of the table contract: study, dose, ref, and yi with vi (or sei), counts or means; `type` says the design.
/// With `time_column` every study has its rows (and its reference) at each of its times, and each of those is a study of the
/// answer with its `time`. A column `treatment` names what each dose is of, `class` its class.
/// @errors every fault at once: no number, no or two reference rows, two dose units, two types in a study, ratios beside means,
///         cases above n, a negative variance
[[nodiscard]] Checked<DoseTable> dose_table_of(const domain::StudyTable& table,
                                               const effect::Renames& renames,
                                               const std::optional<std::string>& time_column = {});

/// The caution about minutes and MET-minutes when the unit is one of the two; empty otherwise.
[[nodiscard]] std::string unit_caution(const std::string& unit, double highest_dose);

}  // namespace sinew::care
