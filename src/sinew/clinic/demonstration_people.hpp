// The made-up people of a demonstration: records that nobody ever had, and how each one's days go.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/base/random_stream.hpp>
#include <sinew/clinic/acting.hpp>

namespace sinew::clinic {

/// What is special about somebody, so that each list of the caseload has its example.
enum class DemoStory : std::uint8_t {
    usual,
    stop_sign,       ///< a stop sign yesterday
    craving_jumps,   ///< far above the usual in the last days
    grave_answer,    ///< item 9 of a questionnaire
    quiet,           ///< no entry for more than a week
    refer,           ///< screening wants a clinician first
    open_questions,  ///< intake is not finished
    proposed,        ///< a programme waits for its signature
    old_screening,   ///< nobody has screened again for two months
};

struct DemoPerson {
    std::string code;
    domain::Language language = domain::Language::en;
    DemoStory story = DemoStory::usual;
    int days_here = 30;          ///< since intake
    int days_since_review = 10;  ///< since the last screening and programme
    double craving = 50;         ///< at intake, 0 to 100
    double fall_a_day = 0.5, noise = 8, session_fall = 8, missed = 0.1;
    double mood = 0;
};

[[nodiscard]] DemoPerson demo_person(int number, std::uint64_t seed);
/// A record document as somebody would have filled it in at that moment.
[[nodiscard]] Json demo_record(const DemoPerson& person, int number, std::uint64_t seed,
                               Instant assessed_at);
/// A standard normal number from a stream, without a library's own transform.
[[nodiscard]] double normal(RandomStream& stream) noexcept;

}  // namespace sinew::clinic
