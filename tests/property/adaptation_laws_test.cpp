// Laws of adaptation, over random records and random weeks: limits hold, what is not earned never rises, what is past stays.
#include <gtest/gtest.h>
#include <sinew/document/adaptation_json.hpp>
#include <sinew/document/sessions_json.hpp>
#include "support/made_programme.hpp"
#include "support/tries.hpp"

namespace sinew {
namespace {

using namespace domain;
using document::ProgrammeDocument;

constexpr std::uint64_t kSeed = 20261123;

/// What might have been noted of one week; better or worse as a whole, so that every decision comes up.
Json some_week(const ProgrammeDocument& document, int number, RandomStream& chance) {
    const ProgrammeWeek& week = document.programme.weeks[static_cast<std::size_t>(number)];
    const double goodness = chance.chance(0.5) ? 0.97 : chance.uniform();
    Json log = {{"week_of", day_text(week.days[chance.below(7)].date)},
                {"sessions", Json::array()}};
    for (std::size_t d = 0; d < 7; ++d)
        for (int s = 0; s < week.days[d].session_count; ++s) {
            const Session& session =
                document.programme
                    .sessions[week.days[d].first_session + static_cast<std::size_t>(s)];
            if (chance.chance(0.02)) continue;
            Json entry = {{"day", number * 7 + static_cast<int>(d) + 1}, {"session", s}};
            if (!chance.chance(goodness)) {
                entry["status"] = "missed";
            } else {
                const bool partly = chance.chance(0.1);
                entry["status"] = partly ? "partly" : "done";
                if (partly)
                    entry["minutes_done"] = static_cast<int>(
                        chance.below(static_cast<std::uint64_t>(session.total_min) + 1));
                if (!chance.chance(0.05))
                    entry["effort_0_10"] =
                        std::min(10.0, session.targets.effort.high +
                                           (chance.chance(goodness) ? -1.0 : 2.0) + 1);
                if (chance.chance(0.5))
                    entry["craving_pre"] = 40,
                    entry["craving_post"] = chance.chance(goodness) ? 30 : 55;
                if (chance.chance(0.01))
                    entry["ses_rules"] = Json::array({chance.chance(0.8) ? "SES-16" : "SES-01"});
            }
            log["sessions"].push_back(entry);
        }
    if (chance.chance(0.3)) {
        log["baseline"] = {
            {"resting_hr", 66}, {"lnrmssd_mean", 3.4}, {"lnrmssd_sd", 0.3}, {"diary_se", 84}};
        for (const ProgrammeDay& day : week.days)
            log["mornings"].push_back({{"date", day_text(day.date)},
                                       {"resting_hr", 64 + static_cast<int>(chance.below(9))},
                                       {"lnrmssd", 3.2 + 0.4 * chance.uniform()},
                                       {"sleep_h", 5 + 3 * chance.uniform()}});
    }
    if (chance.chance(0.2))
        log["scores"]["phq9"] = {{"now", 5 + static_cast<int>(chance.below(6))}, {"before", 6}};
    if (chance.chance(0.2))
        log["scores"]["cows"] = {{"now", static_cast<int>(chance.below(8))}, {"before", 3}};
    if (chance.chance(0.1)) log["gap_days"] = static_cast<int>(chance.below(32));
    if (chance.chance(0.05)) log["lapse"] = true;
    if (chance.chance(0.02)) log["flags"] = {"clinician_hold"};
    return log;
}

void expect_within_limits(const Programme& programme, const std::string& at) {
    const Limits& limits = programme.clearance.limits;
    for (const ProgrammeWeek& week : programme.weeks) {
        int total = 0, active = 0;
        for (const ProgrammeDay& day : week.days) {
            active += day.session_count > 0 ? 1 : 0;
            EXPECT_LE(static_cast<int>(day.session_count), limits.sessions_per_day_max.value_or(3))
                << at;
            for (std::size_t s = 0; s < day.session_count; ++s) {
                const Session& session = programme.sessions[day.first_session + s];
                total += session.total_min;
                EXPECT_LE(static_cast<int>(session.total_min),
                          limits.session_min_max.value_or(1440))
                    << at;
                EXPECT_LE(session.targets.zone_high,
                          std::max(limits.intensity_cap.value_or(Intensity::near_maximal),
                                   Intensity::very_light))
                    << at;
            }
        }
        EXPECT_LE(total, limits.weekly_min_max.value_or(100000)) << at;
        EXPECT_LE(active, 7 - limits.rest_days_min.value_or(0)) << at;
    }
}

/// How many of minutes, days, intensity and strength rose.
int risen(const prescribe::MainDose& before, const prescribe::MainDose& after) {
    return (after.minutes > before.minutes) + (after.days > before.days) +
           (after.pct_hrr.high > before.pct_hrr.high) +
           (after.strength_minutes > before.strength_minutes) +
           (after.strength_days > before.strength_days);
}

void expect_lawful(const ProgrammeDocument& before, const care::Adapted& adapted,
                   const std::string& at) {
    const auto& decision = adapted.decision;
    EXPECT_EQ(adapted.answer.programme.has_value(), !decision.suspended()) << at;
    if (decision.next.decision == WeekDecision::progress) {
        if (!decision.recovered) {
            EXPECT_LE(risen(decision.before, decision.after), 1) << at;
        }
    } else {
        EXPECT_EQ(risen(decision.before, decision.after), 0) << at;
        EXPECT_LE(decision.after.pct_hrr.low, decision.before.pct_hrr.low) << at;
    }
    if (decision.next.decision == WeekDecision::regress && decision.before.minutes > 5) {
        EXPECT_LT(decision.after.minutes, decision.before.minutes) << at;
    }
    if (!decision.programme) return;
    const Programme& now = *decision.programme;
    expect_within_limits(now, at);
    const auto past = static_cast<std::size_t>(decision.week) + 1;
    for (std::size_t w = 0; w < past; ++w) EXPECT_EQ(now.weeks[w], before.programme.weeks[w]) << at;
    const std::size_t kept = now.weeks[past].days[0].first_session;
    ASSERT_LE(kept, before.programme.sessions.size()) << at;
    EXPECT_TRUE(std::equal(now.sessions.begin(),
                           now.sessions.begin() + static_cast<std::ptrdiff_t>(kept),
                           before.programme.sessions.begin()))
        << at;
    EXPECT_FALSE(now.weeks[past].if_progress) << at;
    for (std::size_t w = past + 1; w < now.weeks.size(); ++w)
        EXPECT_TRUE(now.weeks[w].if_progress) << at;
    if (decision.next.decision != WeekDecision::progress) {
        EXPECT_LE(now.weeks[past].dose.aerobic_minutes, decision.before.minutes) << at;
        EXPECT_LE(now.weeks[past].dose.pct_hrr.high, decision.before.pct_hrr.high) << at;
    }
}

TEST(AdaptationLaws, hold_over_whole_programmes_week_by_week) {
    std::array<int, Names<WeekDecision>::all.size()> seen{};
    int weeks = 0;
    const std::uint64_t people = tries(120);
    for (std::uint64_t index = 0; index < people; ++index) {
        Json answer = made_answer(index);
        RandomStream chance{kSeed, "weeks", index};
        for (int week = 0; week < kWeeks && answer["kind"] == "programme"; ++week) {
            const std::string at = "seed " + std::to_string(kSeed) + " record " +
                                   std::to_string(index) + " week " + std::to_string(week + 1);
            const auto document =
                document::read_programme(answer, "programme.json", whole_catalogue());
            ASSERT_TRUE(document) << at << "\n" << told(document.error());
            if (chance.chance(0.05)) continue;  // a week that nobody noted
            const Json log_json = some_week(*document, week, chance);
            const auto log =
                document::read_week_log(log_json, "sessions.json", *document, whole_catalogue());
            ASSERT_TRUE(log) << at << "\n" << told(log.error()) << log_json.dump();
            const auto adapted = care::adapt(document->programme, document->record, document->as_of,
                                             *log, document->decided, whole_catalogue());
            expect_lawful(*document, adapted, at + "\n" + log_json.dump());
            if (HasFailure()) return;
            const std::string written =
                document::adapted_answer_json(adapted, *document, whole_catalogue(), english())
                    .dump();
            ASSERT_EQ(written.find("\"<"), std::string::npos)
                << at << written.substr(written.find("\"<"), 80);
            const auto again = care::adapt(document->programme, document->record, document->as_of,
                                           *log, document->decided, whole_catalogue());
            ASSERT_EQ(written,
                      document::adapted_answer_json(again, *document, whole_catalogue(), english())
                          .dump())
                << at;
            Json next = Json::parse(written);
            for (std::size_t w = 0; next.contains("weeks") && w <= static_cast<std::size_t>(week);
                 ++w)
                ASSERT_EQ(next["weeks"][w], answer["weeks"][w]) << at;
            answer = std::move(next);
            ++seen[static_cast<std::size_t>(adapted.decision.next.decision)];
            ++weeks;
        }
    }
    EXPECT_GT(weeks, static_cast<int>(people) * 5 / 2);
    if (people < 120) return;  // too few to meet every decision
    for (const WeekDecision decision : values_of<WeekDecision>())
        EXPECT_GT(seen[static_cast<std::size_t>(decision)], 0) << name_of(decision);
}

}  // namespace
}  // namespace sinew
