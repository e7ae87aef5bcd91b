// The moment a record is judged at. Ages of facts are counted to it, never from the machine's clock.
#pragma once

#include <sinew/base/calendar.hpp>

namespace sinew::domain {

/// A day without a time counts to its end, so that an age is never understated.
/// @source knowledge/fhir/mapping.csv, docs/methods/fhir-import.md "Time" 1
struct AsOf {
    Instant when{};          ///< ages are counted to here
    Instant stated{};        ///< start of what was said: the moment itself, or 00:00 UTC of the day
    bool whole_day = false;  ///< no time was given

    [[nodiscard]] static AsOf of(const Moment& moment) noexcept {
        return {moment.has_time ? moment.earliest : moment.latest, moment.earliest,
                !moment.has_time};
    }
    [[nodiscard]] static AsOf at(Instant instant) noexcept { return {instant, instant, false}; }
    /// The day a person would name.
    [[nodiscard]] Day day() const noexcept { return std::chrono::floor<std::chrono::days>(stated); }
};

}  // namespace sinew::domain
