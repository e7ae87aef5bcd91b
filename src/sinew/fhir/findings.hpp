// What the entries of a bundle say, gathered before anything is decided: candidates for facts, questions, cautions.
#pragma once

#include <sinew/domain/as_of.hpp>
#include <sinew/domain/import_report.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/fhir/resource.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sinew::fhir {

/// One entry's claim about a fact or a number of `person`.
struct Candidate {
    domain::Reading reading;      ///< known, or invalid when the value cannot be
    std::optional<Instant> when;  ///< decides which is newest
    std::optional<Instant>
        aged_from;  ///< what the age is counted from; rules 4 and 5 take the bundle's newest entry
    std::size_t entry = 0;  ///< which resource said it: halves of a pressure belong together
    bool measured = false;  ///< an observation, not a diagnosis or a prescription
    domain::NotUsed flaw = domain::NotUsed::none;  ///< why it is invalid
    domain::ImportLine line;
};

/// One number that is read together with others of its kind.
struct NumberSeen {
    double value = 0;
    std::optional<Instant> when;
    domain::ImportLine line;
};

class Findings {
public:
    Findings(const knowledge::Catalogue& catalogue, const domain::AsOf& as_of,
             std::optional<Instant> newest_entry)
        : catalogue_{&catalogue}, as_of_{as_of}, newest_entry_{newest_entry} {}

    [[nodiscard]] const knowledge::Catalogue& catalogue() const noexcept { return *catalogue_; }
    [[nodiscard]] const domain::AsOf& as_of() const noexcept { return as_of_; }
    [[nodiscard]] std::optional<Instant> newest_entry() const noexcept { return newest_entry_; }

    /// A line about one entry; equal lines are counted together.
    void tell(domain::ImportLine line, domain::ImportFate fate,
              domain::NotUsed reason = domain::NotUsed::none);
    /// Carries out an effect of a row for an entry. `reading` is what a measured fact became.
    void apply(const knowledge::MapRow& row, const knowledge::MapEffect& effect,
               domain::ImportLine line, std::size_t entry,
               const std::optional<Candidate>& measured = {});
    void ask(const std::string& about, const domain::ImportLine& line, bool confirm = false);

    /// Days from the date to the moment of judging; nothing without a date.
    [[nodiscard]] std::optional<double> days_ago(std::optional<Instant> when) const;

    std::map<domain::FactIndex, std::vector<Candidate>> facts;
    std::map<std::string, std::vector<Candidate>>
        person;                           ///< "height_cm", "weight_kg", "mvpa_min_week"
    std::vector<Candidate> electrolytes;  ///< value 1 = outside its limits; line.code = which
    std::vector<NumberSeen> exercise_days, exercise_minutes;
    std::map<std::string, std::vector<NumberSeen>>
        low_values;  ///< by code: rows that count only twice
    struct Asked {
        domain::Hint hint;
        std::optional<domain::FactIndex> fact;
        bool confirm =
            false;  ///< asked even when the fact is known: the code leaves something open
    };
    std::vector<Asked> hints;
    domain::EnumSet<domain::Caution> cautions;
    bool deceased = false;
    std::vector<domain::ImportLine> lines;

private:
    const knowledge::Catalogue* catalogue_;
    domain::AsOf as_of_;
    std::optional<Instant> newest_entry_;
};

/// "SNOMED 44054006", as origins of facts name it.
[[nodiscard]] std::string origin_text(const domain::ImportLine& line);
/// A reading of a number; invalid outside the fact's range.
[[nodiscard]] domain::Reading reading_of(double value, const knowledge::FactSpec& fact);

}  // namespace sinew::fhir
