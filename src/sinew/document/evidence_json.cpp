#include <sinew/base/ensure.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/evidence_json.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::document {

OrderedJson number_or_null(double value) {
    return std::isfinite(value) ? OrderedJson(value) : OrderedJson(nullptr);
}

OrderedJson number_or_null(const std::optional<double>& value) {
    return value ? number_or_null(*value) : OrderedJson(nullptr);
}

OrderedJson numbers_or_null(std::span<const double> values) {
    OrderedJson list = OrderedJson::array();
    for (const double value : values) list.push_back(number_or_null(value));
    return list;
}

void add_rows_and_warnings(OrderedJson& answer, const effect::Effects& effects,
                           const std::vector<std::string>& more) {
    OrderedJson used = OrderedJson::array(), left = OrderedJson::array(),
                warnings = effects.warnings;
    for (const effect::EffectRow& row : effects.rows) used.push_back(row.row);
    for (const effect::LeftOutRow& row : effects.rows_left_out)
        left.push_back(
            {{"row", row.row},
             {"study", row.study},
             {"column", row.column.empty() ? OrderedJson(nullptr) : OrderedJson(row.column)},
             {"reason", row.reason}});
    for (const std::string& warning : more) warnings.push_back(warning);
    answer["rows_used"] = std::move(used);
    answer["rows_left_out"] = std::move(left);
    answer["warnings"] = std::move(warnings);
}

std::string methods_paragraph(const std::vector<std::string>& sentences,
                              const std::vector<std::string>& keys,
                              const knowledge::Citations& citations) {
    std::string text = join(sentences, " ");
    std::vector<std::string> seen;
    for (const std::string& key : keys) {
        if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
        const auto found = citations.find(key);
        SINEW_ENSURE(found != citations.end(),
                     "a method names a source that is not in the table of citations");
        text += (seen.empty() ? "\n\nReferences: " : "; ") + found->second.citation;
        seen.push_back(key);
    }
    return text;
}

OrderedJson term_tests_json(std::span<const care::TermTest> tests) {
    OrderedJson list = OrderedJson::array();
    for (const care::TermTest& test : tests)
        list.push_back({{"term", test.name},
                        {"columns", test.columns},
                        {"interaction", test.interaction},
                        {"QM", number_or_null(test.QM)},
                        {"QM_df", test.df},
                        {"QMp", number_or_null(test.QMp)}});
    return list;
}

}  // namespace sinew::document
