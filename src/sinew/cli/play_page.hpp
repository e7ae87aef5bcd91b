// One moment of a session as lines of a terminal, and a whole script as text.
#pragma once

#include <sinew/care/session_use.hpp>
#include <sinew/cli/output.hpp>

namespace sinew::cli {

/// What a page of the player needs besides the moment itself.
struct PlayPage {
    const domain::SessionScript* script = nullptr;
    const knowledge::Catalogue* catalogue = nullptr;
    const knowledge::Words* words = nullptr;
    const Output* ink = nullptr;  ///< decides on colour
    std::size_t columns = 80, rows = 24;
};

/// The frame as lines no wider than the page and no more than its rows; the order and number of lines stay the same
/// from moment to moment of a segment, so that nothing jumps.
[[nodiscard]] std::vector<std::string> play_lines(const PlayPage& page,
                                                  const care::PlayFrame& frame);

/// The timed script, a line or two a segment, with stop rules at the end.
[[nodiscard]] std::string script_text(const PlayPage& page);

/// The class sheet as text.
[[nodiscard]] std::string sheet_text(const PlayPage& page, const domain::ClassSheet& sheet);

/// "4:05"
[[nodiscard]] std::string clock_text(std::int64_t milliseconds);

}  // namespace sinew::cli
