#include <gtest/gtest.h>
#include <sinew/activity/bouts_for_test.hpp>
#include <sinew/activity/session_match.hpp>

#include <algorithm>

namespace sinew::activity {
namespace {

const CoverSettings kCover{};
const MatchSettings kMatch{0.8, 0.5, 1.25, 0.8, 0.25, 120};  // knowledge/fitness/load.json

/// 5 min warm-up, 30 min at 110 to 130, 5 min cool-down; alarm 135.
domain::Session walk() {
    domain::Session session;
    session.kind = domain::SessionKind::aerobic;
    session.warm_up_min = 5;
    session.aerobic_min = 30;
    session.cool_down_min = 5;
    session.total_min = 40;
    session.targets.hr_bpm = domain::Range{110, 130};
    session.targets.no_heart_rate = domain::NoHeartRate::none;
    session.targets.hr_alarm_bpm = 135;
    session.targets.effort = {3, 4};
    return session;
}

/// 90 bpm in the first and last 5 minutes, `bpm` between.
domain::RecordedActivity walked(double minutes, double bpm) {
    return bout(minutes * 60,
                [=](double t) { return t < 300 || t >= minutes * 60 - 300 ? 90.0 : bpm; });
}

SessionMatch match(const domain::Session& session, const domain::RecordedActivity& activity,
                   const MatchQuestion& question = {}) {
    return match_session(session, activity, question, kCover, kMatch);
}
bool notes(const SessionMatch& match, MatchNote note) {
    return std::find(match.notes.begin(), match.notes.end(), note) != match.notes.end();
}

TEST(SessionMatch, counts_minutes_in_the_target_and_none_of_the_warm_up_against_them) {
    const SessionMatch answer = match(walk(), walked(40, 120));
    EXPECT_EQ(answer.verdict, MatchVerdict::as_prescribed);
    EXPECT_EQ(answer.basis, MatchBasis::heart_rate);
    EXPECT_DOUBLE_EQ(answer.band->inside_s, 1800);
    EXPECT_DOUBLE_EQ(answer.band->below_s, 600);
    EXPECT_EQ(answer.work_min, 30);
    EXPECT_DOUBLE_EQ(answer.done_min, 40);
}

TEST(SessionMatch, tells_harder_easier_longer_partly_and_a_start_apart) {
    EXPECT_EQ(match(walk(), walked(40, 133)).verdict, MatchVerdict::harder);
    EXPECT_EQ(match(walk(), walked(40, 100)).verdict, MatchVerdict::easier);
    EXPECT_EQ(match(walk(), walked(55, 120)).verdict, MatchVerdict::longer);
    EXPECT_EQ(match(walk(), walked(25, 120)).verdict, MatchVerdict::partly);
    EXPECT_EQ(match(walk(), walked(12, 120)).verdict, MatchVerdict::a_start);
    EXPECT_EQ(match(walk(), {}).verdict, MatchVerdict::not_judged);
}

TEST(SessionMatch, twenty_two_of_thirty_minutes_in_the_zone) {
    // 40 min: 5 warm-up, 22 in the zone, 13 easy.
    const SessionMatch answer = match(
        walk(), bout(2400, [](double t) { return t >= 300 && t < 300 + 22 * 60 ? 120.0 : 95.0; }));
    EXPECT_DOUBLE_EQ(answer.band->inside_s / 60, 22);
    EXPECT_EQ(answer.verdict, MatchVerdict::easier);
}

TEST(SessionMatch, without_heart_rate_time_alone_is_judged_and_that_is_said) {
    const SessionMatch answer = match(walk(), bout(2400, [](double) { return std::nullopt; }));
    EXPECT_EQ(answer.verdict, MatchVerdict::as_prescribed);
    EXPECT_EQ(answer.basis, MatchBasis::duration);
    EXPECT_FALSE(answer.band);
    EXPECT_TRUE(notes(answer, MatchNote::no_heart_rate));
    const auto half =
        bout(2400, [](double t) { return t < 1200 ? std::optional{120.0} : std::nullopt; });
    EXPECT_TRUE(notes(match(walk(), half), MatchNote::too_little_heart_rate));
}

TEST(SessionMatch, dropouts_are_no_shortfall) {
    // A tenth of the time is silent; the rest is as prescribed.
    const auto activity = bout(2400, [](double t) -> std::optional<double> {
        if (std::fmod(t, 300) >= 255) return std::nullopt;
        return t < 300 || t >= 2100 ? 90.0 : 120.0;
    });
    const SessionMatch answer = match(walk(), activity);
    EXPECT_LT(answer.heart_share, 0.95);
    EXPECT_EQ(answer.verdict, MatchVerdict::as_prescribed);
}

TEST(SessionMatch, a_heart_rate_that_does_not_steer_is_not_used) {
    domain::Session session = walk();
    session.targets.hr_bpm.reset();
    session.targets.no_heart_rate = domain::NoHeartRate::hr_invalid;  // a beta-blocker
    const SessionMatch answer = match(session, walked(40, 160), {.intervals = false, .effort = 5});
    EXPECT_EQ(answer.verdict, MatchVerdict::as_prescribed);
    EXPECT_EQ(answer.no_heart_rate, domain::NoHeartRate::hr_invalid);
    EXPECT_TRUE(notes(answer, MatchNote::target_not_used));
    EXPECT_TRUE(notes(answer, MatchNote::effort_above));
    EXPECT_FALSE(notes(answer, MatchNote::above_alarm));
}

TEST(SessionMatch, resistance_and_practice_are_judged_by_time_alone) {
    for (const auto kind : {domain::SessionKind::resistance, domain::SessionKind::mind_body,
                            domain::SessionKind::mobility}) {
        domain::Session session = walk();
        session.kind = kind;
        const SessionMatch answer = match(session, walked(40, 160));
        EXPECT_EQ(answer.basis, MatchBasis::duration);
        EXPECT_EQ(answer.verdict, MatchVerdict::as_prescribed);
        EXPECT_TRUE(notes(answer, MatchNote::duration_only));
    }
}

TEST(SessionMatch, easy_stretches_of_intervals_are_no_shortfall) {
    const auto activity =
        bout(2400, [](double t) { return std::fmod(t, 180) < 60 ? 125.0 : 100.0; });
    EXPECT_EQ(match(walk(), activity).verdict, MatchVerdict::easier);
    const SessionMatch answer = match(walk(), activity, {.intervals = true});
    EXPECT_EQ(answer.verdict, MatchVerdict::as_prescribed);
    EXPECT_TRUE(notes(answer, MatchNote::intervals));
}

TEST(SessionMatch, a_heart_rate_in_the_target_does_not_stand_for_the_strength_part) {
    domain::Session session = walk();
    EXPECT_EQ(match(session, walked(30, 120)).verdict, MatchVerdict::partly)
        << "20 of 30 min in it";
    session.aerobic_min = 20;
    EXPECT_EQ(match(session, walked(30, 120)).verdict, MatchVerdict::as_prescribed)
        << "the work was all there";
    session.kind = domain::SessionKind::combined;
    session.strength_min = 10;
    EXPECT_EQ(match(session, walked(30, 120)).verdict, MatchVerdict::partly);
}

TEST(SessionMatch, two_minutes_above_the_alarm_are_told) {
    const auto above = [](double seconds) {
        return bout(2400,
                    [=](double t) { return t >= 1000 && t < 1000 + seconds ? 140.0 : 120.0; });
    };
    EXPECT_FALSE(notes(match(walk(), above(119)), MatchNote::above_alarm));
    EXPECT_TRUE(notes(match(walk(), above(120)), MatchNote::above_alarm));
}

TEST(SessionMatch, effort_is_held_against_its_own_target) {
    EXPECT_TRUE(notes(match(walk(), walked(40, 120), {.intervals = false, .effort = 2}),
                      MatchNote::effort_below));
    EXPECT_TRUE(notes(match(walk(), walked(40, 120), {.intervals = false, .effort = 4}),
                      MatchNote::effort_within));
    EXPECT_TRUE(notes(match(walk(), walked(40, 120)), MatchNote::effort_not_rated));
}

}  // namespace
}  // namespace sinew::activity
