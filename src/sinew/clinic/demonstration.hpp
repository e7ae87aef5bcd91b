// A made-up centre to look around in: people marked as demonstration, made by our own use cases from a named seed.
#pragma once

#include <sinew/clinic/kept_documents.hpp>

namespace sinew::clinic {

/// Of every demonstration account; shown when they are made, and never to be used for real people.
inline constexpr std::string_view kDemonstrationPassword = "demonstration";

struct DemonstrationWish {
    int people = 24;                ///< 1 to 500
    std::uint64_t seed = 20261123;  ///< the same seed and day give the same people
    std::string
        password_hash;  ///< of kDemonstrationPassword, as the identity room makes it; empty = no accounts
};

/// Takes everybody in by the use cases that take in real people: record, screening, programme, signature, check-ins,
/// adaptations, classes, messages, coping plans. Nothing is written past them.
/// How entries are drawn: each person has a level of craving that falls by 0 to 1.2 points a day, day-to-day noise of 6 to
/// 12 points with memory 0.3, a fall of 2 to 16 points after a session, and a chance of a missed day of 5 to 25 %. One in
/// eight goes quiet, one raises a stop sign, one answers item 9, one has craving that jumps in the last days.
/// @errors conflict when anybody is in the store already
[[nodiscard]] Result<OrderedJson> make_demonstration(WriteStore& store,
                                                     const DemonstrationWish& wish,
                                                     const Acting& acting);

}  // namespace sinew::clinic
