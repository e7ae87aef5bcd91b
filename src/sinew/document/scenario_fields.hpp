// The members of one JSON object, read by name with their bounds: every fault with its pointer, and none that nobody asked for.
#pragma once

#include <sinew/base/json_text.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace sinew::document {

class ScenarioFields {
public:
    /// A fault when `json` is no object or holds a key that is not among `known`.
    ScenarioFields(const Json& json, std::string at, std::initializer_list<std::string_view> known,
                   Faults& faults);

    [[nodiscard]] bool has(std::string_view key) const;
    /// The member, or a null that lives for ever.
    [[nodiscard]] const Json& of(std::string_view key) const;
    [[nodiscard]] std::string place(std::string_view key) const;

    /// A number from `lowest` to `highest`; nothing (and a fault) otherwise. Absent: nothing, and a fault when it is needed.
    std::optional<double> number(std::string_view key, double lowest, double highest,
                                 bool needed = false);
    std::optional<int> whole(std::string_view key, int lowest, int highest, bool needed = false);
    /// The place of the word in `words`.
    std::optional<std::size_t> word(std::string_view key,
                                    std::initializer_list<std::string_view> words);
    std::optional<bool> truth(std::string_view key);
    /// An array; an empty one (and a fault) when it is something else. Absent: empty.
    const Json& list(std::string_view key, bool needed = false);
    void fault(const std::string& where, std::string what, std::string hint);

private:
    const Json* json_;
    std::string at_;
    Faults* faults_;
};

}  // namespace sinew::document
