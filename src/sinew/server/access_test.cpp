// Every route by every role, own and another's: generated from the table, asked of the whole engine.
#include <sinew/base/secrets.hpp>
#include <sinew/server/access.hpp>
#include <sinew/server/contract.hpp>
#include <sinew/server/engine_for_test.hpp>
#include <sinew/server/identity.hpp>
#include <sinew/server/route.hpp>

#include <gtest/gtest.h>

#include <set>

namespace sinew::server {
namespace {

using clinic::Role;

struct Centre : EngineForTest {
    Centre() : EngineForTest{ServerSettings{.requests_per_second = 1e9, .request_burst = 1e9}} {
        mine = person(1);
        other = person(2);
        treated_by_staff(mine);
        for (const Role role : domain::values_of<Role>()) {
            clinic::Account account;
            account.id.bytes[0] = static_cast<std::uint8_t>(10 + static_cast<int>(role));
            account.role = role;
            account.login = std::string{domain::name_of(role)};
            account.name = "somebody";
            account.state = clinic::AccountState::active;
            if (role == Role::person) account.person = mine;
            const NewSession fresh = new_session(account, clinic.settings(), now, true);
            EXPECT_TRUE(store.write_and_wait([&](clinic::WriteStore& to) -> Result<void> {
                if (const auto put = to.put(account); !put) return put;
                return to.put(fresh.session);
            }));
            tokens[role] = fresh.token;
            csrf[role] = fresh.session.csrf;
        }
    }
    Id person(std::uint8_t number) {
        clinic::Document document;
        document.id.bytes[0] = number;
        document.kind = clinic::DocumentKind::person;
        document.person = document.id;
        document.body = R"({"code":"P-1","name":""})";
        EXPECT_TRUE(store.write_and_wait([&](clinic::WriteStore& to) { return to.add(document); }));
        return document.id;
    }
    /// `mine` is the person of the person's account, and treated by therapist and clinician; nobody treats `other`.
    void treated_by_staff(const Id& whom) {
        clinic::Document document;
        document.id.bytes[0] = 60;
        document.kind = clinic::DocumentKind::treating;
        document.person = whom;
        OrderedJson colleagues = OrderedJson::array();
        for (const Role role : {Role::therapist, Role::clinician, Role::researcher}) {
            Id account{};
            account.bytes[0] = static_cast<std::uint8_t>(10 + static_cast<int>(role));
            colleagues.push_back(id_text(account));
        }
        document.body =
            OrderedJson{{"teams", OrderedJson::array()}, {"colleagues", colleagues}}.dump();
        EXPECT_TRUE(store.write_and_wait([&](clinic::WriteStore& to) { return to.add(document); }));
    }
    Request request(const AccessRow& row, std::optional<Role> role, const Id& whom) {
        std::string path;
        for (std::size_t i = 0; i < row.path.size(); ++i) {
            if (row.path[i] != '{') {
                path += row.path[i];
                continue;
            }
            const std::size_t end = row.path.find('}', i);
            path += row.path.substr(i, end - i + 1) == "{person}" ? id_text(whom) : "none";
            i = end;
        }
        const bool with_body =
            row.method == Method::post || row.method == Method::put || row.method == Method::patch;
        Request asked = request_of(row.method, path, with_body ? R"({"nonsense":1})" : "");
        if (role) {
            asked.headers["cookie"] = "sinew_session=" + tokens[*role];
            asked.headers["x-csrf-token"] = csrf[*role];
        }
        asked.headers["idempotency-key"] = "key-number-" + std::to_string(++keys);
        return asked;
    }

    Id mine, other;
    std::map<Role, std::string> tokens, csrf;
    int keys = 0;
};

bool about_a_person(const AccessRow& row) {
    return row.path.find("{person}") != std::string_view::npos;
}

bool at_the_door(int status) { return status == 401 || status == 403; }

TEST(access, every_route_by_every_role_own_and_other) {
    Centre at;
    int asked = 0;
    for (const AccessRow& row : kAccess) {
        if (row.path == "/api/v1/session" && row.method == Method::delete_) continue;  // last
        for (const Role role : domain::values_of<Role>()) {
            const Reach reach = reach_of(row.who, role);
            const std::string what = std::string{name_of(row.method)} + " " +
                                     std::string{row.path} + " as " +
                                     std::string{domain::name_of(role)};
            const Response other = at.ask(at.request(row, role, at.other));
            ++asked;
            if (row.who.everybody) continue;
            if (about_a_person(row)) {
                Id nobody;
                nobody.bytes[0] = 99;
                const Response absent = at.ask(at.request(row, role, nobody));
                if (reach != Reach::all) {
                    EXPECT_EQ(other.status, 404) << what;
                    EXPECT_EQ(other.body, absent.body) << what << ": tells who is there";
                    EXPECT_EQ(other.headers, absent.headers) << what;
                } else {
                    EXPECT_FALSE(at_the_door(other.status)) << what;
                    EXPECT_EQ(absent.status, 404) << what;
                }
                const Response own = at.ask(at.request(row, role, at.mine));
                if (reach == Reach::own || reach == Reach::team) {
                    EXPECT_NE(own.body, absent.body) << what << ": own is refused";
                    EXPECT_FALSE(at_the_door(own.status)) << what;
                }
                asked += 2;
            } else if (reach == Reach::none) {
                EXPECT_EQ(other.status, 403) << what;
            } else {
                EXPECT_FALSE(other.status == 401) << what;
                EXPECT_EQ(other.body.find("urn:sinew:problem:role"), std::string::npos) << what;
            }
        }
    }
    EXPECT_GE(asked, static_cast<int>((kAccess.size() - 1) * 5));
}

TEST(access, nobody_gets_past_the_door_without_a_session) {
    Centre at;
    for (const AccessRow& row : kAccess) {
        const Response answer = at.ask(at.request(row, std::nullopt, at.mine));
        EXPECT_EQ(answer.status == 401, !row.who.everybody)
            << name_of(row.method) << " " << row.path;
    }
}

TEST(access, a_change_without_its_sessions_token_or_from_another_site_is_refused) {
    Centre at;
    for (const AccessRow& row : kAccess) {
        if (row.method == Method::get) continue;
        const std::string what = std::string{name_of(row.method)} + " " + std::string{row.path};
        for (const Role role : domain::values_of<Role>()) {
            Request asked = at.request(row, role, at.mine);
            asked.headers["sec-fetch-site"] = "cross-site";
            EXPECT_EQ(at.ask(asked).status, 403) << what;
            asked = at.request(row, role, at.mine);
            asked.headers["origin"] = "https://evil.example";
            EXPECT_EQ(at.ask(asked).status, 403) << what;
            if (row.who.everybody) continue;
            asked = at.request(row, role, at.mine);
            asked.headers.erase("x-csrf-token");
            EXPECT_EQ(at.ask(asked).status, 403) << what;
            asked.headers["x-csrf-token"] =
                at.csrf[role == Role::clinician ? Role::therapist : Role::clinician];
            EXPECT_EQ(at.ask(asked).status, 403) << what << ": another session's token";
        }
    }
}

TEST(access, a_form_of_another_page_cannot_send_a_body) {
    Centre at;
    for (const char* type : {"text/plain", "application/x-www-form-urlencoded", ""}) {
        Request asked =
            request_of(Method::post, "/api/v1/session", R"({"login":"a","password":"b"})");
        asked.headers["content-type"] = type;
        asked.headers["idempotency-key"] = "key-number-1";
        EXPECT_EQ(at.ask(asked).status, 415) << type;
    }
}

TEST(access, every_post_needs_a_key) {
    Centre at;
    for (const AccessRow& row : kAccess) {
        if (row.method != Method::post) continue;
        Request asked = at.request(row, Role::administrator, at.mine);
        if (reach_of(row.who, Role::administrator) == Reach::none && !row.who.everybody) continue;
        asked.headers.erase("idempotency-key");
        const Response answer = at.ask(asked);
        EXPECT_EQ(answer.status, 400) << row.path;
        EXPECT_NE(answer.body.find("key_missing"), std::string::npos) << row.path;
    }
}

TEST(access, a_closed_account_and_a_wrong_cookie_are_nobody) {
    Centre at;
    Request asked = request_of(Method::get, "/api/v1/session");
    for (const char* cookie : {"sinew_session=", "sinew_session=AAAA", "other=1"}) {
        asked.headers["cookie"] = cookie;
        EXPECT_EQ(at.ask(asked).status, 401) << cookie;
    }
    asked.headers["cookie"] = "sinew_session=a; sinew_session=b";
    EXPECT_EQ(at.ask(asked).status, 400);
}

TEST(access, the_contract_says_the_same_as_the_table) {
    const Json contract = Json::parse(contract_text());
    std::set<std::string> written;
    for (const auto& [path, item] : contract.at("paths").items())
        for (const auto& [method, operation] : item.items()) {
            if (method == "parameters") continue;
            std::string upper = method;
            for (char& c : upper) c = static_cast<char>(c - 'a' + 'A');
            written.insert(upper + " " + path + " | " + operation.at("x-who").get<std::string>());
        }
    for (const AccessRow& row : kAccess) {
        std::string who;
        bool all_own = true;
        for (const Role role : domain::values_of<Role>()) {
            const Reach reach = reach_of(row.who, role);
            all_own = all_own && reach == Reach::own;
            if (reach == Reach::none) continue;
            who += (who.empty() ? "" : " ") + std::string{domain::name_of(role)} +
                   (reach == Reach::own    ? ":own"
                    : reach == Reach::team ? ":team"
                                           : ":all");
        }
        if (row.who.everybody) who = "everybody";
        if (all_own) who = "own";
        const std::string line =
            std::string{name_of(row.method)} + " " + std::string{row.path} + " | " + who;
        EXPECT_TRUE(written.contains(line)) << "openapi.json does not say: " << line;
    }
}

}  // namespace
}  // namespace sinew::server
