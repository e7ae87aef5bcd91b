// One's own secrets: password, PIN, second factor. Each asks for the password or for a session that has just proved itself.
#include <sinew/base/secrets.hpp>
#include <sinew/clinic/centre_use.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/server/answering.hpp>
#include <sinew/server/identity.hpp>
#include <sinew/server/identity_routes.hpp>
#include <sinew/server/problem.hpp>
#include <sinew/server/second_factor.hpp>

#include <algorithm>

namespace sinew::server {
namespace {

Response password_does_not_fit() {
    return problem(Refusal{.status = 403,
                           .kind = "does_not_fit",
                           .title = "the password does not fit",
                           .hint = "type your present password"});
}

/// Asks the present password, with the back-off of a login. Nothing when it fits.
std::optional<Response> ask_password(const Call& call, const clinic::Account& account,
                                     const std::string& password) {
    const std::string key = "password:" + id_text(account.id);
    if (const int wait = call.clinic.logins.wait_of_login(key, call.now))
        return problem(Refusal{.status = 429,
                               .kind = "too_often",
                               .title = "too many tries",
                               .hint = "wait, then try again",
                               .retry_after_s = wait});
    if (call.clinic.logins.matches(account.password_hash, password)) {
        call.clinic.logins.succeeded(key);
        return std::nullopt;
    }
    call.clinic.logins.failed(key, call.now);
    return password_does_not_fit();
}

using Change = std::function<Result<void>(clinic::WriteStore&, clinic::Account&)>;

/// Changes the account as it is now; answered with 204.
Answer change_account(const Call& call, Change change) {
    return ThenWrite{[id = call.actor->account,
                      change = std::move(change)](clinic::WriteStore& store) -> Result<Response> {
        SINEW_TRY(auto account, store.account(id));
        if (!account)
            return fail({ErrorCode::conflict, "the account is gone", {}, "ask the administrator"});
        if (const auto done = change(store, *account); !done) return fail(done.error());
        if (const auto put = store.put(*account); !put) return fail(put.error());
        return empty_answer();
    }};
}

}  // namespace

Answer put_my_password(const Call& call) {
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "body:", faults};
    body.only({"old", "new"});
    const std::string old_one = body.text("old", 1, kLongestPassword);
    const std::string new_one = body.text("new", kShortestPassword, kLongestPassword);
    if (!faults.none()) return faults;
    const auto account = call.store.account(call.actor->account);
    if (!account) return account.error();
    if (auto no = ask_password(call, **account, old_one)) return *std::move(no);
    auto hash = call.clinic.logins.hash(new_one);
    if (!hash) return hash.error();
    // Whoever else is in with the old password is out; this browser stays.
    return change_account(call,
                          [hash = *std::move(hash), here = *call.session](
                              clinic::WriteStore& store, clinic::Account& own) -> Result<void> {
                              own.password_hash = hash;
                              if (const auto ended = store.end_sessions_of(own.id); !ended)
                                  return ended;
                              return store.put(here);
                          });
}

Answer put_my_pin(const Call& call) {
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "body:", faults};
    body.only({"password", "pin"});
    const std::string password = body.text("password", 1, kLongestPassword);
    const std::string pin = body.text("pin", 4, 8);
    if (!std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; }))
        body.fault("pin", "a PIN is made of digits", "4 to 8 digits");
    if (!faults.none()) return faults;
    const auto account = call.store.account(call.actor->account);
    if (!account) return account.error();
    if (auto no = ask_password(call, **account, password)) return *std::move(no);
    auto hash = call.clinic.logins.hash(pin);
    if (!hash) return hash.error();
    return change_account(
        call, [hash = *std::move(hash)](clinic::WriteStore&, clinic::Account& own) -> Result<void> {
            own.pin_hash = hash;
            return {};
        });
}

Answer post_my_second_factor(const Call& call) {
    const auto account = call.store.account(call.actor->account);
    if (!account) return account.error();
    if (has_second_factor(**account))
        return Error{
            ErrorCode::conflict, "a second factor is set already", {}, "switch it off first"};
    const auto centre = clinic::centre_of(call.store);
    if (!centre) return centre.error();
    const SecondFactor made = new_second_factor(centre->discreet_name);
    return ThenWrite{
        [id = call.actor->account, made](clinic::WriteStore& store) -> Result<Response> {
            SINEW_TRY(auto own, store.account(id));
            if (!own) return fail({ErrorCode::conflict, "the account is gone", {}, {}});
            own->totp_secret = unconfirmed(made.secret);
            if (const auto put = store.put(*own); !put) return fail(put.error());
            return json_answer(200, {{"secret", made.secret}, {"uri", made.uri}});
        }};
}

Answer put_my_second_factor(const Call& call) {
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "body:", faults};
    body.only({"code"});
    const std::string code = body.text("code", 1, 16);
    if (!faults.none()) return faults;
    const auto account = call.store.account(call.actor->account);
    if (!account) return account.error();
    const std::string secret = waiting_secret(**account);
    if (secret.empty())
        return Error{ErrorCode::conflict,
                     "no second factor waits for its first code",
                     {},
                     "begin with POST /api/v1/me/second-factor"};
    const auto step = step_of_code(secret, code, call.now, (*account)->totp_last_step);
    if (!step)
        return Error{ErrorCode::out_of_range, "the code does not fit", "body:/code",
                     "look at the clock of the device that makes the codes"};
    return change_account(
        call, [secret, step = *step](clinic::WriteStore&, clinic::Account& own) -> Result<void> {
            own.totp_secret = secret;
            own.totp_last_step = step;
            return {};
        });
}

Answer delete_my_second_factor(const Call& call) {
    return change_account(call, [](clinic::WriteStore&, clinic::Account& own) -> Result<void> {
        own.totp_secret.clear();
        return {};
    });
}

}  // namespace sinew::server
