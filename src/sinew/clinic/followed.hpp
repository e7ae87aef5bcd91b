// A person's observations as the trend room takes them, and what it finds, as series a page can draw.
#pragma once

#include <sinew/care/trend_use.hpp>
#include <sinew/clinic/kept_documents.hpp>
#include <sinew/clinic/phone_time.hpp>

namespace sinew::clinic {

/// Rows as they count: of two answers to one question the later one, no pair whose after lies before its before.
[[nodiscard]] std::vector<domain::Observation> followed(const std::vector<KeptObservation>& rows);

/// Days of a series that a page shows.
inline constexpr int kShownDays = 90;  // ours: a programme and the week after it

/// Shape: Series of the contract; the words are honest about what is not clear.
/// @param shown_from  points before this day are left out; the finding still rests on all of them
[[nodiscard]] OrderedJson series_json(const care::OutcomeTrend& trend, Day shown_from,
                                      const knowledge::Words& words);

/// What is gravest about one outcome; nothing when it needs no look.
[[nodiscard]] std::optional<care::Attention> gravest(const care::OutcomeTrend& trend);
[[nodiscard]] std::string_view word_of(const std::optional<care::Attention>& attention) noexcept;

}  // namespace sinew::clinic
