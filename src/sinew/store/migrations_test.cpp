#include <sinew/store/integrity.hpp>
#include <sinew/store/key_file.hpp>
#include <sinew/store/migrations.hpp>
#include <sinew/store/rows.hpp>
#include <sinew/store/sqlite_store.hpp>

#include <gtest/gtest.h>

#include <array>
#include <fstream>

#include "store/store_folder.hpp"

namespace sinew::store {
namespace {

using store_test::StoreFolder;

constexpr std::array<Migration, 3> kSteps{{
    {"0001_one", "CREATE TABLE one (a INTEGER) STRICT; INSERT INTO one VALUES (7);"},
    {"0002_two", "ALTER TABLE one ADD COLUMN b TEXT;"},
    {"0003_three", "UPDATE one SET b = 'seven'; CREATE TABLE three (c INTEGER) STRICT;"},
}};

TEST(Migrations, take_what_is_missing_and_nothing_twice) {
    const StoreFolder folder;
    const auto database = Database::open(folder.database(), Database::Mode::create).value();
    EXPECT_EQ(shape_of(*database).value(), 0);
    EXPECT_EQ(migrate(*database, std::span{kSteps}.first(1)).value(), 1);
    EXPECT_EQ(shape_of(*database).value(), 1);
    EXPECT_EQ(migrate(*database, kSteps).value(), 2);
    EXPECT_EQ(migrate(*database, kSteps).value(), 0);
    EXPECT_EQ(database->one_number("SELECT count(*) FROM one WHERE a = 7 AND b = 'seven'").value(),
              1);
}

TEST(Migrations, a_step_that_fails_leaves_the_shape_before_it) {
    const StoreFolder folder;
    const auto database = Database::open(folder.database(), Database::Mode::create).value();
    const std::array<Migration, 2> steps{
        kSteps[0],
        Migration{"0002_bad", "CREATE TABLE half (a INTEGER); INSERT INTO nowhere VALUES (1);"}};
    const auto failed = migrate(*database, steps);
    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().what.find("0002_bad"), std::string::npos);
    EXPECT_EQ(shape_of(*database).value(), 1);
    EXPECT_EQ(
        database->one_number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").value(), 0);
    EXPECT_EQ(migrate(*database, kSteps).value(), 2);
}

TEST(Migrations, a_newer_database_is_refused_in_clear_words) {
    const StoreFolder folder;
    const auto database = Database::open(folder.database(), Database::Mode::create).value();
    ASSERT_TRUE(migrate(*database, kSteps));
    const auto refused = migrate(*database, std::span{kSteps}.first(2));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::storage);
    EXPECT_NE(refused.error().what.find("newer Sinew: it has shape 3"), std::string::npos);
    EXPECT_NE(refused.error().hint.find("backup"), std::string::npos);
}

TEST(Migrations, another_programs_file_is_left_alone) {
    const StoreFolder folder;
    {
        const auto other = Database::open(folder.database(), Database::Mode::create).value();
        ASSERT_TRUE(other->script("CREATE TABLE theirs (a)"));
    }
    const auto database = Database::open(folder.database(), Database::Mode::write).value();
    const auto refused = migrate(*database, kSteps);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().what.find("another program"), std::string::npos);
}

TEST(Migrations, those_in_the_program_are_numbered_without_gaps_and_build_strict_tables) {
    const StoreFolder folder;
    const auto steps = migrations();
    ASSERT_FALSE(steps.empty());
    for (std::size_t i = 0; i < steps.size(); ++i)
        EXPECT_EQ(steps[i].name.substr(0, 5), "000" + std::to_string(i + 1) + "_");
    const auto database = Database::open(folder.database(), Database::Mode::create).value();
    ASSERT_TRUE(migrate(*database, steps));
    EXPECT_EQ(database
                  ->one_number("SELECT count(*) FROM pragma_table_list WHERE schema = 'main'"
                               " AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'")
                  .value(),
              0);
    EXPECT_GT(
        database->one_number("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").value(), 8);
}

clinic::KeptAnswer made_answer(int account, int number) {
    clinic::KeptAnswer answer;
    answer.account.bytes[15] = static_cast<std::uint8_t>(account);
    answer.key = "key-" + std::to_string(number);
    answer.request_hash = "hash " + std::to_string(number);
    answer.status = 200 + account;
    answer.headers = "Content-Type: application/json\n";
    answer.body = "{\"n\":" + std::to_string(number) + "}";
    answer.kept_at = Instant{std::chrono::seconds{1'000 - number}};  // not in the order of the keys
    return answer;
}

TEST(Migrations, answers_kept_by_the_first_shape_are_found_in_the_newest) {
    const StoreFolder folder;
    const store::Options options = folder.options();
    {
        const Key key = make_key_file(options.key_file).value();
        KeyRing keys{key};
        const auto old = Database::open(folder.database(), Database::Mode::create).value();
        ASSERT_EQ(migrate(*old, migrations().first(1)).value(), 1);
        ASSERT_TRUE(check_or_set_key(*old, keys));
        for (int account = 1; account <= 3; ++account)  // two accounts may use the same key
            for (int number = 0; number < 20; ++number)
                ASSERT_TRUE(keep_answer(Rows{*old, keys}, made_answer(account, number)));
    }
    const auto store = open_sqlite_store(options).value();
    ASSERT_TRUE(store->check_integrity());
    const auto view = store->snapshot().value();
    for (int account = 1; account <= 3; ++account)
        for (int number = 0; number < 20; ++number) {
            const auto made = made_answer(account, number);
            const auto found = view->kept_answer(made.account, made.key).value();
            ASSERT_TRUE(found) << account << " " << number;
            EXPECT_EQ(found->request_hash, made.request_hash);
            EXPECT_EQ(found->status, made.status);
            EXPECT_EQ(found->body, made.body);
            EXPECT_EQ(found->kept_at, made.kept_at);
        }
    // Kept once still means once; and the old are swept by their time.
    const auto again =
        store->write_and_wait([](clinic::WriteStore& to) { return to.keep(made_answer(1, 7)); });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
    ASSERT_TRUE(store->write_and_wait([](clinic::WriteStore& to) {
        return to.sweep(Instant{}, Instant{std::chrono::seconds{1'000 - 7}});
    }));
    const auto after = store->snapshot().value();
    EXPECT_TRUE(after->kept_answer(made_answer(2, 7).account, "key-7").value());
    EXPECT_FALSE(after->kept_answer(made_answer(2, 8).account, "key-8").value());
    // The file before its shape changed stays beside it.
    const auto copy = Database::open(folder.database() + ".before-2", Database::Mode::read).value();
    EXPECT_EQ(shape_of(*copy).value(), 1);
    EXPECT_EQ(copy->one_number("SELECT count(*) FROM kept_answers").value(), 60);
}

}  // namespace
}  // namespace sinew::store
