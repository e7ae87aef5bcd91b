#include <sinew/clinic/audit_chain.hpp>
#include <sinew/clinic/memory_store_for_test.hpp>

#include <algorithm>
#include <cctype>
#include <tuple>

namespace sinew::clinic {
namespace {

Error missing(std::string what) {
    return {ErrorCode::not_found, std::move(what), "", "read it again"};
}

bool same_login(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

bool asked_for(const Document& it, const DocumentQuery& query) {
    if (query.kind && it.kind != *query.kind) return false;
    if (query.person && it.person != query.person) return false;
    if (query.state && it.state != *query.state) return false;
    if (query.from && (!it.day || *it.day < *query.from)) return false;
    if (query.to && (!it.day || *it.day > *query.to)) return false;
    if (query.id && it.id != *query.id) return false;
    return !query.after || it.id > *query.after;
}

class MemoryView : public WriteStore {
public:
    explicit MemoryView(MemoryContents& held) : held_{held} {}

    Result<std::optional<Document>> document(const Id& id) const override {
        const auto found = held_.documents.find(id);
        if (found == held_.documents.end()) return std::optional<Document>{};
        return std::optional<Document>{found->second.back()};
    }

    Result<std::vector<Document>> documents(const DocumentQuery& query) const override {
        std::vector<Document> list;
        for (const auto& [id, versions] : held_.documents) {
            if (query.history) {
                for (const Document& version : versions)
                    if (asked_for(version, query)) list.push_back(version);
            } else if (asked_for(versions.back(), query)) {
                list.push_back(versions.back());
            }
        }
        // The map is ordered by id already; pages keep that order.
        if (!query.after)
            std::stable_sort(list.begin(), list.end(), [](const Document& a, const Document& b) {
                return std::tie(a.day, a.id, a.version) < std::tie(b.day, b.id, b.version);
            });
        if (query.limit > 0 && list.size() > query.limit) list.resize(query.limit);
        return list;
    }

    Result<std::vector<KeptObservation>> observations(
        const ObservationQuery& query) const override {
        std::vector<KeptObservation> list;
        for (const auto& [id, it] : held_.observations) {
            if (query.person && it.person != *query.person) continue;
            if (query.outcome && it.said.outcome != *query.outcome) continue;
            if (query.from && it.said.day < *query.from) continue;
            if (query.to && it.said.day > *query.to) continue;
            if (query.after && !(it.id > *query.after)) continue;
            if (!query.with_corrected && held_.corrected.contains(id)) continue;
            list.push_back(it);
        }
        if (!query.after)
            std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
                return std::tie(a.said.day, a.id) < std::tie(b.said.day, b.id);
            });
        if (query.limit > 0 && list.size() > query.limit) list.resize(query.limit);
        return list;
    }

    Result<std::optional<Account>> account(const Id& id) const override {
        const auto found = held_.accounts.find(id);
        return found == held_.accounts.end() ? std::optional<Account>{} : found->second;
    }
    Result<std::optional<Account>> account_of_login(std::string_view login) const override {
        if (!login.empty())
            for (const auto& [id, account] : held_.accounts)
                if (same_login(account.login, login)) return std::optional<Account>{account};
        return std::optional<Account>{};
    }
    Result<std::vector<Account>> accounts() const override {
        std::vector<Account> list;
        for (const auto& [id, account] : held_.accounts) list.push_back(account);
        return list;
    }
    Result<std::optional<WebSession>> session(std::string_view token_hash) const override {
        const auto found = held_.sessions.find(token_hash);
        return found == held_.sessions.end() ? std::optional<WebSession>{} : found->second;
    }
    Result<std::optional<Invitation>> invitation(std::string_view token_hash) const override {
        const auto found = held_.invitations.find(token_hash);
        return found == held_.invitations.end() ? std::optional<Invitation>{} : found->second;
    }
    Result<std::optional<KeptAnswer>> kept_answer(const Id& account,
                                                  std::string_view key) const override {
        const auto found = held_.answers.find({account, std::string{key}});
        return found == held_.answers.end() ? std::optional<KeptAnswer>{} : found->second;
    }
    Result<std::vector<AuditEntry>> audit(std::int64_t from, std::size_t limit) const override {
        std::vector<AuditEntry> list;
        for (const AuditEntry& entry : held_.audit)
            if (entry.sequence >= from && (limit == 0 || list.size() < limit))
                list.push_back(entry);
        return list;
    }

    Result<void> add(const Document& first) override {
        if (first.version != 1)
            return fail({ErrorCode::conflict, "a first version counts 1", "", "replace it"});
        if (first.person && held_.erased.contains(*first.person))
            return fail(missing("this person was erased"));
        if (!held_.documents.try_emplace(first.id, std::vector{first}).second)
            return fail({ErrorCode::conflict, "this document is there already", "", "replace it"});
        return {};
    }
    Result<void> replace(const Document& next) override {
        const auto found = held_.documents.find(next.id);
        if (found == held_.documents.end()) return fail(missing("there is no such document"));
        if (next.version != found->second.back().version + 1)
            return fail({ErrorCode::conflict, "somebody else changed it first", "",
                         "read it again, then change it"});
        const Document& last = found->second.back();
        if (next.kind != last.kind || next.person != last.person)
            return fail({ErrorCode::conflict, "a document keeps its kind and its person", "",
                         "add a new document"});
        found->second.push_back(next);
        return {};
    }
    Result<void> add(const KeptObservation& it) override {
        if (held_.erased.contains(it.person)) return fail(missing("this person was erased"));
        if (held_.observations.contains(it.id))
            return fail({ErrorCode::conflict, "this observation is there already", "",
                         "compare it with what is kept"});
        if (it.corrects) {
            const auto old = held_.observations.find(*it.corrects);
            if (old == held_.observations.end() || old->second.person != it.person)
                return fail(missing("this person has no such entry to correct"));
            if (held_.corrected.contains(*it.corrects))
                return fail({ErrorCode::conflict, "this entry was corrected before", "",
                             "correct the newest one"});
        }
        held_.observations.emplace(it.id, it);
        if (it.corrects) held_.corrected.insert(*it.corrects);
        return {};
    }
    Result<void> put(const Account& account) override {
        for (const auto& [id, other] : held_.accounts)
            if (id != account.id && !account.login.empty() &&
                same_login(other.login, account.login))
                return fail({ErrorCode::conflict, "this login is taken", "", "choose another"});
        held_.accounts[account.id] = account;
        return {};
    }
    Result<void> put(const WebSession& session) override {
        held_.sessions[session.token_hash] = session;
        return {};
    }
    Result<void> end_session(std::string_view token_hash) override {
        held_.sessions.erase(std::string{token_hash});
        return {};
    }
    Result<void> end_sessions_of(const Id& account) override {
        std::erase_if(held_.sessions, [&](const auto& it) { return it.second.account == account; });
        return {};
    }
    Result<void> put(const Invitation& invitation) override {
        held_.invitations[invitation.token_hash] = invitation;
        return {};
    }
    Result<void> keep(const KeptAnswer& answer) override {
        if (!held_.answers.try_emplace({answer.account, answer.key}, answer).second)
            return fail({ErrorCode::conflict, "this key was answered before", "",
                         "read what it was answered with"});
        return {};
    }
    Result<void> append(const AuditEntry& entry) override {
        AuditEntry next = entry;
        next.salt = "salt";
        chain_audit(next, static_cast<std::int64_t>(held_.audit.size()),
                    held_.audit.empty() ? kAuditStart : std::string_view{held_.audit.back().hash});
        held_.audit.push_back(std::move(next));
        return {};
    }
    Result<void> erase_person(const Id& person) override {
        // What is left of a document whose key is gone: nothing that can be read.
        std::erase_if(held_.documents,
                      [&](const auto& it) { return it.second.back().person == person; });
        for (auto& [id, it] : held_.observations)
            if (it.person == person) it.reason.clear();
        for (AuditEntry& entry : held_.audit)
            if (entry.person == person && !held_.erased.contains(person)) {
                entry.reason.clear();
                entry.detail.clear();
                entry.salt.clear();
            }
        for (auto& [id, account] : held_.accounts)
            if (account.person == person) {
                (void)end_sessions_of(id);
                account.login.clear();
                account.name.clear();
                account.password_hash.clear();
                account.pin_hash.clear();
                account.totp_secret.clear();
                account.state = AccountState::closed;
            }
        // Answers to colleagues may be about the person; other people's phones keep theirs.
        std::erase_if(held_.answers, [&](const auto& it) {
            const auto owner = held_.accounts.find(it.second.account);
            return owner == held_.accounts.end() || !owner->second.person ||
                   owner->second.person == person;
        });
        held_.erased.insert(person);
        return {};
    }
    Result<void> sweep(Instant now, Instant answers_before) override {
        std::erase_if(held_.sessions, [&](const auto& it) { return it.second.expires_at <= now; });
        std::erase_if(held_.invitations,
                      [&](const auto& it) { return it.second.expires_at <= now; });
        std::erase_if(held_.answers,
                      [&](const auto& it) { return it.second.kept_at < answers_before; });
        return {};
    }

private:
    MemoryContents& held_;
};

/// A view that owns what it shows.
class MemorySnapshot : public MemoryView {
public:
    explicit MemorySnapshot(std::shared_ptr<MemoryContents> held)
        : MemoryView{*held}, owned_{std::move(held)} {}

private:
    std::shared_ptr<MemoryContents> owned_;
};

}  // namespace

Result<std::unique_ptr<const ReadStore>> MemoryStoreForTest::snapshot() {
    const std::scoped_lock guard{lock_};
    // Handed out as a ReadStore only: nobody can write through the cast.
    return std::make_unique<const MemorySnapshot>(std::const_pointer_cast<MemoryContents>(now_));
}

void MemoryStoreForTest::write(Work work, Done done) {
    Result<void> answer;
    {
        const std::scoped_lock one_writer{writer_};
        auto next = std::make_shared<MemoryContents>(*now_);
        MemoryView view{*next};
        try {
            answer = work(view);
        } catch (const std::exception& bug) {
            answer = fail({ErrorCode::storage, bug.what(), "", "this is a bug"});
        }
        if (answer && refused_ > 0) {
            --refused_;
            answer = fail({ErrorCode::storage, "the disk is full", "", "free some space"});
        }
        if (answer) {
            const std::scoped_lock guard{lock_};
            now_ = std::move(next);
        }
    }
    done(std::move(answer));
}

Result<void> MemoryStoreForTest::backup(const std::string&) {
    return fail({ErrorCode::storage, "this store has no file", "", "use the store on disk"});
}

}  // namespace sinew::clinic
