// XML from watches, read with suspicion: size and depth limited, document types refused, so that there are no entities
// to expand and nothing outside is fetched.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/recording/watch_limits.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace sinew::recording {

inline constexpr int kDeepestXml = 64;

/// @errors bad_input: too large, too deep, a document type, not well formed (with the line)
[[nodiscard]] Result<std::unique_ptr<pugi::xml_document>> read_watch_xml(std::string_view bytes,
                                                                         const std::string& name);

/// An element's name without its prefix.
[[nodiscard]] std::string_view local_name(const pugi::xml_node& node) noexcept;

/// The first child element of that name, whatever its prefix; an empty node when there is none.
[[nodiscard]] pugi::xml_node child_named(const pugi::xml_node& node,
                                         std::string_view name) noexcept;
/// The first element of that name below `node`, at most `depth` levels down.
[[nodiscard]] pugi::xml_node found_below(const pugi::xml_node& node, std::string_view name,
                                         int depth) noexcept;

/// Numbers and times of one document; what is no number or time is counted.
class XmlValues {
public:
    /// A finite number; absent when the element is missing or holds none.
    [[nodiscard]] std::optional<double> number(const pugi::xml_node& node);
    [[nodiscard]] std::optional<double> number(std::string_view text);
    /// Unix seconds with their fraction; a time without an offset counts as UTC.
    [[nodiscard]] std::optional<double> time(std::string_view text);
    [[nodiscard]] std::size_t unreadable() const noexcept { return unreadable_; }

private:
    std::size_t unreadable_ = 0;
};

}  // namespace sinew::recording
