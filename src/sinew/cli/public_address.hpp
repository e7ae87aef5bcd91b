// The address that people use, as --public-url gives it: where links lead and which name the service answers to.
#pragma once

#include <sinew/base/result.hpp>

#include <string>
#include <string_view>

namespace sinew::cli {

struct PublicAddress {
    std::string url;   ///< https://clinic.example.org, no slash at the end
    std::string host;  ///< clinic.example.org or [2001:db8::1]: lower case, without the port
};

/// @errors bad_input: neither http:// nor https://, no host, a port outside 1 to 65535, anything after it but slashes
[[nodiscard]] Result<PublicAddress> read_public_address(std::string_view text);

}  // namespace sinew::cli
