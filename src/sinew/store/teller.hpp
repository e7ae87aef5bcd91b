// Tells whoever waits that a commit is done, beside the writer: the next commit begins at once.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace sinew::store {

class Teller {
public:
    Teller();
    Teller(const Teller&) = delete;
    Teller& operator=(const Teller&) = delete;
    /// Tells what it has taken, then ends.
    ~Teller();

    /// Told in the order in which it was taken. Returns at once.
    void take(std::function<void()> news);

private:
    void run();

    std::mutex guard_;
    std::condition_variable came_;
    std::deque<std::function<void()>> news_;
    bool closing_ = false;
    std::thread thread_;
};

}  // namespace sinew::store
