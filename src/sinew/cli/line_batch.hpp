// JSON Lines in, JSON Lines out, same order: what every batch interface shares.
#pragma once

#include <sinew/cli/call.hpp>

#include <functional>
#include <string>

namespace sinew::cli {

struct LineAnswer {
    std::string text;  ///< one line of JSON, no newline
    bool answered = true;
};

/// Answers each line of the file with `answer`, in order; blank lines are skipped.
/// @return answered when every line was, in_part when some were not, refused when the file could not be read
Exit answer_lines(
    Call& call, const std::string& path,
    const std::function<LineAnswer(std::string_view line, std::size_t number)>& answer);

}  // namespace sinew::cli
