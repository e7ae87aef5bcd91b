#include <sinew/base/secrets.hpp>
#include <sinew/base/text.hpp>
#include <sinew/server/door.hpp>
#include <sinew/server/problem.hpp>

#include <algorithm>

namespace sinew::server {
namespace {

std::string_view without_port(std::string_view host) {
    const std::size_t bracket = host.find(']');
    const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    return host.substr(0, colon);
}

bool has(const Response& response, std::string_view name) {
    return std::ranges::any_of(response.headers, [name](const auto& h) { return h.first == name; });
}

Response foreign() {
    return problem(Refusal{.status = 403,
                           .kind = "foreign_origin",
                           .title = "another site asked for this change",
                           .hint = "use the clinic's own pages"});
}

}  // namespace

std::optional<Response> refuse_foreign_host(const Request& request,
                                            const ServerSettings& settings) {
    if (settings.hosts.empty()) return std::nullopt;
    const std::string_view host = without_port(request.header("host"));
    if (std::ranges::find(settings.hosts, host) != settings.hosts.end()) return std::nullopt;
    return problem(Refusal{.status = 421,
                           .kind = "foreign_host",
                           .title = "this server does not answer to that name",
                           .hint = "use the address it printed, or start it with --public-url"});
}

std::optional<Response> refuse_foreign_origin(const Request& request) {
    if (!changes(request.method)) return std::nullopt;
    const std::string_view site = request.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin") return foreign();
    const std::string_view origin = request.header("origin");
    if (origin.empty()) return std::nullopt;
    const std::string ours =
        std::string{request.secure ? "https://" : "http://"} + std::string{request.header("host")};
    if (origin != ours) return foreign();
    return std::nullopt;
}

std::optional<Response> refuse_body(const Request& request, const Route& route) {
    if (request.body.size() > route.largest_body) return body_too_large(route.largest_body);
    if (request.body.empty()) return std::nullopt;
    const std::string_view type = trim(split(request.header("content-type"), ';').front());
    if (type == "application/json" || type == "application/fhir+json") return std::nullopt;
    return problem(Refusal{.status = 415,
                           .kind = "not_json",
                           .title = "the body is not sent as JSON",
                           .hint = "Content-Type: application/json",
                           .where = "header content-type"});
}

std::optional<Response> refuse_without_token(const Request& request,
                                             const clinic::WebSession& session) {
    if (!changes(request.method)) return std::nullopt;
    const std::string_view token = request.header("x-csrf-token");
    if (!token.empty() && equal_in_constant_time(token, session.csrf)) return std::nullopt;
    return problem(Refusal{.status = 403,
                           .kind = "csrf",
                           .title = "the change does not carry this session's token",
                           .hint = "send the csrf of GET /api/v1/session as X-CSRF-Token",
                           .where = "header x-csrf-token"});
}

std::optional<Response> refuse_locked(const clinic::WebSession& session) {
    if (!session.second_factor_done)
        return problem(Refusal{.status = 403,
                               .kind = "second_factor_due",
                               .title = "the second factor is still to be given",
                               .hint = "POST /api/v1/session/second-factor"});
    if (session.pin_locked)
        return problem(Refusal{.status = 423,
                               .kind = "pin_due",
                               .title = "this device is locked",
                               .hint = "POST /api/v1/session/unlock with the PIN"});
    return std::nullopt;
}

std::optional<Response> refuse_without_key(const Request& request) {
    if (request.method != Method::post) return std::nullopt;
    const std::string_view key = request.header("idempotency-key");
    const bool fine = key.size() >= 8 && key.size() <= kLongestKey &&
                      std::ranges::all_of(key, [](char c) { return c > ' ' && c < 0x7f; });
    if (fine) return std::nullopt;
    return problem(Refusal{.status = 400,
                           .kind = "key_missing",
                           .title = "a POST needs an Idempotency-Key",
                           .hint = "8 to 128 letters, digits and signs; a fresh UUID will do",
                           .where = "header idempotency-key"});
}

Response come_in_first() {
    return problem(Refusal{.status = 401,
                           .kind = "no_session",
                           .title = "nobody is signed in here",
                           .hint = "come in, then try again; what you typed is kept"});
}

Response not_for_this_role() {
    return problem(Refusal{.status = 403,
                           .kind = "role",
                           .title = "this is not for your role",
                           .hint = "ask a colleague whose work it is"});
}

void put_safety_headers(Response& response, bool secure) {
    const auto put = [&response](const char* name, const char* value) {
        if (!has(response, name)) response.headers.emplace_back(name, value);
    };
    put("Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "media-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    put("X-Content-Type-Options", "nosniff");
    put("Referrer-Policy", "no-referrer");
    put("Cross-Origin-Opener-Policy", "same-origin");
    put("Cross-Origin-Resource-Policy", "same-origin");
    put("Permissions-Policy",
        // Features that browsers know by these names; an unknown one is a warning in every console.
        "screen-wake-lock=(self), camera=(), microphone=(), geolocation=(), payment=(), usb=()");
    put("X-Frame-Options", "DENY");
    put("Cache-Control", "no-store");
    if (secure) put("Strict-Transport-Security", "max-age=31536000");
}

}  // namespace sinew::server
