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

/// The rows P of the pack. Times of the slow layer in days, of the fast layer in minutes; the pack says each unit.
struct Parameters {
    double k_trimp = 0;    ///< P001: exponent of aerobic session weight, men
    double k_trimp_F = 0;  ///< P001b: the same, women
    double Lam50 = 0;      ///< P002: daily-dose EWMA giving half maximal training drive
    double tau_Lam = 0;    ///< P003: load EWMA time constant
    double tau_F = 0;      ///< P004: fatigue time constant
    double F_crit = 0;     ///< P005: fatigue above which overload penalty starts
    double Psi_max = 0;    ///< P005b: cap of the overload term
    double w_M = 0;        ///< P006: weight of mind-body dose in the fatigue input om
    double x_met = 0;      ///< P007: metabolic intensity of resistance work per unit 1RM fraction
    double tau_Ton = 0;    ///< P010: dependence build-up
    double tau_Toff = 0;   ///< P011: dependence loss
    double tau_Toff_stim = 0;  ///< P011b: dependence loss, stimulant class
    double tau_W = 0;          ///< P012: withdrawal expression time
    double theta_W = 0;        ///< P013: dead band of withdrawal
    double k_W = 0;            ///< P014: gain of withdrawal, opioid class
    double k_W_stim = 0;       ///< P014b: gain of withdrawal, stimulant class
    double B_E = 0, B_C = 0;   ///< P015: bup occupancy Emax; EC50
    double eps_bup = 0;        ///< P016: agonist drive per unit occupancy
    double eps_full = 0;       ///< P017: agonist drive per unit occupancy, full agonist
    double E_use = 0;          ///< P018: agonist drive on a use day before blockade
    double rho_x = 0;  ///< P019: share of incubation and of the recovery clock lost per use day
    double J_C = 0;  ///< P019b: jump of tonic craving at the end of the first day of a use episode
    double p_second = 0;  ///< P019c: probability that a sampled lapse lasts a second day
    double tau_V = 0;     ///< P020: trait vagal adaptation
    double g_VA = 0;      ///< P021: ln RMSSD gain aerobic
    double g_VR = 0;      ///< P022: ln RMSSD gain resistance
    double g_VM = 0;      ///< P023: ln RMSSD gain mind-body
    double g_VW = 0;      ///< P024: withdrawal lowers vagal
    double g_VL = 0;      ///< P025: allostatic load lowers vagal
    double g_VF = 0;      ///< P026: overload lowers vagal
    double tau_L = 0;     ///< P030: allostatic load time
    double k_Ls = 0;      ///< P031: stress to load
    double k_LW = 0;      ///< P032: withdrawal to load
    double k_LA = 0;      ///< P033: aerobic lowers load
    double k_LM = 0;      ///< P034: mind-body lowers load
    double k_LF = 0;      ///< P035: overload raises load
    double I_th = 0;      ///< P036: intensity threshold
    double g_F = 0;       ///< P037: cortisol gain
    double tau_A = 0;     ///< P038: effective ACTH drive time
    double tau_cort = 0;  ///< P039: cortisol elimination time
    double tau_N = 0;     ///< P040: chronic inflammation time
    double g_NE = 0;      ///< P041: drug exposure raises inflammation
    double g_NA = 0, g_NR = 0, g_NM = 0;     ///< P042: training lowers inflammation
    double g_NF = 0;                         ///< P043: overload raises inflammation
    double tau_R = 0;                        ///< P050: natural D2/D3 recovery
    double g_R = 0;                          ///< P051: exercise acceleration of recovery
    double d_R = 0;                          ///< P052: deficit under full use
    double tau_Ruse = 0;                     ///< P053: loss rate under use
    double B_max = 0, B_50 = 0, hill_B = 0;  ///< P054: fast beta-endorphin drive
    double tau_B = 0;                        ///< P055: decay
    double tau_Q = 0;                        ///< P060: trait plasticity time
    double g_QA = 0, g_QR = 0, g_QM = 0;     ///< P061: trait gain
    double k_Q = 0, tau_q = 0;               ///< P062: acute gain and decay
    double tau_G = 0;                        ///< P070: VO2max time
    double ga_A = 0;                         ///< P071: VO2max max fractional gain aerobic
    double ga_R = 0;                         ///< P072: VO2max gain resistance
    double tau_S = 0;                        ///< P073: 1RM time
    double gs_R = 0, gs_A = 0, gs_M = 0;     ///< P074: 1RM max fractional gain
    double tau_P = 0;                        ///< P080: prefrontal control time
    double P_def = 0;                        ///< P081: initial deficit
    double tau_Prec = 0;                     ///< P082: abstinence recovery
    double g_PQ = 0, g_PG = 0, g_PM = 0,
           g_PV = 0;            ///< P083: gains from BDNF, fitness, mind-body, vagal
    double g_PU = 0, g_PW = 0;  ///< P084: losses from poor sleep, withdrawal
    double tau_U = 0, U_0 = 0;  ///< P090: sleep disturbance
    double g_UW = 0, g_UX = 0, g_UL = 0, g_UE = 0;  ///< P091: withdrawal, affect, load, exercise
    double tau_X = 0, X_0 = 0;                      ///< P100: negative affect
    double g_XW = 0, g_XL = 0, g_XN = 0, g_XU = 0,
           g_XR = 0;  ///< P101: withdrawal, load, inflammation, sleep, reward deficit
    double g_XE = 0, g_XM = 0, g_XF = 0;  ///< P102: exercise, mind-body, overload
    double tau_C = 0;                     ///< P110: tonic craving time
    double c_0 = 0;                       ///< P111: intercept
    double g_CW = 0, g_CX = 0, g_CU = 0, g_CR = 0, g_CP = 0;  ///< P112: drivers
    double g_CE = 0, g_CM = 0, g_CF = 0,
           g_Cmu = 0;                  ///< P113: direct exercise, mind-body, overload, MOUD
    double K_0 = 0, a_K = 0;           ///< P114: cue gain and incubation amplitude
    double a_K_op = 0;                 ///< P114b: incubation amplitude, opioid class
    double t_K1 = 0, t_K2 = 0;         ///< P115: incubation rise and fall
    double Z_A = 0, Z_R = 0, Z_M = 0;  ///< P116: maximum acute relief
    double Z_Ai = 0, Z_As = 0;         ///< P117: aerobic intensity midpoint and width
    double Z_Ro = 0, Z_Rs = 0;         ///< P118: resistance optimum and width
    double tau_zon = 0, tau_zoff = 0, tau_ph = 0;  ///< P119: relief onset, offset, phasic decay
    double Z_Rh = 0, Z_Rhs = 0;  ///< P119b: rising resistance variant: midpoint and width
    double w_op = 0;             ///< P119c: share of the rising variant, opioid class
    double s_ph = 0;          ///< P119d: phasic craving per unit stress strength, relative to cue
    double f_r = 0, f_s = 0;  ///< P120: resonance rate and log width
    double v_met = 0, v_br = 0;  ///< P121: acute ln RMSSD per unit I_met; at resonance breathing
    double tau_von = 0, tau_voff = 0;  ///< P122: onset and recovery of acute vagal change
    double tau_HR = 0, f_dr = 0,
           tau_dr = 0;  ///< P123: heart-rate time constant; drift fraction; drift time constant
    double lam_0 =
        0;  ///< P130: lapse hazard at cue VAS 50, P=0, X=0, no medication, full availability; opioid class
    double lam_0_stim = 0;          ///< P130b: same, stimulant class
    double theta_f = 0;             ///< P131: gamma frailty variance
    double theta_f_stim = 0;        ///< P131b: gamma frailty variance, stimulant class
    double beta_C = 0;              ///< P132: per 10 VAS points
    double beta_P = 0, beta_X = 0;  ///< P133: control, affect
    double A_v =
        0;  ///< P134: availability of the drug in the setting: 1 community (default), 0.01 supervised or enclosed
    double beta_mu = 0;         ///< P135: log-hazard reduction per unit medication drive E_m
    double dlt_0 = 0;           ///< P140: programme dropout
    double d_Psi = 0, d_X = 0;  ///< P141: overload, affect
    double p_attend = 0;        ///< P150: probability of attending a planned session
    double n_cue = 0;           ///< P151: cue events between 06:00 and 24:00
    double cue_strength = 0;    ///< P152: strength of an event
    double n_stress = 0;        ///< P153: stress events between 06:00 and 24:00
    double sigma_b =
        0;  ///< P154: between-person sd of the linear predictor in group means (proposal section 8)
};

struct ParameterName {
    std::string_view symbol;  ///< as the pack and the specification write it
    double Parameters::*member;
};

/// All of them, in the order of the pack.
inline constexpr auto kParameterNames = std::to_array<ParameterName>({
    {"k_trimp", &Parameters::k_trimp},
    {"k_trimp_F", &Parameters::k_trimp_F},
    {"Lam50", &Parameters::Lam50},
    {"tau_Lam", &Parameters::tau_Lam},
    {"tau_F", &Parameters::tau_F},
    {"F_crit", &Parameters::F_crit},
    {"Psi_max", &Parameters::Psi_max},
    {"w_M", &Parameters::w_M},
    {"x_met", &Parameters::x_met},
    {"tau_Ton", &Parameters::tau_Ton},
    {"tau_Toff", &Parameters::tau_Toff},
    {"tau_Toff_stim", &Parameters::tau_Toff_stim},
    {"tau_W", &Parameters::tau_W},
    {"theta_W", &Parameters::theta_W},
    {"k_W", &Parameters::k_W},
    {"k_W_stim", &Parameters::k_W_stim},
    {"B_E", &Parameters::B_E},
    {"B_C", &Parameters::B_C},
    {"eps_bup", &Parameters::eps_bup},
    {"eps_full", &Parameters::eps_full},
    {"E_use", &Parameters::E_use},
    {"rho_x", &Parameters::rho_x},
    {"J_C", &Parameters::J_C},
    {"p_second", &Parameters::p_second},
    {"tau_V", &Parameters::tau_V},
    {"g_VA", &Parameters::g_VA},
    {"g_VR", &Parameters::g_VR},
    {"g_VM", &Parameters::g_VM},
    {"g_VW", &Parameters::g_VW},
    {"g_VL", &Parameters::g_VL},
    {"g_VF", &Parameters::g_VF},
    {"tau_L", &Parameters::tau_L},
    {"k_Ls", &Parameters::k_Ls},
    {"k_LW", &Parameters::k_LW},
    {"k_LA", &Parameters::k_LA},
    {"k_LM", &Parameters::k_LM},
    {"k_LF", &Parameters::k_LF},
    {"I_th", &Parameters::I_th},
    {"g_F", &Parameters::g_F},
    {"tau_A", &Parameters::tau_A},
    {"tau_cort", &Parameters::tau_cort},
    {"tau_N", &Parameters::tau_N},
    {"g_NE", &Parameters::g_NE},
    {"g_NA", &Parameters::g_NA},
    {"g_NR", &Parameters::g_NR},
    {"g_NM", &Parameters::g_NM},
    {"g_NF", &Parameters::g_NF},
    {"tau_R", &Parameters::tau_R},
    {"g_R", &Parameters::g_R},
    {"d_R", &Parameters::d_R},
    {"tau_Ruse", &Parameters::tau_Ruse},
    {"B_max", &Parameters::B_max},
    {"B_50", &Parameters::B_50},
    {"h", &Parameters::hill_B},
    {"tau_B", &Parameters::tau_B},
    {"tau_Q", &Parameters::tau_Q},
    {"g_QA", &Parameters::g_QA},
    {"g_QR", &Parameters::g_QR},
    {"g_QM", &Parameters::g_QM},
    {"k_Q", &Parameters::k_Q},
    {"tau_q", &Parameters::tau_q},
    {"tau_G", &Parameters::tau_G},
    {"ga_A", &Parameters::ga_A},
    {"ga_R", &Parameters::ga_R},
    {"tau_S", &Parameters::tau_S},
    {"gs_R", &Parameters::gs_R},
    {"gs_A", &Parameters::gs_A},
    {"gs_M", &Parameters::gs_M},
    {"tau_P", &Parameters::tau_P},
    {"P_def", &Parameters::P_def},
    {"tau_Prec", &Parameters::tau_Prec},
    {"g_PQ", &Parameters::g_PQ},
    {"g_PG", &Parameters::g_PG},
    {"g_PM", &Parameters::g_PM},
    {"g_PV", &Parameters::g_PV},
    {"g_PU", &Parameters::g_PU},
    {"g_PW", &Parameters::g_PW},
    {"tau_U", &Parameters::tau_U},
    {"U_0", &Parameters::U_0},
    {"g_UW", &Parameters::g_UW},
    {"g_UX", &Parameters::g_UX},
    {"g_UL", &Parameters::g_UL},
    {"g_UE", &Parameters::g_UE},
    {"tau_X", &Parameters::tau_X},
    {"X_0", &Parameters::X_0},
    {"g_XW", &Parameters::g_XW},
    {"g_XL", &Parameters::g_XL},
    {"g_XN", &Parameters::g_XN},
    {"g_XU", &Parameters::g_XU},
    {"g_XR", &Parameters::g_XR},
    {"g_XE", &Parameters::g_XE},
    {"g_XM", &Parameters::g_XM},
    {"g_XF", &Parameters::g_XF},
    {"tau_C", &Parameters::tau_C},
    {"c_0", &Parameters::c_0},
    {"g_CW", &Parameters::g_CW},
    {"g_CX", &Parameters::g_CX},
    {"g_CU", &Parameters::g_CU},
    {"g_CR", &Parameters::g_CR},
    {"g_CP", &Parameters::g_CP},
    {"g_CE", &Parameters::g_CE},
    {"g_CM", &Parameters::g_CM},
    {"g_CF", &Parameters::g_CF},
    {"g_Cmu", &Parameters::g_Cmu},
    {"K_0", &Parameters::K_0},
    {"a_K", &Parameters::a_K},
    {"a_K_op", &Parameters::a_K_op},
    {"t_K1", &Parameters::t_K1},
    {"t_K2", &Parameters::t_K2},
    {"Z_A", &Parameters::Z_A},
    {"Z_R", &Parameters::Z_R},
    {"Z_M", &Parameters::Z_M},
    {"Z_Ai", &Parameters::Z_Ai},
    {"Z_As", &Parameters::Z_As},
    {"Z_Ro", &Parameters::Z_Ro},
    {"Z_Rs", &Parameters::Z_Rs},
    {"tau_zon", &Parameters::tau_zon},
    {"tau_zoff", &Parameters::tau_zoff},
    {"tau_ph", &Parameters::tau_ph},
    {"Z_Rh", &Parameters::Z_Rh},
    {"Z_Rhs", &Parameters::Z_Rhs},
    {"w_op", &Parameters::w_op},
    {"s_ph", &Parameters::s_ph},
    {"f_r", &Parameters::f_r},
    {"f_s", &Parameters::f_s},
    {"v_met", &Parameters::v_met},
    {"v_br", &Parameters::v_br},
    {"tau_von", &Parameters::tau_von},
    {"tau_voff", &Parameters::tau_voff},
    {"tau_HR", &Parameters::tau_HR},
    {"f_dr", &Parameters::f_dr},
    {"tau_dr", &Parameters::tau_dr},
    {"lam_0", &Parameters::lam_0},
    {"lam_0_stim", &Parameters::lam_0_stim},
    {"theta_f", &Parameters::theta_f},
    {"theta_f_stim", &Parameters::theta_f_stim},
    {"beta_C", &Parameters::beta_C},
    {"beta_P", &Parameters::beta_P},
    {"beta_X", &Parameters::beta_X},
    {"A_v", &Parameters::A_v},
    {"beta_mu", &Parameters::beta_mu},
    {"dlt_0", &Parameters::dlt_0},
    {"d_Psi", &Parameters::d_Psi},
    {"d_X", &Parameters::d_X},
    {"p_attend", &Parameters::p_attend},
    {"n_cue", &Parameters::n_cue},
    {"cue_strength", &Parameters::cue_strength},
    {"n_stress", &Parameters::n_stress},
    {"sigma_b", &Parameters::sigma_b},
});

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
