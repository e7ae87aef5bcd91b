#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/clinic/treating_team.hpp>

#include <algorithm>
#include <set>

namespace sinew::clinic {
namespace {

bool holds(const std::vector<Id>& list, const Id& id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

std::vector<Id> ids_in(const Json& json, const char* key) {
    std::vector<Id> list;
    for (const Json& one : json.value(key, Json::array()))
        if (one.is_string())
            if (const auto id = read_id(one.get<std::string>())) list.push_back(*id);
    return list;
}

OrderedJson ids_json(const std::vector<Id>& list) {
    OrderedJson json = OrderedJson::array();
    for (const Id& one : list) json.push_back(id_text(one));
    return json;
}

std::vector<Id> read_ids(const StrictBody& body, const char* key) {
    std::vector<Id> list;
    for (const std::string& text : body.texts(key, 500, 36)) {
        const auto id = read_id(text);
        if (!id)
            body.fault(key, "this is no id", "");
        else if (!holds(list, *id))
            list.push_back(*id);
    }
    return list;
}

Result<Team> team_in(Document document) {
    SINEW_TRY(const Json body, body_of(document));
    Team team;
    team.document = std::move(document);
    team.name = text_in(body, "name");
    team.members = ids_in(body, "members");
    return team;
}

Result<Team> team_of(const ReadStore& store, const Id& id) {
    SINEW_TRY(auto document, store.document(id));
    if (!document || document->kind != DocumentKind::team)
        return fail(nothing_here("there is no such team"));
    return team_in(*std::move(document));
}

bool can_treat(const Account& account) noexcept {
    return account.role == Role::therapist || account.role == Role::clinician;
}

/// @errors bad_input unless each is a therapist or clinician whose account is open
Result<void> all_can_treat(const ReadStore& store, const std::vector<Id>& accounts,
                           const std::string& where) {
    for (const Id& id : accounts) {
        SINEW_TRY(const auto account, store.account(id));
        if (!account || !can_treat(*account) || account->state == AccountState::closed)
            return fail(not_accepted("only therapists and clinicians of this centre treat", where,
                                     "choose a colleague with an open account"));
    }
    return {};
}

OrderedJson colleague_json(const Account& account) {
    return {{"id", id_text(account.id)},
            {"name", account.name},
            {"role", domain::name_of(account.role)}};
}

OrderedJson colleagues_json(const ReadStore& store, const std::vector<Id>& list) {
    OrderedJson json = OrderedJson::array();
    for (const Id& id : list)
        if (const auto account = store.account(id); account && *account)
            json.push_back(colleague_json(**account));
    return json;
}

OrderedJson team_json(const ReadStore& store, const Team& team) {
    return {{"id", id_text(team.document.id)},
            {"name", team.name},
            {"members", colleagues_json(store, team.members)},
            {"version", team.document.version}};
}

Treating treating_in(const Json& body, Document document) {
    Treating treating;
    treating.teams = ids_in(body, "teams");
    treating.colleagues = ids_in(body, "colleagues");
    treating.document = std::move(document);
    return treating;
}

/// Somebody with an open account must be left: a person whom nobody reaches is lost to everybody but the administrator.
Result<void> somebody_is_left(const ReadStore& store, const TreatingSaid& said) {
    std::vector<Id> people = said.colleagues;
    for (const Id& id : said.teams) {
        SINEW_TRY(const Team team, team_of(store, id));
        people.insert(people.end(), team.members.begin(), team.members.end());
    }
    for (const Id& id : people) {
        SINEW_TRY(const auto account, store.account(id));
        if (account && can_treat(*account) && account->state != AccountState::closed) return {};
    }
    return fail({ErrorCode::conflict, "nobody would be left who treats this person", "/colleagues",
                 "name a colleague or a team with members"});
}

}  // namespace

Result<std::vector<Team>> all_teams(const ReadStore& store) {
    SINEW_TRY(auto documents, all_of(store, DocumentKind::team));
    std::vector<Team> teams;
    for (Document& document : documents) {
        SINEW_TRY(auto team, team_in(std::move(document)));
        teams.push_back(std::move(team));
    }
    return teams;
}

Result<Treating> treating_of(const ReadStore& store, const Id& person) {
    SINEW_TRY(auto document, newest_of(store, DocumentKind::treating, person));
    if (!document) return Treating{};
    SINEW_TRY(const Json body, body_of(*document));
    return treating_in(body, *std::move(document));
}

Result<Reaching> Reaching::of(const ReadStore& store, const Id& account) {
    Reaching reaching;
    reaching.account_ = account;
    SINEW_TRY(const auto teams, all_teams(store));
    for (const Team& team : teams)
        if (holds(team.members, account)) reaching.teams_.push_back(team.document.id);
    return reaching;
}

bool Reaching::reaches(const Treating& treating) const noexcept {
    return holds(treating.colleagues, account_) ||
           std::any_of(teams_.begin(), teams_.end(),
                       [&](const Id& team) { return holds(treating.teams, team); });
}

Result<bool> Reaching::reaches(const ReadStore& store, const Id& person) const {
    SINEW_TRY(const Treating treating, treating_of(store, person));
    return reaches(treating);
}

Result<OrderedJson> teams_view(const ReadStore& store) {
    SINEW_TRY(const auto teams, all_teams(store));
    OrderedJson list = OrderedJson::array();
    for (const Team& team : teams) list.push_back(team_json(store, team));
    return list;
}

Checked<TeamSaid> read_team(const Json& json, bool whole) {
    Faults faults;
    const StrictBody body{json, "", faults};
    body.only({"name", "members", "reason"});
    TeamSaid said;
    if (whole || body.has("name")) said.name = body.text("name", 1, 120);
    if (body.has("members")) said.members = read_ids(body, "members");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return said;
}

Result<OrderedJson> keep_team(WriteStore& store, const std::optional<Id>& id, const TeamSaid& said,
                              std::optional<int> version, const Acting& acting) {
    Team team;
    if (id) {
        SINEW_TRY(team, team_of(store, *id));
        if (auto same = same_version(team.document, version); !same) return fail(same.error());
    }
    if (said.members) {
        // Who was in it before stays even with a closed account: taking somebody out is another change.
        std::vector<Id> fresh;
        for (const Id& one : *said.members)
            if (!holds(team.members, one)) fresh.push_back(one);
        if (auto good = all_can_treat(store, fresh, "/members"); !good) return fail(good.error());
        team.members = *said.members;
    }
    if (said.name) {
        team.name = std::string{trim(*said.name)};
        SINEW_TRY(const auto others, all_teams(store));
        for (const Team& other : others)
            if (other.name == team.name && other.document.id != id.value_or(Id{}))
                return fail(
                    {ErrorCode::conflict, "a team has this name", "/name", "choose another"});
    }
    const OrderedJson body{{"name", team.name}, {"members", ids_json(team.members)}};
    team.document =
        id ? next_version(team.document, "", body, acting)
           : first_version(DocumentKind::team, acting.new_id(), {}, {}, "", body, acting);
    if (auto done = id ? store.replace(team.document) : store.add(team.document); !done)
        return fail(done.error());
    return team_json(store, team);
}

Result<void> join_teams(WriteStore& store, const Id& account, const std::vector<Id>& teams,
                        const Acting& acting) {
    for (const Id& id : teams) {
        SINEW_TRY(const Team team, team_of(store, id));
        TeamSaid said{.name = {}, .members = team.members};
        said.members->push_back(account);
        if (auto kept = keep_team(store, id, said, {}, acting); !kept) return fail(kept.error());
    }
    return {};
}

Result<OrderedJson> treating_view(const ReadStore& store, const Id& person, const Acting& acting) {
    SINEW_TRY(const Treating treating, treating_of(store, person));
    SINEW_TRY(const auto teams, all_teams(store));
    OrderedJson json;
    json["teams"] = OrderedJson::array();
    for (const Team& team : teams)
        if (holds(treating.teams, team.document.id))
            json["teams"].push_back(team_json(store, team));
    json["colleagues"] = colleagues_json(store, treating.colleagues);
    if (acting.staff()) {
        json["choices"] = {{"teams", OrderedJson::array()}, {"colleagues", OrderedJson::array()}};
        for (const Team& team : teams) json["choices"]["teams"].push_back(team_json(store, team));
        SINEW_TRY(const auto accounts, store.accounts());
        for (const Account& account : accounts)
            if (can_treat(account) && account.state != AccountState::closed)
                json["choices"]["colleagues"].push_back(colleague_json(account));
    }
    json["version"] = treating.version();
    return json;
}

Checked<TreatingSaid> read_treating(const Json& json) {
    Faults faults;
    const StrictBody body{json, "", faults};
    body.only({"teams", "colleagues", "reason"});
    TreatingSaid said;
    said.teams = read_ids(body, "teams");
    said.colleagues = read_ids(body, "colleagues");
    said.reason = body.text("reason", 3, 500);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return said;
}

Result<OrderedJson> keep_treating(WriteStore& store, const Id& person, const TreatingSaid& said,
                                  std::optional<int> version, const Acting& acting) {
    if (auto there = person_document(store, person); !there) return fail(there.error());
    SINEW_TRY(const Treating before, treating_of(store, person));
    if (version && *version != before.version())
        return fail({ErrorCode::conflict, "somebody else changed it first", "If-Match",
                     "read it again, then change it"});
    std::vector<Id> fresh;
    for (const Id& one : said.colleagues)
        if (!holds(before.colleagues, one)) fresh.push_back(one);
    if (auto good = all_can_treat(store, fresh, "/colleagues"); !good) return fail(good.error());
    if (auto left = somebody_is_left(store, said); !left) return fail(left.error());
    const OrderedJson body{{"teams", ids_json(said.teams)},
                           {"colleagues", ids_json(said.colleagues)},
                           {"reason", said.reason}};
    if (auto done = before.document
                        ? store.replace(next_version(*before.document, "", body, acting))
                        : store.add(first_version(DocumentKind::treating, acting.new_id(), person,
                                                  {}, "", body, acting));
        !done)
        return fail(done.error());
    return treating_view(store, person, acting);
}

Result<void> begin_treating(WriteStore& store, const Id& person, const Acting& acting) {
    SINEW_TRY(const Reaching own, Reaching::of(store, acting.account));
    const OrderedJson body{{"teams", ids_json(own.teams())},
                           {"colleagues", ids_json({acting.account})},
                           {"reason", "took the person in"}};
    return store.add(
        first_version(DocumentKind::treating, acting.new_id(), person, {}, "", body, acting));
}

Result<OrderedJson> treated_view(const ReadStore& store) {
    SINEW_TRY(const auto people, all_of(store, DocumentKind::person));
    SINEW_TRY(const auto kept, all_of(store, DocumentKind::treating));
    SINEW_TRY(const auto teams, all_teams(store));
    std::map<Id, Treating> treating;
    for (const Document& document : kept) {
        SINEW_TRY(const Json body, body_of(document));
        if (document.person) treating[*document.person] = treating_in(body, document);
    }
    std::vector<std::pair<std::pair<bool, std::string>, OrderedJson>> rows;
    for (const Document& document : people) {
        if (document.state == "erased") continue;
        SINEW_TRY(const Json body, body_of(document));
        const Treating& by = treating[document.id];
        OrderedJson json{{"person", id_text(document.id)}, {"code", text_in(body, "code")}};
        json["teams"] = OrderedJson::array();
        bool anybody = false;
        const auto note = [&](const Id& id) {
            const auto account = store.account(id);
            anybody = anybody || (account && *account && can_treat(**account) &&
                                  (*account)->state != AccountState::closed);
        };
        for (const Team& team : teams) {
            if (!holds(by.teams, team.document.id)) continue;
            json["teams"].push_back({{"id", id_text(team.document.id)}, {"name", team.name}});
            for (const Id& member : team.members) note(member);
        }
        for (const Id& id : by.colleagues) note(id);
        json["colleagues"] = colleagues_json(store, by.colleagues);
        json["nobody"] = !anybody;
        json["version"] = by.version();
        rows.emplace_back(std::pair{anybody, text_in(body, "code")}, std::move(json));
    }
    std::sort(rows.begin(), rows.end(),
              [](const auto& one, const auto& other) { return one.first < other.first; });
    OrderedJson list = OrderedJson::array();
    for (auto& [order, json] : rows) list.push_back(std::move(json));
    return list;
}

}  // namespace sinew::clinic
