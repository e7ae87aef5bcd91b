// Bundles of a few entries through the import, and what a test asks of the answer.
#pragma once

#include <gtest/gtest.h>
#include <sinew/fhir/import.hpp>
#include <sinew/fhir/tiny_bundle.hpp>

namespace sinew::fhir::import_test {

using namespace domain;
using namespace testing;

inline const knowledge::Catalogue& catalogue() {
    static const auto loaded =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::fhir});
    return **loaded;
}
inline const knowledge::ScreeningPack& pack() { return catalogue().screening; }

inline const AsOf kDay = AsOf::of(*read_moment("2026-11-23"));  // judged at 24:00 UTC
inline const AsOf kNoon = AsOf::of(*read_moment("2026-11-23T12:00:00Z"));

inline Import import(const std::string& bundle, const AsOf& as_of = kDay) {
    auto imported = import_bundle(bundle, "b.json", as_of, catalogue());
    if (!imported)
        for (const Error& fault : imported.error().list()) ADD_FAILURE() << to_line(fault);
    return imported ? *std::move(imported) : Import{};
}

inline Import import_entries(const std::string& entries, const AsOf& as_of = kDay) {
    return import(bundle_of(entries), as_of);
}

inline const Reading& fact(const Import& imported, const char* name) {
    return imported.record.facts[pack().fact(name)];
}
inline std::string word(const Import& imported, const char* name) {
    const Reading& reading = fact(imported, name);
    if (reading.state != Reading::State::known)
        return reading.state == Reading::State::invalid ? "invalid" : "absent";
    return pack().value_text(pack().fact(name), reading.value);
}

inline bool told(const Import& imported, ImportFate fate, NotUsed reason, const char* code,
                 int count = 1) {
    for (const ImportLine& line : imported.report.lines)
        if (line.fate == fate && line.reason == reason && line.code == code && line.count == count)
            return true;
    return false;
}
inline bool asked(const Import& imported, const char* about) {
    for (const Hint& hint : imported.record.hints)
        if (hint.about == about) return true;
    return false;
}

}  // namespace sinew::fhir::import_test
