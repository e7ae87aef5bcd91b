// The engine on a socket: HTTP/1.1 with keep-alive, one thread for the network, a few for the work, limits on everything.
#pragma once

#include <sinew/server/engine.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace sinew::server {

struct ListenerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0 = any free one
    std::size_t most_connections = 1024;
    std::size_t workers = 2;
    std::size_t slow_workers = 2;     ///< for what hashes passwords
    std::size_t longest_queue = 512;  ///< requests; beyond it 503
    std::size_t most_writes_waiting = 4096;
    std::chrono::milliseconds read_limit{
        15'000};  ///< for a whole request, and for silence between two
    std::chrono::milliseconds write_limit{30'000};
    std::chrono::milliseconds handle_limit{60'000};
    std::chrono::milliseconds drain_limit{10'000};
};

class Listener {
public:
    /// Listens from now on. @errors conflict when the address is taken; bad_input when it is none
    [[nodiscard]] static Result<std::unique_ptr<Listener>> open(Engine& engine, Clinic& clinic,
                                                                ListenerSettings settings);
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener();

    [[nodiscard]] std::uint16_t port() const noexcept;
    /// Takes no new connection, lets what is under way be answered (up to the drain limit), then closes. No handler runs when
    /// it returns; a write that was handed to the store may still be told, so close the store before this object goes. Safe
    /// to call twice.
    void drain();

private:
    class Running;
    explicit Listener(std::unique_ptr<Running> running);
    std::unique_ptr<Running> running_;
};

}  // namespace sinew::server
