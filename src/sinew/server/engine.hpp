// Everything between a request and its answer but the sockets: limits, routes, sessions, who may, kept answers, audit.
#pragma once

#include <sinew/server/clinic_app.hpp>
#include <sinew/server/http.hpp>
#include <sinew/server/rate_limit.hpp>
#include <sinew/server/request_log.hpp>
#include <sinew/server/route_match.hpp>

#include <functional>

namespace sinew::server {

class Engine {
public:
    using Done = std::function<void(Response)>;

    /// @param log  may be null: nothing is logged
    Engine(Clinic& clinic, RequestLog* log);

    /// Safe from any thread. `done` is called once: from this thread, or from the store after the commit.
    void handle(Request request, Done done);

    /// Where `handle` should run for it.
    [[nodiscard]] Lane lane_of(const Request& request) const;

private:
    friend class Passage;
    Clinic& clinic_;
    RequestLog* log_;
    RouteTree tree_;
    RateLimit visits_;
};

}  // namespace sinew::server
