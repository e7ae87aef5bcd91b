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
    /// True where emergency access lets a colleague in who does not treat the person: the least that helps (CMP-008).
    bool in_emergency = false;
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
inline constexpr Who kStaffAndAdministrator{
    .therapist = Reach::all, .clinician = Reach::all, .administrator = Reach::all};
/// Whoever treats the person.
inline constexpr Who kTeam{.therapist = Reach::team, .clinician = Reach::team};
inline constexpr Who kPersonAndTeam{
    .person = Reach::own, .therapist = Reach::team, .clinician = Reach::team};
inline constexpr Who kClinicianOfTeam{.clinician = Reach::team};
/// Who treats whom is the one thing about a person that administrators look after; they see a code, nothing clinical.
inline constexpr Who kTeamAndAdministrator{
    .therapist = Reach::team, .clinician = Reach::team, .administrator = Reach::all};
inline constexpr Who kPersonTeamAndAdministrator{.person = Reach::own,
                                                 .therapist = Reach::team,
                                                 .clinician = Reach::team,
                                                 .administrator = Reach::all};

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
    {Method::post, "/api/v1/session/proof", kEachForItself, "confirm.signer"},
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
    {Method::get, "/api/v1/people/{person}", kPersonAndTeam, "read.person", true},
    {Method::patch, "/api/v1/people/{person}", kTeam, "change.person"},
    {Method::post, "/api/v1/people/{person}/invitation", kTeam, "create.invitation"},
    {Method::get, "/api/v1/people/{person}/team", kPersonTeamAndAdministrator, "read.team"},
    {Method::put, "/api/v1/people/{person}/team", kTeamAndAdministrator, "change.treating_team"},
    {Method::get, "/api/v1/people/{person}/record", kPersonAndTeam, "read.record", true},
    {Method::put, "/api/v1/people/{person}/record", kTeam, "change.record"},
    {Method::post, "/api/v1/people/{person}/bundle", kTeam, "import.bundle"},
    {Method::get, "/api/v1/people/{person}/questions", kTeam, "read.questions"},
    {Method::post, "/api/v1/people/{person}/answers", kTeam, "change.record"},
    {Method::get, "/api/v1/people/{person}/clearance", kPersonAndTeam, "read.clearance", true},
    {Method::post, "/api/v1/people/{person}/clearance", kTeam, "create.clearance"},
    {Method::get, "/api/v1/people/{person}/programme", kPersonAndTeam, "read.programme", true},
    {Method::post, "/api/v1/people/{person}/programme", kTeam, "create.programme"},
    {Method::post, "/api/v1/people/{person}/programme/decision", kTeam, "decide.programme"},
    {Method::get, "/api/v1/people/{person}/programme.pdf", kPersonAndTeam, "print.programme"},
    {Method::get, "/api/v1/people/{person}/programme.ics", kPersonAndTeam, "print.calendar"},
    {Method::get, "/api/v1/people/{person}/programme.html", kPersonAndTeam, "print.programme"},
    {Method::get, "/api/v1/people/{person}/programme.fhir", kTeam, "disclose.programme"},
    {Method::get, "/api/v1/people/{person}/why", kPersonAndTeam, "read.why"},
    {Method::get, "/api/v1/people/{person}/sessions", kPersonAndTeam, "read.sessions"},
    {Method::get, "/api/v1/people/{person}/sessions/{day}/{session}", kPersonAndTeam,
     "read.script"},
    {Method::get, "/api/v1/people/{person}/on-demand", kPersonAndTeam, "read.script"},
    {Method::get, "/api/v1/people/{person}/meanwhile/{activity}", kPersonAndTeam, "read.script"},
    {Method::post, "/api/v1/people/{person}/entries", kPersonAndTeam, "create.entries"},
    {Method::get, "/api/v1/people/{person}/entries", kPersonAndTeam, "read.entries"},
    {Method::get, "/api/v1/people/{person}/today", kPersonAndTeam, "read.today"},
    {Method::get, "/api/v1/people/{person}/offline", kPersonAndTeam, "read.offline"},
    {Method::get, "/api/v1/people/{person}/change", kPersonAndTeam, "read.change"},
    {Method::get, "/api/v1/people/{person}/coping-plan", kPersonAndTeam, "read.coping_plan"},
    {Method::put, "/api/v1/people/{person}/coping-plan", kPersonAndTeam, "change.coping_plan"},
    {Method::get, "/api/v1/people/{person}/messages", kPersonAndTeam, "read.messages"},
    {Method::post, "/api/v1/people/{person}/messages", kPersonAndTeam, "create.message"},
    {Method::post, "/api/v1/people/{person}/messages/read", kPersonAndTeam, "mark.messages"},
    {Method::get, "/api/v1/people/{person}/notes", kTeam, "read.notes"},
    {Method::post, "/api/v1/people/{person}/notes", kTeam, "create.note"},
    {Method::get, "/api/v1/people/{person}/counselling-notes", kTeam, "read.counselling_notes"},
    {Method::post, "/api/v1/people/{person}/counselling-notes", kTeam, "create.counselling_note"},
    {Method::get, "/api/v1/people/{person}/flags", kTeam, "read.flags", true},
    {Method::get, "/api/v1/people/{person}/timeline", kTeam, "read.timeline"},
    {Method::get, "/api/v1/people/{person}/adaptation", kTeam, "read.adaptation"},
    {Method::post, "/api/v1/people/{person}/adaptation", kTeam, "decide.adaptation"},
    {Method::get, "/api/v1/people/{person}/consents", kPersonAndTeam, "read.consents"},
    {Method::post, "/api/v1/people/{person}/consents", kTeam, "create.consent"},
    {Method::post, "/api/v1/people/{person}/consents/{consent}/revocation", kPersonAndTeam,
     "revoke.consent"},
    {Method::get, "/api/v1/people/{person}/disclosures", kPersonAndTeam, "read.disclosures"},
    {Method::post, "/api/v1/people/{person}/disclosures", kTeam, "disclose.record", true},
    {Method::get, "/api/v1/people/{person}/my-data", kPersonAndTeam, "export.my_data"},
    {Method::post, "/api/v1/people/{person}/erasure", kClinicianOfTeam, "erase.person"},
    {Method::get, "/api/v1/emergency-access", kStaffAndAdministrator, "read.emergency_access"},
    {Method::post, "/api/v1/emergency-access", kStaff, "open.emergency_access"},
    {Method::post, "/api/v1/emergency-access/{access}/review", kStaffAndAdministrator,
     "review.emergency_access"},
    {Method::get, "/api/v1/teams", kStaffAndAdministrator},
    {Method::post, "/api/v1/teams", kAdministrator, "create.team"},
    {Method::patch, "/api/v1/teams/{team}", kAdministrator, "change.team"},
    {Method::get, "/api/v1/treated", kAdministrator, "read.treated"},
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
