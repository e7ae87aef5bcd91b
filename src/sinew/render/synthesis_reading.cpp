#include <sinew/base/text.hpp>
#include <sinew/chart/number_label.hpp>
#include <sinew/render/synthesis_reading.hpp>

namespace sinew::render {

const std::vector<std::string>& synthesis_modalities() {
    static const std::vector<std::string> kModalities{"aerobic", "resistance", "combined",
                                                      "hiit",    "mind_body",  "yijinjing"};
    return kModalities;
}

const OrderedJson* synthesis_margin(const OrderedJson& synthesis, std::string_view outcome,
                                    std::string_view modality, std::string_view course) {
    const std::string key = std::string{outcome} + "/" + std::string{course} + "/control/" +
                            std::string{modality} + "/all/all/all";
    for (const OrderedJson& cell : synthesis.at("cells"))
        if (cell.at("key") == key) return &cell;
    return nullptr;
}

const OrderedJson* synthesis_row(const OrderedJson& list, std::string_view id) {
    for (const OrderedJson& element : list)
        if (element.at("row") == id) return &element;
    return nullptr;
}

std::string synthesis_number(double value, int decimals) {
    return chart::number_label(value, decimals);
}

std::string synthesis_interval(const OrderedJson& own) {
    if (own.is_null() || own.at("b").is_null()) return "–";
    const auto part = [&](const char* key) { return synthesis_number(own.at(key).get<double>()); };
    return part("b") + " (" + part("ci_lb") + ", " + part("ci_ub") + ")";
}

std::string synthesis_colon(const knowledge::Words& words) {
    return words.language() == domain::Language::zh ? "：" : ": ";
}

std::string synthesis_prior(const OrderedJson& prior) {
    if (prior.is_null()) return "–";
    return synthesis_number(prior.at("mean").get<double>()) + " ± " +
           synthesis_number(prior.at("sd").get<double>());
}

std::string synthesis_directions(const OrderedJson& directions) {
    int compared = 0;
    for (const char* key : {"exercise", "neither", "control", "mixed"})
        compared += directions.at(key).get<int>();
    return compared == 0 ? std::string{}
                         : std::to_string(directions.at("exercise").get<int>()) + "/" +
                               std::to_string(compared);
}

std::string synthesis_mark(const OrderedJson& cell) {
    const auto verdict = cell.at("verdict").get<std::string>();
    if (verdict == "pooled") return "k=" + std::to_string(cell.at("k").get<int>());
    if (verdict == "one_study") return "1";
    if (verdict != "direction_only") return {};
    const std::string compared = synthesis_directions(cell.at("directions"));
    if (!compared.empty()) return compared;
    return "(" + std::to_string(cell.at("directions").at("within").get<int>()) + ")";
}

std::string synthesis_rows(const OrderedJson& cell, std::string_view standing) {
    std::vector<std::string> ids;
    for (const OrderedJson& row : cell.at("rows"))
        if (row.at("standing") == standing) ids.push_back(row.at("row").get<std::string>());
    return join(ids, ", ");
}

std::vector<SynthesisSection> synthesis_sections(const OrderedJson& synthesis) {
    std::vector<SynthesisSection> sections;
    for (const OrderedJson& outcome : synthesis.at("outcomes")) {
        const auto id = outcome.at("id").get<std::string>();
        for (const char* course : {"chronic", "acute"}) {
            bool any = false;
            for (const OrderedJson& cell : synthesis.at("cells"))
                any = any || (cell.at("outcome") == id && cell.at("course") == course);
            if (any) sections.push_back({id, course});
        }
    }
    return sections;
}

std::string synthesis_section_title(const SynthesisSection& section,
                                    const knowledge::Words& words) {
    const std::string name = words("synthesis.outcome." + section.outcome);
    return section.course == "chronic" ? name
                                       : name + " · " + words("synthesis.course." + section.course);
}

}  // namespace sinew::render
