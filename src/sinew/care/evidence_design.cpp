#include <sinew/base/text.hpp>
#include <sinew/care/evidence_design.hpp>

#include <algorithm>

namespace sinew::care {
namespace {

struct Formula {
    bool intercept = true;
    std::vector<std::string> names;
};

Result<Formula> read_formula(std::string_view text) {
    Formula made;
    for (const std::string_view part : split(text, '+')) {
        std::string name{trim(part)};
        if (name.size() > 2 && name.ends_with("1")) {  // "alloc - 1"
            const auto minus = name.rfind('-');
            if (minus != std::string::npos &&
                trim(std::string_view{name}.substr(minus + 1)) == "1") {
                made.intercept = false;
                name = std::string{trim(std::string_view{name}.substr(0, minus))};
            }
        }
        if (name == "0" || name == "-1" || name == "- 1")
            made.intercept = false;
        else if (name.empty() || name == "1") {
            if (name.empty() && !trim(text).empty())
                return fail({ErrorCode::bad_input, "a name is missing beside a +", "--mods",
                             "write names of columns with + between them"});
        } else if (std::find(made.names.begin(), made.names.end(), name) != made.names.end())
            return fail({ErrorCode::conflict, "the moderator " + name + " is named twice", "--mods",
                         "name it once"});
        else
            made.names.push_back(name);
    }
    return made;
}

}  // namespace

Result<std::vector<std::string>> moderators_named(std::string_view formula) {
    SINEW_TRY(Formula read, read_formula(formula));
    return std::move(read.names);
}

Result<EvidenceDesign> design_of(effect::Effects& effects, std::string_view formula) {
    SINEW_TRY(const Formula read, read_formula(formula));
    if (const auto kept = effect::keep_complete(effects, read.names); !kept)
        return fail(kept.error());
    EvidenceDesign made{.moderators = read.names};
    std::vector<std::vector<double>> columns;
    const std::size_t k = effects.size();
    if (read.intercept) {
        made.names.emplace_back("intrcpt");
        columns.emplace_back(k, 1.0);
    }
    bool all_levels = !read.intercept;
    for (const std::string& name : read.names) {
        SINEW_TRY(const effect::Moderator moderator, effect::moderator_of(effects, name));
        if (moderator.numeric) {
            made.names.push_back(name);
            columns.push_back(moderator.numbers);
            continue;
        }
        if (moderator.levels.size() < 2 && !all_levels)
            return fail({ErrorCode::bad_input, "the moderator " + name + " has one level only",
                         "--mods", "leave it out: nothing can be compared"});
        for (std::size_t level = all_levels ? 0 : 1; level < moderator.levels.size(); ++level) {
            made.names.push_back(name + moderator.levels[level]);
            std::vector<double>& column = columns.emplace_back(k, 0.0);
            for (std::size_t row = 0; row < k; ++row)
                column[row] = moderator.cells[row] == moderator.levels[level];
        }
        all_levels = false;
    }
    if (columns.empty())
        return fail({ErrorCode::bad_input, "the formula has neither an intercept nor a moderator",
                     "--mods", "name a column"});
    made.x = numerics::Matrix{k, columns.size()};
    for (std::size_t column = 0; column < columns.size(); ++column)
        for (std::size_t row = 0; row < k; ++row) made.x.at(row, column) = columns[column][row];
    return made;
}

}  // namespace sinew::care
