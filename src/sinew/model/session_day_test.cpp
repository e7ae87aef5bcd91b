// One day in minutes, and the fair shares of the mechanisms.
#include <sinew/model/craving_level.hpp>
#include <sinew/model/session_day.hpp>
#include <sinew/model/shapley.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace sinew::model {
namespace {

Parameters centre() {
    return parameters_of(knowledge::load_model_pack(knowledge::PackSource::embedded()).value())
        .value();
}

PlannedDays plan() {
    PlannedDays days(30);
    days[23] = {
        {600,
         {{Modality::A, 30, 0.65, 1, std::nullopt}, {Modality::R, 15, 0.65, 1, std::nullopt}},
         false}};
    return days;
}

const std::vector<double>& curve(const std::array<std::vector<double>, kDayCurves>& curves,
                                 DayCurve which) {
    return curves[static_cast<std::size_t>(which)];
}

TEST(SessionDay, looks_at_the_first_session_day_of_the_fourth_week) {
    EXPECT_EQ(usual_view_day(plan()), 23U);
    PlannedDays early(30);
    early[4] = plan()[23];
    EXPECT_EQ(usual_view_day(early), 4U) << "none later: the last one before";
    EXPECT_EQ(usual_view_day(PlannedDays(9)), std::nullopt);
}

TEST(SessionDay, has_five_minutes_by_day_and_single_ones_round_the_session) {
    const SessionDayView view = session_day_frame(plan(), 23);
    EXPECT_EQ(view.minutes.front(), 0);
    EXPECT_EQ(view.minutes.back(), 1440);
    const auto has = [&](double minute) {
        return std::find(view.minutes.begin(), view.minutes.end(), minute) != view.minutes.end();
    };
    EXPECT_TRUE(has(571));
    EXPECT_TRUE(has(704));
    EXPECT_FALSE(has(566));
    EXPECT_FALSE(has(706));
    EXPECT_TRUE(has(1435));
    EXPECT_EQ(view.cue_minute, 705);
}

TEST(SessionDay, is_the_bout_of_the_fast_layer_from_the_minute_it_starts) {
    const Parameters p = centre();
    const PlannedDays days = plan();
    const SessionDayView view = session_day_frame(days, 23);
    SlowState start;
    start.C = 0.3;
    const DayBody body{60, 180, 35};
    const auto curves = session_day_curves(view, days[23], start, body, p);
    std::vector<double> since;
    for (const double minute : view.minutes)
        if (minute >= 600) since.push_back(minute - 600);
    const auto states = bout(days[23][0].segments, {}, since, {120, 35, p.w_op}, p);
    const std::size_t first = view.minutes.size() - since.size();
    for (std::size_t i = 0; i < first; ++i) {
        EXPECT_EQ(curve(curves, DayCurve::craving)[i], vas_of(0.3)) << "before it nothing moves";
        EXPECT_EQ(curve(curves, DayCurve::cortisol)[i], 0);
    }
    for (std::size_t i = 0; i < since.size(); ++i) {
        const std::size_t at = first + i;
        EXPECT_NEAR(curve(curves, DayCurve::heart_rate)[at],
                    60 + states[i].h + p.f_dr * states[i].drift_lag, 1e-9);
        EXPECT_NEAR(curve(curves, DayCurve::craving)[at], vas_of(0.3 - states[i].z), 1e-9);
        EXPECT_NEAR(curve(curves, DayCurve::endorphin)[at], 100 * states[i].bE, 1e-9);
        EXPECT_EQ(curve(curves, DayCurve::craving_without)[at], vas_of(0.3));
    }
}

TEST(SessionDay, the_example_cue_stands_an_hour_after_and_is_lower_after_a_bout) {
    const Parameters p = centre();
    const PlannedDays days = plan();
    const SessionDayView view = session_day_frame(days, 23);
    const auto curves = session_day_curves(view, days[23], {}, {60, 180, 35}, p);
    const auto peak = [&](DayCurve which) {
        const auto& values = curve(curves, which);
        return view.minutes[static_cast<std::size_t>(
            std::max_element(values.begin(), values.end()) - values.begin())];
    };
    EXPECT_EQ(peak(DayCurve::craving_without_cue), view.cue_minute);
    const auto at = static_cast<std::size_t>(
        std::find(view.minutes.begin(), view.minutes.end(), view.cue_minute) -
        view.minutes.begin());
    EXPECT_LT(curve(curves, DayCurve::craving_cue)[at],
              curve(curves, DayCurve::craving_without_cue)[at]);
}

TEST(Shapley, shares_add_up_whatever_the_orders_and_are_exact_where_nothing_interacts) {
    knowledge::ModelLink a, b, c;
    a.gains = {"g_CE"};
    b.gains = {"g_CP"};
    c.gains = {"g_CX"};
    const std::vector<Mechanism> mechanisms{{"a", {&a}}, {"b", {&b}}, {"c", {&c}}};
    const Parameters p = centre();
    const auto additive = [](const Parameters& q) {
        return std::vector<double>{2 * q.g_CE + 3 * q.g_CP + q.g_CX};
    };
    const auto parts = shapley_values(mechanisms, p, additive(p), additive, 1, 0, 3);
    EXPECT_NEAR(parts[0][0], 2 * p.g_CE, 1e-12);
    EXPECT_NEAR(parts[1][0], 3 * p.g_CP, 1e-12);
    // A product belongs to both in equal parts, over all orders; here over many.
    const auto product = [](const Parameters& q) { return std::vector<double>{q.g_CE * q.g_CP}; };
    const auto shared = shapley_values(mechanisms, p, product(p), product, 1, 0, 64);
    EXPECT_NEAR(shared[0][0] + shared[1][0] + shared[2][0], p.g_CE * p.g_CP, 1e-12);
    EXPECT_NEAR(shared[0][0], p.g_CE * p.g_CP / 2, 0.25 * p.g_CE * p.g_CP);
    EXPECT_EQ(shared[2][0], 0);
}

}  // namespace
}  // namespace sinew::model
