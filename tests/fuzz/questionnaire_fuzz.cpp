// Any bytes as somebody else's Questionnaire: refused with places, or a match that is told and used without a fault.
#include <sinew/base/ensure.hpp>
#include <sinew/fhir/outside_questionnaire.hpp>
#include <sinew/fhir/questionnaire_response.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    static const auto catalogue = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                            {knowledge::Part::instruments});
    const auto& pack = (*catalogue)->instruments;
    const auto json = read_json({reinterpret_cast<const char*>(bytes), size}, "q.json");
    if (!json) return 0;
    const auto read = fhir::read_questionnaire(*json, "q.json", pack);
    if (!read) {
        SINEW_ENSURE(!read.error().none(), "a refusal names its faults");
        for (const Error& fault : read.error().list())
            SINEW_ENSURE(fault.where.starts_with("q.json:"), "with a place");
        return 0;
    }
    SINEW_ENSURE(!read->matched.empty(), "a questionnaire that asks nothing of ours is refused");
    (void)fhir::outside_questionnaire_json(*read, domain::Language::zh).dump();
    // The same bytes as a response: nonsense, but never a crash.
    const auto ours = fhir::in_our_links(*json, "q.json", *read);
    if (ours) (void)fhir::read_response(*ours, "q.json", pack, read->instrument);
    return 0;
}
