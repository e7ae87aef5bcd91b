#include <sinew/recording/fit_activity.hpp>

#include <sinew/base/content_hash.hpp>
#include <sinew/recording/fit_gather.hpp>

namespace sinew::recording {

Result<domain::RecordedActivity> read_fit_activity(std::string_view bytes, const std::string& name,
                                                   Instant now) {
    FitGather gather{now, bytes.size()};
    SINEW_TRY(const FitReport report, read_fit_stream(bytes, name, gather));
    auto read = gather.finish(name);
    std::vector<std::string> damage = report.remarks();
    if (!read) {
        Error refusal = std::move(read).error();
        if (!damage.empty()) refusal.what += "; " + damage.front();
        return fail(std::move(refusal));
    }
    read->intact = report.intact();
    damage.insert(damage.end(), read->remarks.begin(), read->remarks.end());
    read->remarks = std::move(damage);
    read->content_hash = content_hash(bytes);
    return read;
}

}  // namespace sinew::recording
