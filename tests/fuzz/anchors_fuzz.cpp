// Any bytes as anchors of an audit log: read, or every line refused with its place.
#include <sinew/base/ensure.hpp>
#include <sinew/clinic/audit_chain.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    const auto anchors = clinic::read_anchors(text, "audit.anchors");
    if (!anchors) {
        for (const Error& fault : anchors.error().list())
            SINEW_ENSURE(fault.where.starts_with("audit.anchors:"), "a fault names its line");
        return 0;
    }
    std::string again;
    for (const auto& anchor : *anchors) again += clinic::anchor_line(anchor);
    SINEW_ENSURE(clinic::read_anchors(again, "again").value() == *anchors,
                 "what is written reads back");
    return 0;
}
