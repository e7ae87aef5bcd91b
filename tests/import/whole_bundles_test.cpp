// Whole bundles through the whole way in: import, answers laid over, screening.
#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/care/questions.hpp>
#include <sinew/care/screening_use.hpp>
#include <sinew/document/record_json.hpp>
#include <sinew/fhir/import.hpp>

#include <cstdio>
#include <filesystem>
#include <set>

namespace sinew {
namespace {

using namespace domain;

const std::string kRoot = SINEW_SOURCE_DIR;
const Moment kDay = *read_moment("2026-11-23");

const knowledge::Catalogue& catalogue() {
    static const auto loaded = knowledge::load_catalogue(
        knowledge::PackSource::embedded(), {knowledge::Part::fhir, knowledge::Part::questions});
    return **loaded;
}

/// Unpacks what zcat can; the shared cases are compressed.
std::string unpacked(const std::string& path) {
    std::string bytes;
    FILE* pipe = popen(("zcat '" + path + "'").c_str(), "r");
    if (pipe == nullptr) return bytes;
    char block[65536];
    for (std::size_t n = 0; (n = fread(block, 1, sizeof block, pipe)) > 0;) bytes.append(block, n);
    pclose(pipe);
    return bytes;
}

fhir::Import import(const std::string& bytes, const AsOf& as_of) {
    auto imported = fhir::import_bundle(bytes, "bundle.json", as_of, catalogue());
    EXPECT_TRUE(imported) << to_line(imported.error().list().front());
    return imported ? *std::move(imported) : fhir::Import{};
}

Record with_answers(Record record, const std::string& file) {
    const auto bytes = read_file(kRoot + "/examples/answers/" + file);
    EXPECT_TRUE(bytes) << file;
    auto laid = document::apply_answers(std::move(record), Json::parse(*bytes), file, std::nullopt,
                                        catalogue());
    if (!laid)
        for (const Error& fault : laid.error().list()) ADD_FAILURE() << to_line(fault);
    return laid ? *std::move(laid) : Record{};
}

TEST(ExampleBundle, is_incomplete_alone_and_a_programme_with_its_answers) {
    const auto bytes = read_file(kRoot + "/examples/bundle.json");
    ASSERT_TRUE(bytes);
    const auto imported = import(*bytes, AsOf::of(*read_moment("2026-11-23T09:30:00Z")));
    EXPECT_EQ(care::screen_record(imported.record, *read_day("2026-11-23"), catalogue()).outcome,
              Outcome::incomplete);
    std::set<ImportFate> fates;
    for (const ImportLine& line : imported.report.lines) fates.insert(line.fate);
    EXPECT_TRUE(fates.contains(ImportFate::used) && fates.contains(ImportFate::reported) &&
                fates.contains(ImportFate::unknown_code));
    const auto clearance = care::screen_record(with_answers(imported.record, "bundle.json"),
                                               *read_day("2026-11-23"), catalogue());
    EXPECT_EQ(clearance.outcome, Outcome::modify);
    EXPECT_TRUE(clearance.complete());
}

TEST(ExampleBundle, written_as_a_record_reads_back_to_what_was_imported) {
    const auto imported = import(*read_file(kRoot + "/examples/bundle.json"), AsOf::of(kDay));
    const auto text = document::record_json(imported.record, catalogue().screening).dump();
    const auto again = document::read_record(Json::parse(text), "record.json", kDay, catalogue());
    ASSERT_TRUE(again) << to_line(again.error().list().front());
    EXPECT_TRUE(*again == imported.record) << text;
}

struct SharedCase {
    const char* number;
    bool deceased;
    Outcome answered;  ///< with examples/answers/case-NN.json
};

void PrintTo(const SharedCase& row, std::ostream* out) { *out << row.number; }

class SharedBundle : public ::testing::TestWithParam<SharedCase> {
protected:
    void SetUp() override {
        path_ = kRoot + "/../shared/cases/fhir-r4/case-" + GetParam().number + ".json.gz";
        if (!std::filesystem::exists(path_))
            GTEST_SKIP() << "the shared cases are not beside the repository";
    }
    std::string path_;
};

TEST_P(SharedBundle, says_what_its_person_needs) {
    const SharedCase& row = GetParam();
    const auto imported = import(unpacked(path_), AsOf::of(kDay));
    EXPECT_EQ(imported.record.person.deceased, row.deceased);
    const auto clearance =
        care::screen_record(imported.record, *read_day("2026-11-23"), catalogue());
    EXPECT_GE(clearance.outcome, Outcome::incomplete);
    const auto questions = care::open_questions(clearance, imported.record, catalogue());
    EXPECT_EQ(questions.empty(), row.deceased);
    const auto text = document::record_json(imported.record, catalogue().screening).dump();
    const auto again = document::read_record(Json::parse(text), "record.json", kDay, catalogue());
    ASSERT_TRUE(again) << to_line(again.error().list().front());
    EXPECT_TRUE(*again == imported.record);
}

TEST_P(SharedBundle, reaches_an_answer_once_its_questions_are_answered) {
    const SharedCase& row = GetParam();
    if (row.deceased) return;
    const auto imported = import(unpacked(path_), AsOf::of(*read_moment("2026-11-23T09:30:00Z")));
    const std::string file = std::string{"case-"} + row.number + ".json";
    const auto clearance = care::screen_record(with_answers(imported.record, file),
                                               *read_day("2026-11-23"), catalogue());
    std::string missing;
    for (const MissingFact& fact : clearance.missing)
        missing += catalogue().screening.facts[fact.fact].name + " (" +
                   std::string{name_of(fact.reason)} + ") ";
    EXPECT_TRUE(clearance.complete()) << missing;
    EXPECT_EQ(name_of(clearance.outcome), name_of(row.answered));
}

INSTANTIATE_TEST_SUITE_P(
    Shared, SharedBundle,
    ::testing::Values(
        SharedCase{"01", false, Outcome::modify}, SharedCase{"02", true, {}},
        SharedCase{"03", false, Outcome::modify}, SharedCase{"04", false, Outcome::clear},
        SharedCase{"05", false, Outcome::modify}, SharedCase{"06", false, Outcome::supervise},
        SharedCase{"07", false, Outcome::modify}, SharedCase{"08", false, Outcome::refer_first},
        SharedCase{"09", false, Outcome::supervise}, SharedCase{"10", false, Outcome::modify},
        SharedCase{"11", false, Outcome::refer_first}, SharedCase{"12", true, {}}),
    [](const auto& row) { return std::string{"case_"} + row.param.number; });

}  // namespace
}  // namespace sinew
