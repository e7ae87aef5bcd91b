// Over a real socket on this machine: what a parser, a slow client and a closing server do.
#ifndef ASIO_STANDALONE
#define ASIO_STANDALONE
#define ASIO_HAS_STD_CHRONO
#define ASIO_DISABLE_STD_STRING_VIEW
#endif
#include <sinew/base/clock.hpp>
#include <sinew/server/engine_for_test.hpp>
#include <sinew/server/listener.hpp>

#include <gtest/gtest.h>
#include <asio.hpp>

#include <atomic>
#include <thread>

namespace sinew::server {
namespace {

using std::chrono::milliseconds;

struct Served : EngineForTest {
    explicit Served(ListenerSettings how = {}) {
        how.port = 0;
        auto opened = Listener::open(engine, clinic, how);
        EXPECT_TRUE(opened.has_value()) << to_line(opened.error());
        listener = *std::move(opened);
    }
    std::unique_ptr<Listener> listener;
};

/// A client that sends what it is told, byte for byte.
class Wire {
public:
    explicit Wire(const Served& served) : socket_{network_} {
        socket_.connect({asio::ip::make_address("127.0.0.1"), served.listener->port()});
    }
    void send(std::string_view text) {
        std::error_code ignored;
        asio::write(socket_, asio::buffer(text.data(), text.size()), ignored);
    }
    /// Until the other end closes.
    std::string all() {
        std::string text;
        std::error_code end;
        asio::read(socket_, asio::dynamic_buffer(text), end);
        return text;
    }
    /// One answer by its Content-Length; "" when the other end closed.
    std::string one() {
        std::error_code end;
        const std::size_t head =
            asio::read_until(socket_, asio::dynamic_buffer(kept_), "\r\n\r\n", end);
        if (end) return {};
        const std::size_t at = kept_.find("Content-Length: ");
        const std::size_t size = at < head ? std::stoul(kept_.substr(at + 16)) : std::size_t{0};
        if (kept_.size() < head + size)
            asio::read(socket_, asio::dynamic_buffer(kept_),
                       asio::transfer_exactly(head + size - kept_.size()), end);
        const std::string answer = kept_.substr(0, head + size);
        kept_.erase(0, head + size);
        return answer;
    }

private:
    asio::io_context network_;
    asio::ip::tcp::socket socket_;
    std::string kept_;
};

const std::string kHealth = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

TEST(listener, answers_many_requests_on_one_connection) {
    Served at;
    Wire wire{at};
    for (int i = 0; i < 3; ++i) {
        wire.send(kHealth);
        EXPECT_TRUE(wire.one().starts_with("HTTP/1.1 200 OK\r\n"));
    }
    wire.send(kHealth + "GET /api/none HTTP/1.1\r\nHost: a\r\n\r\n" + kHealth);
    EXPECT_TRUE(wire.one().starts_with("HTTP/1.1 200"));
    EXPECT_TRUE(wire.one().starts_with("HTTP/1.1 404"));
    EXPECT_TRUE(wire.one().starts_with("HTTP/1.1 200")) << "pipelined answers keep their order";
}

TEST(listener, refuses_what_is_no_http_and_what_would_be_read_two_ways) {
    Served at;
    for (const std::string& text :
         {std::string{"\x16\x03\x01 not http\r\n\r\n"}, std::string{"GET\r\n\r\n"},
          std::string{"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
                      "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n"},
          std::string{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"}}) {
        Wire wire{at};
        wire.send(text);
        EXPECT_TRUE(wire.all().starts_with("HTTP/1.1 400 Bad Request\r\n")) << text;
    }
    Wire after{at};
    after.send(kHealth);
    EXPECT_TRUE(after.one().starts_with("HTTP/1.1 200")) << "the server lives on";
}

TEST(listener, closes_on_a_client_that_sends_a_byte_now_and_then) {
    Served at{{.read_limit = milliseconds{1500}}};
    const double began = steady_seconds();
    Wire slow{at};
    std::thread dripping{[&slow] {
        for (const char c : std::string{"GET /healthz HTTP/1.1\r\nX-Slow: aaaaaaaaaaaa"}) {
            slow.send(std::string(1, c));
            std::this_thread::sleep_for(milliseconds{100});
        }
    }};
    EXPECT_EQ(slow.all(), "");
    EXPECT_LT(steady_seconds() - began, 4.0);
    dripping.join();
    Wire body{at};
    body.send("POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{");
    EXPECT_EQ(body.all(), "") << "the same for a body that does not come";
}

TEST(listener, refuses_too_much) {
    Served at;
    Wire head{at};
    head.send("GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: " + std::string(9000, 'a') + "\r\n\r\n");
    EXPECT_TRUE(head.one().starts_with("HTTP/1.1 431")) << "told, where it can be read";
    Wire address{at};
    address.send("GET /" + std::string(5000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(address.one().starts_with("HTTP/1.1 414"));
    Wire body{at};
    const std::string large(300'000, 'x');
    body.send(
        "POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        "Content-Length: " +
        std::to_string(large.size()) + "\r\n\r\n" + large);
    EXPECT_TRUE(body.one().starts_with("HTTP/1.1 413"));
}

TEST(listener, says_why_it_does_not_read_on) {
    Served at;
    const std::string post = "POST /api/v1/session HTTP/1.1\r\nHost: a\r\n";
    const auto answer_to = [&at](const std::string& text) {
        Wire wire{at};
        wire.send(text);
        return wire.all();
    };
    const auto is_whole = [](const std::string& answer, std::string_view status) {
        const std::size_t head = answer.find("\r\n\r\n");
        ASSERT_NE(head, std::string::npos) << answer;
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 " + std::string{status} + "\r\n")) << answer;
        EXPECT_NE(answer.find("Content-Type: application/problem+json\r\n"), std::string::npos);
        EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
        EXPECT_NE(answer.find("Cache-Control: no-store\r\n"), std::string::npos);
        const std::string body = answer.substr(head + 4);
        EXPECT_NE(answer.find("Content-Length: " + std::to_string(body.size()) + "\r\n"),
                  std::string::npos);
        EXPECT_NE(body.find("\"hint\""), std::string::npos) << body;
    };
    is_whole(answer_to(post + "Content-Length: 99999999999\r\n\r\n"), "413 Content Too Large");
    // A client that sends all of it first: the answer must not be lost with what is on its way.
    is_whole(answer_to(post + "Content-Length: 12000000\r\n\r\n" + std::string(12'000'000, 'x')),
             "413 Content Too Large");
    std::string chunks = post + "Transfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 10; ++i) chunks += "100000\r\n" + std::string(0x100000, 'x') + "\r\n";
    is_whole(answer_to(chunks + "0\r\n\r\n"), "413 Content Too Large");
    is_whole(answer_to("GET /" + std::string(10'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"),
             "414 URI Too Long");
    is_whole(
        answer_to("GET / HTTP/1.1\r\nHost: a\r\nCookie: " + std::string(100'000, 'a') + "\r\n\r\n"),
        "431 Request Header Fields Too Large");
    std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 200; ++i) many += "X-" + std::to_string(i) + ": a\r\n";
    is_whole(answer_to(many + "\r\n"), "431 Request Header Fields Too Large");
    is_whole(answer_to("BREW / HTTP/1.1\r\nHost: a\r\n\r\n"), "400 Bad Request");
    EXPECT_EQ(at.clinic.metrics.unread.load(), 7U);

    Wire second{at};
    second.send(kHealth);
    EXPECT_TRUE(second.one().starts_with("HTTP/1.1 200"));
    second.send(post + "Content-Length: 99999999999\r\n\r\n");
    EXPECT_TRUE(second.all().starts_with("HTTP/1.1 413")) << "on a kept connection likewise";
    Wire after{at};
    after.send(kHealth);
    EXPECT_TRUE(after.one().starts_with("HTTP/1.1 200")) << "the server lives on";
}

TEST(listener, lets_go_of_a_client_that_does_not_take_its_last_words) {
    Served at;
    const double began = steady_seconds();
    Wire stubborn{at};
    stubborn.send("BREW / HTTP/1.1\r\n\r\n");
    std::atomic<bool> over = false;
    std::thread dripping{[&] {
        while (!over) {
            stubborn.send("x");
            std::this_thread::sleep_for(milliseconds{50});
        }
    }};
    EXPECT_TRUE(stubborn.all().starts_with("HTTP/1.1 400"));
    at.listener->drain();
    EXPECT_LT(steady_seconds() - began, 4.0) << "a closing server does not wait for it";
    over = true;
    dripping.join();
}

TEST(listener, turns_away_what_its_queue_does_not_hold) {
    Served at{{.workers = 1, .longest_queue = 0}};
    Wire wire{at};
    wire.send(kHealth);
    const std::string busy = wire.one();
    EXPECT_TRUE(busy.starts_with("HTTP/1.1 503")) << busy;
    EXPECT_NE(busy.find("Retry-After: 1"), std::string::npos);
    EXPECT_EQ(at.clinic.metrics.turned_away.load(), 1U);
}

TEST(listener, lets_nothing_into_a_header_of_its_answer) {
    Served at;
    Wire wire{at};
    wire.send("GET /healthz?x=%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string answer = wire.one();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 400"));
    EXPECT_EQ(answer.find("Set-Cookie"), std::string::npos);
}

TEST(listener, closes_without_breaking_off_what_was_begun) {
    Served at;
    Wire wire{at};
    wire.send(kHealth);
    EXPECT_TRUE(wire.one().starts_with("HTTP/1.1 200"));
    at.listener->drain();
    EXPECT_TRUE(at.clinic.draining.load());
    EXPECT_THROW(Wire{at}, std::system_error) << "nobody new gets in";
    EXPECT_EQ(wire.all(), "");
}

TEST(listener, answers_everybody_who_asked_before_the_close) {
    Served at;
    std::vector<std::unique_ptr<Wire>> wires;
    for (int i = 0; i < 40; ++i) {
        wires.push_back(std::make_unique<Wire>(at));
        wires.back()->send(kHealth);
    }
    at.listener->drain();
    for (const auto& wire : wires) EXPECT_TRUE(wire->one().starts_with("HTTP/1.1 200"));
}

TEST(listener, leaves_nobody_at_work_when_its_patience_ends) {
    Served at{{.drain_limit = milliseconds{20}}};
    std::atomic<bool> begun{false}, ended{false};
    at.clinic.setup_code = "code";
    at.clinic.make_demonstration = [&](clinic::WriteStore&, const clinic::Acting&) -> Result<void> {
        begun = true;
        std::this_thread::sleep_for(milliseconds{300});
        ended = true;
        return {};
    };
    Wire wire{at};
    const std::string body =
        R"({"code":"code","login":"first","password":"correct horse battery","name":"First","demonstration":true})";
    wire.send(
        "POST /api/v1/setup HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        "Idempotency-Key: 0b8f7a52-3c5e-4d0e-9a61-3f7b1f1a2c3d\r\n"
        "Content-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body);
    for (const double until_s = steady_seconds() + 60; !begun && steady_seconds() < until_s;)
        std::this_thread::sleep_for(milliseconds{5});
    ASSERT_TRUE(begun) << "the handler is at work";
    at.listener->drain();
    EXPECT_TRUE(ended) << "the store may be closed now: nobody is in it";
}

TEST(listener, says_when_the_address_is_taken) {
    Served at;
    ListenerSettings same;
    same.port = at.listener->port();
    const auto second = Listener::open(at.engine, at.clinic, same);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_NE(second.error().hint.find("--listen"), std::string::npos);
}

}  // namespace
}  // namespace sinew::server
