#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/knowledge/model_pack.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sinew::knowledge {
namespace {

constexpr const char* kFile = "model/parameters.csv";

/// The parts of a cell that may hold one entry a symbol, or one for all.
std::vector<std::string> parts_of(const std::string& cell, char separator) {
    std::vector<std::string> parts;
    for (const std::string_view part : split(cell, separator)) parts.emplace_back(trim(part));
    return parts;
}

/// "CV 0.4; 0.06": the first word of a list holds for all of it.
std::string with_word(const std::string& spread, const std::string& first) {
    const std::size_t word = first.find(' ');
    if (word == std::string::npos || !parse_number(spread)) return spread;
    return first.substr(0, word + 1) + spread;
}

class Reading {
public:
    Reading(const Table& table, Faults& faults) : table_{table}, faults_{faults} {}

    void row(std::size_t index, ModelPack& pack) {
        const std::string role = cell(index, "role");
        const bool parameter = role == "proposal_prior";
        if (!parameter && role != "literature")
            return fault(index, "role", "unknown role \"" + role + "\"",
                         "use proposal_prior or literature");
        const auto symbols = parts_of(cell(index, "symbol"), ',');
        const auto values = parts_of(cell(index, "value"), ';');
        if (symbols.size() != values.size()) {
            if (parameter)
                fault(index, "value",
                      fmt::format("{} values for {} symbols", values.size(), symbols.size()),
                      "write one value for each symbol, parted by semicolons");
            return;
        }
        const auto units = parts_of(cell(index, "unit"), ';');
        const auto spreads = parts_of(cell(index, "dispersion"), ';');
        for (std::size_t i = 0; i < symbols.size(); ++i) {
            const auto value = parse_number(values[i]);
            if (!value && parameter)
                fault(index, "value", "\"" + values[i] + "\" is no number", "write a number");
            if (!value) continue;  // a range or a sentence of the literature is not simulated
            if (parameter && !seen_.insert(symbols[i]).second)
                fault(index, "symbol", symbols[i] + " stands twice", "keep one of them");
            ModelParameter one;
            one.id = cell(index, "id");
            one.block = cell(index, "block");
            one.symbol = symbols[i];
            one.description = cell(index, "description");
            one.value = *value;
            one.unit = units[std::min(i, units.size() - 1)];
            one.dispersion = with_word(spreads[std::min(i, spreads.size() - 1)], spreads.front());
            one.distribution = cell(index, "distribution");
            one.source = cell(index, "source");
            one.as_printed = cell(index, "as_printed");
            one.status = status(index);
            one.notes = cell(index, "notes");
            (parameter ? pack.parameters : pack.literature).push_back(std::move(one));
        }
    }

private:
    std::string cell(std::size_t index, std::string_view column) const {
        return table_.cell(index, column);
    }
    std::string status(std::size_t index) {
        const std::string word = cell(index, "status");
        static const std::set<std::string, std::less<>> kWords{"read", "recalled", "derived",
                                                               "ours", "NA"};
        if (!kWords.contains(word))
            fault(index, "status", "unknown status \"" + word + "\"",
                  "use read, recalled, derived, ours or NA");
        return word;
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

const ModelParameter* ModelPack::find(std::string_view symbol) const noexcept {
    for (const auto* list : {&parameters, &literature})
        for (const ModelParameter& one : *list)
            if (one.symbol == symbol) return &one;
    return nullptr;
}

Checked<ModelPack> load_model_pack(const PackSource& source) {
    Faults faults;
    const auto text = source.read(kFile);
    if (!text) {
        faults.add(text.error());
        return tl::make_unexpected(std::move(faults));
    }
    SINEW_TRY(const Table table, read_table(*text, kFile,
                                            {"id", "role", "block", "symbol", "description",
                                             "value", "unit", "dispersion", "distribution",
                                             "source", "as_printed", "status", "notes"}));
    ModelPack pack;
    Reading reading{table, faults};
    for (std::size_t row = 0; row < table.rows.size(); ++row) reading.row(row, pack);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return pack;
}

}  // namespace sinew::knowledge
