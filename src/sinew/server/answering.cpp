#include <sinew/base/content_hash.hpp>
#include <sinew/base/text.hpp>
#include <sinew/server/answering.hpp>
#include <sinew/server/problem.hpp>

#include <cmath>

namespace sinew::server {

Response json_answer(int status, const OrderedJson& body) {
    return {.status = status,
            .headers = {{"Content-Type", "application/json"}},
            .body = body.dump(-1, ' ', false, OrderedJson::error_handler_t::replace)};
}

Response json_answer(int status, const OrderedJson& body, int version) {
    Response response = json_answer(status, body);
    // The version for If-Match, then what was said for If-None-Match: the same version reads otherwise in another language.
    response.headers.emplace_back("ETag", "\"" + std::to_string(version) + "-" +
                                              content_hash(response.body).substr(0, 16) + "\"");
    return response;
}

bool known_to_asker(const Request& request, std::string_view tag) {
    const std::string_view said = request.header("if-none-match");
    if (said.empty() || tag.empty()) return false;
    if (trim(said) == "*") return true;
    for (const std::string_view one : split(said, ',')) {
        std::string_view name = trim(one);
        if (name.starts_with("W/")) name.remove_prefix(2);  // a proxy that compressed it
        if (name == tag) return true;
    }
    return false;
}

Response empty_answer() { return {.status = 204}; }

Response file_answer(std::string media_type, std::string bytes, std::string_view name) {
    std::string plain;
    for (const char c : name)
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            c == '.' || c == '-')
            plain.push_back(c);
    return {.status = 200,
            .headers = {{"Content-Type", std::move(media_type)},
                        {"Content-Disposition", "inline; filename=\"" + plain + "\""}},
            .body = std::move(bytes)};
}

namespace {

/// `3` of "3", of "3-0f1e...", and of W/"3-0f1e..." as a proxy that compresses sends it on.
std::string_view version_in(std::string_view tag) {
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag.size() < 2 || tag.front() != '"' || tag.back() != '"') return {};
    tag = tag.substr(1, tag.size() - 2);
    return tag.substr(0, tag.find('-'));
}

}  // namespace

std::optional<Response> refuse_other_version(const Request& request, int version) {
    const std::string_view said = request.header("if-match");
    if (said.empty())
        return problem(Refusal{.status = 428,
                               .kind = "version_missing",
                               .title = "the change does not say which version it changes",
                               .hint = "read it first and send its ETag as If-Match",
                               .where = "header if-match"});
    if (version_in(said) == std::to_string(version)) return std::nullopt;
    return problem(Refusal{.status = 412,
                           .kind = "version_old",
                           .title = "somebody else changed it first",
                           .hint = "read it again, then change that",
                           .where = "header if-match"});
}

Checked<Json> body_of(const Request& request) {
    auto json = read_json(request.body, "body");
    if (json && !json->is_object()) {
        Faults faults;
        faults.add(ErrorCode::bad_input, "body:", "the body is no JSON object", "send {...}");
        return tl::make_unexpected(std::move(faults));
    }
    return json;
}

domain::Language language_of(const Request& request) noexcept {
    return request.header("accept-language").starts_with("zh") ? domain::Language::zh
                                                               : domain::Language::en;
}

domain::Framing framing_of(const Request& request) noexcept {
    return domain::named<domain::Framing>(request.header("x-framing"))
        .value_or(domain::Framing::secular);
}

Result<std::optional<int>> whole_of_query(const Request& request, std::string_view name, int lowest,
                                          int highest) {
    const std::string_view said = request.parameter(name);
    if (said.empty()) return std::optional<int>{};
    const std::string where = "query " + std::string{name};
    const auto number = parse_number(said);
    if (!number || *number != std::floor(*number))
        return fail({ErrorCode::bad_input, "is no whole number", where, "send digits"});
    if (*number < lowest || *number > highest)
        return fail({ErrorCode::out_of_range, "is outside its range", where,
                     std::to_string(lowest) + " to " + std::to_string(highest)});
    return std::optional<int>{static_cast<int>(*number)};
}

}  // namespace sinew::server
