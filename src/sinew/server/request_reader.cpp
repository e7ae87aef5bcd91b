#include <sinew/base/text.hpp>
#include <sinew/server/http_limits.hpp>
#include <sinew/server/problem.hpp>
#include <sinew/server/request_reader.hpp>
#include <sinew/server/route.hpp>
#include <sinew/server/target.hpp>

#include <algorithm>
#include <array>

namespace sinew::server {
namespace {

constexpr std::array kOnceOnly{std::string_view{"host"},
                               std::string_view{"cookie"},
                               std::string_view{"origin"},
                               std::string_view{"x-csrf-token"},
                               std::string_view{"idempotency-key"},
                               std::string_view{"if-match"},
                               std::string_view{"content-type"},
                               std::string_view{"content-length"}};

std::optional<Method> method_named(std::string_view name) {
    for (const Method method : {Method::get, Method::head, Method::post, Method::put, Method::patch,
                                Method::delete_, Method::options})
        if (name_of(method) == name) return method;
    return std::nullopt;
}

Response bad_header(std::string what) {
    return problem(Refusal{.status = 400,
                           .kind = "bad_header",
                           .title = std::move(what),
                           .hint = "send each header once and in plain text"});
}

std::optional<Response> take_headers(const RawRequest& raw, Request& request) {
    std::size_t together = 0;
    for (const auto& [name, value] : raw.headers) {
        together += name.size() + value.size();
        if (raw.headers.size() > kMostHeaders || together > kHeadersTogether ||
            value.size() > kLongestHeader)
            return headers_too_large();
        if (!fits_in_header(name) || !fits_in_header(value))
            return bad_header("a header holds a control character");
        std::string key{name};
        for (char& c : key)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const auto [at, fresh] = request.headers.try_emplace(std::move(key), value);
        if (fresh) continue;
        if (std::ranges::find(kOnceOnly, at->first) != kOnceOnly.end())
            return bad_header("a header that may come once came twice");
        at->second.append(", ").append(value);
    }
    return std::nullopt;
}

/// The end beyond the nearest proxy, as that proxy saw it: the last of the list, which it wrote itself.
void believe_proxy(Request& request) {
    const std::string_view chain = request.header("x-forwarded-for");
    if (!chain.empty()) request.peer = trim(split(chain, ',').back());
    request.secure = request.header("x-forwarded-proto") == "https";
}

}  // namespace

std::variant<Request, Response> read_request(RawRequest raw, const ServerSettings& settings) {
    const auto method = method_named(raw.method);
    if (!method)
        return problem(Refusal{.status = 501,
                               .kind = "method",
                               .title = "this server does not know that method",
                               .hint = "use GET, HEAD, POST, PUT, PATCH or DELETE"});
    if (raw.target.size() > kLongestTarget) return target_too_long();
    auto target = read_target(raw.target);
    if (!target) return problem(target.error());
    Request request{.method = *method,
                    .path = std::move(target->path),
                    .query = std::move(target->query),
                    .body = std::move(raw.body),
                    .peer = std::move(raw.peer),
                    .secure = raw.secure};
    if (auto no = take_headers(raw, request)) return *std::move(no);
    if (settings.trust_proxy) believe_proxy(request);
    return request;
}

}  // namespace sinew::server
