#include <sinew/document/forecast_csv.hpp>

#include <fmt/format.h>

#include <iterator>

namespace sinew::document {
namespace {

/// Quoted where a comma, a quote or a line end stands inside.
std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string(1, c);
    return quoted + '"';
}

class Rows {
public:
    explicit Rows(std::string& out) : out_{out} {}

    /// Where the rows that follow belong.
    std::string substance, block, outcome, unit, path, arm;

    void value(const char* kind, const std::string& day, const std::string& minute,
               const std::string& probability, const OrderedJson& number) {
        fmt::format_to(std::back_inserter(out_), "{},{},{},{},{},{},{},{},{},{},{}\n", substance,
                       block, cell(outcome), cell(unit), path, arm, kind, day, minute, probability,
                       number.dump());
    }
    void band(const char* kind, const std::string& day, const std::string& minute,
              const OrderedJson& row) {
        for (std::size_t i = 0; i < row.size(); ++i)
            value(kind, day, minute, probabilities_[i], row[i]);
    }
    void days(const char* kind, const OrderedJson& rows) {
        for (std::size_t day = 0; day < rows.size(); ++day) {
            if (rows[day].is_array())
                band(kind, std::to_string(day), "", rows[day]);
            else
                value(kind, std::to_string(day), "", "", rows[day]);
        }
    }
    void probabilities(const OrderedJson& all) {
        probabilities_.clear();
        for (const auto& one : all) probabilities_.push_back(one.dump());
    }

private:
    std::string& out_;
    std::vector<std::string> probabilities_;
};

void add_arms(Rows& rows, const OrderedJson& curve) {
    rows.arm = "with";
    rows.days("band", curve["band"]);
    if (curve.contains("centre")) rows.days("centre", curve["centre"]);
    rows.arm = "without";
    const auto& without = curve["without_programme"];
    rows.days("band", without["band"]);
    if (without.contains("centre")) rows.days("centre", without["centre"]);
}

void add_counted(Rows& rows, const OrderedJson& counted, const char* arm) {
    rows.path = "sampled";
    rows.arm = arm;
    rows.days("counted", counted["free"]);
    rows.days("counted_low", counted["low"]);
    rows.days("counted_high", counted["high"]);
}

void add_outcomes(Rows& rows, const OrderedJson& forecast) {
    rows.block = "outcome";
    for (const auto& outcome : forecast["outcomes"]) {
        rows.outcome = outcome["instrument"].get<std::string>();
        rows.unit = outcome["unit"].get<std::string>();
        rows.path = outcome["path"].get<std::string>();
        add_arms(rows, outcome);
        rows.arm = "difference";
        rows.days("band", outcome["difference"]);
        rows.arm = "with";
        const auto& reading = outcome["reading"];
        for (std::size_t i = 0; i < reading["days"].size(); ++i)
            rows.band("reading", reading["days"][i].dump(), "", reading["band"][i]);
    }
}

void add_rest(Rows& rows, const OrderedJson& forecast) {
    rows.unit.clear();
    rows.path = "followed";
    rows.block = "latent";
    for (const auto& level : forecast["latent"]) {
        rows.outcome = level["state"].get<std::string>();
        add_arms(rows, level);
    }
    for (const char* block : {"lapse", "dropout"}) {
        rows.block = rows.outcome = block;
        rows.unit = "share free";
        rows.path = "followed";
        const auto& curve = forecast[block];
        add_arms(rows, curve);
        if (curve["sampled"].is_null()) continue;
        add_counted(rows, curve["sampled"], "with");
        if (curve["sampled"].contains("without_programme"))
            add_counted(rows, curve["sampled"]["without_programme"], "without");
    }
    rows.block = "contribution";
    rows.path = "followed";
    rows.unit.clear();
    for (const auto& part : forecast["contributions"]) {
        rows.outcome = part["outcome"].get<std::string>();
        rows.arm = part["mechanism"].get<std::string>();
        rows.band("band", part["day"].dump(), "", part["band"]);
        if (part.contains("shapley")) rows.band("shapley", part["day"].dump(), "", part["shapley"]);
    }
}

void add_session_day(Rows& rows, const OrderedJson& view) {
    rows.block = "session_day";
    rows.path = "followed";
    rows.arm = "with";
    const std::string day = view["day"].dump();
    for (const auto& curve : view["curves"]) {
        rows.outcome = curve["curve"].get<std::string>();
        rows.unit = curve["unit"].get<std::string>();
        for (std::size_t i = 0; i < view["minutes"].size(); ++i) {
            const std::string minute = fmt::format("{:g}", view["minutes"][i].get<double>());
            rows.band("band", day, minute, curve["band"][i]);
            rows.value("centre", day, minute, "", curve["centre"][i]);
        }
    }
}

}  // namespace

std::string forecast_csv(const OrderedJson& forecasts) {
    std::string out = "substance,block,outcome,unit,path,arm,kind,day,minute,probability,value\n";
    Rows rows{out};
    const auto add = [&](const OrderedJson& forecast) {
        if (!forecast["modelled"].get<bool>()) return;
        rows.substance = forecast["substance"].get<std::string>();
        rows.probabilities(forecast["probabilities"]);
        add_outcomes(rows, forecast);
        add_rest(rows, forecast);
        if (!forecast["session_day"].is_null()) add_session_day(rows, forecast["session_day"]);
    };
    if (forecasts.contains("forecasts"))
        for (const auto& one : forecasts["forecasts"]) add(one);
    else
        add(forecasts);
    return out;
}

}  // namespace sinew::document
