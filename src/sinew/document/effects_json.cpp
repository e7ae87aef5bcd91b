#include <sinew/base/text.hpp>
#include <sinew/document/effects_json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace sinew::document {
namespace {

/// Columns that the first ones replace, and those whose work is done.
constexpr auto kSpent = std::to_array<std::string_view>(
    {"study", "yi", "vi", "sei", "ci_lb", "ci_ub", "level", "ratio", "ratio_lb", "ratio_ub",
     "measure", "cluster", "direction", "icc", "cluster_size", "design"});

std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted + "\"";
}

}  // namespace

OrderedJson effects_json(const effect::Effects& effects, double level,
                         const knowledge::Citations& citations) {
    const double z = care::interval_half_width(level);
    OrderedJson list = OrderedJson::array();
    for (std::size_t i = 0; i < effects.size(); ++i) {
        const effect::EffectRow& row = effects.rows[i];
        const double sei = std::sqrt(effects.vi[i]);
        list.push_back({{"row", row.row},
                        {"study", row.study},
                        {"label", row.label},
                        {"cluster", row.cluster},
                        {"yi", effects.yi[i]},
                        {"vi", effects.vi[i]},
                        {"sei", sei},
                        {"ci_lb", effects.yi[i] - z * sei},
                        {"ci_ub", effects.yi[i] + z * sei}});
    }
    OrderedJson answer = {{"measure", effect::spec_of(effects.measure).code},
                          {"shape", effect::name_of(effects.shape)},
                          {"direction", effect::name_of(effects.direction)},
                          {"level", level},
                          {"k", effects.size()},
                          {"effects", std::move(list)}};
    OrderedJson shared = OrderedJson::array();
    for (const effect::SharedCovariance& pair : effects.covariances)
        shared.push_back({{"row_i", effects.rows[pair.first].row},
                          {"row_j", effects.rows[pair.second].row},
                          {"cov", pair.value}});
    answer["covariances"] = std::move(shared);
    add_rows_and_warnings(answer, effects);
    answer["methods_text"] = effects_methods(effects, citations);
    return answer;
}

std::string effects_csv(const effect::Effects& effects) {
    std::string text = "study,yi,vi,sei,measure,cluster";
    if (effects.direction != effect::Direction::unknown) text += ",direction";
    std::vector<std::size_t> kept;
    for (std::size_t c = 0; c < effects.columns.size(); ++c)
        if (std::find(kSpent.begin(), kSpent.end(), effects.columns[c]) == kSpent.end()) {
            kept.push_back(c);
            text += "," + csv_cell(effects.columns[c]);
        }
    text += "\n";
    for (std::size_t i = 0; i < effects.size(); ++i) {
        const effect::EffectRow& row = effects.rows[i];
        text += fmt::format("{},{},{},{},{},{}", csv_cell(row.study), number_text(effects.yi[i]),
                            number_text(effects.vi[i]), number_text(std::sqrt(effects.vi[i])),
                            effect::spec_of(effects.measure).code, csv_cell(row.cluster));
        if (effects.direction != effect::Direction::unknown)
            text += "," + std::string{effect::name_of(effects.direction)};
        for (const std::size_t c : kept) text += "," + csv_cell(row.cells[c]);
        text += "\n";
    }
    return text;
}

std::string covariances_csv(const effect::Effects& effects) {
    std::string text = "study,row_i,row_j,cov\n";
    for (const effect::SharedCovariance& pair : effects.covariances)
        text += fmt::format("{},{},{},{}\n", csv_cell(effects.rows[pair.first].study),
                            pair.first + 1, pair.second + 1, number_text(pair.value));
    return text;
}

std::string effects_methods(const effect::Effects& effects, const knowledge::Citations& citations) {
    const effect::MeasureSpec& measure = effect::spec_of(effects.measure);
    std::vector<std::string> sentences;
    sentences.push_back(
        measure.measure == effect::Measure::GEN
            ? fmt::format("{} effects with their variances were read from the table.",
                          effects.size())
            : fmt::format("The effect measure was the {} ({}); {} effects were used.", measure.name,
                          measure.code, effects.size()));
    for (const std::string& step : effects.steps) sentences.push_back(step);
    if (!effects.rows_left_out.empty())
        sentences.push_back(fmt::format("Rows left out because a value was missing: {}.",
                                        effects.rows_left_out.size()));
    return methods_paragraph(sentences, effects.references, citations);
}

}  // namespace sinew::document
