#include <sinew/base/calendar.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/hrv_json.hpp>

namespace sinew::document {
using care::HrvAnalysis;
using care::HrvAnswer;
using care::Words;
namespace {

OrderedJson or_null(const std::optional<double>& value) {
    return value ? OrderedJson(*value) : OrderedJson(nullptr);
}

OrderedJson reason_json(const care::HrvReason& reason, const Words& words) {
    const auto number = [](double value) { return number_text(round_half_away(value, 3)); };
    return {
        {"key", reason.key},
        {"text", words(reason.key, {{"have", number(reason.have)}, {"need", number(reason.need)}})},
        {"have", reason.have},
        {"need", reason.need}};
}

OrderedJson recording_json(const domain::RrRecording& recording) {
    OrderedJson json{{"format", recording.format},
                     {"unit", domain::name_of(recording.unit)},
                     {"unit_basis", domain::name_of(recording.basis)},
                     {"device", recording.device},
                     {"start", nullptr},
                     {"intervals", recording.series.rr_ms.size()},
                     {"gaps", recording.series.gaps.size()},
                     {"content_hash", recording.content_hash},
                     {"remarks", recording.remarks}};
    if (recording.start_unix_s)
        json["start"] = instant_text(Instant{std::chrono::seconds{*recording.start_unix_s}});
    return json;
}

OrderedJson artefacts_json(const HrvAnalysis& analysis) {
    const auto& cleaned = analysis.cleaned;
    OrderedJson counts;
    for (const auto kind : domain::values_of<care::BeatKind>())
        counts[std::string{domain::name_of(kind)}] = cleaned.counts[static_cast<std::size_t>(kind)];
    return {{"detector", domain::name_of(cleaned.detector)},
            {"counts", counts},
            {"corrected", cleaned.corrected},
            {"lost", cleaned.lost},
            {"breaks", cleaned.breaks.size()},
            {"passes", cleaned.passes}};
}

OrderedJson time_json(const HrvAnalysis& analysis) {
    const auto& t = analysis.time;
    return {{"beats", t.beats},
            {"differences", t.differences},
            {"duration_s", t.duration_s},
            {"mean_rr_ms", t.mean_rr_ms},
            {"median_rr_ms", t.median_rr_ms},
            {"shortest_rr_ms", t.shortest_rr_ms},
            {"longest_rr_ms", t.longest_rr_ms},
            {"mean_hr_bpm", t.mean_hr_bpm},
            {"lowest_hr_bpm", or_null(t.lowest_hr_bpm)},
            {"highest_hr_bpm", or_null(t.highest_hr_bpm)},
            {"sdnn_ms", or_null(t.sdnn_ms)},
            {"cvnn", or_null(t.cvnn)},
            {"rmssd_ms", or_null(t.rmssd_ms)},
            {"ln_rmssd", or_null(t.ln_rmssd)},
            {"sdsd_ms", or_null(t.sdsd_ms)},
            {"cvsd", or_null(t.cvsd)},
            {"nn50", t.nn50},
            {"nn20", t.nn20},
            {"pnn50_pct", or_null(t.pnn50_pct)},
            {"pnn20_pct", or_null(t.pnn20_pct)},
            {"sdann_ms", or_null(t.sdann_ms)},
            {"sdnn_index_ms", or_null(t.sdnn_index_ms)},
            {"triangular_index", or_null(t.triangular_index)},
            {"tinn_ms", or_null(t.tinn_ms)}};
}

template <class BandPower>
OrderedJson band_json(const BandPower& band) {
    return {{"from_hz", band.band.from_hz},         {"to_hz", band.band.to_hz},
            {"power_ms2", band.power_ms2},          {"peak_hz", or_null(band.peak_hz)},
            {"share_pct", or_null(band.share_pct)}, {"normal_units", or_null(band.normal_units)}};
}

OrderedJson spectrum_json(const std::optional<care::HrvSpectrum>& spectrum) {
    if (!spectrum) return nullptr;
    return {{"vlf", spectrum->vlf ? band_json(*spectrum->vlf) : OrderedJson(nullptr)},
            {"lf", band_json(spectrum->lf)},
            {"hf", band_json(spectrum->hf)},
            {"total_ms2", or_null(spectrum->total_ms2)},
            {"lf_hf", or_null(spectrum->lf_hf)},
            {"step_hz", spectrum->step_hz}};
}

OrderedJson nonlinear_json(const HrvAnalysis& analysis) {
    const auto& n = analysis.nonlinear;
    OrderedJson json{{"poincare", nullptr},
                     {"sample_entropy", or_null(n.sample_entropy)},
                     {"approximate_entropy", or_null(n.approximate_entropy)},
                     {"tolerance_ms", n.tolerance_ms},
                     {"alpha1", or_null(n.alpha1)},
                     {"alpha2", or_null(n.alpha2)},
                     {"correlation_dimension", or_null(n.correlation_dimension)}};
    if (n.poincare)
        json["poincare"] = {{"sd1_ms", n.poincare->sd1_ms},
                            {"sd2_ms", n.poincare->sd2_ms},
                            {"sd1_sd2", or_null(n.poincare->ratio)},
                            {"ellipse_area_ms2", n.poincare->ellipse_area_ms2}};
    return json;
}

OrderedJson breathing_json(const HrvAnalysis& analysis) {
    if (!analysis.breathing) return nullptr;
    const auto& b = *analysis.breathing;
    return {{"breathing_hz", b.breathing_hz},
            {"breaths_per_min", b.breathing_hz * 60},
            {"breaths", b.breaths},
            {"rsa_bpm", or_null(b.rsa_bpm)},
            {"rsa_ms", or_null(b.rsa_ms)},
            {"resonance_hz", or_null(b.resonance_hz)},
            {"resonance_amplitude_ms", or_null(b.resonance_amplitude_ms)}};
}

OrderedJson quality_json(const HrvAnalysis& analysis, const Words& words) {
    OrderedJson reasons = OrderedJson::array();
    for (const auto& reason : analysis.quality.reasons)
        reasons.push_back(reason_json(reason, words));
    return {{"verdict", domain::name_of(analysis.quality.verdict)},
            {"valid_share", analysis.quality.valid_share},
            {"unsteady_share", analysis.quality.unsteady_share},
            {"reasons", reasons}};
}

/// Everything a window and a whole recording have in common.
void add_indices(OrderedJson& json, const HrvAnalysis& analysis, const Words& words) {
    json["quality"] = quality_json(analysis, words);
    json["artefacts"] = artefacts_json(analysis);
    json["time"] = time_json(analysis);
    json["stretch"] = {{"first", analysis.stretch.begin},
                       {"intervals", analysis.stretch.size()},
                       {"duration_s", analysis.stretch_s}};
    json["frequency"] = {{"welch", spectrum_json(analysis.welch)},
                         {"lomb", spectrum_json(analysis.lomb)},
                         {"ar", spectrum_json(analysis.ar)}};
    json["nonlinear"] = nonlinear_json(analysis);
    json["breathing"] = breathing_json(analysis);
    json["omissions"] = OrderedJson::array();
    for (const auto& omission : analysis.omissions) {
        OrderedJson one{{"index", omission.index}};
        one.update(reason_json(omission.reason, words));
        json["omissions"].push_back(std::move(one));
    }
}

OrderedJson band_json(const auto& band, int /*settings*/) { return {band.from_hz, band.to_hz}; }

}  // namespace

OrderedJson hrv_settings_json(const care::HrvSettings& s) {
    const auto& a = s.artefacts;
    const auto& c = a.classification;
    const auto& f = s.spectrum;
    const auto& n = s.nonlinear;
    return {{"artefacts",
             {{"detector", domain::name_of(a.detector)},
              {"shortest_ms", a.shortest_ms},
              {"longest_ms", a.longest_ms},
              {"jump_share", a.jump_share},
              {"jump_beats", a.jump_beats},
              {"correction", domain::name_of(a.correction)},
              {"longest_bridge_beats", a.longest_bridge_beats},
              {"least_valid_share", a.least_valid_share},
              {"most_unsteady_share", a.most_unsteady_share},
              {"classification",
               {{"threshold_factor", c.threshold_factor},
                {"quartile_beats", c.quartile_beats},
                {"median_beats", c.median_beats},
                {"ectopic_slope", c.ectopic_slope},
                {"ectopic_offset", c.ectopic_offset},
                {"deviation_limit", c.deviation_limit},
                {"least_threshold_ms", c.least_threshold_ms},
                {"most_passes", c.most_passes},
                {"least_beats", c.least_beats}}}}},
            {"time",
             {{"histogram_bin_ms", s.time.histogram_bin_ms},
              {"segment_s", s.time.segment_s},
              {"rate_beats", s.time.rate_beats}}},
            {"spectrum",
             {{"resample_hz", f.resample_hz},
              {"detrend", domain::name_of(f.detrend)},
              {"smoothness", f.smoothness},
              {"welch_window_s", f.welch_window_s},
              {"welch_overlap", f.welch_overlap},
              {"ar_method", domain::name_of(f.ar_method)},
              {"ar_order", f.ar_order},
              {"ar_step_hz", f.ar_step_hz},
              {"lomb_step_hz", f.lomb_step_hz},
              {"highest_hz", f.highest_hz},
              {"vlf_hz", band_json(f.vlf, 0)},
              {"lf_hz", band_json(f.lf, 0)},
              {"hf_hz", band_json(f.hf, 0)},
              {"shortest_s", f.shortest_s},
              {"shortest_vlf_s", f.shortest_vlf_s}}},
            {"nonlinear",
             {{"dimension", n.dimension},
              {"tolerance", n.tolerance},
              {"fewest_entropy_beats", n.fewest_entropy_beats},
              {"most_pairs_beats", n.most_pairs_beats},
              {"short_windows", {n.short_from, n.short_to}},
              {"long_windows", {n.long_from, n.long_to}},
              {"steps_per_octave", n.steps_per_octave},
              {"fewest_windows", n.fewest_windows},
              {"correlation_dimension", n.correlation_dimension},
              {"embedding", n.embedding},
              {"nearest_share", n.nearest_share}}},
            {"breathing",
             {{"breathing_hz", or_null(s.breathing.breathing_hz)},
              {"half_width_hz", s.breathing.half_width_hz},
              {"slow_hz", s.breathing.slow_hz}}}};
}

OrderedJson hrv_json(const HrvAnswer& answer, const Words& words) {
    OrderedJson json{{"recording", recording_json(answer.recording)}};
    add_indices(json, answer.analysis, words);
    json["notes"] = OrderedJson::array();
    for (const auto& note : answer.analysis.notes)
        json["notes"].push_back(reason_json(note, words));
    if (!answer.windows.empty()) {
        json["windows"] = OrderedJson::array();
        for (const auto& window : answer.windows) {
            OrderedJson one{{"start_s", window.start_s},
                            {"end_s", window.end_s},
                            {"first_interval", window.first_recorded}};
            if (window.analysis) add_indices(one, *window.analysis, words);
            json["windows"].push_back(std::move(one));
        }
    }
    json["settings"] = hrv_settings_json(answer.analysis.settings);
    return json;
}

}  // namespace sinew::document
