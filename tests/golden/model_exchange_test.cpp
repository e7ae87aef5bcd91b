// What goes out of the model, run by others: the SBML by SciPy (round_trip.py), the C by the system's compiler, the PEtab by its rules.
#include <sinew/base/files.hpp>
#include <sinew/base/random_stream.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/care/model_use.hpp>
#include <sinew/exchange/reference_conditions.hpp>
#include <sinew/model/continuous_day.hpp>
#include <sinew/model/slow_pulls.hpp>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <map>
#include <set>

extern "C" {
// The exported file itself, written and compiled by the build.
extern const double SINEW_X_VALUE[], SINEW_DAY_VALUE[], SINEW_P_VALUE[];
extern const char* const SINEW_P_NAME[];
extern const char* const SINEW_X_NAME[];
void sinew_slow_rates(const double* x, const double* day, const double* p, double* rate);
}

namespace sinew {
namespace {

const care::ModelKnowledge& known() {
    static const auto loaded = care::load_model_knowledge(knowledge::PackSource::embedded());
    return **loaded;
}

std::string file_of(const char* name) {
    return *read_file(fmt::format("{}/tests/golden/model/{}", SINEW_SOURCE_DIR, name));
}

std::map<std::string, std::string> exported(care::ExportLanguage language) {
    std::map<std::string, std::string> files;
    const auto all = care::export_model(known(), language, care::DrugClass::opioid);
    for (const auto& file : *all) files[file.name] = file.bytes;
    return files;
}

TEST(RoundTrip, starts_from_the_sbml_that_is_exported_today) {
    EXPECT_EQ(exported(care::ExportLanguage::sbml)["model.xml"], file_of("slow_layer.xml"))
        << "regenerate: tools/regenerate_goldens round_trip";
}

TEST(RoundTrip, gives_the_trajectories_of_the_continuous_solution_to_1e_6) {
    const auto table = read_table(file_of("round_trip.csv"), "round_trip.csv",
                                  {"scenario", "day", "quantity", "value"});
    ASSERT_TRUE(table);
    std::map<std::string, std::map<std::string, double>> wanted;
    for (std::size_t row = 0; row < table->rows.size(); ++row)
        wanted[table->cell(row, "scenario") + " " + table->cell(row, "day")]
              [table->cell(row, "quantity")] = *parse_number(table->cell(row, "value"));
    auto p = model::chosen_for(*model::parameters_of(known().pack), model::DrugClass::opioid,
                               model::Sex::M);
    p.a_K = 0.6;  // as round_trip.py sets it
    std::size_t compared = 0;
    for (const auto& condition : exchange::reference_conditions(p)) {
        model::SlowState x;
        for (int day = 0; day < 180; ++day) {
            const auto weekday = static_cast<std::size_t>(day % 7);
            model::DayInputs inputs;
            inputs.dose_A = condition.doses[0][weekday];
            inputs.dose_R = condition.doses[1][weekday];
            inputs.dose_M = condition.doses[2][weekday];
            inputs.B = condition.B;
            inputs.E_m = condition.E_m;
            inputs.A_v = model::kReferenceAvailability;
            x = model::continuous_day(x, inputs, p);
            const auto found = wanted.find(fmt::format("{} {}", condition.id, day + 1));
            if (found == wanted.end()) continue;
            for (const auto& name : model::kStateNames) {
                const double value = found->second.at(std::string{name.symbol});
                EXPECT_NEAR(x.*name.member, value, 1e-6 * std::max(1.0, std::abs(value)))
                    << found->first << " " << name.symbol;
                ++compared;
            }
            const double K = model::cue_gain(x, p);
            EXPECT_NEAR(found->second.at("K"), K, 1e-6);
            EXPECT_NEAR(found->second.at("VAS_cue"), model::vas_of(x.C + K), 1e-4);
            EXPECT_NEAR(found->second.at("S_lapse"), model::free_of_lapse(x.H, p), 1e-6);
        }
    }
    EXPECT_EQ(compared, 8U * 5 * model::kStateNames.size());
}

TEST(ExportedC, has_the_rates_of_the_program_at_random_points) {
    const auto centre = model::chosen_for(*model::parameters_of(known().pack),
                                          model::DrugClass::opioid, model::Sex::M);
    const std::size_t parameters = exchange::record_slow_layer().parameters.size();
    for (std::uint64_t index = 0; index < 100; ++index) {
        RandomStream stream{3, "exported_c", index};
        std::vector<double> x, p, rate(model::kStateNames.size());
        model::SlowState state;
        model::Parameters drawn = centre;
        for (std::size_t i = 0; i < model::kStateNames.size(); ++i) {
            ASSERT_EQ(SINEW_X_NAME[i], model::kStateNames[i].symbol);
            EXPECT_EQ(SINEW_X_VALUE[i], model::SlowState{}.*model::kStateNames[i].member);
            const double scale = model::kStateNames[i].symbol == "F" ? 50 : 1;
            state.*model::kStateNames[i].member = scale * stream.uniform();
            x.push_back(scale * 0 + state.*model::kStateNames[i].member);
        }
        for (std::size_t i = 0; i < parameters; ++i) {
            const auto member = model::parameter_named(SINEW_P_NAME[i]);
            ASSERT_NE(member, nullptr) << SINEW_P_NAME[i];
            EXPECT_EQ(SINEW_P_VALUE[i], centre.*member) << SINEW_P_NAME[i];
            drawn.*member = centre.*member * (0.5 + stream.uniform());
            p.push_back(drawn.*member);
        }
        const model::DayInputs day{stream.uniform(),
                                   stream.uniform(),
                                   stream.uniform(),
                                   0.8,
                                   stream.chance(0.5) ? 0.4 : 0,
                                   stream.uniform(),
                                   0.5,
                                   0.3};
        const std::array<double, 8> inputs{day.dose_A, day.dose_R, day.dose_M, day.B,
                                           day.E_x,    day.E_m,    day.A_v,    day.stress};
        sinew_slow_rates(x.data(), inputs.data(), p.data(), rate.data());
        const auto drives = model::drives_of(state, drawn);
        const auto hazards = model::hazards_at(state, day, drives.Psi, drawn);
        for (std::size_t i = 0; i < rate.size(); ++i) {
            const auto& name = model::kStateNames[i];
            double own = name.symbol == "H"   ? hazards.lapse
                         : name.symbol == "D" ? hazards.dropout
                                              : 1;
            for (const auto& pulled : model::kPulledStates)
                if (pulled.member == name.member) {
                    const auto pull = pulled.pull({state, drives, day, drawn});
                    own = (pull.target - state.*name.member) / pull.tau;
                }
            EXPECT_NEAR(rate[i], own, 1e-14 * std::max(1.0, std::abs(own))) << name.symbol;
        }
    }
}

std::vector<std::vector<std::string>> cells_of(const std::string& text) {
    std::vector<std::vector<std::string>> rows;
    for (const auto line : split(trim(text), '\n')) {
        auto& row = rows.emplace_back();
        for (const auto cell : split(line, '\t')) row.emplace_back(cell);
    }
    return rows;
}

TEST(ExportedPetab, keeps_the_rules_of_its_format) {
    auto files = exported(care::ExportLanguage::petab);
    const auto parameters = cells_of(files["parameters.tsv"]);
    const auto observables = cells_of(files["observables.tsv"]);
    const auto conditions = cells_of(files["conditions.tsv"]);
    const auto measurements = cells_of(files["measurements.tsv"]);
    const auto valid_id = [](const std::string& id) {
        if (id.empty() || std::isdigit(static_cast<unsigned char>(id[0])) != 0) return false;
        for (const char c : id)
            if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_') return false;
        return true;
    };
    const std::string& sbml = files["model.xml"];
    const auto in_model = [&](const std::string& id) {
        return sbml.find(fmt::format("<parameter id=\"{}\"", id)) != std::string::npos;
    };
    std::set<std::string> estimated;
    for (std::size_t i = 1; i < parameters.size(); ++i) {
        const auto& row = parameters[i];
        ASSERT_EQ(row.size(), parameters[0].size()) << row[0];
        EXPECT_TRUE(valid_id(row[0]) && in_model(row[0])) << row[0];
        EXPECT_TRUE(estimated.insert(row[0]).second) << row[0] << " stands twice";
        const double low = *parse_number(row[3]), high = *parse_number(row[4]),
                     value = *parse_number(row[5]);
        if (row[6] == "1") {
            EXPECT_LT(low, high) << row[0];
            EXPECT_EQ(split(row[8], ';').size(), 2U) << row[0];
            EXPECT_TRUE(row[7] == "normal" || row[7] == "logNormal") << row[0];
            if (row[2] == "log") {
                EXPECT_GT(low, 0) << row[0];
            }
        }
        EXPECT_LE(low, value) << row[0];
        EXPECT_LE(value, high) << row[0];
    }
    std::set<std::string> names;
    for (std::size_t i = 1; i < observables.size(); ++i) {
        EXPECT_EQ(observables[i].size(), observables[0].size());
        EXPECT_TRUE(valid_id(observables[i][0]));
        EXPECT_TRUE(names.insert(observables[i][0]).second);
        EXPECT_FALSE(in_model(observables[i][0]))
            << "an observable may not be called as a quantity";
        EXPECT_EQ(observables[i][5], "normal");
    }
    EXPECT_EQ(names.size(), known().instruments.size());
    for (std::size_t column = 2; column < conditions[0].size(); ++column) {
        EXPECT_TRUE(in_model(conditions[0][column])) << conditions[0][column];
        EXPECT_FALSE(estimated.contains(conditions[0][column]))
            << conditions[0][column] << " is set by condition and estimated";
    }
    ASSERT_EQ(conditions.size(), 9U);
    EXPECT_EQ(measurements.size(), 1U) << "no measurement is invented";
    for (const char* file :
         {"parameters.tsv", "observables.tsv", "conditions.tsv", "measurements.tsv", "model.xml"})
        EXPECT_NE(files["problem.yaml"].find(file), std::string::npos) << file;
}

}  // namespace
}  // namespace sinew
