// Coming in and leaving, one's own secrets, invitations, and the accounts that an administrator keeps.
#pragma once

#include <sinew/server/route.hpp>

#include <array>

namespace sinew::server {

[[nodiscard]] Answer get_setup(const Call& call);
[[nodiscard]] Answer post_setup(const Call& call);
[[nodiscard]] Answer get_session(const Call& call);
[[nodiscard]] Answer post_session(const Call& call);
[[nodiscard]] Answer delete_session(const Call& call);
[[nodiscard]] Answer post_session_second_factor(const Call& call);
[[nodiscard]] Answer post_session_lock(const Call& call);
[[nodiscard]] Answer post_session_unlock(const Call& call);
[[nodiscard]] Answer post_session_proof(const Call& call);
[[nodiscard]] Answer put_my_password(const Call& call);
[[nodiscard]] Answer put_my_pin(const Call& call);
[[nodiscard]] Answer post_my_second_factor(const Call& call);
[[nodiscard]] Answer put_my_second_factor(const Call& call);
[[nodiscard]] Answer delete_my_second_factor(const Call& call);
[[nodiscard]] Answer get_invitation(const Call& call);
[[nodiscard]] Answer post_invitation(const Call& call);
[[nodiscard]] Answer get_accounts(const Call& call);
[[nodiscard]] Answer post_account(const Call& call);
[[nodiscard]] Answer patch_account(const Call& call);
[[nodiscard]] Answer post_account_invitation(const Call& call);
[[nodiscard]] Answer get_audit(const Call& call);

// clang-format off: one route a line
inline constexpr auto kIdentityRoutes = std::to_array<Route>({
    {Method::get, "/api/v1/setup", get_setup},
    {Method::post, "/api/v1/setup", post_setup, kUsualBody, Lane::slow, false},
    {Method::get, "/api/v1/session", get_session, kUsualBody, Lane::quick, true, true},
    {Method::post, "/api/v1/session", post_session, kUsualBody, Lane::slow, false},
    {Method::delete_, "/api/v1/session", delete_session, kUsualBody, Lane::quick, true, true},
    {Method::post, "/api/v1/session/second-factor", post_session_second_factor, kUsualBody,
     Lane::quick, false, true},
    {Method::post, "/api/v1/session/lock", post_session_lock, kUsualBody, Lane::quick, false},
    {Method::post, "/api/v1/session/unlock", post_session_unlock, kUsualBody, Lane::slow, false,
     true},
    {Method::post, "/api/v1/session/proof", post_session_proof, kUsualBody, Lane::slow, false},
    {Method::put, "/api/v1/me/password", put_my_password, kUsualBody, Lane::slow},
    {Method::put, "/api/v1/me/pin", put_my_pin, kUsualBody, Lane::slow},
    {Method::post, "/api/v1/me/second-factor", post_my_second_factor, kUsualBody, Lane::quick,
     false},
    {Method::put, "/api/v1/me/second-factor", put_my_second_factor},
    {Method::delete_, "/api/v1/me/second-factor", delete_my_second_factor},
    {Method::get, "/api/v1/invitations/{token}", get_invitation},
    {Method::post, "/api/v1/invitations/{token}", post_invitation, kUsualBody, Lane::slow, false},
    {Method::get, "/api/v1/accounts", get_accounts},
    {Method::post, "/api/v1/accounts", post_account, kUsualBody, Lane::quick, false},
    {Method::patch, "/api/v1/accounts/{account}", patch_account},
    {Method::post, "/api/v1/accounts/{account}/invitation", post_account_invitation, kUsualBody,
     Lane::quick, false},
    {Method::get, "/api/v1/audit", get_audit},
});
// clang-format on

}  // namespace sinew::server
