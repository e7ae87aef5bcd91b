#include <sinew/knowledge/breach_clocks.hpp>
#include <sinew/knowledge/table_rows.hpp>

#include <cmath>

namespace sinew::knowledge {

Checked<std::vector<BreachClock>> load_breach_clocks(const PackSource& source) {
    constexpr const char* kFile = "privacy/breach_clocks.csv";
    const auto table =
        table_of(source, kFile, {"id", "law", "to_whom", "hours", "source", "status", "note"});
    if (!table) return tl::make_unexpected(table.error());
    Faults faults;
    TableRows rows{kFile, *table, faults};
    std::vector<BreachClock> clocks;
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        BreachClock clock{.id = rows.cell(row, "id"),
                          .law = rows.cell(row, "law"),
                          .to_whom = rows.cell(row, "to_whom"),
                          .source = rows.cell(row, "source"),
                          .status = rows.cell(row, "status"),
                          .note = rows.cell(row, "note")};
        rows.once(row, "id", clock.id);
        const double hours = rows.number(row, "hours");
        if (hours < 0 || hours > 10'000 || hours != std::floor(hours))
            rows.fault(row, "hours", "no whole number from 0 to 10000", "0 stands for at once");
        else
            clock.hours = static_cast<int>(hours);
        if (clock.source.empty())
            rows.fault(row, "source", "no source, no entry", "name a key of citations.csv");
        clocks.push_back(std::move(clock));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return clocks;
}

}  // namespace sinew::knowledge
