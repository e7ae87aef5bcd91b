#include <sinew/server/web_files.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace sinew::server {
namespace {

TEST(WebFiles, AreSortedAndNoPathComesTwice) {
    const auto files = web_files();
    for (std::size_t i = 1; i < files.size(); ++i) EXPECT_LT(files[i - 1].path, files[i].path);
}

TEST(WebFiles, ThePagesAreFoundByTheirFolders) {
    if (web_files().empty()) GTEST_SKIP() << "built with SINEW_WEB=OFF";
    for (const std::string_view page :
         {"/", "/staff", "/staff/", "/class/", "/staff/components/"}) {
        const WebFile* file = find_web_file(page);
        ASSERT_NE(file, nullptr) << page;
        EXPECT_EQ(file->content_type, "text/html; charset=utf-8");
        EXPECT_NE(file->bytes.find("<!doctype html>"), std::string_view::npos);
        EXPECT_FALSE(file->for_ever);
    }
    EXPECT_EQ(find_web_file("/nowhere"), nullptr);
    EXPECT_EQ(find_web_file("index.html"), nullptr);
    EXPECT_EQ(find_web_file("/../index.html"), nullptr);
    EXPECT_EQ(find_web_file(""), nullptr);
}

TEST(WebFiles, NoPageNamesAnotherOriginOrHoldsAScript) {
    for (const WebFile& file : web_files()) {
        EXPECT_EQ(file.tag.size(), 32U);
        if (!file.gzip.empty()) {
            EXPECT_LT(file.gzip.size(), file.bytes.size());
            EXPECT_EQ(file.gzip.substr(0, 2), "\x1f\x8b");
        }
        if (!file.path.ends_with(".html")) continue;
        EXPECT_EQ(file.bytes.find("http"), std::string_view::npos) << file.path;
        EXPECT_EQ(file.bytes.find("<script>"), std::string_view::npos) << file.path;
        EXPECT_EQ(file.bytes.find("<style"), std::string_view::npos) << file.path;
        EXPECT_EQ(file.bytes.find(" style="), std::string_view::npos) << file.path;
    }
}

}  // namespace
}  // namespace sinew::server
