#include <sinew/base/result.hpp>

namespace sinew {

std::string_view name_of(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::bad_input: return "bad_input";
        case ErrorCode::out_of_range: return "out_of_range";
        case ErrorCode::not_found: return "not_found";
        case ErrorCode::conflict: return "conflict";
        case ErrorCode::did_not_converge: return "did_not_converge";
        case ErrorCode::storage: return "storage";
    }
    return "unknown";
}

std::string to_line(const Error& error) {
    std::string line;
    if (!error.where.empty()) line += error.where + ": ";
    line += error.what;
    if (!error.hint.empty()) line += " (" + error.hint + ")";
    return line;
}

}  // namespace sinew
