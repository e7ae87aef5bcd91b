// The luck of a sampled course against what its hazards say it must be.
#include <sinew/model/hazard.hpp>
#include <sinew/model/prior.hpp>
#include <sinew/model/sampled_path.hpp>
#include <sinew/model/within_day.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace sinew::model {
namespace {

constexpr std::size_t kDays = 42;
constexpr int kMany = 4000;

Parameters centre() {
    return parameters_of(knowledge::load_model_pack(knowledge::PackSource::embedded()).value())
        .value();
}

PlannedDays plan() {
    PlannedDays days(kDays);
    for (std::size_t day = 0; day < kDays; day += 2)
        days[day] = {{600, {{Modality::A, 40, 0.6, 1, std::nullopt}}, false},
                     {1080, {{Modality::M, 20, 0.25, 1, 6.0}}, true}};
    return days;
}

/// A person of a stimulant class thirty days after the last use.
struct Someone {
    PersonCourse person;
    DrawnPerson drawn;
    explicit Someone(Parameters p, double availability = 1) {
        person.drug = DrugClass::stimulant;
        person.days_abstinent = 30;
        person.availability = availability;
        drawn = drawn_person(person, {}, p, kDays);
    }
    Someone(const Someone&) = delete;
    Someone& operator=(const Someone&) = delete;
};

/// Four standard errors of a share counted `kMany` times.
double four_errors(double share) { return 4 * std::sqrt(share * (1 - share) / kMany) + 1e-9; }

TEST(SampledPath, first_lapses_are_as_frequent_as_the_hazard_with_frailty_says) {
    Parameters p = centre();
    p.dlt_0 = 0;
    const Someone one{p};
    const PlannedDays days = plan();
    Course followed;
    run_course(one.drawn, all_segments(days), one.drawn.parameters, kDays, followed);
    std::array<int, kDays + 1> free{};
    SampledPath path;
    for (int k = 0; k < kMany; ++k) {
        run_sampled(one.drawn, &days, one.drawn.parameters,
                    EventDraws{7, 0, static_cast<std::uint64_t>(k)}, {1.0, false}, kDays, path);
        for (std::size_t day = 0; day <= kDays; ++day)
            if (!path.first_lapse || *path.first_lapse >= day) ++free[day];
    }
    for (const std::size_t day : {3U, 7U, 21U, 42U}) {
        const double expected = free_of_lapse(followed[day].H, one.drawn.parameters);
        EXPECT_GT(expected, 0.05);
        EXPECT_LT(expected, 0.99);
        EXPECT_NEAR(static_cast<double>(free[day]) / kMany, expected, four_errors(expected)) << day;
    }
}

TEST(SampledPath, drop_out_attendance_and_the_second_day_are_as_frequent_as_they_should_be) {
    Parameters p = centre();
    p.dlt_0 = 0.02;
    const Someone one{p, 0};  // nothing to use: drop-out follows the hazard of the followed path
    const Someone using_one{p};
    const PlannedDays days = plan();
    Course followed;
    run_course(one.drawn, all_segments(days), one.drawn.parameters, kDays, followed);
    double stayed = 0, attended = 0, planned = 0, lapses = 0, second = 0;
    SampledPath path;
    for (int k = 0; k < kMany; ++k) {
        const EventDraws draws{11, 3, static_cast<std::uint64_t>(k)};
        run_sampled(one.drawn, &days, one.drawn.parameters, draws, {1.0, false}, kDays, path);
        if (!path.dropout) ++stayed;
        EXPECT_EQ(path.lapses, 0);
        run_sampled(using_one.drawn, &days, one.drawn.parameters, draws, {0.65, false}, kDays,
                    path);
        attended += path.attended;
        planned += path.planned;
        lapses += path.lapses;
        second += path.use_days - path.lapses;
    }
    const double expected = still_in_programme(followed[kDays].D);
    EXPECT_NEAR(stayed / kMany, expected, four_errors(expected));
    EXPECT_NEAR(attended / planned, 0.65, 4 * std::sqrt(0.65 * 0.35 / planned));
    // A second day that falls on the last day of all is not run: a little under p_second.
    EXPECT_NEAR(second / lapses, p.p_second, 4 * std::sqrt(0.25 / lapses) + 0.03);
}

TEST(SampledPath, with_every_session_done_and_nothing_to_use_it_is_the_followed_path) {
    Parameters p = centre();
    p.dlt_0 = 0;
    const Someone one{p, 0};
    const PlannedDays days = plan();
    Course followed;
    run_course(one.drawn, all_segments(days), one.drawn.parameters, kDays, followed);
    SampledPath path;
    for (const bool within_day : {false, true}) {
        run_sampled(one.drawn, &days, one.drawn.parameters, EventDraws{1, 0, 0}, {1.0, within_day},
                    kDays, path);
        EXPECT_EQ(path.course, followed);
        EXPECT_EQ(path.attended, path.planned);
    }
}

TEST(SampledPath, programmes_meet_the_same_luck) {
    const Someone one{centre()};
    PlannedDays nothing_done(kDays);
    for (auto& day : nothing_done) day = {{600, {{Modality::A, 0, 0.6, 1, std::nullopt}}, false}};
    SampledPath with, without;
    for (std::uint64_t k = 0; k < 100; ++k) {
        const EventDraws draws{5, 0, k};
        run_sampled(one.drawn, &nothing_done, one.drawn.parameters, draws, {}, kDays, with);
        run_sampled(one.drawn, nullptr, one.drawn.parameters, draws, {}, kDays, without);
        EXPECT_EQ(with.course, without.course) << "sessions without minutes, the same luck";
        EXPECT_EQ(with.first_lapse, without.first_lapse);
    }
}

TEST(SampledPath, after_drop_out_there_are_no_sessions_and_the_person_goes_on) {
    Parameters p = centre();
    p.dlt_0 = 0.3;
    const Someone one{p, 0};
    const PlannedDays days = plan();
    SampledPath path;
    run_sampled(one.drawn, &days, one.drawn.parameters, EventDraws{2, 0, 0}, {1.0, false}, kDays,
                path);
    ASSERT_TRUE(path.dropout);
    ASSERT_LT(*path.dropout + 5, kDays);
    EXPECT_EQ(path.course.size(), kDays + 1);
    int until = 0;
    for (std::size_t day = 0; day <= *path.dropout; ++day)
        until += static_cast<int>(days[day].size());
    EXPECT_EQ(path.planned, until);
    for (std::size_t day = *path.dropout + 1; day < kDays; ++day)
        EXPECT_LT(path.course[day + 1].LA, path.course[day].LA) << "the load only fades";
}

TEST(SampledPath, a_lapse_shortens_the_recovery_clock_and_lifts_craving_once_an_episode) {
    const Someone one{centre()};
    const Parameters& p = one.drawn.parameters;
    SampledPath path;
    int seen = 0;
    for (std::uint64_t k = 0; k < 200; ++k) {
        run_sampled(one.drawn, nullptr, p, EventDraws{3, 0, k}, {}, kDays, path);
        if (!path.first_lapse) continue;
        ++seen;
        const SlowState& before = path.course[*path.first_lapse];
        const SlowState& after = path.course[*path.first_lapse + 1];
        EXPECT_DOUBLE_EQ(after.t_rec, (1 - p.rho_x) * before.t_rec);
        EXPECT_GT(after.C, before.C);
        EXPECT_LT(after.R, before.R);
    }
    EXPECT_GT(seen, 20);
}

TEST(WithinDay, without_events_and_sessions_every_slot_is_the_day) {
    Parameters p = centre();
    p.n_cue = p.n_stress = 0;
    const Someone one{p};
    AcuteCraving acute;
    for (const double factor : slot_factors(one.drawn.start, one.drawn.start, {},
                                            EventDraws{1, 0, 0}, 0, acute, one.drawn.parameters))
        EXPECT_EQ(factor, 1);
    SampledPath daily, within;
    for (std::uint64_t k = 0; k < 100; ++k) {
        const EventDraws draws{9, 0, k};
        run_sampled(one.drawn, nullptr, one.drawn.parameters, draws, {{}, false}, kDays, daily);
        run_sampled(one.drawn, nullptr, one.drawn.parameters, draws, {{}, true}, kDays, within);
        EXPECT_EQ(daily.first_lapse, within.first_lapse);
        EXPECT_EQ(daily.use_days, within.use_days);
    }
}

TEST(WithinDay, a_session_lowers_the_hazard_for_hours_and_strong_cues_raise_it) {
    Parameters p = centre();
    p.n_cue = p.n_stress = 0;
    const Someone one{p};
    const PlannedSession session{600, {{Modality::A, 40, 0.65, 1, std::nullopt}}, false};
    const PlannedSession* done[] = {&session};
    AcuteCraving acute;
    const auto quiet = slot_factors(one.drawn.start, one.drawn.start, done, EventDraws{1, 0, 0}, 0,
                                    acute, one.drawn.parameters);
    EXPECT_EQ(quiet[39], 1) << "before 10:00";
    EXPECT_LT(quiet[44], 0.97) << "after the session";
    EXPECT_LT(quiet[44], quiet[70]) << "it wears off";
    EXPECT_GT(acute.relief, 0) << "some of it is left at midnight";
    p.n_cue = 200;  // almost every slot
    p.cue_strength = 1;
    const Someone other{p};
    acute = {};
    const auto cued = slot_factors(other.drawn.start, other.drawn.start, {}, EventDraws{1, 0, 0}, 0,
                                   acute, other.drawn.parameters);
    EXPECT_EQ(cued[10], 1) << "no events before 06:00";
    EXPECT_GT(*std::max_element(cued.begin() + 30, cued.end()), 1.05);
}

TEST(EventDraws, one_name_is_one_stream_and_the_replicate_counts) {
    const EventDraws a{1, 2, 3}, b{1, 2, 4}, c{1, 2, 3, 0}, d{1, 2, 3, 1};
    EXPECT_NE(a.lapse(5), a.dropout(5));
    EXPECT_NE(a.lapse(5), a.lapse(6));
    EXPECT_NE(a.lapse(5), b.lapse(5));
    EXPECT_NE(c.lapse(5), d.lapse(5));
    EXPECT_EQ(a.lapse(5), (StreamKey{1, "model.lapse"}.with(2).with(3).with(5).uniform()));
    RandomStream stream{1, "model.lapse", 9};
    EXPECT_EQ((StreamKey{1, "model.lapse"}.with(9).uniform()), stream.uniform());
}

TEST(Frailty, has_mean_one_and_the_variance_it_is_given) {
    double sum = 0, squares = 0;
    constexpr int kPoints = 20000;
    for (int i = 0; i < kPoints; ++i) {
        const double w = frailty_at((i + 0.5) / kPoints, 1.5);
        sum += w;
        squares += w * w;
    }
    EXPECT_NEAR(sum / kPoints, 1, 0.002);
    EXPECT_NEAR(squares / kPoints - 1, 1.5, 0.03);
    EXPECT_EQ(frailty_at(0.3, 0), 1);
}

}  // namespace
}  // namespace sinew::model
