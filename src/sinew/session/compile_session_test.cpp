#include <gtest/gtest.h>
#include <sinew/session/class_sheet.hpp>
#include <sinew/session/compile_session.hpp>
#include <sinew/session/short_scripts.hpp>

#include <numeric>

namespace sinew::session {
namespace {

using namespace domain;

const knowledge::Catalogue& catalogue() {
    static const auto loaded = knowledge::load_catalogue(
        knowledge::PackSource::embedded(), {knowledge::Part::sessions, knowledge::Part::text});
    return **loaded;
}

/// A programme with one session on day 1.
Programme one_session(const Session& session, EnumSet<Avoid> bans = {},
                      EnumSet<Caution> cautions = {}, Stage stage = Stage::S1) {
    Programme programme;
    programme.stage = stage;
    programme.cautions = cautions;
    programme.clearance.outcome = Outcome::clear;
    programme.clearance.limits.avoid = bans;
    programme.clearance.facts.resize(catalogue().screening.facts.size());
    programme.weeks[0].stage = stage;
    programme.weeks[0].days[0].session_count = 1;
    programme.sessions = {session};
    return programme;
}

Session whole_set(int minutes) {
    Session session;
    session.practice_min = session.total_min = static_cast<std::int16_t>(minutes);
    for (FormIndex form = 0; form < knowledge::kForms; ++form)
        session.forms.push_back(
            {form, Variant::full,
             static_cast<std::uint8_t>(catalogue().forms[form].repetitions_default), false});
    session.breath_level = {1, 1};
    return session;
}

SessionScript compiled(const Programme& programme, const SessionOptions& options = {}) {
    auto script = compile_session(programme, 1, 0, options, catalogue());
    EXPECT_TRUE(script) << to_line(script.error());
    return script ? *script : SessionScript{};
}

TEST(CompileSession, the_set_at_its_own_length_keeps_the_order_and_both_sides) {
    Session session = whole_set(13);
    session.natural_breath_only = true;
    const SessionScript script = compiled(one_session(session));
    std::vector<FormIndex> order;
    int mirrored = 0;
    for (const Segment& segment : script.segments) {
        if (!segment.form) continue;
        if (order.empty() || order.back() != segment.form->form)
            order.push_back(segment.form->form);
        mirrored += segment.form->mirrored ? 1 : 0;
    }
    EXPECT_EQ(order, (std::vector<FormIndex>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}));
    EXPECT_EQ(mirrored,
              4 + 8 + 9 + 5 + 8 + 6);  // zhai_xing, dao_zhuai, jiu_gui, qing_long, wo_hu, diao_wei
    EXPECT_NEAR(script.tempo, 780.0 / 782.5, 0.002);
}

TEST(CompileSession, ten_to_fifteen_minutes_lie_inside_the_tempo) {
    // dose.json: tempo_for_10_15_min 0.77 to 1.15, without breath shortening the phases.
    for (const auto& [minutes, tempo] : {std::pair{10, 0.767}, {15, 1.149}}) {
        Session session = whole_set(minutes);
        session.natural_breath_only = true;
        EXPECT_NEAR(compiled(one_session(session)).tempo, tempo, 0.01) << minutes;
    }
}

TEST(CompileSession, too_few_minutes_drop_repetitions_then_forms_but_not_the_closing) {
    const SessionScript script = compiled(one_session(whole_set(5)));
    EXPECT_FALSE(script.no_time.empty());
    EXPECT_EQ(script.segments[script.segments.size() - 3].form->form, 13);
    for (const FormIndex form : script.no_time)
        for (const Segment& segment : script.segments)
            EXPECT_FALSE(segment.form && segment.form->form == form);
}

TEST(CompileSession, many_minutes_bring_another_round_at_a_tempo_near_nominal) {
    const SessionScript script = compiled(one_session(whole_set(24)));
    int last_round = 1;
    for (const Segment& segment : script.segments)
        if (segment.form) last_round = std::max<int>(last_round, segment.form->round);
    EXPECT_GE(last_round, 2);
    EXPECT_NEAR(script.tempo, 1.0, 0.16);
}

TEST(CompileSession, a_rest_day_and_a_wrong_day_are_told_apart) {
    const Programme programme = one_session(whole_set(12));
    EXPECT_EQ(compile_session(programme, 2, 0, {}, catalogue()).error().code, ErrorCode::not_found);
    EXPECT_EQ(compile_session(programme, 85, 0, {}, catalogue()).error().code,
              ErrorCode::out_of_range);
    EXPECT_EQ(compile_session(programme, 1, 1, {}, catalogue()).error().where, "--session");
}

TEST(CompileSession, an_exercise_against_a_ban_is_a_conflict) {
    Session session;
    session.kind = SessionKind::aerobic;
    session.aerobic_min = session.total_min = 20;
    session.exercises.push_back(
        {*catalogue().exercises.find("jog_easy"), SessionPart::work, 1, 1200});
    EXPECT_EQ(compile_session(one_session(session, {Avoid::high_impact}), 1, 0, {}, catalogue())
                  .error()
                  .code,
              ErrorCode::conflict);
    EXPECT_TRUE(compile_session(one_session(session), 1, 0, {}, catalogue()));
}

TEST(CompileSession, intervals_begin_and_end_easy) {
    Session session;
    session.kind = SessionKind::aerobic;
    session.aerobic_min = 20;
    session.warm_up_min = session.cool_down_min = 5;
    session.total_min = 30;
    session.targets.zone_low = Intensity::moderate;
    session.targets.zone_high = Intensity::vigorous;
    session.targets.effort = {4, 6};
    session.exercises.push_back(
        {*catalogue().exercises.find("walk_interval"), SessionPart::work, 1, 1200});
    std::vector<SegmentKind> kinds;
    std::int32_t hard = 0;
    for (const Segment& segment : compiled(one_session(session)).segments) {
        if (segment.kind == SegmentKind::interval_work) hard += segment.duration_ms;
        if (segment.kind == SegmentKind::interval_work ||
            segment.kind == SegmentKind::interval_easy)
            kinds.push_back(segment.kind);
        EXPECT_TRUE(segment.kind != SegmentKind::interval_easy ||
                    segment.targets->effort.high <= 4);
    }
    EXPECT_EQ(hard, 6 * 60'000);
    EXPECT_EQ(kinds.front(), SegmentKind::interval_easy);
    EXPECT_EQ(kinds.back(), SegmentKind::interval_easy);
}

TEST(CompileSession, sets_come_whole_with_rests_between) {
    Session session;
    session.kind = SessionKind::resistance;
    session.strength_min = session.total_min = 10;
    session.exercises.push_back(
        {*catalogue().exercises.find("wall_push_up"), SessionPart::work, 2, 10});
    session.exercises.push_back(
        {*catalogue().exercises.find("seated_knee_extension"), SessionPart::work, 2, 10});
    int sets = 0, rests = 0;
    for (const Segment& segment : compiled(one_session(session)).segments) {
        sets += segment.exercise ? 1 : 0;
        rests += segment.kind == SegmentKind::rest && segment.title == "session.work.rest" ? 1 : 0;
    }
    EXPECT_EQ(sets, 4);
    EXPECT_EQ(rests, 3);
}

TEST(CompileSession, a_lesson_follows_the_plan_of_a_class) {
    Session session = whole_set(12);
    session.setting = Setting::class_lesson;
    session.total_min = 45;
    const SessionScript script = compiled(one_session(session));
    EXPECT_EQ(script.total_ms, minutes_ms(45));
    std::map<SegmentKind, std::int32_t> spent;
    for (const Segment& segment : script.segments) spent[segment.kind] += segment.duration_ms;
    EXPECT_EQ(spent[SegmentKind::arrive] + spent[SegmentKind::rate] + spent[SegmentKind::debrief],
              minutes_ms(5 + 4));
    EXPECT_EQ(spent[SegmentKind::warm_up], minutes_ms(6));
    EXPECT_EQ(spent[SegmentKind::teach], minutes_ms(13));
}

TEST(PhaseRule, one_breath_else_written_free_written_and_never_a_hold) {
    const BreathGuide own = breath_guide(catalogue().breathing, 1, false, false, false);
    // comfortable 2.5 s in, 3.0 s out; factor 1.25: up to 3.125 and 3.75 s in one breath.
    EXPECT_EQ(phase_cues(own, Breath::in, 3125), (std::vector<BreathCue>{{0, 3125, Breath::in}}));
    EXPECT_EQ(
        phase_cues(own, Breath::out, 9000),
        (std::vector<BreathCue>{
            {0, 3000, Breath::out}, {3000, 3000, Breath::natural}, {6000, 3000, Breath::out}}));
    EXPECT_EQ(phase_cues(own, Breath::out, 5000),
              (std::vector<BreathCue>{{0, 3000, Breath::out}, {3000, 2000, Breath::natural}}));
    EXPECT_EQ(phase_cues(own, Breath::natural, 9000),
              (std::vector<BreathCue>{{0, 9000, Breath::natural}}));
    const BreathGuide natural = breath_guide(catalogue().breathing, 3, true, false, false);
    EXPECT_EQ(phase_cues(natural, Breath::in, 3000),
              (std::vector<BreathCue>{{0, 3000, Breath::natural}}));
}

TEST(PacedBreath, fills_with_whole_cycles_after_a_free_start) {
    const BreathGuide slow = breath_guide(catalogue().breathing, 2, false, false, false);
    EXPECT_EQ(slow.cycle.in_ms + slow.cycle.out_ms, 6000);
    const auto cues = paced_cues(slow, 62'500, 300'000);
    EXPECT_EQ(cues.size(), 21u);
    EXPECT_EQ(cues[0], (BreathCue{0, 2500, Breath::natural}));
    EXPECT_EQ(paced_cues(slow, 400'000, 300'000).size(), 101u)
        << "first slow sessions: 5 min at most";
}

TEST(BreathLevel, hard_limits_beat_the_wish) {
    Session session = whole_set(12);
    session.breath_level = {4, 4};
    EXPECT_EQ(compiled(one_session(session)).breath_level, 4);
    EXPECT_EQ(compiled(one_session(session, {}, {Caution::hypertension})).breath_level, 2);
    EXPECT_EQ(compiled(one_session(session, {}, {}, Stage::S0)).breath_level, 2);
    EXPECT_EQ(compiled(one_session(session, {}, {Caution::pregnancy})).breath_level, 3);
    EXPECT_EQ(compiled(one_session(session, {Avoid::prolonged_inward_attention})).breath_level, 1);
}

TEST(StopRules, leave_out_only_what_is_known_not_to_apply) {
    Programme programme = one_session(whole_set(12));
    EXPECT_EQ(compiled(programme).stop_rules.size(), 22u);
    programme.clearance.facts[catalogue().screening.fact("pregnant")] = Reading::number(0);
    programme.clearance.facts[catalogue().screening.fact("insulin_or_secretagogue")] =
        Reading::number(0);
    const auto rules = compiled(programme).stop_rules;
    EXPECT_EQ(rules.size(), 20u);
    EXPECT_EQ(std::count(rules.begin(), rules.end(), "SES-17"), 0);
}

TEST(Meanwhile, holds_only_what_is_permitted_now) {
    Clearance clearance;
    clearance.outcome = Outcome::refer_first;
    clearance.permitted_meanwhile = std::vector<Activity>{Activity::seated_breathing};
    EXPECT_TRUE(compile_meanwhile(Activity::seated_breathing, clearance, catalogue()));
    EXPECT_EQ(compile_meanwhile(Activity::gentle_mobility, clearance, catalogue()).error().code,
              ErrorCode::conflict);
}

TEST(OnDemand, alone_it_is_seated_breathing) {
    Programme programme = one_session(whole_set(12));
    programme.on_demand.seated_breathing_only = true;
    programme.on_demand.breath_s = 60;
    const SessionScript script = compile_on_demand(programme, {}, catalogue());
    EXPECT_EQ(script.segments.size(), 3u);
    EXPECT_EQ(script.total_ms, 180'000);
}

TEST(ClassSheet, has_the_parts_of_the_lesson_and_the_duties) {
    Session session = whole_set(12);
    session.setting = Setting::class_lesson;
    session.total_min = 45;
    const Programme programme = one_session(session, {}, {Caution::knee});
    const auto sheet = class_sheet(programme, 1, 0, GroupSize::large, catalogue());
    ASSERT_TRUE(sheet);
    std::vector<std::string> ids;
    std::int32_t sum = 0;
    for (const auto& part : sheet->parts) {
        ids.push_back(part.id);
        sum += part.duration_ms;
    }
    EXPECT_EQ(ids, (std::vector<std::string>{"check", "warm_up", "teaching", "practice",
                                             "cool_down", "debrief"}));
    EXPECT_EQ(sum, minutes_ms(45));
    EXPECT_EQ(sheet->people.high, 30);
    EXPECT_EQ(sheet->forms[5].variant, Variant::easier);
    EXPECT_EQ(class_sheet(programme, 1, 0, GroupSize::small, catalogue())->people, (Range{3, 6}));
    EXPECT_FALSE(class_sheet(programme, 1, 0, GroupSize::none, catalogue()));
    for (const GroupSize size : {GroupSize::large, GroupSize::small}) {
        const auto other = class_sheet(programme, 1, 0, size, catalogue());
        for (const auto* keys : {&other->duties, &other->stop_signs})
            for (const std::string& key : *keys)
                EXPECT_TRUE(catalogue().text.strings.contains(key)) << key;
        for (const std::string& stem : other->emergencies)
            EXPECT_TRUE(catalogue().text.strings.contains(stem + ".title") &&
                        catalogue().text.strings.contains(stem + ".1"))
                << stem;
    }
}

TEST(ShareMs, parts_are_whole_and_sum_to_the_total) {
    const std::vector<double> weights{5, 6, 13, 12, 5, 4};
    for (const std::int32_t total : {0, 1, 7, 599'999, 2'700'000}) {
        const auto parts = share_ms(total, weights);
        EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), 0), total);
    }
    EXPECT_EQ(share_ms(10, std::vector<double>{0, 0, 0}), (std::vector<std::int32_t>{4, 3, 3}));
}

}  // namespace
}  // namespace sinew::session
