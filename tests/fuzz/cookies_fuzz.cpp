// Any bytes as an address and as a Cookie header: refused, or read into something that does not climb and reads the same again.
#include <sinew/base/ensure.hpp>
#include <sinew/base/text.hpp>
#include <sinew/server/target.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    using namespace sinew::server;
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    if (const auto cookie = cookie_value(text, "sinew_session"); cookie && *cookie)
        SINEW_ENSURE(text.find("sinew_session=" + **cookie) != std::string_view::npos,
                     "a cookie is what was sent");
    const auto target = read_target(text);
    if (!target) return 0;
    SINEW_ENSURE(target->path.starts_with('/') && valid_utf8(target->path), "a path is one");
    SINEW_ENSURE(target->path.find('\0') == std::string::npos, "no end in the middle");
    for (const std::string_view part : split(std::string_view{target->path}.substr(1), '/'))
        SINEW_ENSURE(part != "." && part != "..", "no part climbs");
    SINEW_ENSURE(fits_in_header(target->path), "no control character");
    for (const auto& [name, value] : target->query)
        SINEW_ENSURE(!name.empty() && fits_in_header(value), "a parameter has a name");
    return 0;
}
