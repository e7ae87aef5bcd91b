#include <sinew/base/text.hpp>
#include <sinew/knowledge/model_pack.hpp>
#include <sinew/knowledge/table_rows.hpp>

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

class Reading : public TableRows {
public:
    using TableRows::TableRows;

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
            if (parameter) once(index, "symbol", symbols[i]);
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
    std::string status(std::size_t index) {
        const std::string word = cell(index, "status");
        static const std::set<std::string, std::less<>> kWords{"read", "recalled", "derived",
                                                               "ours", "NA"};
        if (!kWords.contains(word))
            fault(index, "status", "unknown status \"" + word + "\"",
                  "use read, recalled, derived, ours or NA");
        return word;
    }
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
    SINEW_TRY(const Table table,
              table_of(source, kFile,
                       {"id", "role", "block", "symbol", "description", "value", "unit",
                        "dispersion", "distribution", "source", "as_printed", "status", "notes"}));
    ModelPack pack;
    Reading reading{kFile, table, faults};
    for (std::size_t row = 0; row < table.rows.size(); ++row) reading.row(row, pack);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return pack;
}

}  // namespace sinew::knowledge
