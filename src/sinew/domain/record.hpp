// A person's record as the house holds it: what is known, when it was seen, what the person wants.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/domain/clearance.hpp>
#include <sinew/domain/names.hpp>
#include <sinew/domain/reading.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace sinew::domain {

struct Person {
    std::optional<Day> birth_date;
    std::optional<double> age;  ///< a; used when no birth date is known
    std::optional<double> height_cm, weight_kg;
    std::optional<double> mvpa_min_week;  ///< moderate and vigorous minutes, vigorous not doubled
    std::optional<double> peak_mets;
    std::optional<double> hr_max_measured;  ///< /min
    bool deceased = false;
    friend bool operator==(const Person&, const Person&) = default;
};

/// A weekly appointment; `minute` counts from midnight, local time of the centre.
struct Appointment {
    Weekday day = Weekday::mon;
    int minute = 0;
    friend bool operator==(Appointment, Appointment) = default;
};

struct Availability {
    EnumSet<Weekday> days{Weekday::mon, Weekday::tue, Weekday::wed, Weekday::thu,
                          Weekday::fri, Weekday::sat, Weekday::sun};
    std::optional<int> minutes_max;  ///< longest single session the person can give, min
    bool twice_daily = false;
    friend bool operator==(const Availability&, const Availability&) = default;
};

/// Where a document's fact came from, for showing: when, and by which source.
struct FactOrigin {
    FactIndex fact;
    std::optional<Instant> observed_at;
    std::string
        note;  ///< "LOINC 8480-6", or what was found where the reading is invalid; may be empty
    friend bool operator==(const FactOrigin&, const FactOrigin&) = default;
};

/// A question that an entry of an outside record puts on top of its group. It sets nothing.
struct Hint {
    std::string about;    ///< a fact, or a topic that no fact holds ("capacity")
    std::string because;  ///< "SNOMED 271737000: anaemia (low blood count)"
    friend bool operator==(const Hint&, const Hint&) = default;
};

struct Record {
    Person person;
    Instant assessed_at{};
    bool assessed_day_only = false;  ///< no time was given: `assessed_at` is 00:00 UTC
    Intake facts;                    ///< ages in hours at the as-of time
    std::vector<FactOrigin> origins;
    std::array<std::optional<double>, kSymptoms> symptoms{};  ///< 0 to 10
    EnumSet<Caution> cautions;
    std::vector<Goal> goals;  ///< first matters most
    EnumSet<Modality> like, dislike;
    Availability availability;
    EnumSet<Equipment> equipment{Equipment::none};
    std::vector<Appointment> moud_visits, group_sessions;
    std::optional<Stage> previous_stage;
    std::optional<Day> stage_since;
    std::vector<Override> overrides;
    std::vector<Hint> hints;
    friend bool operator==(const Record&, const Record&) = default;
};

/// Where a body mass index came from that nobody gave.
inline constexpr std::string_view kFromBody = "height and weight";

/// Sets one reading and where it came from, in the place of what stood there. Origins stay in the order of facts.
void put_fact(Record& record, FactIndex fact, Reading reading, std::optional<Instant> observed_at,
              std::string note);
[[nodiscard]] const FactOrigin* origin_of(const Record& record, FactIndex fact);

}  // namespace sinew::domain
