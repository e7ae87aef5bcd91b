#include <gtest/gtest.h>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::knowledge {
namespace {

using namespace domain;

const ExercisePack& pack() {
    static const auto loaded = load_catalogue(PackSource::embedded(), {Part::exercises});
    return (*loaded)->exercises;
}

TEST(ExercisePack, reads_an_exercise_whole) {
    const Exercise& walk = pack()[*pack().find("walk_interval")];
    EXPECT_EQ(walk.modality, Modality::walking);
    EXPECT_EQ(walk.breaks, (EnumSet<Avoid>{Avoid::fall_risk, Avoid::vigorous_interval}));
    EXPECT_EQ(walk.parts, EnumSet<SessionPart>{SessionPart::work});
    EXPECT_TRUE(walk.fits_zone(Intensity::vigorous));
    EXPECT_FALSE(walk.fits_zone(Intensity::light));
    EXPECT_EQ(pack()[*pack()[*pack().find("walk_brisk")].easier].id, "walk_corridor");
    EXPECT_FALSE(pack()[*pack().find("walk_easy")].name[1].empty());
}

TEST(ExercisePack, a_harder_exercise_names_this_one_or_an_easier_path_back) {
    for (const Exercise& e : pack().exercises) {
        if (!e.easier) continue;
        EXPECT_NE(pack()[*e.easier].id, e.id);
        EXPECT_LE(pack()[*e.easier].min_zone, e.max_zone) << e.id;
    }
}

TEST(ReadExercisePack, tells_every_fault_at_once) {
    Json json = Json::parse(*PackSource::embedded().read("exercises/exercises.json"));
    json["exercises"][0]["easier"] = "walk_on_water";
    json["exercises"][1]["breaks"] = {"gravity"};
    json["exercises"][2]["source"] = Json::array();
    json["exercises"][4]["id"] = "walk_easy";
    ExercisePack read;
    Faults faults;
    read_exercise_pack(json, "exercises.json", read, faults);
    EXPECT_GE(faults.list().size(), 4u);
}

}  // namespace
}  // namespace sinew::knowledge
