// Any bytes as a programme document: a programme whose record allows training, or faults that each have a place.
#include <sinew/base/ensure.hpp>
#include <sinew/document/programme_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    using enum knowledge::Part;
    static const auto catalogue = knowledge::load_catalogue(
        knowledge::PackSource::embedded(), {screening, prescription, forms, exercises});
    const auto json = read_json({reinterpret_cast<const char*>(bytes), size}, "programme.json");
    if (!json) return 0;
    const auto document = document::read_programme(*json, "programme.json", **catalogue);
    if (!document) {
        SINEW_ENSURE(!document.error().none(), "a refusal says why");
        for (const Error& fault : document.error().list())
            SINEW_ENSURE(fault.where.starts_with("programme.json:") && !fault.what.empty(),
                         "every fault has a place and a text");
        return 0;
    }
    SINEW_ENSURE(document->programme.clearance.training_allowed(),
                 "no programme without a clearance");
    for (const auto& week : document->programme.weeks)
        for (const auto& day : week.days) {
            SINEW_ENSURE(
                day.first_session + day.session_count <= document->programme.sessions.size(),
                "days hold sessions that exist");
            SINEW_ENSURE(day.main_session < static_cast<int>(day.session_count),
                         "the main session is one of the day's");
        }
    return 0;
}
