// The trials pack: what is shipped loads, and what is wrong is refused with file, row and column.
#include <sinew/base/text.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/knowledge/trials.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace sinew::knowledge {
namespace {

namespace fs = std::filesystem;

/// A copy of the shipped tables that a test may spoil.
class Copy {
public:
    explicit Copy(const std::string& name) : folder_{fs::path{::testing::TempDir()} / name} {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        for (const char* file : {"studies.csv", "arms.csv", "results.csv", "pooled.csv"})
            fs::copy_file(fs::path{SINEW_SOURCE_DIR} / "knowledge/trials" / file, folder_ / file);
    }
    ~Copy() { fs::remove_all(folder_); }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;

    void append(const char* file, const std::string& line) const {
        std::ofstream{folder_ / file, std::ios::app} << line << "\n";
    }
    void replace(const char* file, const std::string& from, const std::string& to) const {
        std::ifstream in{folder_ / file};
        std::string all{std::istreambuf_iterator<char>{in}, {}};
        const auto at = all.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        all.replace(at, from.size(), to);
        std::ofstream{folder_ / file} << all;
    }
    [[nodiscard]] Checked<Trials> read() const {
        return read_trials(PackSource::folder(folder_.string()), "");
    }

private:
    fs::path folder_;
};

TEST(Trials, shipped_tables_load_and_hold_all_the_studies) {
    const auto trials = read_trials(PackSource::embedded());
    ASSERT_TRUE(trials);
    EXPECT_EQ(trials->studies.size(),
              55u);  // 52 of the evidence tables, and three that are single trials of fitness
    EXPECT_EQ(trials->pooled.size(), 74u);
    std::set<std::string> with_results;
    for (const auto& row : trials->results) with_results.insert(row.study);
    EXPECT_EQ(with_results.size(), trials->studies.size());
}

TEST(Trials, every_source_is_a_citation) {
    const auto packs = PackSource::embedded();
    const auto trials = read_trials(packs);
    const auto catalogue = load_catalogue(packs, {Part::citations});
    ASSERT_TRUE(trials && catalogue);
    for (const auto& study : trials->studies)
        EXPECT_TRUE((*catalogue)->citations.contains(study.source)) << study.source;
    for (const auto& pool : trials->pooled)
        EXPECT_TRUE((*catalogue)->citations.contains(pool.source)) << pool.source;
}

TEST(Trials, signs_were_turned_where_reviews_print_improvement_as_positive) {
    const auto trials = read_trials(PackSource::embedded());
    ASSERT_TRUE(trials);
    int turned = 0;
    for (const auto& pool : trials->pooled) {
        if (!pool.sign_flipped) continue;
        ++turned;
        EXPECT_TRUE(pool.review == "GimenezM2020" || pool.review == "ZhangY2022TCE");
        EXPECT_LT(pool.estimate.value_or(1), 0) << pool.row;
        EXPECT_LE(pool.ci_lb.value_or(0), pool.ci_ub.value_or(0)) << pool.row;
    }
    EXPECT_EQ(turned, 18);  // all but quality of life, where more is better
}

TEST(Trials, refuses_what_is_wrong_and_says_where) {
    struct Case {
        const char *name, *file, *from, *to, *place;
    };
    for (const Case& c :
         {Case{"word", "arms.csv", ",usual,", ",custom,", "arms.csv:row 2:control"},
          Case{"text", "results.csv", ",48,4.68,", ",48 + 47,4.68,", "results.csv:row 1:n"},
          Case{"sd", "results.csv", ",1.91,1.9,", ",1.91,0,", "results.csv:row 1:sd"},
          Case{"study", "arms.csv", "WangMu2022,taichi", "WangMo2022,taichi",
               "arms.csv:row 1:study"},
          Case{"arm", "results.csv", "WangMu2022,taichi,,", "WangMu2022,tai,,",
               "results.csv:row 1:arm"},
          Case{"status", "pooled.csv", ",read\n", ",seen\n", "pooled.csv:row 1:status"}}) {
        const Copy copy{std::string{"trials_bad_"} + c.name};
        copy.replace(c.file, c.from, c.to);
        const auto read = copy.read();
        ASSERT_FALSE(read) << c.name;
        bool placed = false;
        for (const Error& fault : read.error().list()) {
            placed = placed || fault.where == c.place;
            EXPECT_FALSE(fault.hint.empty());
        }
        EXPECT_TRUE(placed) << c.name << ": " << to_line(read.error().list().front());
    }
}

TEST(Trials, refuses_a_result_that_stands_twice) {
    const Copy copy{"trials_twice"};
    copy.append("results.csv",
                "WangMu2022.9,WangMu2022,taichi,,craving,VAS 0-10 (range inferred from values; not "
                "stated in text read),lower_better,chronic,12,week,"
                "arm,exercise,,48,4.68,2.93,1.91,1.9,-2.77,3.230285,,,,,,,,again,again,derived");
    const auto read = copy.read();
    ASSERT_FALSE(read);
    EXPECT_TRUE(read.error().list().front().where.ends_with(":scale"));
}

TEST(Trials, refuses_a_table_without_a_column) {
    const Copy copy{"trials_column"};
    copy.replace("studies.csv", "overlap_group", "overlap");
    const auto read = copy.read();
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().list().front().where, "studies.csv:1:overlap_group");
}

}  // namespace
}  // namespace sinew::knowledge
