// What handlers say and read in the same way everywhere: JSON answers, versions, pages, bodies, languages.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/server/http.hpp>

#include <optional>
#include <string>

namespace sinew::server {

[[nodiscard]] Response json_answer(int status, const OrderedJson& body);
[[nodiscard]] Response empty_answer();  ///< 204
/// @param name  of the file a browser may save; letters, digits, dots and dashes only
[[nodiscard]] Response file_answer(std::string media_type, std::string bytes,
                                   std::string_view name);

/// The same, with its version and the hash of its body as ETag: "3-0f1e2d3c4b5a6978".
[[nodiscard]] Response json_answer(int status, const OrderedJson& body, int version);

/// True when If-None-Match names this ETag: who asks has it already.
[[nodiscard]] bool known_to_asker(const Request& request, std::string_view tag);

/// Nothing when If-Match names `version`; else the answer: 428 without the header, 412 with another version.
[[nodiscard]] std::optional<Response> refuse_other_version(const Request& request, int version);

/// The body as one JSON object, for clinic::StrictBody. @errors every fault with its pointer
[[nodiscard]] Checked<Json> body_of(const Request& request);

[[nodiscard]] domain::Language language_of(const Request& request) noexcept;
[[nodiscard]] domain::Framing framing_of(const Request& request) noexcept;

/// A whole number of the query. @errors bad_input, out_of_range, at "query NAME"
[[nodiscard]] Result<std::optional<int>> whole_of_query(const Request& request,
                                                        std::string_view name, int lowest,
                                                        int highest);

}  // namespace sinew::server
