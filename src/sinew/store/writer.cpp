#include <sinew/base/clock.hpp>
#include <sinew/store/audit_anchors.hpp>
#include <sinew/store/reader_pool.hpp>
#include <sinew/store/writer.hpp>

#include <sqlite3.h>
#include <sys/prctl.h>

#include <exception>

namespace sinew::store {
namespace {

constexpr int kWipeWaitMs = 200;  ///< for readers, while writers wait
constexpr std::chrono::milliseconds kWipeAgainAfter{500};

class Writes final : public Reads<clinic::WriteStore> {
public:
    Writes(Rows rows, Instant now) : Reads{rows}, now_{now} {}
    Result<void> add(const clinic::Document& first) override { return add_document(rows_, first); }
    Result<void> replace(const clinic::Document& next) override {
        return replace_document(rows_, next);
    }
    Result<void> add(const clinic::KeptObservation& kept) override {
        return add_observation(rows_, kept);
    }
    Result<void> put(const clinic::Account& account) override {
        return put_account(rows_, account);
    }
    Result<void> put(const clinic::WebSession& session) override {
        return put_session(rows_, session);
    }
    Result<void> end_session(std::string_view token_hash) override {
        return rows_.database.run("DELETE FROM web_sessions WHERE token_hash = $1", token_hash);
    }
    Result<void> end_sessions_of(const Id& account) override {
        return rows_.database.run("DELETE FROM web_sessions WHERE account = $1", account);
    }
    Result<void> put(const clinic::Invitation& invitation) override {
        return put_invitation(rows_, invitation);
    }
    Result<void> keep(const clinic::KeptAnswer& answer) override {
        return keep_answer(rows_, answer);
    }
    Result<void> append(const clinic::AuditEntry& entry) override {
        return append_audit(rows_, entry);
    }
    Result<void> erase_person(const Id& person) override {
        return erase_person_rows(rows_, person, now_);
    }
    Result<void> sweep(Instant now, Instant answers_before) override {
        return sweep_rows(rows_, now, answers_before);
    }

private:
    Instant now_;
};

Error busy() {
    return {ErrorCode::storage, std::string{clinic::kTooBusy}, {}, "try again in a moment"};
}

Error closing() {
    return {ErrorCode::storage, "the store is closing", {}, "try again when it is back"};
}

}  // namespace

Writer::Writer(std::unique_ptr<Database> database, std::unique_ptr<Database> beside, KeyRing& keys,
               WriterSettings settings)
    : database_{std::move(database)},
      keys_{keys},
      settings_{std::move(settings)},
      next_tidying_{settings_.tidy_after_pages},
      tidier_{std::move(beside)} {
    sqlite3_wal_hook(
        database_->handle(),
        [](void* pages, sqlite3*, const char*, int count) {
            *static_cast<int*>(pages) = count;
            return SQLITE_OK;
        },
        &log_pages_);
    thread_ = std::thread{[this] { run(); }};
}

Writer::~Writer() {
    {
        const std::lock_guard lock{guard_};
        closing_ = true;
    }
    came_.notify_one();
    thread_.join();
}

void Writer::write(clinic::Store::Work work, clinic::Store::Done done) {
    bool too_late = false;
    {
        const std::lock_guard lock{guard_};
        too_late = closing_;
        if (!too_late && queue_.size() < settings_.most_waiting) {
            queue_.push_back({std::move(work), std::move(done), {}});
            ++waiting_;
            if (queue_.size() == 1) came_.notify_one();
            return;
        }
    }
    done(fail(too_late ? closing() : busy()));
}

/// Moves everything that waits, up to the most of one commit, to the end of `into`. @return false when nothing waits
bool Writer::next(std::deque<Request>& into) {
    const std::lock_guard lock{guard_};
    bool any = false;
    while (!queue_.empty() && into.size() < settings_.most_together) {
        into.push_back(std::move(queue_.front()));
        queue_.pop_front();
        any = true;
    }
    return any;
}

void Writer::run() {
    ::prctl(PR_SET_NAME, "store-writer");
    while (true) {
        {
            std::unique_lock lock{guard_};
            const auto woken = [this] { return closing_ || !queue_.empty(); };
            if (wipe_log_ && !came_.wait_for(lock, kWipeAgainAfter, woken)) {
                lock.unlock();
                tidy();
                continue;
            }
            came_.wait(lock, woken);
            if (queue_.empty()) return;
        }
        std::deque<Request> batch;
        if (next(batch)) commit_together(batch);
        tidy();
    }
}

Result<void> Writer::begin() {
    if (!database_->no_transaction()) (void)database_->run("ROLLBACK");
    return database_->run("BEGIN IMMEDIATE");
}

void Writer::commit_together(std::deque<Request>& batch) {
    made_.clear();
    gone_.clear();
    const double start = steady_seconds();
    Result<void> kept = begin();
    for (std::size_t i = 0; kept && i < batch.size(); ++i) {
        batch[i].result = run_one(batch[i]);
        // A disk that is full may end the whole transaction, the work of the others with it.
        if (database_->no_transaction())
            kept = fail(!batch[i].result && batch[i].result.error().code == ErrorCode::storage
                            ? batch[i].result.error()
                            : database_error(SQLITE_ABORT, database_->file()));
        if (i + 1 == batch.size() && steady_seconds() - start < settings_.longest_s)
            (void)next(batch);
    }
    if (kept) kept = database_->run("COMMIT");
    if (!kept) {
        if (!database_->no_transaction()) (void)database_->run("ROLLBACK");
        keys_.forget(made_, {});
    } else {
        ++commits_;
        keys_.forget({}, gone_);
        wipe_log_ = wipe_log_ || !gone_.empty();
        if (wipe_log_) tidy();  // before anybody hears that the person is erased
        anchor();
    }
    waiting_ -= batch.size();
    teller_.take([all = std::move(batch), kept = std::move(kept)]() mutable {
        for (Request& request : all) {
            request.work = nullptr;
            request.done(kept ? std::move(request.result) : kept);
        }
    });
}

Result<void> Writer::run_one(Request& request) {
    SINEW_DO(database_->run("SAVEPOINT request"));
    std::set<Id> made, gone;
    auto result = work_in_savepoint(request, made, gone);
    if (result) result = database_->run("RELEASE request");
    if (result) {
        made_.merge(made);
        gone_.merge(gone);
        return result;
    }
    keys_.forget(made, {});
    if (database_->no_transaction()) return result;
    if (auto undone = database_->run("ROLLBACK TO request"); !undone) {
        // Half a request must never be kept: everybody's is undone.
        (void)database_->run("ROLLBACK");
        return result;
    }
    (void)database_->run("RELEASE request");
    return result;
}

Result<void> Writer::work_in_savepoint(Request& request, std::set<Id>& made, std::set<Id>& gone) {
    // A key of this transaction that was destroyed in it stays destroyed for the requests behind.
    gone = gone_;
    Writes writes{Rows{*database_, keys_, &made, &gone}, settings_.now()};
    try {
        return request.work(writes);
    } catch (const std::exception& bug) {
        return fail({ErrorCode::storage,
                     std::string{"this is a bug in Sinew, not in your input: "} + bug.what(),
                     {},
                     "nothing of this request was kept; please report it"});
    }
}

void Writer::tidy() {
    if (wipe_log_) {
        // The log is emptied only when no reader needs it; until then, again after each commit and every while.
        int left = 0, moved = 0;
        sqlite3_busy_timeout(database_->handle(), kWipeWaitMs);
        const int code = sqlite3_wal_checkpoint_v2(database_->handle(), nullptr,
                                                   SQLITE_CHECKPOINT_TRUNCATE, &left, &moved);
        sqlite3_busy_timeout(database_->handle(), Database::kWaitMs);
        if (code == SQLITE_OK) {
            wipe_log_ = false;
            log_pages_ = 0;
        }
        return;
    }
    if (log_pages_ < settings_.tidy_after_pages) {  // it began anew
        next_tidying_ = settings_.tidy_after_pages;
        return;
    }
    if (tidier_.finished()) {
        (void)move_log(*database_);
    } else if (log_pages_ >= next_tidying_) {
        tidier_.ask();
        next_tidying_ = log_pages_ + settings_.tidy_after_pages / 4;
    }
}

void Writer::anchor() {
    if (settings_.anchor_file.empty()) return;
    const Day today = std::chrono::floor<std::chrono::days>(settings_.now());
    if (today <= anchored_) return;
    // What cannot be written now is tried again after the next commit.
    const auto newest = newest_audit(*database_);
    if (newest && *newest && append_anchor(settings_.anchor_file, **newest)) anchored_ = today;
}

}  // namespace sinew::store
