#include <sinew/server/answering.hpp>
#include <sinew/server/problem.hpp>
#include <sinew/server/web_answer.hpp>

namespace sinew::server {
namespace {

/// True when a browser that lists what it takes takes gzip; a quality of 0 counts as no.
bool takes_gzip(std::string_view accepts) {
    const std::size_t at = accepts.find("gzip");
    if (at == std::string_view::npos) return false;
    const std::string_view rest = accepts.substr(at + 4);
    const std::string_view own = rest.substr(0, rest.find(','));
    return own.find("q=0") == std::string_view::npos || own.find("q=0.") != std::string_view::npos;
}

/// Inside the app addresses are drawn by its own page: the nearest page above, unless a file was meant.
const WebFile* page_above(std::string_view path, const FindFile& find) {
    const std::size_t last = path.rfind('/');
    if (path.find('.', last) != std::string_view::npos) return nullptr;
    for (std::size_t end = last; end != std::string_view::npos && end > 0;
         end = path.rfind('/', end - 1))
        if (const WebFile* page = find(path.substr(0, end))) return page;
    return find("/");
}

Response sent(const WebFile& file, const Request& request) {
    const std::string tag = '"' + std::string{file.tag} + '"';
    Response response{
        .status = 200,
        .headers = {{"Content-Type", std::string{file.content_type}},
                    {"ETag", tag},
                    {"Vary", "Accept-Encoding"},
                    {"Cache-Control",
                     file.for_ever ? "public, max-age=31536000, immutable" : "no-cache"}},
        .is_static = true,
        .embedded = file.bytes};
    if (known_to_asker(request, tag)) {
        response.status = 304;
        response.embedded = {};
    } else if (!file.gzip.empty() && takes_gzip(request.header("accept-encoding"))) {
        response.embedded = file.gzip;
        response.headers.emplace_back("Content-Encoding", "gzip");
    }
    return response;
}

}  // namespace

Response web_answer(const Request& request, const FindFile& find) {
    const bool asks = request.method == Method::get || request.method == Method::head;
    if (asks && request.path != "/api" && !request.path.starts_with("/api/")) {
        if (const WebFile* file = find(request.path)) return sent(*file, request);
        if (const WebFile* page = page_above(request.path, find)) return sent(*page, request);
    }
    return problem(Refusal{.status = 404,
                           .kind = "not_found",
                           .title = "no such address",
                           .hint = "the addresses stand in /api/openapi.json"});
}

Response web_answer(const Request& request) { return web_answer(request, find_web_file); }

}  // namespace sinew::server
