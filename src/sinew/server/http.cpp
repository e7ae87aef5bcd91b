#include <sinew/server/http.hpp>

namespace sinew::server {
namespace {

std::string_view found(const std::map<std::string, std::string>& pairs, std::string_view name) {
    const auto at = pairs.find(std::string{name});
    return at == pairs.end() ? std::string_view{} : std::string_view{at->second};
}

}  // namespace

std::string_view Request::header(std::string_view lower_case_name) const {
    return found(headers, lower_case_name);
}

std::string_view Request::parameter(std::string_view name) const { return found(query, name); }

std::string_view reason_of(int status) noexcept {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 204: return "No Content";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 409: return "Conflict";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        default: return "Answer";
    }
}

}  // namespace sinew::server
