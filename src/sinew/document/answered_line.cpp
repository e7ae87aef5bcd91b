#include <sinew/document/answered_line.hpp>

#include <fmt/format.h>

namespace sinew::document {

AnsweredLine refused_line(const Json& id, const Error& error) {
    OrderedJson json;
    json["id"] = OrderedJson::parse(id.dump());
    json["error"] = {{"where", error.where}, {"what", error.what}, {"hint", error.hint}};
    return {json.dump(), false};
}

tl::expected<OpenedLine, AnsweredLine> open_line(std::string_view line, std::size_t number) {
    OpenedLine opened{fmt::format("line {}", number), {}, {}};
    auto parsed = read_json(line, opened.at);
    if (!parsed) return tl::unexpected{refused_line(nullptr, parsed.error().list().front())};
    if (!parsed->is_object())
        return tl::unexpected{refused_line(
            nullptr, {ErrorCode::bad_input, "not an object", opened.at, "one {...} a line"})};
    opened.json = *std::move(parsed);
    opened.id = opened.json.value("id", Json{});
    return opened;
}

}  // namespace sinew::document
