// A FHIR R4 Bundle becomes a record, with an account of every entry.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/domain/as_of.hpp>
#include <sinew/domain/import_report.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <string>
#include <string_view>

namespace sinew::fhir {

struct Import {
    domain::Record record;  ///< `person.deceased` says that the person has died
    domain::ImportReport report;
};

/// A value with a fault becomes *invalid* and is asked; only a bundle that cannot be read at all is refused.
/// Needs the screening and fhir parts of the catalogue.
/// @errors as `read_bundle`
/// @source knowledge/fhir/mapping.csv, docs/methods/fhir-import.md
[[nodiscard]] Checked<Import> import_bundle(std::string_view bytes, const std::string& name,
                                            const domain::AsOf& as_of,
                                            const knowledge::Catalogue& catalogue);

}  // namespace sinew::fhir
