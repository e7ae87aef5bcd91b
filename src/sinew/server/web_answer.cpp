#include <sinew/server/problem.hpp>
#include <sinew/server/web_answer.hpp>

namespace sinew::server {

Response web_answer(const Request&) {
    return problem(Refusal{.status = 404,
                           .kind = "not_found",
                           .title = "no such address",
                           .hint = "the addresses stand in /api/openapi.json"});
}

}  // namespace sinew::server
