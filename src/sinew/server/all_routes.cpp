// Joins the lists of routes and holds them against the access table while compiling.
#include <sinew/server/access.hpp>
#include <sinew/server/care_routes.hpp>
#include <sinew/server/identity_routes.hpp>
#include <sinew/server/system_routes.hpp>

namespace sinew::server {
namespace {

template <std::size_t... N>
constexpr auto joined(const std::array<Route, N>&... lists) {
    std::array<Route, (N + ...)> all{};
    std::size_t at = 0;
    const auto put = [&](const auto& list) {
        for (const Route& route : list) all[at++] = route;
    };
    (put(lists), ...);
    return all;
}

constexpr auto kRoutes = joined(kSystemRoutes, kIdentityRoutes, kCareRoutes);

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

constexpr std::size_t row_at(const Route& route) {
    std::size_t found = kNowhere;
    for (std::size_t i = 0; i < kAccess.size(); ++i)
        if (kAccess[i].method == route.method && kAccess[i].path == route.path) {
            if (found != kNowhere) return kNowhere;
            found = i;
        }
    return found;
}

constexpr bool every_route_has_one_row() {
    for (const Route& route : kRoutes)
        if (row_at(route) == kNowhere) return false;
    return true;
}

constexpr bool every_row_has_one_route() {
    for (const AccessRow& row : kAccess) {
        int found = 0;
        for (const Route& route : kRoutes)
            if (route.method == row.method && route.path == row.path) ++found;
        if (found != 1) return false;
    }
    return true;
}

constexpr bool reads(Method method) {
    return method == Method::get || method == Method::head || method == Method::options;
}

/// Every change, and everything about one person, leaves a line in the audit chain.
constexpr bool what_must_be_audited_is() {
    for (const AccessRow& row : kAccess)
        if (row.action.empty() &&
            (!reads(row.method) || row.path.find("{person}") != std::string_view::npos))
            return false;
    return true;
}

/// A route about one person is open to nobody without a session, and to persons for themselves only.
constexpr bool persons_reach_themselves_only() {
    for (const AccessRow& row : kAccess) {
        if (row.who.person == Reach::all) return false;
        if (row.who.everybody && row.path.find("{person}") != std::string_view::npos) return false;
    }
    return true;
}

/// A colleague reaches the people they treat and no others; researchers nobody; administrators only who treats whom.
constexpr bool staff_reach_their_team_only() {
    for (const AccessRow& row : kAccess) {
        if (row.path.find("{person}") == std::string_view::npos) {
            if (row.in_emergency) return false;
            continue;
        }
        if (row.who.therapist == Reach::all || row.who.clinician == Reach::all) return false;
        if (row.who.researcher != Reach::none) return false;
        if (row.who.administrator != Reach::none && !row.path.ends_with("/team")) return false;
    }
    return true;
}

static_assert(every_route_has_one_row(), "a route has no row, or two, in the table of access.hpp");
static_assert(every_row_has_one_route(), "a row of access.hpp has no route, or two");
static_assert(what_must_be_audited_is(), "a row of access.hpp needs its audit action");
static_assert(persons_reach_themselves_only(), "a row of access.hpp lets a person see others");

static_assert(staff_reach_their_team_only(),
              "a row of access.hpp lets staff reach somebody whom they do not treat");

}  // namespace

std::span<const Route> all_routes() noexcept { return kRoutes; }

const AccessRow& row_of(std::size_t route_index) noexcept {
    static constexpr auto kRows = [] {
        std::array<std::size_t, kRoutes.size()> rows{};
        for (std::size_t i = 0; i < kRoutes.size(); ++i) rows[i] = row_at(kRoutes[i]);
        return rows;
    }();
    return kAccess[kRows[route_index]];
}

std::string_view name_of(Method method) noexcept {
    switch (method) {
        case Method::get: return "GET";
        case Method::head: return "HEAD";
        case Method::post: return "POST";
        case Method::put: return "PUT";
        case Method::patch: return "PATCH";
        case Method::delete_: return "DELETE";
        case Method::options: return "OPTIONS";
    }
    return "GET";
}

}  // namespace sinew::server
