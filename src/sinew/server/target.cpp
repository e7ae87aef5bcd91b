#include <sinew/base/text.hpp>
#include <sinew/server/http_limits.hpp>
#include <sinew/server/target.hpp>

#include <algorithm>

namespace sinew::server {
namespace {

int hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_control(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

tl::unexpected<Error> refuse(std::string what) {
    return fail({ErrorCode::bad_input, std::move(what), "request line",
                 "send the address as the documents give it"});
}

enum class Plus : std::uint8_t { stays, is_space };

/// Undoes %XX once.
Result<std::string> decoded(std::string_view text, Plus plus) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0) return refuse("a percent sign without two digits after it");
            c = static_cast<char>(high * 16 + low);
            if (plus == Plus::stays && c == '/') return refuse("an encoded slash in the path");
            i += 2;
        } else if (c == '+' && plus == Plus::is_space) {
            c = ' ';
        }
        if (is_control(c)) return refuse("a control character in the address");
        plain.push_back(c);
    }
    if (!valid_utf8(plain)) return refuse("the address is not UTF-8");
    return plain;
}

/// Parts are judged after decoding, so that "%2e%2e" is "..".
Result<void> check_parts(std::string_view path) {
    if (path.empty() || path.front() != '/') return refuse("the path does not start with a slash");
    if (path == "/") return {};
    for (const std::string_view part : split(path.substr(1), '/')) {
        if (part.empty()) return refuse("an empty part in the path");
        if (part == "." || part == "..") return refuse("a path that climbs");
        if (part.find('\\') != std::string_view::npos) return refuse("a backslash in the path");
    }
    return {};
}

}  // namespace

Result<Target> read_target(std::string_view raw) {
    if (raw.size() > kLongestTarget) return refuse("the address is too long");
    const std::size_t mark = raw.find('?');
    Target target;
    SINEW_TRY(target.path, decoded(raw.substr(0, mark), Plus::stays));
    // "/staff/" is the page "/staff": browsers and people write both.
    if (target.path.size() > 1 && target.path.ends_with('/')) target.path.pop_back();
    if (const auto fine = check_parts(target.path); !fine) return fail(fine.error());
    if (mark == std::string_view::npos || mark + 1 == raw.size()) return target;
    for (const std::string_view pair : split(raw.substr(mark + 1), '&')) {
        const std::size_t equals = pair.find('=');
        SINEW_TRY(std::string name, decoded(pair.substr(0, equals), Plus::is_space));
        std::string value;
        if (equals != std::string_view::npos) {
            SINEW_TRY(value, decoded(pair.substr(equals + 1), Plus::is_space));
        }
        if (name.empty()) return refuse("a parameter without a name");
        if (!target.query.emplace(std::move(name), std::move(value)).second)
            return refuse("a parameter given twice");
        if (target.query.size() > kMostParameters) return refuse("too many parameters");
    }
    return target;
}

Result<std::optional<std::string>> cookie_value(std::string_view header, std::string_view name) {
    std::optional<std::string> found;
    for (const std::string_view pair : split(header, ';')) {
        const std::string_view crumb = trim(pair);
        const std::size_t equals = crumb.find('=');
        if (equals == std::string_view::npos || crumb.substr(0, equals) != name) continue;
        if (found)
            return fail({ErrorCode::bad_input, "the session cookie is there twice", "header cookie",
                         "delete the cookies of this address"});
        found = std::string{crumb.substr(equals + 1)};
    }
    return found;
}

bool fits_in_header(std::string_view text) noexcept {
    return std::ranges::none_of(text, is_control);
}

}  // namespace sinew::server
