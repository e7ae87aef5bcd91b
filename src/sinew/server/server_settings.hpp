// What a centre sets for its server. Every number has a default and a unit in its name or type.
#pragma once

#include <sinew/clinic/store.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace sinew::server {

/// How long a session lives: untouched, and at most.
struct SessionLife {
    std::chrono::minutes idle;
    std::chrono::hours longest;
};

struct ServerSettings {
    std::string public_url = "http://127.0.0.1:8080";  ///< of links; no slash at the end
    std::vector<std::string> hosts = {};  ///< names this server answers to; empty = any
    bool trust_proxy = false;             ///< believe X-Forwarded-For and -Proto of the nearest end
    /// Staff work at shared desks; a person's own phone must survive a week without a network.
    SessionLife staff_session{std::chrono::minutes{30}, std::chrono::hours{12}};
    SessionLife person_session{std::chrono::hours{24 * 14}, std::chrono::hours{24 * 90}};
    std::chrono::hours invitation_life{24 * 7};
    std::chrono::hours keep_answers{24 * 30};  ///< of idempotency keys: longer than a week offline
    double requests_per_second = 100;          ///< of one session, or of one address without one
    double request_burst = 500;
    double logins_per_second = 0.2;  ///< of one address
    double login_burst = 20;
    int failures_before_lock = 5;         ///< in a row, of one login
    std::chrono::seconds first_lock{30};  ///< doubled with every failure after that
    std::chrono::seconds longest_lock{3600};
    std::string version = {};

    [[nodiscard]] const SessionLife& session_of(clinic::Role role) const noexcept {
        return role == clinic::Role::person ? person_session : staff_session;
    }
};

}  // namespace sinew::server
