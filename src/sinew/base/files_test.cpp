#include <gtest/gtest.h>
#include <sinew/base/files.hpp>

#include <unistd.h>
#include <filesystem>
#include <fstream>

namespace sinew {
namespace {

class Files : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "sinew-files-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::string at(const std::string& name) const { return (folder_ / name).string(); }
    std::filesystem::path folder_;
};

TEST_F(Files, what_was_written_is_read_back) {
    ASSERT_TRUE(write_file_atomically(at("a.json"), "{\"a\":1}"));
    EXPECT_EQ(*read_file(at("a.json")), "{\"a\":1}");
}

TEST_F(Files, replacing_leaves_no_temporary_behind) {
    ASSERT_TRUE(write_file_atomically(at("a"), "old"));
    ASSERT_TRUE(write_file_atomically(at("a"), "new"));
    EXPECT_EQ(*read_file(at("a")), "new");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder_}, {}), 1);
}

TEST_F(Files, a_missing_folder_is_told_and_nothing_is_written) {
    const auto answer = write_file_atomically(at("no/such/a"), "x");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::storage);
}

TEST_F(Files, a_full_disk_is_told) {
    const auto answer = write_file_atomically("/dev/full", "x");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::storage);
}

TEST_F(Files, reading_stops_at_the_limit) {
    std::ofstream{at("big")} << std::string(2048, 'x');
    EXPECT_FALSE(read_file(at("big"), 1024));
    EXPECT_EQ(read_file(at("big"), 2048)->size(), 2048u);
}

TEST_F(Files, a_folder_is_not_a_file) { EXPECT_FALSE(read_file(folder_.string())); }

}  // namespace
}  // namespace sinew
