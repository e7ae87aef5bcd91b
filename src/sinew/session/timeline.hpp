// The growing timeline: segments are put end to end, so that no gap and no overlap can be written.
#pragma once

#include <sinew/domain/session_script.hpp>

#include <span>

namespace sinew::session {

/// Splits `total_ms` in proportion to the weights; the parts are whole and sum to it exactly.
/// Weights that sum to 0 share evenly. The remainder goes to the largest fractions, first come first.
[[nodiscard]] std::vector<std::int32_t> share_ms(std::int32_t total_ms,
                                                 std::span<const double> weights);

[[nodiscard]] constexpr std::int32_t minutes_ms(int minutes) noexcept { return minutes * 60'000; }
[[nodiscard]] constexpr std::int32_t seconds_ms(int seconds) noexcept { return seconds * 1'000; }

class Timeline {
public:
    /// Puts the segment at the end. One without breath cues breathes naturally all through; a duration of 0 adds nothing.
    void add(domain::Segment segment);
    /// A plain segment: kind, length and text keys.
    void add(domain::SegmentKind kind, std::int32_t duration_ms, std::string title,
             std::string instruction, std::vector<domain::Prompt> prompts = {});

    [[nodiscard]] std::int32_t end_ms() const noexcept { return end_ms_; }
    [[nodiscard]] std::vector<domain::Segment> take() { return std::move(segments_); }

private:
    std::vector<domain::Segment> segments_;
    std::int32_t end_ms_ = 0;
};

/// The prompts spread over the segment, the first at its start.
[[nodiscard]] std::vector<domain::Prompt> spread(std::vector<std::string> texts,
                                                 std::int32_t duration_ms);

}  // namespace sinew::session
