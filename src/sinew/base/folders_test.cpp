#include <sinew/base/files.hpp>
#include <sinew/base/folders.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace sinew {
namespace {

namespace fs = std::filesystem;

/// A folder of its own, gone with the object.
struct Scratch {
    Scratch() {
        std::string pattern = (fs::temp_directory_path() / "sinew_folders_XXXXXX").string();
        root = mkdtemp(pattern.data());
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { fs::remove_all(root); }
    std::string put(const std::string& name) const {
        fs::create_directories((root / name).parent_path());
        EXPECT_TRUE(write_file_atomically((root / name).string(), "x"));
        return (root / name).string();
    }
    fs::path root;
};

TEST(Folders, a_folder_gives_its_files_at_every_depth_in_order_and_follows_no_link) {
    const Scratch scratch;
    const std::string b = scratch.put("b.fit"), deep = scratch.put("a/c.fit");
    fs::create_symlink(b, scratch.root / "z.fit");
    fs::create_directory_symlink(scratch.root, scratch.root / "loop");
    const auto files = files_named(scratch.root.string());
    ASSERT_TRUE(files);
    EXPECT_TRUE(files->from_folder);
    EXPECT_EQ(files->paths, (std::vector<std::string>{deep, b}));
}

TEST(Folders, a_file_and_standard_input_stay_as_they_are) {
    const Scratch scratch;
    const std::string file = scratch.put("b.fit");
    EXPECT_EQ(files_named(file)->paths, std::vector<std::string>{file});
    EXPECT_FALSE(files_named(file)->from_folder);
    EXPECT_EQ(files_named("-")->paths, std::vector<std::string>{"-"});
    EXPECT_EQ(files_named((scratch.root / "nowhere").string()).error().code, ErrorCode::not_found);
}

TEST(Folders, a_folder_is_made_once_and_never_over_a_file) {
    const Scratch scratch;
    const std::string deep = (scratch.root / "new/inner").string();
    EXPECT_TRUE(make_folder(deep));
    EXPECT_TRUE(make_folder(deep));
    EXPECT_TRUE(fs::is_directory(deep));
    const std::string file = scratch.put("b.fit");
    EXPECT_EQ(make_folder(file).error().code, ErrorCode::conflict);
    EXPECT_EQ(make_folder(file + "/below").error().code, ErrorCode::storage);
}

}  // namespace
}  // namespace sinew
