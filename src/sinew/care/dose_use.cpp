#include <sinew/base/refused.hpp>
#include <sinew/base/text.hpp>
#include <sinew/care/dose_use.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::care {
namespace {

using dose_response::CurveBasis;
using dose_response::CurveFit;
using dose_response::CurveKind;
using dose_response::EmaxFit;

constexpr std::size_t kLinePlaces = 101;  ///< of the picture
constexpr int kToldPlaces = 7;            ///< steps of the table when --at is not given

/// A round step that covers the span in at most `steps` steps: 1, 2 or 5 times a power of ten.
double round_step(double span, int steps) {
    const double raw = span / steps;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double times : {1.0, 2.0, 5.0, 10.0})
        if (times * power >= raw * (1 - 1e-9)) return times * power;
    return 10 * power;
}

Result<CurveBasis> basis_of(DoseAnswer& answer) {
    const DoseQuestion& question = answer.question;
    if (question.curve != DoseCurve::fractional || !question.powers.empty())
        return asked_basis(question, answer.doses);
    dose_response::FractionalSettings how;
    how.shift = question.shift;
    how.random_slope = question.fit.between != dose_response::Between::common;
    SINEW_TRY(answer.choice, dose_response::choose_fractional(answer.studies, how));
    if (answer.choice->chosen.powers == std::vector<double>{1}) return CurveBasis{};
    return answer.choice->chosen;
}

std::vector<DosePlace> places_on(const DoseAnswer& answer, const std::vector<double>& doses) {
    std::vector<DosePlace> places;
    if (const auto* curve = std::get_if<CurveFit>(&answer.fit)) {
        const bool spread = curve->settings.between != dose_response::Between::common;
        for (const auto& point : dose_response::predict_curve(*curve, doses, answer.reference)) {
            DosePlace place{point.dose, point.effect, point.se, point.ci_lb, point.ci_ub, {}, {}};
            if (spread) {
                place.pi_lb = point.pi_lb;
                place.pi_ub = point.pi_ub;
            }
            places.push_back(place);
        }
    } else {
        for (const auto& point :
             dose_response::predict_emax(std::get<EmaxFit>(answer.fit), doses, answer.reference))
            places.push_back(
                {point.dose, point.effect, point.se, point.ci_lb, point.ci_ub, {}, {}});
    }
    return places;
}

void tell_places(DoseAnswer& answer) {
    std::vector<double> told = answer.question.at;
    if (told.empty()) {
        const double step = round_step(answer.highest - answer.lowest, kToldPlaces);
        for (double dose = std::ceil(answer.lowest / step) * step;
             dose <= answer.highest * (1 + 1e-12); dose += step)
            told.push_back(std::abs(dose) < step * 1e-9 ? 0 : dose);
    }
    answer.places = places_on(answer, told);
    std::vector<double> fine;
    for (std::size_t i = 0; i < kLinePlaces; ++i)
        fine.push_back(answer.lowest + (answer.highest - answer.lowest) * static_cast<double>(i) /
                                           static_cast<double>(kLinePlaces - 1));
    answer.line = places_on(answer, fine);
    for (const auto& study : answer.studies) {
        const double moved = places_on(answer, {study.reference_dose})[0].effect;
        for (std::size_t i = 0; i < study.doses.size(); ++i)
            answer.points.push_back(
                {study.name, study.doses[i], study.effects[i] + moved, study.covariance.at(i, i)});
    }
    for (const DosePlace& place : answer.places)
        if (place.dose < answer.lowest || place.dose > answer.highest)
            answer.warnings.push_back(
                fmt::format("dose {:.5g} lies outside the doses seen ({:.5g} to {:.5g}): the curve "
                            "is drawn out "
                            "beyond its studies",
                            place.dose, answer.lowest, answer.highest));
}

/// Whether the curve's terms exist at every dose it will be asked for.
Result<bool> checked_places(const DoseAnswer& answer, const CurveBasis& basis) {
    if (basis.kind != CurveKind::fractional) return true;
    std::vector<double> asked = answer.question.at;
    asked.push_back(answer.reference);
    for (const double dose : asked)
        if (!(dose + basis.shift > 0))
            return fail({ErrorCode::bad_input,
                         "the curve is not defined at dose " + number_text(dose),
                         dose == answer.reference ? "--reference" : "--at",
                         "give a dose above " + number_text(-basis.shift)});
    return true;
}

}  // namespace

Result<CurveBasis> asked_basis(const DoseQuestion& question, std::span<const double> doses) {
    CurveBasis basis;
    switch (question.curve) {
        case DoseCurve::linear:
        case DoseCurve::emax: return basis;
        case DoseCurve::quadratic: basis.kind = CurveKind::quadratic; return basis;
        case DoseCurve::piecewise:
            basis.kind = CurveKind::piecewise;
            basis.knots = question.knots;
            return basis;
        case DoseCurve::spline:
            basis.kind = CurveKind::spline;
            basis.knots = question.knots;
            if (basis.knots.empty()) {
                SINEW_TRY(basis.knots,
                          dose_response::knots_at(
                              doses, dose_response::knot_percentiles(question.knot_count)));
            }
            return basis;
        case DoseCurve::fractional:
            if (question.powers.empty())
                return fail({ErrorCode::bad_input, "no powers are named", "--powers",
                             "name one or two, such as --powers 0.5"});
            basis.kind = CurveKind::fractional;
            basis.powers = question.powers;
            std::sort(basis.powers.begin(), basis.powers.end());
            basis.shift = question.shift.value_or(dose_response::usual_shift(doses));
            return basis;
    }
    return basis;
}

Checked<DoseAnswer> dose_answer(const domain::StudyTable& table, const DoseQuestion& question) {
    DoseAnswer answer;
    answer.question = question;
    SINEW_TRY(answer.table, dose_table_of(table, question.renames));
    Faults faults;
    for (auto& study : answer.table.studies)  // one curve: what the doses are of does not matter
        for (auto& level : study.levels) level.agent.clear();
    for (const auto& study : answer.table.studies) {
        auto contrasts = dose_response::contrasts_of(study, question.contrasts);
        if (!contrasts) {
            Error error = std::move(contrasts).error();
            error.where = answer.table.name + ": " + error.where;
            faults.add(std::move(error));
            continue;
        }
        answer.doses.push_back(contrasts->reference_dose);
        answer.doses.insert(answer.doses.end(), contrasts->doses.begin(), contrasts->doses.end());
        answer.studies.push_back(*std::move(contrasts));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    const auto [low, high] = std::minmax_element(answer.doses.begin(), answer.doses.end());
    answer.lowest = *low;
    answer.highest = *high;
    double lowest_reference = answer.studies.front().reference_dose;
    for (const auto& study : answer.studies)
        lowest_reference = std::min(lowest_reference, study.reference_dose);
    answer.reference = question.reference.value_or(lowest_reference);
    answer.warnings = answer.table.warnings;
    if (const std::string caution = unit_caution(answer.table.unit, answer.highest);
        !caution.empty())
        answer.warnings.insert(answer.warnings.begin(), caution);

    if (question.curve == DoseCurve::emax) {
        dose_response::EmaxSettings how;
        how.random_maximum = question.fit.between != dose_response::Between::common;
        how.level = question.fit.level;
        auto fit = dose_response::fit_emax(answer.studies, how);
        if (!fit) return refused(std::move(fit).error());
        if (!fit->words.empty()) answer.warnings.push_back(fit->words);
        answer.fit = *std::move(fit);
    } else {
        auto basis = basis_of(answer);
        if (!basis) return refused(std::move(basis).error());
        if (auto good = checked_places(answer, *basis); !good)
            return refused(std::move(good).error());
        auto fit = dose_response::fit_curve(answer.studies, *basis, question.fit);
        if (!fit) return refused(std::move(fit).error());
        answer.warnings.insert(answer.warnings.end(), fit->warnings.begin(), fit->warnings.end());
        answer.fit = *std::move(fit);
    }
    if (question.contrasts.method == dose_response::CovarianceMethod::independent)
        answer.warnings.push_back(
            "covariances of effects that share a reference were taken as zero (--cov-method "
            "independent): standard errors of slopes are then wrong, most often too small");
    tell_places(answer);
    return answer;
}

}  // namespace sinew::care
