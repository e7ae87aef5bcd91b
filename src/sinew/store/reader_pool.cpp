#include <sinew/store/reader_pool.hpp>

namespace sinew::store {

class ReaderPool::Snapshot final : public Reads<clinic::ReadStore> {
public:
    Snapshot(ReaderPool& pool, std::unique_ptr<Database> reader)
        : Reads{Rows{*reader, pool.keys_}}, pool_{pool}, reader_{std::move(reader)} {}
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot() override {
        // Nothing was written: there is nothing to lose when the end fails, and the next BEGIN would tell.
        (void)reader_->run("ROLLBACK");
        pool_.give_back(std::move(reader_));
    }

private:
    ReaderPool& pool_;
    std::unique_ptr<Database> reader_;
};

Result<std::unique_ptr<const clinic::ReadStore>> ReaderPool::snapshot() {
    std::unique_lock lock{guard_};
    if (!freed_.wait_for(lock, std::chrono::duration<double>{wait_s_},
                         [this] { return !free_.empty(); }))
        return fail(
            {ErrorCode::storage, std::string{clinic::kTooBusy}, {}, "try again in a moment"});
    std::unique_ptr<Database> reader = std::move(free_.back());
    free_.pop_back();
    lock.unlock();
    if (auto begun = reader->run("BEGIN"); !begun) {
        give_back(std::move(reader));
        return fail(begun.error());
    }
    return std::make_unique<const Snapshot>(*this, std::move(reader));
}

void ReaderPool::give_back(std::unique_ptr<Database> reader) {
    {
        const std::lock_guard lock{guard_};
        free_.push_back(std::move(reader));
    }
    freed_.notify_one();
}

}  // namespace sinew::store
