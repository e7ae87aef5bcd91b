// The closed forms of the fast layer against an integrator that knows nothing of them.
#include <gtest/gtest.h>
#include <sinew/model/fast_layer.hpp>
#include <sinew/numerics/dormand_prince.hpp>

#include <cmath>

namespace sinew::model {
namespace {

Parameters values() {
    static const auto loaded = knowledge::load_model_pack(knowledge::PackSource::embedded());
    return *parameters_of(*loaded);
}

/// The equations of section 6.2, as they stand there.
std::array<double, 9> integrated(const std::array<double, 9>& start, const FastDrive& u,
                                 double minutes, const BoutPerson& person, const Parameters& p) {
    std::array<double, 9> x = start;
    numerics::integrate(
        [&](double, const auto& v, auto& rate) {
            rate[0] = (u.metabolic * person.heart_reserve_bpm - v[0]) / p.tau_HR;
            rate[1] = (p.f_dr * v[0] - v[1]) / p.tau_dr;
            const double above = u.working ? std::max(0.0, u.vo2_share - p.I_th) : 0;
            rate[2] = (above - v[2]) / p.tau_A;
            rate[3] = (p.g_F * v[2] - v[3]) / p.tau_cort;
            const double power = std::pow(u.vo2_share, p.hill_B);
            rate[4] =
                ((u.working ? p.B_max * power / (std::pow(p.B_50, p.hill_B) + power) : 0) - v[4]) /
                p.tau_B;
            rate[5] = (p.k_Q * u.metabolic - v[5]) / p.tau_q;
            rate[6] = (p.v_met * u.metabolic + p.v_br * u.resonance - v[6]) /
                      (u.working ? p.tau_von : p.tau_voff);
            rate[7] = (u.relief - v[7]) / (u.relief > v[7] ? p.tau_zon : p.tau_zoff);
            rate[8] = -v[8] / p.tau_ph;
        },
        0, minutes, x, {1e-13, 1e-15});
    return x;
}

std::array<double, 9> seen(const FastState& x, const Parameters& p) {
    return {x.h, p.f_dr * x.drift_lag, x.a, p.g_F * x.cort_lag, x.bE, x.q_b, x.v_a, x.z, x.c_ph};
}

TEST(FastLayer, closed_forms_agree_with_the_equations_segment_by_segment) {
    for (const bool equal : {false, true}) {
        Parameters p = values();
        if (equal) {
            p.tau_dr = p.tau_HR;
            p.tau_cort = p.tau_A;
        }
        const BoutPerson person{120, 35, 0.4};
        const Segment course[] = {{Modality::A, 30, 0.7, 1, {}},
                                  {Modality::R, 20, 0.65, 1, {}},
                                  {Modality::M, 25, 0.25, 1, 7.0},
                                  {Modality::A, 6, 0.2, 1, {}}};
        FastState x;
        x.c_ph = 0.5;
        for (const Segment& segment : course) {
            const FastDrive drive = drive_of(segment, person, p);
            const auto expected = integrated(seen(x, p), drive, segment.minutes, person, p);
            x = advance(x, drive, segment.minutes, person, p);
            const auto got = seen(x, p);
            for (std::size_t i = 0; i < got.size(); ++i)
                EXPECT_NEAR(got[i], expected[i], 1e-10 * std::max(1.0, std::abs(expected[i]))) << i;
        }
        const auto rest = integrated(seen(x, p), {}, 200, person, p);
        const auto got = seen(advance(x, {}, 200, person, p), p);
        for (std::size_t i = 0; i < got.size(); ++i)
            EXPECT_NEAR(got[i], rest[i], 1e-10 * std::max(1.0, std::abs(rest[i]))) << i;
    }
}

TEST(FastLayer, a_step_in_two_halves_is_the_same_step) {
    const Parameters p = values();
    const BoutPerson person{120, 35, 0};
    const FastDrive drive = drive_of({Modality::A, 30, 0.8, 1, {}}, person, p);
    const auto whole = seen(advance({}, drive, 20, person, p), p);
    const auto halves = seen(advance(advance({}, drive, 8, person, p), drive, 12, person, p), p);
    for (std::size_t i = 0; i < whole.size(); ++i) EXPECT_NEAR(whole[i], halves[i], 1e-12);
}

TEST(FastLayer, relief_outlasts_an_easy_cool_down) {
    const Parameters p = values();
    const BoutPerson person{120, 35, 0};
    const Segment course[] = {{Modality::A, 30, 0.65, 1, {}}, {Modality::A, 10, 0.2, 1, {}}};
    const double minutes[] = {30, 40};
    const auto states = bout(course, {}, minutes, person, p);
    EXPECT_GT(states[1].z, 0.9 * states[0].z);
}

TEST(FastLayer, relief_rises_with_aerobic_intensity_and_has_an_optimum_in_resistance) {
    const Parameters p = values();
    const auto relief = [&](Modality m, double I, double w = 0) {
        return relief_of({m, 30, I, 1, {}}, w, p);
    };
    EXPECT_LT(relief(Modality::A, 0.3), relief(Modality::A, 0.6));
    EXPECT_GT(relief(Modality::R, 0.575), relief(Modality::R, 0.4));
    EXPECT_GT(relief(Modality::R, 0.575), relief(Modality::R, 0.8));
    EXPECT_LT(relief(Modality::R, 0.575, 1), relief(Modality::R, 0.8, 1));
}

TEST(FastLayer, an_event_counts_from_its_minute_on) {
    const Parameters p = values();
    const BoutEvent events[] = {{20, EventKind::stress, 1, 0.8}, {10, EventKind::cue, 0.5, 0.8}};
    const double minutes[] = {9.999, 10, 20};
    const auto states = bout({}, events, minutes, {120, 35, 0}, p);
    EXPECT_EQ(states[0].c_ph, 0);
    EXPECT_EQ(states[1].c_ph, 0.4);
    EXPECT_NEAR(states[2].c_ph, 0.4 * std::exp(-10 / p.tau_ph) + p.s_ph * 0.8, 1e-15);
}

}  // namespace
}  // namespace sinew::model
