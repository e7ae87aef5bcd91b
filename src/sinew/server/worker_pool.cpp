#include <sinew/server/worker_pool.hpp>

#include <sys/prctl.h>

namespace sinew::server {

WorkerPool::WorkerPool(std::size_t threads, std::size_t longest_queue,
                       std::atomic<std::int64_t>& waiting)
    : longest_queue_{longest_queue}, waiting_{waiting} {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() { close(); }

void WorkerPool::close() {
    {
        const std::lock_guard lock{mutex_};
        closing_ = true;
    }
    something_.notify_all();
    threads_.clear();  // joins them
}

bool WorkerPool::take(std::function<void()> task) {
    {
        const std::lock_guard lock{mutex_};
        if (closing_ || queue_.size() >= longest_queue_) return false;
        queue_.push_back(std::move(task));
    }
    waiting_.fetch_add(1, std::memory_order_relaxed);
    something_.notify_one();
    return true;
}

void WorkerPool::work() {
    ::prctl(PR_SET_NAME, "http-worker");
    for (;;) {
        std::function<void()> task;
        {
            std::unique_lock lock{mutex_};
            something_.wait(lock, [this] { return closing_ || !queue_.empty(); });
            if (queue_.empty()) return;
            task = std::move(queue_.front());
            queue_.pop_front();
        }
        waiting_.fetch_sub(1, std::memory_order_relaxed);
        task();
    }
}

}  // namespace sinew::server
