#include <sinew/model/buprenorphine.hpp>
#include <sinew/numerics/matrix_exponential.hpp>

#include <cmath>
#include <string>

namespace sinew::model {
namespace {

enum Compartment : std::size_t { tongue, depot_fast, depot_slow, transit, central, peripheral };

}  // namespace

Result<BuprenorphineKinetics> kinetics_of(const knowledge::ModelPack& pack, double weight_kg,
                                          double bmi) {
    if (!(weight_kg >= 30 && weight_kg <= 250))
        return fail({ErrorCode::out_of_range, "a weight of no adult", "weight",
                     "give kilograms from 30 to 250"});
    if (!(bmi >= 10 && bmi <= 80))
        return fail(
            {ErrorCode::out_of_range, "no body mass index", "bmi", "give kg/m2 from 10 to 80"});
    std::string missing;
    const auto value = [&](std::string_view symbol) {
        for (const auto& row : pack.literature)
            if (row.symbol == symbol) return row.value;
        missing = symbol;
        return 0.0;
    };
    const double weight = weight_kg / value("WT_ref"), mass = bmi / value("BMI_ref");
    const double clearing = std::pow(weight, value("theta_WT_CL"));
    const double volume = std::pow(weight, value("theta_WT_V"));
    BuprenorphineKinetics k;
    k.CL = value("CL/F") * clearing * std::pow(mass, value("theta_BMI_CL"));
    k.Q = value("Q/F") * clearing;
    k.Vc = value("Vc/F") * volume;
    k.Vp = value("Vp/F") * volume;
    k.ka = value("ka_SL");
    k.F_SL = value("F_SL");
    k.film_ka = value("x_film_ka");
    k.film_F = value("x_film_F");
    k.high_dose_F = value("x_16mg_F");
    k.high_dose_mg = value("dose_high");
    k.f_fast = value("f_fast");
    k.k_fast = value("k_fast") * std::pow(mass, value("theta_BMI_kfast"));
    k.k_slow = value("k_slow");
    k.k_tr = value("k_tr");
    if (!missing.empty())
        return fail({ErrorCode::bad_input, "the row of " + missing + " is missing",
                     "model/parameters.csv", "add it"});
    return k;
}

Buprenorphine::Buprenorphine(const BuprenorphineKinetics& kinetics, Form form, double step_h)
    : kinetics_{kinetics}, form_{form} {
    const double ka = kinetics.ka * (form == Form::film ? kinetics.film_ka : 1);
    numerics::Matrix rates{6, 6};
    rates.at(tongue, tongue) = -ka;
    rates.at(depot_fast, depot_fast) = -kinetics.k_fast;
    rates.at(depot_slow, depot_slow) = -kinetics.k_slow;
    rates.at(transit, depot_slow) = kinetics.k_slow;
    rates.at(transit, transit) = -kinetics.k_tr;
    rates.at(central, tongue) = ka;
    rates.at(central, depot_fast) = kinetics.k_fast;
    rates.at(central, transit) = kinetics.k_tr;
    rates.at(central, central) = -(kinetics.CL + kinetics.Q) / kinetics.Vc;
    rates.at(central, peripheral) = kinetics.Q / kinetics.Vp;
    rates.at(peripheral, central) = kinetics.Q / kinetics.Vc;
    rates.at(peripheral, peripheral) = -kinetics.Q / kinetics.Vp;
    for (double& rate : rates.values) rate *= step_h;
    step_ = numerics::exponential_of(rates);
}

void Buprenorphine::take_sublingual(double mg) noexcept {
    amounts_[tongue] += mg * kinetics_.F_SL * (form_ == Form::film ? kinetics_.film_F : 1) *
                        (mg >= kinetics_.high_dose_mg ? kinetics_.high_dose_F : 1);
}

void Buprenorphine::take_depot(double mg) noexcept {
    amounts_[depot_fast] += mg * kinetics_.f_fast;
    amounts_[depot_slow] += mg * (1 - kinetics_.f_fast);
}

void Buprenorphine::advance() noexcept {
    Amounts next{};
    for (std::size_t row = 0; row < next.size(); ++row)
        for (std::size_t column = 0; column < next.size(); ++column)
            next[row] += step_.at(row, column) * amounts_[column];
    amounts_ = next;
}

double Buprenorphine::concentration_ng_ml() const noexcept {
    return 1000 * amounts_[central] / kinetics_.Vc;
}

}  // namespace sinew::model
