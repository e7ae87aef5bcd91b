#include <gtest/gtest.h>
#include <sinew/base/content_hash.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <filesystem>
#include <fstream>

namespace sinew::knowledge {
namespace {

TEST(LoadCatalogue, embedded_and_folder_hold_the_same) {
    const auto inside = load_catalogue(PackSource::embedded(), {Part::screening, Part::citations});
    const auto outside = load_catalogue(PackSource::folder(SINEW_SOURCE_DIR "/knowledge"),
                                        {Part::screening, Part::citations});
    ASSERT_TRUE(inside && outside);
    EXPECT_EQ((*inside)->hash, (*outside)->hash);
    EXPECT_EQ((*inside)->hash.size(), 64u);
}

TEST(EmbeddedPacks, carry_the_digests_of_their_bytes) {
    ASSERT_FALSE(embedded_packs().empty());
    for (const EmbeddedPack& pack : embedded_packs())
        EXPECT_EQ(pack.sha256, content_hash({pack.begin, pack.end})) << pack.path;
}

TEST(LoadCatalogue, tells_all_faults_of_a_folder_at_once) {
    const auto folder = std::filesystem::temp_directory_path() / "sinew-empty-knowledge";
    std::filesystem::create_directories(folder / "screening");
    std::ofstream{folder / "screening/rules.json"}
        << R"({"version":"1","facts":{"a":{"type":"boolish"}},"rules":[{"id":"X"}]})";
    const auto answer =
        load_catalogue(PackSource::folder(folder.string()), {Part::screening, Part::citations});
    std::filesystem::remove_all(folder);
    ASSERT_FALSE(answer);
    EXPECT_GT(answer.error().list().size(), 8u);
}

}  // namespace
}  // namespace sinew::knowledge
