// Any bytes as a line of scenarios: refused with places, or answered in finite numbers.
#include <sinew/base/ensure.hpp>
#include <sinew/document/scenario_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    static const auto pack = knowledge::load_model_pack(knowledge::PackSource::embedded());
    const auto read =
        document::read_scenario({reinterpret_cast<const char*>(bytes), size}, "line 1");
    if (!read) {
        SINEW_ENSURE(!read.error().none(), "a refusal names its faults");
        for (const Error& fault : read.error().list())
            SINEW_ENSURE(fault.where.starts_with("line 1"), "with a place");
        return 0;
    }
    const auto* slow = std::get_if<model::SlowScenario>(&read->scenario);
    if (slow != nullptr && slow->days > 30) return 0;  // long courses only cost time
    const auto answered = care::answer(read->scenario, *pack);
    if (!answered) {
        SINEW_ENSURE(!answered.error().where.empty(), "a refusal names its parameter");
        return 0;
    }
    (void)document::scenario_rows(read->id, *answered);
    (void)document::scenario_json(read->id, *answered).dump();
    return 0;
}
