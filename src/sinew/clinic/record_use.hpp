// A person's record over time: what is known, laid over by answers and FHIR bundles, every version kept.
#pragma once

#include <sinew/clinic/kept_documents.hpp>
#include <sinew/domain/as_of.hpp>
#include <sinew/domain/import_report.hpp>
#include <sinew/domain/record.hpp>

namespace sinew::clinic {

struct KeptRecord {
    Document document;
    domain::Record record;  ///< ages counted to `as_of`
    domain::AsOf as_of;
};

/// @errors not_found, and storage when our own record no longer reads
[[nodiscard]] Result<KeptRecord> record_of(const ReadStore& store, const Id& person,
                                           const domain::AsOf& as_of,
                                           const knowledge::Catalogue& catalogue);
/// The moment use cases judge a record at: now.
[[nodiscard]] domain::AsOf judged_now(const Acting& acting) noexcept;

struct RecordView {
    OrderedJson record;
    int version = 1;
};
[[nodiscard]] Result<RecordView> record_view(const ReadStore& store, const Id& person);

/// Reads a whole record as somebody sent it. @errors every fault
[[nodiscard]] Checked<domain::Record> read_sent_record(const Json& json, const Acting& acting);
/// @returns the version that now stands
[[nodiscard]] Result<int> keep_record(WriteStore& store, const Id& person,
                                      const domain::Record& record, std::optional<int> version,
                                      const Acting& acting);

/// A FHIR R4 bundle as it was read: facts, and a line for each entry in the reader's words.
struct LaidBundle {
    domain::Record record;
    std::vector<std::string> notes;
};
/// Laid under what we already hold: our own facts win where they are not older.
/// @errors as fhir::read_bundle
[[nodiscard]] Checked<LaidBundle> read_sent_bundle(std::string_view bytes,
                                                   const std::optional<domain::Record>& before,
                                                   const Acting& acting);

/// What is still open, safety first. Shape: Questions of the contract.
[[nodiscard]] Result<OrderedJson> questions_view(const ReadStore& store, const Id& person,
                                                 const Acting& acting);
/// Lays answers over a record. @param answers  by key of the question; null = asked and unknown
/// @errors every fault, at the key of its question
[[nodiscard]] Checked<domain::Record> answered_record(const domain::Record& record,
                                                      const Json& answers, const Acting& acting);

}  // namespace sinew::clinic
