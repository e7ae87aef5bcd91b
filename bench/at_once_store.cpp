#include "at_once_store.hpp"

namespace sinew::bench {
namespace {

using namespace clinic;

/// Reads what there is, agrees to every write.
class Dropping final : public WriteStore {
public:
    explicit Dropping(const ReadStore& there) : there_{there} {}
    Result<std::optional<Document>> document(const Id& id) const override {
        return there_.document(id);
    }
    Result<std::vector<Document>> documents(const DocumentQuery& query) const override {
        return there_.documents(query);
    }
    Result<std::vector<KeptObservation>> observations(
        const ObservationQuery& query) const override {
        return there_.observations(query);
    }
    Result<std::optional<Account>> account(const Id& id) const override {
        return there_.account(id);
    }
    Result<std::optional<Account>> account_of_login(std::string_view login) const override {
        return there_.account_of_login(login);
    }
    Result<std::vector<Account>> accounts() const override { return there_.accounts(); }
    Result<std::optional<WebSession>> session(std::string_view hash) const override {
        return there_.session(hash);
    }
    Result<std::optional<Invitation>> invitation(std::string_view hash) const override {
        return there_.invitation(hash);
    }
    Result<std::optional<KeptAnswer>> kept_answer(const Id& account,
                                                  std::string_view key) const override {
        return there_.kept_answer(account, key);
    }
    Result<std::vector<AuditEntry>> audit(std::int64_t from, std::size_t limit) const override {
        return there_.audit(from, limit);
    }
    Result<void> add(const Document&) override { return {}; }
    Result<void> replace(const Document&) override { return {}; }
    Result<void> add(const KeptObservation&) override { return {}; }
    Result<void> put(const Account&) override { return {}; }
    Result<void> put(const WebSession&) override { return {}; }
    Result<void> end_session(std::string_view) override { return {}; }
    Result<void> end_sessions_of(const Id&) override { return {}; }
    Result<void> put(const Invitation&) override { return {}; }
    Result<void> keep(const KeptAnswer&) override { return {}; }
    Result<void> append(const AuditEntry&) override { return {}; }
    Result<void> erase_person(const Id&) override { return {}; }
    Result<void> sweep(Instant, Instant) override { return {}; }

private:
    const ReadStore& there_;
};

}  // namespace

void AtOnceStore::write(Work work, Done done) {
    const auto view = kept_.snapshot();
    if (!view) return done(fail(view.error()));
    Dropping into{**view};
    done(work(into));
}

}  // namespace sinew::bench
