// The parts a record is built of, read strictly: known keys, right types, inside their bounds, every fault noted.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/text.hpp>
#include <sinew/domain/enum_set.hpp>
#include <sinew/domain/person_bounds.hpp>
#include <sinew/knowledge/pack_reader.hpp>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::document {

using knowledge::Node;

inline constexpr int kLongestOverrideDays =
    30;  ///< @source knowledge/screening/rules.json, semantics.override

/// A fault for every key that is not one of `known`, with the nearest of them.
void only_keys(const Node& object, std::initializer_list<std::string_view> known);
/// The node when it is an object; otherwise a fault and false.
[[nodiscard]] bool is_object(const Node& node);

/// The number when it is one and inside its bounds; otherwise a fault.
[[nodiscard]] std::optional<double> number_in(const Node& node, const domain::NumberBounds& bounds);
/// One line of text that is not empty.
[[nodiscard]] std::string text_of(const Node& node, std::size_t longest = 500);
[[nodiscard]] std::optional<Day> day_of(const Node& node);
[[nodiscard]] std::optional<Moment> moment_of(const Node& node);
/// "HH:MM" as minutes from midnight.
[[nodiscard]] std::optional<int> clock_time_of(const Node& node);
[[nodiscard]] std::string clock_time_text(int minute);
[[nodiscard]] std::optional<Weekday> weekday_of_node(const Node& node);

/// A word of an enumeration, with the nearest one as remedy.
template <class Enum>
[[nodiscard]] std::optional<Enum> word_of(const Node& node) {
    if (!node.json().is_string()) {
        node.fault("a word is wanted here", "use one of: " + domain::all_names<Enum>());
        return std::nullopt;
    }
    const auto word = node.json().get<std::string>();
    if (const auto value = domain::named<Enum>(word)) return value;
    std::vector<std::string> names{domain::Names<Enum>::all.begin(),
                                   domain::Names<Enum>::all.end()};
    const auto near = nearest_word(word, names);
    node.fault("unknown word \"" + word.substr(0, 40) + "\"",
               (near ? "did you mean " + *near + "? " : std::string{}) +
                   "use one of: " + domain::all_names<Enum>());
    return std::nullopt;
}

/// A list of words, each once, in the order they stand.
template <class Enum>
[[nodiscard]] std::vector<Enum> words_of(const Node& node) {
    std::vector<Enum> list;
    for (const Node& item : node.items()) {
        const auto value = word_of<Enum>(item);
        if (!value) continue;
        if (std::find(list.begin(), list.end(), *value) != list.end())
            item.fault("stands twice in this list", "name each once");
        else
            list.push_back(*value);
    }
    return list;
}

template <class Enum>
[[nodiscard]] domain::EnumSet<Enum> set_of_words(const Node& node) {
    domain::EnumSet<Enum> set;
    for (const Enum value : words_of<Enum>(node)) set.add(value);
    return set;
}

}  // namespace sinew::document
