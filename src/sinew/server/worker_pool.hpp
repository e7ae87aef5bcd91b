// A few threads and a bounded queue: what does not fit is turned away at once instead of making everybody wait.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace sinew::server {

class WorkerPool {
public:
    /// @param waiting  shared gauge of tasks not begun yet
    WorkerPool(std::size_t threads, std::size_t longest_queue, std::atomic<std::int64_t>& waiting);
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;
    ~WorkerPool();

    /// Takes nothing more, does what it has taken, then ends its threads. Safe to call twice.
    void close();

    /// False when the queue is full: the task was not taken.
    [[nodiscard]] bool take(std::function<void()> task);

private:
    void work();

    const std::size_t longest_queue_;
    std::atomic<std::int64_t>& waiting_;
    std::mutex mutex_;
    std::condition_variable something_;
    std::deque<std::function<void()>> queue_;
    bool closing_ = false;
    std::vector<std::jthread> threads_;  // last: joined first
};

}  // namespace sinew::server
