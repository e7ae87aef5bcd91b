#include <sinew/model/parameters.hpp>

#include <cmath>
#include <string>

namespace sinew::model {
namespace {

Result<void> refuse(std::string_view symbol, std::string what, std::string hint) {
    return fail({ErrorCode::out_of_range, std::move(what), std::string{symbol}, std::move(hint)});
}

}  // namespace

double Parameters::*parameter_named(std::string_view symbol) noexcept {
    for (const ParameterName& name : kParameterNames)
        if (name.symbol == symbol) return name.member;
    return nullptr;
}

Result<Parameters> parameters_of(const knowledge::ModelPack& pack) {
    Parameters parameters;
    std::size_t taken = 0;
    for (const knowledge::ModelParameter& row : pack.parameters) {
        const auto member = parameter_named(row.symbol);
        if (member == nullptr)
            return fail({ErrorCode::bad_input, "the model has no parameter " + row.symbol,
                         "model/parameters.csv:" + row.id, "take the row out"});
        parameters.*member = row.value;
        ++taken;
    }
    if (taken != kParameterNames.size())
        for (const ParameterName& name : kParameterNames)
            if (pack.find(name.symbol) == nullptr)
                return fail({ErrorCode::bad_input,
                             "the parameter " + std::string{name.symbol} + " is missing",
                             "model/parameters.csv", "add its row"});
    return parameters;
}

Parameters chosen_for(Parameters parameters, DrugClass drug, Sex sex) {
    if (drug == DrugClass::opioid) {
        parameters.a_K = parameters.a_K_op;
    } else {
        parameters.k_W = parameters.k_W_stim;
        parameters.tau_Toff = parameters.tau_Toff_stim;
        parameters.lam_0 = parameters.lam_0_stim;
        parameters.theta_f = parameters.theta_f_stim;
        parameters.w_op = 0;  // the rising relief of resistance work is claimed for opioids alone
    }
    if (sex == Sex::F) parameters.k_trimp = parameters.k_trimp_F;
    return parameters;
}

Result<void> check(const Parameters& parameters) {
    for (const ParameterName& name : kParameterNames) {
        const double value = parameters.*name.member;
        if (!std::isfinite(value)) return refuse(name.symbol, "not a number", "give a number");
        const bool time = name.symbol.starts_with("tau_") || name.symbol.starts_with("t_K");
        if (time && !(value > 0))
            return refuse(name.symbol, "a time constant must be above 0", "give a positive time");
    }
    using Member = double Parameters::*;
    constexpr std::pair<std::string_view, Member> kPositive[] = {
        {"Lam50", &Parameters::Lam50}, {"F_crit", &Parameters::F_crit}, {"B_C", &Parameters::B_C},
        {"B_50", &Parameters::B_50},   {"h", &Parameters::hill_B},      {"f_r", &Parameters::f_r},
        {"f_s", &Parameters::f_s},     {"Z_As", &Parameters::Z_As},     {"Z_Rs", &Parameters::Z_Rs},
        {"Z_Rhs", &Parameters::Z_Rhs}};
    for (const auto& [symbol, member] : kPositive)
        if (!(parameters.*member > 0))
            return refuse(symbol, "must be above 0", "give a positive number");
    constexpr std::pair<std::string_view, Member> kNotNegative[] = {
        {"theta_W", &Parameters::theta_W}, {"theta_f", &Parameters::theta_f},
        {"lam_0", &Parameters::lam_0},     {"dlt_0", &Parameters::dlt_0},
        {"A_v", &Parameters::A_v},         {"Psi_max", &Parameters::Psi_max}};
    for (const auto& [symbol, member] : kNotNegative)
        if (parameters.*member < 0) return refuse(symbol, "must not be negative", "give 0 or more");
    if (parameters.rho_x < 0 || parameters.rho_x > 1)
        return refuse("rho_x", "a share lies from 0 to 1", "give a share");
    if (parameters.t_K1 >= parameters.t_K2)
        return refuse("t_K1", "the rise must be quicker than the fall", "give t_K1 below t_K2");
    if (parameters.g_UX * parameters.g_XU >= 1)
        return refuse("g_UX", "sleep and affect would feed each other without end",
                      "keep g_UX g_XU below 1");
    if (parameters.g_R <= -1)
        return refuse("g_R", "training would turn the recovery of receptors round",
                      "keep g_R above -1");
    return {};
}

}  // namespace sinew::model
