// Moves the write-ahead log into the database beside the writer, so that nobody's answer waits for it.
#pragma once

#include <sinew/store/database.hpp>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace sinew::store {

class LogTidier {
public:
    /// @param database  a connection of its own; it moves pages and writes nothing else
    explicit LogTidier(std::unique_ptr<Database> database);
    LogTidier(const LogTidier&) = delete;
    LogTidier& operator=(const LogTidier&) = delete;
    ~LogTidier();

    /// Begins a pass, unless one is under way. Returns at once.
    void ask();
    /// True once after each pass: what came into the log meanwhile is little, and the writer may move it by itself, so that
    /// the log begins anew.
    [[nodiscard]] bool finished() noexcept { return finished_.exchange(false); }

private:
    void run();

    std::unique_ptr<Database> database_;
    std::mutex guard_;
    std::condition_variable asked_for_;
    bool asked_ = false, closing_ = false;
    std::atomic<bool> finished_{false};
    std::thread thread_;
};

/// Moves what no reader needs any more. @return false when it could not (a full disk): the log keeps everything
bool move_log(Database& database);

}  // namespace sinew::store
