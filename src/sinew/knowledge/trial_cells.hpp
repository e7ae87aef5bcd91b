// One table of knowledge/trials, and one row of it as typed cells: every fault with file, row number and column.
#pragma once

#include <sinew/base/table_text.hpp>
#include <sinew/domain/names.hpp>

#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace sinew::knowledge {

/// Empty and NA are missing, except where NA is one of a column's words. Text is never parsed for numbers.
class TrialCells {
public:
    TrialCells(const Table& table, std::size_t row, const std::string& name, Faults& faults)
        : table_{&table}, row_{row}, name_{&name}, faults_{&faults} {}

    [[nodiscard]] std::string text(std::string_view column) const;
    /// A fault when there is nothing.
    [[nodiscard]] std::string needed(std::string_view column);
    [[nodiscard]] std::optional<double> number(std::string_view column,
                                               double lowest = -std::numeric_limits<double>::max(),
                                               double highest = std::numeric_limits<double>::max());
    /// A standard deviation or a variance: above zero.
    [[nodiscard]] std::optional<double> spread(std::string_view column);
    [[nodiscard]] std::string one_of(std::string_view column,
                                     std::initializer_list<std::string_view> words);

    template <class Enum>
    [[nodiscard]] Enum word(std::string_view column) {
        const std::string& cell = raw(column);
        if (const auto value = domain::named<Enum>(cell)) return *value;
        fault(column, "unknown word \"" + cell + "\"", "use one of: " + domain::all_names<Enum>());
        return Enum{};
    }
    template <class Enum>
    [[nodiscard]] std::optional<Enum> maybe_word(std::string_view column) {
        return raw(column).empty() ? std::nullopt : std::optional{word<Enum>(column)};
    }
    void fault(std::string_view column, std::string what, std::string hint);

private:
    [[nodiscard]] const std::string& raw(std::string_view column) const;
    const Table* table_;
    std::size_t row_;
    const std::string* name_;
    Faults* faults_;
};

class TrialTable {
public:
    TrialTable(std::string_view text, const std::string& folder, const std::string& file,
               Faults& faults);

    template <class Read>
    void each(Faults& faults, Read&& read) const {
        for (std::size_t row = 0; row < table_.rows.size(); ++row) {
            TrialCells at{table_, row, name_, faults};
            read(at);
        }
    }
    void fault(std::size_t row, std::string_view column, std::string what, std::string hint,
               Faults& faults) const;

private:
    std::string name_;
    Table table_;
};

}  // namespace sinew::knowledge
