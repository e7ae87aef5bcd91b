// Bounds of a person's numbers that catch a typing slip. They are not clinical limits.
#pragma once

#include <sinew/domain/record.hpp>

#include <array>
#include <optional>
#include <string_view>

namespace sinew::domain {

struct NumberBounds {
    std::string_view key;
    double lowest, highest;  ///< both allowed
    std::string_view unit;
    bool whole = false;
    [[nodiscard]] constexpr bool hold(double value) const noexcept {
        return value >= lowest && value <= highest;
    }
};

/// A number of `person` beside the member it fills.
struct PersonNumber {
    NumberBounds bounds;
    std::optional<double> Person::*member;
};

/// knowledge/schema/record.schema.json states the same; a test holds the two together.
inline constexpr std::array<PersonNumber, 6> kPersonNumbers{{
    {{"age", 0, 120, "years"}, &Person::age},
    {{"height_cm", 80, 250, "cm"}, &Person::height_cm},
    {{"weight_kg", 20, 400, "kg"}, &Person::weight_kg},
    {{"mvpa_min_week", 0, 10080, "min a week"}, &Person::mvpa_min_week},
    {{"peak_mets", 1, 25, "MET"}, &Person::peak_mets},
    {{"hr_max_measured", 60, 250, "/min"}, &Person::hr_max_measured},
}};

[[nodiscard]] constexpr const PersonNumber* person_number(std::string_view key) noexcept {
    for (const PersonNumber& number : kPersonNumbers)
        if (number.bounds.key == key) return &number;
    return nullptr;
}

inline constexpr NumberBounds kSymptomRating{"symptom", 0, 10, ""};
inline constexpr NumberBounds kMinutesMax{"minutes_max", 5, 240, "min", true};

}  // namespace sinew::domain
