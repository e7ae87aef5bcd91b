#include <sinew/care/proof_use.hpp>
#include <sinew/model/observation.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::care {
namespace {

using knowledge::CheckMeasure;
using knowledge::FaceCheck;

/// One quantity along a course, rising in time.
struct Series {
    std::vector<double> at, value;
};

Error missing(const FaceCheck& check, const std::string& what) {
    return {ErrorCode::not_found, "there is no " + what, "model/checks.csv:" + check.id,
            "name a course of courses.json and one of its quantities"};
}

/// Every day of a course, or every minute of a bout.
Scenario in_full(Scenario scenario) {
    if (auto* course = std::get_if<model::SlowScenario>(&scenario)) {
        course->out_days.clear();
        for (int day = 0; day <= course->days; ++day) course->out_days.push_back(day);
    } else {
        auto& bout = std::get<model::BoutScenario>(scenario);
        const double last = bout.out_minutes.empty() ? 0 : bout.out_minutes.back();
        bout.out_minutes.clear();
        for (double minute = 0; minute <= last; ++minute) bout.out_minutes.push_back(minute);
    }
    return scenario;
}

Series series_of(const std::vector<model::Quantity>& quantities, std::string_view name) {
    Series series;
    for (const model::Quantity& one : quantities)
        if (one.name == name) {
            series.at.push_back(one.at);
            series.value.push_back(one.value);
        }
    return series;
}

/// What an instrument is expected to show along a course.
Result<Series> observed(const std::vector<model::Quantity>& quantities,
                        const knowledge::ObservationSpec& spec, const model::Parameters& p) {
    SINEW_TRY(const auto instrument, model::ObservationModel::bind(spec));
    Series series;
    std::vector<model::SlowState> states;
    for (const model::Quantity& one : quantities) {
        const auto member = model::state_named(one.name);
        if (member == nullptr) continue;
        if (series.at.empty() || series.at.back() != one.at) {
            series.at.push_back(one.at);
            states.emplace_back();
        }
        states.back().*member = one.value;
    }
    for (const model::SlowState& x : states)
        series.value.push_back(instrument.expected(x, states.front(), p));
    return series;
}

double value_at(const Series& series, double at) {
    const auto found = std::lower_bound(series.at.begin(), series.at.end(), at);
    return found == series.at.end()
               ? std::nan("")
               : series.value[static_cast<std::size_t>(found - series.at.begin())];
}

double half_time(const Series& series, double from, double to) {
    const double first = value_at(series, from), middle = (first + value_at(series, to)) / 2;
    for (std::size_t i = 1; i < series.at.size(); ++i) {
        const double before = series.value[i - 1] - middle, now = series.value[i] - middle;
        if (series.at[i] <= from || (before < 0) == (now < 0)) continue;
        return series.at[i - 1] + (series.at[i] - series.at[i - 1]) * before / (before - now) -
               from;
    }
    return std::nan("");
}

double measured(const FaceCheck& check, const Series& series) {
    switch (check.measure) {
        case CheckMeasure::value: return value_at(series, check.at);
        case CheckMeasure::ratio: return value_at(series, check.at) / value_at(series, check.from);
        case CheckMeasure::half_time: return half_time(series, check.from, check.at);
        case CheckMeasure::peak_at:
        case CheckMeasure::span: break;
    }
    double highest = -HUGE_VAL, lowest = HUGE_VAL, when = 0;
    for (std::size_t i = 0; i < series.at.size(); ++i) {
        if (series.at[i] < check.from || series.at[i] > check.at) continue;
        if (series.value[i] > highest) {
            highest = series.value[i];
            when = series.at[i];
        }
        lowest = std::min(lowest, series.value[i]);
    }
    return check.measure == CheckMeasure::span ? highest - lowest : when;
}

}  // namespace

Result<std::vector<CheckAnswer>> face_checks(
    const std::vector<FaceCheck>& checks, const std::map<std::string, Scenario>& courses,
    const std::vector<knowledge::ObservationSpec>& instruments, const knowledge::ModelPack& pack) {
    std::map<std::string, std::vector<model::Quantity>> run;
    std::vector<CheckAnswer> answers;
    for (const FaceCheck& check : checks) {
        const auto course = courses.find(check.course);
        if (course == courses.end()) return fail(missing(check, "course " + check.course));
        if (!run.contains(check.course)) {
            SINEW_TRY(run[check.course], answer(in_full(course->second), pack));
        }
        const auto& quantities = run[check.course];
        const auto instrument =
            std::find_if(instruments.begin(), instruments.end(),
                         [&](const auto& spec) { return spec.id == check.quantity; });
        Series series = series_of(quantities, check.quantity);
        if (instrument != instruments.end()) {
            SINEW_TRY(const model::Parameters p, model::parameters_of(pack));
            SINEW_TRY(series, observed(quantities, *instrument, p));
        }
        if (series.at.empty()) return fail(missing(check, "quantity " + check.quantity));
        const double value = measured(check, series);
        const bool fits = value >= check.low && value <= check.high;
        const CheckOutcome outcome = fits != check.known_to_fail
                                         ? (fits ? CheckOutcome::pass : CheckOutcome::known_fail)
                                         : CheckOutcome::fail;
        answers.push_back({&check, value, outcome});
    }
    return answers;
}

}  // namespace sinew::care
