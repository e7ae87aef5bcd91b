// The model against the printed values of its specification (docs/methods/model.md): two independent programs agree on them.
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/scenario_reader.hpp>
#include <sinew/model/oracle_day.hpp>
#include <sinew/model/scenario_plan.hpp>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace sinew {
namespace {

const knowledge::ModelPack& pack() {
    static const auto loaded = knowledge::load_model_pack(knowledge::PackSource::embedded());
    return *loaded;
}

std::string text_of(const std::string& file) {
    const auto text = read_file(fmt::format("{}/tests/golden/model/{}", SINEW_SOURCE_DIR, file));
    EXPECT_TRUE(text) << file;
    return text.value_or("");
}

/// scenario -> "day quantity" -> value.
using Values = std::map<std::string, std::map<std::string, double>>;

Values golden(const std::string& file) {
    const auto table = read_table(text_of(file), file, {"scenario", "day", "quantity", "value"});
    Values values;
    for (std::size_t row = 0; row < table->rows.size(); ++row)
        values[table->cell(row, "scenario")]
              [table->cell(row, "day") + " " + table->cell(row, "quantity")] =
                  *parse_number(table->cell(row, "value"));
    return values;
}

std::map<std::string, double> answered(const std::string& line) {
    const auto read = document::read_scenario(line, "line 1");
    EXPECT_TRUE(read) << line << (read ? "" : to_line(read.error().list().front()));
    if (!read) return {};
    const auto quantities = care::answer(read->scenario, pack());
    EXPECT_TRUE(quantities) << (quantities ? "" : to_line(quantities.error()));
    if (!quantities) return {};
    std::map<std::string, double> values;
    for (const auto& one : *quantities)
        values[number_text(one.at) + " " + std::string{one.name}] = one.value;
    return values;
}

void expect_near(const std::map<std::string, double>& expected,
                 const std::map<std::string, double>& got, double tolerance,
                 const std::string& name) {
    std::size_t compared = 0;
    for (const auto& [key, value] : expected) {
        const auto found = got.find(key);
        if (found == got.end()) {
            ADD_FAILURE() << name << ": no " << key;
            continue;
        }
        EXPECT_NEAR(found->second, value, tolerance * std::max(1.0, std::abs(value)))
            << name << " " << key;
        ++compared;
    }
    EXPECT_GT(compared, 0U) << name;
}

/// Days and minutes written as ours are: "1" for "1.0".
std::map<std::string, double> plainly(const std::map<std::string, double>& values) {
    std::map<std::string, double> plain;
    for (const auto& [key, value] : values) {
        const auto space = key.find(' ');
        plain[number_text(*parse_number(key.substr(0, space))) + key.substr(space)] = value;
    }
    return plain;
}

/// S0-S10 of the specification as scenario lines.
std::map<std::string, std::string> written_out() {
    const std::string three = R"("weekdays":[0,2,4])";
    const auto every = [](const std::string& weekdays, const std::string& segments) {
        return fmt::format(R"("sessions":[{{"from":0,"to":400,{},"segments":[{}]}}])", weekdays,
                           segments);
    };
    const std::string aerobic = every(three, R"({"m":"A","min":40,"I":0.65})");
    const std::string seven = R"("drug_class":"opioid","A_v":[[0,0.01]],"params":{"a_K":0.6})";
    return {
        {"S0_no_exercise", seven},
        {"S1_aerobic_3x40_065", seven + "," + aerobic},
        {"S2_resistance_3x40_065", seven + "," + every(three, R"({"m":"R","min":40,"I":0.65})")},
        {"S3_combined_3x",
         seven + "," + every(three, R"({"m":"A","min":30,"I":0.65},{"m":"R","min":20,"I":0.65})")},
        {"S4", seven + "," +
                   every(R"("weekdays":[0,1,2,3,4])", R"({"m":"M","min":45,"I":0.25,"f_b":6})")},
        {"S5", seven + "," + every(R"("weekdays":[0,1,2,3,4,5])", R"({"m":"A","min":40,"I":0.9})")},
        {"S6", seven + R"(,"E_m":[[0,0.465]])"},
        {"S7", seven + R"(,"E_m":[[0,0.465]],)" + aerobic},
        {"S8", R"("A_v":[[0,0.01]],"E_m":[[30,0.445]])"},
        {"S9",
         R"("drug_class":"stimulant","A_v":[[0,0.01]],"use":[{"day":10},{"day":11},{"day":60}])"},
        // E_x = 0.296 = 0.8 (1 - 0.63)
        {"S10",
         R"("A_v":[[0,0.01]],"stress":[[0,0.6]],"E_m":[[0,0.441]],"use":[{"day":10,"RO":0.63}],)"
         R"("sessions":[{"from":0,"to":400,"weekdays":[1,4],"segments":[{"m":"A","min":30,"I":0.55},)"
         R"({"m":"R","min":20,"I":0.6}]},{"from":0,"to":400,"weekdays":[6],"segments":[)"
         R"({"m":"M","min":20,"I":0.25,"f_b":9,"q":0.7},{"m":"M","min":20,"I":0.25,"q":0.4}]}])"}};
}

std::string line_for(const std::string& name, const std::map<std::string, double>& wanted,
                     const std::string& scheme) {
    const auto cases = written_out();
    auto found = cases.find(name);
    if (found == cases.end()) found = cases.find(name.substr(0, name.find('_')));
    if (found == cases.end()) return {};
    std::set<int> days;
    for (const auto& [key, value] : wanted)
        days.insert(static_cast<int>(*parse_number(key.substr(0, key.find(' ')))));
    std::string list;
    for (const int day : days) list += (list.empty() ? "" : ",") + std::to_string(day);
    return fmt::format(R"({{"id":"{}","days":180,"scheme":"{}","out_days":[{}],{}}})", name, scheme,
                       list, found->second);
}

TEST(GoldenModel, day_step_scheme_reproduces_the_printed_courses) {
    std::size_t courses = 0;
    for (const auto& [name, wanted] : golden("reference_outputs.csv")) {
        if (!name.starts_with("S")) continue;
        expect_near(wanted, answered(line_for(name, wanted, "frozen")), 1e-8, name);
        ++courses;
    }
    EXPECT_EQ(courses, 11U);
}

TEST(GoldenModel, continuous_solution_is_reached_to_1e_8) {
    std::size_t courses = 0;
    for (const auto& [name, wanted] : golden("reference_continuous.csv")) {
        expect_near(wanted, answered(line_for(name, wanted, "continuous")), 1e-8, name);
        ++courses;
    }
    EXPECT_EQ(courses, 8U);
}

TEST(GoldenModel, continuous_solution_is_reached_by_an_independent_solver_to_1e_8) {
    auto oracle = model::Oracle::make();
    ASSERT_TRUE(oracle) << to_line(oracle.error());
    std::size_t courses = 0;
    for (const auto& [name, wanted] : golden("reference_continuous.csv")) {
        const auto read = document::read_scenario(line_for(name, wanted, "continuous"), "line 1");
        ASSERT_TRUE(read);
        const auto& scenario = std::get<model::SlowScenario>(read->scenario);
        const auto plan = model::plan_of(scenario, pack());
        ASSERT_TRUE(plan) << to_line(plan.error());
        const auto states =
            walk(*plan, [&](const model::SlowState& x, const model::PlannedDay& day, int) {
                return oracle->day(x, day.inputs, plan->parameters);
            });
        ASSERT_TRUE(states) << to_line(states.error());
        std::vector<model::Quantity> quantities;
        for (const int day : scenario.out_days) {
            const auto at = static_cast<std::size_t>(day);
            add_quantities((*states)[at], plan->days[at].inputs, day, plan->parameters, quantities);
        }
        std::map<std::string, double> got;
        for (const auto& one : quantities)
            got[number_text(one.at) + " " + std::string{one.name}] = one.value;
        expect_near(wanted, got, 1e-8, name);
        ++courses;
    }
    EXPECT_EQ(courses, 8U);
}

/// The long names of the printed bouts.
const std::map<std::string, std::string> kFastNames{{"dHR_fast_bpm", "h"},
                                                    {"dHR_drift_bpm", "h2"},
                                                    {"ACTH_drive", "a"},
                                                    {"cortisol_frac_increase", "cort"},
                                                    {"beta_endorphin_frac_increase", "bE"},
                                                    {"BDNF_acute_SMD", "q_b"},
                                                    {"acute_ln_RMSSD", "v_a"},
                                                    {"craving_relief_z_logit", "z"},
                                                    {"phasic_craving_logit", "c_ph"}};

TEST(GoldenModel, bouts_are_reproduced_minute_by_minute) {
    const std::map<std::string, std::string> bouts{
        // I = Iv = 0.60: the printed bout takes the same fraction of VO2max, so VO2 reserve begins at 0.
        {"BOUT_A30_R20_cooldown5_VO2max35_dHRmax120",
         R"("VO2max":35,"segments":[{"m":"A","min":30,"I":0.65},{"m":"R","min":20,"I":0.65},{"m":"A","min":5,"I":0.2}],)"
         R"("events":[[85,"cue",0.5,0.8],[175,"stress",1,0.8]])"},
        {"BOUT_mindbody_45min_8bpm_VO2max35_dHRmax120",
         R"("VO2max":35,"segments":[{"m":"M","min":45,"I":0.25,"f_b":8}])"}};
    std::size_t compared = 0;
    for (const auto& [name, wanted] : golden("reference_outputs.csv")) {
        const auto found = bouts.find(name);
        if (found == bouts.end()) continue;
        std::set<double> minutes;
        std::map<std::string, double> short_names;
        for (const auto& [key, value] : wanted) {
            const std::string minute = key.substr(3, key.find(' ') - 3);  // "min30 z"
            minutes.insert(*parse_number(minute));
            short_names[minute + " " + kFastNames.at(key.substr(key.find(' ') + 1))] = value;
        }
        std::string list;
        for (const double minute : minutes) list += (list.empty() ? "" : ",") + number_text(minute);
        expect_near(
            short_names,
            answered(fmt::format(R"({{"id":"b","kind":"bout","dHRmax":120,"out_minutes":[{}],{}}})",
                                 list, found->second)),
            1e-9, name);
        ++compared;
    }
    EXPECT_EQ(compared, 2U);
}

TEST(GoldenModel, the_plain_aerobic_bout_is_reproduced_from_its_drive) {
    const auto p = *model::parameters_of(pack());
    const model::BoutPerson person{120, 35, 0};
    model::FastDrive drive = model::drive_of({model::Modality::A, 30, 0.6, 1, {}}, person, p);
    drive.vo2_share = 0.6;  // printed with I = Iv
    const auto all = golden("reference_outputs.csv");
    std::size_t compared = 0;
    for (const auto& [key, value] : all.at("BOUT_aerobic_30min_I060_dHRmax120")) {
        const double minute = *parse_number(key.substr(3, key.find(' ') - 3));
        const std::string name = kFastNames.at(key.substr(key.find(' ') + 1));
        model::FastState x = model::advance({}, drive, std::min(minute, 30.0), person, p);
        if (minute > 30) x = model::advance(x, {}, minute - 30, person, p);
        const std::map<std::string, double> got{{"h", x.h},   {"h2", p.f_dr * x.drift_lag},
                                                {"a", x.a},   {"cort", p.g_F * x.cort_lag},
                                                {"bE", x.bE}, {"q_b", x.q_b},
                                                {"z", x.z}};
        EXPECT_NEAR(got.at(name), value, 1e-8 * std::max(1.0, std::abs(value))) << key;
        ++compared;
    }
    EXPECT_EQ(compared, 56U);
}

/// Concentration and occupancy of one dosing interval on the 0.1 h grid.
struct Interval {
    double highest = 0, at_h = 0, trough = 0, mean = 0, mean_occupancy = 0;
};

TEST(GoldenModel, buprenorphine_is_reproduced_dose_by_dose) {
    const auto p = *model::parameters_of(pack());
    const auto kinetics = *model::kinetics_of(pack(), 70, 24.8);
    const auto all = golden("reference_outputs.csv");
    for (const double mg : {8.0, 16.0}) {
        const auto& wanted =
            all.at(fmt::format("PK_bup_SL_tablet_{}mg_q24h_70kg_BMI24.8", number_text(mg)));
        model::Buprenorphine drug{kinetics, model::Form::tablet, 0.1};
        for (int dose = 1; dose <= 60; ++dose) {
            drug.take_sublingual(mg);
            Interval seen;
            double last = drug.concentration_ng_ml();
            for (int step = 1; step <= 240; ++step) {
                drug.advance();
                const double now = drug.concentration_ng_ml();
                if (now > seen.highest) {
                    seen.highest = now;
                    seen.at_h = 0.1 * step;
                }
                seen.mean += (last + now) / 2 / 240;
                seen.mean_occupancy += (occupancy(last, p) + occupancy(now, p)) / 2 / 240;
                last = now;
            }
            seen.trough = last;
            if (dose != 1 && dose != 14 && dose != 60) continue;
            const std::string key = fmt::format("dose{} ", dose);
            EXPECT_NEAR(seen.highest, wanted.at(key + "Cmax_ng_mL"), 1e-8);
            EXPECT_NEAR(seen.at_h, wanted.at(key + "tmax_h"), 1e-8);
            EXPECT_NEAR(seen.trough, wanted.at(key + "Ctrough24_ng_mL"), 1e-8);
            EXPECT_NEAR(seen.mean, wanted.at(key + "Cavg_ng_mL"), 1e-8);
            EXPECT_NEAR(occupancy(seen.mean, p), wanted.at(key + "RO_at_Cavg"), 1e-8);
            EXPECT_NEAR(seen.mean_occupancy, wanted.at(key + "RO_mean24"), 1e-8);
            EXPECT_NEAR(p.eps_bup * seen.mean_occupancy, wanted.at(key + "E_m"), 1e-8);
        }
    }
    const auto& depot = all.at("PK_bup_depot_300mg_q28d_70kg_BMI24.8");
    model::Buprenorphine drug{kinetics, model::Form::tablet, 24};
    for (int dose = 1; dose <= 6; ++dose) {
        drug.take_depot(300);
        for (int day = 1; day <= 28; ++day) {
            drug.advance();
            const auto printed = depot.find(fmt::format("dose{} C_{}h_ng_mL", dose, 24 * day));
            if (printed == depot.end()) continue;
            EXPECT_NEAR(drug.concentration_ng_ml(), printed->second, 1e-8) << printed->first;
        }
    }
}

// second_reading.py was written from the specification alone and shares nothing with the program but the numbers of the pack.
TEST(GoldenModel, a_second_reading_of_the_specification_agrees) {
    const auto wanted = golden("wide_expected.csv");
    const std::string lines = text_of("wide_scenarios.jsonl");
    std::size_t compared = 0;
    for (const std::string_view line : split(lines, '\n')) {
        if (line.empty()) continue;
        const auto read = document::read_scenario(line, "line");
        ASSERT_TRUE(read) << line;
        const bool bout = std::holds_alternative<model::BoutScenario>(read->scenario);
        const bool solved = !bout && std::get<model::SlowScenario>(read->scenario).scheme ==
                                         model::Scheme::continuous;
        expect_near(plainly(wanted.at(read->id)), answered(std::string{line}),
                    bout     ? 1e-9
                    : solved ? 1e-7
                             : 1e-8,
                    read->id);
        ++compared;
    }
    EXPECT_EQ(compared, wanted.size());
    EXPECT_GT(compared, 150U);
}

TEST(GoldenModel, mind_body_work_without_an_intensity_takes_that_of_the_specification) {
    const std::string bout =
        R"({"id":"b","kind":"bout","dHRmax":100,"VO2max":35,"segments":[{"m":"M","min":30,%"f_b":6}],"out_minutes":[30]})";
    const auto with = [&](const char* intensity) {
        std::string line = bout;
        return answered(line.replace(line.find('%'), 1, intensity));
    };
    const auto plain = with("");
    EXPECT_NEAR(plain.at("30 h2"), 1.53123915935, 1e-9);
    EXPECT_NEAR(plain.at("30 z"), 0.683537577901, 1e-9);
    EXPECT_EQ(plain, with("\"I\":0.25,"));
    EXPECT_NE(plain, with("\"I\":0.3,"));
}

TEST(GoldenModel, the_stimulant_class_has_no_drive_of_medication) {
    const auto course = [](const char* drive) {
        return answered(fmt::format(
            R"({{"id":"s","days":30,"drug_class":"stimulant",{}"use":[{{"day":3}}],"out_days":[0,30]}})",
            drive));
    };
    EXPECT_EQ(course(""), course("\"E_m\":[[0,0.4]],"));
    // The occupancy still blocks use.
    EXPECT_NE(course(""), course("\"bup\":{\"mg\":16},"));
}

TEST(GoldenModel, a_fine_day_is_every_whole_day_of_its_span) {
    const auto course = [](const char* span) {
        return answered(fmt::format(
            R"({{"id":"f","days":1,"scheme":"fine","fine_days":[{}],"out_days":[1]}})", span));
    };
    EXPECT_NEAR(course("[0,0.5]").at("1 C"), 0.862551032894, 1e-10);
    EXPECT_EQ(course("[0,0.5]"), course("[0,1]"));
    EXPECT_NE(course("[0.5,1]"), course("[0,1]"));
}

TEST(GoldenModel, ends_beyond_the_course_and_days_of_nothing_are_answered) {
    const auto course = [](const char* to) {
        return answered(fmt::format(
            R"({{"id":"e","days":7,"sessions":[{{"from":0,"to":{},"weekdays":[0],"segments":[{{"m":"A","min":30,"I":0.6,"q":1}}]}}],"out_days":[7]}})",
            to));
    };
    EXPECT_EQ(course("7"), course("9999"));
    const auto start = answered(R"({"id":"n","days":0,"init":{"t_ab":20,"C":0.5},"out_days":[0]})");
    EXPECT_EQ(start.at("0 C"), 0.5);
}

TEST(GoldenModel, a_course_that_leaves_the_numbers_has_no_answer) {
    for (const char* line :
         {R"({"id":"x","days":3,"params":{"beta_X":5000},"out_days":[3]})",
          R"({"id":"x","days":3,"scheme":"continuous","params":{"beta_X":5000},"out_days":[3]})",
          R"({"id":"x","days":3,"init":{"X":99999},"out_days":[0]})"}) {
        const auto read = document::read_scenario(line, "line 1");
        ASSERT_TRUE(read) << line;
        const auto quantities = care::answer(read->scenario, pack());
        ASSERT_FALSE(quantities) << line;
        EXPECT_EQ(quantities.error().code, ErrorCode::out_of_range);
        EXPECT_NE(quantities.error().what.find("is no finite number"), std::string::npos);
    }
}

TEST(GoldenModel, scenario_lines_give_the_values_that_come_with_them) {
    const auto wanted = golden("scenarios_expected.csv");
    const std::string lines = text_of("scenarios.jsonl");
    std::size_t answered_lines = 0;
    for (const std::string_view line : split(lines, '\n')) {
        if (trim(line).empty()) continue;
        const auto read = document::read_scenario(line, "line");
        ASSERT_TRUE(read) << to_line(read.error().list().front());
        const bool bout = std::holds_alternative<model::BoutScenario>(read->scenario);
        expect_near(plainly(wanted.at(read->id)), answered(std::string{line}), bout ? 1e-9 : 1e-8,
                    read->id);
        ++answered_lines;
    }
    EXPECT_EQ(answered_lines, 6U);
}

}  // namespace
}  // namespace sinew
