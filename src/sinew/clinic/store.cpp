#include <sinew/clinic/store.hpp>

#include <future>

namespace sinew::clinic {

Result<void> Store::write_and_wait(Work work) {
    std::promise<Result<void>> promise;
    auto kept = promise.get_future();
    write(std::move(work), [&promise](Result<void> done) { promise.set_value(std::move(done)); });
    return kept.get();
}

}  // namespace sinew::clinic
