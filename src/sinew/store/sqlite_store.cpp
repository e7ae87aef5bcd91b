#include <sinew/store/backup.hpp>
#include <sinew/store/file_lock.hpp>
#include <sinew/store/integrity.hpp>
#include <sinew/store/key_file.hpp>
#include <sinew/store/migrations.hpp>
#include <sinew/store/reader_pool.hpp>
#include <sinew/store/sqlite_store.hpp>
#include <sinew/store/writer.hpp>

#include <fmt/format.h>

#include <filesystem>

namespace sinew::store {
namespace {

class SqliteStore final : public clinic::Store {
public:
    SqliteStore(Options options, std::unique_ptr<FileLock> lock, std::unique_ptr<KeyRing> keys)
        : options_{std::move(options)},
          lock_{std::move(lock)},
          keys_{std::move(keys)},
          readers_{*keys_, options_.reader_wait_s} {}

    SqliteStore(const SqliteStore&) = delete;
    SqliteStore& operator=(const SqliteStore&) = delete;
    ~SqliteStore() override { readers_.close(); }

    [[nodiscard]] Result<void> begin(std::unique_ptr<Database> database) {
        for (std::size_t i = 0; i < std::max<std::size_t>(options_.readers, 1); ++i) {
            SINEW_TRY(auto reader,
                      Database::open(options_.database, Database::Mode::read, options_.vfs));
            readers_.add(std::move(reader));
        }
        WriterSettings settings;
        settings.most_waiting = options_.most_waiting;
        settings.most_together = std::max<std::size_t>(options_.most_together, 1);
        settings.longest_s = options_.longest_s;
        settings.tidy_after_pages = options_.tidy_after_pages;
        settings.anchor_file = options_.anchor_file;
        settings.now = options_.now;
        SINEW_TRY(auto beside,
                  Database::open(options_.database, Database::Mode::write, options_.vfs));
        SINEW_DO(beside->script("PRAGMA synchronous=FULL;"));
        writer_ = std::make_unique<Writer>(std::move(database), std::move(beside), *keys_,
                                           std::move(settings));
        return {};
    }

    Result<std::unique_ptr<const clinic::ReadStore>> snapshot() override {
        return readers_.snapshot();
    }
    void write(Work work, Done done) override { writer_->write(std::move(work), std::move(done)); }
    std::size_t waiting() const noexcept override { return writer_->waiting(); }
    std::uint64_t commits() const noexcept override { return writer_->commits(); }

    Result<void> backup(const std::string& file) override {
        SINEW_TRY(const auto source,
                  Database::open(options_.database, Database::Mode::read, options_.vfs));
        return copy_database(*source, file);
    }

    Result<void> check_integrity() override {
        SINEW_TRY(const auto reader,
                  Database::open(options_.database, Database::Mode::read, options_.vfs));
        SINEW_TRY(const Integrity found, check_database(Rows{*reader, *keys_}, {}));
        if (found.faults.none()) return {};
        return fail(found.faults.list().front());
    }

private:
    Options options_;
    std::unique_ptr<FileLock> lock_;  // let go of last
    std::unique_ptr<KeyRing> keys_;
    ReaderPool readers_;
    std::unique_ptr<Writer> writer_;  // last: it is asked, and says no, until it has ended
};

Result<Key> key_for(const Options& options, bool database_is_there) {
    auto key = read_key_file(options.key_file);
    if (key || key.error().code != ErrorCode::not_found) return key;
    if (database_is_there || !options.make_key) return key;
    return make_key_file(options.key_file);
}

/// A copy of what is there, before its shape changes.
Result<void> keep_copy_before_migration(Database& database) {
    SINEW_TRY(const int shape, shape_of(database));
    if (shape == 0 || shape == static_cast<int>(migrations().size())) return {};
    const std::string copy = fmt::format("{}.before-{}", database.file(), shape + 1);
    std::error_code ignored;
    if (std::filesystem::exists(copy, ignored)) return {};  // of an earlier try
    return copy_database(database, copy);
}

}  // namespace

Result<std::unique_ptr<clinic::Store>> open_sqlite_store(const Options& options) {
    namespace fs = std::filesystem;
    std::error_code trouble;
    const fs::path folder = fs::absolute(options.database).parent_path();
    if (!fs::exists(folder, trouble)) {
        fs::create_directories(folder, trouble);
        fs::permissions(folder, fs::perms::owner_all, trouble);
    }
    SINEW_TRY(auto lock, FileLock::take(options.database));
    const bool there =
        fs::exists(options.database, trouble) && fs::file_size(options.database, trouble) > 0;
    SINEW_TRY(const Key key, key_for(options, there));
    auto keys = std::make_unique<KeyRing>(key);

    SINEW_TRY(auto database, Database::open(options.database, Database::Mode::create, options.vfs));
    fs::permissions(options.database, fs::perms::owner_read | fs::perms::owner_write, trouble);
    SINEW_DO(refuse_newer(*database, migrations()));
    if (there) {
        SINEW_DO(check_pages(*database, options.whole_check));
    }
    SINEW_DO(
        database->script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                         "PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-16000;"));
    SINEW_DO(keep_copy_before_migration(*database));
    SINEW_TRY(const int taken, migrate(*database, migrations()));
    (void)taken;
    SINEW_DO(check_or_set_key(*database, *keys));
    auto store = std::make_unique<SqliteStore>(options, std::move(lock), std::move(keys));
    SINEW_DO(store->begin(std::move(database)));
    return store;
}

}  // namespace sinew::store
