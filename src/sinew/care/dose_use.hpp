// The dose use case: a table of doses in, a curve with everything that is told about it out.
#pragma once

#include <sinew/care/dose_table.hpp>
#include <sinew/dose_response/curve_fit.hpp>
#include <sinew/dose_response/emax_curve.hpp>
#include <sinew/dose_response/fractional_choice.hpp>

#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace sinew::care {

enum class DoseCurve : std::uint8_t { linear, quadratic, spline, fractional, piecewise, emax };

struct DoseQuestion {
    effect::Renames renames;
    DoseCurve curve = DoseCurve::linear;
    std::vector<double> knots;    ///< doses; empty: at percentiles
    std::size_t knot_count = 3;   ///< of a spline at percentiles
    std::vector<double> powers;   ///< fractional; empty: chosen by deviance
    std::optional<double> shift;  ///< fractional
    dose_response::CurveSettings fit;
    dose_response::ContrastSettings contrasts;
    std::optional<double> reference;  ///< nothing: the lowest reference dose of the studies
    std::vector<double> at;           ///< nothing: eight round places over the doses seen
};

/// A place of the curve as it is told and drawn.
struct DosePlace {
    double dose = 0, effect = 0, se = 0, ci_lb = 0, ci_ub = 0;
    std::optional<double> pi_lb, pi_ub;
};

/// An effect of a study, moved by the curve to the reference of the answer.
struct DosePoint {
    std::string study;
    double dose = 0, effect = 0, variance = 0;
};

struct DoseAnswer {
    DoseTable table;
    DoseQuestion question;
    std::vector<dose_response::StudyContrasts> studies;
    std::variant<dose_response::CurveFit, dose_response::EmaxFit> fit;
    std::optional<dose_response::FractionalChoice> choice;
    double reference = 0, lowest = 0, highest = 0;
    std::vector<DosePlace> places;  ///< at `at`
    std::vector<DosePlace> line;    ///< close together, for the picture
    std::vector<DosePoint> points;
    std::vector<double> doses;  ///< every dose of the table, references too
    std::vector<std::string> warnings;
};

/// The terms of the curve that was asked for, with knots and shift from the doses where the question leaves them open.
/// @errors bad_input: fractional powers that are not named; knots that fall together
[[nodiscard]] Result<dose_response::CurveBasis> asked_basis(const DoseQuestion& question,
                                                            std::span<const double> doses);

/// @errors every fault of the table, of a study, of the curve
[[nodiscard]] Checked<DoseAnswer> dose_answer(const domain::StudyTable& table,
                                              const DoseQuestion& question);

}  // namespace sinew::care
