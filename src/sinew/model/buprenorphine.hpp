// Buprenorphine in the body and at its receptor: a linear system of six compartments, moved on exactly.
//
// Exposure only: never a dose advice. The factor on doses of 16 mg and more is an artefact of the source model.
#pragma once

#include <sinew/knowledge/model_pack.hpp>
#include <sinew/model/parameters.hpp>
#include <sinew/numerics/matrix.hpp>

#include <array>

namespace sinew::model {

/// Typical values of the literature rows for one body. Rates per hour, volumes in L, clearances in L/h.
struct BuprenorphineKinetics {
    double ka = 0, k_fast = 0, k_slow = 0, k_tr = 0;
    double CL = 0, Q = 0, Vc = 0, Vp = 0;
    double F_SL = 0, f_fast = 0;
    double film_ka = 1, film_F = 1, high_dose_F = 1;
    double high_dose_mg =
        0;  ///< from this dose on the source model lowers the uptake by high_dose_F
};

/// @param weight_kg  30 to 250
/// @param bmi        10 to 80, kg/m2
/// @errors bad_input: the pack lacks a row; out_of_range: weight or BMI
[[nodiscard]] Result<BuprenorphineKinetics> kinetics_of(const knowledge::ModelPack& pack,
                                                        double weight_kg, double bmi);

/// Amounts, mg: under the tongue, depot fast, depot slow, depot transit, central, peripheral.
using Amounts = std::array<double, 6>;

/// Tablets and film differ in how fast and how much is taken up.
enum class Form : std::uint8_t { tablet, film };

class Buprenorphine {
public:
    /// @param step_h  length of `advance`, hours, above 0
    Buprenorphine(const BuprenorphineKinetics& kinetics, Form form, double step_h);

    void take_sublingual(double mg) noexcept;
    void take_depot(double mg) noexcept;
    void advance() noexcept;  ///< one step, exactly
    [[nodiscard]] double concentration_ng_ml() const noexcept;

private:
    BuprenorphineKinetics kinetics_;
    Form form_;
    numerics::Matrix step_;
    Amounts amounts_{};
};

/// Share of receptors occupied at a concentration. @source docs/methods/model.md (section 6.1)
[[nodiscard]] inline double occupancy(double ng_ml, const Parameters& p) noexcept {
    return p.B_E * ng_ml / (p.B_C + ng_ml);
}

}  // namespace sinew::model
