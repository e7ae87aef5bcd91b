#include <gtest/gtest.h>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::knowledge {
namespace {

using namespace domain;

const Catalogue& catalogue() {
    static const auto loaded = load_catalogue(PackSource::embedded(), {Part::forms});
    return **loaded;
}

const Form& form(const char* id) { return catalogue().forms[*catalogue().forms.find(id)]; }

TEST(FormsPack, stands_in_standard_order) {
    EXPECT_EQ(catalogue().forms.find("yu_bei"), 0);
    EXPECT_EQ(catalogue().forms.find("shou_shi"), 13);
    EXPECT_EQ(catalogue().forms.find("da_gong"), 11);
    EXPECT_FALSE(catalogue().forms.find("da_gong_2"));
}

TEST(FormsPack, reads_a_form_whole) {
    const Form& san_pan = form("san_pan");
    EXPECT_EQ(san_pan.load, 5);
    EXPECT_EQ(san_pan.repetitions_default, 3);
    EXPECT_EQ(san_pan.first_side, Side::none);
    EXPECT_TRUE(san_pan.cautions.has(Caution::pelvic_floor));
    EXPECT_EQ(san_pan.phases[1].breath, Breath::out_hai);
    EXPECT_DOUBLE_EQ(san_pan.phases[1].shortest_s, 3.8);
    EXPECT_EQ(form("dao_zhuai").first_side, Side::right);
    EXPECT_EQ(form("qing_long").first_side, Side::left);
}

TEST(FormsPack, da_gong_belongs_to_two_groups) {
    for (const SymptomReading reading : values_of<SymptomReading>())
        EXPECT_TRUE(form("da_gong").in_group(SymptomGroup::autonomic, reading));
    EXPECT_TRUE(form("da_gong").in_group(SymptomGroup::somatic));
    EXPECT_FALSE(form("da_gong").in_group(SymptomGroup::somatic, SymptomReading::C));
    EXPECT_TRUE(form("qing_long").in_group(SymptomGroup::psychological, SymptomReading::B));
    EXPECT_FALSE(form("yu_bei").in_group(SymptomGroup::psychological));
}

struct StepCase {
    const char* form;
    int repetitions;
    std::size_t steps;
    double seconds;
};

TEST(FormSteps, follow_the_sequence_at_any_repetitions) {
    // Default rows: nominal_total_s of forms.json. Others: by hand from the phases.
    for (const StepCase& c : {StepCase{"yu_bei", 1, 1, 20},
                              {"zhai_xing", 1, 9, 53},
                              {"zhai_xing", 2, 17, 99},
                              {"dao_zhuai", 3, 16, 74},
                              {"dao_zhuai", 2, 12, 58},
                              {"chu_zhao", 3, 7, 34},
                              {"san_pan", 1, 3, 16},
                              {"san_pan", 3, 7, 43},
                              {"da_gong", 2, 7, 46},
                              {"diao_wei", 1, 8, 34.5},
                              {"shou_shi", 2, 10, 62},
                              {"qing_long", 3, 31, 162},
                              {"wo_hu", 9, 32, 180}}) {
        EXPECT_EQ(form_steps(form(c.form), c.repetitions).size(), c.steps)
            << c.form << " " << c.repetitions;
        EXPECT_DOUBLE_EQ(form_seconds(form(c.form), c.repetitions), c.seconds)
            << c.form << " " << c.repetitions;
    }
}

TEST(FormSteps, count_repetitions_from_one_and_mirror_the_second_side) {
    const auto steps = form_steps(form("dao_zhuai"), 3);
    EXPECT_EQ(steps[1], (FormStep{1, false, 1, 3, true}));
    EXPECT_EQ(steps[6], (FormStep{2, false, 3, 3, true}));
    EXPECT_TRUE(steps[9].mirrored);
    EXPECT_FALSE(form_steps(form("zhai_xing"), 1)[0].sided)
        << "the heels are lowered once, on both sides";
    const auto closing = form_steps(form("shou_shi"), 3);
    EXPECT_EQ(closing[3].repetition, 2);
    EXPECT_EQ(closing[8].repetition, 3);
    EXPECT_EQ(form_steps(form("diao_wei"), 5).back(), (FormStep{5, true, 5, 5, true}));
}

TEST(BreathingPack, reads_levels_and_hard_limits) {
    const BreathingPack& b = catalogue().breathing;
    EXPECT_EQ(b.levels[0].rate, BreathRate::natural);
    EXPECT_EQ(b.levels[1].rate, BreathRate::own);
    EXPECT_DOUBLE_EQ(b.levels[2].nominal_per_min, 10);
    EXPECT_DOUBLE_EQ(b.levels[3].slowest_per_min, 6);
    EXPECT_DOUBLE_EQ(b.levels[3].out_per_in_high, 1.5);
    EXPECT_DOUBLE_EQ(b.levels[4].slowest_per_min, 4.5);
    EXPECT_DOUBLE_EQ(b.one_breath_factor, 1.25);
    EXPECT_EQ(b.hypertension_or_withdrawal_max_level, 2);
    EXPECT_DOUBLE_EQ(b.cautious_out_per_in_max, 1.2);
    EXPECT_EQ(b.hai_phases.size(), 3u);
}

TEST(BreathCycle, halves_sum_to_the_cycle) {
    // docs/methods/breathing.md: at 6/min 1:1.5 = 4.0/6.0 s; at 8/min 1:1.2 = 3.4/4.1 s.
    EXPECT_EQ(breath_cycle(6, 1.5).in_ms, 4000);
    EXPECT_EQ(breath_cycle(6, 1.5).out_ms, 6000);
    EXPECT_EQ(breath_cycle(8, 1.2).in_ms, 3409);
    EXPECT_EQ(breath_cycle(8, 1.2).out_ms, 4091);
}

TEST(DosePack, reads_blocks_and_sequences) {
    const DosePack& d = catalogue().dose;
    EXPECT_EQ(d[PracticeBlock::settle].forms, (std::vector<FormIndex>{0, 1, 2, 13}));
    EXPECT_EQ(d[PracticeBlock::settle].variant, Variant::seated);
    EXPECT_EQ(d[PracticeBlock::learn].class_min, (Range{40, 45}));
    EXPECT_EQ(d[PracticeBlock::maintain].sets_per_week.high, 0);
    EXPECT_FALSE(d[PracticeBlock::maintain].last_week);
    EXPECT_EQ(d.sequence(OnDemandState::insomnia), (std::vector<FormIndex>{0, 1, 13}));
    EXPECT_EQ(d.class_plan.total_max, 45);
    EXPECT_DOUBLE_EQ(d.tempo_high, 1.6);
}

TEST(ReadFormsPack, tells_every_fault_at_once) {
    const auto folder_text = [](const char* path) { return PackSource::embedded().read(path); };
    Json forms = Json::parse(*folder_text("forms/forms.json"));
    const Json keyframes = Json::parse(*folder_text("forms/keyframes.json"));
    forms["forms"][3]["phases"][0]["breath"] = "held";
    forms["forms"][4]["phases"][0]["range_s"] = {9, 11.2};
    forms["forms"][5]["repetitions"]["max"] = 1;
    forms["symptom_groups"]["also"]["no_form"] = {"somatic"};
    FormsPack pack;
    Faults faults;
    read_forms_pack(forms, "forms.json", keyframes, "keyframes.json", pack, faults);
    for (const char* place : {"/forms/3/phases/0/breath", "/forms/4/phases/0/range_s",
                              "/forms/5/repetitions", "/symptom_groups/also/no_form"})
        EXPECT_TRUE(std::any_of(
            faults.list().begin(), faults.list().end(),
            [&](const Error& fault) { return fault.where == std::string{"forms.json:"} + place; }))
            << place;
}

}  // namespace
}  // namespace sinew::knowledge
