#include <sinew/base/clock.hpp>
#include <sinew/base/secrets.hpp>
#include <sinew/base/text.hpp>
#include <sinew/clinic/centre_use.hpp>
#include <sinew/server/answering.hpp>
#include <sinew/server/identity.hpp>
#include <sinew/server/second_factor.hpp>
#include <sinew/server/visitor.hpp>

namespace sinew::server {

std::string plain_login(std::string_view typed) {
    std::string login{trim(typed)};
    for (char& c : login)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return login;
}

NewSession new_session(const clinic::Account& account, const ServerSettings& settings, Instant now,
                       bool second_factor_done) {
    NewSession fresh;
    fresh.token = random_token();
    fresh.session.token_hash = token_hash(fresh.token, "session");
    fresh.session.account = account.id;
    fresh.session.csrf = random_token();
    fresh.session.created_at = now;
    fresh.session.seen_at = now;
    fresh.session.expires_at = now + settings.session_of(account.role).longest;
    fresh.session.second_factor_done = second_factor_done;
    return fresh;
}

Result<OrderedJson> me_json(const clinic::ReadStore& store, const clinic::Account& account,
                            const clinic::WebSession& session) {
    SINEW_TRY(const clinic::Centre centre, clinic::centre_of(store));
    return OrderedJson{
        {"account", id_text(account.id)},
        {"role", domain::name_of(account.role)},
        {"name", account.name},
        {"person", account.person ? OrderedJson(id_text(*account.person)) : OrderedJson(nullptr)},
        {"csrf", session.csrf},
        {"language", domain::name_of(centre.language)},
        {"framing", domain::name_of(centre.framing)},
        {"second_factor", !has_second_factor(account)  ? "none"
                          : session.second_factor_done ? "done"
                                                       : "due"},
        {"pin", !account.pin_hash.empty()},
        {"locked", session.pin_locked},
        {"expires_at", instant_text(session.expires_at)}};
}

Result<Response> come_in(clinic::WriteStore& store, const clinic::Account& account,
                         const NewSession& fresh, const ServerSettings& settings, bool secure,
                         int status) {
    if (const auto put = store.put(fresh.session); !put) return fail(put.error());
    SINEW_TRY(const OrderedJson me, me_json(store, account, fresh.session));
    Response response = json_answer(status, me);
    response.headers.emplace_back(
        "Set-Cookie",
        session_cookie(fresh.token, secure, settings.session_of(account.role).longest));
    return response;
}

OrderedJson account_json(const clinic::Account& account, Instant now) {
    // Administrators look after accounts, not people: who is in treatment is not theirs to read (CMP-011).
    const bool of_person = account.role == clinic::Role::person;
    return {{"id", id_text(account.id)},
            {"role", domain::name_of(account.role)},
            {"login", of_person ? "" : account.login},
            {"name", of_person ? "" : account.name},
            {"state", domain::name_of(account.state)},
            {"second_factor", has_second_factor(account)},
            {"locked", account.locked_until > now},
            {"created_at", instant_text(account.created_at)}};
}

Result<Invited> invite(clinic::WriteStore& store, const clinic::Account& account,
                       const ServerSettings& settings, Instant now) {
    const std::string token = random_token();
    const Instant until = now + settings.invitation_life;
    const auto put = store.put(clinic::Invitation{
        .token_hash = token_hash(token, "invitation"), .account = account.id, .expires_at = until});
    if (!put) return fail(put.error());
    // Behind the #, so that no proxy on the way writes the token down.
    return Invited{.url = settings.public_url + "/#/invitation/" + token, .expires_at = until};
}

OrderedJson invitation_json(const Invited& invited, const Id& account) {
    return {{"url", invited.url},
            {"expires_at", instant_text(invited.expires_at)},
            {"account", id_text(account)}};
}

Result<clinic::Account> new_account(clinic::WriteStore& store, clinic::Role role, std::string name,
                                    std::string_view login, Instant now) {
    clinic::Account account;
    account.id = new_id(clock_now_ms());
    account.role = role;
    account.login = plain_login(login);
    account.name = std::move(name);
    account.created_at = now;
    if (!account.login.empty()) {
        SINEW_TRY(const auto other, store.account_of_login(account.login));
        if (other)
            return fail(
                {ErrorCode::conflict, "this login is taken", "body:/login", "choose another one"});
    }
    if (const auto put = store.put(account); !put) return fail(put.error());
    return account;
}

Result<void> note_failure(clinic::WriteStore& store, const Id& id, const LoginGuard& guard,
                          Instant now) {
    SINEW_TRY(auto account, store.account(id));
    if (!account) return {};
    ++account->failures;
    account->locked_until = now + guard.lock_after(account->failures);
    return store.put(*account);
}

}  // namespace sinew::server
