// The screening pack, typed: facts, rules, session stop rules, and how limits merge.
#pragma once

#include <sinew/domain/limits.hpp>
#include <sinew/domain/reading.hpp>
#include <sinew/knowledge/screening_condition.hpp>

#include <array>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace sinew::knowledge {

enum class FactType : std::uint8_t { boolean, number, choice };

/// What a fact may be, how long it counts, when it must be known.
struct FactSpec {
    std::string name;
    FactType type = FactType::boolean;
    std::string unit;
    std::vector<std::string> values;        ///< of a choice
    std::optional<double> lowest, highest;  ///< inclusive
    bool integer = false;
    bool required = false;
    Condition required_when;                 ///< empty = never
    double max_age_h = domain::kUnknownAge;  ///< infinite = no expiry
    bool null_means_never = false;
    std::vector<double> sticky;  ///< values that never go stale
    std::optional<double> absent_value;
    std::string note;

    [[nodiscard]] bool safety_now() const noexcept { return max_age_h <= 1.0; }
};

struct ScreeningRule {
    std::string id, group, title, why_clinician, say_participant, clears_when, threshold_status;
    bool preparticipation = true, daily = true;
    Condition when;
    std::vector<domain::FactIndex> facts;
    domain::Outcome outcome = domain::Outcome::clear;
    domain::Limits limits;
    std::vector<std::string_view> need;
    std::vector<domain::Activity> permitted_meanwhile;
    domain::Grade grade = domain::Grade::D;
    domain::Status status = domain::Status::ours;
    std::vector<std::string> sources;
    bool overridable = false;
};

/// What ends or changes a session while it runs.
struct SessionRule {
    std::string id, trigger, action, then;
    domain::Grade grade = domain::Grade::D;
    domain::Status status = domain::Status::ours;
};

struct ActivitySpec {
    domain::Intensity intensity = domain::Intensity::breathing_only;
    domain::Allow modality = domain::Allow::mind_body;
};

/// Immutable once read. Not movable after reading: limits and needs are views into `words`.
struct ScreeningPack {
    std::string version, intended_use;
    std::vector<FactSpec> facts;
    std::vector<ScreeningRule> rules;  ///< ascending by id
    std::vector<domain::RuleIndex>
        file_order;  ///< rules in the order of the file (needs are listed so)
    std::vector<SessionRule> session_rules;
    std::array<ActivitySpec, 4> activities{};
    std::vector<std::string> grade_meanings;  ///< A..D
    std::deque<std::string> words;            ///< owns the texts that limits and needs point at
    std::unordered_map<std::string, domain::FactIndex> fact_index;

    [[nodiscard]] std::optional<domain::FactIndex> find_fact(std::string_view name) const;
    [[nodiscard]] std::optional<domain::RuleIndex> find_rule(std::string_view id) const;
    /// Index of a fact that the pack must hold; a contract violation when it does not.
    [[nodiscard]] domain::FactIndex fact(std::string_view name) const;
    /// The words for a choice's value, "yes"/"no", or the number.
    [[nodiscard]] std::string value_text(domain::FactIndex fact, double value) const;
    /// The view of a monitor or need word that the pack owns; nothing when no rule uses it.
    [[nodiscard]] std::optional<std::string_view> word(std::string_view text) const;
};

/// Reads limits as rules and documents write them.
/// @param words  where texts that limits keep as views are stored
[[nodiscard]] domain::Limits read_limits(const Node& node, std::deque<std::string>& words);

/// @errors every fault of the pack at once, each with its JSON pointer.
void read_screening_pack(const Json& json, const std::string& name, ScreeningPack& pack,
                         Faults& faults);

}  // namespace sinew::knowledge
