#include <sinew/base/text.hpp>
#include <sinew/recording/bad_lines.hpp>
#include <sinew/recording/text_input.hpp>

namespace sinew::recording {

void BadLineList::note(RawIntervals& raw, std::size_t line, std::size_t column, ErrorCode code,
                       std::string what, std::string hint) {
    if (what_ == BadLines::gap) {
        raw.mark_gap();
        if (left_out_++ == 0) first_line_ = line;
        return;
    }
    if (full()) return;
    faults_.add(code, name_ + ":" + std::to_string(line) + ":" + std::to_string(column),
                std::move(what), std::move(hint));
    if (full())
        faults_.add(
            ErrorCode::bad_input, name_,
            "there are more such lines; the first " + std::to_string(kMostFaults) + " are named",
            "is this a file of intervals between heart beats?");
}

void BadLineList::no_number(RawIntervals& raw, std::size_t line, std::size_t column,
                            std::string_view text) {
    note(
        raw, line, column, ErrorCode::bad_input, shown_text(text) + " is not a number",
        "mend or take out the line, begin it with # to make it a remark, or let bad lines be gaps");
}

void BadLineList::not_an_interval(RawIntervals& raw, double value, std::size_t line,
                                  std::size_t column) {
    note(raw, line, column, ErrorCode::out_of_range,
         number_text(value) + " is no interval between heart beats",
         value > 0 ? "is this a count or a time of day?"
                   : "intervals are above 0; mend the line, or let bad lines be gaps");
}

void BadLineList::other(RawIntervals& raw, std::size_t line, std::string what, std::string hint) {
    note(raw, line, 1, ErrorCode::bad_input, std::move(what), std::move(hint));
}

Checked<RawIntervals> BadLineList::finish(RawIntervals raw) && {
    if (!faults_.none()) return tl::make_unexpected(std::move(faults_));
    if (left_out_ > 0)
        raw.remarks.push_back(
            std::to_string(left_out_) +
            " line(s) without an interval left out, a gap at each; the first is line " +
            std::to_string(first_line_));
    if (missing_ > 0)
        raw.remarks.push_back(std::to_string(missing_) + " missing value(s), a gap at each");
    return raw;
}

}  // namespace sinew::recording
