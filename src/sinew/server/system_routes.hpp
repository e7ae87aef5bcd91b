// What a monitor asks: is it alive, is it ready, how much does it do, what does it promise.
#pragma once

#include <sinew/server/route.hpp>

#include <array>

namespace sinew::server {

[[nodiscard]] Answer get_health(const Call& call);
[[nodiscard]] Answer get_readiness(const Call& call);
[[nodiscard]] Answer get_metrics(const Call& call);
[[nodiscard]] Answer get_contract(const Call& call);

inline constexpr auto kSystemRoutes = std::to_array<Route>({
    {Method::get, "/healthz", get_health},
    {Method::get, "/readyz", get_readiness},
    {Method::get, "/metrics", get_metrics},
    {Method::get, "/api/openapi.json", get_contract},
});

}  // namespace sinew::server
