// Heart-rate variability against NumPy and SciPy: tests/golden/hrv/make_goldens.py wrote the series and the answers.
#include <sinew/base/files.hpp>
#include <sinew/base/json_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/hrv/analysis.hpp>

#include <gtest/gtest.h>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace sinew::hrv {
namespace {

const std::string kFolder = SINEW_SOURCE_DIR "/tests/golden/hrv/";
const std::string kPublic = SINEW_SOURCE_DIR "/../shared/cases/rr/";

const Json& goldens() {
    static const Json document = *read_json(*read_file(kFolder + "goldens.json"), "goldens.json");
    return document;
}

std::vector<double> lines_of(const std::string& text) {
    std::vector<double> values;
    std::istringstream stream{text};
    for (double value = 0; stream >> value;) values.push_back(value);
    return values;
}

/// 64-bit whole numbers behind the header, as the one public .npy file has them.
std::vector<double> whole_numbers(const std::string& bytes) {
    std::vector<double> values;
    const std::size_t header =
        10 + static_cast<unsigned char>(bytes[8]) + 256U * static_cast<unsigned char>(bytes[9]);
    for (std::size_t at = header; at + 8 <= bytes.size(); at += 8) {
        std::int64_t value = 0;
        std::memcpy(&value, bytes.data() + at, 8);
        values.push_back(static_cast<double>(value));
    }
    return values;
}

std::vector<double> series_of(const std::string& name) {
    if (!name.ends_with(".txt") && !name.ends_with(".npy"))
        return lines_of(*read_file(kFolder + name + ".txt"));
    const auto bytes = read_file(kPublic + name);
    if (!bytes) return {};
    return name.ends_with(".npy") ? whole_numbers(*bytes) : lines_of(*bytes);
}

void expect_relative(double found, double expected, double relative, const std::string& what) {
    EXPECT_NEAR(found, expected, relative * std::abs(expected)) << what;
}

void expect_bands(const Spectrum& spectrum, const Json& expected, const std::string& what) {
    expect_relative(spectrum.vlf->power_ms2, expected["vlf"], 1e-6, what + " VLF");
    expect_relative(spectrum.lf.power_ms2, expected["lf"], 1e-6, what + " LF");
    expect_relative(spectrum.hf.power_ms2, expected["hf"], 1e-6, what + " HF");
    expect_relative(*spectrum.total_ms2, expected["total"], 1e-6, what + " total");
    expect_relative(*spectrum.lf_hf, expected["lf_hf"], 1e-6, what + " LF/HF");
    expect_relative(*spectrum.vlf->peak_hz, expected["vlf_peak_hz"], 1e-9, what + " VLF peak");
    expect_relative(*spectrum.lf.peak_hz, expected["lf_peak_hz"], 1e-9, what + " LF peak");
    expect_relative(*spectrum.hf.peak_hz, expected["hf_peak_hz"], 1e-9, what + " HF peak");
    expect_relative(spectrum.density_ms2_hz[20], expected["density_at_20"], 1e-6,
                    what + " one density");
}

void expect_time(const Analysis& analysis, const Json& expected, const std::string& name) {
    const TimeDomain& t = analysis.time;
    const std::map<std::string, std::optional<double>> found{
        {"mean_rr_ms", t.mean_rr_ms},
        {"median_rr_ms", t.median_rr_ms},
        {"mean_hr_bpm", t.mean_hr_bpm},
        {"sdnn_ms", t.sdnn_ms},
        {"rmssd_ms", t.rmssd_ms},
        {"sdsd_ms", t.sdsd_ms},
        {"ln_rmssd", t.ln_rmssd},
        {"cvnn", t.cvnn},
        {"pnn50_pct", t.pnn50_pct},
        {"pnn20_pct", t.pnn20_pct},
        {"lowest_hr_bpm", t.lowest_hr_bpm},
        {"highest_hr_bpm", t.highest_hr_bpm},
        {"triangular_index", t.triangular_index},
        {"tinn_ms", t.tinn_ms},
        {"sdann_ms", t.sdann_ms},
        {"sdnn_index_ms", t.sdnn_index_ms},
        {"sd1_ms", analysis.nonlinear.poincare->sd1_ms},
        {"sd2_ms", analysis.nonlinear.poincare->sd2_ms}};
    for (const auto& [index, value] : expected.items()) {
        ASSERT_TRUE(found.at(index)) << name << " " << index;
        expect_relative(*found.at(index), value, 1e-9, name + " " + index);
    }
    if (!expected.contains("sdann_ms")) {
        EXPECT_FALSE(t.sdann_ms);
    }
}

void expect_series(const std::string& name, const Json& expected) {
    const std::vector<double> rr = series_of(name);
    ASSERT_GT(rr.size(), 300U) << name;
    for (const auto& [kind, spectra] : expected["frequency"].items()) {
        Settings settings;
        settings.artefacts.detector = Detector::none;
        settings.spectrum.detrend = *domain::named<Detrend>(kind);
        settings.nonlinear.correlation_dimension =
            expected["nonlinear"].contains("correlation_dimension");
        const auto analysis = analyse({rr, {}}, settings);
        ASSERT_TRUE(analysis) << to_line(analysis.error());
        const std::string place = name + " " + kind;
        expect_bands(*analysis->welch, spectra["welch"], place + " Welch");
        expect_bands(*analysis->lomb, spectra["lomb"], place + " Lomb");
        expect_bands(*analysis->ar, spectra["burg"], place + " Burg");
        settings.spectrum.ar_method = ArMethod::yule_walker;
        expect_bands(*analyse({rr, {}}, settings)->ar, spectra["yule_walker"],
                     place + " Yule-Walker");
        if (kind != "smoothness_priors") continue;
        expect_time(*analysis, expected["time"], name);
        const Nonlinear& shape = analysis->nonlinear;
        const Json& numbers = expected["nonlinear"];
        expect_relative(*shape.sample_entropy, numbers["sample_entropy"], 1e-9, name + " SampEn");
        expect_relative(*shape.approximate_entropy, numbers["approximate_entropy"], 1e-9,
                        name + " ApEn");
        expect_relative(shape.tolerance_ms, numbers["tolerance_ms"], 1e-9, name + " tolerance");
        expect_relative(*shape.alpha1, numbers["alpha1"], 1e-6, name + " alpha1");
        expect_relative(*shape.alpha2, numbers["alpha2"], 1e-6, name + " alpha2");
        if (settings.nonlinear.correlation_dimension)
            expect_relative(*shape.correlation_dimension, numbers["correlation_dimension"], 1e-6,
                            name + " D2");
    }
}

TEST(GoldenHrv, made_series_agree_with_scipy) {
    for (const char* name : {"rest", "steady", "long"})
        expect_series(name, goldens()["series"][name]);
}

TEST(GoldenHrv, public_recordings_agree_with_scipy) {
    if (!std::filesystem::exists(kPublic))
        GTEST_SKIP() << "no public recordings beside the repository";
    for (const char* name : {"rest_rri.txt", "SampleNNISeriesLong.npy"}) {
        EXPECT_EQ(series_of(name).size(), goldens()["series"][name]["beats"].get<std::size_t>());
        expect_series(name, goldens()["series"][name]);
    }
}

// Plain statistics of the public resting recording, computed by others from the same file.
TEST(GoldenHrv, public_resting_recording_has_its_known_statistics) {
    if (!std::filesystem::exists(kPublic))
        GTEST_SKIP() << "no public recordings beside the repository";
    Settings settings;
    settings.artefacts.detector = Detector::none;
    const auto analysis = analyse({series_of("rest_rri.txt"), {}}, settings);
    ASSERT_TRUE(analysis);
    EXPECT_EQ(analysis->time.beats, 910U);
    EXPECT_NEAR(analysis->time.mean_rr_ms, 1058.719, 5e-4);
    EXPECT_NEAR(*analysis->time.sdnn_ms, 57.818, 5e-4);
    EXPECT_NEAR(*analysis->time.rmssd_ms, 55.137, 5e-4);
    EXPECT_NEAR(*analysis->time.pnn50_pct, 35.314, 5e-4);
}

TEST(GoldenHrv, a_public_recording_with_an_interval_of_zero_is_refused_at_its_place) {
    const std::vector<double> rr = series_of("real_rri.txt");
    if (rr.empty()) GTEST_SKIP() << "no public recordings beside the repository";
    const auto analysis = analyse({rr, {}}, {});
    ASSERT_FALSE(analysis);
    const auto zero = std::find(rr.begin(), rr.end(), 0.0) - rr.begin();
    EXPECT_EQ(analysis.error().where, "/rr_ms/" + std::to_string(zero));
}

TEST(GoldenHrv, worked_examples_of_the_resting_recording) {
    const std::string path = SINEW_SOURCE_DIR "/../shared/clinical/instruments.json";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no instruments beside the repository";
    const Json document = Json::parse(*read_file(path));
    std::size_t examples = 0;
    for (const Json& instrument : document["instruments"]) {
        if (instrument["id"] != "hrv_rest") continue;
        for (const Json& example : instrument["worked_examples"]) {
            const auto answer =
                analyse({example["input"]["rr_ms"].get<std::vector<double>>(), {}}, {});
            ASSERT_TRUE(answer);
            const Json& output = example["output"];
            EXPECT_NEAR(answer->time.mean_rr_ms, output["mean_rr"].get<double>(), 5e-3);
            EXPECT_NEAR(answer->time.mean_hr_bpm, output["mean_hr_from_mean_rr"].get<double>(),
                        5e-3);
            EXPECT_NEAR(*answer->time.sdnn_ms, output["sdnn"].get<double>(), 5e-4);
            EXPECT_NEAR(*answer->time.rmssd_ms, output["rmssd"].get<double>(), 5e-4);
            EXPECT_NEAR(*answer->time.pnn50_pct, output["pnn50_pct"].get<double>(), 5e-3);
            EXPECT_NEAR(*answer->time.ln_rmssd, output["ln_rmssd"].get<double>(), 5e-5);
            ++examples;
        }
    }
    EXPECT_GE(examples, 1U);
}

/// Every key that the room's code names is a sentence of the pack, and every sentence of reasons is named by the code.
TEST(HrvWords, reasons_and_sentences_are_the_same) {
    std::string code;
    for (const char* file : {"analysis.cpp", "quality.cpp"})
        code += *read_file(std::string{SINEW_SOURCE_DIR "/src/sinew/hrv/"} + file);
    const Json pack =
        *read_json(*read_file(SINEW_SOURCE_DIR "/knowledge/text/hrv.json"), "hrv.json");
    std::size_t named = 0;
    for (const auto& [key, wording] : pack["strings"].items()) {
        if (!key.starts_with("hrv.reason.") && !key.starts_with("hrv.note.")) continue;
        EXPECT_NE(code.find('"' + key + '"'), std::string::npos) << key;
        ++named;
    }
    std::size_t in_code = 0;
    for (const char* start : {"\"hrv.reason.", "\"hrv.note."})
        for (std::size_t at = code.find(start); at != std::string::npos;
             at = code.find(start, at + 1)) {
            const std::string key = code.substr(at + 1, code.find('"', at + 1) - at - 1);
            EXPECT_TRUE(pack["strings"].contains(key)) << key;
            ++in_code;
        }
    EXPECT_GE(named, 10U);
    EXPECT_GE(in_code, named);
    for (const std::string_view kind : domain::Names<BeatKind>::all)
        EXPECT_TRUE(pack["strings"].contains("hrv.kind." + std::string{kind})) << kind;
    for (const std::string_view verdict : domain::Names<Verdict>::all)
        EXPECT_TRUE(pack["strings"].contains("hrv.verdict." + std::string{verdict})) << verdict;
}

}  // namespace
}  // namespace sinew::hrv
