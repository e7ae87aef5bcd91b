#include <sinew/server/engine_for_test.hpp>
#include <sinew/server/web_answer.hpp>

#include <gtest/gtest.h>

#include <array>

namespace sinew::server {
namespace {

constexpr std::array kFiles{
    WebFile{"/assets/app-4f3a.js", "text/javascript", "aa", true, "plain script", "packed"},
    WebFile{"/index.html", "text/html", "bb", false, "<p>person</p>", ""},
    WebFile{"/staff/index.html", "text/html", "cc", false, "<p>staff</p>", ""},
    WebFile{"/sw.js", "text/javascript", "dd", false, "worker", ""},
};

const WebFile* find(std::string_view path) {
    for (const std::string& wanted :
         {std::string{path}, std::string{path} + "/index.html", std::string{path} + "index.html"})
        for (const WebFile& file : kFiles)
            if (file.path == wanted) return &file;
    return nullptr;
}

Response get(std::string path, std::map<std::string, std::string> headers = {}) {
    Request request = request_of(Method::get, std::move(path));
    request.headers.merge(headers);
    return web_answer(request, find);
}

TEST(web_answer, keeps_hashed_files_for_ever_and_asks_for_pages_again) {
    EXPECT_EQ(header_of(get("/assets/app-4f3a.js"), "Cache-Control"),
              "public, max-age=31536000, immutable");
    EXPECT_EQ(header_of(get("/"), "Cache-Control"), "no-cache");
    EXPECT_EQ(header_of(get("/sw.js"), "Cache-Control"), "no-cache");
}

TEST(web_answer, sends_the_packed_file_only_to_who_takes_it) {
    EXPECT_EQ(get("/assets/app-4f3a.js").embedded, "plain script");
    const Response packed = get("/assets/app-4f3a.js", {{"accept-encoding", "br, gzip"}});
    EXPECT_EQ(packed.embedded, "packed");
    EXPECT_EQ(header_of(packed, "Content-Encoding"), "gzip");
    EXPECT_EQ(get("/assets/app-4f3a.js", {{"accept-encoding", "gzip;q=0, br"}}).embedded,
              "plain script");
    EXPECT_EQ(get("/sw.js", {{"accept-encoding", "gzip"}}).embedded, "worker");
}

TEST(web_answer, says_nothing_new_to_who_has_it) {
    const Response known = get("/", {{"if-none-match", "\"bb\""}});
    EXPECT_EQ(known.status, 304);
    EXPECT_EQ(known.embedded, "");
}

TEST(web_answer, lets_the_app_draw_its_own_addresses) {
    EXPECT_EQ(get("/today").embedded, "<p>person</p>");
    EXPECT_EQ(get("/staff").embedded, "<p>staff</p>");
    EXPECT_EQ(get("/staff/people/12/programme").embedded, "<p>staff</p>");
    EXPECT_EQ(get("/assets/gone.js").status, 404) << "a file is not a page";
    EXPECT_EQ(get("/api/v1/nothing").status, 404);
    EXPECT_EQ(get("/api").status, 404);
    EXPECT_EQ(web_answer(request_of(Method::post, "/"), find).status, 404);
}

}  // namespace
}  // namespace sinew::server
