// A request that the parser gives up (no HTTP, or far beyond the limits) never reaches the engine, and RESTinio closes without
// a word. Here the door says why before it closes: the logger hears of the fault, the socket leaves with the answer.
#pragma once

#include <sinew/server/http.hpp>

#include <asio.hpp>

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sinew::server {

/// The answer to a fault of the parser, by RESTinio's words for it ("... parser error HPE_CB_body: ..."): 413 for a body, 414
/// for an address, 431 for headers, 400 for what is no HTTP. Nothing where the words tell of another fault.
[[nodiscard]] std::optional<Response> parting_answer(std::string_view fault);

/// RESTinio's logger. It is told of a parser's fault by the thread of the network, immediately before the socket closes.
class FaultHearer {
public:
    /// @param refused  goes up with every request that is refused here
    explicit FaultHearer(std::atomic<std::uint64_t>& refused) : refused_{refused} {}
    template <typename Message>
    void trace(Message&&) const noexcept {}
    template <typename Message>
    void info(Message&&) const noexcept {}
    template <typename Message>
    void warn(Message&&) const noexcept {}
    template <typename Message>
    void error(Message&& message) {
        hear(message());
    }

private:
    void hear(std::string_view fault);
    std::atomic<std::uint64_t>& refused_;
};

/// A socket that closes as any other, unless a fault was heard: then it hands itself to somebody who sends the answer, reads
/// what is still on its way (else the other end would see a reset instead of the answer) and closes within seconds.
class PartingSocket : public asio::ip::tcp::socket {
public:
    using asio::ip::tcp::socket::socket;
    void shutdown(shutdown_type how, std::error_code& error);
};

}  // namespace sinew::server
