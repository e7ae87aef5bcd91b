// Every number of the model by the symbol of its specification. Values come from knowledge/model/parameters.csv, never from here.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/knowledge/model_pack.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace sinew::model {

/// Whose constants hold: the problem drug's.
enum class DrugClass : std::uint8_t { opioid, stimulant };

enum class Sex : std::uint8_t { M, F };

/// The rows P of the pack, over any number (number.hpp). Times of the slow layer in days, of the fast layer in minutes; the pack says each unit.
template <class Number>
struct ParametersOf {
    Number k_trimp = Number(0);    ///< P001: exponent of aerobic session weight, men
    Number k_trimp_F = Number(0);  ///< P001b: the same, women
    Number Lam50 = Number(0);      ///< P002: daily-dose EWMA giving half maximal training drive
    Number tau_Lam = Number(0);    ///< P003: load EWMA time constant
    Number tau_F = Number(0);      ///< P004: fatigue time constant
    Number F_crit = Number(0);     ///< P005: fatigue above which overload penalty starts
    Number Psi_max = Number(0);    ///< P005b: cap of the overload term
    Number w_M = Number(0);        ///< P006: weight of mind-body dose in the fatigue input om
    Number x_met =
        Number(0);  ///< P007: metabolic intensity of resistance work per unit 1RM fraction
    Number tau_Ton = Number(0);               ///< P010: dependence build-up
    Number tau_Toff = Number(0);              ///< P011: dependence loss
    Number tau_Toff_stim = Number(0);         ///< P011b: dependence loss, stimulant class
    Number tau_W = Number(0);                 ///< P012: withdrawal expression time
    Number theta_W = Number(0);               ///< P013: dead band of withdrawal
    Number k_W = Number(0);                   ///< P014: gain of withdrawal, opioid class
    Number k_W_stim = Number(0);              ///< P014b: gain of withdrawal, stimulant class
    Number B_E = Number(0), B_C = Number(0);  ///< P015: bup occupancy Emax; EC50
    Number eps_bup = Number(0);               ///< P016: agonist drive per unit occupancy
    Number eps_full = Number(0);  ///< P017: agonist drive per unit occupancy, full agonist
    Number E_use = Number(0);     ///< P018: agonist drive on a use day before blockade
    Number rho_x =
        Number(0);  ///< P019: share of incubation and of the recovery clock lost per use day
    Number J_C =
        Number(0);  ///< P019b: jump of tonic craving at the end of the first day of a use episode
    Number p_second = Number(0);  ///< P019c: probability that a sampled lapse lasts a second day
    Number tau_V = Number(0);     ///< P020: trait vagal adaptation
    Number g_VA = Number(0);      ///< P021: ln RMSSD gain aerobic
    Number g_VR = Number(0);      ///< P022: ln RMSSD gain resistance
    Number g_VM = Number(0);      ///< P023: ln RMSSD gain mind-body
    Number g_VW = Number(0);      ///< P024: withdrawal lowers vagal
    Number g_VL = Number(0);      ///< P025: allostatic load lowers vagal
    Number g_VF = Number(0);      ///< P026: overload lowers vagal
    Number tau_L = Number(0);     ///< P030: allostatic load time
    Number k_Ls = Number(0);      ///< P031: stress to load
    Number k_LW = Number(0);      ///< P032: withdrawal to load
    Number k_LA = Number(0);      ///< P033: aerobic lowers load
    Number k_LM = Number(0);      ///< P034: mind-body lowers load
    Number k_LF = Number(0);      ///< P035: overload raises load
    Number I_th = Number(0);      ///< P036: intensity threshold
    Number g_F = Number(0);       ///< P037: cortisol gain
    Number tau_A = Number(0);     ///< P038: effective ACTH drive time
    Number tau_cort = Number(0);  ///< P039: cortisol elimination time
    Number tau_N = Number(0);     ///< P040: chronic inflammation time
    Number g_NE = Number(0);      ///< P041: drug exposure raises inflammation
    Number g_NA = Number(0), g_NR = Number(0),
           g_NM = Number(0);      ///< P042: training lowers inflammation
    Number g_NF = Number(0);      ///< P043: overload raises inflammation
    Number tau_R = Number(0);     ///< P050: natural D2/D3 recovery
    Number g_R = Number(0);       ///< P051: exercise acceleration of recovery
    Number d_R = Number(0);       ///< P052: deficit under full use
    Number tau_Ruse = Number(0);  ///< P053: loss rate under use
    Number B_max = Number(0), B_50 = Number(0),
           hill_B = Number(0);  ///< P054: fast beta-endorphin drive
    Number tau_B = Number(0);   ///< P055: decay
    Number tau_Q = Number(0);   ///< P060: trait plasticity time
    Number g_QA = Number(0), g_QR = Number(0), g_QM = Number(0);  ///< P061: trait gain
    Number k_Q = Number(0), tau_q = Number(0);                    ///< P062: acute gain and decay
    Number tau_G = Number(0);                                     ///< P070: VO2max time
    Number ga_A = Number(0);   ///< P071: VO2max max fractional gain aerobic
    Number ga_R = Number(0);   ///< P072: VO2max gain resistance
    Number tau_S = Number(0);  ///< P073: 1RM time
    Number gs_R = Number(0), gs_A = Number(0), gs_M = Number(0);  ///< P074: 1RM max fractional gain
    Number tau_P = Number(0);                                     ///< P080: prefrontal control time
    Number P_def = Number(0);                                     ///< P081: initial deficit
    Number tau_Prec = Number(0);                                  ///< P082: abstinence recovery
    Number g_PQ = Number(0), g_PG = Number(0), g_PM = Number(0),
           g_PV = Number(0);  ///< P083: gains from BDNF, fitness, mind-body, vagal
    Number g_PU = Number(0), g_PW = Number(0);  ///< P084: losses from poor sleep, withdrawal
    Number tau_U = Number(0), U_0 = Number(0);  ///< P090: sleep disturbance
    Number g_UW = Number(0), g_UX = Number(0), g_UL = Number(0),
           g_UE = Number(0);                    ///< P091: withdrawal, affect, load, exercise
    Number tau_X = Number(0), X_0 = Number(0);  ///< P100: negative affect
    Number g_XW = Number(0), g_XL = Number(0), g_XN = Number(0), g_XU = Number(0),
           g_XR = Number(0);  ///< P101: withdrawal, load, inflammation, sleep, reward deficit
    Number g_XE = Number(0), g_XM = Number(0),
           g_XF = Number(0);   ///< P102: exercise, mind-body, overload
    Number tau_C = Number(0);  ///< P110: tonic craving time
    Number c_0 = Number(0);    ///< P111: intercept
    Number g_CW = Number(0), g_CX = Number(0), g_CU = Number(0), g_CR = Number(0),
           g_CP = Number(0);  ///< P112: drivers
    Number g_CE = Number(0), g_CM = Number(0), g_CF = Number(0),
           g_Cmu = Number(0);                 ///< P113: direct exercise, mind-body, overload, MOUD
    Number K_0 = Number(0), a_K = Number(0);  ///< P114: cue gain and incubation amplitude
    Number a_K_op = Number(0);                ///< P114b: incubation amplitude, opioid class
    Number t_K1 = Number(0), t_K2 = Number(0);                 ///< P115: incubation rise and fall
    Number Z_A = Number(0), Z_R = Number(0), Z_M = Number(0);  ///< P116: maximum acute relief
    Number Z_Ai = Number(0), Z_As = Number(0);  ///< P117: aerobic intensity midpoint and width
    Number Z_Ro = Number(0), Z_Rs = Number(0);  ///< P118: resistance optimum and width
    Number tau_zon = Number(0), tau_zoff = Number(0),
           tau_ph = Number(0);  ///< P119: relief onset, offset, phasic decay
    Number Z_Rh = Number(0),
           Z_Rhs = Number(0);  ///< P119b: rising resistance variant: midpoint and width
    Number w_op = Number(0);   ///< P119c: share of the rising variant, opioid class
    Number s_ph = Number(0);   ///< P119d: phasic craving per unit stress strength, relative to cue
    Number f_r = Number(0), f_s = Number(0);  ///< P120: resonance rate and log width
    Number v_met = Number(0),
           v_br = Number(0);  ///< P121: acute ln RMSSD per unit I_met; at resonance breathing
    Number tau_von = Number(0),
           tau_voff = Number(0);  ///< P122: onset and recovery of acute vagal change
    Number tau_HR = Number(0), f_dr = Number(0),
           tau_dr =
               Number(0);  ///< P123: heart-rate time constant; drift fraction; drift time constant
    Number lam_0 = Number(
        0);  ///< P130: lapse hazard at cue VAS 50, P= Number(0), X= Number(0), no medication, full availability; opioid class
    Number lam_0_stim = Number(0);    ///< P130b: same, stimulant class
    Number theta_f = Number(0);       ///< P131: gamma frailty variance
    Number theta_f_stim = Number(0);  ///< P131b: gamma frailty variance, stimulant class
    Number beta_C = Number(0);        ///< P132: per 10 VAS points
    Number beta_P = Number(0), beta_X = Number(0);  ///< P133: control, affect
    Number A_v = Number(
        0);  ///< P134: availability of the drug in the setting: 1 community (default), 0.01 supervised or enclosed
    Number beta_mu = Number(0);  ///< P135: log-hazard reduction per unit medication drive E_m
    Number dlt_0 = Number(0);    ///< P140: programme dropout
    Number d_Psi = Number(0), d_X = Number(0);  ///< P141: overload, affect
    Number p_attend = Number(0);      ///< P150: probability of attending a planned session
    Number n_cue = Number(0);         ///< P151: cue events between 06:00 and 24:00
    Number cue_strength = Number(0);  ///< P152: strength of an event
    Number n_stress = Number(0);      ///< P153: stress events between 06:00 and 24:00
    Number sigma_b = Number(
        0);  ///< P154: between-person sd of the linear predictor in group means (proposal section 8)
};
using Parameters = ParametersOf<double>;

template <class Number>
struct ParameterNameOf {
    std::string_view symbol;  ///< as the pack and the specification write it
    Number ParametersOf<Number>::*member;
};
using ParameterName = ParameterNameOf<double>;

/// All of them, in the order of the pack.
template <class Number>
inline constexpr auto kParameterNamesOf = std::to_array<ParameterNameOf<Number>>({
    {"k_trimp", &ParametersOf<Number>::k_trimp},
    {"k_trimp_F", &ParametersOf<Number>::k_trimp_F},
    {"Lam50", &ParametersOf<Number>::Lam50},
    {"tau_Lam", &ParametersOf<Number>::tau_Lam},
    {"tau_F", &ParametersOf<Number>::tau_F},
    {"F_crit", &ParametersOf<Number>::F_crit},
    {"Psi_max", &ParametersOf<Number>::Psi_max},
    {"w_M", &ParametersOf<Number>::w_M},
    {"x_met", &ParametersOf<Number>::x_met},
    {"tau_Ton", &ParametersOf<Number>::tau_Ton},
    {"tau_Toff", &ParametersOf<Number>::tau_Toff},
    {"tau_Toff_stim", &ParametersOf<Number>::tau_Toff_stim},
    {"tau_W", &ParametersOf<Number>::tau_W},
    {"theta_W", &ParametersOf<Number>::theta_W},
    {"k_W", &ParametersOf<Number>::k_W},
    {"k_W_stim", &ParametersOf<Number>::k_W_stim},
    {"B_E", &ParametersOf<Number>::B_E},
    {"B_C", &ParametersOf<Number>::B_C},
    {"eps_bup", &ParametersOf<Number>::eps_bup},
    {"eps_full", &ParametersOf<Number>::eps_full},
    {"E_use", &ParametersOf<Number>::E_use},
    {"rho_x", &ParametersOf<Number>::rho_x},
    {"J_C", &ParametersOf<Number>::J_C},
    {"p_second", &ParametersOf<Number>::p_second},
    {"tau_V", &ParametersOf<Number>::tau_V},
    {"g_VA", &ParametersOf<Number>::g_VA},
    {"g_VR", &ParametersOf<Number>::g_VR},
    {"g_VM", &ParametersOf<Number>::g_VM},
    {"g_VW", &ParametersOf<Number>::g_VW},
    {"g_VL", &ParametersOf<Number>::g_VL},
    {"g_VF", &ParametersOf<Number>::g_VF},
    {"tau_L", &ParametersOf<Number>::tau_L},
    {"k_Ls", &ParametersOf<Number>::k_Ls},
    {"k_LW", &ParametersOf<Number>::k_LW},
    {"k_LA", &ParametersOf<Number>::k_LA},
    {"k_LM", &ParametersOf<Number>::k_LM},
    {"k_LF", &ParametersOf<Number>::k_LF},
    {"I_th", &ParametersOf<Number>::I_th},
    {"g_F", &ParametersOf<Number>::g_F},
    {"tau_A", &ParametersOf<Number>::tau_A},
    {"tau_cort", &ParametersOf<Number>::tau_cort},
    {"tau_N", &ParametersOf<Number>::tau_N},
    {"g_NE", &ParametersOf<Number>::g_NE},
    {"g_NA", &ParametersOf<Number>::g_NA},
    {"g_NR", &ParametersOf<Number>::g_NR},
    {"g_NM", &ParametersOf<Number>::g_NM},
    {"g_NF", &ParametersOf<Number>::g_NF},
    {"tau_R", &ParametersOf<Number>::tau_R},
    {"g_R", &ParametersOf<Number>::g_R},
    {"d_R", &ParametersOf<Number>::d_R},
    {"tau_Ruse", &ParametersOf<Number>::tau_Ruse},
    {"B_max", &ParametersOf<Number>::B_max},
    {"B_50", &ParametersOf<Number>::B_50},
    {"h", &ParametersOf<Number>::hill_B},
    {"tau_B", &ParametersOf<Number>::tau_B},
    {"tau_Q", &ParametersOf<Number>::tau_Q},
    {"g_QA", &ParametersOf<Number>::g_QA},
    {"g_QR", &ParametersOf<Number>::g_QR},
    {"g_QM", &ParametersOf<Number>::g_QM},
    {"k_Q", &ParametersOf<Number>::k_Q},
    {"tau_q", &ParametersOf<Number>::tau_q},
    {"tau_G", &ParametersOf<Number>::tau_G},
    {"ga_A", &ParametersOf<Number>::ga_A},
    {"ga_R", &ParametersOf<Number>::ga_R},
    {"tau_S", &ParametersOf<Number>::tau_S},
    {"gs_R", &ParametersOf<Number>::gs_R},
    {"gs_A", &ParametersOf<Number>::gs_A},
    {"gs_M", &ParametersOf<Number>::gs_M},
    {"tau_P", &ParametersOf<Number>::tau_P},
    {"P_def", &ParametersOf<Number>::P_def},
    {"tau_Prec", &ParametersOf<Number>::tau_Prec},
    {"g_PQ", &ParametersOf<Number>::g_PQ},
    {"g_PG", &ParametersOf<Number>::g_PG},
    {"g_PM", &ParametersOf<Number>::g_PM},
    {"g_PV", &ParametersOf<Number>::g_PV},
    {"g_PU", &ParametersOf<Number>::g_PU},
    {"g_PW", &ParametersOf<Number>::g_PW},
    {"tau_U", &ParametersOf<Number>::tau_U},
    {"U_0", &ParametersOf<Number>::U_0},
    {"g_UW", &ParametersOf<Number>::g_UW},
    {"g_UX", &ParametersOf<Number>::g_UX},
    {"g_UL", &ParametersOf<Number>::g_UL},
    {"g_UE", &ParametersOf<Number>::g_UE},
    {"tau_X", &ParametersOf<Number>::tau_X},
    {"X_0", &ParametersOf<Number>::X_0},
    {"g_XW", &ParametersOf<Number>::g_XW},
    {"g_XL", &ParametersOf<Number>::g_XL},
    {"g_XN", &ParametersOf<Number>::g_XN},
    {"g_XU", &ParametersOf<Number>::g_XU},
    {"g_XR", &ParametersOf<Number>::g_XR},
    {"g_XE", &ParametersOf<Number>::g_XE},
    {"g_XM", &ParametersOf<Number>::g_XM},
    {"g_XF", &ParametersOf<Number>::g_XF},
    {"tau_C", &ParametersOf<Number>::tau_C},
    {"c_0", &ParametersOf<Number>::c_0},
    {"g_CW", &ParametersOf<Number>::g_CW},
    {"g_CX", &ParametersOf<Number>::g_CX},
    {"g_CU", &ParametersOf<Number>::g_CU},
    {"g_CR", &ParametersOf<Number>::g_CR},
    {"g_CP", &ParametersOf<Number>::g_CP},
    {"g_CE", &ParametersOf<Number>::g_CE},
    {"g_CM", &ParametersOf<Number>::g_CM},
    {"g_CF", &ParametersOf<Number>::g_CF},
    {"g_Cmu", &ParametersOf<Number>::g_Cmu},
    {"K_0", &ParametersOf<Number>::K_0},
    {"a_K", &ParametersOf<Number>::a_K},
    {"a_K_op", &ParametersOf<Number>::a_K_op},
    {"t_K1", &ParametersOf<Number>::t_K1},
    {"t_K2", &ParametersOf<Number>::t_K2},
    {"Z_A", &ParametersOf<Number>::Z_A},
    {"Z_R", &ParametersOf<Number>::Z_R},
    {"Z_M", &ParametersOf<Number>::Z_M},
    {"Z_Ai", &ParametersOf<Number>::Z_Ai},
    {"Z_As", &ParametersOf<Number>::Z_As},
    {"Z_Ro", &ParametersOf<Number>::Z_Ro},
    {"Z_Rs", &ParametersOf<Number>::Z_Rs},
    {"tau_zon", &ParametersOf<Number>::tau_zon},
    {"tau_zoff", &ParametersOf<Number>::tau_zoff},
    {"tau_ph", &ParametersOf<Number>::tau_ph},
    {"Z_Rh", &ParametersOf<Number>::Z_Rh},
    {"Z_Rhs", &ParametersOf<Number>::Z_Rhs},
    {"w_op", &ParametersOf<Number>::w_op},
    {"s_ph", &ParametersOf<Number>::s_ph},
    {"f_r", &ParametersOf<Number>::f_r},
    {"f_s", &ParametersOf<Number>::f_s},
    {"v_met", &ParametersOf<Number>::v_met},
    {"v_br", &ParametersOf<Number>::v_br},
    {"tau_von", &ParametersOf<Number>::tau_von},
    {"tau_voff", &ParametersOf<Number>::tau_voff},
    {"tau_HR", &ParametersOf<Number>::tau_HR},
    {"f_dr", &ParametersOf<Number>::f_dr},
    {"tau_dr", &ParametersOf<Number>::tau_dr},
    {"lam_0", &ParametersOf<Number>::lam_0},
    {"lam_0_stim", &ParametersOf<Number>::lam_0_stim},
    {"theta_f", &ParametersOf<Number>::theta_f},
    {"theta_f_stim", &ParametersOf<Number>::theta_f_stim},
    {"beta_C", &ParametersOf<Number>::beta_C},
    {"beta_P", &ParametersOf<Number>::beta_P},
    {"beta_X", &ParametersOf<Number>::beta_X},
    {"A_v", &ParametersOf<Number>::A_v},
    {"beta_mu", &ParametersOf<Number>::beta_mu},
    {"dlt_0", &ParametersOf<Number>::dlt_0},
    {"d_Psi", &ParametersOf<Number>::d_Psi},
    {"d_X", &ParametersOf<Number>::d_X},
    {"p_attend", &ParametersOf<Number>::p_attend},
    {"n_cue", &ParametersOf<Number>::n_cue},
    {"cue_strength", &ParametersOf<Number>::cue_strength},
    {"n_stress", &ParametersOf<Number>::n_stress},
    {"sigma_b", &ParametersOf<Number>::sigma_b},
});
inline constexpr const auto& kParameterNames = kParameterNamesOf<double>;

/// The same values in another number. @pre Number can be made from a double
template <class Number>
[[nodiscard]] constexpr ParametersOf<Number> parameters_in(const Parameters& parameters) {
    ParametersOf<Number> made;
    for (std::size_t i = 0; i < kParameterNames.size(); ++i)
        made.*kParameterNamesOf<Number>[i].member = Number(parameters.*kParameterNames[i].member);
    return made;
}

/// Nothing when no parameter has this symbol.
[[nodiscard]] double Parameters::*parameter_named(std::string_view symbol) noexcept;

/// The pack's values, before any class or sex is chosen.
/// @errors bad_input: a symbol of the model that the pack lacks, or a symbol of the pack that the model lacks
[[nodiscard]] Result<Parameters> parameters_of(const knowledge::ModelPack& pack);

/// Opioid: a_K takes a_K_op. Stimulant: k_W, tau_Toff, lam_0 and theta_f take their `_stim` values. Women: k_trimp
/// takes k_trimp_F.
[[nodiscard]] Parameters chosen_for(Parameters parameters, DrugClass drug, Sex sex);

/// What no equation can work with: a time constant not above 0, a negative hazard, t_K1 not before t_K2, affect and sleep that feed each
/// other without end (g_UX g_XU >= 1).
/// @errors out_of_range, with the symbol as its place
[[nodiscard]] Result<void> check(const Parameters& parameters);

}  // namespace sinew::model
