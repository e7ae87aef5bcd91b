#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/line_batch.hpp>
#include <sinew/document/screening_lines.hpp>

namespace sinew::cli {
namespace {

Exit screen_lines(Call& call, const std::string& path) {
    const auto catalogue = catalogue_for(call, {care::Part::screening});
    if (!catalogue) return refuse(call, catalogue.error());
    return answer_lines(call, path, [&](std::string_view line, std::size_t number) -> LineAnswer {
        auto answer = document::answer_screening_line(line, number, **catalogue);
        return {std::move(answer.text), answer.answered};
    });
}

Exit run_screen(Call& call) {
    if (const auto facts = call.text("facts")) return screen_lines(call, *facts);
    return refuse(call, {ErrorCode::bad_input, "nothing to screen", "sinew screen", "give --facts FILE"});
}

}  // namespace

CommandSpec screen_command() {
    return {.name = "screen",
            .summary = "may this person train, how, and why",
            .about = "",
            .options = {{"facts", "FILE", "answer a JSON Lines file of facts, one person a line (- for standard input)", {}, Completes::file}},
            .examples = {{"sinew screen --facts people.jsonl > answers.jsonl", "one line of JSON out for each line in"}},
            .run = run_screen};
}

}  // namespace sinew::cli
