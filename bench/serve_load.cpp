// How many durable changes a second the server acknowledges over loopback, and how long each waits.
// One thread, CONNECTIONS keep-alive connections, one request under way on each; every answer is checked.
//   sinew serve --data FOLDER --listen 127.0.0.1:8090 --setup-code bench --unlimited [--commit-each]
//   serve_load PORT [CONNECTIONS [SECONDS [GET]]]
// Changes are POSTs that write an account and an audit line and are answered after the commit; GET asks /healthz instead:
// the same server without storage.
#ifndef ASIO_STANDALONE
#define ASIO_STANDALONE
#endif
#include <fmt/format.h>

#include <algorithm>
#include <asio.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using asio::ip::tcp;

struct Load {
    std::string request_head, request_tail, wanted;
    std::vector<double> waits_ms;
    std::size_t wrong = 0, next_key = 0;
    Clock::time_point until;
};

std::size_t length_of(const std::string& head) {
    const std::size_t at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(asio::io_context& network, const tcp::endpoint& to, Load& load)
        : socket_{network}, load_{load} {
        socket_.connect(to);
        socket_.set_option(tcp::no_delay{true});
    }
    void ask() {
        if (Clock::now() >= load_.until) return;
        request_ = load_.request_head + "Idempotency-Key: bench-key-" +
                   std::to_string(++load_.next_key) + load_.request_tail;
        began_ = Clock::now();
        asio::async_write(socket_, asio::buffer(request_.data(), request_.size()),
                          [self = shared_from_this()](std::error_code trouble, std::size_t) {
                              if (trouble) return self->fail();
                              self->read_head();
                          });
    }

private:
    void fail() { ++load_.wrong; }
    void read_head() {
        asio::async_read_until(socket_, asio::dynamic_buffer(kept_), "\r\n\r\n",
                               [self = shared_from_this()](std::error_code trouble, std::size_t n) {
                                   if (trouble) return self->fail();
                                   self->read_body(n);
                               });
    }
    void read_body(std::size_t head) {
        const std::size_t whole = head + length_of(kept_.substr(0, head));
        if (kept_.size() >= whole) return take(whole);
        asio::async_read(socket_, asio::dynamic_buffer(kept_),
                         asio::transfer_exactly(whole - kept_.size()),
                         [self = shared_from_this(), whole](std::error_code trouble, std::size_t) {
                             if (trouble) return self->fail();
                             self->take(whole);
                         });
    }
    void take(std::size_t whole) {
        if (kept_.compare(0, load_.wanted.size(), load_.wanted) != 0) ++load_.wrong;
        kept_.erase(0, whole);
        load_.waits_ms.push_back(
            std::chrono::duration<double, std::milli>(Clock::now() - began_).count());
        ask();
    }

    tcp::socket socket_;
    Load& load_;
    std::string request_, kept_;
    Clock::time_point began_;
};

/// One request, whole answer.
std::string once(const tcp::endpoint& to, const std::string& text) {
    asio::io_context network;
    tcp::socket socket{network};
    socket.connect(to);
    asio::write(socket, asio::buffer(text.data(), text.size()));
    std::string answer;
    std::error_code end;
    asio::read(socket, asio::dynamic_buffer(answer), end);
    return answer;
}

std::string between(const std::string& text, const std::string& left, char right) {
    const std::size_t at = text.find(left);
    if (at == std::string::npos) return {};
    const std::size_t from = at + left.size();
    return text.substr(from, text.find(right, from) - from);
}

std::string post(const std::string& path, const std::string& body) {
    return "POST " + path +
           " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n"
           "Idempotency-Key: bench-set-up\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

double at_share(std::vector<double>& sorted, double share) {
    return sorted.empty()
               ? 0
               : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: serve_load PORT [CONNECTIONS [SECONDS [GET]]]\n", stderr);
        return 2;
    }
    const int connections = std::clamp(argc > 2 ? std::atoi(argv[2]) : 64, 1, 512);
    const int seconds = std::clamp(argc > 3 ? std::atoi(argv[3]) : 5, 1, 30);
    const bool storage = argc <= 4;
    const tcp::endpoint to{asio::ip::make_address("127.0.0.1"),
                           static_cast<std::uint16_t>(std::atoi(argv[1]))};
    Load load;
    load.wanted = "HTTP/1.1 200";
    if (storage) {
        std::string in = once(
            to,
            post("/api/v1/setup",
                 R"({"code":"bench","login":"bench","password":"bench-password","name":"Bench"})"));
        if (in.find("HTTP/1.1 201") != 0)
            in = once(to,
                      post("/api/v1/session", R"({"login":"bench","password":"bench-password"})"));
        const std::string cookie = between(in, "sinew_session=", ';'),
                          token = between(in, "\"csrf\":\"", '"');
        if (cookie.empty() || token.empty()) {
            std::fprintf(stderr, "cannot come in:\n%s\n", in.c_str());
            return 1;
        }
        load.request_head =
            "POST /api/v1/me/second-factor HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sinew_session=" +
            cookie + "\r\nX-CSRF-Token: " + token + "\r\n";
        load.request_tail = "\r\nContent-Length: 0\r\n\r\n";
    } else {
        load.request_head = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        load.request_tail = "\r\n\r\n";
    }
    asio::io_context network{1};
    load.until = Clock::now() + std::chrono::seconds{seconds};
    const auto began = Clock::now();
    std::vector<std::shared_ptr<Connection>> all;
    for (int i = 0; i < connections; ++i)
        all.push_back(std::make_shared<Connection>(network, to, load));
    for (const auto& one : all) one->ask();
    network.run();
    const double took = std::chrono::duration<double>(Clock::now() - began).count();
    std::sort(load.waits_ms.begin(), load.waits_ms.end());
    std::puts(
        fmt::format("{{\"connections\": {}, \"seconds\": {:.2f}, \"answers\": {}, \"wrong\": {}, "
                    "\"per_second\": {:.0f}, \"p50_ms\": {:.2f}, \"p99_ms\": {:.2f}}}",
                    connections, took, load.waits_ms.size(), load.wrong,
                    static_cast<double>(load.waits_ms.size()) / took, at_share(load.waits_ms, 0.5),
                    at_share(load.waits_ms, 0.99))
            .c_str());
    return load.wrong == 0 ? 0 : 1;
}
