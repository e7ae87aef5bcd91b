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

}  // namespace sinew::server
