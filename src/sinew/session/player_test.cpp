#include <gtest/gtest.h>
#include <sinew/session/player.hpp>

namespace sinew::session {
namespace {

using namespace domain;

/// Ten seconds of rating, six of a form that breathes in and out, four of rest.
SessionScript sample() {
    SessionScript script;
    script.total_ms = 20'000;
    const auto segment = [](SegmentKind kind, std::int32_t start_ms, std::int32_t duration_ms) {
        Segment made;
        made.kind = kind;
        made.start_ms = start_ms;
        made.duration_ms = duration_ms;
        made.breath = {{0, duration_ms, Breath::natural}};
        return made;
    };
    Segment rate = segment(SegmentKind::rate, 0, 10'000);
    rate.prompts = {{0, "first"}, {5'000, "second"}};
    Segment form = segment(SegmentKind::form, 10'000, 6'000);
    form.breath = {{0, 3'000, Breath::in}, {3'000, 3'000, Breath::out}};
    form.form = FormPlace{};
    form.form->variant = Variant::full;
    form.form->easier = Variant::easier;
    const Segment rest = segment(SegmentKind::rest, 16'000, 4'000);
    script.segments = {rate, form, rest};
    return script;
}

TEST(Player, time_moves_through_segments_and_stops_at_the_end) {
    const SessionScript script = sample();
    PlayState state = advance(script, {}, 11'500);
    PlayFrame frame = frame_of(script, state);
    EXPECT_EQ(frame.index, 1u);
    EXPECT_EQ(frame.left_ms, 4'500);
    EXPECT_EQ(frame.breath, Breath::in);
    EXPECT_DOUBLE_EQ(frame.breath_progress, 0.5);
    EXPECT_EQ(frame.next, &script.segments[2]);
    state = advance(script, state, 1'000'000);
    frame = frame_of(script, state);
    EXPECT_TRUE(frame.finished);
    EXPECT_EQ(frame.total_left_ms, 0);
    EXPECT_EQ(frame.index, 2u);
    EXPECT_EQ(state.spent_ms, 20'000);
}

TEST(Player, many_small_steps_lead_where_one_large_step_leads) {
    const SessionScript script = sample();
    PlayState state;
    for (int i = 0; i < 173; ++i) state = advance(script, state, 67);
    EXPECT_EQ(state, advance(script, {}, 173 * 67));
}

TEST(Player, nothing_runs_while_paused_or_stopped) {
    const SessionScript script = sample();
    PlayState state = press(script, advance(script, {}, 1'000), PlayKey::pause);
    EXPECT_EQ(advance(script, state, 5'000), state);
    state = press(script, state, PlayKey::pause);
    EXPECT_EQ(advance(script, state, 500).at_ms, 1'500);
    state = press(script, state, PlayKey::stop);
    EXPECT_EQ(advance(script, state, 5'000), state);
    EXPECT_TRUE(frame_of(script, press(script, state, PlayKey::next)).stopped) << "stop is final";
}

TEST(Player, easier_holds_for_this_and_what_follows) {
    const SessionScript script = sample();
    PlayState state = press(script, {}, PlayKey::easier);
    EXPECT_FALSE(frame_of(script, state).can_ease);
    state = advance(script, state, 12'000);
    EXPECT_EQ(frame_of(script, state).variant, Variant::easier);
    EXPECT_EQ(frame_of(script, advance(script, {}, 12'000)).variant, Variant::full);
    EXPECT_TRUE(frame_of(script, advance(script, {}, 12'000)).can_ease);
}

TEST(Player, next_goes_to_the_start_of_the_next_segment) {
    const SessionScript script = sample();
    const PlayState state = press(script, advance(script, {}, 2'000), PlayKey::next);
    EXPECT_EQ(state.at_ms, 10'000);
    EXPECT_EQ(state.spent_ms, 2'000);
    EXPECT_TRUE(frame_of(script, press(script, press(script, state, PlayKey::next), PlayKey::next))
                    .finished);
}

TEST(Player, says_the_last_prompt_that_was_due) {
    const SessionScript script = sample();
    EXPECT_EQ(frame_of(script, advance(script, {}, 4'999)).prompt->text, "first");
    EXPECT_EQ(frame_of(script, advance(script, {}, 5'000)).prompt->text, "second");
}

}  // namespace
}  // namespace sinew::session
