#include <sinew/base/text.hpp>
#include <sinew/document/model_json.hpp>

#include <algorithm>

namespace sinew::document {
namespace {

OrderedJson or_null(const std::string& text) {
    return text.empty() ? OrderedJson{} : OrderedJson(text);
}

OrderedJson span_json(const std::optional<care::PriorSpan>& span) {
    if (!span) return {};
    return {{"low", span->low}, {"high", span->high}};
}

/// Links whose gain a parameter is.
OrderedJson carried_by(const care::ModelKnowledge& known, const std::string& symbol) {
    OrderedJson ids = OrderedJson::array();
    for (const auto& link : known.links)
        if (std::find(link.gains.begin(), link.gains.end(), symbol) != link.gains.end())
            ids.push_back(link.id);
    return ids;
}

}  // namespace

OrderedJson model_links_json(const care::ModelKnowledge& known, const knowledge::Words& words) {
    OrderedJson links = OrderedJson::array();
    for (const knowledge::ModelLink& link : known.links) {
        OrderedJson gains = OrderedJson::array();
        for (const std::string& gain : link.gains) {
            const auto* row = known.pack.find(gain);
            gains.push_back({{"symbol", gain},
                             {"value", row != nullptr ? OrderedJson(row->value) : OrderedJson{}},
                             {"prior", span_json(care::prior_span(known, gain))}});
        }
        links.push_back({{"id", link.id},
                         {"from", link.from},
                         {"to", link.to},
                         {"sign", link.raises ? "+" : "-"},
                         {"mechanism", link.mechanism},
                         {"mechanism_name", words("forecast.mechanism." + link.mechanism)},
                         {"grade", knowledge::name_of(link.grade)},
                         {"grade_general", knowledge::name_of(link.grade_general)},
                         {"hypothesis_for_mind_body", link.hypothesis_for_mind_body},
                         {"gains", std::move(gains)},
                         {"basis", link.basis},
                         {"source", or_null(link.source)},
                         {"status", link.status}});
    }
    return {{"status_text", words("model.status")}, {"links", std::move(links)}};
}

Result<OrderedJson> model_parameters_json(const care::ModelKnowledge& known,
                                          const std::vector<std::string>& filter,
                                          const knowledge::Words& words) {
    const auto answers = [](const knowledge::ModelParameter& row, const std::string& word) {
        return row.symbol == word || row.id == word || row.block == word;
    };
    std::vector<std::string> candidates;
    for (const auto& row : known.pack.parameters)
        for (const std::string* word : {&row.symbol, &row.id, &row.block})
            candidates.push_back(*word);
    for (const std::string& word : filter)
        if (std::find(candidates.begin(), candidates.end(), word) == candidates.end()) {
            const auto near = nearest_word(word, candidates);
            return fail(
                {ErrorCode::not_found, "no symbol, row or block of this name", word,
                 near ? "did you mean " + *near + "?" : "sinew model parameters lists them all"});
        }
    OrderedJson rows = OrderedJson::array();
    for (const knowledge::ModelParameter& row : known.pack.parameters) {
        if (!filter.empty() && std::none_of(filter.begin(), filter.end(),
                                            [&](const auto& word) { return answers(row, word); }))
            continue;
        OrderedJson prior{{"distribution", row.distribution}, {"dispersion", row.dispersion}};
        const auto span = care::prior_span(known, row.symbol);
        prior["low"] = span ? OrderedJson(span->low) : OrderedJson{};
        prior["high"] = span ? OrderedJson(span->high) : OrderedJson{};
        rows.push_back({{"id", row.id},
                        {"block", row.block},
                        {"symbol", row.symbol},
                        {"value", row.value},
                        {"unit", row.unit},
                        {"description", row.description},
                        {"prior", std::move(prior)},
                        {"links", carried_by(known, row.symbol)},
                        {"source", or_null(row.source)},
                        {"as_printed", or_null(row.as_printed)},
                        {"status", row.status},
                        {"notes", or_null(row.notes)}});
    }
    return OrderedJson{{"status_text", words("model.status")}, {"parameters", std::move(rows)}};
}

}  // namespace sinew::document
