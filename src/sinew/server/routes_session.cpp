// Coming in, leaving, and locking a shared tablet.
#include <sinew/base/clock.hpp>
#include <sinew/base/secrets.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/server/answering.hpp>
#include <sinew/server/identity.hpp>
#include <sinew/server/identity_routes.hpp>
#include <sinew/server/problem.hpp>
#include <sinew/server/second_factor.hpp>
#include <sinew/server/visitor.hpp>

namespace sinew::server {
namespace {

Response wait_first(int seconds) {
    return problem(Refusal{.status = 429,
                           .kind = "too_often",
                           .title = "too many tries",
                           .hint = "wait " + std::to_string(seconds) + " seconds, then try again",
                           .retry_after_s = seconds});
}

/// One sentence for an unknown login, a wrong password, a wrong code and a closed account.
Response does_not_fit() {
    return problem(
        Refusal{.status = 401,
                .kind = "does_not_fit",
                .title = "login and password do not fit together",
                .hint = "look at both again; your centre can send you a new invitation"});
}

clinic::AuditEntry refused_entry(std::string action, const std::optional<Id>& account) {
    clinic::AuditEntry entry;
    entry.action = std::move(action);
    entry.object = account;
    return entry;
}

/// Both ways out write, so that a failure takes as long for a login that nobody has.
Answer refuse_login(const Call& call, const std::string& login,
                    const std::optional<clinic::Account>& account) {
    call.clinic.logins.failed(login, call.now);
    const std::optional<Id> id = account ? std::optional{account->id} : std::nullopt;
    return ThenWrite{[id, now = call.now,
                      &guard = call.clinic.logins](clinic::WriteStore& store) -> Result<Response> {
        if (id)
            if (const auto noted = note_failure(store, *id, guard, now); !noted)
                return fail(noted.error());
        if (const auto told = store.append(refused_entry("refused.login", id)); !told)
            return fail(told.error());
        return does_not_fit();
    }};
}

int seconds_left(const std::optional<clinic::Account>& account, Instant now) {
    if (!account || account->locked_until <= now) return 0;
    return static_cast<int>((account->locked_until - now).count());
}

/// What is asked of the PIN or code of a session that is there already.
struct Guarded {
    std::string key;
    int wait_s = 0;
};
Guarded guarded(const Call& call, std::string_view what) {
    Guarded tries{.key = std::string{what} + ":" + id_text(call.actor->account)};
    tries.wait_s = call.clinic.logins.wait_of_login(tries.key, call.now);
    return tries;
}

Answer refuse_guarded(const Call& call, const Guarded& tries, std::string action,
                      std::string title) {
    call.clinic.logins.failed(tries.key, call.now);
    return ThenWrite{
        [action = std::move(action), title = std::move(title),
         account = call.actor->account](clinic::WriteStore& store) -> Result<Response> {
            if (const auto told = store.append(refused_entry(action, account)); !told)
                return fail(told.error());
            return problem(Refusal{.status = 403,
                                   .kind = "does_not_fit",
                                   .title = title,
                                   .hint = "try again, or leave and come in anew"});
        }};
}

/// The session as it is now, changed and kept; answered with who I am.
Answer change_session(const Call& call, std::function<void(clinic::WebSession&)> change,
                      std::function<Result<void>(clinic::WriteStore&)> besides = {}) {
    return ThenWrite{[hash = call.session->token_hash, account = call.actor->account,
                      change = std::move(change),
                      besides = std::move(besides)](clinic::WriteStore& store) -> Result<Response> {
        if (besides)
            if (const auto done = besides(store); !done) return fail(done.error());
        SINEW_TRY(auto session, store.session(hash));
        SINEW_TRY(const auto owner, store.account(account));
        if (!session || !owner)
            return fail({ErrorCode::conflict, "the session ended in the meantime", {}, "come in"});
        change(*session);
        if (const auto put = store.put(*session); !put) return fail(put.error());
        SINEW_TRY(const OrderedJson me, me_json(store, *owner, *session));
        return json_answer(200, me);
    }};
}

}  // namespace

Answer get_session(const Call& call) {
    const auto account = call.store.account(call.actor->account);
    if (!account) return account.error();
    const auto me = me_json(call.store, **account, *call.session);
    if (!me) return me.error();
    return json_answer(200, *me);
}

Answer post_session(const Call& call) {
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "body:", faults};
    body.only({"login", "password", "code"});
    const std::string login = plain_login(body.text("login", 1, kLongestLogin));
    const std::string password = body.text("password", 1, kLongestPassword);
    const auto code = body.maybe_text("code", 16);
    if (!faults.none()) return faults;
    LoginGuard& guard = call.clinic.logins;
    if (const int wait = guard.wait_of_address(call.request.peer, steady_seconds()))
        return wait_first(wait);
    const auto account = call.store.account_of_login(login);
    if (!account) return account.error();
    if (const int wait =
            std::max(guard.wait_of_login(login, call.now), seconds_left(*account, call.now)))
        return wait_first(wait);

    const bool good = guard.matches(*account ? (*account)->password_hash : std::string{}, password);
    if (!good || (*account)->state != clinic::AccountState::active)
        return refuse_login(call, login, *account);
    std::optional<std::int64_t> step;
    if (has_second_factor(**account) && code) {
        step = step_of_code((*account)->totp_secret, *code, call.now, (*account)->totp_last_step);
        if (!step) return refuse_login(call, login, *account);
    }
    guard.succeeded(login);
    const bool done = !has_second_factor(**account) || step;
    return ThenWrite{
        [id = (*account)->id, step, done, now = call.now, secure = call.request.secure,
         before = call.session ? call.session->token_hash : std::string{},
         &settings = call.clinic.settings()](clinic::WriteStore& store) -> Result<Response> {
            SINEW_TRY(auto owner, store.account(id));
            if (!owner || owner->state != clinic::AccountState::active) return does_not_fit();
            if (step && *step <= owner->totp_last_step) return does_not_fit();  // used a moment ago
            owner->failures = 0;
            owner->locked_until = {};
            if (step) owner->totp_last_step = *step;
            if (const auto put = store.put(*owner); !put) return fail(put.error());
            if (!before.empty())
                if (const auto ended = store.end_session(before); !ended)
                    return fail(ended.error());
            clinic::AuditEntry entry;
            entry.actor = owner->id;
            entry.role = domain::name_of(owner->role);
            entry.person = owner->person;
            if (const auto told = store.append(entry); !told) return fail(told.error());
            return come_in(store, *owner, new_session(*owner, settings, now, done), settings,
                           secure, 200);
        }};
}

Answer delete_session(const Call& call) {
    return ThenWrite{[hash = call.session->token_hash,
                      secure = call.request.secure](clinic::WriteStore& store) -> Result<Response> {
        if (const auto ended = store.end_session(hash); !ended) return fail(ended.error());
        Response gone = empty_answer();
        gone.headers.emplace_back("Set-Cookie",
                                  session_cookie("", secure, std::chrono::seconds{0}));
        return gone;
    }};
}

Answer post_session_second_factor(const Call& call) {
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "body:", faults};
    body.only({"code"});
    const std::string code = body.text("code", 1, 16);
    if (!faults.none()) return faults;
    const Guarded tries = guarded(call, "code");
    if (tries.wait_s > 0) return wait_first(tries.wait_s);
    const auto account = call.store.account(call.actor->account);
    if (!account) return account.error();
    const auto step =
        has_second_factor(**account)
            ? step_of_code((*account)->totp_secret, code, call.now, (*account)->totp_last_step)
            : std::nullopt;
    if (!step) return refuse_guarded(call, tries, "refused.second_factor", "the code does not fit");
    call.clinic.logins.succeeded(tries.key);
    return change_session(
        call, [](clinic::WebSession& session) { session.second_factor_done = true; },
        [id = call.actor->account, step = *step](clinic::WriteStore& store) -> Result<void> {
            SINEW_TRY(auto owner, store.account(id));
            if (!owner || step <= owner->totp_last_step)
                return fail(
                    {ErrorCode::conflict, "the code was used before", {}, "wait for the next one"});
            owner->totp_last_step = step;
            return store.put(*owner);
        });
}

Answer post_session_lock(const Call& call) {
    const auto account = call.store.account(call.actor->account);
    if (!account) return account.error();
    if ((*account)->pin_hash.empty())
        return Error{ErrorCode::conflict, "no PIN is set", {}, "set one first: PUT /api/v1/me/pin"};
    return change_session(call, [](clinic::WebSession& session) { session.pin_locked = true; });
}

Answer post_session_unlock(const Call& call) {
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "body:", faults};
    body.only({"pin"});
    const std::string pin = body.text("pin", 4, 8);
    if (!faults.none()) return faults;
    const Guarded tries = guarded(call, "pin");
    if (tries.wait_s > 0) return wait_first(tries.wait_s);
    const auto account = call.store.account(call.actor->account);
    if (!account) return account.error();
    if (!call.clinic.logins.matches((*account)->pin_hash, pin))
        return refuse_guarded(call, tries, "refused.unlock", "the PIN does not fit");
    call.clinic.logins.succeeded(tries.key);
    return change_session(call, [](clinic::WebSession& session) { session.pin_locked = false; });
}

Answer post_session_proof(const Call& call) {
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "body:", faults};
    body.only({"password", "code"});
    const auto password = body.maybe_text("password", kLongestPassword);
    const auto code = body.maybe_text("code", 16);
    if (password.has_value() == code.has_value())
        body.fault("password", "one of password and code is needed", "send either");
    if (!faults.none()) return faults;
    const Guarded tries = guarded(call, "proof");
    if (tries.wait_s > 0) return wait_first(tries.wait_s);
    const auto account = call.store.account(call.actor->account);
    if (!account) return account.error();
    std::optional<std::int64_t> step;
    if (code && has_second_factor(**account))
        step = step_of_code((*account)->totp_secret, *code, call.now, (*account)->totp_last_step);
    const bool good =
        code ? step.has_value() : call.clinic.logins.matches((*account)->password_hash, *password);
    if (!good)
        return refuse_guarded(call, tries, "refused.proof",
                              code ? "the code does not fit" : "this is not your password");
    call.clinic.logins.succeeded(tries.key);
    return ThenWrite{[id = call.actor->account, session = call.session->token_hash, step,
                      now = call.now,
                      &proofs = call.clinic.proofs](clinic::WriteStore& store) -> Result<Response> {
        if (step) {
            SINEW_TRY(auto owner, store.account(id));
            if (!owner || *step <= owner->totp_last_step)
                return fail(
                    {ErrorCode::conflict, "the code was used before", {}, "wait for the next one"});
            owner->totp_last_step = *step;
            if (const auto put = store.put(*owner); !put) return fail(put.error());
        }
        const std::string proof = proofs.give(session, step ? "one_time_code" : "password", now);
        return json_answer(200,
                           {{"proof", proof}, {"expires_at", instant_text(now + kProofLasts)}});
    }};
}

}  // namespace sinew::server
