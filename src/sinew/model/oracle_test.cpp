// What we solve ourselves against CVODE, which shares no line with us: slow layer, minutes round a bout, drug in the body.
#include <gtest/gtest.h>
#include <sinew/model/buprenorphine.hpp>
#include <sinew/model/continuous_day.hpp>
#include <sinew/model/fast_layer.hpp>
#include <sinew/model/oracle_bout.hpp>
#include <sinew/model/oracle_day.hpp>

#include <cmath>

namespace sinew::model {
namespace {

const knowledge::ModelPack& pack() {
    static const auto loaded = knowledge::load_model_pack(knowledge::PackSource::embedded());
    return *loaded;
}
Parameters opioid() { return chosen_for(*parameters_of(pack()), DrugClass::opioid, Sex::M); }

TEST(Oracle, agrees_with_our_own_continuous_solution_by_both_families) {
    const Parameters p = opioid();
    for (const auto family : {numerics::MultistepFamily::adams, numerics::MultistepFamily::bdf}) {
        auto oracle = Oracle::make({family, 1e-13, 1e-15});
        ASSERT_TRUE(oracle) << to_line(oracle.error());
        SlowState ours, theirs;
        for (int n = 0; n < 28; ++n) {
            DayInputs day;
            const Segment hard{Modality::A, 60, 0.9, 1, {}}, lift{Modality::R, 40, 0.65, 1, {}};
            if (n % 3 != 2) take_sessions(day, std::span{n % 2 == 0 ? &hard : &lift, 1}, p);
            if (n == 12) day.E_x = 0.8;  // the gap of withdrawal opens and closes again
            const SlowState before = theirs;
            ours = continuous_day(ours, day, p);
            const auto next = oracle->day(before, day, p);
            ASSERT_TRUE(next) << to_line(next.error());
            theirs = *next;
            for (const StateName& name : kStateNames)
                ASSERT_NEAR(ours.*name.member, theirs.*name.member, 1e-10)
                    << name.symbol << " day " << n;
        }
        EXPECT_GT(oracle->cost().evaluations, 28U);
    }
}

TEST(Oracle, closed_forms_of_the_fast_layer_are_the_solution_to_1e_10_of_the_largest_value) {
    const Parameters p = opioid();
    const BoutPerson person{120, 35, 0.4};
    const std::vector<Segment> segments{{Modality::A, 30, 0.7, 1, {}},
                                        {Modality::R, 20, 0.65, 1, {}},
                                        {Modality::M, 25, 0.25, 1, 7.0},
                                        {Modality::A, 6, 0.2, 1, {}}};
    const std::vector<BoutEvent> events{{12, EventKind::cue, 0.5, 0.8},
                                        {100, EventKind::stress, 1, 0.8}};
    std::vector<double> minutes;
    for (double minute = 0; minute <= 360; minute += 3) minutes.push_back(minute);
    const auto ours = bout(segments, events, minutes, person, p);
    const auto theirs = oracle_bout(segments, events, minutes, person, p);
    ASSERT_TRUE(theirs) << to_line(theirs.error());
    for (std::size_t i = 0; i < 9; ++i) {
        double largest = 0, apart = 0;
        for (std::size_t at = 0; at < minutes.size(); ++at) {
            const double value = shown(ours[at], p)[i];
            largest = std::max(largest, std::abs(value));
            apart = std::max(apart, std::abs(value - (*theirs)[at][i]));
        }
        EXPECT_GT(largest, 0) << i;
        EXPECT_LT(apart, 1e-10 * largest) << kFastNames[i];
    }
}

/// The equations of section 6.1, written a second time: mg and hours.
std::array<double, 6> integrated(std::array<double, 6> amounts, double hours,
                                 const BuprenorphineKinetics& k, double ka) {
    auto solver =
        *numerics::Cvode::make(6,
                               [&](double, std::span<const double> x, std::span<double> rate) {
                                   rate[0] = -ka * x[0];
                                   rate[1] = -k.k_fast * x[1];
                                   rate[2] = -k.k_slow * x[2];
                                   rate[3] = k.k_slow * x[2] - k.k_tr * x[3];
                                   rate[4] = ka * x[0] + k.k_fast * x[1] + k.k_tr * x[3] -
                                             (k.CL + k.Q) / k.Vc * x[4] + k.Q / k.Vp * x[5];
                                   rate[5] = k.Q / k.Vc * x[4] - k.Q / k.Vp * x[5];
                               },
                               {numerics::MultistepFamily::adams, 1e-13, 1e-16});
    EXPECT_TRUE(solver.integrate(0, hours, amounts));
    return amounts;
}

TEST(Oracle, buprenorphine_by_every_route_is_the_solution_to_1e_10_of_its_peak) {
    const auto k = *kinetics_of(pack(), 82, 29);
    struct Route {
        const char* name;
        Form form;
        double sublingual_mg, depot_mg;
    };
    for (const Route& route :
         {Route{"tablet 8 mg", Form::tablet, 8, 0}, Route{"tablet 16 mg", Form::tablet, 16, 0},
          Route{"film 8 mg", Form::film, 8, 0}, Route{"depot 300 mg", Form::tablet, 0, 300},
          Route{"depot and film", Form::film, 4, 100}}) {
        const bool film = route.form == Form::film;
        const double ka = k.ka * (film ? k.film_ka : 1);
        Buprenorphine ours{k, route.form, 2};
        std::array<double, 6> theirs{};
        double highest = 0, apart = 0;
        for (int dose = 0; dose < 3; ++dose) {
            if (route.sublingual_mg > 0) {
                ours.take_sublingual(route.sublingual_mg);
                theirs[0] += route.sublingual_mg * k.F_SL * (film ? k.film_F : 1) *
                             (route.sublingual_mg >= 16 ? k.high_dose_F : 1);
            }
            if (route.depot_mg > 0) {
                ours.take_depot(route.depot_mg);
                theirs[1] += k.f_fast * route.depot_mg;
                theirs[2] += (1 - k.f_fast) * route.depot_mg;
            }
            for (int step = 0; step < 12; ++step) {
                ours.advance();
                theirs = integrated(theirs, 2, k, ka);
                highest = std::max(highest, ours.concentration_ng_ml());
                apart =
                    std::max(apart, std::abs(ours.concentration_ng_ml() - 1000 * theirs[4] / k.Vc));
            }
        }
        EXPECT_GT(highest, 0.1) << route.name;
        EXPECT_LT(apart, 1e-10 * highest) << route.name;
    }
}

TEST(Oracle, without_a_peripheral_compartment_the_kinetics_are_batemans) {
    auto k = *kinetics_of(pack(), 70, 24.8);
    k.Q = 0;
    Buprenorphine drug{k, Form::tablet, 0.5};
    drug.take_sublingual(8);
    const double ke = k.CL / k.Vc, uptake = 8 * k.F_SL;
    for (int step = 1; step <= 96; ++step) {
        drug.advance();
        const double t = 0.5 * step;
        const double bateman =
            uptake * k.ka / (k.ka - ke) * (std::exp(-ke * t) - std::exp(-k.ka * t));
        EXPECT_NEAR(drug.concentration_ng_ml(), 1000 * bateman / k.Vc, 1e-11) << t;
    }
}

double row(const std::string& symbol) { return pack().find(symbol)->value; }

TEST(Oracle, kinetic_binding_comes_to_rest_half_occupied_at_its_own_concentration) {
    // B' = kon C^n (1 - B) - koff B, so half of the receptors are held at C = (koff/kon)^(1/n).
    for (const std::string drug : {"buprenorphine", "fentanyl", "carfentanil", "naloxone",
                                   "sufentanil", "remifentanil", "alfentanil", "nalmefene"}) {
        const double kon = row("kon_" + drug), koff = row("koff_" + drug), n = row("n_" + drug);
        const double half_pM = std::pow(koff / kon, 1 / n);
        auto solver = *numerics::Cvode::make(
            1,
            [&](double, std::span<const double> x, std::span<double> rate) {
                rate[0] = kon * std::pow(half_pM, n) * (1 - x[0]) - koff * x[0];
            },
            {numerics::MultistepFamily::bdf, 1e-12, 1e-14});
        std::array<double, 1> bound{0};
        ASSERT_TRUE(solver.integrate(0, 20 / koff, bound));
        EXPECT_NEAR(bound[0], 0.5, 1e-10) << drug;
    }
}

TEST(Oracle, a_threshold_on_concentration_is_crossed_at_the_logarithm_of_dose_over_threshold) {
    // Tsibulsky's rule: after a dose C0 a one-compartment drug stays above C_th for ln(C0/C_th)/k.
    const double k = std::log(2.0) / 30, threshold = 2;
    for (const double dose : {3.0, 8.0, 40.0}) {
        const double stays = std::log(dose / threshold) / k;
        auto solver = *numerics::Cvode::make(
            1,
            [&](double, std::span<const double> x, std::span<double> rate) { rate[0] = -k * x[0]; },
            {numerics::MultistepFamily::adams, 1e-13, 1e-15});
        std::array<double, 1> level{dose};
        ASSERT_TRUE(solver.integrate(0, stays, level));
        EXPECT_NEAR(level[0], threshold, 1e-10);
    }
}

}  // namespace
}  // namespace sinew::model
