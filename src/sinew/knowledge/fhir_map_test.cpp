#include <gtest/gtest.h>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::knowledge {
namespace {

const Catalogue& catalogue() {
    static const auto loaded =
        load_catalogue(PackSource::embedded(), {Part::screening, Part::fhir});
    return **loaded;
}

const MapRow& row(MappedResource resource, const char* system, const char* code) {
    const MapRow* found = catalogue().fhir.find(resource, *code_system(system), code);
    EXPECT_NE(found, nullptr) << code;
    return *found;
}

TEST(FhirMap, is_read_whole) { EXPECT_GT(catalogue().fhir.rows.size(), 300u); }

TEST(FhirMap, knows_systems_by_their_addresses_only) {
    EXPECT_EQ(code_system("http://loinc.org"), CodeSystem::loinc);
    EXPECT_FALSE(code_system("http://example.org/codes"));
}

TEST(FhirMap, converts_as_the_row_says) {
    const MapRow& oral = row(MappedResource::observation, "http://loinc.org", "8331-1");
    EXPECT_EQ(oral.unit("Cel")->convert(37), 37);
    EXPECT_DOUBLE_EQ(oral.unit("[degF]")->convert(98.6), 37.0);
    EXPECT_EQ(oral.unit("K"), nullptr);
    EXPECT_DOUBLE_EQ(row(MappedResource::observation, "LOINC", "718-7").unit("g/dL")->convert(13.5),
                     135);
}

TEST(FhirMap, reads_what_comes_along_with_an_entry) {
    const MapRow& stroke = row(MappedResource::condition, "SNOMED", "230690007");
    EXPECT_TRUE(stroke.any_status);
    ASSERT_EQ(stroke.also.size(), 2u);
    EXPECT_EQ(stroke.also[0].fact, catalogue().screening.fact("unstable_or_recent_cardiac"));
    EXPECT_EQ(stroke.also[0].within_days, 90);
    EXPECT_EQ(stroke.also[1].caution, domain::Caution::balance_fall);
}

TEST(FhirMap, a_code_belongs_to_its_resource) {
    EXPECT_EQ(catalogue().fhir.find(MappedResource::procedure, CodeSystem::snomed, "230690007"),
              nullptr);
}

TEST(FhirMap, tells_every_fault_with_its_line) {
    FhirMap map;
    Faults faults;
    read_fhir_map(
        "system,code,label,resource,target,value,when,also,status,note\n"
        "SNOMED,1,x,Condition,no_such_fact,true,active,,read,\n"
        "LOINC,2,x,Observation,sbp,unit mm[Hg] times 2,,,read,\n"
        "LOINC,3,x,Observation,sbp,unit mm[Hg],sometimes,also this,read,\n"
        "LOINC,3,x,Observation,sbp,unit mm[Hg],,,seen,\n"
        "ICD,4,x,Thing,sbp,,,,read,\n",
        "m.csv", catalogue().screening, map, faults);
    std::vector<std::string> places;
    for (const Error& fault : faults.list()) places.push_back(fault.where);
    EXPECT_EQ(places, (std::vector<std::string>{"m.csv:2:target", "m.csv:3:value", "m.csv:4:when",
                                                "m.csv:4:also", "m.csv:5:status", "m.csv:5:code",
                                                "m.csv:6:system", "m.csv:6:resource"}));
}

}  // namespace
}  // namespace sinew::knowledge
