#include <sinew/document/record_fields.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::document {

bool is_object(const Node& node) {
    if (node.json().is_object()) return true;
    node.fault("an object is wanted here", "write it in braces: {\"name\": value}");
    return false;
}

void only_keys(const Node& object, std::initializer_list<std::string_view> known) {
    for (const auto& [key, node] : object.members()) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        const std::vector<std::string> words{known.begin(), known.end()};
        const auto near = nearest_word(key, words);
        object.faults().add(
            ErrorCode::not_found, node.at(), "unknown key",
            near ? "did you mean " + *near + "?" : "there is: " + join(words, ", "));
    }
}

std::optional<double> number_in(const Node& node, const domain::NumberBounds& bounds) {
    const std::string wanted =
        fmt::format("give a {} from {} to {}{}{}", bounds.whole ? "whole number" : "number",
                    number_text(bounds.lowest), number_text(bounds.highest),
                    bounds.unit.empty() ? "" : " ", bounds.unit);
    if (!node.json().is_number()) {
        node.fault("not a number", wanted);
        return std::nullopt;
    }
    const double value = node.json().get<double>();
    if (!(value >= bounds.lowest && value <= bounds.highest)) {
        node.faults().add(ErrorCode::out_of_range, node.at(),
                          number_text(value) + " is outside its range", wanted);
        return std::nullopt;
    }
    if (bounds.whole && value != std::floor(value)) {
        node.fault("not a whole number", wanted);
        return std::nullopt;
    }
    return value;
}

std::string text_of(const Node& node, std::size_t longest) {
    if (!node.json().is_string()) {
        node.fault("a text is wanted here", "write it in quotes");
        return {};
    }
    auto text = node.json().get<std::string>();
    if (trim(text).empty()) node.fault("this text is empty", "write a few words");
    if (text.size() > longest)
        node.fault(fmt::format("longer than {} bytes", longest), "say it shorter");
    return text;
}

std::optional<Day> day_of(const Node& node) {
    if (!node.json().is_string()) {
        node.fault("a day is wanted here", "write it as \"2026-11-23\"");
        return std::nullopt;
    }
    const auto day = read_day(node.json().get<std::string>(), node.at());
    if (!day) {
        node.faults().add(day.error());
        return std::nullopt;
    }
    return *day;
}

std::optional<Moment> moment_of(const Node& node) {
    if (!node.json().is_string()) {
        node.fault("a date or time is wanted here", "write it as \"2026-11-23T09:30:00Z\"");
        return std::nullopt;
    }
    const auto moment = read_moment(node.json().get<std::string>(), node.at());
    if (!moment) {
        node.faults().add(moment.error());
        return std::nullopt;
    }
    return *moment;
}

std::optional<int> clock_time_of(const Node& node) {
    const auto wrong = [&]() -> std::optional<int> {
        node.fault("not a time of day", "write it as \"09:30\"");
        return std::nullopt;
    };
    if (!node.json().is_string()) return wrong();
    const auto text = node.json().get<std::string>();
    if (text.size() != 5 || text[2] != ':') return wrong();
    for (const std::size_t i : {0u, 1u, 3u, 4u})
        if (text[i] < '0' || text[i] > '9') return wrong();
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (hour > 23 || minute > 59) return wrong();
    return hour * 60 + minute;
}

std::string clock_time_text(int minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::optional<Weekday> weekday_of_node(const Node& node) {
    const auto day =
        node.json().is_string() ? weekday_named(node.json().get<std::string>()) : std::nullopt;
    if (!day) node.fault("not a weekday", "use one of: mon, tue, wed, thu, fri, sat, sun");
    return day;
}

}  // namespace sinew::document
