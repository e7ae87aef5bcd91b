// What is asked of every request before a use case hears of it. Each returns the refusal, or nothing.
#pragma once

#include <sinew/server/access.hpp>
#include <sinew/server/clinic_app.hpp>
#include <sinew/server/route.hpp>
#include <sinew/server/visitor.hpp>

#include <optional>

namespace sinew::server {

[[nodiscard]] constexpr bool changes(Method method) noexcept {
    return method == Method::post || method == Method::put || method == Method::patch ||
           method == Method::delete_;
}

/// A name that is not ours: a page of another name that was pointed at this address (DNS rebinding).
[[nodiscard]] std::optional<Response> refuse_foreign_host(const Request& request,
                                                          const ServerSettings& settings);
/// A change that a page of another origin asks for, as Origin and Sec-Fetch-Site tell.
[[nodiscard]] std::optional<Response> refuse_foreign_origin(const Request& request);
/// A body too large for the route, or of a kind that a plain form of another page could send.
[[nodiscard]] std::optional<Response> refuse_body(const Request& request, const Route& route);
/// A change without the token of its session.
[[nodiscard]] std::optional<Response> refuse_without_token(const Request& request,
                                                           const clinic::WebSession& session);
/// A session that still owes its second factor or its PIN.
[[nodiscard]] std::optional<Response> refuse_locked(const clinic::WebSession& session);
/// A POST without a key that makes sending it twice harmless.
[[nodiscard]] std::optional<Response> refuse_without_key(const Request& request);

[[nodiscard]] Response come_in_first();
[[nodiscard]] Response not_for_this_role();

/// Headers of every answer: what a browser may do with it, and that nobody keeps a copy.
void put_safety_headers(Response& response, bool secure);

}  // namespace sinew::server
