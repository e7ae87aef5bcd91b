#include <sinew/base/table_text.hpp>
#include <sinew/knowledge/question_order.hpp>

#include <fmt/format.h>

namespace sinew::knowledge {

void read_question_order(std::string_view text, const std::string& name,
                         const ScreeningPack& screening, QuestionOrder& order, Faults& faults) {
    auto table = read_table(text, name, {"fact", "group"});
    if (!table) return faults.take(std::move(table).error());
    std::vector<bool> seen(screening.facts.size(), false);
    order.of_fact.resize(screening.facts.size());
    for (std::size_t n = 0; n < table->rows.size(); ++n) {
        const auto at = [&](std::string_view column) {
            return fmt::format("{}:{}:{}", name, table->lines[n], column);
        };
        const auto fact = screening.find_fact(table->cell(n, "fact"));
        const auto group = domain::named<domain::QuestionGroup>(table->cell(n, "group"));
        if (!fact)
            faults.add(ErrorCode::bad_input, at("fact"), "unknown fact",
                       "see facts in screening/rules.json");
        if (!group)
            faults.add(ErrorCode::bad_input, at("group"), "unknown group",
                       "use " + domain::all_names<domain::QuestionGroup>());
        if (!fact || !group) continue;
        if (seen[*fact])
            faults.add(ErrorCode::bad_input, at("fact"), "this fact stands twice", "keep one row");
        seen[*fact] = true;
        order.of_fact[*fact] = {*group, static_cast<int>(n)};
    }
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (!seen[i])
            faults.add(ErrorCode::bad_input, name, "no row for " + screening.facts[i].name,
                       "say when to ask it");
}

}  // namespace sinew::knowledge
