// The full day in lanes against the whole system solved as differential equations, and against itself on every instruction set.
#include <gtest/gtest.h>
#include <sinew/ensemble/full_ensemble.hpp>
#include <sinew/model/prior.hpp>

#include <cmath>
#include <cstring>

namespace sinew::ensemble {
namespace {

namespace full_day = model::full_day;
using model::Modality;
using model::Parameters;
using model::PlannedSession;
using model::SlowState;

const knowledge::ModelPack& pack() {
    static const auto read = *knowledge::load_model_pack(knowledge::PackSource::embedded());
    return read;
}
std::vector<Parameters> draws(std::size_t count) {
    static const auto prior = *model::Prior::read(
        pack(), *knowledge::load_model_links(knowledge::PackSource::embedded()));
    std::vector<Parameters> made;
    for (std::size_t k = 0; k < count; ++k)
        made.push_back(
            chosen_for(prior.draw(1, k).parameters, model::DrugClass::opioid, model::Sex::M));
    return made;
}

constexpr double kDose_mg = 16;
const model::BuprenorphineKinetics& kinetics() {
    static const auto read = *model::kinetics_of(pack(), 70, 24.8);
    return read;
}

/// Two sessions on some days, work that is not whole quarters of an hour, a late evening, mind-body work, rest.
model::PlannedDays planned(std::size_t days) {
    model::PlannedDays made(days);
    for (std::size_t n = 0; n < days; ++n) {
        if (n % 4 == 0)
            made[n] = {{600, {{Modality::A, 30, 0.65, 1, {}}, {Modality::R, 20, 0.65, 1, {}}}},
                       {1080, {{Modality::M, 45, 0.25, 1, 6.0}}}};
        if (n % 4 == 2)
            made[n] = {{1385, {{Modality::A, 40, 0.9, 1, {}}, {Modality::A, 5, 0.2, 1, {}}}}};
    }
    return made;
}

std::vector<DrawEvents> events(const std::vector<Parameters>& all, std::size_t days) {
    std::vector<DrawEvents> made;
    for (std::size_t k = 0; k < all.size(); ++k) {
        made.push_back(drawn_events({1, 0, k}, all[k], days));
        // Two strong cues an hour apart: phasic craving rises above K.
        made.back()[days - 1] = {{150, 1.5}, {163, 1.0}, {163, 0.5}};
    }
    return made;
}

struct Worst {
    double slow = 0, fast = 0, hazard = 0, blood = 0;
};

/// Largest |x - exact| / max(1, largest |exact|) of the slow states by day, the fast ones by mark.
template <class Real = double>
Worst errors(const std::vector<Parameters>& all, std::size_t days, Stepper stepper, double A_v) {
    const auto sessions = planned(days);
    const auto lists = events(all, days);
    const auto medication = medication_course(kinetics(), kDose_mg, days);
    const SlowState start;
    const auto programme = full_programme({sessions, days, A_v, 0.3, false});
    const auto made = FullEnsemble<Real>::make({all, {&start, 1}}, {120, 35, &medication, lists},
                                               days, stepper, best_target());
    EXPECT_TRUE(made) << to_line(made.error());
    auto space = made->space(*programme);
    Worst worst;
    for (std::size_t block = 0; block < made->blocks(); ++block) {
        const auto view = made->run(*programme, block, space);
        for (std::size_t lane = 0; lane < view.count; ++lane) {
            const Parameters& p = all[view.first + lane];
            const full_day::Person person{p, {120, 35, p.w_op}, kinetics(), kDose_mg};
            const full_day::Solve exactly = [&](const auto& stretch, double from, double to,
                                                auto& x) {
                full_day::solve_exactly(p, stretch, from, to, x);
            };
            full_day::Values x = person.start(start, exactly);
            std::size_t mark = 0;
            double B = 0.5;
            for (std::size_t n = 0; n < days; ++n) {
                person.day(
                    {sessions[n], lists[view.first + lane][n], A_v, 0.3, B}, exactly, true,
                    [&](int, const full_day::Values& now) {
                        for (std::size_t i = 0; i < kFastStates; ++i) {
                            const double exact = now[full_day::kFast + i];
                            const double apart = std::abs(view.fast(mark, i)[lane] - exact);
                            worst.fast =
                                std::max(worst.fast, apart / std::max(1.0, std::abs(exact)));
                        }
                        ++mark;
                    },
                    x);
                // The solved kinetics run a day ahead.
                if (n + 1 < days)
                    worst.blood =
                        std::max(worst.blood, std::abs(full_day::concentration_of(x, kinetics()) -
                                                       medication.at_end[n + 1]));
                model::DayInputs day;
                day.B = B;
                std::vector<model::Segment> segments;
                for (const auto& session : sessions[n])
                    segments.insert(segments.end(), session.segments.begin(),
                                    session.segments.end());
                take_sessions(day, segments, p);
                B = day.B;
                for (std::size_t i = 0; i + 1 < kSlowStates; ++i) {
                    const double apart =
                        std::abs(view.of(n + 1, i)[lane] - x[i]) / std::max(1.0, std::abs(x[i]));
                    double& to = i == state_row("H") ? worst.hazard : worst.slow;
                    to = std::max(to, apart);
                }
            }
            EXPECT_EQ(mark, programme->first_mark.back());
        }
    }
    return worst;
}

TEST(FullEnsemble, comes_as_near_to_the_whole_system_as_it_was_asked) {
    const auto all = draws(8);
    const Worst coarse = errors(all, 9, {2, 1}, 1);
    EXPECT_LT(coarse.slow, 1e-3);
    EXPECT_LT(coarse.hazard, 1e-3);
    EXPECT_LT(coarse.fast, 1e-4);
    const Worst close = errors(all, 9, {4, 1}, 1);
    EXPECT_LT(close.slow, 1e-4);
    EXPECT_LT(close.hazard, 1e-4);
    EXPECT_LT(close.fast, 1e-7);
    EXPECT_LT(close.blood, 1e-10);
    const Worst floats = errors<float>(all, 9, {4, 1}, 1);
    EXPECT_LT(floats.slow, 1.5e-4);
    EXPECT_LT(floats.hazard, 1.5e-4);
    EXPECT_LT(floats.fast, 1.5e-4);
}

/// Each parameter of the minutes in turn moved away from its value: a link that the lanes lack, or have with another sign, would show.
TEST(FullEnsemble, has_every_link_of_the_minutes) {
    const Parameters centre = draws(1).front();
    std::vector<Parameters> all;
    for (const std::string_view symbol :
         {"x_met",  "B_E",     "B_C",      "eps_bup", "I_th", "tau_A",  "tau_cort", "g_F",
          "B_max",  "B_50",    "h",        "tau_B",   "k_Q",  "tau_q",  "K_0",      "Z_A",
          "Z_R",    "Z_M",     "Z_Ai",     "Z_As",    "Z_Ro", "Z_Rs",   "tau_zon",  "tau_zoff",
          "tau_ph", "Z_Rh",    "Z_Rhs",    "w_op",    "s_ph", "f_r",    "f_s",      "v_met",
          "v_br",   "tau_von", "tau_voff", "tau_HR",  "f_dr", "tau_dr", "beta_C",   "beta_P",
          "beta_X", "beta_mu", "lam_0"}) {
        Parameters p = centre;
        const auto member = model::parameter_named(symbol);
        ASSERT_NE(member, nullptr) << symbol;
        p.*member = p.*member * 1.3 + (p.*member == 0 ? 0.1 : 0);
        p.a_K = 0.6;
        all.push_back(p);
    }
    Parameters equal = centre;  // two stages with one time constant
    equal.tau_cort = equal.tau_A;
    equal.tau_dr = equal.tau_HR;
    all.push_back(equal);
    Parameters worse =
        centre;  // practice that brings craving: relief rises to zero at rest, by the other time constant
    worse.Z_M = -0.6;
    worse.Z_R = -0.4;
    worse.tau_zoff = 4 * worse.tau_zon;
    all.push_back(worse);
    const Worst worst = errors(all, 3, {4, 1}, 1);
    EXPECT_LT(worst.slow, 1e-4);
    EXPECT_LT(worst.hazard, 1e-4);
    EXPECT_LT(worst.fast, 1e-6);
}

TEST(FullEnsemble, without_sessions_and_events_has_the_hazard_of_the_slow_layer) {
    const auto all = draws(9);
    const SlowState start;
    const auto full = run_full_days({all, {&start, 1}}, {}, {{}, 30, 1, 0.3, false},
                                    {.accuracy = Accuracy::tight, .estimate_error = false});
    const auto slow = run_draws({all, {&start, 1}}, {{}, 30, 1, 0.3, {}},
                                {.accuracy = Accuracy::tight, .estimate_error = false});
    ASSERT_TRUE(full && slow);
    for (std::size_t k = 0; k < all.size(); ++k) {
        const SlowState a = full->slow.at(30, k), b = slow->at(30, k);
        EXPECT_NEAR(a.H, b.H, 1e-5 * std::max(1.0, b.H));
        EXPECT_EQ(a.C, b.C);
        EXPECT_EQ(a.D, b.D);
    }
}

template <class Real>
std::vector<Real> bits_of(const std::vector<Parameters>& all, Target target, int nodes) {
    const SlowState start;
    const auto lists = events(all, 12);
    const auto medication = medication_course(kinetics(), kDose_mg, 12);
    const auto programme = full_programme({planned(12), 12, 0.5, 0.3, true});
    const auto made = FullEnsemble<Real>::make({all, {&start, 1}}, {120, 35, &medication, lists},
                                               12, {nodes, 1}, target);
    auto space = made->space(*programme);
    std::vector<Real> bits;
    for (std::size_t block = 0; block < made->blocks(); ++block) {
        const auto view = made->run(*programme, block, space);
        for (std::size_t row = 0; row < 13 * kSlowStates; ++row)
            bits.insert(bits.end(), view.course[row].at, view.course[row].at + view.count);
        for (std::size_t row = 0; row < programme->first_mark.back() * kFastStates; ++row)
            bits.insert(bits.end(), view.marks[row].at, view.marks[row].at + view.count);
    }
    return bits;
}

template <class Real>
class FullEveryTarget : public testing::Test {};
using Reals = testing::Types<double, float>;
TYPED_TEST_SUITE(FullEveryTarget, Reals);

TYPED_TEST(FullEveryTarget, gives_the_bits_of_the_reference) {
    const auto all = draws(21);
    for (const int nodes : kFullNodes) {
        const auto plain = bits_of<TypeParam>(all, Target::reference, nodes);
        for (const TypeParam x : plain) ASSERT_TRUE(std::isfinite(x));
        for (const Target target : {Target::avx2, Target::avx512}) {
            if (!available(target)) continue;
            const auto lanes = bits_of<TypeParam>(all, target, nodes);
            ASSERT_EQ(lanes.size(), plain.size());
            EXPECT_EQ(std::memcmp(lanes.data(), plain.data(), plain.size() * sizeof(TypeParam)), 0)
                << "target " << static_cast<int>(target) << " nodes " << nodes;
        }
    }
}

TEST(FullEnsemble, knows_nothing_of_lane_thread_or_neighbour) {
    const auto all = draws(29);
    const auto lists = events(all, 10);
    const auto medication = medication_course(kinetics(), kDose_mg, 10);
    const auto sessions = planned(10);
    const SlowState start;
    const FullDays programme{sessions, 10, 1, 0.3, false};
    const auto one =
        run_full_days({all, {&start, 1}}, {120, 35, &medication, lists}, programme, {.threads = 1});
    ASSERT_TRUE(one) << to_line(one.error());
    EXPECT_GT(one->error.states, 0);
    EXPECT_LT(one->error.states, 1e-3);
    const auto more =
        run_full_days({all, {&start, 1}}, {120, 35, &medication, lists}, programme, {.threads = 3});
    EXPECT_EQ(more->fast, one->fast);
    const std::vector<Parameters> tail{all.begin() + 5, all.end()};
    const auto moved = run_full_days(
        {tail, {&start, 1}}, {120, 35, &medication, std::span{lists}.subspan(5)}, programme, {});
    for (std::size_t k = 0; k < all.size(); ++k) {
        EXPECT_EQ(more->slow.at(10, k), one->slow.at(10, k));
        if (k >= 5) {
            EXPECT_EQ(moved->slow.at(10, k - 5), one->slow.at(10, k));
        }
    }
}

TEST(FullEnsemble, refuses_what_it_cannot_answer) {
    const auto all = draws(2);
    const SlowState start;
    const auto place = [&](const PersonDay& day, const FullDays& days) {
        const auto answer = run_full_days({all, {&start, 1}}, day, days, {});
        return answer ? std::string{"answered"} : answer.error().where;
    };
    const auto at = [](double minute, double minutes) {
        return model::PlannedDays{{},
                                  {PlannedSession{minute, {{Modality::A, minutes, 0.6, 1, {}}}}}};
    };
    const auto sessions = [&](double minute, double minutes) {
        const auto planned = at(minute, minutes);
        return place({}, {planned, 2, 1, 0.3, false});
    };
    EXPECT_EQ(sessions(600, 30), "answered");
    EXPECT_EQ(sessions(602, 30), "day 2");
    EXPECT_EQ(sessions(600, 31), "day 2");
    EXPECT_EQ(sessions(1420, 30), "day 2");
    EXPECT_EQ(sessions(std::nan(""), 30), "day 2");
    EXPECT_EQ(place({}, {{}, 0, 1, 0.3, false}), "days");
    EXPECT_EQ(place({10, 35, nullptr, {}}, {{}, 2, 1, 0.3, false}), "heart_reserve_bpm");
    EXPECT_EQ(place({120, 3, nullptr, {}}, {{}, 2, 1, 0.3, false}), "vo2max");
    const auto medication = medication_course(kinetics(), 8, 1);
    EXPECT_EQ(place({120, 35, &medication, {}}, {{}, 2, 1, 0.3, false}), "medication");
    std::vector<DrawEvents> lists(1, DrawEvents(2));
    EXPECT_EQ(place({120, 35, nullptr, lists}, {{}, 2, 1, 0.3, false}), "events");
    lists.assign(2, DrawEvents(2));
    lists[1][1] = {{288, 0.5}};
    EXPECT_EQ(place({120, 35, nullptr, lists}, {{}, 2, 1, 0.3, false}), "events");
}

}  // namespace
}  // namespace sinew::ensemble
