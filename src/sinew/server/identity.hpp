// Accounts, sessions and invitations as the routes and the terminal make them. Whatever is secret is returned once and
// kept as a hash only.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/server/clinic_app.hpp>
#include <sinew/server/http.hpp>

namespace sinew::server {

inline constexpr std::size_t kShortestPassword = 10;
inline constexpr std::size_t kLongestPassword = 1000;
inline constexpr std::size_t kLongestLogin = 200;

/// Lower case (ASCII) without blanks at its ends: what is compared.
[[nodiscard]] std::string plain_login(std::string_view typed);

struct NewSession {
    clinic::WebSession session;
    std::string token;  ///< for the cookie; not kept
};
/// A fresh token and a fresh CSRF token, whatever was there before: nobody can hand a session to somebody else.
[[nodiscard]] NewSession new_session(const clinic::Account& account, const ServerSettings& settings,
                                     Instant now, bool second_factor_done);

/// Who I am, as GET /api/v1/session says it.
[[nodiscard]] Result<OrderedJson> me_json(const clinic::ReadStore& store,
                                          const clinic::Account& account,
                                          const clinic::WebSession& session);
/// The same with the session's cookie.
[[nodiscard]] Result<Response> come_in(clinic::WriteStore& store, const clinic::Account& account,
                                       const NewSession& fresh, const ServerSettings& settings,
                                       bool secure, int status);

[[nodiscard]] OrderedJson account_json(const clinic::Account& account, Instant now);

struct Invited {
    std::string url;  ///< shown once
    Instant expires_at;
};
/// A link that makes its holder this account, once. Earlier ones stay good until their time is over.
[[nodiscard]] Result<Invited> invite(clinic::WriteStore& store, const clinic::Account& account,
                                     const ServerSettings& settings, Instant now);
[[nodiscard]] OrderedJson invitation_json(const Invited& invited, const Id& account);

/// An account that waits for its invitation to be taken up.
/// @errors conflict when the login is taken
[[nodiscard]] Result<clinic::Account> new_account(clinic::WriteStore& store, clinic::Role role,
                                                  std::string name, std::string_view login,
                                                  Instant now);

/// The account, its failures counted; wrong passwords lock it for longer and longer.
[[nodiscard]] Result<void> note_failure(clinic::WriteStore& store, const Id& account,
                                        const LoginGuard& guard, Instant now);

}  // namespace sinew::server
