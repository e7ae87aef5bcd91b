// Reads the JSON of a request strictly: known keys, right types, inside their bounds; every fault noted with its place.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/json_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/base/time_ordered_id.hpp>
#include <sinew/domain/names.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace sinew::clinic {

/// A view of one object or list of a body. The JSON and the faults must outlive it.
class StrictBody {
public:
    StrictBody(const Json& json, std::string at, Faults& faults)
        : json_{json}, at_{std::move(at)}, faults_{faults} {}

    /// A fault for every other key, and when this is no object at all.
    void only(std::initializer_list<std::string_view> known) const;
    [[nodiscard]] bool has(std::string_view key) const;  ///< there, and not null

    [[nodiscard]] std::string text(std::string_view key, std::size_t shortest,
                                   std::size_t longest) const;
    [[nodiscard]] std::optional<std::string> maybe_text(std::string_view key,
                                                        std::size_t longest) const;
    [[nodiscard]] std::optional<int> whole(std::string_view key, int low, int high) const;
    [[nodiscard]] std::optional<int> maybe_whole(std::string_view key, int low, int high) const;
    [[nodiscard]] std::optional<double> maybe_number(std::string_view key, double low,
                                                     double high) const;
    [[nodiscard]] std::optional<bool> maybe_yes(std::string_view key) const;
    [[nodiscard]] std::optional<Day> day(
        std::string_view key) const;  ///< a fault when it is not there
    [[nodiscard]] std::optional<Day> maybe_day(std::string_view key) const;
    [[nodiscard]] std::optional<Id> maybe_id(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key, std::size_t most,
                                                 std::size_t longest) const;

    /// One word of an enumeration; nothing when it is not there.
    template <class Enum>
    [[nodiscard]] std::optional<Enum> word(std::string_view key) const {
        const auto text = maybe_text(key, 60);
        if (!text) return std::nullopt;
        if (const auto value = domain::named<Enum>(*text)) return value;
        fault(key, "unknown word \"" + *text + "\"", "use one of: " + domain::all_names<Enum>());
        return std::nullopt;
    }
    /// One of the words given; empty when it is not there.
    [[nodiscard]] std::string one_of(std::string_view key,
                                     std::initializer_list<std::string_view> words) const;

    [[nodiscard]] std::size_t count() const;  ///< of a list; a fault when it is none
    [[nodiscard]] StrictBody element(std::size_t place) const;
    [[nodiscard]] StrictBody member(std::string_view key) const;

    void fault(std::string_view key, std::string what, std::string hint) const;
    [[nodiscard]] const Json& json() const noexcept { return json_; }
    [[nodiscard]] const std::string& at() const noexcept { return at_; }

private:
    [[nodiscard]] const Json* find(std::string_view key) const;
    [[nodiscard]] std::string place(std::string_view key) const;

    const Json& json_;
    std::string at_;
    Faults& faults_;
};

}  // namespace sinew::clinic
