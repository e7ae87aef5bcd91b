#include <sinew/care/condition_words.hpp>
#include <sinew/care/limit_words.hpp>

#include <cctype>

namespace sinew::care {
namespace {

using knowledge::Words;

std::string with_label(const Words& words, std::string_view label, const std::string& value) {
    return words("limit.line", {{"label", words(label)}, {"value", value}});
}

/// "leave out: no jumping or running; ..." from the words of each member.
template <class Enum>
void add_set(std::vector<std::string>& lines, const Words& words, std::string_view label,
             domain::EnumSet<Enum> set) {
    std::vector<std::string> parts;
    for (const Enum value : domain::values_of<Enum>())
        if (set.has(value)) parts.push_back(words("tag." + std::string{domain::name_of(value)}));
    if (!parts.empty())
        lines.push_back(with_label(words, label, spoken_list(parts, words, "limit.clauses")));
}

void add_texts(std::vector<std::string>& lines, const Words& words, std::string_view kind,
               const std::vector<std::string_view>& texts) {
    std::vector<std::string> parts;
    for (const std::string_view text : texts) {
        // A phrase becomes a key as knowledge/text/README.md says: "_" for every sign a key may not hold.
        std::string key{text};
        for (char& c : key)
            if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
        parts.push_back(words(std::string{kind} + "." + key));
    }
    if (!parts.empty())
        lines.push_back(with_label(words, "limit." + std::string{kind},
                                   spoken_list(parts, words, "limit.clauses")));
}

}  // namespace

std::vector<std::string> limit_words(const domain::Limits& limits, const Words& words) {
    std::vector<std::string> lines;
    const auto number = [&](const std::optional<int>& value, std::string_view key,
                            std::string_view place) {
        if (value)
            lines.push_back(words(std::string{"limit."} + std::string{key} + ".value",
                                  {{place, std::to_string(*value)}}));
    };
    if (limits.intensity_cap)
        lines.push_back(
            with_label(words, "limit.intensity_cap",
                       words("zone." + std::string{domain::name_of(*limits.intensity_cap)})));
    if (limits.start_light_to_moderate) lines.push_back(words("start.light_to_moderate"));
    if (limits.rpe_talk)
        lines.push_back(
            with_label(words, "limit.intensity_basis", words("intensity_basis.rpe_talk")));
    number(limits.session_min_max, "session_min_max", "minutes");
    number(limits.weekly_min_max, "weekly_min_max", "minutes");
    number(limits.sessions_per_day_max, "sessions_per_day_max", "count");
    number(limits.rest_days_min, "rest_days_min", "days");
    number(limits.warmup_min, "warmup_min", "minutes");
    number(limits.cooldown_min, "cooldown_min", "minutes");
    if (limits.supervision)
        lines.push_back(
            with_label(words, "limit.supervision",
                       words("supervision." + std::string{domain::name_of(*limits.supervision)})));
    if (limits.allow) add_set(lines, words, "limit.allow", *limits.allow);
    // Each ban says itself what not to do: "no jumping or running".
    for (const auto ban : domain::values_of<domain::Avoid>())
        if (limits.avoid.has(ban))
            lines.push_back(words("tag." + std::string{domain::name_of(ban)}));
    add_set(lines, words, "limit.prefer", limits.prefer);
    add_texts(lines, words, "need_first", limits.need_first);
    add_texts(lines, words, "monitor", limits.monitor);
    add_set(lines, words, "limit.hide", limits.hide);
    return lines;
}

}  // namespace sinew::care
