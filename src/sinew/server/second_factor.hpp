// Time-based one-time codes (RFC 6238): six digits, thirty seconds, each good once.
#pragma once

#include <sinew/clinic/store.hpp>

#include <string>
#include <string_view>

namespace sinew::server {

struct SecondFactor {
    std::string secret;  ///< base32, 160 bits
    std::string uri;     ///< otpauth://, to be drawn as a QR code
};

/// @param centre  shown by the app that makes the codes: discreet, names nobody
[[nodiscard]] SecondFactor new_second_factor(const std::string& centre);

/// The step a code belongs to when it fits now, the step before or the one after, and is later than `last_step`; nothing
/// when it does not fit or was used before.
[[nodiscard]] std::optional<std::int64_t> step_of_code(const std::string& secret,
                                                       std::string_view code, Instant now,
                                                       std::int64_t last_step);

/// An account keeps a secret that was not confirmed yet with a mark before it.
[[nodiscard]] bool has_second_factor(const clinic::Account& account) noexcept;
[[nodiscard]] std::string unconfirmed(const std::string& secret);
/// The secret that waits for its first code; empty when none does.
[[nodiscard]] std::string waiting_secret(const clinic::Account& account);

}  // namespace sinew::server
