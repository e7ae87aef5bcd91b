#include <sinew/recording/watch_xml.hpp>

#include <sinew/base/calendar.hpp>
#include <sinew/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::recording {
namespace {

/// Deeper than allowed? Walks without recursion: the depth is the stranger's choice.
bool too_deep(const pugi::xml_document& document) {
    pugi::xml_node node = document.first_child();
    int depth = 1;
    while (node) {
        if (depth > kDeepestXml) return true;
        if (node.first_child()) {
            node = node.first_child();
            ++depth;
            continue;
        }
        while (node && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        node = node.next_sibling();
    }
    return false;
}

std::size_t line_at(std::string_view bytes, std::ptrdiff_t offset) {
    const std::size_t end =
        std::min(bytes.size(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, offset)));
    return 1 + static_cast<std::size_t>(std::count(
                   bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
}

}  // namespace

Result<std::unique_ptr<pugi::xml_document>> read_watch_xml(std::string_view bytes,
                                                           const std::string& name) {
    const auto no = [&](std::string what, std::string where, std::string hint) {
        return fail({ErrorCode::bad_input, std::move(what), std::move(where), std::move(hint)});
    };
    if (bytes.size() > kLargestXml)
        return no(fmt::format("more than {} MiB", kLargestXml >> 20U), name,
                  "give one activity a file");
    auto document = std::make_unique<pugi::xml_document>();
    const auto parsed = document->load_buffer(bytes.data(), bytes.size(),
                                              pugi::parse_default | pugi::parse_doctype);
    if (!parsed)
        return no(std::string{"not well-formed XML: "} + parsed.description(),
                  fmt::format("{}:{}", name, line_at(bytes, parsed.offset)),
                  "export the recording again; the file may be cut off");
    for (const pugi::xml_node& node : document->children())
        if (node.type() == pugi::node_doctype)
            return no("an XML document type: such files are not read", name,
                      "take the <!DOCTYPE ...> out; watch files have none");
    if (too_deep(*document))
        return no(fmt::format("XML more than {} levels deep", kDeepestXml), name,
                  "give a file as the watch wrote it");
    return document;
}

std::string_view local_name(const pugi::xml_node& node) noexcept {
    const std::string_view whole = node.name();
    const std::size_t colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name) noexcept {
    for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling())
        if (child.type() == pugi::node_element && local_name(child) == name) return child;
    return {};
}

pugi::xml_node found_below(const pugi::xml_node& node, std::string_view name, int depth) noexcept {
    if (depth <= 0) return {};
    for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling()) {
        if (child.type() != pugi::node_element) continue;
        if (local_name(child) == name) return child;
        if (const pugi::xml_node below = found_below(child, name, depth - 1)) return below;
    }
    return {};
}

std::optional<double> XmlValues::number(const pugi::xml_node& node) {
    if (!node) return std::nullopt;
    return number(std::string_view{node.child_value()});
}

std::optional<double> XmlValues::number(std::string_view text) {
    const std::string_view tidy = trim(text);
    if (tidy.empty()) return std::nullopt;
    const auto value = parse_number(tidy);
    unreadable_ += !value;
    return value;
}

std::optional<double> XmlValues::time(std::string_view text) {
    const std::string_view tidy = trim(text);
    if (tidy.empty()) return std::nullopt;
    const auto moment = read_moment(tidy);
    if (!moment || !moment->has_time) {
        ++unreadable_;
        return std::nullopt;
    }
    double seconds = static_cast<double>(moment->earliest.time_since_epoch().count());
    if (const std::size_t dot = tidy.find('.'); dot != std::string_view::npos) {
        double place = 0.1;  // read_moment has seen that digits follow
        for (std::size_t i = dot + 1;
             i < tidy.size() && tidy[i] >= '0' && tidy[i] <= '9' && place > 1e-6; ++i) {
            seconds += (tidy[i] - '0') * place;
            place /= 10;
        }
    }
    return seconds;
}

}  // namespace sinew::recording
