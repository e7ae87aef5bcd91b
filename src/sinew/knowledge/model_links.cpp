#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/knowledge/model_links.hpp>

#include <fmt/format.h>

#include <array>
#include <optional>
#include <set>

namespace sinew::knowledge {
namespace {

constexpr const char* kFile = "model/links.csv";
constexpr std::array<std::string_view, 7> kGrades{"A", "B", "C", "D", "X", "H", "NA"};

std::optional<LinkGrade> grade_named(std::string_view word) noexcept {
    for (std::size_t i = 0; i < kGrades.size(); ++i)
        if (kGrades[i] == word) return static_cast<LinkGrade>(i);
    return std::nullopt;
}

class Reading {
public:
    Reading(const Table& table, Faults& faults) : table_{table}, faults_{faults} {}

    [[nodiscard]] ModelLink row(std::size_t index) {
        ModelLink link;
        link.id = cell(index, "id");
        if (!seen_.insert(link.id).second)
            fault(index, "id", link.id + " stands twice", "keep one of them");
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
        for (const std::string_view gain : split(cell(index, "gains"), ';'))
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
    std::string cell(std::size_t index, std::string_view column) const {
        return table_.cell(index, column);
    }
    LinkGrade grade(std::size_t index, std::string_view column) {
        const std::string word = cell(index, column);
        const auto named = grade_named(word);
        if (!named)
            fault(index, column, "unknown grade \"" + word + "\"", "use A, B, C, D, X, H or NA");
        return named.value_or(LinkGrade::NA);
    }
    void fault(std::size_t index, std::string_view column, std::string what, std::string hint) {
        faults_.add(ErrorCode::bad_input,
                    fmt::format("{}:{}:{}", kFile, table_.lines[index], column), std::move(what),
                    std::move(hint));
    }

    const Table& table_;
    Faults& faults_;
    std::set<std::string> seen_;
};

}  // namespace

std::string_view name_of(LinkGrade grade) noexcept {
    return kGrades[static_cast<std::size_t>(grade)];
}

Checked<std::vector<ModelLink>> load_model_links(const PackSource& source) {
    Faults faults;
    const auto text = source.read(kFile);
    if (!text) {
        faults.add(text.error());
        return tl::make_unexpected(std::move(faults));
    }
    SINEW_TRY(const Table table,
              read_table(*text, kFile,
                         {"id", "from", "to", "sign", "mechanism", "grade", "grade_general",
                          "grade_mind_body", "gains", "basis", "source", "status"}));
    std::vector<ModelLink> links;
    Reading reading{table, faults};
    for (std::size_t row = 0; row < table.rows.size(); ++row) links.push_back(reading.row(row));
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return links;
}

}  // namespace sinew::knowledge
