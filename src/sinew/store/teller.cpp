#include <sinew/store/teller.hpp>

#include <sys/prctl.h>

#include <utility>

namespace sinew::store {

Teller::Teller() : thread_{[this] { run(); }} {}

Teller::~Teller() {
    {
        const std::lock_guard lock{guard_};
        closing_ = true;
    }
    came_.notify_one();
    thread_.join();
}

void Teller::take(std::function<void()> news) {
    {
        const std::lock_guard lock{guard_};
        news_.push_back(std::move(news));
    }
    came_.notify_one();
}

void Teller::run() {
    ::prctl(PR_SET_NAME, "store-teller");  // as `top -H` shows it
    std::unique_lock lock{guard_};
    while (true) {
        came_.wait(lock, [this] { return closing_ || !news_.empty(); });
        if (news_.empty()) return;
        auto all = std::exchange(news_, {});
        lock.unlock();
        for (auto& one : all) {
            one();
            one = nullptr;  // what it held goes here, not under the lock
        }
        lock.lock();
    }
}

}  // namespace sinew::store
