#include <sinew/base/text.hpp>
#include <sinew/render/bout_text.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::render {
namespace {

using knowledge::Words;

std::string number(const OrderedJson& value) { return number_text(value.get<double>()); }
std::string whole(const OrderedJson& value) { return fixed_text(value.get<double>(), 0); }
std::string percent(const OrderedJson& share) { return fixed_text(100 * share.get<double>(), 0); }

TextStyle own_style(const TextStyle& style, const Words& words) {
    TextStyle own = style;
    if (words.language() == domain::Language::zh) own.colon = "：";
    return own;
}

Tone tone_of(const std::string& verdict) {
    if (verdict == "as_prescribed") return Tone::good;
    return verdict == "not_judged" ? Tone::quiet : Tone::caution;
}

std::string remark_list(const OrderedJson& recording) {
    std::vector<std::string> remarks;
    for (const OrderedJson& remark : recording["remarks"])
        remarks.push_back(remark.get<std::string>());
    return join(remarks, "; ");
}

void write_zones(TerminalPage& page, const OrderedJson& zones, const OrderedJson& person,
                 const Words& words) {
    if (zones.is_null()) return;
    page.heading(words("load.zones"));
    page.line(words("load.zones_" + zones["scale"].get<std::string>()), 0, Tone::quiet);
    double longest = 0;
    for (const OrderedJson& zone : zones["zones"])
        longest = std::max(longest, zone["min"].get<double>());
    constexpr double kWidest = 30;
    std::vector<std::vector<std::string>> rows;
    for (const OrderedJson& zone : zones["zones"]) {
        const double min = zone["min"].get<double>();
        std::string bar;
        for (double i = 0; longest > 0 && i < std::round(kWidest * min / longest); ++i) bar += "█";
        rows.push_back({zone["label"].get<std::string>(), number(zone["from_pct"]) + " %",
                        fixed_text(min, 1), bar});
    }
    page.table({"", "≥", "min", ""}, rows);
    if (zones["above_max_min"].get<double>() > 0)
        page.line(words("load.max_exceeded", {{"minutes", number(zones["above_max_min"])},
                                              {"max", whole(person["max_hr"])}}),
                  0, Tone::caution);
    if (person["max_hr_predicted"].get<bool>())
        page.line(words("load.max_predicted", {{"max", whole(person["max_hr"])}}), 0, Tone::quiet);
}

void write_metrics(TerminalPage& page, const OrderedJson& bout, const Words& words) {
    for (const char* metric : {"session_load", "banister", "edwards", "lucia"})
        if (!bout[metric].is_null())
            page.pair(words(std::string{"load.metric."} + metric), number(bout[metric]));
    for (const char* metric : {"met_heart", "met_speed"}) {
        const OrderedJson& met = bout[metric];
        if (met.is_null()) continue;
        std::string text = words("load.met_of", {{"value", whole(met["met_minutes"])},
                                                 {"met", number(met["mean_met"])}});
        if (met["outside_range_min"].get<double>() > 0)
            text += words("load.met_outside", {{"minutes", number(met["outside_range_min"])}});
        page.pair(words(std::string{"load.metric."} + metric), text);
    }
    const OrderedJson& recovery = bout["recovery"];
    if (recovery.is_null()) return;
    const auto fall = [&](const char* key) {
        return recovery[key].is_null() ? words("load.not_recorded")
                                       : fixed_text(-recovery[key].get<double>(), 0);
    };
    page.pair(words("load.metric.recovery"),
              words("load.recovery_of", {{"from", whole(recovery["from_bpm"])},
                                         {"first", fall("fall_60s")},
                                         {"second", fall("fall_120s")}}));
}

}  // namespace

std::string match_text(const OrderedJson& match, const Words& words, const TextStyle& style) {
    TerminalPage page{own_style(style, words)};
    const auto verdict = match["verdict"].get<std::string>();
    page.title(words("match.title", {{"day", number(match["day"])},
                                     {"verdict", match["label"].get<std::string>()}}),
               tone_of(verdict));
    page.line(match["say"].get<std::string>());
    page.blank();
    const OrderedJson& prescribed = match["prescribed"];
    page.pair(words("match.minutes"),
              words("match.minutes_of", {{"done", number(match["done_min"])},
                                         {"prescribed", number(prescribed["total_min"])}}));
    if (!match["in_target_min"].is_null()) {
        page.pair(words("match.in_target"),
                  words("match.in_target_of", {{"inside", number(match["in_target_min"])},
                                               {"work", number(match["work_min"])},
                                               {"low", number(prescribed["hr"][0])},
                                               {"high", number(prescribed["hr"][1])}}));
        page.pair(words("match.below_above"),
                  words("match.below_above_of", {{"below", number(match["below_min"])},
                                                 {"above", number(match["above_min"])}}));
        page.pair(
            words("match.covered"),
            words("match.covered_of", {{"share", percent(match["coverage"]["heart_share"])}}));
    }
    page.pair(words("match.basis"), words("match.basis." + match["basis"].get<std::string>()));
    if (!match["notes"].empty()) page.blank();
    for (const OrderedJson& note : match["notes"])
        page.bullet(note["text"].get<std::string>(), 0,
                    note["id"] == "above_alarm" ? Tone::caution : Tone::plain);
    const std::string remarks = remark_list(match["recording"]);
    if (!remarks.empty()) page.line(remarks, 0, Tone::quiet);
    return std::move(page).text();
}

std::string bout_text(const std::string& name, const OrderedJson& bout, const Words& words,
                      const TextStyle& style) {
    TerminalPage page{own_style(style, words)};
    const OrderedJson& coverage = bout["coverage"];
    page.title(name);
    const bool paused = coverage["pauses"].get<int>() > 0;
    page.pair(words("load.minutes"), words(paused ? "load.minutes_paused" : "load.minutes_of",
                                           {{"active", number(coverage["active_min"])},
                                            {"paused", number(coverage["paused_min"])}}));
    if (!bout["heart"].is_null()) {
        page.pair(words("load.heart"),
                  words("load.heart_of", {{"mean", whole(bout["heart"]["mean_bpm"])},
                                          {"highest", whole(bout["heart"]["highest_bpm"])},
                                          {"share", percent(coverage["heart_share"])}}));
        if (!bout["heart"]["mean_pct_reserve"].is_null())
            page.pair(words("load.pct_reserve"), whole(bout["heart"]["mean_pct_reserve"]) + " %");
        if (coverage["dropouts"].get<int>() > 0)
            page.pair(
                words("load.dropouts"),
                words("load.dropouts_of", {{"count", number(coverage["dropouts"])},
                                           {"longest", number(coverage["longest_dropout_s"])}}));
    }
    write_metrics(page, bout, words);
    write_zones(page, bout["zones"], bout["person"], words);
    if (!bout["missing"].empty()) page.heading(words("load.missing"));
    for (const OrderedJson& lack : bout["missing"])
        page.bullet(lack["label"].get<std::string>() +
                        (words.language() == domain::Language::zh ? "：" : ": ") +
                        lack["text"].get<std::string>(),
                    0, Tone::quiet);
    const std::string remarks = remark_list(bout["recording"]);
    if (!remarks.empty()) page.line(remarks, 0, Tone::quiet);
    return std::move(page).text();
}

}  // namespace sinew::render
