// Any bytes as observations: checked rows and trends that stay lawful, or faults that each have a place.
#include <sinew/base/ensure.hpp>
#include <sinew/care/knowledge_use.hpp>
#include <sinew/care/trend_use.hpp>
#include <sinew/document/trend_json.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    static const auto catalogue =
        care::open_catalogue(care::packs_in(""), {care::Part::outcomes, care::Part::text});
    const auto read =
        document::read_observations({reinterpret_cast<const char*>(bytes), size}, "o", **catalogue);
    const auto& faults = read ? read->left_out : read.error().list();
    for (const Error& fault : faults)
        SINEW_ENSURE(fault.where.starts_with("o") && !fault.what.empty(),
                     "every fault has a place and a text");
    if (!read) return 0;
    for (const auto& one : read->kept) {
        const auto* outcome = (*catalogue)->outcomes.find(one.outcome);
        SINEW_ENSURE(outcome && (!one.value ||
                                 (*one.value >= outcome->lowest && *one.value <= outcome->highest)),
                     "what is kept is inside its range");
    }
    const auto answer = care::trends_of(read->kept, {}, **catalogue);
    for (const auto& trend : answer.trends)
        SINEW_ENSURE(trend.coverage.answered <= trend.coverage.due, "no more answers than due");
    const auto words = (*catalogue)->words(domain::Language::en, domain::Framing::secular);
    (void)document::trend_json(answer, *read, **catalogue, words).dump();
    return 0;
}
