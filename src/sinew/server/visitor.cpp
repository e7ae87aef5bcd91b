#include <sinew/base/secrets.hpp>
#include <sinew/server/target.hpp>
#include <sinew/server/visitor.hpp>

#include <fmt/format.h>

namespace sinew::server {

std::string_view cookie_name(bool secure) noexcept {
    return secure ? "__Host-sinew_session" : "sinew_session";
}

std::string session_cookie(std::string_view token, bool secure, std::chrono::seconds life) {
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}{}",
                       cookie_name(secure), token, life.count(), secure ? "; Secure" : "");
}

Result<std::string> session_hash(const Request& request) {
    SINEW_TRY(const auto token,
              cookie_value(request.header("cookie"), cookie_name(request.secure)));
    if (!token || token->empty() || token->size() > 128) return std::string{};
    return token_hash(*token, "session");
}

Result<std::optional<Visitor>> visitor_of(const Request& request, const clinic::ReadStore& store,
                                          const ServerSettings& settings, Instant now) {
    SINEW_TRY(const std::string hash, session_hash(request));
    if (hash.empty()) return std::optional<Visitor>{};
    SINEW_TRY(auto session, store.session(hash));
    if (!session || session->expires_at <= now) return std::optional<Visitor>{};
    SINEW_TRY(auto account, store.account(session->account));
    if (!account || account->state != clinic::AccountState::active) return std::optional<Visitor>{};
    if (session->seen_at + settings.session_of(account->role).idle <= now)
        return std::optional<Visitor>{};
    // A person's account without a person must not reach anybody.
    if (account->role == clinic::Role::person && !account->person) return std::optional<Visitor>{};
    return std::optional<Visitor>{
        Visitor{.actor = {.account = account->id,
                          .role = account->role,
                          .person = account->role == clinic::Role::person ? account->person
                                                                          : std::optional<Id>{},
                          .name = account->name},
                .session = *std::move(session)}};
}

}  // namespace sinew::server
