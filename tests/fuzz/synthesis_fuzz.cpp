// Any bytes as a synthesis of earlier, or as a pooled answer: something that equals itself, or faults with places.
#include <sinew/base/ensure.hpp>
#include <sinew/document/certainty_reader.hpp>
#include <sinew/document/synthesis_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    const auto digest = document::read_synthesis(text, "s");
    if (digest)
        SINEW_ENSURE(evidence::change_between(*digest, *digest).nothing(),
                     "nothing changes by itself");
    else
        for (const Error& fault : digest.error().list())
            SINEW_ENSURE(fault.where.starts_with("s") && !fault.what.empty(),
                         "every fault has a place and a text");
    const auto json = read_json(text, "s");
    if (!json || !document::is_pool_answer(*json)) return 0;
    const auto inputs = document::read_pool_answer(*json, "s");
    if (inputs) (void)evidence::rate_certainty(*inputs, {}, {});
    return 0;
}
