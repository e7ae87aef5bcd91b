// The recorded formulas against the functions they were recorded from, and their texts.
#include <sinew/base/random_stream.hpp>
#include <sinew/exchange/latex_text.hpp>
#include <sinew/exchange/model_numbers.hpp>
#include <sinew/model/slow_pulls.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

namespace sinew::exchange {
namespace {

const knowledge::ModelPack& pack() {
    static const auto loaded = knowledge::load_model_pack(knowledge::PackSource::embedded());
    return *loaded;
}

using Values = std::map<std::string, double, std::less<>>;

/// A state, a day and parameters somewhere in the ranges where all branches are met.
struct Point {
    model::SlowState x;
    model::DayInputs day;
    model::Parameters p;
    Values values;
};

Point point(std::uint64_t index) {
    RandomStream stream{11, "recorded_model_test", index};
    Point at;
    at.p =
        model::chosen_for(*model::parameters_of(pack()), model::DrugClass::opioid, model::Sex::M);
    for (const auto& name : model::kParameterNames) {
        double& value = at.p.*name.member;
        value *= 0.5 + stream.uniform();
        at.values[std::string{name.symbol}] = value;
    }
    for (const auto& name : model::kStateNames) {
        double& value = at.x.*name.member;
        value = name.symbol == "F"       ? 60 * stream.uniform()  // overload off, on, capped
                : name.symbol == "t_rec" ? 200 * stream.uniform()
                : name.symbol == "H"     ? 5 * stream.uniform()
                                         : 2 * stream.uniform() - 0.5;
        if (name.symbol.starts_with("L") && name.symbol.size() == 2) value = stream.uniform();
        at.values[std::string{name.symbol}] = value;
    }
    at.day = {stream.uniform(),
              stream.uniform(),
              stream.uniform(),
              0.5 + stream.uniform() / 2,
              stream.chance(0.5) ? stream.uniform() : 0,
              stream.uniform(),
              stream.uniform(),
              stream.uniform()};
    at.values["dose_A"] = at.day.dose_A;
    at.values["dose_R"] = at.day.dose_R;
    at.values["dose_M"] = at.day.dose_M;
    at.values["B"] = at.day.B;
    at.values["E_x"] = at.day.E_x;
    at.values["E_m"] = at.day.E_m;
    at.values["A_v"] = at.day.A_v;
    at.values["stress"] = at.day.stress;
    return at;
}

double evaluated(const Expression& value, const Values& values) {
    return value_of(value.node(), [&](std::string_view symbol) {
        const auto found = values.find(symbol);
        EXPECT_NE(found, values.end()) << symbol;
        return found == values.end() ? std::nan("") : found->second;
    });
}

void expect_close(double got, double wanted, const std::string& what) {
    EXPECT_NEAR(got, wanted, 1e-14 * std::max(1.0, std::abs(wanted))) << what;
}

TEST(RecordedModel, gives_the_values_of_the_functions_at_random_points) {
    const RecordedModel recorded = record_slow_layer();
    ASSERT_EQ(recorded.states.size(), model::kStateNames.size());
    std::set<int> branches;
    for (std::uint64_t index = 0; index < 200; ++index) {
        Point at = point(index);
        for (const Definition& drive : recorded.drives)
            at.values[drive.symbol] = evaluated(drive.value, at.values);
        const auto drives = model::drives_of(at.x, at.p);
        expect_close(at.values["E_X"], drives.E_X, "E_X");
        expect_close(at.values["Psi"], drives.Psi, "Psi");
        expect_close(at.values["K"], model::cue_gain(at.x, at.p), "K");
        const auto hazards = model::hazards_at(at.x, at.day, drives.Psi, at.p);
        const model::Moment moment{at.x, drives, at.day, at.p};
        for (std::size_t i = 0; i < recorded.states.size(); ++i) {
            const auto member = model::kStateNames[i].member;
            double rate = recorded.states[i].symbol == "H"   ? hazards.lapse
                          : recorded.states[i].symbol == "D" ? hazards.dropout
                                                             : 1;
            for (const auto& state : model::kPulledStates)
                if (state.member == member) {
                    const auto pull = state.pull(moment);
                    rate = (pull.target - at.x.*member) / pull.tau;
                }
            expect_close(evaluated(recorded.states[i].rate, at.values), rate,
                         recorded.states[i].symbol);
        }
        for (const Definition& one : recorded.readouts)
            at.values[one.symbol] = evaluated(one.value, at.values);
        expect_close(at.values["S_lapse"], model::free_of_lapse(at.x.H, at.p), "S_lapse");
        branches.insert((drives.Psi > 0 ? 1 : 0) + (drives.Psi >= at.p.Psi_max ? 2 : 0) +
                        (at.day.E_x > 0 ? 4 : 0));
    }
    EXPECT_EQ(branches.size(), 6U);  // every branch was met
}

TEST(RecordedModel, stands_in_the_order_in_which_it_can_be_worked_out) {
    const RecordedModel recorded = record_slow_layer();
    std::set<std::string, std::less<>> known{recorded.parameters.begin(),
                                             recorded.parameters.end()};
    for (const Definition& input : recorded.inputs) known.insert(input.symbol);
    for (const StateEquation& state : recorded.states) known.insert(state.symbol);
    const auto expect_known = [&](const Expression& value, const std::string& in) {
        for_symbols(value.node(), [&](std::string_view symbol) {
            EXPECT_TRUE(known.contains(symbol)) << symbol << " in " << in;
        });
    };
    for (const Definition& drive : recorded.drives) {
        expect_known(drive.value, drive.symbol);
        EXPECT_TRUE(known.insert(drive.symbol).second) << drive.symbol << " stands twice";
    }
    for (const StateEquation& state : recorded.states) expect_known(state.rate, state.symbol);
    // What has a name stands by its name: the hazard does not work K out again.
    for (const Definition& drive : recorded.drives)
        if (drive.symbol == "lam")
            for_symbols(drive.value.node(), [](std::string_view symbol) {
                EXPECT_NE(symbol, "t_K1");
                EXPECT_NE(symbol, "K_0");
            });
}

TEST(ModelExport, takes_the_values_of_the_class) {
    const auto value = [](model::DrugClass drug, std::string_view symbol) {
        const auto out = export_of(pack(), drug);
        for (const ModelNumber& number : out->numbers)
            if (number.symbol == symbol) return number.row->value;
        return std::nan("");
    };
    for (const auto drug : {model::DrugClass::opioid, model::DrugClass::stimulant}) {
        const auto p = model::chosen_for(*model::parameters_of(pack()), drug, model::Sex::M);
        for (const std::string& symbol : record_slow_layer().parameters)
            EXPECT_EQ(value(drug, symbol), p.*model::parameter_named(symbol)) << symbol;
    }
}

TEST(LatexText, names_symbols_as_the_specification_prints_them) {
    EXPECT_EQ(latex_symbol("tau_Prec"), "\\tau_{\\mathrm{Prec}}");
    EXPECT_EQ(latex_symbol("g_XW"), "g_{XW}");
    EXPECT_EQ(latex_symbol("beta_mu"), "\\beta_{\\mu}");
    EXPECT_EQ(latex_symbol("LA"), "\\Lambda_{A}");
    EXPECT_EQ(latex_symbol("C"), "C");
    const auto out = export_of(pack(), model::DrugClass::opioid);
    const std::string text = latex_text(*out);
    EXPECT_NE(text.find("C^{*} &= c_{0} + g_{CW}\\,W + g_{CX}\\,X"), std::string::npos);
    // Every environment that begins ends, every left has its right, every symbol has its row.
    const auto count = [&](std::string_view what) {
        std::size_t n = 0;
        for (std::size_t at = text.find(what); at != std::string::npos;
             at = text.find(what, at + 1))
            ++n;
        return n;
    };
    EXPECT_EQ(count("\\begin{"), count("\\end{"));
    EXPECT_EQ(count("\\left("), count("\\right)"));
    EXPECT_EQ(count("{"), count("}"));
    for (const ModelNumber& number : out->numbers)
        EXPECT_NE(text.find(std::string{"$"} + latex_symbol(number.symbol) + "$ & "),
                  std::string::npos)
            << number.symbol;
}

}  // namespace
}  // namespace sinew::exchange
