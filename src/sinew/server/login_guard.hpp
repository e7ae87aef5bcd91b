// Guards the door against guessing: back-off by login and by address, the same for logins that exist and those that do not.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/server/rate_limit.hpp>
#include <sinew/server/server_settings.hpp>

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <semaphore>
#include <string>
#include <string_view>

namespace sinew::server {

class LoginGuard {
public:
    LoginGuard(const ServerSettings& settings, std::atomic<std::uint64_t>& hashes);

    /// Seconds an address has to wait before it may try at all; 0 = now.
    [[nodiscard]] int wait_of_address(std::string_view address, double now_s) {
        return addresses_.take(address, now_s);
    }
    /// Seconds a login has to wait; 0 = now. Told the same for a login that nobody has.
    [[nodiscard]] int wait_of_login(std::string_view login, Instant now);
    void failed(std::string_view login, Instant now);
    void succeeded(std::string_view login);

    /// What so many failures in a row cost.
    [[nodiscard]] std::chrono::seconds lock_after(int failures) const noexcept;

    /// One Argon2id evaluation, at most two at a time in the whole program. With an empty hash a decoy of the same cost is
    /// evaluated, so that an unknown login takes as long; the answer is then false.
    [[nodiscard]] bool matches(const std::string& hash, std::string_view password);
    [[nodiscard]] Result<std::string> hash(std::string_view password);

private:
    struct Tries {
        int failures = 0;
        Instant locked_until{};
    };
    const ServerSettings& settings_;
    RateLimit addresses_;
    std::mutex mutex_;
    std::map<std::string, Tries, std::less<>> tries_;  ///< by login, lower case
    std::counting_semaphore<2> places_{2};
    std::atomic<std::uint64_t>& hashes_;
    std::string decoy_;
};

}  // namespace sinew::server
