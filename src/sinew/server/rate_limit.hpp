// Token buckets by key, in bounded memory: who asks too often waits, and a million strangers cost no more than ten thousand.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sinew::server {

class RateLimit {
public:
    /// @param per_second  tokens that come back, @param burst  tokens a key begins with
    RateLimit(double per_second, double burst, std::size_t most_keys = 10'000)
        : per_second_{per_second}, burst_{burst}, most_keys_{most_keys} {}

    /// Takes one token. @returns 0, or the whole seconds to wait
    /// @param now_s  steady seconds
    [[nodiscard]] int take(std::string_view key, double now_s);

private:
    struct Bucket {
        double tokens;
        double at_s;
    };
    void forget_the_full(double now_s);

    const double per_second_, burst_;
    const std::size_t most_keys_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace sinew::server
