#include <sinew/server/door.hpp>
#include <sinew/server/http_limits.hpp>
#include <sinew/server/parting.hpp>
#include <sinew/server/problem.hpp>

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <memory>
#include <utility>

namespace sinew::server {
namespace {

constexpr std::size_t kMostPartings = 64;  ///< at once; beyond it the door just closes
constexpr std::size_t kMostRead = 4 * kLargestBody;
constexpr std::chrono::seconds kLongestParting{5};

thread_local std::optional<Response> heard;  ///< between the logger and the socket's close
thread_local std::size_t partings = 0;

std::string on_the_wire(Response response) {
    put_safety_headers(response, false);
    std::string out =
        fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
    for (const auto& [name, value] : response.headers) out += name + ": " + value + "\r\n";
    return out + fmt::format("Content-Length: {}\r\nConnection: close\r\n\r\n{}",
                             response.body.size(), response.body);
}

/// Sends the last words and waits until the other end has read them.
class Parting : public std::enable_shared_from_this<Parting> {
public:
    Parting(asio::ip::tcp::socket socket, std::string words)
        : socket_{std::move(socket)}, limit_{socket_.get_executor()}, words_{std::move(words)} {
        ++partings;
    }
    Parting(const Parting&) = delete;
    Parting& operator=(const Parting&) = delete;
    ~Parting() { --partings; }

    void begin() {
        limit_.expires_after(kLongestParting);
        limit_.async_wait([self = shared_from_this()](const std::error_code& stopped) {
            if (!stopped) self->close();
        });
        asio::async_write(socket_, asio::buffer(words_),
                          [self = shared_from_this()](const std::error_code& broken, std::size_t) {
                              if (broken) return self->close();
                              std::error_code ignored;
                              self->socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
                              self->read_on();
                          });
    }

private:
    void read_on() {
        socket_.async_read_some(
            asio::buffer(lost_),
            [self = shared_from_this()](const std::error_code& end, std::size_t size) {
                self->read_ += size;
                if (end || self->read_ > kMostRead) return self->close();
                self->read_on();
            });
    }
    void close() {
        std::error_code ignored;
        socket_.close(ignored);
        limit_.cancel();
    }

    asio::ip::tcp::socket socket_;
    asio::steady_timer limit_;
    const std::string words_;
    std::array<char, 16384> lost_{};
    std::size_t read_ = 0;
};

}  // namespace

std::optional<Response> parting_answer(std::string_view fault) {
    constexpr std::string_view kMark = "parser error ";
    const std::size_t at = fault.find(kMark);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = fault.substr(at + kMark.size());
    const std::string_view name = rest.substr(0, rest.find(':'));
    if (name == "HPE_CB_headers_complete" || name == "HPE_CB_body")
        return body_too_large(kLargestBody);
    if (name == "HPE_CB_url") return target_too_long();
    if (name == "HPE_CB_header_field" || name == "HPE_CB_header_value" ||
        name == "HPE_HEADER_OVERFLOW")
        return headers_too_large();
    return problem(Refusal{.status = 400,
                           .kind = "not_http",
                           .title = "this is not a request of HTTP/1.1 that this server reads",
                           .hint = "send plain HTTP/1.1 here with a usual method; for HTTPS ask "
                                   "the proxy in front of this server"});
}

void FaultHearer::hear(std::string_view fault) {
    heard = parting_answer(fault);
    if (heard) refused_.fetch_add(1, std::memory_order_relaxed);
}

void PartingSocket::shutdown(shutdown_type how, std::error_code& error) {
    const auto answer = std::exchange(heard, std::nullopt);
    if (!answer || partings >= kMostPartings) {
        asio::ip::tcp::socket::shutdown(how, error);
        return;
    }
    error.clear();
    std::make_shared<Parting>(std::move(static_cast<asio::ip::tcp::socket&>(*this)),
                              on_the_wire(*answer))
        ->begin();
}

}  // namespace sinew::server
