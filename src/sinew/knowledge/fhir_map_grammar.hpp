// The small words of the mapping table's cells, as docs/methods/fhir-import.md lists them.
#pragma once

#include <sinew/knowledge/fhir_map.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

/// The parts of a cell between semicolons, trimmed; none for an empty cell.
[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view cell);

class RowGrammar {
public:
    RowGrammar(const ScreeningPack& screening, Faults& faults)
        : screening_{&screening}, faults_{&faults} {}

    /// "sbp", "ask:hb_g_l", "caution", "person.height_cm", "report", "(panel)", "none"; `value` where the cell is a word.
    [[nodiscard]] MapEffect effect(std::string_view target, std::string_view value,
                                   const std::string& at) const;
    /// "unit g/dL * 10; unit g/L", "answer 167291007 = true", "band <= -2.5 osteoporosis", "normal 135 145", "hours".
    void value(std::string_view cell, const std::string& at, MapRow& row) const;
    /// "active", "any status", "within 90 d", "value >= 6.5", "value < 50", "two < 60 over 90 d", "at rest".
    void when(std::string_view cell, const std::string& at, MapRow& row) const;
    /// "within 90 d seizure_last_90d = true", "ask:spo2", "caution:balance_fall".
    [[nodiscard]] MapEffect also(std::string_view part, const std::string& at) const;

private:
    /// A word in the fact's own coding: "true", "osteoporosis", "2".
    [[nodiscard]] double fact_word(domain::FactIndex fact, std::string_view word,
                                   const std::string& at) const;
    [[nodiscard]] std::optional<domain::Caution> caution(std::string_view word,
                                                         const std::string& at) const;
    void fault(const std::string& at, std::string_view what, std::string hint) const;

    const ScreeningPack* screening_;
    Faults* faults_;
};

}  // namespace sinew::knowledge
