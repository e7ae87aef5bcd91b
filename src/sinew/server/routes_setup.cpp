// The first administrator, and taking up an invitation: the two doors that are open before anybody has a password.
#include <sinew/base/clock.hpp>
#include <sinew/base/secrets.hpp>
#include <sinew/clinic/centre_use.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/server/answering.hpp>
#include <sinew/server/identity.hpp>
#include <sinew/server/identity_routes.hpp>
#include <sinew/server/problem.hpp>

#include <algorithm>

namespace sinew::server {
namespace {

std::optional<Response> refuse_hurry(const Call& call) {
    const int wait = call.clinic.logins.wait_of_address(call.request.peer, steady_seconds());
    if (wait == 0) return std::nullopt;
    return problem(Refusal{.status = 429,
                           .kind = "too_often",
                           .title = "too many tries",
                           .hint = "wait, then try again",
                           .retry_after_s = wait});
}

/// The same for a link that never was, was used, or is over.
Response no_such_invitation() {
    return problem(Refusal{.status = 404,
                           .kind = "not_found",
                           .title = "this invitation is not good, or not any more",
                           .hint = "ask the centre for a new one"});
}

struct GoodInvitation {
    clinic::Invitation invitation;
    clinic::Account account;
};

Result<std::optional<GoodInvitation>> good_invitation(const clinic::ReadStore& store,
                                                      std::string_view token, Instant now) {
    SINEW_TRY(auto invitation, store.invitation(token_hash(token, "invitation")));
    if (!invitation || invitation->used || invitation->expires_at <= now)
        return std::optional<GoodInvitation>{};
    SINEW_TRY(auto account, store.account(invitation->account));
    if (!account || account->state == clinic::AccountState::closed)
        return std::optional<GoodInvitation>{};
    return std::optional<GoodInvitation>{{*std::move(invitation), *std::move(account)}};
}

struct FirstAccount {
    std::string login, name, password_hash, centre;
    bool demonstration = false;
};

Result<Response> make_first_account(clinic::WriteStore& store, const FirstAccount& first,
                                    Clinic& clinic, Instant now, bool secure) {
    SINEW_TRY(const auto accounts, store.accounts());
    if (!accounts.empty())
        return fail({ErrorCode::conflict,
                     "the centre has its first account already",
                     {},
                     "come in, or ask the administrator for an invitation"});
    SINEW_TRY(auto account,
              new_account(store, clinic::Role::administrator, first.name, first.login, now));
    account.password_hash = first.password_hash;
    account.state = clinic::AccountState::active;
    if (const auto put = store.put(account); !put) return fail(put.error());
    clinic::AuditEntry entry;
    entry.actor = account.id;
    entry.object = account.id;
    entry.role = domain::name_of(account.role);
    if (const auto told = store.append(entry); !told) return fail(told.error());

    const clinic::Acting acting = clinic.acting_as(account, now);
    if (!first.centre.empty()) {
        SINEW_TRY(clinic::Centre centre, clinic::centre_of(store));
        centre.name = first.centre;
        const auto kept = clinic::keep_centre(
            store, centre, centre.version > 0 ? std::optional{centre.version} : std::nullopt,
            acting);
        if (!kept) return fail(kept.error());
    }
    if (first.demonstration && clinic.make_demonstration)
        if (const auto made = clinic.make_demonstration(store, acting); !made)
            return fail(made.error());
    const NewSession fresh = new_session(account, clinic.settings(), now, true);
    return come_in(store, account, fresh, clinic.settings(), secure, 201);
}

}  // namespace

Answer get_setup(const Call& call) {
    if (!call.clinic.has_accounts.load()) {
        const auto accounts = call.store.accounts();
        if (!accounts) return accounts.error();
        if (!accounts->empty()) call.clinic.has_accounts = true;
    }
    const auto centre = clinic::centre_of(call.store);
    if (!centre) return centre.error();
    return json_answer(200, {{"needed", !call.clinic.has_accounts.load()},
                             {"demonstration", centre->demonstration},
                             {"version", call.clinic.settings().version},
                             {"knowledge", call.clinic.catalogue().hash}});
}

Answer post_setup(const Call& call) {
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "body:", faults};
    body.only({"code", "login", "password", "name", "centre", "demonstration"});
    const std::string code = body.text("code", 1, 100);
    FirstAccount first;
    first.login = plain_login(body.text("login", 1, kLongestLogin));
    const std::string password = body.text("password", kShortestPassword, kLongestPassword);
    first.name = body.text("name", 1, 200);
    first.centre = body.maybe_text("centre", 200).value_or("");
    first.demonstration = body.maybe_yes("demonstration").value_or(false);
    if (!faults.none()) return faults;
    if (auto no = refuse_hurry(call)) return *std::move(no);
    if (call.clinic.setup_code.empty() || !equal_in_constant_time(code, call.clinic.setup_code))
        return problem(Refusal{.status = 403,
                               .kind = "setup_code",
                               .title = "the code is not the one on the terminal",
                               .hint = "the terminal that runs `sinew serve` shows it",
                               .where = "body:/code"});
    auto hash = call.clinic.logins.hash(password);
    if (!hash) return hash.error();
    first.password_hash = *std::move(hash);
    return ThenWrite{.work =
                         [first, &clinic = call.clinic, now = call.now,
                          secure = call.request.secure](clinic::WriteStore& store) {
                             return make_first_account(store, first, clinic, now, secure);
                         },
                     .committed =
                         [&clinic = call.clinic] {
                             clinic.has_accounts = true;
                             clinic.caseload.moved(std::nullopt);  // the cohort came with it
                         }};
}

Answer get_invitation(const Call& call) {
    if (auto no = refuse_hurry(call)) return *std::move(no);
    const auto found = good_invitation(call.store, call.parts.find("token")->second, call.now);
    if (!found) return found.error();
    if (!*found) return no_such_invitation();
    const auto& [invitation, account] = **found;
    return json_answer(200, {{"name", account.name},
                             {"role", domain::name_of(account.role)},
                             {"expires_at", instant_text(invitation.expires_at)},
                             {"needs_login", account.login.empty()}});
}

Answer post_invitation(const Call& call) {
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "body:", faults};
    body.only({"login", "password", "pin"});
    const std::string login = plain_login(body.maybe_text("login", kLongestLogin).value_or(""));
    const std::string password = body.text("password", kShortestPassword, kLongestPassword);
    const std::string pin = body.maybe_text("pin", 8).value_or("");
    if (!pin.empty() &&
        (pin.size() < 4 || !std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; })))
        body.fault("pin", "a PIN is made of 4 to 8 digits", "leave it out or choose digits");
    if (!faults.none()) return faults;
    if (auto no = refuse_hurry(call)) return *std::move(no);
    const std::string& token = call.parts.find("token")->second;
    const auto found = good_invitation(call.store, token, call.now);
    if (!found) return found.error();
    if (!*found) return no_such_invitation();
    if ((*found)->account.login.empty() && login.empty())
        return Error{ErrorCode::bad_input, "a login is missing", "body:/login",
                     "choose a word to come in with"};
    auto hash = call.clinic.logins.hash(password);
    if (!hash) return hash.error();
    auto pin_hash = pin.empty() ? Result<std::string>{} : call.clinic.logins.hash(pin);
    if (!pin_hash) return pin_hash.error();
    return ThenWrite{
        [token, login, hash = *std::move(hash), pin_hash = *std::move(pin_hash), now = call.now,
         secure = call.request.secure,
         before = call.session ? call.session->token_hash : std::string{},
         &settings = call.clinic.settings()](clinic::WriteStore& store) -> Result<Response> {
            SINEW_TRY(auto good, good_invitation(store, token, now));
            if (!good) return no_such_invitation();
            auto& [invitation, account] = *good;
            if (account.login.empty()) {
                SINEW_TRY(const auto other, store.account_of_login(login));
                if (other)
                    return fail({ErrorCode::conflict, "this login is taken", "body:/login",
                                 "choose another one"});
                account.login = login;
            }
            account.password_hash = hash;
            if (!pin_hash.empty()) account.pin_hash = pin_hash;
            account.state = clinic::AccountState::active;
            account.failures = 0;
            account.locked_until = {};
            invitation.used = true;
            if (const auto put = store.put(invitation); !put) return fail(put.error());
            if (const auto put = store.put(account); !put) return fail(put.error());
            // An invitation to an account that is in use is a reset: whoever was in is out.
            if (const auto ended = store.end_sessions_of(account.id); !ended)
                return fail(ended.error());
            if (!before.empty())
                if (const auto ended = store.end_session(before); !ended)
                    return fail(ended.error());
            clinic::AuditEntry entry;
            entry.actor = account.id;
            entry.object = account.id;
            entry.role = domain::name_of(account.role);
            entry.person = account.person;
            if (const auto told = store.append(entry); !told) return fail(told.error());
            return come_in(store, account, new_session(account, settings, now, true), settings,
                           secure, 200);
        }};
}

}  // namespace sinew::server
