#include <sinew/base/ensure.hpp>
#include <sinew/session/timeline.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sinew::session {

using namespace domain;

std::vector<std::int32_t> share_ms(std::int32_t total_ms, std::span<const double> weights) {
    std::vector<std::int32_t> parts(weights.size(), 0);
    if (weights.empty()) return parts;
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<std::pair<double, std::size_t>> fractions;
    std::int32_t given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double weight =
            sum > 0 ? weights[i] / sum : 1.0 / static_cast<double>(weights.size());
        const double exact = total_ms * weight;
        parts[i] = static_cast<std::int32_t>(std::floor(exact));
        given += parts[i];
        fractions.emplace_back(exact - parts[i], i);
    }
    std::stable_sort(fractions.begin(), fractions.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; given < total_ms; i = (i + 1) % fractions.size(), ++given)
        ++parts[fractions[i].second];
    return parts;
}

void Timeline::add(Segment segment) {
    SINEW_ENSURE(segment.duration_ms >= 0, "a segment cannot last less than nothing");
    if (segment.duration_ms == 0) return;
    segment.start_ms = end_ms_;
    end_ms_ += segment.duration_ms;
    if (segment.breath.empty()) segment.breath.push_back({0, segment.duration_ms, Breath::natural});
    segments_.push_back(std::move(segment));
}

void Timeline::add(SegmentKind kind, std::int32_t duration_ms, std::string title,
                   std::string instruction, std::vector<Prompt> prompts) {
    Segment segment;
    segment.kind = kind;
    segment.duration_ms = duration_ms;
    segment.title = std::move(title);
    segment.instruction = std::move(instruction);
    segment.prompts = std::move(prompts);
    add(std::move(segment));
}

std::vector<Prompt> spread(std::vector<std::string> texts, std::int32_t duration_ms) {
    std::vector<Prompt> prompts;
    const auto count = static_cast<std::int32_t>(texts.size());
    for (std::int32_t i = 0; i < count; ++i)
        prompts.push_back({static_cast<std::int32_t>(std::int64_t{duration_ms} * i / count),
                           std::move(texts[static_cast<std::size_t>(i)])});
    return prompts;
}

}  // namespace sinew::session
