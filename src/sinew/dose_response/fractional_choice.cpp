#include <sinew/base/text.hpp>
#include <sinew/dose_response/curve_design.hpp>
#include <sinew/dose_response/fractional_choice.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/root.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace sinew::dose_response {
namespace {

/// -2 log likelihood with one variance component: tau2 times z z' of each study.
class SlopeLikelihood {
public:
    SlopeLikelihood(const std::vector<DesignBlock>& blocks, const std::vector<DesignBlock>& slope,
                    bool random)
        : blocks_{blocks}, slope_{slope}, random_{random} {
        double weight = 0;
        for (const DesignBlock& block : slope)
            weight += block.x.col(0).dot(block.s.llt().solve(block.x.col(0)));
        unit_ = static_cast<double>(slope.size()) / weight;
    }

    [[nodiscard]] double least() const {
        double best = at(0);
        if (!random_ || !std::isfinite(best)) return best;
        // The deviance may have more than one valley: a coarse walk first, then the lowest stretch.
        constexpr std::array<double, 9> kWalk{0, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100};
        std::size_t lowest = 0;
        for (std::size_t i = 1; i < kWalk.size(); ++i)
            if (const double here = at(kWalk[i]); here < best) {
                best = here;
                lowest = i;
            }
        const double low = kWalk[lowest == 0 ? 0 : lowest - 1];
        const double high = kWalk[std::min(lowest + 1, kWalk.size() - 1)];
        return std::min(
            best, numerics::minimum_between([&](double s) { return at(s); }, low, high).value);
    }

private:
    [[nodiscard]] double at(double size) const {
        std::vector<DesignBlock> wider = blocks_;
        double value = 0, rows = 0;
        for (std::size_t i = 0; i < wider.size(); ++i) {
            const Eigen::VectorXd z = slope_[i].x.col(0);
            wider[i].s += size * unit_ * z * z.transpose();
            const Eigen::LLT<Eigen::MatrixXd> root{wider[i].s};
            value += 2 * Eigen::MatrixXd{root.matrixL()}.diagonal().array().log().sum();
            value += wider[i].y.dot(root.solve(wider[i].y));
            rows += static_cast<double>(z.size());
        }
        if (wider.front().x.cols() > 0) {
            const LeastSquares fit = least_squares(wider);
            if (!fit.solved) return std::numeric_limits<double>::quiet_NaN();
            for (const DesignBlock& block : wider) {
                const Eigen::VectorXd fitted = block.x * fit.b;
                value -= fitted.dot(block.s.llt().solve(block.y));
            }
        }
        return value + rows * std::log(2 * std::numbers::pi);
    }

    const std::vector<DesignBlock>&blocks_, &slope_;
    bool random_;
    double unit_ = 1;
};

void sort_by_deviance(std::vector<FractionalCandidate>& list) {
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
        if (std::isnan(a.deviance) || std::isnan(b.deviance))
            return !std::isnan(a.deviance) && std::isnan(b.deviance);
        return a.deviance < b.deviance;
    });
}

Result<double> shift_for(std::span<const StudyContrasts> studies,
                         const FractionalSettings& settings) {
    std::vector<double> doses;
    for (const StudyContrasts& study : studies) {
        doses.push_back(study.reference_dose);
        doses.insert(doses.end(), study.doses.begin(), study.doses.end());
    }
    const double lowest = *std::min_element(doses.begin(), doses.end());
    if (!settings.shift) {
        if (lowest < 0)
            return fail(
                {ErrorCode::bad_input,
                 "a dose below zero (" + number_text(lowest) + ") has no logarithm and no root",
                 "column dose", "mend the dose, give --shift, or take another curve"});
        return usual_shift(doses);
    }
    if (!(lowest + *settings.shift > 0))
        return fail(
            {ErrorCode::bad_input,
             "the shift leaves a dose at or below zero (lowest dose " + number_text(lowest) + ")",
             "--shift", "give one above " + number_text(-lowest)});
    return *settings.shift;
}

}  // namespace

Result<FractionalChoice> choose_fractional(std::span<const StudyContrasts> studies,
                                           const FractionalSettings& settings) {
    std::size_t rows = 0;
    for (const StudyContrasts& study : studies) rows += study.effects.size();
    if (rows < 3)
        return fail({ErrorCode::bad_input, "fewer than three effects to choose powers from",
                     "--curve fp", "take --curve linear"});
    SINEW_TRY(const double shift, shift_for(studies, settings));
    FractionalChoice choice;
    choice.settings = settings;
    choice.settings.shift = shift;
    const auto slope = design_of(
        studies, [](double dose) { return std::vector{dose}; }, 1);
    const auto deviance = [&](const std::vector<double>& powers) {
        const CurveBasis basis{.kind = CurveKind::fractional, .powers = powers, .shift = shift};
        const auto design = design_of(
            studies, [&](double dose) { return basis.at(dose); }, powers.size());
        return SlopeLikelihood{design.blocks, slope.blocks, settings.random_slope}.least();
    };
    choice.null_deviance = deviance({});
    double straight = 0;
    for (const double power : kUsualPowers) {
        choice.first.push_back({{power}, deviance({power})});
        if (power == 1) straight = choice.first.back().deviance;
    }
    if (settings.second_degree)
        for (std::size_t i = 0; i < kUsualPowers.size(); ++i)
            for (std::size_t j = i; j < kUsualPowers.size(); ++j) {
                const std::vector<double> powers{kUsualPowers[i], kUsualPowers[j]};
                choice.second.push_back({powers, deviance(powers)});
            }
    sort_by_deviance(choice.first);
    sort_by_deviance(choice.second);
    const bool two = !choice.second.empty() && std::isfinite(choice.second.front().deviance);
    const FractionalCandidate& best = two ? choice.second.front() : choice.first.front();
    const auto reject = [&](const char* against, double simpler, std::size_t degrees) {
        const double difference = std::max(0.0, simpler - best.deviance);
        const double p = numerics::chi_squared_upper_tail(difference, static_cast<double>(degrees));
        choice.steps.push_back({against, difference, p, degrees});
        return p < settings.alpha;
    };
    choice.chosen = {.kind = CurveKind::fractional, .powers = {1}, .shift = shift};
    choice.dose_matters = reject("no effect of the dose", choice.null_deviance, two ? 4 : 2);
    if (choice.dose_matters && reject("a straight line", straight, two ? 3 : 1))
        choice.chosen.powers =
            two && !reject("the best single power", choice.first.front().deviance, 2)
                ? choice.first.front().powers
                : best.powers;
    return choice;
}

}  // namespace sinew::dose_response
