// Answers to one instrument as plain numbers: what scoring takes, whoever read them and from where.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace sinew::measure {

/// A missing value. Absent, null and skipped are the same.
inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
/// A value of the wrong type, or a word that is not among the answers: outside every range.
inline constexpr double kWrongType = std::numeric_limits<double>::infinity();

/// The numbers of a list that was not given: unlike an empty list, everything reckoned from it is null.
[[nodiscard]] inline bool given(std::span<const double> list) noexcept {
    return list.data() != nullptr;
}
/// A list that was given, even when nothing is in it.
[[nodiscard]] inline std::span<const double> as_given(std::span<const double> list) noexcept {
    static constexpr double kNoElement = 0;
    return list.empty() ? std::span<const double>{&kNoElement, 0} : list;
}

/// In which of its shapes the instrument was answered.
enum class AnswerForm : std::uint8_t {
    nothing,     ///< null
    list,        ///< a bare list
    value,       ///< a bare value
    fields,      ///< named fields
    wrong_type,  ///< none of the shapes this instrument takes
};

/// Where the values of one input stand.
struct Extent {
    std::uint32_t at = 0, count = 0;
    bool given = false;         ///< present and not null
    bool wrong_type = false;    ///< a value where a list is wanted
    bool wrong_length = false;  ///< a row of it has too few or too many columns
};

/// A choice is its place in the list of answers, yes is 1, a clock time the minutes since midnight,
/// a calendar one place an entry. One extent an input, in the order of the pack.
struct Answers {
    AnswerForm form = AnswerForm::nothing;
    std::span<const double> values;
    std::span<const Extent> extents;
};

/// Answers that own their numbers.
struct AnswerSheet {
    AnswerForm form = AnswerForm::nothing;
    std::vector<double> values;
    std::vector<Extent> extents;
    [[nodiscard]] Answers view() const noexcept { return {form, values, extents}; }
};

}  // namespace sinew::measure
