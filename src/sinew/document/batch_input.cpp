#include <sinew/document/batch_input.hpp>

#include <cmath>

namespace sinew::document {
namespace {

/// No quantity of this interface comes near; beyond it arithmetic would overflow into nonsense.
constexpr double kLargest = 1e9;

}  // namespace

void BatchInput::fault(ErrorCode code, std::string where, std::string what, std::string hint) {
    if (!error_) error_ = Error{code, std::move(what), std::move(where), std::move(hint)};
}

void BatchInput::lacks(std::string_view key) {
    fault(ErrorCode::bad_input, place(key), "missing", "add it");
}

bool BatchInput::required(std::string_view key) {
    if (!has(key)) lacks(key);
    return has(key);
}

double BatchInput::number_at(const Json& value, const std::string& where) {
    if (!value.is_number()) {
        fault(ErrorCode::bad_input, where, "a number is wanted here",
              "write digits without quotes");
        return 0;
    }
    const auto number = value.get<double>();
    if (std::abs(number) > kLargest)
        fault(ErrorCode::out_of_range, where, "too large to reckon with", "check the unit");
    return number;
}

double BatchInput::number(std::string_view key) {
    return required(key) ? number_at(json(key), place(key)) : 0;
}

std::optional<double> BatchInput::maybe_number(std::string_view key) {
    if (!known(key)) return std::nullopt;
    return number_at(json(key), place(key));
}

std::vector<std::optional<double>> BatchInput::maybe_numbers(std::string_view key) {
    std::vector<std::optional<double>> list;
    if (!required(key)) return list;
    if (!json(key).is_array()) {
        fault(ErrorCode::bad_input, place(key), "a list is wanted here", "write it in brackets");
        return list;
    }
    for (std::size_t i = 0; i < json(key).size(); ++i) {
        const Json& value = json(key)[i];
        if (value.is_null())
            list.emplace_back();
        else
            list.emplace_back(number_at(value, place(key) + "/" + std::to_string(i)));
    }
    return list;
}

std::optional<std::vector<std::optional<double>>> BatchInput::optional_numbers(
    std::string_view key) {
    if (!known(key)) return std::nullopt;
    return maybe_numbers(key);
}

std::vector<double> BatchInput::numbers(std::string_view key) {
    std::vector<double> list;
    const auto values = maybe_numbers(key);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i])
            fault(ErrorCode::bad_input, place(key) + "/" + std::to_string(i),
                  "a number is wanted here", "write what is known");
        list.push_back(values[i].value_or(0));
    }
    return list;
}

bool BatchInput::flag(std::string_view key) {
    if (!known(key)) return false;
    if (json(key).is_boolean()) return json(key).get<bool>();
    fault(ErrorCode::bad_input, place(key), "true or false is wanted here",
          "write it without quotes");
    return false;
}

std::vector<std::string> BatchInput::texts(std::string_view key) {
    std::vector<std::string> list;
    if (!known(key)) return list;
    if (!json(key).is_array()) {
        fault(ErrorCode::bad_input, place(key), "a list is wanted here", "write it in brackets");
        return list;
    }
    for (std::size_t i = 0; i < json(key).size(); ++i) {
        const Json& value = json(key)[i];
        if (!value.is_string())
            fault(ErrorCode::bad_input, place(key) + "/" + std::to_string(i),
                  "a word is wanted here", "write it in quotes");
        else
            list.push_back(value.get<std::string>());
    }
    return list;
}

}  // namespace sinew::document
