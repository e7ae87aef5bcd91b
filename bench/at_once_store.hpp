// A store that answers at once: who may come in is in memory, what is written is dropped. With it the server does everything
// but remember, so that remembering can be measured against it.
#pragma once

#include <sinew/clinic/memory_store_for_test.hpp>

namespace sinew::bench {

class AtOnceStore final : public clinic::Store {
public:
    /// What is written here is there to be read; what comes by `write` is not.
    [[nodiscard]] Result<void> prepare(Work work) { return kept_.write_and_wait(std::move(work)); }

    Result<std::unique_ptr<const clinic::ReadStore>> snapshot() override {
        return kept_.snapshot();
    }
    void write(Work work, Done done) override;
    std::size_t waiting() const noexcept override { return 0; }
    Result<void> backup(const std::string& file) override { return kept_.backup(file); }
    Result<void> check_integrity() override { return {}; }

private:
    clinic::MemoryStoreForTest kept_;
};

}  // namespace sinew::bench
