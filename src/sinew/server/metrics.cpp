#include <sinew/base/text.hpp>
#include <sinew/server/metrics.hpp>
#include <sinew/server/route.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::server {

Metrics::Metrics() : routes_{std::make_unique<PerRoute[]>(all_routes().size() + 1)} {}

void Metrics::answered(std::size_t route, int status, double seconds) noexcept {
    const std::size_t at = std::min(route, all_routes().size());
    const auto status_class = static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1);
    routes_[at].by_class[status_class].fetch_add(1, std::memory_order_relaxed);
    std::size_t bucket = 0;
    while (bucket < kBounds_s.size() && seconds > kBounds_s[bucket]) ++bucket;
    latency_[bucket].fetch_add(1, std::memory_order_relaxed);
    latency_sum_us_.fetch_add(static_cast<std::uint64_t>(std::max(0.0, seconds) * 1e6),
                              std::memory_order_relaxed);
}

std::string Metrics::text(std::uint64_t commits, std::size_t waiting) const {
    std::string out = "# TYPE sinew_requests_total counter\n";
    const auto routes = all_routes();
    for (std::size_t i = 0; i <= routes.size(); ++i) {
        const std::string_view method = i < routes.size() ? name_of(routes[i].method) : "any";
        const std::string_view path = i < routes.size() ? routes[i].path : "other";
        for (std::size_t c = 0; c < 5; ++c) {
            const auto n = routes_[i].by_class[c].load(std::memory_order_relaxed);
            if (n > 0)
                out += fmt::format(
                    "sinew_requests_total{{method=\"{}\",route=\"{}\",status=\"{}xx\"}} {}\n",
                    method, path, c + 1, n);
        }
    }
    out += "# TYPE sinew_request_seconds histogram\n";
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i < latency_.size(); ++i) {
        so_far += latency_[i].load(std::memory_order_relaxed);
        const std::string bound = i < kBounds_s.size() ? number_text(kBounds_s[i]) : "+Inf";
        out += fmt::format("sinew_request_seconds_bucket{{le=\"{}\"}} {}\n", bound, so_far);
    }
    out += fmt::format("sinew_request_seconds_sum {}\nsinew_request_seconds_count {}\n",
                       number_text(static_cast<double>(latency_sum_us_.load()) / 1e6), so_far);
    const auto gauge = [&out](std::string_view name, std::string_view type, auto value) {
        out += fmt::format("# TYPE {} {}\n{} {}\n", name, type, name, value);
    };
    gauge("sinew_connections", "gauge", connections.load());
    gauge("sinew_queue_requests", "gauge", queued.load());
    gauge("sinew_queue_writes", "gauge", waiting);
    gauge("sinew_turned_away_total", "counter", turned_away.load());
    gauge("sinew_unread_total", "counter", unread.load());
    gauge("sinew_password_hashes_total", "counter", password_hashes.load());
    gauge("sinew_commits_total", "counter", commits);
    return out;
}

}  // namespace sinew::server
