// Heart-rate variability as text and picture, from made-up recordings with planted artefacts.
#include <gtest/gtest.h>
#include <sinew/base/text.hpp>
#include <sinew/render/hrv_charts.hpp>
#include <sinew/render/hrv_text.hpp>
#include <sinew/render/picture.hpp>
#include <sinew/render/sample_programme_for_test.hpp>

#include <cmath>

namespace sinew::render {
namespace {
using domain::Language;

care::Words words_in(Language language) {
    return test_catalogue().words(language, domain::Framing::secular);
}

/// Five and a half minutes with an ectopic, a missed and an extra beat, and one interval of eight seconds.
domain::RrRecording sample_recording() {
    domain::RrRecording recording;
    auto& rr_ms = recording.series.rr_ms;
    double t = 0;
    for (int i = 0; i < 390; ++i) {
        rr_ms.push_back(850 + 50 * std::sin(0.628 * t) + 12 * std::sin(1.7 * t) +
                        4 * std::sin(5.0 * i));
        t += rr_ms.back() / 1000;
    }
    rr_ms[80] -= 260;
    rr_ms[81] += 260;
    rr_ms[160] *= 2;
    rr_ms[240] *= 0.45;
    rr_ms[300] = 8000;
    recording.format = "rr-text";
    recording.content_hash = std::string(64, 'a');
    return recording;
}

care::HrvAnswer sample_answer(std::optional<double> breathing_hz = {}) {
    care::HrvRequest request;
    request.settings.breathing.breathing_hz = breathing_hz;
    request.window_s = 120;
    return care::analyse_recording(sample_recording(), request).value();
}

std::string svg(const figure::Scene& scene) {
    return picture_bytes(scene, PictureFormat::svg, {}).value();
}

TEST(HrvPicture, names_every_kind_of_artefact_that_was_found_and_leaves_no_place_open) {
    const auto answer = sample_answer(0.1);
    for (const Language language : {Language::en, Language::zh}) {
        const auto words = words_in(language);
        const std::string picture = svg(hrv_picture(answer, words));
        EXPECT_EQ(picture.find("&lt;"), std::string::npos) << "a key without words";
        EXPECT_EQ(picture.find('{'), std::string::npos);
        for (const auto kind : domain::values_of<care::BeatKind>()) {
            if (kind == care::BeatKind::normal) continue;
            const std::size_t count =
                answer.analysis.cleaned.counts[static_cast<std::size_t>(kind)];
            const std::string name = words("hrv.kind." + std::string{domain::name_of(kind)}) +
                                     " (" + std::to_string(count) + ")";
            EXPECT_EQ(picture.find(name) != std::string::npos, count > 0) << name;
        }
        EXPECT_NE(picture.find(words("chart.hrv.breathing", {{"rate", "6"}})), std::string::npos);
    }
    EXPECT_GE(answer.analysis.cleaned.corrected, 4U);
}

TEST(HrvPicture, an_eight_second_interval_does_not_flatten_the_rest) {
    const auto panel = tachogram_panel(sample_answer(), words_in(Language::en));
    ASSERT_TRUE(panel.y.to && panel.y.from);
    EXPECT_LT(*panel.y.to, 1500) << "drawn at the edge instead";
    EXPECT_GT(*panel.y.from, 300);
}

TEST(HrvPicture, the_corrected_line_runs_as_long_as_the_recording) {
    const auto answer = sample_answer();
    const auto panel = tachogram_panel(answer, words_in(Language::en));
    const auto times = recorded_times(answer.recording.series);
    double last = 0;
    std::size_t shown = 0;
    for (const auto& mark : panel.marks)
        if (const auto* line = std::get_if<chart::LineMark>(&mark);
            line != nullptr && line->stroke.ink == figure::Ink::pine)
            for (const auto& place : line->places) {
                if (!std::isfinite(place.x)) continue;
                EXPECT_GT(place.x, last);
                last = place.x;
                ++shown;
            }
    EXPECT_EQ(shown, answer.analysis.cleaned.nn_ms.size());
    EXPECT_DOUBLE_EQ(last, times.back());
}

TEST(HrvPicture, fluctuations_rise_as_the_exponents_say) {
    const auto answer = sample_answer();
    ASSERT_TRUE(answer.analysis.nonlinear.alpha1);
    const auto& points = answer.fluctuations;
    ASSERT_GT(points.size(), 8U);
    // The least-squares slope over the short windows, computed again from what the plot shows.
    double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (const auto& point : points) {
        if (point.beats > 16) break;
        const double x = std::log(point.beats), y = std::log(point.root_mean_square_ms);
        n += 1, sx += x, sy += y, sxx += x * x, sxy += x * y;
    }
    EXPECT_NEAR((n * sxy - sx * sy) / (n * sxx - sx * sx), *answer.analysis.nonlinear.alpha1, 1e-9);
}

TEST(HrvText, says_the_verdict_before_any_number_and_why_there_is_no_ratio) {
    const auto words = words_in(Language::en);
    const std::string text = hrv_text("morning.txt", sample_answer(0.1), words,
                                      {.columns = 80, .colon = ": "}, Letters::ascii);
    EXPECT_LT(text.find(words("hrv.verdict.good")), text.find("RMSSD"));
    EXPECT_EQ(text.find("\nLF/HF"), std::string::npos);
    EXPECT_NE(text.find("not stress"), std::string::npos) << text;
    EXPECT_NE(text.find("Artefacts: "), std::string::npos);
    EXPECT_NE(text.find("Window by window"), std::string::npos);
    EXPECT_NE(hrv_text("x", sample_answer(), words, {.columns = 80, .colon = ": "}, Letters::ascii)
                  .find("\nLF/HF"),
              std::string::npos);
}

TEST(HrvText, keeps_to_its_columns_in_both_languages) {
    for (const Language language : {Language::en, Language::zh})
        for (const std::size_t columns : {40U, 60U, 80U, 120U}) {
            const std::string text =
                hrv_text("a.txt", sample_answer(0.1), words_in(language),
                         {.columns = columns, .colon = ": "}, Letters::unicode);
            EXPECT_EQ(text.find("<hrv."), std::string::npos);
            for (const auto line : split(text, '\n'))
                EXPECT_LE(display_width(line), columns) << line;
        }
}

}  // namespace
}  // namespace sinew::render
