// Connections for readers: each holds one consistent view while it is out.
#pragma once

#include <sinew/clinic/store.hpp>
#include <sinew/store/rows.hpp>

#include <condition_variable>
#include <mutex>
#include <vector>

namespace sinew::store {

/// What both a snapshot and the writer read with.
template <class Port>
class Reads : public Port {
public:
    explicit Reads(Rows rows) : rows_{rows} {}
    Result<std::optional<clinic::Document>> document(const Id& id) const override {
        return find_document(rows_, id);
    }
    Result<std::vector<clinic::Document>> documents(
        const clinic::DocumentQuery& query) const override {
        return find_documents(rows_, query);
    }
    Result<std::vector<clinic::KeptObservation>> observations(
        const clinic::ObservationQuery& query) const override {
        return find_observations(rows_, query);
    }
    Result<std::optional<clinic::Account>> account(const Id& id) const override {
        return find_account(rows_, id);
    }
    Result<std::optional<clinic::Account>> account_of_login(std::string_view login) const override {
        return find_account_of_login(rows_, login);
    }
    Result<std::vector<clinic::Account>> accounts() const override { return all_accounts(rows_); }
    Result<std::optional<clinic::WebSession>> session(std::string_view hash) const override {
        return find_session(rows_, hash);
    }
    Result<std::optional<clinic::Invitation>> invitation(std::string_view hash) const override {
        return find_invitation(rows_, hash);
    }
    Result<std::optional<clinic::KeptAnswer>> kept_answer(const Id& account,
                                                          std::string_view key) const override {
        return find_answer(rows_, account, key);
    }
    Result<std::vector<clinic::AuditEntry>> audit(std::int64_t from,
                                                  std::size_t limit) const override {
        return find_audit(rows_, from, limit);
    }

protected:
    Rows rows_;
};

class ReaderPool {
public:
    ReaderPool(KeyRing& keys, double wait_s) : keys_{keys}, wait_s_{wait_s} {}
    void add(std::unique_ptr<Database> reader) { free_.push_back(std::move(reader)); }

    /// Closes what is free: the writer then closes last, and takes the log into the database as it goes.
    void close() { free_.clear(); }

    /// Waits for a free reader. The view begins with the first thing read and ends with the object.
    /// @errors storage "too busy"
    [[nodiscard]] Result<std::unique_ptr<const clinic::ReadStore>> snapshot();

private:
    class Snapshot;
    void give_back(std::unique_ptr<Database> reader);

    KeyRing& keys_;
    double wait_s_;
    std::mutex guard_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Database>> free_;
};

}  // namespace sinew::store
