// Teams, emergency access, signatures and counselling notes through the whole engine.
#include <sinew/server/access.hpp>
#include <sinew/server/engine_for_test.hpp>
#include <sinew/server/identity.hpp>

#include <gtest/gtest.h>

#include <fstream>

namespace sinew::server {
namespace {

using clinic::Role;

struct Staff {
    std::string token, csrf;
    Id account{};
};

struct Centre : EngineForTest {
    Centre() : EngineForTest{ServerSettings{.requests_per_second = 1e9, .request_burst = 1e9}} {
        one = staff("One", Role::therapist);
        two = staff("Two", Role::clinician);
        administrator = staff("Administrator", Role::administrator);
        researcher = staff("Researcher", Role::researcher);
    }
    Staff staff(const std::string& name, Role role) {
        clinic::Account account;
        account.id.bytes[0] = static_cast<std::uint8_t>(20 + ++accounts_made);
        account.role = role;
        account.login = plain_login(name);
        account.name = name;
        account.password_hash = *clinic.logins.hash("a long enough sentence");
        account.state = clinic::AccountState::active;
        const NewSession fresh = new_session(account, clinic.settings(), now, true);
        EXPECT_TRUE(store.write_and_wait([&](clinic::WriteStore& to) -> Result<void> {
            if (const auto put = to.put(account); !put) return put;
            return to.put(fresh.session);
        }));
        return {fresh.token, fresh.session.csrf, account.id};
    }
    Response say(const Staff& who, Method method, const std::string& path, const Json& body = {},
                 const std::string& version = {}) {
        Request asked = request_of(method, path, body.is_null() ? "" : body.dump());
        if (const auto mark = path.find('?'); mark != std::string::npos) {
            asked.path = path.substr(0, mark);
            const std::string rest = path.substr(mark + 1);
            asked.query[rest.substr(0, rest.find('='))] = rest.substr(rest.find('=') + 1);
        }
        asked.headers["cookie"] = "sinew_session=" + who.token;
        asked.headers["x-csrf-token"] = who.csrf;
        asked.headers["idempotency-key"] = "key-number-" + std::to_string(++keys);
        if (!version.empty()) asked.headers["if-match"] = version;
        return ask(asked);
    }
    Id taken_in(const Staff& by, const std::string& code) {
        const Response made = say(by, Method::post, "/api/v1/people", {{"code", code}});
        EXPECT_EQ(made.status, 201) << made.body;
        return *read_id(Json::parse(made.body)["id"].get<std::string>());
    }
    std::string at(const Id& person, const std::string& rest = {}) {
        return "/api/v1/people/" + id_text(person) + rest;
    }
    std::vector<clinic::AuditEntry> log() { return *(*store.snapshot())->audit(1, 10'000); }

    Staff one, two, administrator, researcher;
    int accounts_made = 0, keys = 0;
};

Json prescribable() {
    std::ifstream file{std::string{SINEW_SOURCE_DIR} + "/examples/record.json"};
    Json record = Json::parse(file);
    record["assessed_at"] = "2026-11-23T08:00:00Z";
    return record;
}

TEST(privacy_routes, a_person_of_another_team_is_nobody) {
    Centre at;
    const Id who = at.taken_in(at.one, "P-1");
    Id nobody{};
    nobody.bytes[0] = 99;
    EXPECT_EQ(at.say(at.one, Method::get, at.at(who)).status, 200);
    for (const Staff& staff : {at.two, at.administrator, at.researcher}) {
        const Response theirs = at.say(staff, Method::get, at.at(who));
        EXPECT_EQ(theirs.status, 404);
        EXPECT_EQ(theirs.body, at.say(staff, Method::get, at.at(nobody)).body);
    }
    EXPECT_EQ(Json::parse(at.say(at.two, Method::get, "/api/v1/people").body)["counts"]["people"],
              0);
    EXPECT_EQ(Json::parse(at.say(at.one, Method::get, "/api/v1/people").body)["counts"]["people"],
              1);
    EXPECT_EQ(at.say(at.researcher, Method::get, "/api/v1/people").status, 403);
}

TEST(privacy_routes, an_administrator_hands_a_person_over_without_learning_who_it_is) {
    Centre at;
    const Response made =
        at.say(at.one, Method::post, "/api/v1/people", {{"code", "P-1"}, {"name", "A Name"}});
    const Id who = *read_id(Json::parse(made.body)["id"].get<std::string>());
    const Response list = at.say(at.administrator, Method::get, "/api/v1/treated");
    EXPECT_EQ(list.status, 200);
    EXPECT_NE(list.body.find("P-1"), std::string::npos);
    EXPECT_EQ(list.body.find("A Name"), std::string::npos);
    EXPECT_EQ(at.say(at.one, Method::get, "/api/v1/treated").status, 403);
    const Json wish{{"teams", Json::array()},
                    {"colleagues", {id_text(at.two.account)}},
                    {"reason", "moved to another ward"}};
    EXPECT_EQ(at.say(at.administrator, Method::put, at.at(who, "/team"), wish).status, 428);
    EXPECT_EQ(at.say(at.administrator, Method::put, at.at(who, "/team"), wish, "\"7\"").status,
              412);
    const Response moved =
        at.say(at.administrator, Method::put, at.at(who, "/team"), wish, "\"1\"");
    EXPECT_EQ(moved.status, 200) << moved.body;
    EXPECT_EQ(at.say(at.one, Method::get, at.at(who)).status, 404);
    EXPECT_EQ(at.say(at.two, Method::get, at.at(who)).status, 200);
    EXPECT_EQ(at.say(at.administrator, Method::get, at.at(who)).status, 404);
    const auto log = at.log();
    EXPECT_TRUE(std::any_of(log.begin(), log.end(), [&](const clinic::AuditEntry& line) {
        return line.action == "change.treating_team" && line.person == who &&
               line.reason == "moved to another ward";
    }));
}

TEST(privacy_routes, accounts_of_people_say_that_they_are_there_and_not_whose) {
    Centre at;
    const Response made =
        at.say(at.one, Method::post, "/api/v1/people", {{"code", "P-1"}, {"name", "A Name"}});
    const Id who = *read_id(Json::parse(made.body)["id"].get<std::string>());
    const Response invited = at.say(at.one, Method::post, at.at(who, "/invitation"));
    ASSERT_EQ(invited.status, 200) << invited.body;
    const std::string account = Json::parse(invited.body)["account"].get<std::string>();
    const Response list = at.say(at.administrator, Method::get, "/api/v1/accounts");
    EXPECT_NE(list.body.find(account), std::string::npos);
    for (const std::string& secret : {std::string{"A Name"}, std::string{"P-1"}, id_text(who)})
        EXPECT_EQ(list.body.find(secret), std::string::npos) << secret;
    // Nor can an administrator come in as that person.
    EXPECT_EQ(at.say(at.administrator, Method::post, "/api/v1/accounts/" + account + "/invitation")
                  .status,
              404);
}

TEST(privacy_routes, a_new_colleague_joins_the_teams_that_are_named) {
    Centre at;
    const Response team = at.say(at.administrator, Method::post, "/api/v1/teams",
                                 {{"name", "Day"}, {"members", {id_text(at.one.account)}}});
    ASSERT_EQ(team.status, 201) << team.body;
    const std::string id = Json::parse(team.body)["id"].get<std::string>();
    EXPECT_EQ(at.say(at.one, Method::post, "/api/v1/teams", {{"name", "Mine"}}).status, 403);
    const Response invited =
        at.say(at.administrator, Method::post, "/api/v1/accounts",
               {{"role", "therapist"}, {"name", "Three"}, {"login", "three"}, {"teams", {id}}});
    ASSERT_EQ(invited.status, 201) << invited.body;
    const Json teams = Json::parse(at.say(at.one, Method::get, "/api/v1/teams").body);
    EXPECT_EQ(teams[0]["members"].size(), 2U);
    // One change of members moves the caseloads.
    const Id who = at.taken_in(at.one, "P-1");
    EXPECT_EQ(at.say(at.two, Method::get, at.at(who)).status, 404);
    EXPECT_EQ(at.say(at.administrator, Method::patch, "/api/v1/teams/" + id,
                     {{"members", {id_text(at.one.account), id_text(at.two.account)}}}, "\"2\"")
                  .status,
              200);
    EXPECT_EQ(at.say(at.two, Method::get, at.at(who)).status, 200);
    EXPECT_EQ(Json::parse(at.say(at.two, Method::get, "/api/v1/people").body)["counts"]["people"],
              1);
    EXPECT_EQ(Json::parse(
                  at.say(at.two, Method::get, "/api/v1/people?named=me").body)["counts"]["people"],
              0);
}

TEST(emergency_routes, only_the_least_opens_and_every_look_stands_in_the_chain) {
    Centre at;
    const Id who = at.taken_in(at.one, "P-1");
    const Json wish{
        {"whom", "P-1"}, {"reason", "medical_emergency"}, {"words", "collapsed in the hall"}};
    EXPECT_EQ(at.say(at.administrator, Method::post, "/api/v1/emergency-access", wish).status, 403);
    EXPECT_EQ(at.say(at.researcher, Method::post, "/api/v1/emergency-access", wish).status, 403);
    const Response opened = at.say(at.two, Method::post, "/api/v1/emergency-access", wish);
    ASSERT_EQ(opened.status, 201) << opened.body;
    const std::string access = Json::parse(opened.body)["id"].get<std::string>();
    for (const AccessRow& row : kAccess) {
        if (row.path.find("{person}") == std::string_view::npos || row.method != Method::get)
            continue;
        std::string path{row.path};
        path.replace(path.find("{person}"), 8, id_text(who));
        for (const char* part : {"{day}", "{session}", "{activity}"})
            if (const auto found = path.find(part); found != std::string::npos)
                path.replace(found, std::string{part}.size(), "0");
        const Response answer = at.say(at.two, row.method, path);
        const bool nobody = answer.body == at.say(at.researcher, row.method, path).body;
        EXPECT_EQ(!nobody, row.in_emergency) << path << " " << answer.body;
    }
    const auto log = at.log();
    const auto said = [&](const char* action) {
        return std::any_of(log.begin(), log.end(), [&](const clinic::AuditEntry& line) {
            return line.action == action && line.person == who &&
                   line.authority == "emergency " + access;
        });
    };
    EXPECT_TRUE(said("open.emergency_access"));
    EXPECT_TRUE(said("read.person"));
    EXPECT_TRUE(said("read.record"));
    // Given out for a medical emergency only, and told to whom.
    EXPECT_EQ(at.say(at.two, Method::post, at.at(who, "/disclosures"),
                     {{"basis", "court_order"}, {"recipient", "Court"}, {"court_order", "12/2026"}})
                  .status,
              409);
    EXPECT_EQ(
        at.say(
              at.two, Method::post, at.at(who, "/disclosures"),
              {{"basis", "medical_emergency"}, {"recipient", "Ambulance"}, {"nature", "collapsed"}})
            .status,
        200);
    for (int i = 0; i < 3; ++i) {  // at work all the while: an idle session would end by itself
        at.now += std::chrono::minutes{21};
        EXPECT_EQ(at.say(at.two, Method::get, "/api/v1/session").status, 200);
    }
    const Response after = at.say(at.two, Method::get, at.at(who));
    EXPECT_EQ(after.status, 404) << "an hour, not more";
}

TEST(emergency_routes, trying_out_codes_is_slowed_and_written_down) {
    Centre at;
    const Id who = at.taken_in(at.one, "P-1");
    static_cast<void>(who);
    int refused = 0, slowed = 0;
    for (int i = 0; i < 12; ++i) {
        const Response answer = at.say(at.two, Method::post, "/api/v1/emergency-access",
                                       {{"whom", "P-9" + std::to_string(i)},
                                        {"reason", "team_unreachable"},
                                        {"words", "nobody answers the phone"}});
        refused += answer.status == 404 ? 1 : 0;
        slowed += answer.status == 429 ? 1 : 0;
    }
    EXPECT_GE(refused, 5);
    EXPECT_GE(slowed, 5);
    const auto log = at.log();
    EXPECT_EQ(std::count_if(log.begin(), log.end(),
                            [](const clinic::AuditEntry& line) {
                                return line.action == "refused.emergency_access";
                            }),
              refused);
}

TEST(emergency_routes, the_team_and_administrators_see_it_and_one_of_them_closes_it) {
    Centre at;
    const Id who = at.taken_in(at.one, "P-1");
    const Response opened = at.say(
        at.two, Method::post, "/api/v1/emergency-access",
        {{"whom", "P-1"}, {"reason", "team_unreachable"}, {"words", "nobody answers the phone"}});
    const std::string access = Json::parse(opened.body)["id"].get<std::string>();
    const std::string review = "/api/v1/emergency-access/" + access + "/review";
    const Json rows = Json::parse(at.say(at.one, Method::get, "/api/v1/people").body)["rows"];
    EXPECT_NE(rows[0]["due"].dump().find("emergency_access"), std::string::npos);
    EXPECT_EQ(
        Json::parse(at.say(at.administrator, Method::get, "/api/v1/emergency-access").body).size(),
        1U);
    const Json words{{"justified", true}, {"words", "right to look"}};
    EXPECT_EQ(at.say(at.two, Method::post, review, words).status, 409);
    EXPECT_EQ(at.say(at.one, Method::post, review, words).status, 200);
    const Json after = Json::parse(at.say(at.one, Method::get, "/api/v1/people").body)["rows"];
    EXPECT_EQ(after[0]["due"].dump().find("emergency_access"), std::string::npos);
    static_cast<void>(who);
}

struct Signing : Centre {
    Signing() {
        who = taken_in(one, "P-1");
        EXPECT_EQ(say(one, Method::put, at(who, "/record"), prescribable(), "\"1\"").status, 200);
        EXPECT_EQ(say(one, Method::post, at(who, "/programme"), Json::object()).status, 201);
    }
    Response sign(const Staff& by, const Json& more) {
        Json body{{"decision", "sign"}, {"version", 1}};
        body.update(more);
        return say(by, Method::post, at(who, "/programme/decision"), body);
    }
    Response prove(const Staff& by, const Json& with) {
        return say(by, Method::post, "/api/v1/session/proof", with);
    }
    std::string proof(const Staff& by) {
        const Response given = prove(by, {{"password", "a long enough sentence"}});
        EXPECT_EQ(given.status, 200) << given.body;
        return Json::parse(given.body)["proof"].get<std::string>();
    }
    Id who{};
};

TEST(signatures, a_programme_is_signed_with_a_fresh_proof_and_never_without) {
    Signing at;
    EXPECT_EQ(at.sign(at.one, Json::object()).status, 400);
    EXPECT_EQ(at.sign(at.one, {{"proof", "made-up"}}).status, 400);
    EXPECT_EQ(at.sign(at.one, {{"password", "a long enough sentence"}}).status, 400)
        << "a password has no place in a request that is kept";
    const std::string proof = at.proof(at.one);
    const Response done = at.sign(at.one, {{"proof", proof}});
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(Json::parse(done.body)["signature"], "holds");
    EXPECT_EQ(Json::parse(done.body)["signed_by"], "One");
    // Good once.
    EXPECT_EQ(at.say(at.one, Method::post, at.at(at.who, "/programme"), Json::object()).status,
              201);
    EXPECT_EQ(at.sign(at.one, {{"proof", proof}}).status, 400);
}

TEST(signatures, a_proof_is_of_one_session_and_of_two_minutes) {
    Signing at;
    const Json wish{{"teams", Json::array()},
                    {"colleagues", {id_text(at.one.account), id_text(at.two.account)}},
                    {"reason", "both treat"}};
    EXPECT_EQ(at.say(at.one, Method::put, at.at(at.who, "/team"), wish, "\"1\"").status, 200);
    EXPECT_EQ(at.sign(at.two, {{"proof", at.proof(at.one)}}).status, 400) << "another's";
    const std::string old = at.proof(at.two);
    at.now += kProofLasts;
    EXPECT_EQ(at.sign(at.two, {{"proof", old}}).status, 400) << "too old";
    EXPECT_EQ(at.sign(at.two, {{"proof", at.proof(at.two)}}).status, 200);
}

TEST(signatures, a_refused_signature_leaves_the_proof_good) {
    Signing at;
    const std::string proof = at.proof(at.one);
    EXPECT_EQ(at.sign(at.one, {{"proof", proof}, {"version", 7}}).status, 409);
    EXPECT_EQ(at.sign(at.one, {{"proof", proof}}).status, 200);
}

TEST(signatures, wrong_passwords_are_counted_and_held_up) {
    Signing at;
    for (int i = 0; i < 5; ++i) EXPECT_EQ(at.prove(at.one, {{"password", "wrong"}}).status, 403);
    EXPECT_EQ(at.prove(at.one, {{"password", "a long enough sentence"}}).status, 429);
    EXPECT_EQ(at.prove(at.two, Json::object()).status, 400);
    EXPECT_EQ(at.prove(at.two, {{"code", "123456"}}).status, 403) << "no second factor is set";
    const auto log = at.log();
    EXPECT_TRUE(std::any_of(log.begin(), log.end(), [](const clinic::AuditEntry& line) {
        return line.action == "refused.proof";
    }));
}

TEST(counselling_routes, a_colleague_of_the_team_sees_that_there_are_notes_and_not_what_they_say) {
    Centre at;
    const Id who = at.taken_in(at.one, "P-1");
    const Json wish{{"teams", Json::array()},
                    {"colleagues", {id_text(at.one.account), id_text(at.two.account)}},
                    {"reason", "both treat"}};
    EXPECT_EQ(at.say(at.one, Method::put, at.at(who, "/team"), wish, "\"1\"").status, 200);
    const Response kept = at.say(at.one, Method::post, at.at(who, "/counselling-notes"),
                                 {{"text", "what was said in the room"}});
    EXPECT_EQ(kept.status, 201) << kept.body;
    EXPECT_EQ(kept.body.find("said in the room"), std::string::npos) << "kept answers hold no note";
    const Response theirs = at.say(at.two, Method::get, at.at(who, "/counselling-notes"));
    EXPECT_EQ(Json::parse(theirs.body)["others"], 1);
    EXPECT_EQ(theirs.body.find("said in the room"), std::string::npos);
    EXPECT_EQ(at.say(at.administrator, Method::get, at.at(who, "/counselling-notes")).status, 404);
    const Response consent = at.say(at.one, Method::post, at.at(who, "/consents"),
                                    {{"purpose", "counselling_notes"},
                                     {"recipient", "Two"},
                                     {"classes", {"counselling_notes"}},
                                     {"start", "2026-11-20"},
                                     {"language", "en"},
                                     {"method", "paper"},
                                     {"signer", "P-1"}});
    ASSERT_EQ(consent.status, 201) << consent.body;
    const Response opened =
        at.say(at.two, Method::get,
               at.at(who, "/counselling-notes?consent=" +
                              Json::parse(consent.body)["id"].get<std::string>()));
    EXPECT_NE(opened.body.find("said in the room"), std::string::npos) << opened.body;
}

TEST(privacy_routes, the_log_says_whom_somebody_took_in) {
    Centre at;
    const Id who = at.taken_in(at.one, "P-1");
    const auto log = at.log();
    const auto made = std::find_if(log.begin(), log.end(), [](const clinic::AuditEntry& line) {
        return line.action == "create.person";
    });
    ASSERT_NE(made, log.end());
    EXPECT_EQ(made->person, who);
    EXPECT_EQ(made->actor, at.one.account);
}

}  // namespace
}  // namespace sinew::server
