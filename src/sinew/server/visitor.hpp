// Who stands at the door: the session of the cookie, if it is good.
#pragma once

#include <sinew/server/clinic_app.hpp>
#include <sinew/server/http.hpp>

#include <optional>

namespace sinew::server {

struct Visitor {
    Actor actor;
    clinic::WebSession session;
};

/// Under TLS the name binds the cookie to this host and to TLS (RFC 6265bis, "__Host-").
[[nodiscard]] std::string_view cookie_name(bool secure) noexcept;
/// HttpOnly; SameSite=Strict; Secure under TLS.
[[nodiscard]] std::string session_cookie(std::string_view token, bool secure,
                                         std::chrono::seconds life);
/// What is kept of the token in the request's cookie; empty without one. @errors bad_input
[[nodiscard]] Result<std::string> session_hash(const Request& request);

/// Nothing without a cookie, or when the session is unknown, over, idle for too long, or its account closed.
[[nodiscard]] Result<std::optional<Visitor>> visitor_of(const Request& request,
                                                        const clinic::ReadStore& store,
                                                        const ServerSettings& settings,
                                                        Instant now);

}  // namespace sinew::server
