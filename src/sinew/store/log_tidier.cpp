#include <sinew/store/log_tidier.hpp>

#include <sqlite3.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace sinew::store {
namespace {

constexpr int kAfterTheOthers =
    10;  ///< niceness: nobody waits for the tidier, but for everybody else

}  // namespace

bool move_log(Database& database) {
    return sqlite3_wal_checkpoint_v2(database.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                     nullptr) == SQLITE_OK;
}

LogTidier::LogTidier(std::unique_ptr<Database> database)
    : database_{std::move(database)}, thread_{[this] { run(); }} {}

LogTidier::~LogTidier() {
    {
        const std::lock_guard lock{guard_};
        closing_ = true;
    }
    asked_for_.notify_one();
    thread_.join();
}

void LogTidier::ask() {
    {
        const std::lock_guard lock{guard_};
        asked_ = true;
    }
    asked_for_.notify_one();
}

void LogTidier::run() {
    ::prctl(PR_SET_NAME, "store-tidier");
    (void)::setpriority(PRIO_PROCESS, 0, kAfterTheOthers);  // on Linux: of this thread
    std::unique_lock lock{guard_};
    while (true) {
        asked_for_.wait(lock, [this] { return asked_ || closing_; });
        if (closing_) return;
        asked_ = false;
        lock.unlock();
        // Twice: the second pass moves what came while the first, the long one, was at work.
        const bool moved = move_log(*database_) && move_log(*database_);
        if (moved) finished_ = true;
        lock.lock();
    }
}

}  // namespace sinew::store
