#include <sinew/server/engine_for_test.hpp>

#include <gtest/gtest.h>

namespace sinew::server {
namespace {

TEST(engine, says_that_it_lives_and_whether_it_is_ready) {
    EngineForTest at;
    EXPECT_EQ(at.ask(request_of(Method::get, "/healthz")).status, 200);
    EXPECT_EQ(at.ask(request_of(Method::get, "/readyz")).status, 200);
    at.clinic.draining = true;
    const Response draining = at.ask(request_of(Method::get, "/readyz"));
    EXPECT_EQ(draining.status, 503);
    EXPECT_EQ(header_of(draining, "Retry-After"), "5");
    EXPECT_EQ(at.ask(request_of(Method::get, "/healthz")).status, 200);
}

TEST(engine, serves_its_contract_as_it_stands) {
    EngineForTest at;
    const Response contract = at.ask(request_of(Method::get, "/api/openapi.json"));
    EXPECT_EQ(contract.status, 200);
    EXPECT_EQ(Json::parse(contract.embedded).at("openapi"), "3.1.0");
}

TEST(engine, tells_numbers_of_itself_to_its_own_machine_only) {
    EngineForTest at;
    (void)at.ask(request_of(Method::get, "/healthz"));
    const Response near = at.ask(request_of(Method::get, "/metrics"));
    EXPECT_NE(
        near.body.find(R"(sinew_requests_total{method="GET",route="/healthz",status="2xx"} 1)"),
        std::string::npos)
        << near.body;
    Request far = request_of(Method::get, "/metrics");
    far.peer = "192.0.2.7";
    EXPECT_EQ(at.ask(far).status, 404);
    Request proxied = request_of(Method::get, "/metrics");
    proxied.headers["x-forwarded-for"] = "192.0.2.7";
    EXPECT_EQ(at.ask(proxied).status, 404);
}

TEST(engine, puts_the_safety_headers_on_every_answer) {
    EngineForTest at;
    for (const char* path : {"/healthz", "/api/nowhere", "/api/openapi.json"}) {
        const Response response = at.ask(request_of(Method::get, path));
        const std::string policy = header_of(response, "Content-Security-Policy");
        EXPECT_TRUE(policy.starts_with("default-src 'none'")) << path;
        EXPECT_EQ(policy.find("unsafe"), std::string::npos);
        EXPECT_EQ(policy.find("http"), std::string::npos) << "a third party in " << policy;
        EXPECT_EQ(header_of(response, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(header_of(response, "Cache-Control"), "no-store");
        EXPECT_EQ(header_of(response, "Referrer-Policy"), "no-referrer");
    }
}

TEST(engine, answers_a_wrong_method_with_those_it_knows) {
    EngineForTest at;
    const Response no = at.ask(request_of(Method::delete_, "/healthz"));
    EXPECT_EQ(no.status, 405);
    EXPECT_EQ(header_of(no, "Allow"), "GET, HEAD");
    const Response head = at.ask(request_of(Method::head, "/healthz"));
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.body, "");
}

TEST(engine, answers_only_to_its_own_names) {
    EngineForTest at{{.hosts = {"127.0.0.1", "localhost", "[::1]"}}};
    EXPECT_EQ(at.ask(request_of(Method::get, "/healthz")).status, 200);
    Request six = request_of(Method::get, "/healthz");
    six.headers["host"] = "[::1]:8080";
    EXPECT_EQ(at.ask(six).status, 200);
    for (const char* host : {"evil.example", "127.0.0.1.evil.example:8080", ""}) {
        Request foreign = request_of(Method::get, "/healthz");
        foreign.headers["host"] = host;
        EXPECT_EQ(at.ask(foreign).status, 421) << host;
    }
}

}  // namespace
}  // namespace sinew::server
