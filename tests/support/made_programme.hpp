// A programme made from a varied record and read back: what tests of adaptation start from.
#pragma once

#include <sinew/document/programme_json.hpp>
#include <sinew/document/programme_reader.hpp>
#include <sinew/document/record_json.hpp>
#include "varied_record.hpp"

namespace sinew {

inline const knowledge::Catalogue& whole_catalogue() {
    using enum knowledge::Part;
    static const auto loaded = knowledge::load_catalogue(
        knowledge::PackSource::embedded(), {screening, prescription, forms, exercises, text});
    return **loaded;
}

inline knowledge::Words english() {
    return whole_catalogue().words(domain::Language::en, domain::Framing::secular);
}

inline std::string told(const Faults& faults) {
    std::string text;
    for (const Error& fault : faults.list()) text += to_line(fault) + "\n";
    return text;
}

/// The answer for the varied record `index`, as a document.
inline Json made_answer(std::uint64_t index, const char* moment = "2026-11-23T10:00:00Z") {
    const Moment as_of = *read_moment(moment);
    const auto record =
        *document::read_record(varied_record(index), "record.json", as_of, whole_catalogue());
    const auto answer = care::prescribe(record, domain::AsOf::of(as_of), whole_catalogue());
    return Json::parse(document::answer_json(answer, record, whole_catalogue(), english()).dump());
}

}  // namespace sinew
