// The formulas of an instrument as compact code: registers of doubles and of lists, no strings, no allocation when run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sinew::knowledge {

/// What a register holds. Every kind is a double: null is NaN, a truth is 0 or 1, a word its place in a list of words,
/// a clock time the minutes since midnight.
enum class ValueKind : std::uint8_t { whole, number, truth, choice, text, clock, null };

/// On single values, and on each element of a list.
enum class ElementOp : std::uint8_t {
    add,
    subtract,
    multiply,
    divide,
    power,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    negate,
    absolute,
    square_root,
    logarithm,
    floor,
};

/// Makes one number.
enum class ScoreOp : std::uint8_t {
    apply,  ///< the element operation on a and b
    both,
    either,
    negate_truth,
    round,
    choose,         ///< a is asked; b when it holds, c when not, null when it is null
    first_given,    ///< a, or b when a is null
    is_given,       ///< of a scalar
    minutes_until,  ///< forward by the clock from a to b, 0 when equal
    band,           ///< a in band table b
    // from a list
    element,
    last,
    sum,
    mean,
    deviation,
    least,
    greatest,
    count,
    length,
    list_given,
    count_holding,
    longest_run,
    first_place,
    run_place,
    slope,
    intercept,
};

/// Makes a list.
enum class ListOp : std::uint8_t {
    none,  ///< the step makes a number
    pick,
    given,
    keyed,
    keyed_by,
    join,
    differences,
    map,  ///< the element operation, element by element
};

/// `a`, `b`, `c` name registers, or tables and places where the operation says so.
struct Instruction {
    ScoreOp op = ScoreOp::apply;
    ListOp list = ListOp::none;
    ElementOp element = ElementOp::add;
    bool settle = false;                        ///< comparisons of numbers that need not be whole
    bool a_is_list = false, b_is_list = false;  ///< of map
    std::uint16_t to = 0, a = 0, b = 0, c = 0;
};

/// One step of a list of bands: it begins at `min`; the last ends at `max` where that is finite.
struct BandStep {
    double min = 0, max = 0;
    std::uint16_t word = 0;  ///< place in ScoreCode::words
};

/// The value of a list element after reversing: `from` - v when its bit says so, else v.
struct KeyTable {
    std::vector<double> from;  ///< lowest + highest of the item; NaN when it is not reversed
};

struct ScoreCode {
    std::vector<Instruction> steps;
    /// Scalar registers before a run: constants in place, null elsewhere. The first belong to the inputs, one each,
    /// those of lists stay null.
    std::vector<double> initial;
    std::uint16_t lists = 0;         ///< list registers; the first belong to the inputs, one each
    std::vector<std::string> words;  ///< texts that formulas can answer
    std::vector<std::vector<BandStep>> bands;
    std::vector<KeyTable> keys;
    std::vector<std::vector<std::uint16_t>> picks;  ///< places from 0
};

}  // namespace sinew::knowledge
