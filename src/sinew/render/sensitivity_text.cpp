#include <sinew/render/sensitivity_text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::render {
namespace {

constexpr std::size_t kShown = 15;

std::string number(const OrderedJson& value, int digits) {
    if (value.is_null()) return "NA";
    return fmt::format("{:.{}g}", value.get<double>(), digits);
}
std::string share(const OrderedJson& row, const std::string& name) {
    const auto part = [&](const std::string& key) {
        return row[key].is_null() ? std::string{"NA"}
                                  : fmt::format("{:.3f}", row[key].get<double>());
    };
    return fmt::format("{} ({} .. {})", part(name), part(name + "_low"), part(name + "_high"));
}

std::vector<std::string> cells_of(const OrderedJson& row, const std::string& method) {
    std::vector<std::string> cells{row["name"].get<std::string>()};
    if (method == "morris")
        for (const char* key : {"mu", "mu_star", "sigma"}) cells.push_back(number(row[key], 3));
    if (method == "sobol")
        for (const char* key : {"first", "total"}) cells.push_back(share(row, key));
    if (method == "local")
        for (const char* key : {"slope", "by_sd"}) cells.push_back(number(row[key], 3));
    cells.push_back(row.contains("status") ? row["status"].get<std::string>() : "");
    cells.push_back(row.contains("description") ? row["description"].get<std::string>() : "");
    return cells;
}

std::vector<std::string> header_of(const OrderedJson& json, const knowledge::Words& words) {
    const std::string method = json["method"].get<std::string>();
    std::vector<std::string> header{words(json["by_block"].get<bool>()
                                              ? "model.sensitivity.column.group"
                                              : "model.sensitivity.column.parameter")};
    const auto add = [&](const char* key) {
        header.push_back(words(std::string{"model.sensitivity.column."} + key));
    };
    if (method == "morris")
        for (const char* key : {"mu", "mu_star", "sigma"}) add(key);
    if (method == "sobol")
        for (const char* key : {"first", "total"}) add(key);
    if (method == "local")
        for (const char* key : {"slope", "by_sd"}) add(key);
    add("status");
    header.push_back(words("model.column.meaning"));
    return header;
}

}  // namespace

std::string sensitivity_text(const OrderedJson& json, bool all, const knowledge::Words& words,
                             const TextStyle& style) {
    const std::string method = json["method"].get<std::string>();
    TerminalPage page{style};
    page.title(json["title"].get<std::string>());
    page.line(words("model.status"), 0, Tone::caution);
    page.line(json["setting"].get<std::string>(), 0, Tone::quiet);
    page.blank();
    std::vector<std::vector<std::string>> rows;
    const std::size_t shown = all ? json["rows"].size() : std::min(kShown, json["rows"].size());
    for (std::size_t i = 0; i < shown; ++i) rows.push_back(cells_of(json["rows"][i], method));
    page.table(header_of(json, words), rows);
    if (shown < json["rows"].size())
        page.line(words("model.sensitivity.more",
                        {{"count", std::to_string(json["rows"].size() - shown)}}),
                  0, Tone::quiet);
    if (json["left_out"].get<std::size_t>() > 0)
        page.line(words("model.sensitivity.left_out", {{"count", json["left_out"].dump()}}));
    page.line(words("model.sensitivity.means." + method), 0, Tone::quiet);
    return std::move(page).text();
}

std::string identifiability_text(const OrderedJson& json, const knowledge::Words& words,
                                 const TextStyle& style) {
    TerminalPage page{style};
    page.title(json["title"].get<std::string>());
    page.line(words("model.status"), 0, Tone::caution);
    page.line(json["setting"].get<std::string>(), 0, Tone::quiet);
    page.blank();
    page.line(words("model.identifiability.rank", {{"rank", json["informed"].dump()}}), 0,
              Tone::strong);
    page.line(words("model.identifiability.numeric",
                    {{"rank", json["rank"].dump()},
                     {"parameters", std::to_string(json["parameters"].size())}}));
    page.heading(words("model.identifiability.directions"));
    std::vector<std::vector<std::string>> rows;
    for (const auto& direction : json["directions"]) {
        std::string parts;
        for (const auto& part : direction["parts"])
            parts +=
                fmt::format("{}{} {:+.2f}", parts.empty() ? "" : ", ",
                            part["parameter"].get<std::string>(), part["weight"].get<double>());
        rows.push_back({std::to_string(rows.size() + 1), number(direction["information"], 3),
                        std::move(parts)});
    }
    page.table(
        {words("model.identifiability.column.direction"),
         words("model.identifiability.column.gain"), words("model.identifiability.column.parts")},
        rows);
    page.heading(words("model.identifiability.sets", {{"limit", json["alike"].dump()}}));
    rows.clear();
    for (const auto& set : json["sets"]) {
        std::string names;
        for (const auto& name : set["parameters"])
            names += (names.empty() ? "" : ", ") + name.get<std::string>();
        rows.push_back(
            {std::move(names), fmt::format("{:.4f}", set["smallest_cosine"].get<double>())});
    }
    page.table(
        {words("model.identifiability.column.set"), words("model.identifiability.column.cosine")},
        rows);
    if (!json["profile"].empty()) {
        page.heading(words("model.identifiability.profile",
                           {{"parameter", json["profiled"].get<std::string>()}}));
        rows.clear();
        for (const auto& point : json["profile"])
            rows.push_back({fmt::format("{:+.1f} sd", point["at"].get<double>()),
                            number(point["misfit"], 3), number(point["misfit_alone"], 3)});
        page.table(
            {words("model.identifiability.column.at"), words("model.identifiability.column.misfit"),
             words("model.identifiability.column.alone")},
            rows);
    }
    return std::move(page).text();
}

}  // namespace sinew::render
