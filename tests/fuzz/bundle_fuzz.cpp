// Any bytes as a FHIR bundle: refused with a place, or imported; what is imported can be written and read as a record.
#include <sinew/base/ensure.hpp>
#include <sinew/document/record_json.hpp>
#include <sinew/fhir/bundle.hpp>
#include <sinew/fhir/import.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    static const auto catalogue =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::fhir});
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    (void)fhir::is_fhir_document(text);
    const Moment as_of = *read_moment("2026-11-23");
    const auto imported =
        fhir::import_bundle(text, "bundle.json", domain::AsOf::of(as_of), **catalogue);
    if (!imported) {
        SINEW_ENSURE(!imported.error().none(), "a refusal names its faults");
        return 0;
    }
    const auto written = document::record_json(imported->record, (*catalogue)->screening).dump();
    const auto again =
        document::read_record(Json::parse(written), "record.json", as_of, **catalogue);
    SINEW_ENSURE(again.has_value(), "what was imported can be read as a record");
    SINEW_ENSURE(*again == imported->record, "what was imported reads back to the same");
    return 0;
}
