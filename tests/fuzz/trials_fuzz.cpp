// Any bytes as one table of trials, the others as shipped: trials that can be made into a synthesis, or faults with places.
#include <sinew/base/ensure.hpp>
#include <sinew/care/synthesis_use.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    if (size == 0) return 0;
    static const auto packs = care::packs_in("");
    static const auto rules = care::synthesis_rules(packs);
    knowledge::TrialTexts texts{
        packs.read("trials/studies.csv").value(), packs.read("trials/arms.csv").value(),
        packs.read("trials/results.csv").value(), packs.read("trials/pooled.csv").value()};
    std::string_view* const table[] = {&texts.studies, &texts.arms, &texts.results, &texts.pooled};
    *table[bytes[0] % 4] = {reinterpret_cast<const char*>(bytes) + 1, size - 1};
    const auto trials = knowledge::read_trials(texts, "t/");
    if (!trials) {
        for (const Error& fault : trials.error().list())
            SINEW_ENSURE(fault.where.starts_with("t/") && !fault.what.empty(),
                         "every fault has a place and a text");
        return 0;
    }
    for (const auto& cell : evidence::synthesise(*trials, *rules).cells)
        SINEW_ENSURE(cell.k >= 0 && (cell.k > 0 || !cell.own), "no estimate without a trial");
    return 0;
}
