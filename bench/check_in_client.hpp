// A client that sends check-ins over many keep-alive connections at once, one under way on each: one thread, epoll, every answer looked at.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sinew::bench {

/// Who sends on a connection.
struct Sender {
    std::string person;  ///< id, as in the address
    std::string cookie;  ///< token of the session
    std::string csrf;
};

struct Heard {
    std::vector<double>
        waits_ms;           ///< of each answer, from the first byte sent to the last read; sorted
    std::size_t kept = 0;   ///< answers that say the check-in is kept
    std::size_t wrong = 0;  ///< any other answer, or none
    double seconds = 0;
};

/// Connection number i sends as sender i (counted around), each check-in with an id and a key of its own, for `seconds`;
/// what is under way then is waited for.
[[nodiscard]] Heard send_check_ins(std::uint16_t port, const std::vector<Sender>& senders,
                                   int connections, double seconds);

/// The whole answer to one GET on a connection of its own, head and body; `cookie` may be empty.
[[nodiscard]] std::string answer_to(std::uint16_t port, const std::string& target,
                                    const std::string& cookie = {});

/// A number of the server's /metrics, such as "sinew_commits_total".
[[nodiscard]] double metric_of(std::uint16_t port, const std::string& name);

}  // namespace sinew::bench
