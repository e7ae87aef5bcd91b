#include <sinew/base/calendar.hpp>
#include <sinew/base/text.hpp>
#include <sinew/render/trend_text.hpp>

#include <cmath>
#include <limits>
#include <map>

namespace sinew::render {
namespace {

using knowledge::Words;

constexpr std::size_t kMostLeftOut = 8;

std::string text_of(const OrderedJson& json) { return json.get<std::string>(); }

/// One value a day from the first to the last, blanks where nobody answered.
std::vector<double> daily(const OrderedJson& values) {
    std::vector<double> days;
    std::optional<Day> last;
    for (const OrderedJson& pair : values) {
        const auto day = read_day(text_of(pair[0]));
        if (last && days.size() < 4000)
            for (Day blank = *last + std::chrono::days{1}; blank < *day && days.size() < 4000;
                 blank += std::chrono::days{1})
                days.push_back(std::numeric_limits<double>::quiet_NaN());
        days.push_back(pair[1].get<double>());
        last = *day;
    }
    return days;
}

Tone tone_of(const OrderedJson& trend) {
    if (!trend["attention"].empty()) return Tone::caution;
    return trend["level"]["verdict"] == "improved" ? Tone::good : Tone::strong;
}

void write_all(TerminalPage& page, const OrderedJson& lines, Tone tone = Tone::plain) {
    for (const OrderedJson& line : lines) page.bullet(text_of(line), 2, tone);
}

void write_attention(TerminalPage& page, const OrderedJson& trends, const Words& words) {
    page.heading(words("trend.label.call"));
    bool nobody = true;
    for (const OrderedJson& trend : trends)
        for (const OrderedJson& reason : trend["attention"]) {
            page.bullet(words("trend.label.person", {{"person", text_of(trend["person"])}}) +
                            " – " + text_of(reason["text"]),
                        0, Tone::caution);
            nobody = false;
        }
    if (nobody) page.line(words("trend.label.nobody"), 0, Tone::good);
}

std::string rounded(const OrderedJson& value) {
    if (value.is_null()) return "–";
    const double number = value.get<double>();
    return fixed_text(number, std::abs(number) >= 20 ? 0 : 1);
}

void write_table(TerminalPage& page, const std::vector<const OrderedJson*>& trends,
                 const Words& words) {
    std::vector<std::vector<std::string>> rows;
    for (const OrderedJson* trend : trends) {
        const OrderedJson& level = (*trend)["level"];
        const OrderedJson& coverage = (*trend)["coverage"];
        rows.push_back({text_of((*trend)["name"]), rounded(level["baseline"]),
                        rounded(level["recent"]),
                        words("trend.verdict." + text_of(level["verdict"])),
                        number_text(coverage["answered"].get<double>()) + "/" +
                            number_text(coverage["due"].get<double>())});
    }
    page.blank();
    page.table({words("trend.label.table.outcome"), words("trend.label.table.first"),
                words("trend.label.table.now"), words("trend.label.table.change"),
                words("trend.label.table.answers")},
               rows);
}

void write_person(TerminalPage& page, const std::vector<const OrderedJson*>& trends,
                  const Words& words, const TrendTextStyle& style) {
    page.heading(words("trend.label.person", {{"person", text_of((*trends.front())["person"])}}));
    for (const OrderedJson* trend : trends) {
        if (style.only_bouts && (*trend)["bouts_say"].empty()) continue;
        if (style.only_bouts)
            page.line(text_of((*trend)["name"]), 0, Tone::strong);
        else
            page.line(text_of((*trend)["say"]), 0, tone_of(*trend));
        const auto days = daily((*trend)["values"]);
        const std::size_t wide = std::min<std::size_t>(60, style.page.columns - 6);
        page.line(sparkline(days, std::min(days.size(), wide), style.letters), 2);
        write_all(page, (*trend)["bouts_say"]);
        if (style.only_bouts) continue;
        write_all(page, (*trend)["practice_say"]);
        write_all(page, (*trend)["details"]);
        if (!style.page.explain) continue;
        page.bullet(text_of((*trend)["size"]), 2, Tone::quiet);
        write_all(page, (*trend)["why"], Tone::quiet);
    }
    if (!style.only_bouts) write_table(page, trends, words);
}

}  // namespace

std::string trend_text(const OrderedJson& trends, const Words& words, const TrendTextStyle& style) {
    TrendTextStyle own = style;
    if (words.language() == domain::Language::zh) own.page.colon = "：";
    TerminalPage page{own.page};
    page.title(words("trend.label.title", {{"day", text_of(trends["as_of"])}}));
    write_attention(page, trends["trends"], words);
    std::vector<const OrderedJson*> person;
    for (const OrderedJson& trend : trends["trends"]) {
        if (!person.empty() && (*person.front())["person"] != trend["person"]) {
            write_person(page, person, words, own);
            person.clear();
        }
        person.push_back(&trend);
    }
    if (!person.empty()) write_person(page, person, words, own);
    if (!trends["left_out"].empty()) {
        page.heading(words("trend.label.left_out"));
        std::size_t told = 0;
        for (const OrderedJson& left : trends["left_out"]) {
            if (++told > kMostLeftOut) break;
            page.bullet(text_of(left["where"]) + ": " + text_of(left["what"]) + " (" +
                        text_of(left["hint"]) + ")");
        }
        if (trends["left_out"].size() > kMostLeftOut)
            page.bullet(words("trend.label.left_out_more",
                              {{"count", number_text(static_cast<double>(trends["left_out"].size() -
                                                                         kMostLeftOut))}}));
    }
    if (!trends["remarks"].empty()) {
        page.heading(words("trend.label.remarks"));
        for (const OrderedJson& remark : trends["remarks"]) page.bullet(text_of(remark));
    }
    return std::move(page).text();
}

}  // namespace sinew::render
