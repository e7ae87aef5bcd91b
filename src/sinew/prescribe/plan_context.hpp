// What stays the same over the twelve weeks: the person, the limits, and what follows from both.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/prescribe/weekdays.hpp>

#include <array>
#include <optional>

namespace sinew::prescribe {

struct PlanContext {
    const knowledge::Catalogue* catalogue = nullptr;
    const domain::Record* record = nullptr;
    const domain::Clearance* clearance = nullptr;
    Day start{};
    Weekday first = Weekday::mon;

    domain::Limits
        limits;  ///< of screening, lowered by the desired intensity and the time a person can give
    domain::EnumSet<domain::Caution> cautions;
    Days active_days;  ///< neither a rest day nor a day the person cannot come
    int sessions_per_day = 3;
    bool aerobic_permitted = true;
    bool strength_permitted = true;
    bool forms_permitted = true;
    bool breath_alone =
        false;  ///< nothing but seated breathing is left, and it is permitted and not declined
    std::optional<domain::SymptomGroup> leading_group;
    double leading_rating = 0;
    domain::NoHeartRate no_heart_rate =
        domain::NoHeartRate::none;         ///< why heart rate may not steer this person
    bool heart_rate_fact_unknown = false;  ///< it is one that nobody has answered

    /// Index of a fact's reading as screening judged it.
    [[nodiscard]] const domain::Reading& reading(std::string_view fact) const {
        return clearance->facts[catalogue->screening.fact(fact)];
    }
    /// The number when it is known and fresh.
    [[nodiscard]] std::optional<double> known(std::string_view fact) const {
        const domain::Reading& r = reading(fact);
        if (r.state != domain::Reading::State::known || r.stale) return std::nullopt;
        return r.value;
    }
    /// The word of a choice fact; empty when unknown.
    [[nodiscard]] std::string_view word(std::string_view fact) const;
    [[nodiscard]] bool fired(std::string_view rule) const;
};

/// Gathers limits, cautions, days and permissions. @source knowledge/prescription/rules.json, PRG-02, PRG-03, PRG-11, PRG-12
[[nodiscard]] PlanContext plan_context(const domain::Record& record,
                                       const domain::Clearance& clearance, Day start,
                                       const knowledge::Catalogue& catalogue);

/// The group of the highest single rating, when that is high enough; ties in the order of the groups.
[[nodiscard]] std::optional<domain::SymptomGroup> leading_group(
    const std::array<std::optional<double>, domain::kSymptoms>& ratings, double smallest,
    double* rating = nullptr) noexcept;

}  // namespace sinew::prescribe
