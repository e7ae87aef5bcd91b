#include <sinew/recording/fit_activity.hpp>
#include <sinew/recording/rr_fit.hpp>

namespace sinew::recording {

Checked<RawIntervals> read_rr_fit(std::string_view bytes, const std::string& name, Instant now) {
    auto activity = read_fit_activity(bytes, name, now);
    Faults faults;
    if (!activity) {
        faults.add(std::move(activity).error());
        return tl::make_unexpected(std::move(faults));
    }
    if (activity->beats.rr_ms.empty()) {
        faults.add(ErrorCode::bad_input, name, "the FIT file holds no intervals between beats",
                   "switch the recording of heart-rate variability on in the watch");
        return tl::make_unexpected(std::move(faults));
    }
    RawIntervals raw;
    raw.values = std::move(activity->beats.rr_ms);
    raw.gaps = std::move(activity->beats.gaps);
    raw.unit = domain::RrUnit::milliseconds;
    raw.start_unix_s = activity->start_unix_s;
    raw.device = std::move(activity->device);
    raw.remarks = std::move(activity->remarks);
    return raw;
}

}  // namespace sinew::recording
