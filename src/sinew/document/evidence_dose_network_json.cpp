#include <sinew/document/evidence_dose_network_json.hpp>
#include <sinew/document/evidence_dose_words.hpp>
#include <sinew/document/evidence_json.hpp>

#include <fmt/format.h>

namespace sinew::document {
namespace {

using dose_response::ClassEffect;
using dose_response::DoseFunction;

std::string_view shared_name(ClassEffect classes) {
    switch (classes) {
        case ClassEffect::none: return "none";
        case ClassEffect::curve: return "curve";
        case ClassEffect::distribution: return "distribution";
    }
    return "";
}

OrderedJson agent_json(const dose_response::AgentCurve& agent, bool emax) {
    OrderedJson made{{"treatment", agent.agent}};
    made["class"] = agent.group.empty() ? OrderedJson(nullptr) : OrderedJson(agent.group);
    made["studies"] = agent.studies;
    made["doses"] = agent.doses;
    made["highest_dose"] = agent.highest_dose;
    made["b"] = numbers_or_null(agent.b);
    made["se"] = numbers_or_null(agent.se);
    if (emax) {
        made["ed50"] = number_or_null(agent.ed50);
        made["ed50_ci_lb"] =
            agent.ed50_lb.open ? OrderedJson(nullptr) : number_or_null(agent.ed50_lb.value);
        made["ed50_ci_ub"] =
            agent.ed50_ub.open ? OrderedJson(nullptr) : number_or_null(agent.ed50_ub.value);
    }
    made["words"] = agent.words.empty() ? OrderedJson(nullptr) : OrderedJson(agent.words);
    return made;
}

std::string methods(const care::DoseNetworkAnswer& answer, const knowledge::Citations& citations) {
    const auto& settings = answer.fit.settings;
    const char* shape = settings.function == DoseFunction::emax     ? "an Emax curve"
                        : settings.function == DoseFunction::spline ? "a restricted cubic spline"
                                                                    : "a straight line";
    std::vector<std::string> sentences{
        fmt::format("{} effects of {} studies were joined in a model-based network: each of {} "
                    "treatments has {} over its dose, zero at dose 0.",
                    answer.fit.rows, answer.fit.k, answer.fit.agents.size(), shape)};
    if (settings.classes == ClassEffect::curve)
        sentences.emplace_back("Treatments of one class share one curve.");
    if (settings.classes == ClassEffect::distribution)
        sentences.emplace_back(
            "Coefficients of the treatments of a class vary about those of the class.");
    sentences.push_back(!settings.random
                            ? std::string{"Effects were taken as common to all studies."}
                            : fmt::format("Heterogeneity between studies was estimated by {}.",
                                          settings.function == DoseFunction::emax
                                              ? "maximum likelihood"
                                              : "restricted maximum likelihood"));
    std::vector<std::string> keys{"mawdsley2016"};
    if (settings.function == DoseFunction::spline) keys.emplace_back("harrell2015");
    return methods_paragraph(sentences, keys, citations);
}

}  // namespace

OrderedJson evidence_dose_network_json(const care::DoseNetworkAnswer& from,
                                       const knowledge::Citations& citations) {
    OrderedJson answer;
    const bool emax = from.fit.settings.function == DoseFunction::emax;
    answer["k"] = from.fit.k;
    answer["rows"] = from.fit.rows;
    answer["curve"] = curve_name(from.question.curve);
    answer["classes"] = shared_name(from.fit.settings.classes);
    answer["method"] = !from.fit.settings.random ? "FE" : emax ? "ML" : "REML";
    answer["level"] = 100 * from.fit.settings.level;
    answer["measure"] = measure_name(from.table.measure);
    answer["dose_unit"] =
        from.table.unit.empty() ? OrderedJson(nullptr) : OrderedJson(from.table.unit);
    answer["terms"] = from.fit.terms;
    if (!from.fit.settings.knots.empty()) answer["knots"] = from.fit.settings.knots;
    answer["tau2"] = number_or_null(from.fit.tau2);
    answer["class_variance"] = numbers_or_null(from.fit.class_variance);
    answer["ll"] = number_or_null(from.fit.log_likelihood);
    answer["QE"] = number_or_null(from.fit.qe);
    answer["QE_df"] = from.fit.qe_degrees;
    answer["QEp"] = number_or_null(from.fit.qe_p);
    OrderedJson agents = OrderedJson::array(), points = OrderedJson::array();
    for (const auto& agent : from.fit.agents) agents.push_back(agent_json(agent, emax));
    for (const auto& point : from.points)
        points.push_back({{"treatment", point.agent},
                          {"dose", point.dose},
                          {"pred", number_or_null(point.effect)},
                          {"se", number_or_null(point.se)},
                          {"ci_lb", number_or_null(point.ci_lb)},
                          {"ci_ub", number_or_null(point.ci_ub)}});
    answer["treatments"] = std::move(agents);
    answer["curve_at"] = std::move(points);
    add_dose_rows(answer, from.table);
    answer["warnings"] = from.warnings;
    answer["methods_text"] = methods(from, citations);
    return answer;
}

}  // namespace sinew::document
