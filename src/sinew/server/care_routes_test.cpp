// The routes of care through the whole engine: intake, screening, programme, check-in, caseload; answers have the promised shape.
#include <sinew/server/contract.hpp>
#include <sinew/server/engine_for_test.hpp>
#include <sinew/server/identity.hpp>

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace sinew::server {
namespace {

struct Staffed : EngineForTest {
    Staffed() : EngineForTest{ServerSettings{.requests_per_second = 1e9, .request_burst = 1e9}} {
        come_in();
    }
    /// The session of a therapist; another one where the clock has moved on.
    void come_in() {
        clinic::Account account;
        account.id.bytes[0] = 7;
        account.role = clinic::Role::therapist;
        account.login = "therapist";
        account.name = "Therapist";
        account.state = clinic::AccountState::active;
        const NewSession fresh = new_session(account, clinic.settings(), now, true);
        EXPECT_TRUE(store.write_and_wait([&](clinic::WriteStore& to) -> Result<void> {
            if (const auto put = to.put(account); !put) return put;
            return to.put(fresh.session);
        }));
        token = fresh.token;
        csrf = fresh.session.csrf;
        session_hash = fresh.session.token_hash;
    }
    Response say(Method method, const std::string& path, const Json& body = {},
                 const std::string& version = {}) {
        Request asked = request_of(method, path, body.is_null() ? "" : body.dump());
        if (const auto mark = path.find('?'); mark != std::string::npos) {
            asked.path = path.substr(0, mark);
            const std::string rest = path.substr(mark + 1);
            asked.query[rest.substr(0, rest.find('='))] = rest.substr(rest.find('=') + 1);
        }
        asked.headers["cookie"] = "sinew_session=" + token;
        asked.headers["x-csrf-token"] = csrf;
        asked.headers["idempotency-key"] = "key-number-" + std::to_string(++keys);
        if (!version.empty()) asked.headers["if-match"] = version;
        if (!known.empty()) asked.headers["if-none-match"] = known;
        return ask(asked);
    }
    /// As POST /api/v1/session/proof gives it (privacy_routes_test.cpp asks for one).
    std::string proof() { return clinic.proofs.give(session_hash, "password", now); }
    std::string token, csrf, session_hash, known;
    int keys = 0;
};

Json example(const std::string& name) {
    std::ifstream file{std::string{SINEW_SOURCE_DIR} + "/examples/" + name};
    std::stringstream text;
    text << file.rdbuf();
    return Json::parse(text.str());
}

/// Members that the contract requires are there, and none that it does not know, all the way down.
void hold(const Json& value, const Json& schema, const Json& contract, const std::string& at) {
    if (schema.contains("$ref")) {
        const std::string ref = schema["$ref"];
        return hold(value, contract.at(Json::json_pointer{ref.substr(1)}), contract, at);
    }
    if (schema.contains("oneOf")) {
        if (!value.is_null()) hold(value, schema["oneOf"][0], contract, at);
        return;
    }
    if (value.is_array() && schema.contains("items"))
        for (std::size_t i = 0; i < value.size(); ++i)
            hold(value[i], schema["items"], contract, at + "/" + std::to_string(i));
    if (schema.contains("enum")) {
        bool found = false;
        for (const Json& word : schema["enum"]) found = found || word == value;
        EXPECT_TRUE(found) << at << ": " << value.dump();
    }
    if (!value.is_object() || !schema.contains("properties")) return;
    for (const Json& key : schema.value("required", Json::array()))
        EXPECT_TRUE(value.contains(key.get<std::string>())) << at << " lacks " << key;
    for (const auto& [key, member] : value.items()) {
        if (schema["properties"].contains(key))
            hold(member, schema["properties"][key], contract, at + "/" + key);
        else
            EXPECT_NE(schema.value("additionalProperties", Json(true)), Json(false))
                << at << " has " << key << ", which the contract does not know";
    }
}

void hold(const Response& response, const char* name) {
    ASSERT_LT(response.status, 300) << response.body;
    static const Json kContract = [] {
        std::ifstream file{std::string{SINEW_SOURCE_DIR} + "/src/sinew/server/openapi.json"};
        return Json::parse(file);
    }();
    hold(Json::parse(response.body), kContract["components"]["schemas"][name], kContract, name);
}

TEST(care_routes, the_loop_of_care_answers_as_the_contract_says) {
    Staffed at;
    const Response taken = at.say(Method::post, "/api/v1/people", {{"code", "A"}});
    hold(taken, "Person");
    const std::string who = "/api/v1/people/" + Json::parse(taken.body)["id"].get<std::string>();
    Json record = example("record.json");
    record["assessed_at"] = "2026-11-23T08:00:00Z";
    EXPECT_EQ(at.say(Method::put, who + "/record", record, "\"7\"").status, 412);
    EXPECT_EQ(at.say(Method::put, who + "/record", record, "\"1\"").status, 200);
    hold(at.say(Method::get, who + "/questions"), "Questions");
    hold(at.say(Method::post, who + "/clearance", Json::object()), "Clearance");
    const Response proposed = at.say(Method::post, who + "/programme", Json::object());
    hold(proposed, "ProgrammeView");
    EXPECT_EQ(Json::parse(proposed.body)["state"], "proposed");
    hold(at.say(Method::post, who + "/programme/decision",
                {{"decision", "sign"}, {"version", 1}, {"proof", at.proof()}}),
         "ProgrammeView");
    hold(at.say(Method::get, who + "/today"), "Today");
    hold(at.say(Method::get, who + "/offline"), "Offline");
    hold(at.say(Method::get, who + "/why?place=/weeks/0/days/0/targets/hr"), "Why");
    const Json entry{
        {"id", "0190a5b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b"},
        {"kind", "observation"},
        {"at", "2026-11-23T08:30:00Z"},
        {"observation", {{"outcome", "craving_vas"}, {"value", 40}, {"moment", "now"}}}};
    const Response kept =
        at.say(Method::post, who + "/entries", {{"entries", Json::array({entry})}});
    hold(kept, "Entries");
    EXPECT_EQ(Json::parse(kept.body)["results"][0]["state"], "kept");
    hold(at.say(Method::get, who + "/change"), "Change");
    hold(at.say(Method::get, who + "/coping-plan"), "CopingPlan");
    hold(at.say(Method::get, who + "/adaptation"), "AdaptationView");
    hold(at.say(Method::post, who + "/notes", {{"text", "seen"}, {"kind", "visit"}}), "Note");
    hold(at.say(Method::post, who + "/messages", {{"text", "hello"}}), "Message");
    const Response page = at.say(Method::get, "/api/v1/people");
    hold(page, "Caseload");
    EXPECT_EQ(Json::parse(page.body)["rows"][0]["series"][0]["points"][0]["value"], 40);
    EXPECT_TRUE(at.say(Method::get, who + "/programme.pdf").body.starts_with("%PDF"));
    hold(at.say(Method::get, "/api/v1/centre"), "Centre");
    const Response lesson = at.say(Method::post, "/api/v1/classes",
                                   {{"title", "Morning"},
                                    {"day", "2026-11-24"},
                                    {"start", "10:00"},
                                    {"minutes", 45},
                                    {"room", "Hall"},
                                    {"size", 30},
                                    {"kind", "large"},
                                    {"people", {Json::parse(taken.body)["id"]}}});
    hold(lesson, "ClassPlan");
    hold(at.say(Method::get,
                "/api/v1/classes/" + Json::parse(lesson.body)["id"].get<std::string>() + "/sheet"),
         "ClassSheet");
    hold(at.say(Method::get, "/api/v1/questionnaires/phq9"), "Questionnaire");
}

TEST(care_routes, a_bundle_becomes_a_record_at_intake) {
    Staffed at;
    const Response taken =
        at.say(Method::post, "/api/v1/people", {{"code", "B"}, {"bundle", example("bundle.json")}});
    ASSERT_EQ(taken.status, 201) << taken.body;
    const std::string who = "/api/v1/people/" + Json::parse(taken.body)["id"].get<std::string>();
    const Response record = at.say(Method::get, who + "/record");
    EXPECT_FALSE(Json::parse(record.body)["facts"].empty());
    const std::string tag = header_of(record, "ETag");
    EXPECT_TRUE(tag.starts_with("\"2-")) << tag;
    const auto lines = [&at] { return at.store.snapshot().value()->audit(1, 0).value().size(); };
    const std::size_t before = lines();
    at.known = "W/" + tag;
    const Response same = at.say(Method::get, who + "/record");
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(same.body, "");
    EXPECT_EQ(header_of(same, "ETag"), tag);
    EXPECT_EQ(header_of(same, "Content-Type"), "");
    EXPECT_EQ(lines(), before + 1) << "that somebody looked is told all the same";
    at.known = "\"2-0000000000000000\"";
    EXPECT_EQ(at.say(Method::get, who + "/record").status, 200) << "another wording";
    at.known = tag;
    EXPECT_EQ(at.say(Method::put, who + "/record", Json::parse(record.body), tag).status, 200)
        << "the whole tag names the version";
}

TEST(care_routes, an_edited_dose_plans_the_week_anew_and_is_refused_where_the_rules_forbid_it) {
    Staffed at;
    const Response taken = at.say(Method::post, "/api/v1/people", {{"code", "A"}});
    const std::string who = "/api/v1/people/" + Json::parse(taken.body)["id"].get<std::string>();
    Json record = example("record.json");
    record["assessed_at"] = "2026-11-23T08:00:00Z";
    EXPECT_EQ(at.say(Method::put, who + "/record", record, "\"1\"").status, 200);
    const Response proposed = at.say(Method::post, who + "/programme", Json::object());
    ASSERT_EQ(Json::parse(proposed.body)["state"], "proposed") << proposed.body.substr(0, 400);
    const Response in_force = at.say(Method::post, who + "/programme/decision",
                                     {{"decision", "sign"}, {"version", 1}, {"proof", at.proof()}});
    ASSERT_EQ(in_force.status, 200) << in_force.body.substr(0, 400);
    Json entries = Json::array();
    const Json signed_answer = Json::parse(in_force.body)["answer"];
    for (const Json& day : signed_answer["weeks"][0]["days"])
        for (const Json& session : day["sessions"]) {
            std::string id = "0190a5b2-3c4d-7e5f-8a9b-0c1d2e3f0000";
            const std::string count = std::to_string(entries.size() + 100);
            id.replace(id.size() - 3, 3, count);
            entries.push_back({{"id", id},
                               {"kind", "session_done"},
                               {"at", day["date"].get<std::string>() + "T10:00:00Z"},
                               {"session_done",
                                {{"day", day["day"]},
                                 {"session", session["session"]},
                                 {"status", "done"},
                                 {"minutes", session["minutes"]["total"]},
                                 {"effort", 3}}}});
        }
    at.now += std::chrono::hours{24 * 7};
    at.come_in();
    hold(at.say(Method::post, who + "/entries", {{"entries", entries}}), "Entries");
    const Response view = at.say(Method::get, who + "/adaptation");
    hold(view, "AdaptationView");
    const Json dose = Json::parse(view.body)["answer"]["dose"]["now"];
    const int minutes = dose["aerobic_minutes"].get<int>();
    ASSERT_GE(minutes, 15) << view.body.substr(0, 600);
    const auto edit = [&](int value, const char* proof_of) {
        Json body{{"decision", "edit"},
                  {"reason", "slept badly"},
                  {"edits", {{{"place", "/dose/now/aerobic_minutes"}, {"value", value}}}}};
        if (*proof_of != '\0') body["proof"] = at.proof();
        return at.say(Method::post, who + "/adaptation", body);
    };
    EXPECT_EQ(edit(minutes - 5, "").status, 400) << "nobody signed";
    const Response more = edit(minutes + 5, "me");
    EXPECT_EQ(more.status, 409);
    EXPECT_NE(more.body.find("never exceeds"), std::string::npos) << more.body;
    const Response crumb = edit(3, "me");
    EXPECT_EQ(crumb.status, 409);
    EXPECT_NE(crumb.body.find("ADP-17"), std::string::npos) << crumb.body;
    const Response eased = edit(minutes - 5, "me");
    hold(eased, "AdaptationView");
    EXPECT_EQ(Json::parse(eased.body)["state"], "edited");
    const Json answer = Json::parse(at.say(Method::get, who + "/programme").body)["answer"];
    EXPECT_EQ(answer["weeks"][0], signed_answer["weeks"][0]);
    int checked = 0;
    for (const Json& day : answer["weeks"][1]["days"])
        for (const Json& session : day["sessions"])
            if (session["kind"] == "aerobic") {
                EXPECT_EQ(session["minutes"]["aerobic"], minutes - 5);
                ++checked;
            }
    EXPECT_GT(checked, 0);
}

/// Unpacks what zcat can; the shared cases are compressed.
std::string unpacked(const std::string& path) {
    std::string bytes;
    FILE* pipe = popen(("zcat '" + path + "'").c_str(), "r");
    if (pipe == nullptr) return bytes;
    char block[65536];
    for (std::size_t n = 0; (n = fread(block, 1, sizeof block, pipe)) > 0;) bytes.append(block, n);
    pclose(pipe);
    return bytes;
}

TEST(care_routes, whole_bundles_come_in_over_http_and_ask_what_they_do_not_say) {
    const std::string folder = std::string{SINEW_SOURCE_DIR} + "/../shared/cases/fhir-r4/";
    if (!std::filesystem::exists(folder + "case-01.json.gz"))
        GTEST_SKIP() << "the shared cases are not beside the repository";
    Staffed at;
    for (const char* number : {"01", "04", "06", "08", "11", "12"}) {
        const std::string bytes = unpacked(folder + "case-" + number + ".json.gz");
        ASSERT_FALSE(bytes.empty()) << number;
        const Response taken = at.say(Method::post, "/api/v1/people", {{"code", number}});
        const std::string who =
            "/api/v1/people/" + Json::parse(taken.body)["id"].get<std::string>();
        const Response laid = at.say(Method::post, who + "/bundle", Json::parse(bytes));
        ASSERT_EQ(laid.status, 200) << number << " " << laid.body.substr(0, 400);
        EXPECT_FALSE(Json::parse(at.say(Method::get, who + "/record").body)["facts"].empty());
        const Response clearance = at.say(Method::post, who + "/clearance", Json::object());
        if (std::string{number} == "12") {  // the bundle of somebody who has died
            EXPECT_EQ(clearance.status, 409) << clearance.body;
            continue;
        }
        hold(clearance, "Clearance");
        const std::string outcome = Json::parse(clearance.body)["outcome"];
        EXPECT_TRUE(outcome == "incomplete" || outcome == "refer_first" || outcome == "stop_now")
            << number << ": a bundle alone never says everything, and got " << outcome;
        const int no_bundle =
            at.say(Method::post, who + "/bundle", {{"resourceType", "Patient"}}).status;
        EXPECT_TRUE(no_bundle >= 400 && no_bundle < 500) << no_bundle;
    }
}

TEST(care_routes, a_signed_programme_leaves_as_a_care_plan_on_a_consent_and_without_one_not) {
    Staffed at;
    const Response taken = at.say(Method::post, "/api/v1/people", {{"code", "A"}});
    const std::string who = "/api/v1/people/" + Json::parse(taken.body)["id"].get<std::string>();
    Json record = example("record.json");
    record["assessed_at"] = "2026-11-23T08:00:00Z";
    EXPECT_EQ(at.say(Method::put, who + "/record", record, "\"1\"").status, 200);
    EXPECT_EQ(at.say(Method::post, who + "/programme", Json::object()).status, 201);
    EXPECT_EQ(at.say(Method::post, who + "/programme/decision",
                     {{"decision", "sign"}, {"version", 1}, {"proof", at.proof()}})
                  .status,
              200);
    EXPECT_EQ(at.say(Method::get, who + "/programme.fhir").status, 409);
    const Response consent = at.say(Method::post, who + "/consents",
                                    {{"purpose", "treatment_payment_operations"},
                                     {"recipient", "Family doctor"},
                                     {"classes", {"programme"}},
                                     {"start", "2026-11-20"},
                                     {"language", "en"},
                                     {"method", "paper"},
                                     {"signer", "A"}});
    ASSERT_EQ(consent.status, 201) << consent.body;
    const Response plan = at.say(
        Method::get,
        who + "/programme.fhir?consent=" + Json::parse(consent.body)["id"].get<std::string>());
    ASSERT_EQ(plan.status, 200) << plan.body.substr(0, 400);
    EXPECT_EQ(header_of(plan, "Content-Type"), "application/fhir+json");
    const Json bundle = Json::parse(plan.body);
    EXPECT_EQ(bundle["resourceType"], "Bundle");
    bool found = false;
    for (const Json& entry : bundle["entry"]) {
        const Json& resource = entry["resource"];
        if (resource["resourceType"] != "CarePlan") continue;
        found = true;
        EXPECT_NE(resource["note"].dump().find("42 CFR part 2"), std::string::npos);
        EXPECT_NE(resource["note"].dump().find("Family doctor"), std::string::npos);
    }
    EXPECT_TRUE(found);
    EXPECT_EQ(Json::parse(at.say(Method::get, who + "/disclosures").body).size(), 1U);
}

}  // namespace
}  // namespace sinew::server
