#include <sinew/base/table_text.hpp>
#include <sinew/knowledge/citations.hpp>

#include <fmt/format.h>

namespace sinew::knowledge {

void read_citations(std::string_view text, const std::string& name, Citations& citations,
                    Faults& faults) {
    auto table = read_table(text, name, {"key", "citation", "locator", "status", "note"});
    if (!table) {
        faults.take(std::move(table).error());
        return;
    }
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        const auto at = [&](std::string_view column) {
            return fmt::format("{}:{}:{}", name, table->lines[row], column);
        };
        const auto status = domain::named<domain::Status>(table->cell(row, "status"));
        if (!status)
            faults.add(ErrorCode::bad_input, at("status"), "unknown status",
                       "use " + domain::all_names<domain::Status>());
        const bool fresh =
            citations
                .emplace(table->cell(row, "key"),
                         Citation{table->cell(row, "citation"), table->cell(row, "locator"),
                                  table->cell(row, "note"), status.value_or(domain::Status::NA)})
                .second;
        if (!fresh)
            faults.add(ErrorCode::bad_input, at("key"), "this key stands twice",
                       "keep one of them");
    }
}

}  // namespace sinew::knowledge
