// Any bytes as a FIT file: refused, or read into an activity that keeps its promises; what the walk says and what the
// activity says of damage is the same.
#include <sinew/base/ensure.hpp>
#include <sinew/recording/fit_activity.hpp>
#include <sinew/recording/fit_listing.hpp>
#include <sinew/recording/read_activity.hpp>

#include "support/activity_promises.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    static const Instant now = read_moment("2026-11-23T00:00:00Z")->earliest;
    const std::string_view input{reinterpret_cast<const char*>(bytes), size};
    const auto listing = recording::list_fit_messages(input, "a.fit");
    const auto activity = recording::read_activity(input, "a.fit", now);
    if (!activity) {
        SINEW_ENSURE(!activity.error().what.empty(), "a refusal says why");
        return 0;
    }
    test::ensure_promises(*activity);
    if (activity->format == "fit") {
        SINEW_ENSURE(listing.has_value(), "what can be read can be listed");
        SINEW_ENSURE(listing->intact == activity->intact, "damage is told in both");
    }
    return 0;
}
