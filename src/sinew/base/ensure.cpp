#include <sinew/base/ensure.hpp>

#include <string>

namespace sinew {

void violated(std::string_view condition, std::string_view message, std::source_location where) {
    throw ContractViolation{std::string{where.file_name()} + ":" + std::to_string(where.line()) +
                            ": " + std::string{message} + " [" + std::string{condition} + "]"};
}

}  // namespace sinew
