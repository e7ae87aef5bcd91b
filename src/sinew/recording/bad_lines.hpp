// Lines that hold no interval: refused by name, or left out with a gap in their place.
#pragma once

#include <sinew/recording/rr_intervals.hpp>

#include <string>
#include <string_view>

namespace sinew::recording {

/// Longer than any unit's plausible interval; keeps the scaling to ms far from overflow.
inline constexpr double kLongestNumber = 1e7;

class BadLineList {
public:
    BadLineList(std::string name, BadLines what) : name_{std::move(name)}, what_{what} {}

    /// Notes that text which is no interval stands here. @param column  from 1
    void no_number(RawIntervals& raw, std::size_t line, std::size_t column, std::string_view text);
    /// Takes a number as an interval, or notes why not.
    void take(RawIntervals& raw, double value, std::size_t line, std::size_t column) {
        if (value > 0 && value <= kLongestNumber) [[likely]]
            raw.values.push_back(value);
        else
            not_an_interval(raw, value, line, column);
    }
    /// A place where the writer says that there is no value: always a gap.
    void missing(RawIntervals& raw) {
        raw.mark_gap();
        ++missing_;
    }
    /// Something else about a line, such as another number of cells.
    void other(RawIntervals& raw, std::size_t line, std::string what, std::string hint);

    /// Enough faults to stop reading.
    [[nodiscard]] bool full() const noexcept { return faults_.list().size() >= kMostFaults; }
    /// The intervals with what was left out among their remarks, or the faults.
    [[nodiscard]] Checked<RawIntervals> finish(RawIntervals raw) &&;

private:
    static constexpr std::size_t kMostFaults = 20;
    void not_an_interval(RawIntervals& raw, double value, std::size_t line, std::size_t column);
    void note(RawIntervals& raw, std::size_t line, std::size_t column, ErrorCode code,
              std::string what, std::string hint);

    std::string name_;
    BadLines what_;
    Faults faults_;
    std::size_t left_out_ = 0, missing_ = 0, first_line_ = 0;
};

}  // namespace sinew::recording
