// From what a parser found on the wire to a request the engine takes, or the refusal.
#pragma once

#include <sinew/server/http.hpp>
#include <sinew/server/server_settings.hpp>

#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sinew::server {

struct RawRequest {
    std::string_view method, target;
    std::vector<std::pair<std::string_view, std::string_view>> headers;
    std::string body;
    std::string peer;
    bool secure = false;
};

/// Refused: unknown methods (501), doubtful targets (400), long ones (414), too many or too long headers (431), a second Host, Cookie,
/// Origin, X-CSRF-Token or Idempotency-Key (400). A name given twice otherwise is joined with a comma.
[[nodiscard]] std::variant<Request, Response> read_request(RawRequest raw,
                                                           const ServerSettings& settings);

}  // namespace sinew::server
