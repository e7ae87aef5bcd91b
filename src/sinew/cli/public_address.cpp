#include <sinew/cli/public_address.hpp>

#include <algorithm>
#include <charconv>

namespace sinew::cli {
namespace {

Error refused(std::string what) {
    return {ErrorCode::bad_input, std::move(what), "--public-url",
            "give scheme, name and, where needed, port, such as https://clinic.example.org"};
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_name(std::string_view host) {
    return !host.empty() && host.front() != '.' && host.front() != '-' &&
           std::ranges::all_of(host, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
           });
}

bool is_bracketed_address(std::string_view host) {
    return host.size() > 4 && host.front() == '[' && host.back() == ']' &&
           std::ranges::all_of(host.substr(1, host.size() - 2), [](char c) {
               return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == ':' || c == '.';
           });
}

bool is_port(std::string_view text) {
    unsigned port = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), port);
    return fault == std::errc{} && end == text.data() + text.size() && port >= 1 && port <= 65535;
}

}  // namespace

Result<PublicAddress> read_public_address(std::string_view text) {
    std::string url{text};
    while (url.ends_with('/')) url.pop_back();
    std::ranges::transform(url, url.begin(), lower);
    const std::string_view all = url;
    const std::size_t scheme = all.starts_with("https://") ? 8 : all.starts_with("http://") ? 7 : 0;
    if (scheme == 0) return fail(refused("this address begins with neither https:// nor http://"));
    const std::string_view rest = all.substr(scheme);
    if (rest.find_first_of("/?#") != std::string_view::npos)
        return fail(refused("the clinic stands at the root of an address, not below a path"));
    const std::size_t bracket = rest.starts_with('[') ? rest.find(']') : 0;
    const std::size_t colon = bracket == std::string_view::npos ? bracket : rest.find(':', bracket);
    const std::string_view host = rest.substr(0, colon);
    if (!is_name(host) && !is_bracketed_address(host))
        return fail(refused("this address names no host"));
    if (colon != std::string_view::npos && !is_port(rest.substr(colon + 1)))
        return fail(refused("the port of this address is not between 1 and 65535"));
    return PublicAddress{.url = url, .host = std::string{host}};
}

}  // namespace sinew::cli
