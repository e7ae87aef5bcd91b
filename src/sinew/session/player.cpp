#include <sinew/base/ensure.hpp>
#include <sinew/session/player.hpp>

#include <algorithm>

namespace sinew::session {

using namespace domain;

namespace {

/// The segment that holds this moment; the last one at and after the end.
std::size_t segment_at(const SessionScript& script, std::int64_t at_ms) {
    const auto after = std::upper_bound(
        script.segments.begin(), script.segments.end(), at_ms,
        [](std::int64_t at, const Segment& segment) { return at < segment.start_ms; });
    return static_cast<std::size_t>(after - script.segments.begin()) - 1;
}

void set_breath(PlayFrame& frame) {
    for (const BreathCue& cue : frame.segment->breath) {
        const std::int64_t into = frame.elapsed_ms - cue.start_ms;
        if (into < 0 || (into >= cue.duration_ms && &cue != &frame.segment->breath.back()))
            continue;
        frame.breath = cue.breath;
        frame.breath_progress = std::min(1.0, static_cast<double>(into) / cue.duration_ms);
        frame.breath_left_ms = std::max<std::int64_t>(0, cue.duration_ms - into);
        return;
    }
}

void set_version(PlayFrame& frame, bool easier) {
    if (const auto& form = frame.segment->form) {
        frame.variant = easier && form->easier ? form->easier : form->variant;
        frame.can_ease = form->easier && !easier;
    }
    if (const auto& place = frame.segment->exercise) {
        frame.exercise = easier && place->easier ? place->easier : place->exercise;
        frame.can_ease = frame.can_ease || (place->easier && !easier);
    }
}

}  // namespace

PlayState advance(const SessionScript& script, PlayState state, std::int64_t elapsed_ms) {
    if (state.paused || state.stopped || elapsed_ms <= 0) return state;
    const std::int64_t runs = std::min<std::int64_t>(elapsed_ms, script.total_ms - state.at_ms);
    state.at_ms += runs;
    state.spent_ms += runs;
    return state;
}

PlayState press(const SessionScript& script, PlayState state, PlayKey key) {
    if (state.stopped || state.at_ms >= script.total_ms) return state;
    switch (key) {
        case PlayKey::pause: state.paused = !state.paused; break;
        case PlayKey::easier: state.easier = true; break;
        case PlayKey::next:
            state.at_ms = script.segments[segment_at(script, state.at_ms)].end_ms();
            break;
        case PlayKey::stop: state.stopped = true; break;
    }
    return state;
}

PlayFrame frame_of(const SessionScript& script, const PlayState& state) {
    SINEW_ENSURE(!script.segments.empty(), "a script without segments cannot be led");
    PlayFrame frame;
    frame.index = segment_at(script, state.at_ms);
    frame.segment = &script.segments[frame.index];
    if (frame.index + 1 < script.segments.size()) frame.next = &script.segments[frame.index + 1];
    frame.elapsed_ms =
        std::min<std::int64_t>(state.at_ms - frame.segment->start_ms, frame.segment->duration_ms);
    frame.left_ms = frame.segment->duration_ms - frame.elapsed_ms;
    frame.total_left_ms = script.total_ms - state.at_ms;
    frame.paused = state.paused;
    frame.stopped = state.stopped;
    frame.finished = state.at_ms >= script.total_ms;
    for (const Prompt& prompt : frame.segment->prompts)
        if (prompt.at_ms <= frame.elapsed_ms) frame.prompt = &prompt;
    set_breath(frame);
    set_version(frame, state.easier);
    return frame;
}

}  // namespace sinew::session
