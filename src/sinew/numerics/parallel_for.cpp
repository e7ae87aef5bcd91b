#include <sinew/numerics/parallel_for.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace sinew::numerics {

void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t)>& piece) {
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::exception_ptr> thrown(count);
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) try {
                piece(i);
            } catch (...) {
                thrown[i] = std::current_exception();
            }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < std::min<std::size_t>(threads, count); ++i)
            others.emplace_back(work);
        work();
    }
    for (const std::exception_ptr& fault : thrown)
        if (fault) std::rethrow_exception(fault);
}

}  // namespace sinew::numerics
