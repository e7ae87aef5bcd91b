#include <sinew/base/secrets.hpp>
#include <sinew/server/second_factor.hpp>

#include <liboath/oath.h>

#include <cstdlib>
#include <memory>

namespace sinew::server {
namespace {

constexpr std::string_view kWaiting = "unconfirmed:";
constexpr unsigned kStep_s = 30;          ///< RFC 6238, section 5.2 (recalled)
constexpr std::size_t kSecretBytes = 20;  ///< RFC 4226, section 4, R6 (recalled)
constexpr std::size_t kDigits = 6;

using Allocated = std::unique_ptr<char, decltype(&std::free)>;

void begin_once() {
    static const int kBegun = oath_init();
    static_cast<void>(kBegun);
}

}  // namespace

SecondFactor new_second_factor(const std::string& centre) {
    begin_once();
    const std::string bytes = random_bytes(kSecretBytes);
    char* text = nullptr;
    std::size_t length = 0;
    if (oath_base32_encode(bytes.data(), bytes.size(), &text, &length) != OATH_OK) return {};
    const Allocated owned{text, &std::free};
    SecondFactor made{.secret = {text, length}, .uri = {}};
    std::string issuer;
    for (const char c : centre)
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            issuer.push_back(c);
    if (issuer.empty()) issuer = "Practice";
    made.uri = "otpauth://totp/" + issuer + "?secret=" + made.secret + "&issuer=" + issuer;
    return made;
}

std::optional<std::int64_t> step_of_code(const std::string& secret, std::string_view code,
                                         Instant now, std::int64_t last_step) {
    begin_once();
    if (code.size() != kDigits) return std::nullopt;
    char* bytes = nullptr;
    std::size_t length = 0;
    if (oath_base32_decode(secret.data(), secret.size(), &bytes, &length) != OATH_OK)
        return std::nullopt;
    const Allocated owned{bytes, &std::free};
    int position = 0;
    std::uint64_t counter = 0;
    const int found = oath_totp_validate3(
        bytes, length, static_cast<time_t>(now.time_since_epoch().count()), kStep_s,
        OATH_TOTP_DEFAULT_START_TIME, 1, &position, &counter, std::string{code}.c_str());
    if (found < 0) return std::nullopt;
    const auto step = static_cast<std::int64_t>(counter);
    return step > last_step ? std::optional{step} : std::nullopt;
}

bool has_second_factor(const clinic::Account& account) noexcept {
    return !account.totp_secret.empty() && !account.totp_secret.starts_with(kWaiting);
}

std::string unconfirmed(const std::string& secret) { return std::string{kWaiting} + secret; }

std::string waiting_secret(const clinic::Account& account) {
    return account.totp_secret.starts_with(kWaiting) ? account.totp_secret.substr(kWaiting.size())
                                                     : std::string{};
}

}  // namespace sinew::server
