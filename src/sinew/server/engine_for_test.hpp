// A clinic in memory with its engine, a clock that stands still, and requests in one line. For tests.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/clinic/memory_store_for_test.hpp>
#include <sinew/server/engine.hpp>

#include <optional>

namespace sinew::server {

struct EngineForTest {
    explicit EngineForTest(ServerSettings settings = {})
        : clinic{store, *care::open_catalogue(care::packs_in({}), clinic::parts_of_clinic()),
                 std::move(settings), [this] { return now; }},
          engine{clinic, nullptr} {}

    [[nodiscard]] Response ask(Request request) {
        std::optional<Response> said;
        engine.handle(std::move(request), [&](Response response) { said = std::move(response); });
        return said.value_or(Response{.status = 0});
    }

    clinic::MemoryStoreForTest store;
    Instant now = read_moment("2026-11-23T09:00:00Z")->earliest;
    Clinic clinic;
    Engine engine;
};

[[nodiscard]] inline Request request_of(Method method, std::string path, std::string body = {}) {
    Request request{.method = method, .path = std::move(path), .body = std::move(body)};
    request.headers = {{"host", "127.0.0.1:8080"}};
    request.peer = "127.0.0.1";
    if (!request.body.empty()) request.headers["content-type"] = "application/json";
    return request;
}

[[nodiscard]] inline std::string header_of(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
        if (key == name) return value;
    return {};
}

}  // namespace sinew::server
