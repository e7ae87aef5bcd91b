// The equations read in numbers other than double: the same source gives values, derivatives and what depends on what.
#include <gtest/gtest.h>
#include <sinew/model/fast_layer.hpp>
#include <sinew/model/runge_kutta_day.hpp>
#include <sinew/numerics/dual.hpp>

#include <array>
#include <bitset>

namespace sinew::model {
namespace {

using Dual = numerics::Dual<1>;

Parameters opioid() {
    const auto pack = knowledge::load_model_pack(knowledge::PackSource::embedded());
    return chosen_for(*parameters_of(*pack), DrugClass::opioid, Sex::M);
}

/// Craving after four weeks of training every other day, as a function of one parameter.
template <class Number>
Number craving_after(const ParametersOf<Number>& p) {
    SlowStateOf<Number> x;
    const Segment work{Modality::A, 40, 0.65, 1, {}};
    for (int n = 0; n < 28; ++n) {
        DayInputsOf<Number> day;
        if (n % 2 == 0) take_sessions(day, std::span{&work, 1}, p);
        x = runge_kutta_day(x, day, 2, p);
    }
    return x.C;
}

TEST(Numbers, a_dual_carries_the_value_of_a_double_and_the_slope_of_a_difference) {
    const Parameters p = opioid();
    for (const char* symbol : {"g_CE", "k_W", "tau_Toff", "theta_W", "Lam50", "tau_X", "k_trimp"}) {
        const auto member = parameter_named(symbol);
        auto seeded = parameters_in<Dual>(p);
        for (std::size_t i = 0; i < kParameterNames.size(); ++i)
            if (kParameterNames[i].symbol == symbol)
                (seeded.*kParameterNamesOf<Dual>[i].member).slope[0] = 1;
        const Dual forward = craving_after(seeded);
        EXPECT_EQ(forward.value, craving_after(p)) << symbol;
        const double little = 1e-5 * (p.*member);
        Parameters more = p, less = p;
        more.*member += little;
        less.*member -= little;
        const double difference = (craving_after(more) - craving_after(less)) / (2 * little);
        EXPECT_NEAR(forward.slope[0], difference, 1e-6 * (1 + std::abs(difference))) << symbol;
    }
}

TEST(Numbers, floats_go_the_same_way_to_their_own_accuracy) {
    const Parameters p = opioid();
    EXPECT_NEAR(craving_after(parameters_in<float>(p)), craving_after(p), 2e-5);
}

TEST(Numbers, the_fast_layer_takes_them_too) {
    const Parameters p = opioid();
    auto seeded = parameters_in<Dual>(p);
    seeded.Z_A.slope[0] = 1;
    const Segment work{Modality::A, 30, 0.6, 1, {}};
    const BoutPersonOf<Dual> person{Dual{120}, Dual{35}, Dual{0}};
    const auto after_work =
        advance(FastStateOf<Dual>{}, drive_of(work, person, seeded), Dual{30}, person, seeded);
    const FastState plain = advance(FastState{}, drive_of(work, BoutPerson{120, 35, 0}, p), 30,
                                    BoutPerson{120, 35, 0}, p);
    EXPECT_EQ(after_work.z.value, plain.z);
    EXPECT_EQ(after_work.cort_lag.value, plain.cort_lag);
    EXPECT_NEAR(after_work.z.slope[0], plain.z / p.Z_A, 1e-12) << "relief is proportional to Z_A";
}

/// Which states an expression has touched: a number without a value.
struct Touched {
    std::bitset<32> states;
    explicit Touched(double = 0) {}
    friend Touched both(Touched a, const Touched& b) {
        a.states |= b.states;
        return a;
    }
    friend Touched operator-(const Touched& a) { return a; }
    friend Touched operator+(const Touched& a, const Touched& b) { return both(a, b); }
    friend Touched operator-(const Touched& a, const Touched& b) { return both(a, b); }
    friend Touched operator*(const Touched& a, const Touched& b) { return both(a, b); }
    friend Touched operator/(const Touched& a, const Touched& b) { return both(a, b); }
    friend Touched operator<(const Touched& a, const Touched& b) { return both(a, b); }
    friend Touched operator>(const Touched& a, const Touched& b) { return both(a, b); }
    friend Touched min(const Touched& a, const Touched& b) { return both(a, b); }
    friend Touched max(const Touched& a, const Touched& b) { return both(a, b); }
    friend Touched exp(const Touched& a) { return a; }
    friend Touched select(const Touched& answer, const Touched& a, const Touched& b) {
        return both(answer, both(a, b));
    }
};

TEST(Numbers, a_number_without_a_value_tells_which_state_each_level_reads) {
    SlowStateOf<Touched> x;
    for (std::size_t i = 0; i < kStateNames.size(); ++i)
        (x.*kStateNamesOf<Touched>[i].member).states.set(i);
    const ParametersOf<Touched> p;
    const DayInputsOf<Touched> day;
    const auto drives = drives_of(x, p);
    const MomentOf<Touched> moment{x, drives, day, p};
    const auto reads = [&](const PullOf<Touched>& pull) {
        std::string read;
        for (std::size_t i = 0; i < kStateNames.size(); ++i)
            if (pull.target.states.test(i)) read += std::string{kStateNames[i].symbol} + " ";
        return read;
    };
    EXPECT_EQ(reads(pull_of_G(moment)), "LA LR ");
    EXPECT_EQ(reads(pull_of_U(moment)), "LA LR LM W L X ");
    EXPECT_EQ(reads(pull_of_P(moment)), "LM W V Q G U t_rec ");
    EXPECT_EQ(reads(pull_of_C(moment)), "LA LR LM F W R P U X ");
}

}  // namespace
}  // namespace sinew::model
