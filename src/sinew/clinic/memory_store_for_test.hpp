// The port in plain memory, for tests: the same promises as a store on disk, but nothing outlives the program.
#pragma once

#include <sinew/clinic/store.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace sinew::clinic {

/// What the store holds at one moment. A write works on a copy and swaps it in, so a snapshot never changes.
struct MemoryContents {
    std::map<Id, std::vector<Document>> documents;  ///< by id; the newest version last
    std::map<Id, KeptObservation> observations;
    std::set<Id> corrected;
    std::map<Id, Account> accounts;
    std::map<std::string, WebSession, std::less<>> sessions;
    std::map<std::string, Invitation, std::less<>> invitations;
    std::map<std::pair<Id, std::string>, KeptAnswer> answers;
    std::vector<AuditEntry> audit;
    std::set<Id> erased;
};

/// Keeps its contents behind one lock; `write` runs at once on the caller's thread.
class MemoryStoreForTest : public Store {
public:
    MemoryStoreForTest() : now_{std::make_shared<const MemoryContents>()} {}

    Result<std::unique_ptr<const ReadStore>> snapshot() override;
    void write(Work work, Done done) override;
    std::size_t waiting() const noexcept override { return 0; }
    /// @errors storage always: there is nothing on a disk to copy
    Result<void> backup(const std::string& file) override;
    Result<void> check_integrity() override { return {}; }

    /// The next `count` writes fail with `storage` after their work has run, as a full disk would.
    void refuse_writes(int count) { refused_ = count; }

private:
    std::mutex lock_, writer_;
    std::shared_ptr<const MemoryContents> now_;
    int refused_ = 0;
};

}  // namespace sinew::clinic
