// What somebody finds who has the files and not the key.
#include <sinew/store/database.hpp>
#include <sinew/store/sqlite_store.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "store/made_things.hpp"
#include "store/store_folder.hpp"

namespace sinew::store {
namespace {

using namespace store_test;
using clinic::WriteStore;

/// Every byte of every file beside the database, but for the key.
std::string all_bytes(const StoreFolder& folder) {
    std::ostringstream bytes;
    for (const auto& entry : std::filesystem::directory_iterator{folder.path("")})
        if (entry.is_regular_file()) bytes << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
    return bytes.str();
}

Result<void> fill(WriteStore& w) {
    clinic::Account account = account_of(1, "maria@example.org");
    account.person = person_of(1);
    clinic::KeptObservation corrected = observation_of(2);
    corrected.corrects = observation_of(1).id;
    corrected.reason = "slip-of-the-thumb";
    if (auto done = w.add(document_of(1)); !done) return done;
    if (auto done = w.add(observation_of(1)); !done) return done;
    if (auto done = w.add(corrected); !done) return done;
    if (auto done = w.put(account); !done) return done;
    if (auto done = w.keep(answer_of(account.id, "k1")); !done) return done;
    return w.append(entry_of(1));
}

TEST(Sealing, no_name_login_secret_body_or_reason_stands_in_the_files) {
    const StoreFolder folder;
    const auto store = open_sqlite_store(folder.options()).value();
    ASSERT_TRUE(store->write_and_wait(fill));
    const std::string bytes = all_bytes(folder);
    ASSERT_GT(bytes.size(), 4096u);
    ASSERT_NE(bytes.find("mood"), std::string::npos);  // numbers stay readable, so the search works
    for (const char* secret :
         {"Maria Example", "Robin Example", "maria@example.org", "JBSWY3DPEHPK3PXP", "argon2id",
          "slip-of-the-thumb", "typing slip", "/facts/sbp", "Location: /x", "{\"answer\""})
        EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
}

TEST(Sealing, notes_of_counselling_lie_under_a_key_of_their_own) {
    const StoreFolder folder;
    const auto store = open_sqlite_store(folder.options()).value();
    clinic::Document usual = document_of(1);
    clinic::Document apart = usual;
    apart.id = id_of(77);
    apart.kind = clinic::DocumentKind::counselling_note;
    apart.body = R"({"text":"said-in-the-room"})";
    ASSERT_TRUE(store->write_and_wait([&](WriteStore& w) -> Result<void> {
        if (auto done = w.add(usual); !done) return done;
        return w.add(apart);
    }));
    EXPECT_EQ(all_bytes(folder).find("said-in-the-room"), std::string::npos);
    EXPECT_EQ(store->snapshot().value()->document(apart.id).value()->body, apart.body);
    EXPECT_EQ(store->snapshot().value()->document(usual.id).value()->body, usual.body);
    EXPECT_TRUE(store->check_integrity());
    // The person's usual key does not open it: the drawers are told apart by the kind alone, and a note that is called something
    // else in the database is shut.
    {
        auto database = Database::open(folder.database(), Database::Mode::write).value();
        ASSERT_TRUE(
            database->run("UPDATE document_heads SET kind = $1 WHERE id = $2", "note", apart.id));
    }
    EXPECT_FALSE(store->snapshot().value()->document(apart.id));
}

TEST(Sealing, erasing_takes_the_persons_key_out_of_every_file) {
    const StoreFolder folder;
    auto store = open_sqlite_store(folder.options()).value();
    ASSERT_TRUE(store->write_and_wait(fill));
    std::string sealed_key;
    {
        const auto database = Database::open(folder.database(), Database::Mode::read).value();
        auto row = database->query("SELECT sealed_key FROM people WHERE person = $1", person_of(1))
                       .value();
        ASSERT_TRUE(row.row().value());
        sealed_key = row.text();
    }
    ASSERT_EQ(sealed_key.size(), 32u + 41u);
    ASSERT_NE(all_bytes(folder).find(sealed_key), std::string::npos);
    ASSERT_TRUE(store->write_and_wait([](WriteStore& w) { return w.erase_person(person_of(1)); }));
    EXPECT_EQ(all_bytes(folder).find(sealed_key), std::string::npos);  // database, log and all
    EXPECT_EQ(all_bytes(folder).find(sealed_key.substr(0, 40)), std::string::npos);
    EXPECT_TRUE(store->check_integrity());
    store.reset();
    store = open_sqlite_store(folder.options()).value();
    EXPECT_FALSE(store->snapshot().value()->document(id_of(1)).value());
    EXPECT_TRUE(store->check_integrity());
}

TEST(Sealing, a_reader_in_the_way_of_erasing_only_delays_it) {
    const StoreFolder folder;
    const auto store = open_sqlite_store(folder.options()).value();
    ASSERT_TRUE(store->write_and_wait(fill));
    std::string sealed_key;
    {
        const auto database = Database::open(folder.database(), Database::Mode::read).value();
        auto row = database->query("SELECT sealed_key FROM people").value();
        ASSERT_TRUE(row.row().value());
        sealed_key = row.text();
    }
    auto view = store->snapshot().value();
    EXPECT_TRUE(view->document(id_of(1)).value());  // the view begins: it needs the log as it is
    ASSERT_TRUE(store->write_and_wait([](WriteStore& w) { return w.erase_person(person_of(1)); }));
    EXPECT_FALSE(view->document(id_of(1)).value());  // not even an older view opens it now
    view.reset();
    bool gone = false;
    for (int i = 0; i < 200 && !gone; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
        gone = all_bytes(folder).find(sealed_key) == std::string::npos;
    }
    EXPECT_TRUE(gone);
}

TEST(Sealing, a_body_moved_to_another_row_does_not_open) {
    const StoreFolder folder;
    {
        const auto store = open_sqlite_store(folder.options()).value();
        ASSERT_TRUE(store->write_and_wait([](WriteStore& w) -> Result<void> {
            if (auto done = w.add(document_of(1)); !done) return done;
            return w.add(document_of(2));
        }));
    }
    {
        const auto database = Database::open(folder.database(), Database::Mode::write).value();
        ASSERT_TRUE(database->script(
            "DROP TRIGGER documents_stay; UPDATE documents SET body = (SELECT body FROM documents"
            " ORDER BY id LIMIT 1) WHERE id = (SELECT id FROM documents ORDER BY id DESC LIMIT "
            "1)"));
    }
    const auto store = open_sqlite_store(folder.options()).value();
    const auto view = store->snapshot().value();
    EXPECT_TRUE(view->document(id_of(1)));
    EXPECT_FALSE(view->document(id_of(2)));
    EXPECT_FALSE(store->check_integrity());
}

TEST(Sealing, another_key_is_told_apart_from_a_damaged_file) {
    const StoreFolder folder, other;
    { const auto store = open_sqlite_store(folder.options()).value(); }
    { const auto store = open_sqlite_store(other.options()).value(); }
    Options mixed = folder.options();
    mixed.key_file = other.options().key_file;
    const auto wrong = open_sqlite_store(mixed);
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().what.find("this key ("), std::string::npos) << wrong.error().what;
    EXPECT_NE(wrong.error().hint.find("not damaged"), std::string::npos);

    std::filesystem::remove(folder.options().key_file);
    const auto missing = open_sqlite_store(folder.options());
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::not_found);
    EXPECT_FALSE(
        std::filesystem::exists(folder.options().key_file));  // never a new key for old data
}

}  // namespace
}  // namespace sinew::store
