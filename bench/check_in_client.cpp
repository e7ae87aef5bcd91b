#include "check_in_client.hpp"

#include <sinew/base/clock.hpp>
#include <sinew/base/secrets.hpp>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <stdexcept>

namespace sinew::bench {
namespace {

struct Wire {
    int socket = -1;
    const Sender* sender = nullptr;
    std::string id;
    std::string heard;
    double began_s = 0;
};

int connected(std::uint16_t port) {
    const int wire = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(wire, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
        throw std::runtime_error{"cannot connect"};
    const int yes = 1;
    ::setsockopt(wire, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return wire;
}

void ask(Wire& wire) {
    wire.id = id_text(new_id(clock_now_ms()));
    const std::string body = fmt::format(
        R"({{"entries":[{{"id":"{}","kind":"observation","at":"{}","observation":{{"outcome":"craving_vas","value":{},"moment":"now"}}}}]}})",
        wire.id, instant_text(clock_now()), static_cast<unsigned char>(wire.id.back()) % 100);
    const std::string text = fmt::format(
        "POST /api/v1/people/{}/entries HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sinew_session={}\r\n"
        "X-CSRF-Token: {}\r\nIdempotency-Key: {}\r\nContent-Type: application/json\r\n"
        "Content-Length: {}\r\n\r\n{}",
        wire.sender->person, wire.sender->cookie, wire.sender->csrf, wire.id, body.size(), body);
    wire.heard.clear();
    wire.began_s = steady_seconds();
    if (::send(wire.socket, text.data(), text.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(text.size()))
        throw std::runtime_error{"a request did not go out whole"};
}

/// Bytes of the whole answer as soon as its head is there; 0 before.
std::size_t size_of_answer(const std::string& heard) {
    const std::size_t head = heard.find("\r\n\r\n");
    if (head == std::string::npos) return 0;
    constexpr std::string_view kLength = "Content-Length: ";
    const std::size_t at = heard.find(kLength);
    std::size_t body = 0;
    if (at < head) std::from_chars(heard.data() + at + kLength.size(), heard.data() + head, body);
    return head + 4 + body;
}

bool says_kept(const Wire& wire) {
    return wire.heard.starts_with("HTTP/1.1 200") &&
           wire.heard.find("\"id\":\"" + wire.id + "\",\"state\":\"kept\"") != std::string::npos;
}

}  // namespace

Heard send_check_ins(std::uint16_t port, const std::vector<Sender>& senders, int connections,
                     double seconds) {
    Heard result;
    std::vector<Wire> wires(static_cast<std::size_t>(connections));
    const int ready = ::epoll_create1(EPOLL_CLOEXEC);
    const double began = steady_seconds();
    for (std::size_t i = 0; i < wires.size(); ++i) {
        wires[i].socket = connected(port);
        wires[i].sender = &senders[i % senders.size()];
        epoll_event wish{};
        wish.events = EPOLLIN;
        wish.data.ptr = &wires[i];
        ::epoll_ctl(ready, EPOLL_CTL_ADD, wires[i].socket, &wish);
        ask(wires[i]);
    }
    std::size_t under_way = wires.size();
    std::array<epoll_event, 64> events{};
    std::array<char, 8192> bytes{};
    while (under_way > 0) {
        const int count = ::epoll_wait(ready, events.data(), events.size(), 30'000);
        if (count == 0) break;  // half a minute of silence: what is under way is lost
        for (int e = 0; e < count; ++e) {
            Wire& wire = *static_cast<Wire*>(events[static_cast<std::size_t>(e)].data.ptr);
            const ssize_t got = ::recv(wire.socket, bytes.data(), bytes.size(), 0);
            if (got <= 0) {
                ::epoll_ctl(ready, EPOLL_CTL_DEL, wire.socket, nullptr);
                ++result.wrong;
                --under_way;
                continue;
            }
            wire.heard.append(bytes.data(), static_cast<std::size_t>(got));
            const std::size_t whole = size_of_answer(wire.heard);
            if (whole == 0 || wire.heard.size() < whole) continue;
            const double now = steady_seconds();
            result.waits_ms.push_back((now - wire.began_s) * 1000);
            ++(says_kept(wire) ? result.kept : result.wrong);
            if (now - began < seconds)
                ask(wire);
            else
                --under_way;
        }
    }
    result.wrong += under_way;
    result.seconds = steady_seconds() - began;
    for (const Wire& wire : wires) ::close(wire.socket);
    ::close(ready);
    std::sort(result.waits_ms.begin(), result.waits_ms.end());
    return result;
}

std::string answer_to(std::uint16_t port, const std::string& target, const std::string& cookie) {
    const std::string ask = fmt::format(
        "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sinew_session={}\r\nConnection: "
        "close\r\n\r\n",
        target, cookie);
    const int wire = connected(port);
    std::string heard;
    std::array<char, 65536> bytes{};
    if (::send(wire, ask.data(), ask.size(), MSG_NOSIGNAL) > 0)
        for (ssize_t got = 0; (got = ::recv(wire, bytes.data(), bytes.size(), 0)) > 0;)
            heard.append(bytes.data(), static_cast<std::size_t>(got));
    ::close(wire);
    return heard;
}

double metric_of(std::uint16_t port, const std::string& name) {
    const std::string heard = answer_to(port, "/metrics");
    const std::size_t at = heard.find("\n" + name + " ");
    return at == std::string::npos ? 0 : std::strtod(heard.c_str() + at + name.size() + 2, nullptr);
}

}  // namespace sinew::bench
