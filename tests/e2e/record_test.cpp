// A record through the whole path: in, asked, screened, prescribed, explained – and what bad input does.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

const std::string kRecord = SINEW_SOURCE_DIR "/examples/record.json";

std::string changed_record(const std::string& pointer, const Json& value) {
    Json json = Json::parse(bytes_of(kRecord));
    json[Json::json_pointer{pointer}] = value;
    return json.dump();
}

TEST(Prescribe, gives_text_and_json_in_both_languages) {
    for (const char* language : {"en", "zh"}) {
        const Ending text = run_sinew({"prescribe", kRecord, "--lang", language});
        EXPECT_EQ(text.code, 0) << text.err;
        EXPECT_EQ(text.err, "");
        EXPECT_GT(lines_in(text.out), 50u);
        EXPECT_EQ(text.out.find("<choice."), std::string::npos);
        const Json json =
            Json::parse(run_sinew({"prescribe", kRecord, "--lang", language, "--json"}).out);
        EXPECT_EQ(json["kind"], "programme");
        EXPECT_EQ(json["weeks"].size(), 12u);
    }
}

TEST(Prescribe, takes_a_record_from_standard_input_and_gives_the_same_bytes) {
    const Ending file = run_sinew({"prescribe", kRecord, "--json"});
    const Ending piped =
        run_sinew({"prescribe", "-", "--json"}, {.input = bytes_of(kRecord), .output_file = ""});
    EXPECT_EQ(piped.code, 0);
    EXPECT_EQ(file.out, piped.out);
}

TEST(Prescribe, writes_each_sheet_whole) {
    const Folder folder;
    const Ending run = run_sinew({"prescribe", kRecord, "--html", folder.path("a.html"), "--pdf",
                                  folder.path("a.pdf"), "--ics", folder.path("a.ics"), "-o",
                                  folder.path("a.json"), "-q"});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(run.err, "");
    EXPECT_EQ(folder.names(), (std::vector<std::string>{"a.html", "a.ics", "a.json", "a.pdf"}));
    EXPECT_EQ(bytes_of(folder.path("a.pdf")).substr(0, 5), "%PDF-");
    EXPECT_EQ(bytes_of(folder.path("a.ics")).substr(0, 15), "BEGIN:VCALENDAR");
    EXPECT_NE(bytes_of(folder.path("a.html")).find("</html>"), std::string::npos);
    const Ending why =
        run_sinew({"explain", folder.path("a.json") + ":/weeks/0/days/2/targets/hr"});
    EXPECT_EQ(why.code, 0) << why.err;
    EXPECT_NE(why.out.find("heart_rate_target"), std::string::npos);
    const Ending nowhere = run_sinew({"explain", folder.path("a.json") + ":/weeks/12"});
    EXPECT_EQ(nowhere.code, 2);
    EXPECT_NE(nowhere.err.find("counted from 0 to 11"), std::string::npos);
}

TEST(Prescribe, a_no_is_an_answer_and_prints_no_sheet) {
    const Folder folder;
    const std::string refer = SINEW_SOURCE_DIR "/examples/record-refer.json";
    const Ending run = run_sinew({"prescribe", refer, "--pdf", folder.path("a.pdf")});
    EXPECT_EQ(run.code, 0);
    EXPECT_NE(run.out.find("clinician"), std::string::npos);
    EXPECT_NE(run.err.find("not written"), std::string::npos);
    EXPECT_TRUE(folder.names().empty());
}

struct BadInput {
    const char* name;
    std::string bytes, told;
    std::size_t faults = 1;
};

TEST(BadInput, is_told_with_its_place_exits_2_and_touches_no_file) {
    const std::string good = bytes_of(kRecord);
    const std::vector<BadInput> rows{
        {"empty", "", "empty"},
        {"cut short", good.substr(0, good.size() / 2), "cut short"},
        {"no JSON", "sbp = 120", "JSON"},
        {"a list", "[]", "object"},
        {"two keys of one name", R"({"person":{},"person":{}})", "/person"},
        {"not UTF-8", "{\"person\": \"\xff\xfe\"}", "UTF-8"},
        {"compressed", "\x1f\x8b\x08", "zcat"},
        {"deep", std::string(5000, '['), "nested"},
        {"wrong type", changed_record("/facts/sbp", "high"), "/facts/sbp"},
        {"out of range", changed_record("/facts/sbp", 900), "/facts/sbp"},
        {"unknown word", changed_record("/facts/moud", "heroin"), "/facts/moud"},
        {"unknown fact", changed_record("/facts/sbpp", 120), "did you mean sbp?"},
        {"wrong kind of FHIR", R"({"resourceType":"Patient"})", "Bundle"},
        {"empty bundle", R"({"resourceType":"Bundle","type":"collection","entry":[]})", "entry"},
        {"two patients",
         R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"a"}},{"resource":{"resourceType":"Patient","id":"b"}}]})",
         "atient"},
    };
    for (const BadInput& row : rows) {
        const Folder folder;
        const std::string kept = folder.file("kept.json", "as it was");
        const Ending run =
            run_sinew({"prescribe", "-", "-o", kept, "--pdf", folder.path("new.pdf")},
                      {.input = row.bytes, .output_file = ""});
        EXPECT_EQ(run.code, 2) << row.name;
        EXPECT_EQ(run.out, "") << row.name;
        EXPECT_NE(run.err.find(row.told), std::string::npos) << row.name << ": " << run.err;
        EXPECT_EQ(bytes_of(kept), "as it was") << row.name;
        EXPECT_EQ(folder.names(), std::vector<std::string>{"kept.json"}) << row.name;
        const Ending json =
            run_sinew({"prescribe", "-", "--json"}, {.input = row.bytes, .output_file = ""});
        EXPECT_EQ(json.code, 2);
        EXPECT_FALSE(Json::parse(json.out)["errors"].empty()) << row.name;
    }
}

TEST(BadInput, two_faults_are_told_together) {
    Json json = Json::parse(bytes_of(kRecord));
    json["facts"]["sbp"] = 900;
    json["facts"]["moud"] = 7;
    json["goals"] = {"fame"};
    const Ending run = run_sinew({"screen", "-"}, {.input = json.dump(), .output_file = ""});
    EXPECT_EQ(run.code, 2);
    EXPECT_EQ(lines_in(run.err), 3u) << run.err;
}

TEST(BadInput, an_output_that_cannot_be_written_exits_3) {
    const Ending run = run_sinew({"prescribe", kRecord, "-o", "/no/such/folder/a.json"});
    EXPECT_EQ(run.code, 3);
    EXPECT_EQ(run.out, "");
}

TEST(Ask, saves_every_answer_before_the_next_question) {
    const Folder folder;
    const std::string record = folder.file(
        "record.json",
        R"({"person":{"age":30,"sex":"M"},"assessed_at":"2026-11-23T09:00:00Z","facts":{}})");
    const Ending first = run_sinew({"record", "ask", record, "--date", "2026-11-23"},
                                   {.input = "?\nno\nno\nq\n", .output_file = ""});
    EXPECT_EQ(first.code, 1) << first.err;
    const Json saved = Json::parse(bytes_of(record));
    EXPECT_EQ(saved["facts"].size(), Json::parse(R"({"a":1,"b":2})").size() +
                                         (saved["facts"].contains("age") ? 1 : 0) +
                                         (saved["facts"].contains("sex") ? 1 : 0))
        << saved["facts"].dump();
    const Ending second = run_sinew({"record", "ask", record, "--date", "2026-11-23"},
                                    {.input = "", .output_file = ""});
    EXPECT_EQ(second.code, 1);
    EXPECT_EQ(second.out.find("Can you feel the effect"), std::string::npos)
        << "what was answered is not asked again";
    EXPECT_EQ(folder.names(), std::vector<std::string>{"record.json"});
}

}  // namespace
}  // namespace sinew::e2e
