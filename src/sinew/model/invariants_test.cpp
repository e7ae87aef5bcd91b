// What must hold for every person, whatever the draw (specification 13.3), over random people, doses and prior draws.
#include <gtest/gtest.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/knowledge/model_links.hpp>
#include <sinew/model/buprenorphine.hpp>
#include <sinew/model/continuous_day.hpp>
#include <sinew/model/day_step.hpp>
#include <sinew/model/prior.hpp>
#include <sinew/model/runge_kutta_day.hpp>

#include "support/tries.hpp"

#include <cmath>

namespace sinew::model {
namespace {

constexpr std::uint64_t kSeed = 20261123;

const knowledge::ModelPack& pack() {
    static const auto loaded = knowledge::load_model_pack(knowledge::PackSource::embedded());
    return *loaded;
}
const Prior& prior() {
    static const auto links = knowledge::load_model_links(knowledge::PackSource::embedded());
    static const auto read = Prior::read(pack(), *links);
    return *read;
}

/// Mean occupancy of the tenth day of a daily dose, times eps_bup.
double drive_of_dose(double mg, Form form, const BuprenorphineKinetics& kinetics,
                     const Parameters& p) {
    Buprenorphine drug{kinetics, form, 0.5};
    double sum = 0;
    for (int day = 0; day < 10; ++day) {
        drug.take_sublingual(mg);
        sum = 0;
        for (int step = 0; step < 48; ++step) {
            drug.advance();
            sum += occupancy(drug.concentration_ng_ml(), p) / 48;
        }
    }
    return p.eps_bup * sum;
}

TEST(PriorInvariants, doubling_the_dose_never_lowers_the_drive_of_medication) {
    for (std::uint64_t k = 0; k < tries(200); ++k) {
        RandomStream stream{kSeed, "model.dose_law", k};
        const auto kinetics =
            *kinetics_of(pack(), 45 + 80 * stream.uniform(), 18 + 20 * stream.uniform());
        const Parameters p = prior().draw(kSeed, k).parameters;
        const Form form = stream.chance(0.5) ? Form::film : Form::tablet;
        const double mg =
            0.5 + 15.5 * stream.uniform();  // doubling passes the high dose, whose uptake is lower
        EXPECT_GE(drive_of_dose(2 * mg, form, kinetics, p), drive_of_dose(mg, form, kinetics, p))
            << mg << " mg, draw " << k;
    }
}

TEST(PriorInvariants, sleep_and_affect_never_drive_each_other_away) {
    for (std::uint64_t k = 0; k < tries(2000); ++k) {
        const Parameters p = prior().draw(kSeed, k).parameters;
        EXPECT_LT(p.g_UX * p.g_XU, 1) << "draw " << k;
        EXPECT_TRUE(check(p)) << "draw " << k;
    }
}

TEST(PriorInvariants, bounded_states_stay_in_their_bounds_by_every_stepper) {
    for (std::uint64_t k = 0; k < tries(40); ++k) {
        RandomStream stream{kSeed, "model.bounds_law", k};
        const Parameters p =
            chosen_for(prior().draw(kSeed, k).parameters,
                       k % 2 == 0 ? DrugClass::opioid : DrugClass::stimulant, Sex::F);
        SlowState exact, stepped;
        bool used_before = false;
        for (int n = 0; n < 60; ++n) {
            DayInputs day;
            const Segment work{stream.chance(0.5) ? Modality::A : Modality::R,
                               90 * stream.uniform(),
                               stream.uniform(),
                               1,
                               {}};
            if (stream.chance(0.6)) take_sessions(day, std::span{&work, 1}, p);
            const bool used = stream.chance(0.08);
            if (used) day.E_x = use_drive(stream.uniform(), p);
            if (k % 4 == 0) day.E_m = stream.uniform();
            day.stress = stream.uniform();
            const UseDay use{used, used && !used_before};
            used_before = used;
            exact = after_use(exact, continuous_day(exact, day, p), use, p);
            stepped = after_use(stepped, runge_kutta_day(stepped, day, kForecastSteps, p), use, p);
            constexpr double kRounding = 1e-9;
            for (const SlowState& x : {exact, stepped}) {
                ASSERT_TRUE(x.T >= -kRounding && x.T <= 1 + kRounding)
                    << "draw " << k << " day " << n;
                ASSERT_TRUE(x.R >= -kRounding && x.R <= 1 + kRounding)
                    << "draw " << k << " day " << n;
                ASSERT_TRUE(x.W >= -kRounding && x.W <= p.k_W * (1 - p.theta_W) + kRounding)
                    << "draw " << k << " day " << n;
                ASSERT_TRUE(overload(x.F, p) >= 0 && overload(x.F, p) <= p.Psi_max);
                ASSERT_TRUE(std::isfinite(x.C) && std::isfinite(x.H) && std::isfinite(x.D));
            }
        }
    }
}

TEST(PriorInvariants, medication_never_raises_the_hazard_at_the_same_person_and_day) {
    std::uint64_t turned = 0;
    for (std::uint64_t k = 0; k < tries(500); ++k) {
        const Parameters p = prior().draw(kSeed, k).parameters;
        turned += p.beta_mu < 0 ? 1U : 0U;
        DayInputs none, some;
        some.E_m = 0.4;
        EXPECT_LE(hazards_at(SlowState{}, some, 0, p).lapse,
                  hazards_at(SlowState{}, none, 0, p).lapse)
            << "draw " << k;
    }
    EXPECT_EQ(turned, 0U);
}

}  // namespace
}  // namespace sinew::model
