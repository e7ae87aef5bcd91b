// What became of every entry of an outside record: used, asked, shown, left aside with its reason, or not understood.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/domain/names.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sinew::domain {

enum class ImportFate : std::uint8_t {
    used,          ///< it set a fact, a caution or a field of the record
    asked,         ///< it put a question on top
    reported,      ///< shown to the clinician; no rule reads it
    not_used,      ///< it could have mattered and did not: see the reason
    unknown_code,  ///< not in the table; never guessed
    no_bearing,    ///< in the table as having nothing to say
};

enum class NotUsed : std::uint8_t {
    none,
    after_as_of,   ///< dated after the moment of judging
    older,         ///< a newer entry says it
    contradicted,  ///< another value at the same time; neither counts
    not_active,    ///< resolved, stopped, completed or without a status
    refuted,       ///< refuted or entered in error
    not_final,     ///< preliminary, registered, cancelled
    too_old,  ///< older than the row allows; of a used entry: kept, shown with its date and asked again
    no_value,
    unit,           ///< a unit the row does not list, or none
    outside_range,  ///< a number that cannot be
    answer,         ///< a coded answer the row does not list
    other_person,   ///< about somebody who is not the bundle's patient
    not_at_rest,
    lone_component,   ///< one half of a pressure whose other half is missing at that time
    below_threshold,  ///< the row asks only beyond a limit
    unresolved,       ///< names a resource that is not in the bundle
};
template <>
struct Names<ImportFate> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"used", "asked", "reported", "not_used", "unknown_code", "no_bearing"});
};
template <>
struct Names<NotUsed> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"none", "after_as_of", "older", "contradicted", "not_active", "refuted", "not_final",
         "too_old", "no_value", "unit", "outside_range", "answer", "other_person", "not_at_rest",
         "lone_component", "below_threshold", "unresolved"});
};

/// Entries of one code that shared one fate.
struct ImportLine {
    ImportFate fate = ImportFate::unknown_code;
    NotUsed reason = NotUsed::none;
    std::string resource;             ///< "Observation"
    std::string system, code, label;  ///< label: our own words; of an unknown code, the record's
    std::string target;               ///< what the row speaks of: "sbp", "ask:hb_g_l", "caution"
    std::string value;                ///< of the newest entry, as used or as found
    std::optional<Instant> newest;    ///< nothing: undated
    int count = 1;
    Status status = Status::NA;  ///< of the row
    std::string note;            ///< what a clinician should know
    friend bool operator==(const ImportLine&, const ImportLine&) = default;
};

struct ImportReport {
    int entries = 0;                ///< of the bundle
    std::vector<ImportLine> lines;  ///< by fate, then newest first
    std::vector<std::pair<std::string, int>>
        not_read;  ///< kinds of resource that are no source of facts, with counts
    std::optional<Instant> newest_entry;  ///< of the whole bundle, up to the moment of judging
    friend bool operator==(const ImportReport&, const ImportReport&) = default;
};

}  // namespace sinew::domain
