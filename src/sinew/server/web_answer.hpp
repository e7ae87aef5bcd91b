// What is answered to an address that is no route: a file of the web app, or a problem.
#pragma once

#include <sinew/server/http.hpp>

namespace sinew::server {

[[nodiscard]] Response web_answer(const Request& request);

}  // namespace sinew::server
