// One line of a batch file and the line that answers it.
#pragma once

#include <sinew/base/json_text.hpp>

#include <string>
#include <string_view>

namespace sinew::document {

struct AnsweredLine {
    std::string text;      ///< one line of JSON, no newline
    bool answered = true;  ///< false when `error` stands in its place
};

/// {"id": ..., "error": {where, what, hint}}: what a batch writes for a line it cannot answer.
[[nodiscard]] AnsweredLine refused_line(const Json& id, const Error& error);

/// A line that is a JSON object, with the id that its answer carries on (null when it has none).
struct OpenedLine {
    std::string at;  ///< "line 12", for fault places
    Json json, id;
};

/// @param number  line number from 1
/// @errors the whole answer, when the line is no JSON object
[[nodiscard]] tl::expected<OpenedLine, AnsweredLine> open_line(std::string_view line,
                                                               std::size_t number);

}  // namespace sinew::document
