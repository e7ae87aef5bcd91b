#include <sinew/server/rate_limit.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::server {

int RateLimit::take(std::string_view key, double now_s) {
    const std::lock_guard lock{mutex_};
    if (buckets_.size() >= most_keys_) forget_the_full(now_s);
    auto [at, fresh] = buckets_.try_emplace(std::string{key}, Bucket{burst_, now_s});
    Bucket& bucket = at->second;
    bucket.tokens = std::min(burst_, bucket.tokens + (now_s - bucket.at_s) * per_second_);
    bucket.at_s = now_s;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
    }
    return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / per_second_)));
}

void RateLimit::forget_the_full(double now_s) {
    std::erase_if(buckets_, [&](const auto& entry) {
        return entry.second.tokens + (now_s - entry.second.at_s) * per_second_ >= burst_;
    });
    // Everybody is busy: begin anew rather than grow.
    if (buckets_.size() >= most_keys_) buckets_.clear();
}

}  // namespace sinew::server
