// The routes of care: people, record, programme, practice, check-ins, caseload, talk, consent, classes, the centre.
#pragma once

#include <sinew/server/route.hpp>

#include <array>

namespace sinew::server {

[[nodiscard]] Answer get_people(const Call& call);
[[nodiscard]] Answer post_people(const Call& call);
[[nodiscard]] Answer get_person(const Call& call);
[[nodiscard]] Answer patch_person(const Call& call);
[[nodiscard]] Answer post_person_invitation(const Call& call);
[[nodiscard]] Answer get_treating_team(const Call& call);
[[nodiscard]] Answer put_treating_team(const Call& call);
[[nodiscard]] Answer get_record(const Call& call);
[[nodiscard]] Answer put_record(const Call& call);
[[nodiscard]] Answer post_bundle(const Call& call);
[[nodiscard]] Answer get_questions(const Call& call);
[[nodiscard]] Answer post_answers(const Call& call);
[[nodiscard]] Answer get_clearance(const Call& call);
[[nodiscard]] Answer post_clearance(const Call& call);
[[nodiscard]] Answer get_programme(const Call& call);
[[nodiscard]] Answer post_programme(const Call& call);
[[nodiscard]] Answer post_programme_decision(const Call& call);
[[nodiscard]] Answer get_programme_pdf(const Call& call);
[[nodiscard]] Answer get_programme_ics(const Call& call);
[[nodiscard]] Answer get_programme_html(const Call& call);
[[nodiscard]] Answer get_programme_fhir(const Call& call);
[[nodiscard]] Answer get_why(const Call& call);
[[nodiscard]] Answer get_sessions(const Call& call);
[[nodiscard]] Answer get_script(const Call& call);
[[nodiscard]] Answer get_on_demand(const Call& call);
[[nodiscard]] Answer get_meanwhile(const Call& call);
[[nodiscard]] Answer post_entries(const Call& call);
[[nodiscard]] Answer get_entries(const Call& call);
[[nodiscard]] Answer get_today(const Call& call);
[[nodiscard]] Answer get_offline(const Call& call);
[[nodiscard]] Answer get_change(const Call& call);
[[nodiscard]] Answer get_coping_plan(const Call& call);
[[nodiscard]] Answer put_coping_plan(const Call& call);
[[nodiscard]] Answer get_messages(const Call& call);
[[nodiscard]] Answer post_message(const Call& call);
[[nodiscard]] Answer post_messages_read(const Call& call);
[[nodiscard]] Answer get_notes(const Call& call);
[[nodiscard]] Answer post_note(const Call& call);
[[nodiscard]] Answer get_counselling_notes(const Call& call);
[[nodiscard]] Answer post_counselling_note(const Call& call);
[[nodiscard]] Answer get_flags(const Call& call);
[[nodiscard]] Answer get_timeline(const Call& call);
[[nodiscard]] Answer get_adaptation(const Call& call);
[[nodiscard]] Answer post_adaptation(const Call& call);
[[nodiscard]] Answer get_consents(const Call& call);
[[nodiscard]] Answer post_consent(const Call& call);
[[nodiscard]] Answer post_revocation(const Call& call);
[[nodiscard]] Answer get_disclosures(const Call& call);
[[nodiscard]] Answer post_disclosure(const Call& call);
[[nodiscard]] Answer get_my_data(const Call& call);
[[nodiscard]] Answer post_erasure(const Call& call);
[[nodiscard]] Answer get_emergencies(const Call& call);
[[nodiscard]] Answer post_emergency(const Call& call);
[[nodiscard]] Answer post_emergency_review(const Call& call);
[[nodiscard]] Answer get_teams(const Call& call);
[[nodiscard]] Answer post_team(const Call& call);
[[nodiscard]] Answer patch_team(const Call& call);
[[nodiscard]] Answer get_treated(const Call& call);
[[nodiscard]] Answer get_classes(const Call& call);
[[nodiscard]] Answer post_class(const Call& call);
[[nodiscard]] Answer get_class(const Call& call);
[[nodiscard]] Answer patch_class(const Call& call);
[[nodiscard]] Answer get_class_sheet(const Call& call);
[[nodiscard]] Answer put_attendance(const Call& call);
[[nodiscard]] Answer get_class_script(const Call& call);
[[nodiscard]] Answer get_centre(const Call& call);
[[nodiscard]] Answer put_centre(const Call& call);
[[nodiscard]] Answer post_demonstration(const Call& call);
[[nodiscard]] Answer get_figure(const Call& call);
[[nodiscard]] Answer get_outcomes(const Call& call);
[[nodiscard]] Answer get_questionnaire(const Call& call);
[[nodiscard]] Answer get_schema(const Call& call);

// clang-format off: one route a line
inline constexpr auto kCareRoutes = std::to_array<Route>({
    {Method::get, "/api/v1/people", get_people},
    {Method::post, "/api/v1/people", post_people, kLargestBody},
    {Method::get, "/api/v1/people/{person}", get_person},
    {Method::patch, "/api/v1/people/{person}", patch_person},
    {Method::post, "/api/v1/people/{person}/invitation", post_person_invitation, kUsualBody,
     Lane::quick, false},
    {Method::get, "/api/v1/people/{person}/team", get_treating_team},
    {Method::put, "/api/v1/people/{person}/team", put_treating_team},
    {Method::get, "/api/v1/people/{person}/record", get_record},
    {Method::put, "/api/v1/people/{person}/record", put_record},
    {Method::post, "/api/v1/people/{person}/bundle", post_bundle, kLargestBody},
    {Method::get, "/api/v1/people/{person}/questions", get_questions},
    {Method::post, "/api/v1/people/{person}/answers", post_answers},
    {Method::get, "/api/v1/people/{person}/clearance", get_clearance},
    {Method::post, "/api/v1/people/{person}/clearance", post_clearance},
    {Method::get, "/api/v1/people/{person}/programme", get_programme},
    {Method::post, "/api/v1/people/{person}/programme", post_programme},
    {Method::post, "/api/v1/people/{person}/programme/decision", post_programme_decision,
     kUsualBody, Lane::slow},
    {Method::get, "/api/v1/people/{person}/programme.pdf", get_programme_pdf, kUsualBody,
     Lane::slow},
    {Method::get, "/api/v1/people/{person}/programme.ics", get_programme_ics},
    {Method::get, "/api/v1/people/{person}/programme.html", get_programme_html, kUsualBody,
     Lane::slow},
    {Method::get, "/api/v1/people/{person}/programme.fhir", get_programme_fhir},
    {Method::get, "/api/v1/people/{person}/why", get_why},
    {Method::get, "/api/v1/people/{person}/sessions", get_sessions},
    {Method::get, "/api/v1/people/{person}/sessions/{day}/{session}", get_script},
    {Method::get, "/api/v1/people/{person}/on-demand", get_on_demand},
    {Method::get, "/api/v1/people/{person}/meanwhile/{activity}", get_meanwhile},
    {Method::post, "/api/v1/people/{person}/entries", post_entries},
    {Method::get, "/api/v1/people/{person}/entries", get_entries},
    {Method::get, "/api/v1/people/{person}/today", get_today},
    {Method::get, "/api/v1/people/{person}/offline", get_offline},
    {Method::get, "/api/v1/people/{person}/change", get_change},
    {Method::get, "/api/v1/people/{person}/coping-plan", get_coping_plan},
    {Method::put, "/api/v1/people/{person}/coping-plan", put_coping_plan},
    {Method::get, "/api/v1/people/{person}/messages", get_messages},
    {Method::post, "/api/v1/people/{person}/messages", post_message},
    {Method::post, "/api/v1/people/{person}/messages/read", post_messages_read},
    {Method::get, "/api/v1/people/{person}/notes", get_notes},
    {Method::post, "/api/v1/people/{person}/notes", post_note},
    {Method::get, "/api/v1/people/{person}/counselling-notes", get_counselling_notes},
    {Method::post, "/api/v1/people/{person}/counselling-notes", post_counselling_note},
    {Method::get, "/api/v1/people/{person}/flags", get_flags},
    {Method::get, "/api/v1/people/{person}/timeline", get_timeline},
    {Method::get, "/api/v1/people/{person}/adaptation", get_adaptation},
    {Method::post, "/api/v1/people/{person}/adaptation", post_adaptation},
    {Method::get, "/api/v1/people/{person}/consents", get_consents},
    {Method::post, "/api/v1/people/{person}/consents", post_consent},
    {Method::post, "/api/v1/people/{person}/consents/{consent}/revocation", post_revocation},
    {Method::get, "/api/v1/people/{person}/disclosures", get_disclosures},
    {Method::post, "/api/v1/people/{person}/disclosures", post_disclosure},
    {Method::get, "/api/v1/people/{person}/my-data", get_my_data},
    {Method::post, "/api/v1/people/{person}/erasure", post_erasure},
    {Method::get, "/api/v1/emergency-access", get_emergencies},
    {Method::post, "/api/v1/emergency-access", post_emergency},
    {Method::post, "/api/v1/emergency-access/{access}/review", post_emergency_review},
    {Method::get, "/api/v1/teams", get_teams},
    {Method::post, "/api/v1/teams", post_team},
    {Method::patch, "/api/v1/teams/{team}", patch_team},
    {Method::get, "/api/v1/treated", get_treated},
    {Method::get, "/api/v1/classes", get_classes},
    {Method::post, "/api/v1/classes", post_class},
    {Method::get, "/api/v1/classes/{class}", get_class},
    {Method::patch, "/api/v1/classes/{class}", patch_class},
    {Method::get, "/api/v1/classes/{class}/sheet", get_class_sheet},
    {Method::put, "/api/v1/classes/{class}/attendance", put_attendance},
    {Method::get, "/api/v1/classes/{class}/script", get_class_script},
    {Method::get, "/api/v1/centre", get_centre},
    {Method::put, "/api/v1/centre", put_centre},
    {Method::post, "/api/v1/demonstration", post_demonstration, kUsualBody, Lane::slow, false},
    {Method::get, "/api/v1/figure", get_figure},
    {Method::get, "/api/v1/outcomes", get_outcomes},
    {Method::get, "/api/v1/questionnaires/{instrument}", get_questionnaire},
    {Method::get, "/api/v1/schemas/{name}", get_schema},
});
// clang-format on

}  // namespace sinew::server
