// Any bytes as a centre's key file: a key, or a refusal that tells nothing of them.
#include <sinew/base/ensure.hpp>
#include <sinew/store/key_file.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    const auto key = store::read_key_text(text, "clinic.key");
    if (!key) {
        SINEW_ENSURE(key.error().what == "this file holds no key of a centre",
                     "one sentence for all");
        return 0;
    }
    SINEW_ENSURE(store::read_key_text(store::key_text(*key), "again")->bytes() == key->bytes(),
                 "what is written reads back");
    return 0;
}
