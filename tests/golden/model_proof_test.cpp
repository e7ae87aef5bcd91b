// Steppers against the table of the specification, and the model against known facts (docs/methods/model_checks.md).
#include <sinew/base/files.hpp>
#include <sinew/document/proof_json.hpp>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <cmath>

namespace sinew {
namespace {

const knowledge::PackSource& source() {
    static const auto embedded = knowledge::PackSource::embedded();
    return embedded;
}
const knowledge::ModelPack& pack() {
    static const auto loaded = knowledge::load_model_pack(source());
    return *loaded;
}
const std::map<std::string, care::Scenario>& courses() {
    static const auto read = document::read_courses(source());
    EXPECT_TRUE(read) << (read ? "" : to_line(read.error().list().front()));
    return *read;
}

const std::vector<care::StepperDistance>& table() {
    static const auto made = [] {
        std::vector<const model::SlowScenario*> slow;
        for (const char* id : {"S0", "S1", "S2", "S3", "S4", "S5", "S6", "S7"})
            slow.push_back(&std::get<model::SlowScenario>(courses().at(id)));
        auto answer = care::step_table(slow, pack());
        EXPECT_TRUE(answer) << (answer ? "" : to_line(answer.error()));
        return *std::move(answer);
    }();
    return made;
}

const model::StepDistance& of(std::string_view stepper) {
    for (const auto& one : table())
        if (one.name == stepper) return one.distance;
    throw std::logic_error{"no such stepper"};
}

double largest(const model::StepDistance& distance, std::string_view state) {
    for (std::size_t i = 0; i < model::kStateNames.size(); ++i)
        if (model::kStateNames[i].symbol == state) return distance.states[i].largest;
    return std::nan("");
}

struct PrintedRow {
    const char* state;
    std::array<double, 5> largest;  // h = 1, 1/2, 1/4 d, product rule, linear targets
};

/// Section 2 of the specification, as printed; 0 = printed as "< 1e-12".
constexpr PrintedRow kPrinted[] = {{"W", {0.056, 0.026, 0.0125, 0, 0}},
                                   {"V", {0.0151, 0.0070, 0.0034, 0.0034, 0.0026}},
                                   {"L", {0.0207, 0.0099, 0.0048, 0.0026, 0.0019}},
                                   {"N", {0.0059, 0.0026, 0.0012, 0.0022, 0.0017}},
                                   {"R", {0.00080, 0.00036, 0.00016, 0.00020, 0.00043}},
                                   {"Q", {0.0089, 0.0039, 0.0018, 0.0026, 0.0025}},
                                   {"G", {0.0141, 0.0062, 0.0028, 0.0028, 0.0042}},
                                   {"S", {0.0103, 0.0046, 0.0021, 0.0033, 0.0023}},
                                   {"P", {0.0191, 0.0092, 0.0044, 0.0062, 0.0014}},
                                   {"U", {0.067, 0.032, 0.0156, 0.0100, 0.0082}},
                                   {"X", {0.070, 0.033, 0.0162, 0.0099, 0.0082}},
                                   {"C", {0.146, 0.070, 0.034, 0.027, 0.021}},
                                   {"H", {0.0113, 0.0053, 0.0025, 0.0053, 0.0010}},
                                   {"D", {0.0014, 0.0007, 0.0003, 0.0020, 0.0004}}};
constexpr std::array<const char*, 5> kColumns{"frozen", "frozen_2", "frozen_4", "product_rule",
                                              "linear_target"};

TEST(ModelSteps, are_as_far_from_the_continuous_solution_as_the_specification_prints) {
    for (std::size_t column = 0; column < kColumns.size(); ++column) {
        const auto& distance = of(kColumns[column]);
        for (const PrintedRow& row : kPrinted) {
            const double printed = row.largest[column], got = largest(distance, row.state);
            // The specification printed two to three digits from another program: half of the last one, and 3 % for its rounding.
            if (printed > 0)
                EXPECT_NEAR(got, printed, 0.03 * printed + 0.00006) << row.state << " " << column;
            else
                EXPECT_LT(got, 1e-10) << row.state << " " << column;
        }
        for (const char* exact : {"LA", "LR", "LM", "F", "T", "i1", "i2"})
            EXPECT_LT(largest(distance, exact), 1e-9) << exact << " " << column;
    }
    constexpr std::array<double, 5> kPoints{2.8, 1.4, 0.66, 0.52, 0.41};
    for (std::size_t column = 0; column < kColumns.size(); ++column)
        EXPECT_NEAR(of(kColumns[column]).vas.largest, kPoints[column],
                    0.03 * kPoints[column] + 0.03);
}

TEST(ModelSteps, halving_the_frozen_step_halves_its_distance) {
    for (const char* state : {"W", "U", "X", "C"}) {
        const double one = largest(of("frozen"), state), half = largest(of("frozen_2"), state),
                     quarter = largest(of("frozen_4"), state);
        EXPECT_NEAR(one / half, 2, 0.25) << state;
        EXPECT_NEAR(half / quarter, 2, 0.25) << state;
    }
}

TEST(ModelSteps, the_stepper_of_forecasts_is_inside_the_accuracy_it_claims) {
    EXPECT_LT(of("product").relative, 1.8e-4);
    EXPECT_LT(of("product").vas.largest, 0.01);
}

const std::vector<knowledge::FaceCheck>& checks() {
    static const auto loaded = knowledge::load_face_checks(source());
    return *loaded;
}

class FaceChecks : public testing::TestWithParam<const char*> {};

/// Each by its row: what is accepted stands in knowledge/model/checks.csv, and so does whether it is known to fail.
TEST_P(FaceChecks, comes_out_as_its_row_says) {
    static const auto instruments = knowledge::load_observation_models(source());
    std::vector<knowledge::FaceCheck> one;
    for (const auto& check : checks())
        if (check.id == GetParam()) one.push_back(check);
    ASSERT_EQ(one.size(), 1U);
    const auto answers = care::face_checks(one, courses(), *instruments, pack());
    ASSERT_TRUE(answers) << to_line(answers.error());
    const auto& answer = answers->front();
    EXPECT_NE(answer.outcome, care::CheckOutcome::fail)
        << one.front().fact_en << ": " << answer.value << ", accepted " << one.front().low << " to "
        << one.front().high;
}

INSTANTIATE_TEST_SUITE_P(Reproduction, FaceChecks,
                         testing::Values("FC-01", "FC-02", "FC-03", "FC-04", "FC-05", "FC-06",
                                         "FC-07", "FC-08", "FC-09", "FC-10", "FC-17"));
INSTANTIATE_TEST_SUITE_P(Independent, FaceChecks,
                         testing::Values("FC-11", "FC-12", "FC-13", "FC-14", "FC-15", "FC-16"));

TEST(FaceCheckPack, every_row_is_a_test_and_every_row_stands_in_the_page) {
    EXPECT_EQ(checks().size(), 17U);
    const auto page = read_file(fmt::format("{}/docs/methods/model_checks.md", SINEW_SOURCE_DIR));
    ASSERT_TRUE(page);
    static const auto instruments = knowledge::load_observation_models(source());
    const auto answers = care::face_checks(checks(), courses(), *instruments, pack());
    ASSERT_TRUE(answers);
    for (const auto& answer : *answers) {
        const std::string outcome =
            answer.outcome == care::CheckOutcome::pass ? "pass" : "**fail**";
        const std::string row = fmt::format("| {} | ", answer.check->id);
        const auto at = page->find(row);
        ASSERT_NE(at, std::string::npos) << row;
        const std::string line = page->substr(at, page->find('\n', at) - at);
        EXPECT_NE(line.find(fmt::format("| {:.4g} | {} |", answer.value, outcome)),
                  std::string::npos)
            << line << "\nnow " << answer.value << " " << outcome;
    }
}

TEST(FaceCheckPack, a_course_or_quantity_that_is_not_there_is_refused_by_the_id_of_the_check) {
    auto wrong = checks().front();
    wrong.course = "nowhere";
    EXPECT_EQ(care::face_checks({wrong}, courses(), {}, pack()).error().where,
              "model/checks.csv:FC-01");
    wrong = checks().front();
    wrong.quantity = "happiness";
    EXPECT_EQ(care::face_checks({wrong}, courses(), {}, pack()).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace sinew
