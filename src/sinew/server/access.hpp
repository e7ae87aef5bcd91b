// Who may: the one table, route by role. A route without a row, or a row without a route, does not compile (all_routes.cpp).
#pragma once

#include <sinew/server/http.hpp>

#include <array>
#include <string_view>

namespace sinew::server {

/// How far each role reaches. Everything not said is `none`.
struct Who {
    bool everybody = false;  ///< also without a session
    Reach person = Reach::none;
    Reach therapist = Reach::none;
    Reach clinician = Reach::none;
    Reach researcher = Reach::none;
    Reach administrator = Reach::none;
};

struct AccessRow {
    Method method;
    std::string_view path;
    Who who;
    /// verb.object of the audit entry; needed for every change and for everything about one person.
    std::string_view action = {};
};

[[nodiscard]] constexpr Reach reach_of(const Who& who, clinic::Role role) noexcept {
    switch (role) {
        case clinic::Role::person: return who.person;
        case clinic::Role::therapist: return who.therapist;
        case clinic::Role::clinician: return who.clinician;
        case clinic::Role::researcher: return who.researcher;
        case clinic::Role::administrator: return who.administrator;
    }
    return Reach::none;
}

inline constexpr Who kEverybody{.everybody = true};
inline constexpr Who kEachForItself{.person = Reach::own,
                                    .therapist = Reach::own,
                                    .clinician = Reach::own,
                                    .researcher = Reach::own,
                                    .administrator = Reach::own};
inline constexpr Who kAdministrator{.administrator = Reach::all};
inline constexpr Who kStaff{.therapist = Reach::all, .clinician = Reach::all};
inline constexpr Who kPersonAndStaff{
    .person = Reach::own, .therapist = Reach::all, .clinician = Reach::all};
inline constexpr Who kClinician{.clinician = Reach::all};

// clang-format off: one row a line, so that a difference shows one right
inline constexpr auto kAccess = std::to_array<AccessRow>({
    {Method::get, "/api/v1/setup", kEverybody},
    {Method::post, "/api/v1/setup", kEverybody, "create.first_account"},
    {Method::get, "/api/v1/session", kEachForItself},
    {Method::post, "/api/v1/session", kEverybody, "login.session"},
    {Method::delete_, "/api/v1/session", kEachForItself, "logout.session"},
    {Method::post, "/api/v1/session/second-factor", kEachForItself, "confirm.second_factor"},
    {Method::post, "/api/v1/session/lock", kEachForItself, "lock.session"},
    {Method::post, "/api/v1/session/unlock", kEachForItself, "unlock.session"},
    {Method::put, "/api/v1/me/password", kEachForItself, "change.password"},
    {Method::put, "/api/v1/me/pin", kEachForItself, "change.pin"},
    {Method::post, "/api/v1/me/second-factor", kEachForItself, "begin.second_factor"},
    {Method::put, "/api/v1/me/second-factor", kEachForItself, "create.second_factor"},
    {Method::delete_, "/api/v1/me/second-factor", kEachForItself, "delete.second_factor"},
    {Method::get, "/api/v1/invitations/{token}", kEverybody},
    {Method::post, "/api/v1/invitations/{token}", kEverybody, "accept.invitation"},
    {Method::get, "/api/v1/accounts", kAdministrator, "read.accounts"},
    {Method::post, "/api/v1/accounts", kAdministrator, "create.account"},
    {Method::patch, "/api/v1/accounts/{account}", kAdministrator, "change.account"},
    {Method::post, "/api/v1/accounts/{account}/invitation", kAdministrator, "create.invitation"},
    {Method::get, "/api/v1/audit", kAdministrator, "read.audit"},
    {Method::get, "/api/openapi.json", kEverybody},
    {Method::get, "/healthz", kEverybody},
    {Method::get, "/readyz", kEverybody},
    {Method::get, "/metrics", kEverybody},
});
// clang-format on

}  // namespace sinew::server
