// Contracts: a broken one is a bug of ours and ends the program at its edge, never an answer.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string_view>

namespace sinew {

/// Thrown by SINEW_ENSURE; caught only in apps/, which exits with 4.
class ContractViolation : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

[[noreturn]] void violated(std::string_view condition, std::string_view message,
                           std::source_location where);

}  // namespace sinew

#define SINEW_ENSURE(condition, message) \
    ((condition) ? void(0)               \
                 : ::sinew::violated(#condition, message, std::source_location::current()))
