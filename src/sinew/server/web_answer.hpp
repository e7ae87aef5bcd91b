// What is answered to an address that is no route: a file of the web app, a page that draws the address, or a problem.
// Names are looked up in a table, never on a disk: there is nothing to climb out of.
#pragma once

#include <sinew/server/http.hpp>
#include <sinew/server/web_files.hpp>

#include <functional>

namespace sinew::server {

using FindFile = std::function<const WebFile*(std::string_view path)>;

[[nodiscard]] Response web_answer(const Request& request);
[[nodiscard]] Response web_answer(const Request& request, const FindFile& find);

}  // namespace sinew::server
