#include <sinew/base/text.hpp>
#include <sinew/care/dose_table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

namespace sinew::care {
namespace {

using dose_response::Design;
using dose_response::DoseLevel;
using dose_response::DoseStudy;

std::optional<Design> design_named(std::string_view name) {
    if (name == "cc") return Design::case_control;
    if (name == "ci") return Design::cumulative_incidence;
    if (name == "ir") return Design::incidence_rate;
    if (name == "md") return Design::mean_difference;
    if (name == "smd") return Design::standardised_mean;
    return {};
}

DoseMeasure measure_of(Design design) {
    switch (design) {
        case Design::case_control:
        case Design::cumulative_incidence:
        case Design::incidence_rate: return DoseMeasure::log_ratio;
        case Design::mean_difference: return DoseMeasure::mean_difference;
        case Design::standardised_mean: return DoseMeasure::standardised_mean;
        case Design::given: return DoseMeasure::given;
    }
    return DoseMeasure::given;
}

/// The time of measurement among the names of columns.
const std::string kTime = "time_of_measurement";

class DoseTableReader {
public:
    DoseTableReader(const domain::StudyTable& table, effect::Renames renames,
                    const std::optional<std::string>& time_column)
        : timed_{time_column.has_value()},
          columns_{table, with_time(std::move(renames), time_column), faults_} {
        made_.name = table.name;
    }

    Checked<DoseTable> read() {
        if (!needed_columns()) return tl::make_unexpected(std::move(faults_));
        for (std::size_t row = 0; row < columns_.rows(); ++row) read_row(row);
        check_units();
        check_studies();
        if (faults_.none() && made_.studies.empty())
            faults_.add(ErrorCode::bad_input, made_.name, "no study is left",
                        "see which rows were left out and why");
        if (!faults_.none()) return tl::make_unexpected(std::move(faults_));
        return std::move(made_);
    }

private:
    /// The column of times goes by a name of its own: `time` is person-time here.
    static effect::Renames with_time(effect::Renames renames,
                                     const std::optional<std::string>& column) {
        if (column) renames[kTime] = *column;
        return renames;
    }

    bool needed_columns() {
        for (const char* column : {"study", "dose", "ref"})
            if (!columns_.has(column))
                faults_.add(ErrorCode::bad_input, made_.name, fmt::format("no column {}", column),
                            fmt::format("a table of doses has study, dose and ref (1 on the "
                                        "reference row of each study); rename yours with --{} "
                                        "YOUR_NAME",
                                        column));
        const bool effects = columns_.has("yi") && (columns_.has("vi") || columns_.has("sei"));
        const bool counts = columns_.has("cases") && (columns_.has("n") || columns_.has("time"));
        const bool means = columns_.has_all({"n", "mean", "sd"});
        if (!effects && !counts && !means)
            faults_.add(ErrorCode::bad_input, made_.name, "no effects, counts or means",
                        "give yi and vi, or cases and n (time for rates), or n, mean and sd");
        return faults_.none();
    }

    /// The design of a row; the first row of a study decides, the others must agree.
    Design design_at(std::size_t row, effect::RowCells& cells) {
        const std::string_view type = columns_.text(row, "type");
        if (!type.empty()) {
            const auto design = design_named(type);
            if (!design)
                cells.fault("type", ErrorCode::bad_input, fmt::format("unknown type \"{}\"", type),
                            "one of cc (case-control), ci (cumulative incidence), ir (rates), md, "
                            "smd");
            return design.value_or(Design::given);
        }
        if (columns_.has_all({"mean", "sd"}) && !columns_.has("yi")) return Design::mean_difference;
        if (columns_.has_all({"cases", "time"})) return Design::incidence_rate;
        if (columns_.has("cases") && !columns_.has("yi"))
            cells.fault("type", ErrorCode::bad_input, "the type of the study is not told",
                        "write cc for case-control studies or ci for cohorts in a column type");
        return Design::given;
    }

    void leave_out(std::size_t row, std::string_view column, std::string reason) {
        made_.rows_left_out.push_back({row + 1, std::string{columns_.text(row, "study")},
                                       std::string{columns_.own_name(column)}, std::move(reason)});
    }

    void read_row(std::size_t row) {
        effect::RowCells cells{columns_, row, faults_};
        const std::string study{columns_.text(row, "study")};
        if (study.empty()) return leave_out(row, "study", "missing");
        const auto dose = cells.maybe("dose");
        if (columns_.text(row, "dose").empty()) return leave_out(row, "dose", "missing");
        DoseLevel level{.dose = dose.value_or(0), .row = row + 1};
        const auto reference = cells.maybe("ref");
        if (reference && *reference != 0 && *reference != 1)
            cells.fault("ref", ErrorCode::bad_input, "ref is neither 0 nor 1",
                        "write 1 on the reference row of each study, 0 on the others");
        level.reference = reference.value_or(0) == 1;
        const Design design = design_at(row, cells);
        if (!level.reference || !columns_.text(row, "yi").empty()) level.effect = cells.maybe("yi");
        level.variance = cells.maybe("vi");
        if (!columns_.has("vi"))
            if (const auto se = cells.maybe("sei")) {
                if (*se < 0)
                    cells.fault("sei", ErrorCode::out_of_range, "a standard error below 0",
                                "mend the value");
                level.variance = *se * *se;
            }
        if (level.reference) level.variance.reset();
        level.cases = cells.maybe("cases");
        level.total = design == Design::incidence_rate && columns_.has("time") ? cells.maybe("time")
                                                                               : cells.maybe("n");
        level.agent = std::string{columns_.text(row, "treatment")};
        if (const std::string_view group = columns_.text(row, "class"); !group.empty())
            made_.classes.try_emplace(level.agent, group);
        std::optional<double> time;
        if (timed_) {
            time = cells.maybe(kTime);
            if (columns_.text(row, kTime).empty()) return leave_out(row, kTime, "missing");
            if (time && *time < 0)
                cells.fault(kTime, ErrorCode::out_of_range, "a time below 0",
                            "count the time from the start");
        }
        level.mean = cells.maybe("mean");
        level.sd = cells.maybe("sd");
        if (cells.faulty()) return;
        units_.try_emplace(std::string{columns_.text(row, "dose_unit")}, row);
        if (missing_value(row, level, design)) return;
        place(study, time, row, design, std::move(level), cells);
    }

    /// A row without what its study counts with is left out and listed; a reference is needed and faulted later.
    bool missing_value(std::size_t row, const DoseLevel& level, Design design) {
        const bool means = design == Design::mean_difference || design == Design::standardised_mean;
        if (means) {
            for (const auto& [value, column] :
                 {std::pair{level.total, "n"}, {level.mean, "mean"}, {level.sd, "sd"}})
                if (!value && !level.reference) {
                    leave_out(row, column, "missing");
                    return true;
                }
            return false;
        }
        if (level.reference || (!columns_.has("yi") && level.cases && level.total)) return false;
        if (columns_.has("yi") && (!level.effect || !level.variance)) {
            // Counts alone are an answer when no row of the table has an effect; else the cell is missing.
            if (!level.effect && !level.variance && level.cases && level.total) return false;
            leave_out(row, level.effect ? (columns_.has("vi") ? "vi" : "sei") : "yi", "missing");
            return true;
        }
        if (!columns_.has("yi")) {
            leave_out(row, level.cases ? "n" : "cases", "missing");
            return true;
        }
        return false;
    }

    void place(const std::string& name, std::optional<double> time, std::size_t row, Design design,
               DoseLevel level, effect::RowCells& cells) {
        const auto [found, fresh] =
            places_.try_emplace({name, time.value_or(0)}, made_.studies.size());
        if (fresh) {
            DoseStudy study;
            study.name = name;
            study.design = design;
            study.time = time;
            made_.studies.push_back(std::move(study));
        }
        DoseStudy& study = made_.studies[found->second];
        if (study.design != design)
            cells.fault("type", ErrorCode::conflict, "two types in study " + name,
                        "a study has one type on all its rows");
        study.levels.push_back(std::move(level));
        made_.rows_used.push_back(row + 1);
    }

    void check_units() {
        if (!columns_.has("dose_unit")) {
            made_.warnings.push_back(
                "the table has no column dose_unit: nothing shows that its doses have one unit");
            return;
        }
        if (units_.size() > 1) {
            std::string list;
            for (const auto& [unit, row] : units_)
                list += fmt::format("{}\"{}\" (row {})", list.empty() ? "" : ", ", unit, row + 1);
            faults_.add(ErrorCode::conflict,
                        made_.name + ":" + std::string{columns_.own_name("dose_unit")},
                        "more than one unit of dose: " + list,
                        "bring all doses to one unit first; 180 minutes are 540 to 1080 "
                        "MET-minutes at 3 to 6 METs, never 180");
        } else if (!units_.empty()) {
            made_.unit = units_.begin()->first;
        }
    }

    void check_studies() {
        std::optional<DoseMeasure> first;
        for (const DoseStudy& study : made_.studies) {
            const DoseMeasure measure = measure_of(study.design);
            if (first && *first != measure)
                faults_.add(ErrorCode::conflict, made_.name + ": study " + study.name,
                            "ratios, mean differences and standardised differences stand in one "
                            "table",
                            "a curve has one kind of effect: split the table");
            first = first.value_or(measure);
        }
        made_.measure = first.value_or(DoseMeasure::given);
        std::vector<DoseStudy> kept;
        for (DoseStudy& study : made_.studies) {
            const auto others = std::count_if(study.levels.begin(), study.levels.end(),
                                              [](const DoseLevel& one) { return !one.reference; });
            const bool lost =
                std::any_of(made_.rows_left_out.begin(), made_.rows_left_out.end(),
                            [&](const DoseLeftOut& left) { return left.study == study.name; });
            if (others == 0 && lost) {  // only its reference is left: said, not refused
                made_.warnings.push_back("study " + study.name +
                                         " has no dose left beside its reference and is left out");
                for (const DoseLevel& level : study.levels) std::erase(made_.rows_used, level.row);
                continue;
            }
            kept.push_back(std::move(study));
        }
        made_.studies = std::move(kept);
    }

    Faults faults_;
    bool timed_;
    effect::Columns columns_;
    DoseTable made_;
    std::map<std::pair<std::string, double>, std::size_t> places_;
    std::map<std::string, std::size_t> units_;
};

std::string in_lower_case(std::string text) {
    for (char& letter : text)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return text;
}

}  // namespace

Checked<DoseTable> dose_table_of(const domain::StudyTable& table, const effect::Renames& renames,
                                 const std::optional<std::string>& time_column) {
    return DoseTableReader{table, renames, time_column}.read();
}

std::string unit_caution(const std::string& unit, double highest_dose) {
    const std::string lower = in_lower_case(unit);
    const bool met = lower.find("met") != std::string::npos;
    const bool minutes = lower.find("min") != std::string::npos;
    if (!met && !minutes) return {};
    const std::string which =
        met ? fmt::format(
                  "The doses are told as {} and reach {}: make sure that they are minutes "
                  "times METs and not bare minutes.",
                  unit, fmt::format("{:.5g}", highest_dose))
            : fmt::format(
                  "The doses are told as {} and reach {}: make sure that none of them are "
                  "MET-minutes.",
                  unit, fmt::format("{:.5g}", highest_dose));
    return "UNIT CHECK. " + which +
           " The published optimum of \"180 MET-min/week\" for craving is glossed there as three "
           "sessions of 60 minutes, which are 180 minutes or 540 to 1080 MET-minutes at 3 to 6 "
           "METs; an optimum read off this curve holds in this table's unit only.";
}

}  // namespace sinew::care
