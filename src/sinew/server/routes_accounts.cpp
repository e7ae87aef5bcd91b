// Accounts as the administrator keeps them, and the chain of who looked and who changed.
#include <sinew/base/text.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/clinic/treating_team.hpp>
#include <sinew/server/answering.hpp>
#include <sinew/server/care_answers.hpp>
#include <sinew/server/identity.hpp>
#include <sinew/server/identity_routes.hpp>

#include <algorithm>
#include <map>

namespace sinew::server {
namespace {

Error no_such_account() {
    return {ErrorCode::not_found, "no such account", {}, "look it up under accounts"};
}

/// What an administrator asks of an account; nothing stays as it is.
struct AccountChange {
    std::optional<clinic::Role> role;
    std::optional<std::string> name;
    std::optional<clinic::AccountState> state;
    bool unlock = false;
    std::string reason;

    [[nodiscard]] std::string detail(const clinic::Account& was) const {
        OrderedJson said = OrderedJson::object();
        if (role)
            said["role"] = {{"old", domain::name_of(was.role)}, {"new", domain::name_of(*role)}};
        if (state)
            said["state"] = {{"old", domain::name_of(was.state)}, {"new", domain::name_of(*state)}};
        if (name) said["name"] = "changed";
        if (unlock) said["unlocked"] = true;
        return said.dump();
    }
};

Result<void> keep_one_administrator(const clinic::ReadStore& store, const Id& but) {
    SINEW_TRY(const auto accounts, store.accounts());
    const bool another = std::ranges::any_of(accounts, [&but](const clinic::Account& account) {
        return account.id != but && account.role == clinic::Role::administrator &&
               account.state == clinic::AccountState::active;
    });
    if (another) return {};
    return fail({ErrorCode::conflict,
                 "this is the only administrator",
                 {},
                 "give somebody else that role first"});
}

Result<Response> change(clinic::WriteStore& store, const Id& id, const AccountChange& wanted,
                        LoginGuard& guard, Instant now) {
    SINEW_TRY(auto account, store.account(id));
    if (!account) return fail(no_such_account());
    const bool of_person = account->role == clinic::Role::person;
    if (wanted.role && (of_person || *wanted.role == clinic::Role::person))
        return fail({ErrorCode::conflict, "a person's account keeps its role", "body:/role",
                     "invite the colleague with an account of their own"});
    clinic::AuditEntry entry;
    entry.object = id;
    entry.reason = wanted.reason;
    entry.detail = wanted.detail(*account);
    const bool leaves = (wanted.role && *wanted.role != account->role) ||
                        (wanted.state && *wanted.state == clinic::AccountState::closed);
    if (leaves && account->role == clinic::Role::administrator)
        if (const auto kept = keep_one_administrator(store, id); !kept) return fail(kept.error());
    if (wanted.role) account->role = *wanted.role;
    if (wanted.name) account->name = *wanted.name;
    if (wanted.state)
        account->state =
            *wanted.state == clinic::AccountState::active && account->password_hash.empty()
                ? clinic::AccountState::invited
                : *wanted.state;
    if (wanted.unlock) {
        account->failures = 0;
        account->locked_until = {};
        guard.succeeded(account->login);
    }
    if (const auto put = store.put(*account); !put) return fail(put.error());
    if (leaves)
        if (const auto ended = store.end_sessions_of(id); !ended) return fail(ended.error());
    if (const auto told = store.append(entry); !told) return fail(told.error());
    return json_answer(200, account_json(*account, now));
}

OrderedJson audit_line(const clinic::AuditEntry& entry, const std::map<Id, std::string>& names) {
    const auto id_or_null = [](const std::optional<Id>& id) {
        return id ? OrderedJson(id_text(*id)) : OrderedJson(nullptr);
    };
    const auto name = entry.actor ? names.find(*entry.actor) : names.end();
    return {{"sequence", entry.sequence},
            {"at", instant_text(entry.at)},
            {"actor", id_or_null(entry.actor)},
            {"actor_name", name == names.end() ? std::string{} : name->second},
            {"role", entry.role},
            {"action", entry.action},
            {"person", id_or_null(entry.person)},
            {"object", id_or_null(entry.object)},
            {"reason", entry.reason},
            {"authority", entry.authority},
            {"hash", entry.hash}};
}

Result<std::map<Id, std::string>> names_of_staff(const clinic::ReadStore& store) {
    SINEW_TRY(const auto accounts, store.accounts());
    std::map<Id, std::string> names;
    for (const clinic::Account& account : accounts)
        if (account.role != clinic::Role::person) names.emplace(account.id, account.name);
    return names;
}

constexpr int kAuditPage = 100;
constexpr int kLongestAuditPage = 500;
constexpr std::size_t kMostScanned = 20'000;  ///< lines looked at for one page of one person

}  // namespace

Answer get_accounts(const Call& call) {
    const auto accounts = call.store.accounts();
    if (!accounts) return accounts.error();
    OrderedJson list = OrderedJson::array();
    for (const clinic::Account& account : *accounts)
        list.push_back(account_json(account, call.now));
    return json_answer(200, list);
}

Answer post_account(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "body:", faults};
    body.only({"role", "name", "login", "teams"});
    const auto role = body.word<clinic::Role>("role");
    const std::string name = body.text("name", 1, 200);
    const std::string login = plain_login(body.text("login", 1, kLongestLogin));
    std::vector<Id> teams;
    for (const std::string& text : body.texts("teams", 100, 36)) {
        if (const auto id = read_id(text))
            teams.push_back(*id);
        else
            body.fault("teams", "this is no id", "");
    }
    if (!role && faults.none()) body.fault("role", "is missing", "say the colleague's role");
    if (role == clinic::Role::person)
        body.fault("role", "a person is invited from their own page", "choose a staff role");
    if (!faults.none()) return faults;
    return ThenWrite{
        [role = *role, name, login, teams, acting = *acting, now = call.now,
         &settings = call.clinic.settings()](clinic::WriteStore& store) -> Result<Response> {
            SINEW_TRY(const auto account, new_account(store, role, name, login, now));
            if (const auto joined = clinic::join_teams(store, account.id, teams, acting); !joined)
                return fail(joined.error());
            SINEW_TRY(const Invited invited, invite(store, account, settings, now));
            clinic::AuditEntry entry;
            entry.object = account.id;
            entry.detail = OrderedJson{{"role", domain::name_of(role)}}.dump();
            if (const auto told = store.append(entry); !told) return fail(told.error());
            return json_answer(201, invitation_json(invited, account.id));
        }};
}

Answer patch_account(const Call& call) {
    const auto id = read_id(call.parts.find("account")->second);
    if (!id) return no_such_account();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "body:", faults};
    body.only({"role", "name", "state", "unlock", "reason"});
    AccountChange wanted;
    wanted.role = body.word<clinic::Role>("role");
    wanted.name = body.maybe_text("name", 200);
    wanted.state = body.word<clinic::AccountState>("state");
    wanted.unlock = body.maybe_yes("unlock").value_or(false);
    wanted.reason = body.text("reason", 3, 500);
    if (wanted.state == clinic::AccountState::invited)
        body.fault("state", "an account is made active or closed", "use one of: active, closed");
    if (!faults.none()) return faults;
    return ThenWrite{
        [id = *id, wanted, &guard = call.clinic.logins, now = call.now](clinic::WriteStore& store) {
            return change(store, id, wanted, guard, now);
        }};
}

Answer post_account_invitation(const Call& call) {
    const auto id = read_id(call.parts.find("account")->second);
    if (!id) return no_such_account();
    return ThenWrite{[id = *id, now = call.now, &settings = call.clinic.settings()](
                         clinic::WriteStore& store) -> Result<Response> {
        SINEW_TRY(const auto account, store.account(id));
        if (!account || account->state == clinic::AccountState::closed ||
            account->role == clinic::Role::person)
            return fail(no_such_account());
        SINEW_TRY(const Invited invited, invite(store, *account, settings, now));
        clinic::AuditEntry entry;
        entry.object = id;
        if (const auto told = store.append(entry); !told) return fail(told.error());
        return json_answer(200, invitation_json(invited, id));
    }};
}

Answer get_audit(const Call& call) {
    std::int64_t from = 1;
    if (const auto after = call.request.parameter("after"); !after.empty()) {
        const auto number = parse_number(after);
        if (!number || *number < 0 || *number > 9e15)
            return Error{ErrorCode::bad_input, "is no place in the chain", "query after",
                         "send the `next` of the page before"};
        from = static_cast<std::int64_t>(*number) + 1;
    }
    std::optional<Id> person;
    if (const auto text = call.request.parameter("person"); !text.empty()) {
        const auto id = read_id(text, "query person");
        if (!id) return id.error();
        person = *id;
    }
    const auto limit = whole_of_query(call.request, "limit", 1, kLongestAuditPage);
    if (!limit) return limit.error();
    const auto wanted = static_cast<std::size_t>(limit->value_or(kAuditPage));
    const auto names = names_of_staff(call.store);
    if (!names) return names.error();

    OrderedJson lines = OrderedJson::array();
    bool intact = true, more = true;
    std::optional<clinic::AuditEntry> last;
    std::size_t scanned = 0;
    while (more && lines.size() < wanted && scanned < kMostScanned) {
        const auto page = call.store.audit(from, person ? kLongestAuditPage : wanted);
        if (!page) return page.error();
        more = !page->empty();
        for (const clinic::AuditEntry& entry : *page) {
            if (last && (entry.previous_hash != last->hash || entry.sequence != last->sequence + 1))
                intact = false;
            last = entry;
            from = entry.sequence + 1;
            ++scanned;
            if (!person || entry.person == person) lines.push_back(audit_line(entry, *names));
            if (lines.size() == wanted) break;
        }
    }
    return json_answer(200, {{"lines", std::move(lines)},
                             {"intact", intact},
                             {"next", more && last ? OrderedJson(std::to_string(last->sequence))
                                                   : OrderedJson(nullptr)}});
}

}  // namespace sinew::server
