// A person's record from wherever it comes: our own document, a FHIR bundle, standard input; with answers laid over it.
#pragma once

#include <sinew/care/knowledge_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/domain/as_of.hpp>
#include <sinew/domain/import_report.hpp>
#include <sinew/domain/record.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace sinew::cli {

struct RecordInput {
    std::unique_ptr<const care::Catalogue>
        catalogue;  ///< what was asked for, and the FHIR table when it was needed
    domain::Record record;
    domain::AsOf as_of;
    std::optional<domain::ImportReport> report;  ///< of a bundle
};

/// Which moment counts when --date does not say.
enum class JudgedAt : std::uint8_t { assessment, now };

/// Reads the record or bundle at `path` ("-" = standard input) and lays the file of --answers over it, when that was given.
/// The moment of judging is --date, else the answers' or the record's own `assessed_at` (unless `at` says now), else now.
/// @errors every fault of both documents at once; those of the packs
[[nodiscard]] Checked<RecordInput> read_record_input(const Call& call, const std::string& path,
                                                     care::Parts parts,
                                                     JudgedAt at = JudgedAt::assessment);

/// The bytes of a document, refused with a clear word when they are compressed.
[[nodiscard]] Result<std::string> read_document(const std::string& path);

/// A document that is JSON, and what faults call it: "record.json", "standard input".
[[nodiscard]] Checked<Json> read_json_document(const std::string& path);
[[nodiscard]] std::string name_of_input(const std::string& path);

/// --date as the moment that readers take: a day without a time; nothing without it.
[[nodiscard]] std::optional<Moment> moment_of(const Settings& settings);

}  // namespace sinew::cli
