#include <sinew/base/text.hpp>
#include <sinew/cli/call.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::cli {
namespace {

constexpr int kNarrowest = 20, kWidest = 400;

std::optional<int> read_whole(std::string_view option, const std::string& typed, int lowest,
                              int highest, Faults& faults) {
    const auto number = parse_number(typed);
    if (number && *number >= lowest && *number <= highest && *number == std::floor(*number))
        return static_cast<int>(*number);
    faults.add(ErrorCode::out_of_range, fmt::format("--{}", option),
               fmt::format("\"{}\" is not taken here", typed),
               fmt::format("a whole number from {} to {}", lowest, highest));
    return std::nullopt;
}

}  // namespace

std::optional<std::string> Call::text(std::string_view option) const {
    const auto found = typed_.options.find(option);
    if (found == typed_.options.end()) return std::nullopt;
    return found->second;
}

std::optional<int> Call::whole(std::string_view option, int lowest, int highest,
                               Faults& faults) const {
    const auto typed = text(option);
    return typed ? read_whole(option, *typed, lowest, highest, faults) : std::nullopt;
}

std::optional<double> Call::number(std::string_view option, double lowest, double highest,
                                   Faults& faults) const {
    const auto typed = text(option);
    if (!typed) return std::nullopt;
    const auto value = parse_number(*typed);
    if (value && *value >= lowest && *value <= highest) return value;
    faults.add(ErrorCode::out_of_range, fmt::format("--{}", option), "not a number in its range",
               "give a number from " + number_text(lowest) + " to " + number_text(highest));
    return std::nullopt;
}

Checked<Settings> read_settings(const Typed& typed) {
    Settings settings;
    Faults faults;
    const auto given = [&](std::string_view name) -> const std::string* {
        const auto found = typed.options.find(name);
        return found == typed.options.end() ? nullptr : &found->second;
    };
    settings.json = given("json") != nullptr;
    settings.quiet = given("quiet") != nullptr;
    if (const auto* language = given("lang"))
        settings.language = domain::named<domain::Language>(*language).value();
    if (const auto* framing = given("framing"))
        settings.framing = domain::named<domain::Framing>(*framing).value();
    if (const auto* folder = given("knowledge")) settings.knowledge_folder = *folder;
    settings.colour = given("no-color") == nullptr;
    if (const auto* width = given("width"))
        if (const auto columns = read_whole("width", *width, kNarrowest, kWidest, faults))
            settings.columns = static_cast<std::size_t>(*columns);
    if (const auto* date = given("date")) {
        if (const auto day = read_day(*date, "--date"))
            settings.date = *day;
        else
            faults.add(day.error());
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return settings;
}

}  // namespace sinew::cli
