#include <sinew/base/text.hpp>
#include <sinew/render/chart_words.hpp>
#include <sinew/render/hrv_text.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::render {
using care::HrvAnalysis;
using care::HrvAnswer;
using care::HrvVerdict;
using care::Words;
namespace {

using Row = std::vector<std::string>;

Tone tone_of(HrvVerdict verdict) {
    switch (verdict) {
        case HrvVerdict::good: return Tone::good;
        case HrvVerdict::limited: return Tone::caution;
        case HrvVerdict::poor: return Tone::stop;
    }
    return Tone::plain;
}

std::string reason_text(const care::HrvReason& reason, const Words& words) {
    const auto number = [](double value) {
        return number_text(round_half_away(value, value < 1 ? 3 : 1));
    };
    return words(reason.key, {{"have", number(reason.have)}, {"need", number(reason.need)}});
}

/// Name, value with unit, what it is; nothing when there is no value.
void add(std::vector<Row>& rows, const Words& words, const char* name, const char* key,
         const std::optional<double>& value, int decimals, const char* unit) {
    if (!value) return;
    std::string shown = said(*value, decimals);
    if (*unit != '\0') shown += " " + std::string{unit};
    rows.push_back({name, std::move(shown), words(std::string{"hrv.index."} + key)});
}

std::vector<Row> time_rows(const HrvAnalysis& analysis, const Words& words) {
    const auto& t = analysis.time;
    std::vector<Row> rows;
    add(rows, words, "HR", "hr", t.mean_hr_bpm, 1, "/min");
    add(rows, words, "RR", "rr", t.mean_rr_ms, 1, "ms");
    add(rows, words, "RMSSD", "rmssd", t.rmssd_ms, 1, "ms");
    add(rows, words, "SDNN", "sdnn", t.sdnn_ms, 1, "ms");
    add(rows, words, "pNN50", "pnn50", t.pnn50_pct, 1, "%");
    add(rows, words, "SDANN", "sdann", t.sdann_ms, 1, "ms");
    add(rows, words, "HTI", "triangular", t.triangular_index, 1, "");
    return rows;
}

std::vector<Row> frequency_rows(const care::HrvSpectrum& spectrum, const Words& words) {
    std::vector<Row> rows;
    if (spectrum.vlf) add(rows, words, "VLF", "vlf", spectrum.vlf->power_ms2, 0, "ms²");
    add(rows, words, "LF", "lf", spectrum.lf.power_ms2, 0, "ms²");
    add(rows, words, "HF", "hf", spectrum.hf.power_ms2, 0, "ms²");
    add(rows, words, "LF n.u.", "lf_nu", spectrum.lf.normal_units, 1, "");
    add(rows, words, "LF peak", "lf_peak", spectrum.lf.peak_hz, 3, "Hz");
    add(rows, words, "HF peak", "hf_peak", spectrum.hf.peak_hz, 3, "Hz");
    add(rows, words, "LF/HF", "lf_hf", spectrum.lf_hf, 2, "");
    return rows;
}

std::vector<Row> shape_rows(const HrvAnalysis& analysis, const Words& words) {
    const auto& n = analysis.nonlinear;
    std::vector<Row> rows;
    if (n.poincare) {
        add(rows, words, "SD1", "sd1", n.poincare->sd1_ms, 1, "ms");
        add(rows, words, "SD2", "sd2", n.poincare->sd2_ms, 1, "ms");
    }
    add(rows, words, "SampEn", "sampen", n.sample_entropy, 2, "");
    add(rows, words, "ApEn", "apen", n.approximate_entropy, 2, "");
    add(rows, words, "α1", "alpha1", n.alpha1, 2, "");
    add(rows, words, "α2", "alpha2", n.alpha2, 2, "");
    add(rows, words, "CD", "dimension", n.correlation_dimension, 2, "");
    return rows;
}

std::vector<Row> breathing_rows(const HrvAnalysis& analysis, const Words& words) {
    std::vector<Row> rows;
    if (!analysis.breathing) return rows;
    const auto& b = *analysis.breathing;
    add(rows, words, "rate", "breathing", b.breathing_hz * 60, 1, "/min");
    add(rows, words, "RSA", "rsa", b.rsa_bpm, 1, "/min");
    add(rows, words, "RSA", "rsa_ms", b.rsa_ms, 1, "ms");
    add(rows, words, "peak", "resonance", b.resonance_hz, 3, "Hz");
    add(rows, words, "swing", "amplitude", b.resonance_amplitude_ms, 1, "ms");
    return rows;
}

class Page {
public:
    Page(const HrvAnswer& answer, const Words& words, const TextStyle& style, Letters letters)
        : answer_{answer},
          analysis_{answer.analysis},
          words_{words},
          columns_{style.columns},
          letters_{letters},
          page_{style} {}

    std::string text(const std::string& name) && {
        const auto verdict = analysis_.quality.verdict;
        page_.title(name);
        page_.title(words_("hrv.verdict." + std::string{domain::name_of(verdict)}),
                    tone_of(verdict));
        for (const auto& reason : analysis_.quality.reasons)
            page_.bullet(reason_text(reason, words_));
        const auto& recording = answer_.recording;
        page_.line(words_("hrv.page.read",
                          {{"intervals", std::to_string(recording.series.rr_ms.size())},
                           {"minutes", said(analysis_.time.duration_s / 60, 1)},
                           {"format", recording.format},
                           {"unit", std::string{domain::name_of(recording.unit)}},
                           {"basis", words_("hrv.page.basis." +
                                            std::string{domain::name_of(recording.basis)})}}),
                   0, Tone::quiet);
        for (const std::string& remark : recording.remarks) page_.bullet(remark, 0, Tone::quiet);
        tachogram();
        corrected();
        section("hrv.page.time", time_rows(analysis_, words_));
        if (analysis_.welch)
            section("hrv.page.frequency", frequency_rows(*analysis_.welch, words_));
        section("hrv.page.breathing", breathing_rows(analysis_, words_));
        section("hrv.page.shape", shape_rows(analysis_, words_));
        windows();
        omitted();
        page_.blank();
        page_.line(words_("hrv.page.settings"), 0, Tone::quiet);
        return std::move(page_).text();
    }

private:
    void tachogram() {
        const auto& nn_ms = analysis_.cleaned.nn_ms;
        if (nn_ms.empty()) return;
        const auto [low, high] = std::minmax_element(nn_ms.begin(), nn_ms.end());
        page_.heading(words_("hrv.page.tachogram"));
        const std::string top = said(*high, 0), bottom = said(*low, 0);
        const std::size_t gutter = std::max(top.size(), bottom.size());
        const std::size_t room = std::clamp<std::size_t>(columns_, 40, 120) - gutter - 5;
        const auto plot = small_plot(nn_ms, std::min(room, nn_ms.size()), 3, letters_);
        for (std::size_t row = 0; row < plot.size(); ++row) {
            const std::string label = row == 0 ? top : row + 1 == plot.size() ? bottom : "";
            // Not wrapped: blanks at the start of a plot are part of it.
            page_.verbatim(std::string(gutter - label.size(), ' ') + label +
                           (row + 1 == plot.size() ? " ms " : "    ") + plot[row]);
        }
    }

    void corrected() {
        const auto& cleaned = analysis_.cleaned;
        std::string kinds;
        for (const auto kind : domain::values_of<care::BeatKind>()) {
            const std::size_t count = cleaned.counts[static_cast<std::size_t>(kind)];
            if (kind == care::BeatKind::normal || count == 0) continue;
            const std::string next = words_("hrv.kind." + std::string{domain::name_of(kind)}) +
                                     " " + std::to_string(count);
            kinds =
                kinds.empty() ? next : words_("hrv.page.and", {{"some", kinds}, {"next", next}});
        }
        if (kinds.empty()) return page_.line(words_("hrv.page.nothing_corrected"));
        page_.line(words_("hrv.page.artefacts", {{"kinds", kinds}}));
        page_.line(words_("hrv.page.corrected", {{"corrected", std::to_string(cleaned.corrected)},
                                                 {"lost", std::to_string(cleaned.lost)}}));
    }

    void section(const char* key, const std::vector<Row>& rows) {
        if (rows.empty()) return;
        page_.heading(words_(key));
        page_.table(
            {words_("hrv.page.index"), words_("hrv.page.value"), words_("hrv.page.meaning")}, rows);
    }

    void windows() {
        if (answer_.windows.empty()) return;
        page_.heading(words_("hrv.page.windows"));
        std::vector<Row> rows;
        for (const auto& window : answer_.windows) {
            Row row{said(window.start_s / 60, 1) + "–" + said(window.end_s / 60, 1) + " min", "–",
                    "–", "–", words_("hrv.page.too_few")};
            if (const auto& a = window.analysis) {
                row[1] = said(a->time.mean_hr_bpm, 1) + " /min";
                if (a->time.rmssd_ms) row[2] = said(*a->time.rmssd_ms, 1) + " ms";
                if (a->time.sdnn_ms) row[3] = said(*a->time.sdnn_ms, 1) + " ms";
                row[4] = words_("hrv.verdict." + std::string{domain::name_of(a->quality.verdict)});
            }
            rows.push_back(std::move(row));
        }
        page_.table({words_("hrv.page.window"), "HR", "RMSSD", "SDNN", words_("hrv.page.quality")},
                    rows);
    }

    void omitted() {
        const bool any = !analysis_.omissions.empty() || !analysis_.notes.empty();
        if (!any) return;
        page_.heading(words_("hrv.page.omitted"));
        std::vector<std::string> told;
        for (const auto& omission : analysis_.omissions) {
            std::string text = reason_text(omission.reason, words_);
            // The same reason for three spectra is one sentence.
            if (std::find(told.begin(), told.end(), text) != told.end()) continue;
            page_.bullet(
                words_("hrv.page.of_index", {{"index", omission.index}, {"reason", text}}));
            told.push_back(std::move(text));
        }
        for (const auto& note : analysis_.notes) page_.bullet(reason_text(note, words_));
    }

    const HrvAnswer& answer_;
    const HrvAnalysis& analysis_;
    const Words& words_;
    std::size_t columns_;
    Letters letters_;
    TerminalPage page_;
};

}  // namespace

std::string hrv_text(const std::string& name, const HrvAnswer& answer, const Words& words,
                     TextStyle style, Letters letters) {
    return Page{answer, words, style, letters}.text(name);
}

std::string hrv_line(const HrvAnswer& answer, const Words& words, Letters letters) {
    const auto& t = answer.analysis.time;
    std::string line = words("hrv.page.line", {{"minutes", said(t.duration_s / 60, 1)},
                                               {"rate", said(t.mean_hr_bpm, 0)},
                                               {"rmssd", t.rmssd_ms ? said(*t.rmssd_ms, 1) : "–"},
                                               {"sdnn", t.sdnn_ms ? said(*t.sdnn_ms, 1) : "–"}});
    return line + "  " + sparkline(answer.analysis.cleaned.nn_ms, 12, letters);
}

}  // namespace sinew::render
