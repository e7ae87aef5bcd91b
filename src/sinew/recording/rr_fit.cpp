#include <sinew/recording/fit_stream.hpp>
#include <sinew/recording/rr_fit.hpp>

namespace sinew::recording {
namespace {

constexpr std::uint16_t kEventMessage = 21, kHrvMessage = 78;
constexpr std::uint8_t kEventField = 0, kEventTypeField = 1, kIntervalField = 0;
constexpr double kTimerEvent = 0, kStarted = 0;
constexpr std::int64_t kFitEpoch_unix_s = 631065600;  ///< 1989-12-31T00:00:00Z

class BeatCollector final : public FitVisitor {
public:
    void on_file(std::size_t number) override {
        if (number > 0) raw.mark_gap();
    }
    void on_message(const FitMessage& message) override {
        // Anything else than "started" ends a stretch: stopped, paused, switched off.
        if (message.global() == kEventMessage && message.number(kEventField) == kTimerEvent &&
            message.number(kEventTypeField) != kStarted)
            raw.mark_gap();
        if (message.global() != kHrvMessage) {
            if (message.timestamp() && !raw.start_unix_s && raw.values.empty())
                raw.start_unix_s = kFitEpoch_unix_s + *message.timestamp();
            return;
        }
        const FitField* field = message.field(kIntervalField);
        if (field == nullptr) return;
        for (std::size_t i = 0; i < field->count(); ++i) {
            const auto ms = message.number(*field, i);  // an invalid element fills the array up
            if (ms && *ms > 0)
                raw.values.push_back(*ms);
            else if (ms)
                raw.mark_gap();
        }
    }

    RawIntervals raw;
};

}  // namespace

Checked<RawIntervals> read_rr_fit(std::string_view bytes, const std::string& name) {
    BeatCollector collector;
    const auto report = read_fit_stream(bytes, name, collector);
    Faults faults;
    if (!report) {
        faults.add(report.error());
        return tl::make_unexpected(std::move(faults));
    }
    RawIntervals raw = std::move(collector.raw);
    if (raw.values.empty()) {
        faults.add(ErrorCode::bad_input, name, "the FIT file holds no intervals between beats",
                   "switch the recording of heart-rate variability on in the watch");
        return tl::make_unexpected(std::move(faults));
    }
    raw.unit = domain::RrUnit::milliseconds;
    raw.remarks = report->remarks();
    return raw;
}

}  // namespace sinew::recording
