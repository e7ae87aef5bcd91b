#include <sinew/base/text.hpp>
#include <sinew/knowledge/model_links.hpp>
#include <sinew/knowledge/table_rows.hpp>

#include <array>
#include <optional>

namespace sinew::knowledge {
namespace {

constexpr const char* kFile = "model/links.csv";
constexpr std::array<std::string_view, 7> kGrades{"A", "B", "C", "D", "X", "H", "NA"};

std::optional<LinkGrade> grade_named(std::string_view word) noexcept {
    for (std::size_t i = 0; i < kGrades.size(); ++i)
        if (kGrades[i] == word) return static_cast<LinkGrade>(i);
    return std::nullopt;
}

class Reading : public TableRows {
public:
    using TableRows::TableRows;

    [[nodiscard]] ModelLink row(std::size_t index) {
        ModelLink link;
        link.id = cell(index, "id");
        once(index, "id", link.id);
        link.from = cell(index, "from");
        link.to = cell(index, "to");
        const std::string sign = cell(index, "sign");
        if (sign != "+" && sign != "-")
            fault(index, "sign", "\"" + sign + "\" is no sign", "write + or -");
        link.raises = sign == "+";
        link.mechanism = cell(index, "mechanism");
        if (link.mechanism.empty())
            fault(index, "mechanism", "a link belongs to a mechanism", "name one");
        link.grade = grade(index, "grade");
        link.grade_general = grade(index, "grade_general");
        const std::string mind_body = cell(index, "grade_mind_body");
        if (!mind_body.empty() && mind_body != "H")
            fault(index, "grade_mind_body", "\"" + mind_body + "\" is not known here",
                  "write H, or leave it empty");
        link.hypothesis_for_mind_body = mind_body == "H";
        const std::string gains = cell(index, "gains");
        for (const std::string_view gain : split(gains, ';'))
            if (!trim(gain).empty()) link.gains.emplace_back(trim(gain));
        if (link.gains.empty())
            fault(index, "gains", "a link without a gain cannot be switched off",
                  "name the parameter that carries it");
        link.basis = cell(index, "basis");
        link.source = cell(index, "source");
        link.status = cell(index, "status");
        return link;
    }

private:
    LinkGrade grade(std::size_t index, std::string_view column) {
        const std::string word = cell(index, column);
        const auto named = grade_named(word);
        if (!named)
            fault(index, column, "unknown grade \"" + word + "\"", "use A, B, C, D, X, H or NA");
        return named.value_or(LinkGrade::NA);
    }
};

}  // namespace

std::string_view name_of(LinkGrade grade) noexcept {
    return kGrades[static_cast<std::size_t>(grade)];
}

Checked<std::vector<ModelLink>> load_model_links(const PackSource& source) {
    Faults faults;
    SINEW_TRY(const Table table,
              table_of(source, kFile,
                       {"id", "from", "to", "sign", "mechanism", "grade", "grade_general",
                        "grade_mind_body", "gains", "basis", "source", "status"}));
    std::vector<ModelLink> links;
    Reading reading{kFile, table, faults};
    for (std::size_t row = 0; row < table.rows.size(); ++row) links.push_back(reading.row(row));
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return links;
}

}  // namespace sinew::knowledge
