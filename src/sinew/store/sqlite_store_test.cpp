// What SQLite's store promises beyond the port: one process, disks that fail, damage, backup, pressure.
#include <sinew/clinic/audit_chain.hpp>
#include <sinew/store/backup.hpp>
#include <sinew/store/database.hpp>
#include <sinew/store/sqlite_store.hpp>

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>
#include <thread>
#include <utility>

#include "store/faulty_disk.hpp"
#include "store/made_things.hpp"
#include "store/store_folder.hpp"

namespace sinew::store {
namespace {

using namespace store_test;
using clinic::Store;
using clinic::WriteStore;

std::unique_ptr<Store> open(const Options& options) { return open_sqlite_store(options).value(); }

Result<void> add(Store& store, std::uint32_t number) {
    return store.write_and_wait([number](WriteStore& w) -> Result<void> {
        if (auto added = w.add(document_of(number)); !added) return added;
        return w.append(entry_of(number));
    });
}

std::size_t count(Store& store) { return store.snapshot().value()->documents({})->size(); }

std::string bytes_of(const std::string& file) {
    std::ostringstream text;
    text << std::ifstream{file, std::ios::binary}.rdbuf();
    return text.str();
}

TEST(SqliteStore, keeps_everything_over_a_restart) {
    const StoreFolder folder;
    for (std::uint32_t round = 0; round < 3; ++round) {
        const auto store = open(folder.options());
        EXPECT_EQ(count(*store), round * 5);
        for (std::uint32_t i = 0; i < 5; ++i) ASSERT_TRUE(add(*store, round * 5 + i));
    }
    EXPECT_TRUE(open(folder.options())->check_integrity());
}

TEST(SqliteStore, a_second_process_is_refused_and_told_who_works_there) {
    const StoreFolder folder;
    const auto store = open(folder.options());
    const auto second = open_sqlite_store(folder.options());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_EQ(second.error().what,
              "process " + std::to_string(::getpid()) + " works on this clinic");
}

TEST(SqliteStore, a_newer_database_is_refused_and_left_as_it_is) {
    const StoreFolder folder;
    { ASSERT_TRUE(add(*open(folder.options()), 1)); }
    {
        const auto database = Database::open(folder.database(), Database::Mode::write).value();
        ASSERT_TRUE(database->script("PRAGMA user_version=99; PRAGMA journal_mode=DELETE"));
    }
    const std::string before = bytes_of(folder.database());
    const auto refused = open_sqlite_store(folder.options());
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().what.find("newer Sinew"), std::string::npos);
    EXPECT_EQ(bytes_of(folder.database()), before);
}

TEST(SqliteStore, nothing_kept_can_be_changed_or_deleted_in_sql) {
    const StoreFolder folder;
    const auto store = open(folder.options());
    ASSERT_TRUE(add(*store, 1));
    ASSERT_TRUE(store->write_and_wait([](WriteStore& w) { return w.add(observation_of(1)); }));
    const auto database = Database::open(folder.database(), Database::Mode::write).value();
    for (const char* sql :
         {"UPDATE audit SET reason = ''", "UPDATE audit SET at = 0", "DELETE FROM audit",
          "UPDATE documents SET state = 'x'", "DELETE FROM documents",
          "UPDATE observations SET value = 0", "DELETE FROM observations",
          "INSERT OR REPLACE INTO observations SELECT * FROM observations",
          "REPLACE INTO audit SELECT * FROM audit"})
        EXPECT_FALSE(database->script(sql)) << sql;
    EXPECT_TRUE(store->check_integrity());
}

TEST(SqliteStore, tampering_with_the_log_behind_its_back_is_found) {
    const StoreFolder folder;
    {
        const auto store = open(folder.options());
        for (std::uint32_t i = 0; i < 5; ++i) ASSERT_TRUE(add(*store, i));
    }
    {
        const auto database = Database::open(folder.database(), Database::Mode::write).value();
        ASSERT_TRUE(
            database->script("DROP TRIGGER audit_stays; UPDATE audit SET role = 'nobody'"
                             " WHERE sequence = 3"));
    }
    const auto found = open(folder.options())->check_integrity();
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().where, "audit:3");
}

TEST(SqliteStore, a_damaged_page_is_told_at_the_start) {
    const StoreFolder folder;
    {
        const auto store = open(folder.options());
        for (std::uint32_t i = 0; i < 200; ++i) ASSERT_TRUE(add(*store, i));
    }
    std::fstream file{folder.database(), std::ios::in | std::ios::out | std::ios::binary};
    const auto size = std::filesystem::file_size(folder.database());
    for (std::uintmax_t at = 4096 * 3; at + 4096 < size; at += 4096 * 2) {
        file.seekp(static_cast<std::streamoff>(at));
        file << std::string(512, '\x5a');
    }
    file.close();
    const auto refused = open_sqlite_store(folder.options());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::storage);
    EXPECT_NE(refused.error().what.find("damaged"), std::string::npos) << refused.error().what;
    EXPECT_NE(refused.error().hint.find("backup"), std::string::npos);
}

TEST(SqliteStore, something_that_is_no_database_is_refused_and_left_as_it_is) {
    const StoreFolder folder;
    { const auto store = open(folder.options()); }
    std::filesystem::remove(folder.database());
    std::ofstream{folder.database()} << "this is a letter, and longer than a header would be: "
                                     << std::string(5000, '.');
    const std::string before = bytes_of(folder.database());
    const auto refused = open_sqlite_store(folder.options());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::storage);
    EXPECT_EQ(bytes_of(folder.database()), before);
}

/// Writes until the disk refuses, then mends it: what was acknowledged is there, what was refused is not.
void refuse_then_mend(const std::function<void()>& fault, std::string_view told) {
    FaultyDisk::mend();
    const StoreFolder folder;
    Options options = folder.options();
    options.vfs = "faulty_disk";
    std::set<std::uint32_t> acknowledged, refused;
    {
        const auto store = open(options);
        std::uint32_t number = 0;
        for (; number < 20; ++number) {
            ASSERT_TRUE(add(*store, number));
            acknowledged.insert(number);
        }
        fault();
        for (; number < 200 && refused.size() < 10; ++number) {
            const auto done = add(*store, number);
            if (done) {
                acknowledged.insert(number);
                continue;
            }
            refused.insert(number);
            EXPECT_EQ(done.error().code, ErrorCode::storage);
            EXPECT_NE(done.error().what.find(told), std::string::npos) << done.error().what;
            EXPECT_FALSE(done.error().hint.empty());
        }
        EXPECT_EQ(refused.size(), 10u);
        FaultyDisk::mend();
        for (; number < 220; ++number) {
            ASSERT_TRUE(add(*store, number)) << "goes on by itself";
            acknowledged.insert(number);
        }
        EXPECT_EQ(count(*store), acknowledged.size());
        EXPECT_TRUE(store->check_integrity());
    }
    const auto store = open(folder.options());
    const auto view = store->snapshot().value();
    for (const std::uint32_t number : acknowledged)
        EXPECT_TRUE(view->document(id_of(number)).value()) << number;
    for (const std::uint32_t number : refused)
        EXPECT_FALSE(view->document(id_of(number)).value()) << number;
    EXPECT_TRUE(store->check_integrity());
}

TEST(SqliteStore, a_full_disk_refuses_and_loses_nothing_and_goes_on_when_there_is_room) {
    for (const std::int64_t room : {0, 100, 5000, 20'000, 60'000})
        refuse_then_mend([room] { FaultyDisk::room = room; }, "full");
}

TEST(SqliteStore, a_disk_that_becomes_read_only_refuses_and_loses_nothing) {
    refuse_then_mend([] { FaultyDisk::read_only = true; }, "cannot be written");
}

TEST(SqliteStore, a_disk_that_vanishes_refuses_and_loses_nothing) {
    refuse_then_mend([] { FaultyDisk::gone = true; }, "the disk does not do");
}

TEST(SqliteStore, what_could_not_be_synced_is_not_acknowledged) {
    refuse_then_mend([] { FaultyDisk::sync_fails = true; }, "the disk does not do");
}

TEST(SqliteStore, an_answer_comes_after_the_sync_that_holds_it) {
    FaultyDisk::mend();
    const StoreFolder folder;
    Options options = folder.options();
    options.vfs = "faulty_disk";
    const auto store = open(options);
    for (std::uint32_t i = 0; i < 20; ++i) {
        const auto before = FaultyDisk::syncs.load();
        ASSERT_TRUE(add(*store, i));
        EXPECT_GT(FaultyDisk::syncs.load(), before) << i;
    }
}

TEST(SqliteStore, many_requests_share_a_sync) {
    FaultyDisk::mend();
    const StoreFolder folder;
    Options options = folder.options();
    options.vfs = "faulty_disk";
    const auto store = open(options);
    ASSERT_TRUE(add(*store, 1000));
    std::promise<void> begun, go;
    auto gone = go.get_future();
    store->write(  // the writer is held up while the others arrive
        [&](WriteStore&) -> Result<void> {
            begun.set_value();
            gone.wait();
            return {};
        },
        [](Result<void>) {});
    begun.get_future().wait();
    const auto before = FaultyDisk::syncs.load();
    const auto commits = store->commits();
    std::atomic<int> done{0};
    for (std::uint32_t i = 0; i < 100; ++i)
        store->write([i](WriteStore& w) { return w.add(document_of(i)); },
                     [&](Result<void> result) {
                         EXPECT_TRUE(result);
                         ++done;
                     });
    EXPECT_GE(store->waiting(), 100u);
    go.set_value();
    while (done < 100) std::this_thread::yield();
    EXPECT_LE(FaultyDisk::syncs.load() - before, 4);
    EXPECT_LE(store->commits() - commits, 3u);
    EXPECT_EQ(count(*store), 101u);
    EXPECT_EQ(store->waiting(), 0u);
}

TEST(SqliteStore, too_many_writes_are_refused_at_once_as_too_busy) {
    const StoreFolder folder;
    Options options = folder.options();
    options.most_waiting = 10;
    const auto store = open(options);
    std::promise<void> begun, go;
    auto gone = go.get_future();
    store->write(
        [&](WriteStore&) -> Result<void> {
            begun.set_value();
            gone.wait();
            return {};
        },
        [](Result<void>) {});
    begun.get_future().wait();
    std::atomic<int> fine{0}, busy{0};
    for (std::uint32_t i = 0; i < 30; ++i)
        store->write([i](WriteStore& w) { return w.add(document_of(i)); },
                     [&](Result<void> result) {
                         if (result)
                             ++fine;
                         else if (result.error().what == clinic::kTooBusy)
                             ++busy;
                     });
    EXPECT_EQ(busy, 20);
    go.set_value();
    while (fine < 10) std::this_thread::yield();
    EXPECT_EQ(count(*store), 10u);
}

TEST(SqliteStore, readers_wait_for_a_free_one_and_no_longer_than_said) {
    const StoreFolder folder;
    Options options = folder.options();
    options.readers = 2;
    options.reader_wait_s = 0.05;
    const auto store = open(options);
    const auto one = store->snapshot(), two = store->snapshot();
    ASSERT_TRUE(one && two);
    const auto three = store->snapshot();
    ASSERT_FALSE(three);
    EXPECT_EQ(three.error().what, clinic::kTooBusy);
}

TEST(SqliteStore, what_waits_is_finished_when_the_store_closes) {
    const StoreFolder folder;
    std::atomic<int> done{0};
    {
        const auto store = open(folder.options());
        for (std::uint32_t i = 0; i < 200; ++i)
            store->write([i](WriteStore& w) { return w.add(document_of(i)); },
                         [&](Result<void> result) { done += result ? 1 : 0; });
    }
    EXPECT_EQ(done, 200);
    EXPECT_EQ(count(*open(folder.options())), 200u);
}

TEST(SqliteStore, who_comes_while_it_closes_is_told_so) {
    const StoreFolder folder;
    Options options = folder.options();
    options.most_waiting = 1;
    auto store = open(options);
    std::promise<void> begun, go;
    auto gone = go.get_future();
    store->write(
        [&](WriteStore&) -> Result<void> {
            begun.set_value();
            gone.wait();
            return {};
        },
        [](Result<void>) {});
    begun.get_future().wait();
    store->write([](WriteStore&) -> Result<void> { return {}; }, [](Result<void>) {});
    // The queue is full: each is refused at once, first as too busy, then because the store closes.
    std::promise<void> refused;
    std::thread asking{[&, &at = *store] {
        bool busy_told = false;
        for (std::string what; what != "the store is closing";) {
            at.write(
                [](WriteStore&) -> Result<void> { return {}; },
                [&what](Result<void> result) { what = result ? "taken" : result.error().what; });
            if (what == clinic::kTooBusy && !std::exchange(busy_told, true)) refused.set_value();
        }
        go.set_value();  // only now can the close come to its end
    }};
    refused.get_future().wait();
    store.reset();
    asking.join();
}

/// How often the write-ahead log at `file` was begun anew: the checkpoint sequence number, bytes 12–15 of its header.
std::uint32_t log_round(const std::string& file) {
    std::ifstream in{file, std::ios::binary};
    std::array<char, 16> header{};
    in.read(header.data(), header.size());
    std::uint32_t round = 0;
    for (std::size_t i = 12; i < 16; ++i)
        round = round << 8 | static_cast<unsigned char>(header[i]);
    return round;
}

TEST(SqliteStore, the_log_is_moved_beside_the_writer_and_gone_when_the_store_closes) {
    const StoreFolder folder;
    Options options = folder.options();
    options.tidy_after_pages = 100;
    const std::string log = folder.database() + "-wal";
    std::uint32_t written = 0;
    {
        const auto store = open(options);
        const auto add_some = [&](std::uint32_t some) {
            std::atomic<std::uint32_t> done{0};
            for (std::uint32_t i = 0; i < some; ++i, ++written)
                store->write([i = written](WriteStore& w) { return w.add(document_of(i, i % 50)); },
                             [&](Result<void> result) { done += result ? 1 : 0; });
            while (done < some) std::this_thread::yield();
        };
        add_some(20);
        const std::uint32_t first = log_round(log);
        // The tidier stands back behind everybody else, so a busy machine makes it late, never idle:
        // the writing goes on without a pause until the log has begun anew twice.
        while (log_round(log) < first + 2 && written < 200'000) add_some(20);
        EXPECT_GE(log_round(log), first + 2) << "after " << written << " commits";
        EXPECT_TRUE(store->check_integrity());
    }
    EXPECT_FALSE(std::filesystem::exists(log));
    EXPECT_EQ(count(*open(folder.options())), written);
}

TEST(Backup, is_taken_while_writes_go_on_and_is_whole) {
    const StoreFolder folder, elsewhere;
    const auto store = open(folder.options());
    for (std::uint32_t i = 0; i < 50; ++i) ASSERT_TRUE(add(*store, i));
    std::atomic<bool> stop{false};
    std::atomic<std::uint32_t> written{50};
    std::thread writing{[&] {
        while (!stop) EXPECT_TRUE(add(*store, written++));
    }};
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(store->backup(elsewhere.path("backup" + std::to_string(i) + ".sqlite")));
    stop = true;
    writing.join();
    const auto again = store->backup(elsewhere.path("backup0.sqlite"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);

    ASSERT_TRUE(restore_database(elsewhere.path("backup2.sqlite"), elsewhere.database(),
                                 folder.options().key_file));
    Options options = elsewhere.options();
    options.key_file = folder.options().key_file;
    const auto restored = open(options);
    EXPECT_GE(count(*restored), 50u);
    EXPECT_LE(count(*restored), written.load());
    EXPECT_TRUE(restored->check_integrity());
    EXPECT_TRUE(std::filesystem::exists(elsewhere.path("backup2.sqlite")));
    for (const auto& entry : std::filesystem::directory_iterator{elsewhere.path("")})
        EXPECT_EQ(entry.path().string().find(".part-"), std::string::npos);
}

TEST(Restore, refuses_a_used_store_a_foreign_key_and_a_damaged_backup) {
    const StoreFolder folder, elsewhere, third;
    const auto store = open(folder.options());
    for (std::uint32_t i = 0; i < 100; ++i) ASSERT_TRUE(add(*store, i));
    const std::string backup = elsewhere.path("backup.sqlite");
    ASSERT_TRUE(store->backup(backup));
    const std::string key = folder.options().key_file;
    { ASSERT_TRUE(add(*open(third.options()), 1)); }
    const auto used = restore_database(backup, third.database(), key);
    ASSERT_FALSE(used);
    EXPECT_EQ(used.error().code, ErrorCode::conflict);
    const auto busy = restore_database(backup, folder.database(), key);
    ASSERT_FALSE(busy);
    EXPECT_EQ(busy.error().code, ErrorCode::conflict);
    const auto foreign = restore_database(backup, elsewhere.database(), third.options().key_file);
    ASSERT_FALSE(foreign);
    EXPECT_NE(foreign.error().what.find("this key ("), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(elsewhere.database()));
    const auto none = restore_database(elsewhere.path("none"), elsewhere.database(), key);
    EXPECT_EQ(none.error().code, ErrorCode::not_found);
    {
        std::fstream file{backup, std::ios::in | std::ios::out | std::ios::binary};
        for (int page = 3; page < 20; page += 2) {
            file.seekp(page * 4096);
            file << std::string(512, '\x5a');
        }
    }
    const auto damaged = restore_database(backup, elsewhere.database(), key);
    ASSERT_FALSE(damaged);
    EXPECT_NE(damaged.error().what.find("damaged"), std::string::npos) << damaged.error().what;
    EXPECT_FALSE(std::filesystem::exists(elsewhere.database()));
    EXPECT_FALSE(std::filesystem::exists(elsewhere.database() + ".lock"));
}

Instant pretend_now = Instant{
    std::chrono::days{20'000}};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

TEST(Anchors, one_line_a_day_that_the_log_is_held_against) {
    const StoreFolder folder;
    Options options = folder.options();
    options.anchor_file = folder.path("anchors.txt");
    options.now = [] { return pretend_now; };
    std::vector<clinic::AuditEntry> log;
    {
        const auto store = open(options);
        for (std::uint32_t day = 0; day < 3; ++day) {
            pretend_now = Instant{std::chrono::days{20'000 + day}};
            for (std::uint32_t i = 0; i < 4; ++i) ASSERT_TRUE(add(*store, day * 10 + i));
        }
        log = store->snapshot().value()->audit(1, 0).value();
    }
    const auto anchors = clinic::read_anchors(bytes_of(options.anchor_file), "anchors.txt").value();
    ASSERT_EQ(anchors.size(), 3u);
    EXPECT_EQ(anchors[1].sequence, 5);
    const auto verdict = clinic::verify_audit(log, anchors);
    EXPECT_TRUE(verdict.faults.none());
    EXPECT_EQ(verdict.anchors_held, 3);
    log.resize(8);
    EXPECT_FALSE(clinic::verify_audit(log, anchors).faults.none());
}

}  // namespace
}  // namespace sinew::store
