// The programme as a calendar (RFC 5545) that tells a bystander nothing: neutral titles, no forms, no stage, no reason.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/knowledge/text_pack.hpp>

#include <string>
#include <string_view>

namespace sinew::render {

/// Floating local times, CRLF, lines of at most 75 octets. A week that hangs on `adapt` is TENTATIVE. Event ids come from
/// the start date and the session's place, so the same programme gives the same bytes and a changed one replaces events.
[[nodiscard]] std::string programme_ics(const domain::Programme& programme,
                                        const knowledge::Words& words);

/// One content line, folded: continuation lines begin with a blank; no UTF-8 sign is cut. Ends in CRLF.
[[nodiscard]] std::string folded_line(std::string_view line);

/// Backslash, semicolon, comma and line end made safe in a TEXT value.
[[nodiscard]] std::string escaped_calendar_text(std::string_view text);

}  // namespace sinew::render
