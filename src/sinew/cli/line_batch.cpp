#include <sinew/base/text.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/line_batch.hpp>
#include <sinew/cli/line_reader.hpp>
#include <sinew/cli/progress.hpp>

#include <fmt/format.h>

namespace sinew::cli {
namespace {

LineAnswer too_long(std::size_t number) {
    const OrderedJson json{{"id", nullptr},
                           {"error",
                            {{"where", fmt::format("line {}", number)},
                             {"what", fmt::format("longer than {} MiB", kLongestLine >> 20U)},
                             {"hint", "one person a line"}}}};
    return {json.dump(), false};
}

}  // namespace

Exit answer_lines(
    Call& call, const std::string& path,
    const std::function<LineAnswer(std::string_view line, std::size_t number)>& answer) {
    auto lines = LineReader::open(path);
    if (!lines) return refuse(call, lines.error());
    Progress progress{call.notes, !call.settings.quiet && !call.out.terminal(),
                      lines->bytes_in_all()};
    bool all_answered = true;
    for (std::size_t number = 1;; ++number) {
        const auto line = lines->next();
        if (!line) return refuse(call, line.error());
        if (!line->has_value()) break;
        if (!lines->too_long() && trim(**line).empty()) continue;
        const LineAnswer result = lines->too_long() ? too_long(number) : answer(**line, number);
        all_answered = all_answered && result.answered;
        call.out.line(result.text);
        if (call.out.state() != Output::State::open) break;
        progress.show(lines->bytes_read(), number);
    }
    return all_answered ? Exit::answered : Exit::in_part;
}

}  // namespace sinew::cli
