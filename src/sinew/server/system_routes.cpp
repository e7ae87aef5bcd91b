#include <sinew/server/answering.hpp>
#include <sinew/server/clinic_app.hpp>
#include <sinew/server/contract.hpp>
#include <sinew/server/problem.hpp>
#include <sinew/server/system_routes.hpp>

namespace sinew::server {

Answer get_health(const Call&) { return json_answer(200, {{"status", "alive"}}); }

Answer get_readiness(const Call& call) {
    if (!call.clinic.draining.load()) return json_answer(200, {{"status", "ready"}});
    return problem(Refusal{.status = 503,
                           .kind = "draining",
                           .title = "the server is closing",
                           .hint = "try again in a moment",
                           .retry_after_s = 5});
}

/// For a monitor on the same machine; a proxy in front of us must not hand it out.
Answer get_metrics(const Call& call) {
    const bool near = call.request.peer == "127.0.0.1" || call.request.peer == "::1";
    if (!near || !call.request.header("x-forwarded-for").empty())
        return problem(Refusal{.status = 404,
                               .kind = "not_found",
                               .title = "no such address",
                               .hint = "ask from the machine that the server runs on"});
    return Response{.status = 200,
                    .headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
                    .body = call.clinic.metrics.text(call.clinic.store().commits(),
                                                     call.clinic.store().waiting())};
}

Answer get_contract(const Call&) {
    return Response{.status = 200,
                    .headers = {{"Content-Type", "application/json"}},
                    .is_static = true,
                    .embedded = contract_text()};
}

}  // namespace sinew::server
