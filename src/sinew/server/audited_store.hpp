// The writer as a handler sees it: every audit entry gets who, when and where, and the engine knows whether there was one.
#pragma once

#include <sinew/clinic/store.hpp>

namespace sinew::server {

class AuditedStore final : public clinic::WriteStore {
public:
    /// @param usual  actor, role, action, person, device and time of this request
    AuditedStore(clinic::WriteStore& inner, clinic::AuditEntry usual)
        : inner_{inner}, usual_{std::move(usual)} {}

    [[nodiscard]] bool audited() const noexcept { return audited_; }

    /// Fields left empty are taken from the request.
    Result<void> append(const clinic::AuditEntry& entry) override;

    using Document = clinic::Document;
    [[nodiscard]] Result<std::optional<Document>> document(const Id& id) const override {
        return inner_.document(id);
    }
    [[nodiscard]] Result<std::vector<Document>> documents(
        const clinic::DocumentQuery& query) const override {
        return inner_.documents(query);
    }
    [[nodiscard]] Result<std::vector<clinic::KeptObservation>> observations(
        const clinic::ObservationQuery& query) const override {
        return inner_.observations(query);
    }
    [[nodiscard]] Result<std::optional<clinic::Account>> account(const Id& id) const override {
        return inner_.account(id);
    }
    [[nodiscard]] Result<std::optional<clinic::Account>> account_of_login(
        std::string_view login) const override {
        return inner_.account_of_login(login);
    }
    [[nodiscard]] Result<std::vector<clinic::Account>> accounts() const override {
        return inner_.accounts();
    }
    [[nodiscard]] Result<std::optional<clinic::WebSession>> session(
        std::string_view token_hash) const override {
        return inner_.session(token_hash);
    }
    [[nodiscard]] Result<std::optional<clinic::Invitation>> invitation(
        std::string_view token_hash) const override {
        return inner_.invitation(token_hash);
    }
    [[nodiscard]] Result<std::optional<clinic::KeptAnswer>> kept_answer(
        const Id& account, std::string_view key) const override {
        return inner_.kept_answer(account, key);
    }
    [[nodiscard]] Result<std::vector<clinic::AuditEntry>> audit(std::int64_t from,
                                                                std::size_t limit) const override {
        return inner_.audit(from, limit);
    }
    Result<void> add(const Document& first) override { return inner_.add(first); }
    Result<void> replace(const Document& next) override { return inner_.replace(next); }
    Result<void> add(const clinic::KeptObservation& kept) override { return inner_.add(kept); }
    Result<void> put(const clinic::Account& account) override { return inner_.put(account); }
    Result<void> put(const clinic::WebSession& session) override { return inner_.put(session); }
    Result<void> end_session(std::string_view hash) override { return inner_.end_session(hash); }
    Result<void> end_sessions_of(const Id& account) override {
        return inner_.end_sessions_of(account);
    }
    Result<void> put(const clinic::Invitation& invitation) override {
        return inner_.put(invitation);
    }
    Result<void> keep(const clinic::KeptAnswer& answer) override { return inner_.keep(answer); }
    Result<void> erase_person(const Id& person) override { return inner_.erase_person(person); }
    Result<void> sweep(Instant now, Instant answers_before) override {
        return inner_.sweep(now, answers_before);
    }

private:
    clinic::WriteStore& inner_;
    clinic::AuditEntry usual_;
    bool audited_ = false;
};

}  // namespace sinew::server
