// A route is a method, a path and a plain function; lists of them are joined in all_routes.cpp.
#pragma once

#include <sinew/server/http.hpp>
#include <sinew/server/http_limits.hpp>

#include <span>
#include <string_view>

namespace sinew::server {

/// Where a handler runs: one that hashes a password must not hold up the others.
enum class Lane : std::uint8_t { quick, slow };

struct Route {
    Method method;
    std::string_view path;  ///< as in openapi.json: "/api/v1/people/{person}/record"
    Handler handler;
    std::size_t largest_body = kUsualBody;
    Lane lane = Lane::quick;
    /// False where the answer carries a secret (a cookie, a link): a resent POST is then worked anew.
    bool keeps_answer = true;
    /// True where a session that still owes its second factor or PIN is let through.
    bool while_locked = false;
};

/// All of them, each with its row of the access table at the same place.
struct AccessRow;
[[nodiscard]] std::span<const Route> all_routes() noexcept;
[[nodiscard]] const AccessRow& row_of(std::size_t route_index) noexcept;

[[nodiscard]] std::string_view name_of(Method method) noexcept;  ///< "GET"

}  // namespace sinew::server
