#include <sinew/base/secrets.hpp>
#include <sinew/server/login_guard.hpp>

#include <algorithm>

namespace sinew::server {
namespace {

constexpr std::size_t kMostLogins = 10'000;

/// Gives the place back however the scope is left.
class Place {
public:
    explicit Place(std::counting_semaphore<2>& places) : places_{places} { places_.acquire(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() { places_.release(); }

private:
    std::counting_semaphore<2>& places_;
};

}  // namespace

LoginGuard::LoginGuard(const ServerSettings& settings, std::atomic<std::uint64_t>& hashes)
    : settings_{settings},
      addresses_{settings.logins_per_second, settings.login_burst},
      hashes_{hashes},
      decoy_{hash_password(random_token()).value_or("")} {}

std::chrono::seconds LoginGuard::lock_after(int failures) const noexcept {
    if (failures < settings_.failures_before_lock) return std::chrono::seconds{0};
    const int doublings = std::min(failures - settings_.failures_before_lock, 20);
    return std::min(settings_.longest_lock, settings_.first_lock * (1 << doublings));
}

int LoginGuard::wait_of_login(std::string_view login, Instant now) {
    const std::lock_guard lock{mutex_};
    const auto at = tries_.find(login);
    if (at == tries_.end() || at->second.locked_until <= now) return 0;
    return static_cast<int>((at->second.locked_until - now).count());
}

void LoginGuard::failed(std::string_view login, Instant now) {
    const std::lock_guard lock{mutex_};
    if (tries_.size() >= kMostLogins)
        std::erase_if(tries_,
                      [now](const auto& entry) { return entry.second.locked_until <= now; });
    if (tries_.size() >= kMostLogins) tries_.clear();
    Tries& tries = tries_[std::string{login}];
    ++tries.failures;
    tries.locked_until = now + lock_after(tries.failures);
}

void LoginGuard::succeeded(std::string_view login) {
    const std::lock_guard lock{mutex_};
    if (const auto at = tries_.find(login); at != tries_.end()) tries_.erase(at);
}

bool LoginGuard::matches(const std::string& hash, std::string_view password) {
    const Place place{places_};
    hashes_.fetch_add(1, std::memory_order_relaxed);
    const bool fits = password_matches(hash.empty() ? decoy_ : hash, password);
    return fits && !hash.empty();
}

Result<std::string> LoginGuard::hash(std::string_view password) {
    const Place place{places_};
    hashes_.fetch_add(1, std::memory_order_relaxed);
    return hash_password(password);
}

}  // namespace sinew::server
