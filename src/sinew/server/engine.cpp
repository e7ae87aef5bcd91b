#include <sinew/server/engine.hpp>
#include <sinew/server/passage.hpp>

namespace sinew::server {

Engine::Engine(Clinic& clinic, RequestLog* log)
    : clinic_{clinic},
      log_{log},
      tree_{all_routes()},
      visits_{clinic.settings().requests_per_second, clinic.settings().request_burst} {}

void Engine::handle(Request request, Done done) {
    std::make_shared<Passage>(*this, std::move(request), std::move(done))->go();
}

Lane Engine::lane_of(const Request& request) const {
    const auto match = tree_.match(request.method, request.path);
    return match && match->route ? all_routes()[*match->route].lane : Lane::quick;
}

}  // namespace sinew::server
