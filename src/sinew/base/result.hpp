// Expected failures as values: what happened, where in the input, what would make it work.
#pragma once

#include <cstdint>
#include <source_location>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace sinew {

enum class ErrorCode : std::uint8_t {
    bad_input,         ///< Text or document that does not have the promised shape.
    out_of_range,      ///< A well-formed number outside its declared range.
    not_found,         ///< A named thing (file, person, pack entry, form) that does not exist.
    conflict,          ///< Somebody else changed it first, or two statements contradict each other.
    did_not_converge,  ///< A numerical method stopped short of its tolerance.
    storage,           ///< The database or file system refused.
};

[[nodiscard]] std::string_view name_of(ErrorCode code) noexcept;

/// An expected failure, told so that the person at the keyboard can act on it.
struct Error {
    ErrorCode code = ErrorCode::bad_input;
    std::string what;  ///< One sentence, no trailing full stop, nothing that identifies a person.
    std::string
        where;  ///< Place in the *input*: "record.json:/facts/sbp", "trials.csv:41:effect_se".
    std::string hint;  ///< What would make it work. May be empty.
    std::source_location raised = std::source_location::current();
};

/// "where: what (hint)" on one line, for people.
[[nodiscard]] std::string to_line(const Error& error);

template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>{std::move(error)};
}

/// Collects every fault in a document, so that its author mends it in one round, not in ten.
class Faults {
public:
    void add(Error fault) { list_.push_back(std::move(fault)); }
    void add(ErrorCode code, std::string where, std::string what, std::string hint) {
        list_.push_back({code, std::move(what), std::move(where), std::move(hint)});
    }
    [[nodiscard]] bool none() const noexcept { return list_.empty(); }
    [[nodiscard]] const std::vector<Error>& list() const noexcept { return list_; }
    void take(Faults&& other) {
        for (Error& fault : other.list_) list_.push_back(std::move(fault));
        other.list_.clear();
    }

private:
    std::vector<Error> list_;
};

/// A value, or all the faults that stand in its way.
template <class T>
using Checked = tl::expected<T, Faults>;

}  // namespace sinew

#define SINEW_CONCAT_(a, b) a##b
#define SINEW_CONCAT(a, b) SINEW_CONCAT_(a, b)
/// Binds the value of a Result, or returns its error from the enclosing function.
#define SINEW_TRY(target, expression) \
    SINEW_TRY_(target, expression, SINEW_CONCAT(sinew_try_, __LINE__))
#define SINEW_TRY_(target, expression, tmp)                       \
    auto tmp = (expression);                                      \
    if (!tmp) return tl::make_unexpected(std::move(tmp).error()); \
    target = *std::move(tmp)
