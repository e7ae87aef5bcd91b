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
    {Method::get, "/api/v1/people", kStaff, "read.caseload"},
    {Method::post, "/api/v1/people", kStaff, "create.person"},
    {Method::get, "/api/v1/people/{person}", kPersonAndStaff, "read.person"},
    {Method::patch, "/api/v1/people/{person}", kStaff, "change.person"},
    {Method::post, "/api/v1/people/{person}/invitation", kStaff, "create.invitation"},
    {Method::get, "/api/v1/people/{person}/record", kPersonAndStaff, "read.record"},
    {Method::put, "/api/v1/people/{person}/record", kStaff, "change.record"},
    {Method::post, "/api/v1/people/{person}/bundle", kStaff, "import.bundle"},
    {Method::get, "/api/v1/people/{person}/questions", kStaff, "read.questions"},
    {Method::post, "/api/v1/people/{person}/answers", kStaff, "change.record"},
    {Method::get, "/api/v1/people/{person}/clearance", kPersonAndStaff, "read.clearance"},
    {Method::post, "/api/v1/people/{person}/clearance", kStaff, "create.clearance"},
    {Method::get, "/api/v1/people/{person}/programme", kPersonAndStaff, "read.programme"},
    {Method::post, "/api/v1/people/{person}/programme", kStaff, "create.programme"},
    {Method::post, "/api/v1/people/{person}/programme/decision", kStaff, "decide.programme"},
    {Method::get, "/api/v1/people/{person}/programme.pdf", kPersonAndStaff, "print.programme"},
    {Method::get, "/api/v1/people/{person}/programme.ics", kPersonAndStaff, "print.calendar"},
    {Method::get, "/api/v1/people/{person}/programme.html", kPersonAndStaff, "print.programme"},
    {Method::get, "/api/v1/people/{person}/programme.fhir", kStaff, "disclose.programme"},
    {Method::get, "/api/v1/people/{person}/why", kPersonAndStaff, "read.why"},
    {Method::get, "/api/v1/people/{person}/sessions", kPersonAndStaff, "read.sessions"},
    {Method::get, "/api/v1/people/{person}/sessions/{day}/{session}", kPersonAndStaff,
     "read.script"},
    {Method::get, "/api/v1/people/{person}/on-demand", kPersonAndStaff, "read.script"},
    {Method::get, "/api/v1/people/{person}/meanwhile/{activity}", kPersonAndStaff, "read.script"},
    {Method::post, "/api/v1/people/{person}/entries", kPersonAndStaff, "create.entries"},
    {Method::get, "/api/v1/people/{person}/entries", kPersonAndStaff, "read.entries"},
    {Method::get, "/api/v1/people/{person}/today", kPersonAndStaff, "read.today"},
    {Method::get, "/api/v1/people/{person}/offline", kPersonAndStaff, "read.offline"},
    {Method::get, "/api/v1/people/{person}/change", kPersonAndStaff, "read.change"},
    {Method::get, "/api/v1/people/{person}/coping-plan", kPersonAndStaff, "read.coping_plan"},
    {Method::put, "/api/v1/people/{person}/coping-plan", kPersonAndStaff, "change.coping_plan"},
    {Method::get, "/api/v1/people/{person}/messages", kPersonAndStaff, "read.messages"},
    {Method::post, "/api/v1/people/{person}/messages", kPersonAndStaff, "create.message"},
    {Method::post, "/api/v1/people/{person}/messages/read", kPersonAndStaff, "mark.messages"},
    {Method::get, "/api/v1/people/{person}/notes", kStaff, "read.notes"},
    {Method::post, "/api/v1/people/{person}/notes", kStaff, "create.note"},
    {Method::get, "/api/v1/people/{person}/timeline", kStaff, "read.timeline"},
    {Method::get, "/api/v1/people/{person}/adaptation", kStaff, "read.adaptation"},
    {Method::post, "/api/v1/people/{person}/adaptation", kStaff, "decide.adaptation"},
    {Method::get, "/api/v1/people/{person}/consents", kPersonAndStaff, "read.consents"},
    {Method::post, "/api/v1/people/{person}/consents", kStaff, "create.consent"},
    {Method::post, "/api/v1/people/{person}/consents/{consent}/revocation", kPersonAndStaff,
     "revoke.consent"},
    {Method::get, "/api/v1/people/{person}/disclosures", kPersonAndStaff, "read.disclosures"},
    {Method::post, "/api/v1/people/{person}/disclosures", kStaff, "disclose.record"},
    {Method::get, "/api/v1/people/{person}/my-data", kPersonAndStaff, "export.my_data"},
    {Method::post, "/api/v1/people/{person}/erasure", kClinician, "erase.person"},
    {Method::get, "/api/v1/classes", kStaff},
    {Method::post, "/api/v1/classes", kStaff, "create.class"},
    {Method::get, "/api/v1/classes/{class}", kStaff},
    {Method::patch, "/api/v1/classes/{class}", kStaff, "change.class"},
    {Method::get, "/api/v1/classes/{class}/sheet", kStaff, "read.class_sheet"},
    {Method::put, "/api/v1/classes/{class}/attendance", kStaff, "change.attendance"},
    {Method::get, "/api/v1/classes/{class}/script", kStaff},
    {Method::get, "/api/v1/centre", kEachForItself},
    {Method::put, "/api/v1/centre", kAdministrator, "change.centre"},
    {Method::post, "/api/v1/demonstration", kAdministrator, "create.demonstration"},
    {Method::get, "/api/v1/figure", kEachForItself},
    {Method::get, "/api/v1/outcomes", kEachForItself},
    {Method::get, "/api/v1/questionnaires/{instrument}", kEachForItself},
    {Method::get, "/api/v1/schemas/{name}", kEverybody},
    {Method::get, "/api/openapi.json", kEverybody},
    {Method::get, "/healthz", kEverybody},
    {Method::get, "/readyz", kEverybody},
    {Method::get, "/metrics", kEverybody},
});
// clang-format on

}  // namespace sinew::server
