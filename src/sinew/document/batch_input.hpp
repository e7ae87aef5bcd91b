// Typed access to the `input` of a batch line: notes the first fault with its place and goes on with a blank.
#pragma once

#include <sinew/base/json_pointer.hpp>
#include <sinew/base/json_text.hpp>
#include <sinew/domain/names.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::document {

/// Absent and null read as unknown where a field may be unknown; every other wrong type is a fault, never a guess.
class BatchInput {
public:
    BatchInput(const Json& input, std::string at) : input_{input}, at_{std::move(at)} {}

    [[nodiscard]] bool has(std::string_view key) const { return input_.contains(key); }
    [[nodiscard]] const Json& json(std::string_view key) const { return input_[std::string{key}]; }
    [[nodiscard]] std::string place(std::string_view key) const { return at_ + "/" + escaped(key); }

    [[nodiscard]] double number(std::string_view key);
    [[nodiscard]] std::optional<double> maybe_number(std::string_view key);
    [[nodiscard]] std::vector<double> numbers(std::string_view key);
    /// null inside the list = not known.
    [[nodiscard]] std::vector<std::optional<double>> maybe_numbers(std::string_view key);
    [[nodiscard]] std::optional<std::vector<std::optional<double>>> optional_numbers(
        std::string_view key);
    [[nodiscard]] bool flag(std::string_view key);                       ///< absent and null = no
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);  ///< absent and null = none

    template <class Enum>
    [[nodiscard]] Enum one_of(std::string_view key) {
        if (!required(key)) return Enum{};
        return word<Enum>(json(key), place(key));
    }
    template <class Enum>
    [[nodiscard]] std::optional<Enum> maybe_one_of(std::string_view key) {
        if (!known(key)) return std::nullopt;
        return word<Enum>(json(key), place(key));
    }

    void fault(ErrorCode code, std::string where, std::string what, std::string hint);
    /// Reports the key as missing.
    void lacks(std::string_view key);
    [[nodiscard]] const std::optional<Error>& error() const noexcept { return error_; }

private:
    [[nodiscard]] bool known(std::string_view key) const {
        return has(key) && !json(key).is_null();
    }
    bool required(std::string_view key);
    double number_at(const Json& value, const std::string& where);

    template <class Enum>
    Enum word(const Json& value, const std::string& where) {
        const auto named = value.is_string()
                               ? domain::named<Enum>(value.get_ref<const std::string&>())
                               : std::nullopt;
        if (!named)
            fault(ErrorCode::bad_input, where,
                  value.is_string() ? "unknown word" : "a word is wanted here",
                  "use one of: " + domain::all_names<Enum>());
        return named.value_or(Enum{});
    }

    const Json& input_;
    std::string at_;
    std::optional<Error> error_;
};

}  // namespace sinew::document
