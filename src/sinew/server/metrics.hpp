// What the server counts of itself, for Prometheus. Routes and numbers only: nothing about anybody.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace sinew::server {

class Metrics {
public:
    Metrics();
    /// @param route  index in all_routes(), or anything beyond it for files and unknown addresses
    void answered(std::size_t route, int status, double seconds) noexcept;

    std::atomic<std::int64_t> connections{0};
    std::atomic<std::int64_t> queued{0};  ///< requests that wait for a worker
    std::atomic<std::uint64_t> turned_away{0};
    std::atomic<std::uint64_t> unread{0};           ///< requests that the parser gave up
    std::atomic<std::uint64_t> password_hashes{0};  ///< Argon2id evaluations

    /// @param commits  of the store, @param waiting  writes that wait for it
    [[nodiscard]] std::string text(std::uint64_t commits, std::size_t waiting) const;

private:
    static constexpr std::array<double, 11> kBounds_s{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                      0.05,   0.1,   0.25,   1.0,   5.0};
    struct PerRoute {
        std::array<std::atomic<std::uint64_t>, 5> by_class{};  ///< 1xx .. 5xx
    };
    std::unique_ptr<PerRoute[]> routes_;
    std::array<std::atomic<std::uint64_t>, kBounds_s.size() + 1> latency_{};
    std::atomic<std::uint64_t> latency_sum_us_{0};
};

}  // namespace sinew::server
