// The slow layer against values worked by hand, its own schemes against each other, and the signs of its links.
#include <gtest/gtest.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/model/scenario.hpp>
#include <sinew/model/withdrawal_pair.hpp>
#include <sinew/numerics/dormand_prince.hpp>

#include <cmath>
#include <limits>

namespace sinew::model {
namespace {

const knowledge::ModelPack& pack() {
    static const auto loaded = knowledge::load_model_pack(knowledge::PackSource::embedded());
    return *loaded;
}
Parameters opioid() { return chosen_for(*parameters_of(pack()), DrugClass::opioid, Sex::M); }

DayInputs trained(const Parameters& p, double minutes = 40, double intensity = 0.65) {
    DayInputs day;
    const Segment work{Modality::A, minutes, intensity, 1, {}};
    take_sessions(day, std::span{&work, 1}, p);
    return day;
}

TEST(ModelParameters, the_pack_and_the_model_know_the_same_symbols) {
    const auto values = parameters_of(pack());
    ASSERT_TRUE(values) << to_line(values.error());
    EXPECT_EQ(values->tau_W, 1.38);
    EXPECT_EQ(values->hill_B, 10);
    EXPECT_TRUE(check(*values));
    EXPECT_EQ(chosen_for(*values, DrugClass::opioid, Sex::F).k_trimp, 1.67);
    EXPECT_EQ(chosen_for(*values, DrugClass::stimulant, Sex::M).k_W, 0.4);
    EXPECT_EQ(chosen_for(*values, DrugClass::opioid, Sex::M).a_K, 0);
}

TEST(ModelParameters, what_no_equation_can_work_with_is_refused_by_its_symbol) {
    const auto place = [](auto change) {
        Parameters p = opioid();
        change(p);
        const auto sound = check(p);
        return sound ? std::string{"sound"} : sound.error().where;
    };
    EXPECT_EQ(place([](Parameters& p) { p.tau_W = 0; }), "tau_W");
    EXPECT_EQ(place([](Parameters& p) { p.lam_0 = -1; }), "lam_0");
    EXPECT_EQ(place([](Parameters& p) { p.t_K1 = 200; }), "t_K1");
    EXPECT_EQ(place([](Parameters& p) { p.g_UX = 4; }), "g_UX");
    EXPECT_EQ(place([](Parameters& p) { p.g_CE = std::nan(""); }), "g_CE");
    EXPECT_EQ(place([](Parameters& p) { p.rho_x = 1.5; }), "rho_x");
}

TEST(Incubation, its_norm_is_the_closed_form_of_the_specification) {
    EXPECT_NEAR(incubation_norm(opioid()), std::pow(4.0, 4.0 / 3.0) / 3.0, 1e-14);
}

TEST(WithdrawalPair, reproduces_the_values_worked_in_the_specification) {
    const auto end = after({0.8, 0}, 0, 3, opioid());
    EXPECT_NEAR(end.T, 0.43905, 5e-6);
    EXPECT_NEAR(end.W, 0.39212, 5e-6);
    EXPECT_NEAR(after({0.8, 0}, 0, 2.27, opioid()).W, 0.4078, 5e-5);
}

TEST(WithdrawalPair, agrees_with_its_differential_equations_in_every_regime) {
    for (const double E : {0.0, 0.3, 0.69, 0.75, 0.95})
        for (const double days : {0.25, 1.0, 8.0, 30.0})
            for (const bool equal : {false, true}) {
                Parameters p = opioid();
                if (equal) p.tau_Toff = p.tau_W;
                std::array<double, 2> x{0.8, 0.1};
                const auto slope = [&](double, const auto& v, auto& rate) {
                    rate[0] = (E - v[0]) / (E > v[0] ? p.tau_Ton : p.tau_Toff);
                    rate[1] = (p.k_W * std::max(0.0, v[0] - E - p.theta_W) - v[1]) / p.tau_W;
                };
                const double closes = gap_closes_after(0.8, E, p);
                if (closes > 0 && closes < days) {
                    numerics::integrate(slope, 0, closes, x, {});
                    numerics::integrate(slope, closes, days, x, {});
                } else {
                    numerics::integrate(slope, 0, days, x, {});
                }
                const auto end = after({0.8, 0.1}, E, days, p);
                EXPECT_NEAR(end.T, x[0], 1e-10) << E << " " << days;
                EXPECT_NEAR(end.W, x[1], 1e-10) << E << " " << days;
            }
}

/// Largest distance of a scheme from the continuous solution, over 28 days of training and detox.
double error_of(Scheme scheme, int steps) {
    const Parameters p = opioid();
    SlowState x, exact;
    double worst = 0;
    for (int n = 0; n < 28; ++n) {
        const DayInputs day = n % 2 == 0 ? trained(p) : DayInputs{};
        x = next_day(x, day, {}, scheme, steps, p);
        exact = next_day(exact, day, {}, Scheme::continuous, 1, p);
        for (const StateName& name : kStateNames)
            worst = std::max(worst, std::abs(x.*name.member - exact.*name.member));
    }
    return worst;
}

TEST(Schemes, come_nearer_to_the_continuous_solution_in_their_order) {
    const double frozen = error_of(Scheme::frozen, 1), fine = error_of(Scheme::fine, 1),
                 quarter = error_of(Scheme::fine, 4), sixteenth = error_of(Scheme::fine, 16);
    EXPECT_GT(frozen, fine);
    EXPECT_NEAR(fine / quarter, 4, 1.5) << "first order in the step";
    EXPECT_NEAR(quarter / sixteenth, 4, 1.5);
}

TEST(Invariants, hold_over_a_year_of_random_days) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        RandomStream stream{20261123, "model.invariants", seed};
        const Parameters p = chosen_for(
            *parameters_of(pack()), seed % 2 ? DrugClass::opioid : DrugClass::stimulant, Sex::F);
        SlowState x;
        bool used_before = false;
        for (int n = 0; n < 365; ++n) {
            DayInputs day;
            if (stream.chance(0.6)) day = trained(p, 90 * stream.uniform(), stream.uniform());
            const bool used = stream.chance(0.05);
            if (used) day.E_x = use_drive(stream.uniform(), p);
            if (seed % 4 == 1) day.E_m = stream.uniform();
            day.stress = stream.uniform();
            const SlowState before = x;
            x = next_day(x, day, {used, used && !used_before},
                         n % 2 ? Scheme::frozen : Scheme::fine, 4, p);
            used_before = used;
            ASSERT_TRUE(x.T >= 0 && x.T <= 1) << "seed " << seed << " day " << n;
            ASSERT_TRUE(x.R >= 0 && x.R <= 1);
            ASSERT_TRUE(x.W >= 0 && x.W <= 0.9 * p.k_W);
            ASSERT_TRUE(x.G > 0 && x.S > 0);
            ASSERT_TRUE(overload(x.F, p) >= 0 && overload(x.F, p) <= p.Psi_max);
            ASSERT_GT(x.H, before.H);
            ASSERT_GT(x.D, before.D);
        }
    }
}

TEST(Medication, never_raises_the_hazard_of_lapse_at_the_same_person_and_day) {
    const Parameters p = opioid();
    double last = std::numeric_limits<double>::infinity();
    for (double E_m = 0; E_m <= 1; E_m += 0.05) {
        DayInputs day;
        day.E_m = E_m;
        const double now = hazards_at(SlowState{}, day, 0, p).lapse;
        EXPECT_LT(now, last);
        last = now;
    }
}

constexpr double kLittle = 1e-6;

/// Sign of the change of a target when something is raised a little.
int sign_of(Pull (*pull)(const Moment&) noexcept, auto raise) {
    const Parameters p = opioid();
    struct Everything {
        SlowState x;
        Drives drive;
        DayInputs day;
    } base{{}, {0.3, 0.2, 0.2, 0.5, 0.3, 0.1}, {}};
    Everything raised = base;
    raise(raised);
    const double change = pull({raised.x, raised.drive, raised.day, p}).target -
                          pull({base.x, base.drive, base.day, p}).target;
    return change > 0 ? 1 : change < 0 ? -1 : 0;
}

using PullFunctions = std::initializer_list<Pull (*)(const Moment&) noexcept>;

TEST(Links, have_the_signs_of_their_table) {
    const auto drive = [](double Drives::*member) {
        return [member](auto& all) { all.drive.*member += kLittle; };
    };
    const auto state = [](double SlowState::*member) {
        return [member](auto& all) { all.x.*member += kLittle; };
    };
    const auto day = [](double DayInputs::*member) {
        return [member](auto& all) { all.day.*member += kLittle; };
    };
    for (const auto pull : PullFunctions{pull_of_C, pull_of_X, pull_of_U, pull_of_L})
        EXPECT_EQ(sign_of(pull, state(&SlowState::W)), 1);
    for (const auto pull : PullFunctions{pull_of_P, pull_of_V})
        EXPECT_EQ(sign_of(pull, state(&SlowState::W)), -1);
    EXPECT_EQ(sign_of(pull_of_W, state(&SlowState::T)), 1);
    EXPECT_EQ(sign_of(pull_of_W, day(&DayInputs::E_m)), -1);
    EXPECT_EQ(sign_of(pull_of_C, day(&DayInputs::E_m)), -1);
    EXPECT_EQ(sign_of(pull_of_X, drive(&Drives::E_X)), -1);
    EXPECT_EQ(sign_of(pull_of_C, drive(&Drives::E_X)), -1);
    EXPECT_EQ(sign_of(pull_of_X, drive(&Drives::E_M)), -1);
    EXPECT_EQ(sign_of(pull_of_C, drive(&Drives::E_M)), -1);
    EXPECT_EQ(sign_of(pull_of_U, drive(&Drives::E_T)), -1);
    EXPECT_EQ(sign_of(pull_of_V, drive(&Drives::E_A)), 1);
    EXPECT_EQ(sign_of(pull_of_V, drive(&Drives::E_M)), 1);
    EXPECT_EQ(sign_of(pull_of_L, drive(&Drives::E_A)), -1);
    EXPECT_EQ(sign_of(pull_of_L, drive(&Drives::E_M)), -1);
    EXPECT_EQ(sign_of(pull_of_G, drive(&Drives::E_A)), 1);
    EXPECT_EQ(sign_of(pull_of_S, drive(&Drives::E_R)), 1);
    for (const auto member : {&SlowState::G, &SlowState::V, &SlowState::Q})
        EXPECT_EQ(sign_of(pull_of_P, state(member)), 1);
    EXPECT_EQ(sign_of(pull_of_P, drive(&Drives::E_M)), 1);
    EXPECT_EQ(sign_of(pull_of_P, state(&SlowState::U)), -1);
    EXPECT_EQ(sign_of(pull_of_P, state(&SlowState::t_rec)), 1);
    EXPECT_EQ(sign_of(pull_of_C, state(&SlowState::U)), 1);
    EXPECT_EQ(sign_of(pull_of_L, day(&DayInputs::stress)), 1);
    for (const auto pull : PullFunctions{pull_of_X, pull_of_U})
        EXPECT_EQ(sign_of(pull, state(&SlowState::L)), 1);
    EXPECT_EQ(sign_of(pull_of_V, state(&SlowState::L)), -1);
    for (const auto pull : PullFunctions{pull_of_C, pull_of_X})
        EXPECT_EQ(sign_of(pull, state(&SlowState::R)), -1);
    EXPECT_EQ(sign_of(pull_of_Q, drive(&Drives::E_A)), 1);
    EXPECT_EQ(sign_of(pull_of_C, state(&SlowState::P)), -1);
    EXPECT_EQ(sign_of(pull_of_N, drive(&Drives::E_A)), -1);
    EXPECT_EQ(sign_of(pull_of_X, state(&SlowState::N)), 1);
    EXPECT_EQ(sign_of(pull_of_N, day(&DayInputs::E_x)), 1);
    for (const auto pull : PullFunctions{pull_of_X, pull_of_C, pull_of_N, pull_of_L})
        EXPECT_EQ(sign_of(pull, drive(&Drives::Psi)), 1);
    // Fitness and strength reach the hazard through control only.
    SlowState fit;
    fit.G = fit.S = 1.4;
    EXPECT_EQ(hazards_at(fit, {}, 0, opioid()).lapse, hazards_at({}, {}, 0, opioid()).lapse);
}

TEST(Rest, without_training_or_drug_settles_at_one_point) {
    const Parameters p = opioid();
    SlowState one, other;
    other.X = -1;
    other.C = 2;
    other.F = 30;
    one.t_rec = other.t_rec = 1e9;
    for (int n = 0; n < 4000; ++n) {
        one = next_day(one, {}, {}, Scheme::frozen, 1, p);
        other = next_day(other, {}, {}, Scheme::frozen, 1, p);
    }
    for (const PulledState& state : kPulledStates)
        EXPECT_NEAR(one.*state.member, other.*state.member, 1e-7);
}

}  // namespace
}  // namespace sinew::model
