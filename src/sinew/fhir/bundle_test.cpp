// Bundles that are no record of one person are refused with the place and what would mend it.
#include <gtest/gtest.h>
#include <sinew/fhir/bundle.hpp>
#include <sinew/fhir/tiny_bundle.hpp>

namespace sinew::fhir {
namespace {

using testing::bundle_of;
using testing::condition;

const domain::AsOf kAsOf = domain::AsOf::of(*read_moment("2026-11-23"));

struct RefusedCase {
    const char* name;
    std::string bytes;
    std::string where;
    const char* what;
    const char* hint;
};

void PrintTo(const RefusedCase& row, std::ostream* out) { *out << row.name; }

class RefusedBundle : public ::testing::TestWithParam<RefusedCase> {};

TEST_P(RefusedBundle, is_told_with_its_place_and_remedy) {
    const RefusedCase& row = GetParam();
    const auto bundle = read_bundle(row.bytes, "b.json", kAsOf);
    ASSERT_FALSE(bundle);
    ASSERT_EQ(bundle.error().list().size(), 1u);
    EXPECT_EQ(bundle.error().list()[0].where, row.where);
    EXPECT_EQ(bundle.error().list()[0].what, row.what);
    EXPECT_EQ(bundle.error().list()[0].hint, row.hint);
}

/// "/0" for each list inside a list.
std::string zeros(int count) {
    std::string path;
    for (int i = 0; i < count; ++i) path += "/0";
    return path;
}

constexpr const char* kR4 = "export the record as FHIR R4 (4.0.1)";
const std::string kPatient = R"({"resource":{"resourceType":"Patient","id":"q"}})";

INSTANTIATE_TEST_SUITE_P(
    ByHand, RefusedBundle,
    ::testing::Values(
        RefusedCase{"empty_input", "", "b.json", "the input is empty", "give a JSON document"},
        RefusedCase{"truncated", bundle_of("").substr(0, 60), "b.json:1:61",
                    "the JSON text ends too early", "the file may be cut short; export it again"},
        RefusedCase{"our_record", R"({"assessed_at":"2026-11-23"})", "b.json:/resourceType",
                    "this is no FHIR document", "give a FHIR R4 Bundle, or a record of ours"},
        RefusedCase{"a_list", "[]", "b.json:/resourceType", "this is no FHIR document",
                    "give a FHIR R4 Bundle, or a record of ours"},
        RefusedCase{"a_patient_alone", R"({"resourceType":"Patient"})", "b.json:/resourceType",
                    "a single Patient, not a Bundle", "export the whole record as a Bundle"},
        RefusedCase{"history",
                    R"({"resourceType":"Bundle","type":"history","entry":[)" + kPatient + "]}",
                    "b.json:/type", "a bundle of type history is no record",
                    "use transaction, batch, collection, searchset or document"},
        RefusedCase{"untyped", R"({"resourceType":"Bundle","entry":[)" + kPatient + "]}",
                    "b.json:/type", "the bundle does not say its type",
                    "use transaction, batch, collection, searchset or document"},
        RefusedCase{"no_entry", R"({"resourceType":"Bundle","type":"batch"})", "b.json:/entry",
                    "the bundle is empty", "export the whole record of one person"},
        RefusedCase{"empty_list", R"({"resourceType":"Bundle","type":"batch","entry":[]})",
                    "b.json:/entry", "the bundle is empty",
                    "export the whole record of one person"},
        RefusedCase{"entry_no_list", R"({"resourceType":"Bundle","type":"batch","entry":{"a":1}})",
                    "b.json:/entry", "a list is wanted here", "write it in brackets"},
        RefusedCase{
            "no_patient",
            R"({"resourceType":"Bundle","type":"batch","entry":[{"resource":{"resourceType":"Claim"}}]})",
            "b.json:/entry", "no Patient in this bundle", "export the whole record of one person"},
        RefusedCase{"two_patients",
                    bundle_of(R"({"resource":{"resourceType":"Claim"}},)" + kPatient),
                    "b.json:/entry/2/resource", "a second Patient (the first is entry 0)",
                    "export one person at a time"},
        RefusedCase{"stated_version",
                    R"({"resourceType":"Bundle","fhirVersion":"5.0.0","type":"batch","entry":[)" +
                        kPatient + "]}",
                    "b.json:/", "this is FHIR 5.0.0", kR4},
        RefusedCase{"dstu2", bundle_of(R"({"resource":{"resourceType":"MedicationOrder"}})"),
                    "b.json:/entry/1/resource", "this is FHIR DSTU2", kR4},
        RefusedCase{
            "stu3",
            bundle_of(R"({"resource":{"resourceType":"Condition","clinicalStatus":"active"}})"),
            "b.json:/entry/1/resource", "this is FHIR STU3 or older", kR4},
        RefusedCase{
            "r5", bundle_of(R"({"resource":{"resourceType":"Encounter","class":[{"coding":[]}]}})"),
            "b.json:/entry/1/resource", "this is FHIR R5", kR4},
        RefusedCase{
            "duplicate_key",
            R"({"resourceType":"Bundle","type":"batch","type":"batch","entry":[)" + kPatient + "]}",
            "b.json:/type", "this key stands twice", "keep one of them"},
        RefusedCase{"too_deep",
                    bundle_of(R"({"resource":{"resourceType":"Condition","x":)" +
                              std::string(200, '[') + std::string(200, ']') + "}}"),
                    "b.json:/entry/1/resource/x" + zeros(91), "nested more than 96 levels deep",
                    "flatten this part"},
        RefusedCase{"bad_utf8",
                    bundle_of("{\"resource\":{\"resourceType\":\"Claim\",\"x\":\"\xff\"}}"),
                    "b.json:1:209", "not valid UTF-8", "save the file as UTF-8"}),
    [](const auto& row) { return std::string{row.param.name}; });

TEST(ReadBundle, keeps_what_can_speak_and_counts_the_rest) {
    const auto bundle = read_bundle(
        bundle_of(
            condition("44054006", "2020-01-01") +
            R"(,{"resource":{"resourceType":"Claim","created":"2021-02-03"}},{"request":{}})"),
        "b.json", kAsOf);
    ASSERT_TRUE(bundle);
    EXPECT_EQ(bundle->count, 4);
    ASSERT_EQ(bundle->entries.size(), 1u);
    EXPECT_EQ(bundle->entries[0].place, 1u);
    EXPECT_EQ(bundle->not_read.at("Claim"), 1);
    EXPECT_EQ(bundle->not_read.at("(no resource)"), 1);
    EXPECT_EQ(day_text(std::chrono::floor<std::chrono::days>(*bundle->newest)), "2021-02-03");
}

TEST(ReadBundle, resolves_references_of_every_kind) {
    const auto bundle = read_bundle(bundle_of(""), "b.json", kAsOf);
    ASSERT_TRUE(bundle);
    for (const char* reference : {"urn:uuid:p", "Patient/p", "http://clinic.example/fhir/Patient/p",
                                  "http://clinic.example/fhir/Patient/p/_history/3"})
        EXPECT_EQ(bundle->resolve(reference, Json{}), bundle->patient) << reference;
    for (const char* reference : {"urn:uuid:q", "Patient/q", "p", "", "/", "#p"})
        EXPECT_EQ(bundle->resolve(reference, Json{}), nullptr) << reference;
}

TEST(IsFhirDocument, looks_at_the_first_level_only) {
    EXPECT_TRUE(is_fhir_document(R"({"entry":[{"a":"}"}], "resourceType" : "Bundle"})"));
    EXPECT_FALSE(is_fhir_document(R"({"facts":{"resourceType":"Bundle"}})"));
    EXPECT_FALSE(is_fhir_document(R"({"x":"resourceType"})"));
    EXPECT_FALSE(is_fhir_document(R"({"x":"\"resourceType\":)"));
}

}  // namespace
}  // namespace sinew::fhir
