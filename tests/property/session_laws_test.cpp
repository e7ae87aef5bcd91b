// The laws of every timeline, on programmes from seeds: no gap, no overlap, breath that fills, nothing left out.
#include <gtest/gtest.h>
#include <sinew/session/compile_session.hpp>
#include <sinew/session/short_scripts.hpp>

#include "random_programme.hpp"
#include "support/tries.hpp"

namespace sinew::session {
namespace {

using namespace domain;

const knowledge::Catalogue& catalogue() {
    static const auto loaded = knowledge::load_catalogue(
        knowledge::PackSource::embedded(), {knowledge::Part::sessions, knowledge::Part::text});
    return **loaded;
}

/// Every law of a timeline, for any script.
void expect_lawful(const SessionScript& script) {
    std::int32_t at = 0;
    for (const Segment& segment : script.segments) {
        ASSERT_EQ(segment.start_ms, at) << "gap or overlap";
        ASSERT_GT(segment.duration_ms, 0);
        std::int32_t cue_at = 0;
        for (const BreathCue& cue : segment.breath) {
            ASSERT_EQ(cue.start_ms, cue_at);
            ASSERT_GT(cue.duration_ms, 0);
            cue_at += cue.duration_ms;
        }
        ASSERT_EQ(cue_at, segment.duration_ms) << "breath cues do not fill the segment";
        for (const Prompt& prompt : segment.prompts) {
            ASSERT_GE(prompt.at_ms, 0);
            ASSERT_LT(prompt.at_ms, segment.duration_ms);
        }
        at = segment.end_ms();
    }
    ASSERT_EQ(at, script.total_ms);
}

/// Every key that a script names has its words, in both languages.
void expect_words(const SessionScript& script) {
    const auto there = [](const std::string& key) {
        return key.empty() || catalogue().text.strings.contains(key);
    };
    for (const Segment& segment : script.segments) {
        for (const std::string* key : {&segment.title, &segment.instruction, &segment.attention})
            ASSERT_TRUE(there(*key)) << *key;
        for (const Prompt& prompt : segment.prompts) ASSERT_TRUE(there(prompt.text)) << prompt.text;
        ASSERT_TRUE(segment.form || segment.exercise || !segment.title.empty())
            << "a segment without a name";
        if (!segment.form) continue;
        for (const std::string& key : segment.form->adaptations) ASSERT_TRUE(there(key)) << key;
    }
}

/// Whole cycles of 60 / rate wherever a pacer is on; nothing but natural where only natural is allowed.
void expect_breath_kept(const SessionScript& script, const BreathGuide& guide) {
    for (const Segment& segment : script.segments) {
        for (std::size_t i = 0; i < segment.breath.size(); ++i) {
            const BreathCue& cue = segment.breath[i];
            ASSERT_TRUE(!guide.natural || cue.breath == Breath::natural);
            if (segment.kind != SegmentKind::breathe || cue.breath != Breath::in) continue;
            ASSERT_LT(i + 1, segment.breath.size());
            ASSERT_EQ(segment.breath[i + 1].breath, Breath::out);
            ASSERT_EQ(cue.duration_ms + segment.breath[i + 1].duration_ms,
                      guide.cycle.in_ms + guide.cycle.out_ms);
        }
    }
}

TEST(SessionLaws, hold_on_random_programmes) {
    int scripts = 0;
    for (std::uint64_t seed = 1; seed <= tries(60); ++seed) {
        const Programme programme = test::random_programme(seed, catalogue());
        for (int day = 1; day <= 84; ++day) {
            const ProgrammeWeek& week = programme.weeks[static_cast<std::size_t>((day - 1) / 7)];
            const ProgrammeDay& on = week.days[static_cast<std::size_t>((day - 1) % 7)];
            for (int i = 0; i < on.session_count; ++i) {
                SCOPED_TRACE("seed " + std::to_string(seed) + " day " + std::to_string(day) +
                             " session " + std::to_string(i));
                const auto script = compile_session(programme, day, i, {}, catalogue());
                ASSERT_TRUE(script) << to_line(script.error());
                ++scripts;
                ASSERT_NO_FATAL_FAILURE(expect_lawful(*script));
                ASSERT_NO_FATAL_FAILURE(expect_words(*script));
                const Session& session =
                    programme.sessions[on.first_session + static_cast<std::size_t>(i)];
                const bool lesson =
                    session.setting == Setting::class_lesson && !session.forms.empty();
                const auto& planning = catalogue().prescription.planning;
                ASSERT_EQ(script->total_ms,
                          minutes_ms(session.total_min +
                                     (lesson ? 0 : planning.arrive_min + planning.debrief_min)));
                const auto context = practice_context(programme, week.stage, script->breath_level,
                                                      session.natural_breath_only, {}, catalogue());
                ASSERT_NO_FATAL_FAILURE(expect_breath_kept(*script, context.guide));
                ASSERT_GE(script->tempo, catalogue().dose.tempo_low);
                ASSERT_LE(script->tempo, catalogue().dose.tempo_high);
                for (const Segment& segment : script->segments) {
                    ASSERT_FALSE(segment.exercise &&
                                 catalogue().exercises[segment.exercise->exercise].breaks.meets(
                                     programme.clearance.limits.avoid));
                    if (!segment.form) continue;
                    ASSERT_FALSE(context.limits[segment.form->form].left_out)
                        << "a left-out form appears";
                    ASSERT_LE(segment.form->variant, context.limits[segment.form->form].ceiling);
                    if (segment.kind != SegmentKind::form) continue;
                    const auto& phase =
                        catalogue().forms[segment.form->form].phases[*segment.form->phase];
                    ASSERT_GE(segment.duration_ms, static_cast<int>(phase.shortest_s * 1000) - 1);
                    ASSERT_LE(segment.duration_ms, static_cast<int>(phase.longest_s * 1000) + 1);
                    const auto still = context.limits[segment.form->form].still_max_s;
                    ASSERT_TRUE(!still || !phase.still || segment.duration_ms <= *still * 1000);
                }
                ASSERT_EQ(*script, *compile_session(programme, day, i, {}, catalogue()));
            }
        }
        const SessionScript demand = compile_on_demand(programme, {}, catalogue());
        SCOPED_TRACE("on demand, seed " + std::to_string(seed));
        ASSERT_NO_FATAL_FAILURE(expect_lawful(demand));
        ASSERT_NO_FATAL_FAILURE(expect_words(demand));
        ASSERT_GE(demand.total_ms, 180'000);
        ASSERT_LE(demand.total_ms, 300'000);
    }
    EXPECT_GT(scripts, 66 * static_cast<int>(tries(60)));
}

TEST(SessionLaws, hold_for_what_is_permitted_meanwhile) {
    Clearance clearance;
    clearance.outcome = Outcome::refer_first;
    const auto activities = values_of<Activity>();
    clearance.permitted_meanwhile = std::vector<Activity>{activities.begin(), activities.end()};
    for (const Activity activity : activities) {
        SCOPED_TRACE(name_of(activity));
        const auto script = compile_meanwhile(activity, clearance, catalogue());
        ASSERT_TRUE(script);
        ASSERT_NO_FATAL_FAILURE(expect_lawful(*script));
        ASSERT_NO_FATAL_FAILURE(expect_words(*script));
        ASSERT_NO_FATAL_FAILURE(expect_breath_kept(*script, BreathGuide{}));
    }
}

}  // namespace
}  // namespace sinew::session
