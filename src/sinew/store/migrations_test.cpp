#include <sinew/store/migrations.hpp>

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

}  // namespace
}  // namespace sinew::store
