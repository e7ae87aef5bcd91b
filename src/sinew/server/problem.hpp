// Refusals as RFC 9457 problem documents: what happened, what is safe, what to do next.
#pragma once

#include <sinew/server/http.hpp>

namespace sinew::server {

/// A refusal of the door itself, before any use case was asked.
struct Refusal {
    int status = 400;
    std::string_view kind;  ///< "no_session": last word of the type
    std::string title;      ///< one sentence
    std::string hint = {};
    std::string where = {};
    int retry_after_s = 0;  ///< 0 = no such header
};

[[nodiscard]] Response problem(const Refusal& refusal);
/// bad_input 400, not_found 404, conflict 409, out_of_range 422, did_not_converge and storage 500.
[[nodiscard]] Response problem(const Error& error);
/// The gravest of them gives the status; all are listed.
[[nodiscard]] Response problem(const Faults& faults);

/// The one answer for a person who is not there and for one who is not yours: word for word the same.
[[nodiscard]] Response no_such_person();

/// What is beyond a limit of http_limits.hpp. @param most  bytes of that route, or of any
[[nodiscard]] Response body_too_large(std::size_t most);  ///< 413
[[nodiscard]] Response target_too_long();                 ///< 414
[[nodiscard]] Response headers_too_large();               ///< 431

[[nodiscard]] int status_of(ErrorCode code) noexcept;

}  // namespace sinew::server
