#include <sinew/render/proof_text.hpp>

#include <fmt/format.h>

namespace sinew::render {
namespace {

/// Two digits, and what is nothing but rounding as such.
std::string small(double value) {
    constexpr double kRounding = 1e-12;
    if (value == 0) return "0";
    return value < kRounding ? "< 1e-12" : fmt::format("{:.2g}", value);
}

std::string small(const OrderedJson& value) {
    return value.is_number() ? small(value.get<double>()) : "–";
}

std::string stepper_name(const OrderedJson& stepper, const knowledge::Words& words) {
    return words("proof.stepper." + stepper["name"].get<std::string>());
}

std::string short_name(const OrderedJson& stepper, const knowledge::Words& words) {
    return words("proof.short." + stepper["name"].get<std::string>());
}

TextStyle style_for(const knowledge::Words& words, TextStyle style) {
    if (words.language() == domain::Language::zh) style.colon = "：";
    return style;
}

void add_steppers(TerminalPage& page, const OrderedJson& answer, const knowledge::Words& words) {
    std::vector<std::string> header{words("proof.column.state")};
    for (const auto& stepper : answer["steppers"]) {
        header.push_back(short_name(stepper, words));
        if (answer.contains("id")) header.push_back(words("proof.column.when"));
    }
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](const std::string& name, auto&& value) {
        std::vector<std::string> row{name};
        for (const auto& stepper : answer["steppers"]) {
            const auto [largest, day] = value(stepper);
            row.push_back(small(largest));
            if (answer.contains("id")) row.push_back(day.dump());
        }
        rows.push_back(std::move(row));
    };
    const auto& first = answer["steppers"].front()["states"];
    for (std::size_t i = 0; i < first.size(); ++i)
        add(first[i]["state"].get<std::string>(), [&](const OrderedJson& stepper) {
            const auto& state = stepper["states"][i];
            return std::pair{state["largest"], state["day"]};
        });
    add(words("proof.vas"), [](const OrderedJson& stepper) {
        return std::pair{stepper["vas_points"], stepper["vas_day"]};
    });
    page.table(header, rows);
}

std::string fact_of(const OrderedJson& check, const char* key, const knowledge::Words& words) {
    return check[key][words.language() == domain::Language::zh ? "zh" : "en"].get<std::string>();
}

void add_checks(TerminalPage& page, const OrderedJson& checks, const std::string& kind,
                const knowledge::Words& words) {
    page.heading(words("proof.checks." + kind));
    for (const auto& check : checks) {
        if (check["kind"] != kind) continue;
        const std::string outcome = check["outcome"].get<std::string>();
        const Tone tone = outcome == "pass"   ? Tone::good
                          : outcome == "fail" ? Tone::stop
                                              : Tone::caution;
        page.line(fmt::format("{}  {}", check["id"].get<std::string>(),
                              words(outcome == "known_fail" ? "proof.known" : "proof." + outcome)),
                  0, tone);
        page.line(fact_of(check, "fact", words), 2);
        const std::string unit = fact_of(check, "unit", words);
        page.pair(words("proof.column.value"),
                  fmt::format("{:.4g} {}", check["value"].get<double>(), unit), 2);
        page.pair(
            words("proof.column.expected"),
            words("proof.range", {{"low", fmt::format("{:.4g}", check["low"].get<double>())},
                                  {"high", fmt::format("{:.4g}", check["high"].get<double>())},
                                  {"unit", unit}}),
            2);
        std::string source = check["source"].get<std::string>();
        if (const auto sets = check["sets"].get<std::string>(); !sets.empty())
            source += " -> " + sets;
        page.pair(words("proof.column.source"), source, 2);
    }
}

}  // namespace

std::string oracle_text(const OrderedJson& answer, const knowledge::Words& words,
                        const TextStyle& style) {
    TerminalPage page{style_for(words, style)};
    const bool bout = answer["kind"] == "bout";
    page.heading(words(bout ? "proof.oracle.bout" : "proof.oracle.course",
                       {{"id", answer["id"].get<std::string>()},
                        {"last", fmt::format("{:g}", answer["last"].get<double>())}}));
    if (bout) {
        std::vector<std::vector<std::string>> rows;
        for (const auto& state : answer["states"])
            rows.push_back({state["state"].get<std::string>(), small(state["largest"]),
                            fmt::format("{:g}", state["minute"].get<double>())});
        page.table({words("proof.column.state"), words("proof.column.largest"),
                    words("proof.column.minute")},
                   rows);
        return std::move(page).text();
    }
    add_steppers(page, answer, words);
    for (const auto& stepper : answer["steppers"])
        page.bullet(words("proof.summary", {{"name", stepper_name(stepper, words)},
                                            {"states", small(stepper["relative"])},
                                            {"state", stepper["worst"].get<std::string>()},
                                            {"points", small(stepper["vas_points"])}}));
    return std::move(page).text();
}

std::string steps_text(const OrderedJson& table, const knowledge::Words& words,
                       const TextStyle& style) {
    TerminalPage page{style_for(words, style)};
    page.title(words("proof.steps.title"));
    std::string courses;
    for (const auto& course : table["courses"])
        courses.append(courses.empty() ? "" : " ").append(course.get<std::string>());
    page.line(words("proof.steps.about", {{"courses", courses}, {"last", table["last"].dump()}}), 0,
              Tone::quiet);
    page.blank();
    add_steppers(page, table, words);
    page.blank();
    for (const auto& stepper : table["steppers"])
        page.line(words("proof.means",
                        {{"short", short_name(stepper, words)},
                         {"name", stepper_name(stepper, words)},
                         {"evaluations",
                          fmt::format("{:g}", stepper["evaluations_a_day"].get<double>())}}),
                  0, Tone::quiet);
    return std::move(page).text();
}

std::string checks_text(const OrderedJson& answer, const knowledge::Words& words,
                        const TextStyle& style) {
    TerminalPage page{style_for(words, style)};
    page.title(words("proof.checks.title"));
    page.line(words("proof.checks.status"), 0, Tone::caution);
    for (const char* kind : {"reproduction", "independent"})
        add_checks(page, answer["checks"], kind, words);
    page.blank();
    page.line(words("proof.count", {{"passed", answer["passed"].dump()},
                                    {"all", std::to_string(answer["checks"].size())},
                                    {"known", answer["known"].dump()},
                                    {"failed", answer["failed"].dump()}}));
    return std::move(page).text();
}

}  // namespace sinew::render
