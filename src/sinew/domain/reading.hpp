// One answer to one screening question, and the intake that holds them all.
#pragma once

#include <sinew/domain/names.hpp>

#include <cstdint>
#include <limits>
#include <vector>

namespace sinew::domain {

/// Place of a fact in the screening pack's fact table.
using FactIndex = std::uint8_t;
/// Place of a rule in the screening pack, in ascending order of rule id.
using RuleIndex = std::uint16_t;

/// What was said of a fact, before and after the engine has judged it.
struct Reading {
    enum class State : std::uint8_t {
        absent,   ///< Nobody answered, or null where null means unknown.
        never,    ///< An explicit "never", on facts where null says so.
        known,    ///< `value` holds it.
        invalid,  ///< An answer that cannot be: wrong type, outside its list or range.
    };
    State state = State::absent;
    bool stale = false;  ///< Set by the engine: too old to count; `value` keeps what was said.
    bool derived =
        false;  ///< Set by the engine: concluded from another fact (DER-01 to DER-05, absent_value).
    double value =
        0;  ///< Number; 0 or 1 for a yes/no; place in the fact's list of values for a choice.
    double age_h = 0;  ///< Hours since it was observed; infinite when nobody knows.

    [[nodiscard]] static Reading number(double value, double age_h = 0) noexcept {
        return {State::known, false, false, value, age_h};
    }
    friend bool operator==(const Reading&, const Reading&) noexcept = default;
};

inline constexpr double kUnknownAge = std::numeric_limits<double>::infinity();

/// Every fact of the pack, in its order. Facts nobody answered are `absent`.
using Intake = std::vector<Reading>;

}  // namespace sinew::domain
