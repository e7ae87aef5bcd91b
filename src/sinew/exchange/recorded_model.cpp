#include <sinew/exchange/recorded_model.hpp>
#include <sinew/model/slow_pulls.hpp>

#include <array>
#include <set>
#include <utility>

namespace sinew::exchange {
namespace {

using model::DayInputsOf;
using model::DrivesOf;
using model::ParametersOf;
using model::SlowStateOf;

template <class Inputs, class Number>
constexpr auto inputs_named() {
    using Pair = std::pair<std::string_view, Number Inputs::*>;
    return std::to_array<Pair>({{"dose_A", &Inputs::dose_A},
                                {"dose_R", &Inputs::dose_R},
                                {"dose_M", &Inputs::dose_M},
                                {"B", &Inputs::B},
                                {"E_x", &Inputs::E_x},
                                {"E_m", &Inputs::E_m},
                                {"A_v", &Inputs::A_v},
                                {"stress", &Inputs::stress}});
}
constexpr auto kInputs = inputs_named<model::DayInputs, double>();
constexpr auto kInputSymbols = inputs_named<DayInputsOf<Expression>, Expression>();

using DriveName = std::pair<std::string_view, Expression DrivesOf<Expression>::*>;
constexpr auto kDrives = std::to_array<DriveName>({{"E_A", &DrivesOf<Expression>::E_A},
                                                   {"E_R", &DrivesOf<Expression>::E_R},
                                                   {"E_M", &DrivesOf<Expression>::E_M},
                                                   {"E_T", &DrivesOf<Expression>::E_T},
                                                   {"E_X", &DrivesOf<Expression>::E_X},
                                                   {"Psi", &DrivesOf<Expression>::Psi}});

/// Every quantity of the model as a symbol.
struct Symbols {
    SlowStateOf<Expression> x;
    DayInputsOf<Expression> day;
    ParametersOf<Expression> p;
    DrivesOf<Expression> drive;

    Symbols() {
        for (const auto& name : model::kStateNamesOf<Expression>)
            x.*name.member = Expression::symbol(name.symbol);
        for (const auto& [symbol, member] : kInputSymbols) day.*member = Expression::symbol(symbol);
        for (const auto& name : model::kParameterNamesOf<Expression>)
            p.*name.member = Expression::symbol(name.symbol);
        for (const auto& [symbol, member] : kDrives) drive.*member = Expression::symbol(symbol);
    }
};

/// Parts that are a definition already stand under its name.
Expression short_of(Expression value, const std::vector<Definition>& definitions) {
    for (const Definition& one : definitions) value = named(value, one.value, one.symbol);
    return value;
}

void add(std::vector<Definition>& to, std::string_view symbol, const Expression& value) {
    Expression shorter = short_of(value, to);
    to.push_back({std::string{symbol}, std::move(shorter)});
}

Expression rate_of(const Expression& target, const Expression& tau, const Expression& state) {
    const bool nothing = target.node()->act == Act::number && target.node()->value == 0;
    return (nothing ? -state : target - state) / tau;
}

void add_drives(const Symbols& s, std::vector<Definition>& drives) {
    add(drives, "E", s.day.E());
    const auto worked_out = model::drives_of(s.x, s.p);
    for (const auto& [symbol, member] : kDrives) add(drives, symbol, worked_out.*member);
    add(drives, "n_K", model::incubation_norm(s.p));
    add(drives, "K", model::cue_gain(s.x, s.p));
    add(drives, "VAS_cue", model::vas_of<Expression>(s.x.C + model::cue_gain(s.x, s.p)));
}

void add_states(const Symbols& s, RecordedModel& recorded) {
    const model::MomentOf<Expression> moment{s.x, s.drive, s.day, s.p};
    const model::SlowState start;
    for (std::size_t i = 0; i < model::kStateNames.size(); ++i) {
        const auto& name = model::kStateNamesOf<Expression>[i];
        StateEquation equation;
        equation.symbol = name.symbol;
        equation.start = start.*model::kStateNames[i].member;
        equation.pulled = false;
        for (const auto& state : model::kPulledStatesOf<Expression>)
            if (state.member == name.member) {
                const auto pull = state.pull(moment);
                equation.pulled = true;
                equation.target = short_of(pull.target, recorded.drives);
                equation.tau = short_of(pull.tau, recorded.drives);
                equation.rate = rate_of(equation.target, equation.tau, s.x.*name.member);
            }
        recorded.states.push_back(std::move(equation));
    }
    const auto hazards = model::hazards_at(s.x, s.day, s.drive.Psi, s.p);
    add(recorded.drives, "lam", hazards.lapse);
    add(recorded.drives, "dlt", hazards.dropout);
    const std::array<std::pair<std::string_view, Expression>, 3> others{
        {{"H", Expression::symbol("lam")},
         {"D", Expression::symbol("dlt")},
         {"t_rec", Expression{1.0}}}};
    for (StateEquation& equation : recorded.states)
        for (const auto& [symbol, rate] : others)
            if (equation.symbol == symbol) equation.rate = rate;
}

void list_parameters(RecordedModel& recorded) {
    std::set<std::string, std::less<>> used;
    const auto take = [&](const Expression& value) {
        for_symbols(value.node(), [&](std::string_view symbol) { used.emplace(symbol); });
    };
    for (const auto* list : {&recorded.drives, &recorded.readouts})
        for (const Definition& one : *list) take(one.value);
    for (const StateEquation& one : recorded.states) take(one.rate);
    for (const Definition& input : recorded.inputs) used.erase(input.symbol);  // A_v is the day's
    for (const auto& name : model::kParameterNames)
        if (used.contains(name.symbol)) recorded.parameters.emplace_back(name.symbol);
}

}  // namespace

RecordedModel record_slow_layer() {
    const Symbols s;
    RecordedModel recorded;
    const model::DayInputs day;
    for (const auto& [symbol, member] : kInputs)
        recorded.inputs.push_back({std::string{symbol}, Expression{day.*member}});
    add_drives(s, recorded.drives);
    add_states(s, recorded);
    add(recorded.readouts, "VAS_expected", model::vas_of(s.x.C));
    add(recorded.readouts, "S_lapse", model::free_of_lapse(s.x.H, s.p));
    add(recorded.readouts, "S_dropout", model::still_in_programme(s.x.D));
    list_parameters(recorded);
    return recorded;
}

std::string_view row_symbol_of(std::string_view parameter, model::DrugClass drug) noexcept {
    if (drug == model::DrugClass::opioid) return parameter == "a_K" ? "a_K_op" : parameter;
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kStimulant{
        {{"k_W", "k_W_stim"},
         {"tau_Toff", "tau_Toff_stim"},
         {"lam_0", "lam_0_stim"},
         {"theta_f", "theta_f_stim"}}};
    for (const auto& [symbol, row] : kStimulant)
        if (symbol == parameter) return row;
    return parameter;
}

}  // namespace sinew::exchange
