#include <sinew/store/key_file.hpp>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "store/store_folder.hpp"

namespace sinew::store {
namespace {

using store_test::StoreFolder;

TEST(KeyFile, is_made_once_for_its_owner_alone_and_read_back) {
    const StoreFolder folder;
    const std::string file = folder.path("key/clinic.key");
    const Key made = make_key_file(file).value();
    EXPECT_EQ(read_key_file(file)->bytes(), made.bytes());
    struct stat status {};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600u);
    ASSERT_EQ(::stat(folder.path("key").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700u);
    const auto again = make_key_file(file);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
    EXPECT_EQ(read_key_file(file)->bytes(), made.bytes());
}

TEST(KeyFile, that_others_may_read_is_refused) {
    const StoreFolder folder;
    const std::string file = folder.path("clinic.key");
    ASSERT_TRUE(make_key_file(file));
    for (const mode_t mode : {0640U, 0604U, 0644U, 0660U, 0666U}) {
        ASSERT_EQ(::chmod(file.c_str(), mode), 0);
        const auto key = read_key_file(file);
        ASSERT_FALSE(key) << mode;
        EXPECT_EQ(key.error().code, ErrorCode::storage);
        EXPECT_NE(key.error().what.find("others may read"), std::string::npos);
    }
    ASSERT_EQ(::chmod(file.c_str(), 0400), 0);
    EXPECT_TRUE(read_key_file(file));
}

TEST(KeyFile, that_is_missing_or_holds_something_else_is_told_without_its_text) {
    const StoreFolder folder;
    EXPECT_EQ(read_key_file(folder.path("none")).error().code, ErrorCode::not_found);
    const std::string good = key_text(Key::random());
    for (const std::string& text :
         {std::string{}, std::string{"sinew-key-1 "}, good.substr(0, 40), good + good,
          "sinew-key-2" + good.substr(11), std::string(5000, 'a'), std::string(64, 'z')}) {
        const auto key = read_key_text(text, "clinic.key");
        ASSERT_FALSE(key) << text;
        EXPECT_EQ(key.error().code, ErrorCode::bad_input);
        if (text.size() > 40) {
            EXPECT_EQ(to_line(key.error()).find(text.substr(20)), std::string::npos);
        }
    }
    EXPECT_TRUE(read_key_text(good, "clinic.key"));
    EXPECT_TRUE(read_key_text("  " + good + "\n\n", "clinic.key"));  // typed in from paper
}

}  // namespace
}  // namespace sinew::store
