// The one thread that writes: many requests, one transaction, one fsync.
#pragma once

#include <sinew/clinic/store.hpp>
#include <sinew/store/log_tidier.hpp>
#include <sinew/store/rows.hpp>
#include <sinew/store/teller.hpp>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace sinew::store {

struct WriterSettings {
    std::size_t most_waiting = 4096;  ///< more are refused as "too busy"
    std::size_t most_together = 512;  ///< requests of one commit
    double longest_s = 0.005;       ///< a commit waits no longer for more requests that keep coming
    int tidy_after_pages = 24'000;  ///< of the write-ahead log, then it is moved into the database
    std::string anchor_file;        ///< empty: no anchors of the audit log
    Instant (*now)() = nullptr;
};

class Writer {
public:
    /// @param beside  a second connection, for the tidier of the log
    Writer(std::unique_ptr<Database> database, std::unique_ptr<Database> beside, KeyRing& keys,
           WriterSettings settings);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    /// Finishes what waits, and has it told, then ends.
    ~Writer();

    void write(clinic::Store::Work work, clinic::Store::Done done);
    [[nodiscard]] std::size_t waiting() const noexcept { return waiting_.load(); }
    [[nodiscard]] std::uint64_t commits() const noexcept { return commits_.load(); }

private:
    struct Request {
        clinic::Store::Work work;
        clinic::Store::Done done;
        Result<void> result;
    };

    void run();
    [[nodiscard]] bool next(std::deque<Request>& into);
    [[nodiscard]] Result<void> begin();
    void commit_together(std::deque<Request>& batch);
    [[nodiscard]] Result<void> run_one(Request& request);
    [[nodiscard]] Result<void> work_in_savepoint(Request& request, std::set<Id>& made,
                                                 std::set<Id>& gone);
    void tidy();
    void anchor();

    std::unique_ptr<Database> database_;
    KeyRing& keys_;
    WriterSettings settings_;
    std::mutex guard_;
    std::condition_variable came_;
    std::deque<Request> queue_;
    bool closing_ = false;
    std::atomic<std::size_t> waiting_{0};
    std::atomic<std::uint64_t> commits_{0};
    int log_pages_ = 0;         ///< after the last commit
    int next_tidying_ = 0;      ///< pages at which the tidier is asked again
    std::set<Id> made_, gone_;  ///< keys of people, in the transaction at hand
    Day anchored_{};            ///< the day of the last anchor written by this process
    bool wipe_log_ = false;     ///< a key was destroyed: its sealed copy must leave the log too
    LogTidier tidier_;
    Teller teller_;
    std::thread thread_;
};

}  // namespace sinew::store
