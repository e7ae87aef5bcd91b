// Reading one pack: typed access that notes every fault with its place and goes on.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/base/result.hpp>
#include <sinew/domain/names.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

/// A node of a pack and its place; missing nodes read as faults, never as defaults.
class Node {
public:
    Node(const Json& json, std::string at, Faults& faults)
        : json_{&json}, at_{std::move(at)}, faults_{&faults} {}

    [[nodiscard]] const Json& json() const noexcept { return *json_; }
    [[nodiscard]] const std::string& at() const noexcept { return at_; }
    [[nodiscard]] Faults& faults() const noexcept { return *faults_; }
    [[nodiscard]] bool has(std::string_view key) const {
        return json_->is_object() && json_->contains(key);
    }

    /// The member, or a fault and an empty node.
    [[nodiscard]] Node get(std::string_view key) const;
    /// The member when it is there and not null.
    [[nodiscard]] std::optional<Node> maybe(std::string_view key) const;
    [[nodiscard]] std::vector<Node> items()
        const;  ///< elements of an array; a fault when it is none
    [[nodiscard]] std::vector<std::pair<std::string, Node>> members() const;

    [[nodiscard]] std::string text() const;
    [[nodiscard]] double number() const;
    [[nodiscard]] int whole() const;
    [[nodiscard]] bool yes() const;
    [[nodiscard]] std::vector<std::string> texts() const;  ///< an array of strings

    /// A name of an enumeration.
    template <class Enum>
    [[nodiscard]] Enum one_of() const {
        const std::string name = text();
        if (const auto value = domain::named<Enum>(name)) return *value;
        if (!name.empty())
            fault("unknown word \"" + name + "\"", "use one of: " + domain::all_names<Enum>());
        return Enum{};
    }

    void fault(std::string what, std::string hint) const {
        faults_->add(ErrorCode::bad_input, at_, std::move(what), std::move(hint));
    }

private:
    const Json* json_;
    std::string at_;
    Faults* faults_;
};

}  // namespace sinew::knowledge
