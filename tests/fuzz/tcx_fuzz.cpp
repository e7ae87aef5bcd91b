// Any bytes as a TCX file: refused, or read into an activity that keeps its promises.
#include <sinew/base/ensure.hpp>
#include <sinew/recording/read_activity.hpp>

#include "support/activity_promises.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    static const Instant now = read_moment("2026-11-23T00:00:00Z")->earliest;
    const std::string_view input{reinterpret_cast<const char*>(bytes), size};
    const auto activity = recording::read_activity(input, "a.tcx", now);
    if (activity)
        test::ensure_promises(*activity);
    else
        SINEW_ENSURE(!activity.error().what.empty(), "a refusal says why");
    return 0;
}
