// The data dictionary, read back as a table: names, kinds, ranges, choices.
#include <gtest/gtest.h>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/redcap_dictionary.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <set>

namespace sinew::document {
namespace {

const care::InstrumentPack& pack() {
    static const auto loaded = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                         {knowledge::Part::instruments});
    return (*loaded)->instruments;
}

Table table_of(const std::vector<const care::Instrument*>& instruments,
               domain::Language language = domain::Language::en) {
    const auto read = read_table(data_dictionary(instruments, language), "d.csv", {});
    EXPECT_TRUE(read) << to_line(read.error().list().front());
    return read.value_or(Table{});
}

std::size_t row_of(const Table& table, const std::string& variable) {
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (table.cell(row, "Variable / Field Name") == variable) return row;
    ADD_FAILURE() << "no variable " << variable;
    return 0;
}

std::vector<const care::Instrument*> everything() {
    std::vector<const care::Instrument*> list;
    for (const auto& [id, instrument] : pack().instruments)
        if (care::shippable(instrument)) list.push_back(&instrument);
    return list;
}

TEST(DataDictionary, reads_back_with_eighteen_columns_and_lawful_names) {
    for (const auto language : {domain::Language::en, domain::Language::zh}) {
        const Table table = table_of(everything(), language);
        ASSERT_EQ(table.columns.size(), 18u);
        EXPECT_TRUE(
            std::equal(table.columns.begin(), table.columns.end(), kDictionaryColumns.begin()));
        std::set<std::string> names;
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const std::string& name = table.cell(row, "Variable / Field Name");
            EXPECT_LE(name.size(), kLongestVariable) << name;
            EXPECT_TRUE(names.insert(name).second) << name << " stands twice";
            EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"),
                      std::string::npos)
                << name;
            EXPECT_TRUE(name[0] >= 'a' && name[0] <= 'z') << name;
            EXPECT_FALSE(table.cell(row, "Field Label").empty()) << name;
            EXPECT_EQ(table.cell(row, "Identifier?"), "") << name;
            EXPECT_EQ(table.cell(row, "Field Type") == "radio",
                      !table.cell(row, kDictionaryColumns[5]).empty())
                << name;
        }
        EXPECT_EQ(table.cell(0, "Variable / Field Name"), "record_id");
    }
}

TEST(DataDictionary, a_question_keeps_its_choices_range_and_place) {
    const Table table =
        table_of({pack().find("phq9"), pack().find("craving_vas"), pack().find("sleep_diary")});
    const std::size_t item = row_of(table, "phq9_9");
    EXPECT_EQ(table.cell(item, "Field Type"), "radio");
    EXPECT_EQ(table.cell(item, kDictionaryColumns[5]), "0, 0 | 1, 1 | 2, 2 | 3, 3");
    EXPECT_EQ(table.cell(item, "Required Field?"), "y");
    EXPECT_EQ(table.cell(item, "Question Number (surveys only)"), "9");
    EXPECT_EQ(table.cell(item, "Field Annotation"), "sinew phq9 1.0.0; /44260-8; LOINC 44260-8");
    const std::size_t pre = row_of(table, "craving_vas_pre");
    EXPECT_EQ(table.cell(pre, kDictionaryColumns[7]), "number");
    EXPECT_EQ(table.cell(pre, "Text Validation Min"), "0");
    EXPECT_EQ(table.cell(pre, "Text Validation Max"), "100");
    EXPECT_EQ(table.cell(pre, "Required Field?"), "");
    EXPECT_EQ(table.cell(row_of(table, "sleep_diary_into_bed"), kDictionaryColumns[7]), "time");
}

TEST(DataDictionary, a_score_is_a_text_that_nobody_types_in) {
    const Table table = table_of({pack().find("phq9")});
    const std::size_t total = row_of(table, "phq9_total");
    EXPECT_EQ(table.cell(total, "Field Type"), "text");
    EXPECT_TRUE(table.cell(total, "Field Annotation").starts_with("@READONLY sinew phq9 1.0.0"));
}

TEST(DataDictionary, long_names_are_cut_and_stay_unlike) {
    const Table table = table_of({pack().find("tlfb")});
    std::set<std::string> names;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        names.insert(table.cell(row, "Variable / Field Name"));
    EXPECT_TRUE(names.contains("tlfb_percent_days_abstinen")) << "cut at 26";
    EXPECT_TRUE(names.contains("tlfb_percent_days_abstin_2")) << "and told apart";
}

TEST(DataDictionary, cells_are_quoted_where_they_must_be) {
    care::Instrument made = *pack().find("talk_test");
    made.name.en = "A \"quoted\", name\nin two lines";
    const Table table = table_of({&made});
    EXPECT_EQ(table.cell(1, "Section Header"), made.name.en + " (" + made.recall + ")");
    EXPECT_NE(data_dictionary({&made}, domain::Language::en).find("\r\n"), std::string::npos);
}

TEST(DataDictionary, the_core_battery_is_the_one_of_the_packs) {
    std::vector<std::string> ids;
    for (const auto* instrument : care::core_battery(pack())) {
        ids.push_back(instrument->id);
        EXPECT_TRUE(care::shippable(*instrument)) << instrument->id;
    }
    EXPECT_EQ(ids.size(), 25u);
}

}  // namespace
}  // namespace sinew::document
