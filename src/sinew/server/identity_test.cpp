#include <sinew/base/secrets.hpp>
#include <sinew/server/engine_for_test.hpp>
#include <sinew/server/identity.hpp>
#include <sinew/server/second_factor.hpp>

#include <gtest/gtest.h>

#include <liboath/oath.h>

namespace sinew::server {
namespace {

using clinic::AccountState;
using clinic::Role;

/// A centre with one administrator "boss", and a browser for each who comes in.
struct Door : EngineForTest {
    Door() { clinic.setup_code = "code-on-the-terminal"; }

    Response send(Method method, std::string path, const OrderedJson& body = nullptr) {
        Request request = request_of(method, std::move(path), body.is_null() ? "" : body.dump());
        if (!cookie.empty()) request.headers["cookie"] = "sinew_session=" + cookie;
        if (!csrf.empty()) request.headers["x-csrf-token"] = csrf;
        request.headers["idempotency-key"] = "key-number-" + std::to_string(++keys);
        Response response = ask(request);
        take(response);
        return response;
    }
    void take(const Response& response) {
        const std::string set = header_of(response, "Set-Cookie");
        if (set.empty()) return;
        cookie = set.substr(set.find('=') + 1, set.find(';') - set.find('=') - 1);
        if (response.status < 300 && !response.body.empty())
            csrf = Json::parse(response.body).value("csrf", "");
    }
    Response set_up() {
        return send(Method::post, "/api/v1/setup",
                    {{"code", "code-on-the-terminal"},
                     {"login", "Boss"},
                     {"password", "correct horse"},
                     {"name", "The boss"}});
    }
    Response log_in(const std::string& login, const std::string& password) {
        return send(Method::post, "/api/v1/session", {{"login", login}, {"password", password}});
    }
    void forget() { cookie = csrf = ""; }
    std::uint64_t hashes() const { return clinic.metrics.password_hashes.load(); }
    clinic::Account account(const std::string& login) {
        return **(*store.snapshot())->account_of_login(login);
    }

    std::string cookie, csrf;
    int keys = 0;
};

TEST(identity, the_first_account_needs_the_code_of_the_terminal_and_comes_once) {
    Door at;
    EXPECT_TRUE(Json::parse(at.send(Method::get, "/api/v1/setup").body).at("needed"));
    const Response wrong =
        at.send(Method::post, "/api/v1/setup",
                {{"code", "guess"}, {"login", "x"}, {"password", "long enough"}, {"name", "x"}});
    EXPECT_EQ(wrong.status, 403);
    const Response made = at.set_up();
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(Json::parse(made.body).at("role"), "administrator");
    EXPECT_FALSE(Json::parse(at.send(Method::get, "/api/v1/setup").body).at("needed"));
    at.forget();
    EXPECT_EQ(at.set_up().status, 409) << "a second first account";
    EXPECT_EQ(at.log_in("BOSS", "correct horse").status, 200) << "a login has no case";
}

TEST(identity, the_cookie_is_out_of_reach_of_scripts_and_of_other_sites) {
    Door at;
    const Response made = at.set_up();
    const std::string cookie = header_of(made, "Set-Cookie");
    EXPECT_TRUE(cookie.starts_with("sinew_session=")) << cookie;
    for (const char* word : {"; HttpOnly", "; SameSite=Strict", "; Path=/"})
        EXPECT_NE(cookie.find(word), std::string::npos) << cookie;
    EXPECT_EQ(cookie.find("Secure"), std::string::npos);
    Request secure = request_of(Method::post, "/api/v1/session",
                                R"({"login":"boss","password":"correct horse"})");
    secure.secure = true;
    secure.headers["idempotency-key"] = "key-number-x";
    const std::string under_tls = header_of(at.ask(secure), "Set-Cookie");
    EXPECT_TRUE(under_tls.starts_with("__Host-sinew_session=")) << under_tls;
    EXPECT_NE(under_tls.find("; Secure"), std::string::npos) << under_tls;
    EXPECT_EQ(under_tls.find("Domain"), std::string::npos);
}

TEST(identity, a_session_that_was_there_before_the_login_is_gone_after_it) {
    Door at;
    (void)at.set_up();
    const std::string planted = at.cookie, old_csrf = at.csrf;
    ASSERT_EQ(at.log_in("boss", "correct horse").status, 200);
    EXPECT_NE(at.cookie, planted);
    EXPECT_NE(at.csrf, old_csrf);
    at.cookie = planted;
    EXPECT_EQ(at.send(Method::get, "/api/v1/session").status, 401);
    // A token the server never gave does not become one by logging in with it.
    at.cookie = "attacker-chose-this-token";
    ASSERT_EQ(at.log_in("boss", "correct horse").status, 200);
    EXPECT_NE(at.cookie, "attacker-chose-this-token");
}

TEST(identity, unknown_login_and_wrong_password_look_and_cost_the_same) {
    Door at;
    (void)at.set_up();
    at.forget();
    const std::uint64_t before = at.hashes();
    const Response wrong = at.log_in("boss", "not the password");
    const std::uint64_t between = at.hashes();
    const Response unknown = at.log_in("nobody", "not the password");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(wrong.body, unknown.body);
    EXPECT_EQ(wrong.headers, unknown.headers);
    EXPECT_EQ(between - before, 1U);
    EXPECT_EQ(at.hashes() - between, 1U);
    // Both leave one line in the chain, so both wait for one commit.
    const auto lines = *(*at.store.snapshot())->audit(1, 100);
    int refused = 0;
    for (const auto& line : lines) refused += line.action == "refused.login" ? 1 : 0;
    EXPECT_EQ(refused, 2);
}

TEST(identity, five_failures_lock_known_and_unknown_logins_alike) {
    Door at;
    (void)at.set_up();
    at.forget();
    for (const std::string login : {"boss", "nobody"}) {
        for (int i = 0; i < 5; ++i) EXPECT_EQ(at.log_in(login, "wrong wrong").status, 401);
        const std::uint64_t before = at.hashes();
        const Response locked = at.log_in(login, "correct horse");
        EXPECT_EQ(locked.status, 429) << login;
        EXPECT_EQ(header_of(locked, "Retry-After"), "30") << login;
        EXPECT_EQ(at.hashes(), before) << "a locked login costs no hashing";
    }
    at.now += std::chrono::seconds{31};
    EXPECT_EQ(at.log_in("boss", "wrong wrong").status, 401);
    EXPECT_EQ(header_of(at.log_in("boss", "correct horse"), "Retry-After"), "60") << "doubled";
    at.now += std::chrono::seconds{61};
    EXPECT_EQ(at.log_in("boss", "correct horse").status, 200);
    EXPECT_EQ(at.account("boss").failures, 0);
}

TEST(identity, the_lock_of_an_account_outlives_the_program) {
    Door at;
    (void)at.set_up();
    at.forget();
    for (int i = 0; i < 5; ++i) (void)at.log_in("boss", "wrong wrong");
    at.clinic.logins.succeeded("boss");  // what is in memory is gone, as after a start
    EXPECT_EQ(at.log_in("boss", "correct horse").status, 429);
}

TEST(identity, one_address_cannot_try_for_ever) {
    Door at;
    (void)at.set_up();
    at.forget();
    int tried = 0;
    while (at.log_in("login" + std::to_string(tried), "wrong wrong").status == 401 && tried < 100)
        ++tried;
    EXPECT_GE(tried, 15);
    EXPECT_LT(tried, 25) << "one address tried " << tried << " logins in no time";
}

TEST(identity, an_idle_session_ends_and_so_does_one_that_is_too_old) {
    Door at;
    (void)at.set_up();
    at.now += std::chrono::minutes{29};
    EXPECT_EQ(at.send(Method::get, "/api/v1/session").status, 200);
    at.now += std::chrono::minutes{29};
    EXPECT_EQ(at.send(Method::get, "/api/v1/session").status, 200) << "it was used in between";
    at.now += std::chrono::minutes{31};
    EXPECT_EQ(at.send(Method::get, "/api/v1/session").status, 401);
    ASSERT_EQ(at.log_in("boss", "correct horse").status, 200);
    for (int i = 0; i < 11 * 3; ++i) {
        at.now += std::chrono::minutes{20};
        ASSERT_EQ(at.send(Method::get, "/api/v1/session").status, 200) << i;
    }
    for (int i = 0; i < 4; ++i) {
        at.now += std::chrono::minutes{20};
        (void)at.send(Method::get, "/api/v1/session");
    }
    EXPECT_EQ(at.send(Method::get, "/api/v1/session").status, 401) << "twelve hours are the most";
}

TEST(identity, leaving_ends_the_session_and_empties_the_cookie) {
    Door at;
    (void)at.set_up();
    const std::string was = at.cookie;
    const Response gone = at.send(Method::delete_, "/api/v1/session");
    EXPECT_EQ(gone.status, 204);
    EXPECT_NE(header_of(gone, "Set-Cookie").find("Max-Age=0"), std::string::npos);
    at.cookie = was;
    EXPECT_EQ(at.send(Method::get, "/api/v1/session").status, 401);
}

TEST(identity, a_colleague_comes_in_by_an_invitation_that_is_good_once) {
    Door at;
    (void)at.set_up();
    const Response invited =
        at.send(Method::post, "/api/v1/accounts",
                {{"role", "therapist"}, {"name", "A colleague"}, {"login", "colleague"}});
    ASSERT_EQ(invited.status, 201) << invited.body;
    const std::string url = Json::parse(invited.body).at("url");
    const std::string path = "/api/v1/invitations/" + url.substr(url.rfind('/') + 1);
    const std::string boss = at.cookie, boss_csrf = at.csrf;
    at.forget();
    EXPECT_EQ(Json::parse(at.send(Method::get, path).body).at("role"), "therapist");
    EXPECT_EQ(at.send(Method::post, path, {{"password", "short"}}).status, 400);
    const Response in = at.send(Method::post, path, {{"password", "a long password"}});
    ASSERT_EQ(in.status, 200) << in.body;
    EXPECT_EQ(at.send(Method::get, "/api/v1/session").status, 200);
    EXPECT_EQ(at.send(Method::get, "/api/v1/accounts").status, 403) << "not for a therapist";
    at.forget();
    EXPECT_EQ(at.send(Method::get, path).status, 404) << "used";
    EXPECT_EQ(at.send(Method::post, path, {{"password", "another password"}}).status, 404);
    EXPECT_EQ(at.log_in("colleague", "a long password").status, 200);
    at.cookie = boss;
    at.csrf = boss_csrf;
    const std::string id = Json::parse(invited.body).at("account");
    const Response again = at.send(Method::post, "/api/v1/accounts/" + id + "/invitation");
    ASSERT_EQ(again.status, 200) << again.body;
    at.now += std::chrono::hours{24 * 8};
    const std::string late = Json::parse(again.body).at("url");
    at.forget();
    EXPECT_EQ(
        at.send(Method::get, "/api/v1/invitations/" + late.substr(late.rfind('/') + 1)).status,
        404);
}

TEST(identity, closing_an_account_needs_a_reason_and_throws_it_out_at_once) {
    Door at;
    (void)at.set_up();
    const Response invited =
        at.send(Method::post, "/api/v1/accounts",
                {{"role", "clinician"}, {"name", "A doctor"}, {"login", "doctor"}});
    const std::string url = Json::parse(invited.body).at("url");
    const std::string id = Json::parse(invited.body).at("account");
    Door* boss = &at;
    const std::string boss_cookie = at.cookie, boss_csrf = at.csrf;
    at.forget();
    (void)at.send(Method::post, "/api/v1/invitations/" + url.substr(url.rfind('/') + 1),
                  {{"password", "a long password"}});
    const std::string doctor = at.cookie;
    at.cookie = boss_cookie;
    at.csrf = boss_csrf;
    EXPECT_EQ(boss->send(Method::patch, "/api/v1/accounts/" + id, {{"state", "closed"}}).status,
              400);
    EXPECT_EQ(boss->send(Method::patch, "/api/v1/accounts/" + id,
                         {{"state", "closed"}, {"reason", "left the centre"}})
                  .status,
              200);
    at.cookie = doctor;
    EXPECT_EQ(at.send(Method::get, "/api/v1/session").status, 401);
    at.forget();
    EXPECT_EQ(at.log_in("doctor", "a long password").status, 401);
    const auto lines = *(*at.store.snapshot())->audit(1, 100);
    bool told = false;
    for (const auto& line : lines)
        told = told || (line.action == "change.account" && line.reason == "left the centre" &&
                        line.detail.find("closed") != std::string::npos);
    EXPECT_TRUE(told);
}

TEST(identity, the_last_administrator_stays) {
    Door at;
    (void)at.set_up();
    const std::string id = Json::parse(at.send(Method::get, "/api/v1/session").body).at("account");
    EXPECT_EQ(at.send(Method::patch, "/api/v1/accounts/" + id,
                      {{"state", "closed"}, {"reason", "by mistake"}})
                  .status,
              409);
    EXPECT_EQ(at.send(Method::patch, "/api/v1/accounts/" + id,
                      {{"role", "researcher"}, {"reason", "by mistake"}})
                  .status,
              409);
}

TEST(identity, a_pin_locks_a_shared_tablet) {
    Door at;
    (void)at.set_up();
    EXPECT_EQ(at.send(Method::post, "/api/v1/session/lock").status, 409) << "no PIN yet";
    EXPECT_EQ(
        at.send(Method::put, "/api/v1/me/pin", {{"password", "wrong"}, {"pin", "2580"}}).status,
        403);
    EXPECT_EQ(
        at.send(Method::put, "/api/v1/me/pin", {{"password", "correct horse"}, {"pin", "2580"}})
            .status,
        204);
    EXPECT_EQ(at.send(Method::post, "/api/v1/session/lock").status, 200);
    EXPECT_EQ(at.send(Method::get, "/api/v1/accounts").status, 423);
    EXPECT_EQ(at.send(Method::get, "/api/v1/session").status, 200);
    EXPECT_EQ(at.send(Method::post, "/api/v1/session/unlock", {{"pin", "0000"}}).status, 403);
    EXPECT_EQ(at.send(Method::get, "/api/v1/accounts").status, 423);
    EXPECT_EQ(at.send(Method::post, "/api/v1/session/unlock", {{"pin", "2580"}}).status, 200);
    EXPECT_EQ(at.send(Method::get, "/api/v1/accounts").status, 200);
    (void)at.send(Method::post, "/api/v1/session/lock");
    for (int i = 0; i < 5; ++i)
        (void)at.send(Method::post, "/api/v1/session/unlock", {{"pin", "0000"}});
    EXPECT_EQ(at.send(Method::post, "/api/v1/session/unlock", {{"pin", "2580"}}).status, 429);
}

std::string code_at(const std::string& secret, Instant now) {
    char* bytes = nullptr;
    std::size_t length = 0;
    (void)oath_base32_decode(secret.data(), secret.size(), &bytes, &length);
    char code[7] = {};
    (void)oath_totp_generate(bytes, length, static_cast<time_t>(now.time_since_epoch().count()), 30,
                             0, 6, code);
    std::free(bytes);
    return code;
}

TEST(identity, a_second_factor_is_asked_and_a_code_is_good_once) {
    Door at;
    (void)at.set_up();
    const Response begun = at.send(Method::post, "/api/v1/me/second-factor");
    ASSERT_EQ(begun.status, 200) << begun.body;
    const std::string secret = Json::parse(begun.body).at("secret");
    EXPECT_EQ(secret.size(), 32U);
    EXPECT_EQ(at.log_in("boss", "correct horse").status, 200);
    EXPECT_EQ(Json::parse(at.send(Method::get, "/api/v1/session").body).at("second_factor"), "none")
        << "not before it is confirmed";
    EXPECT_EQ(at.send(Method::put, "/api/v1/me/second-factor", {{"code", "000000"}}).status, 422);
    const std::string first = code_at(secret, at.now);
    EXPECT_EQ(at.send(Method::put, "/api/v1/me/second-factor", {{"code", first}}).status, 204);

    EXPECT_EQ(Json::parse(at.log_in("boss", "correct horse").body).at("second_factor"), "due");
    EXPECT_EQ(at.send(Method::get, "/api/v1/accounts").status, 403);
    EXPECT_EQ(at.send(Method::delete_, "/api/v1/me/second-factor").status, 403)
        << "it cannot be switched off before it was given";
    EXPECT_EQ(at.send(Method::post, "/api/v1/session/second-factor", {{"code", first}}).status, 403)
        << "replayed";
    at.now += std::chrono::seconds{30};
    EXPECT_EQ(
        at.send(Method::post, "/api/v1/session/second-factor", {{"code", code_at(secret, at.now)}})
            .status,
        200);
    EXPECT_EQ(at.send(Method::get, "/api/v1/accounts").status, 200);
    at.now += std::chrono::minutes{2};
    const Response at_once = at.send(
        Method::post, "/api/v1/session",
        {{"login", "boss"}, {"password", "correct horse"}, {"code", code_at(secret, at.now)}});
    EXPECT_EQ(Json::parse(at_once.body).at("second_factor"), "done");
}

TEST(identity, nothing_secret_is_kept_in_the_clear) {
    Door at;
    (void)at.set_up();
    const clinic::Account boss = at.account("boss");
    EXPECT_TRUE(boss.password_hash.starts_with("$argon2id$")) << boss.password_hash;
    EXPECT_TRUE((*at.store.snapshot())->session(token_hash(at.cookie, "session"))->has_value());
    EXPECT_FALSE((*at.store.snapshot())->session(at.cookie)->has_value());
}

}  // namespace
}  // namespace sinew::server
