#include <sinew/ensemble/full_ensemble.hpp>
#include <sinew/numerics/matrix_exponential.hpp>

#include <array>

namespace sinew::ensemble {
namespace {

/// Panels of a day, hours: short while the first of a tablet is taken up and occupancy climbs.
constexpr std::array kPanels{0.0, 1.0 / 6, 2.0 / 3, 2.5, 8.0, 24.0};
constexpr double kHours = kPanels.back();
/// Gauss-Legendre points and weights of [-1, 1] (recalled; a wrong one would show against the solved system).
constexpr std::array kPoint{-0.9061798459386640, -0.5384693101056831, 0.0, 0.5384693101056831,
                            0.9061798459386640};
constexpr std::array kWeight{0.2369268850561891, 0.4786286704993665, 0.5688888888888889,
                             0.4786286704993665, 0.2369268850561891};

/// Under the tongue, central, peripheral, mg.
using Amounts = std::array<double, 3>;

numerics::Matrix moved_by(const model::BuprenorphineKinetics& k, double hours) {
    numerics::Matrix rates{3, 3};
    rates.at(0, 0) = -k.ka * hours;
    rates.at(1, 0) = k.ka * hours;
    rates.at(1, 1) = -(k.CL + k.Q) / k.Vc * hours;
    rates.at(1, 2) = k.Q / k.Vp * hours;
    rates.at(2, 1) = k.Q / k.Vc * hours;
    rates.at(2, 2) = -k.Q / k.Vp * hours;
    return numerics::exponential_of(rates);
}
double row_of_product(const numerics::Matrix& m, std::size_t row, const Amounts& x) {
    return m.at(row, 0) * x[0] + m.at(row, 1) * x[1] + m.at(row, 2) * x[2];
}

}  // namespace

MedicationCourse medication_course(const model::BuprenorphineKinetics& kinetics, double mg,
                                   std::size_t days) {
    MedicationCourse made;
    std::vector<numerics::Matrix> to_look;
    for (std::size_t panel = 0; panel + 1 < kPanels.size(); ++panel) {
        const double half = (kPanels[panel + 1] - kPanels[panel]) / 2;
        for (std::size_t i = 0; i < kPoint.size(); ++i) {
            made.shares.push_back(half * kWeight[i] / kHours);
            to_look.push_back(moved_by(kinetics, kPanels[panel] + half * (1 + kPoint[i])));
        }
    }
    const numerics::Matrix whole = moved_by(kinetics, kHours);
    const double taken =
        mg * kinetics.F_SL * (mg >= kinetics.high_dose_mg ? kinetics.high_dose_F : 1);
    const double per_volume = 1000 / kinetics.Vc;
    Amounts x{};
    for (std::size_t day = 0; day < days; ++day) {
        x[0] += taken;
        for (const numerics::Matrix& look : to_look)
            made.concentrations.push_back(per_volume * row_of_product(look, 1, x));
        x = {row_of_product(whole, 0, x), row_of_product(whole, 1, x), row_of_product(whole, 2, x)};
        made.at_end.push_back(per_volume * x[1]);
    }
    return made;
}

}  // namespace sinew::ensemble
