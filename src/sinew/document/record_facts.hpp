// The `facts` of a record: values of screening facts and when each was observed.
#pragma once

#include <sinew/document/record_fields.hpp>
#include <sinew/domain/as_of.hpp>
#include <sinew/knowledge/screening_pack.hpp>

namespace sinew::document {

/// When a document was written and the moment its facts are aged to.
struct DocumentTime {
    Instant observed{};  ///< a bare value was observed at this moment
    domain::AsOf as_of;
};

/// Lays the facts of one document over the record; what is not named stays as it was.
/// Forms of a fact: value · {value, observed_at, source} · {invalid, observed_at, source}.
/// @errors unknown fact, wrong type, outside list or range, observed after the moment of judging.
void read_facts_section(const Node& facts, const DocumentTime& time,
                        const knowledge::ScreeningPack& pack, domain::Record& record);

/// Counts every fact's age to another moment. Facts without a date stay of unknown age.
void age_facts(domain::Record& record, const domain::AsOf& as_of,
               const knowledge::ScreeningPack& pack);

/// What the document at hand said itself; the rest stood in the record before.
struct Said {
    bool person_age = false, age_fact = false, body = false, bmi_fact = false;
};

/// Age and sex follow from `person`; the body mass index from height and weight when nobody gave one.
/// @param root_at  where the document begins, for faults: "record.json:"
void conclude_from_person(domain::Record& record, const DocumentTime& time, const Said& said,
                          const knowledge::ScreeningPack& pack, const std::string& root_at,
                          Faults& faults);

/// The facts as JSON: bare when observed at `assessed_at`. Age and sex are left to `person`.
[[nodiscard]] OrderedJson facts_section_json(const domain::Record& record,
                                             const knowledge::ScreeningPack& pack);

}  // namespace sinew::document
