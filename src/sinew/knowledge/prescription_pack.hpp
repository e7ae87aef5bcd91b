// The prescription pack, typed: zones, start table, clips, progression, the twelve-week rule. Lookups are arrays by enum.
#pragma once

#include <sinew/domain/dosing.hpp>
#include <sinew/domain/limits.hpp>
#include <sinew/domain/programme.hpp>
#include <sinew/knowledge/screening_pack.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace sinew::knowledge {

inline constexpr std::size_t kZones = 5;  ///< very_light to near_maximal
inline constexpr std::size_t kStages = 3;
inline constexpr std::size_t kTiers = 4;

/// One numbered rule of the pack: what `explain ID` prints and a choice cites.
struct PrescriptionRule {
    std::string id, title, text, note;
    domain::Status status = domain::Status::ours;
    domain::Grade grade = domain::Grade::D;
    std::vector<std::string> sources, against;
    std::string claim, certainty, against_note, substance;  ///< substance rules only
};

/// Lower bounds of the five zones on one scale; above `top` there is no zone.
struct ScaleSpec {
    std::array<double, kZones> lower{};
    double top = 0;
    std::string name, unit;
    domain::Status status = domain::Status::ours;
};

/// A zone as printed, whole numbers.
struct ZoneSpec {
    domain::Range pct_hrr, pct_hrmax, pct_vo2max, borg, effort;
    std::string mets, pct_1rm, talk;
};

/// HRmax = constant + per_year * age + per_year_squared * age^2, /min.
struct HrMaxSpec {
    double constant = 0, per_year = 0, per_year_squared = 0;
    bool import_only = false;
    std::vector<std::string> sources;
    domain::Status status = domain::Status::ours;
};

struct HeartRateSpec {
    std::array<HrMaxSpec, 4> equations;  ///< by domain::HrMaxEquation
    domain::HrMaxEquation usual = domain::HrMaxEquation::tanaka;
    domain::Range prediction_sd;  ///< /min
    std::vector<domain::FactIndex>
        invalid_when;      ///< yes/no facts; true or unknown switches targets off
    int alarm_margin = 0;  ///< /min above the top of the target
    int alarm_minutes = 0;
};

struct StageSpec {
    std::array<std::string, kStages> name, when, aim;
    double acute_cows_at_least = 0, acute_days_to = 0, early_days_to = 0;
    domain::EnumSet<domain::Moud> agonists;
    double agonist_days_settled = 0, agonist_days_sustained = 0;
    double methadone_induction_days = 0, methadone_change_days = 0,
           buprenorphine_induction_days = 0;
    double days_before_rise = 0;
};

/// Where the stage's and the target's facts stand in the intake, found once.
struct DoseFacts {
    domain::FactIndex days_since_last_use = 0, cows_total = 0, moud = 0, moud_days_on = 0,
                      moud_days_since_dose_change = 0, primary_substance = 0, desired_intensity = 0,
                      resting_hr = 0;
};

/// Lower bounds of F0..F3.
struct TierSpec {
    std::array<double, kTiers> minutes_from{}, mets_from{};
};

struct AerobicRow {
    domain::Range days, pct_hrr, minutes;  ///< a week; %HRR; min of work
    domain::Intensity zone_low{}, zone_high{};
    std::string note;
};
struct ResistanceRow {
    domain::Range days, pct_1rm, sets, reps;
    int effort_max = 0;
    std::string note;
};
struct MindBodyRow {
    domain::Range per_day, minutes;  ///< minutes of the set
    std::optional<int> lesson_minutes_max, class_size_max;
    std::optional<domain::Range> small_group;
    std::string forms, breath, on_demand;
};
struct CombinedRow {
    bool used = false;  ///< false in S0
    domain::Range days, aerobic_minutes, resistance_minutes;
    domain::Intensity zone_low{}, zone_high{};
    std::string use;
};
template <class Row>
using StageTierTable = std::array<std::array<Row, kTiers>, kStages>;

struct StartTable {
    StageTierTable<AerobicRow> aerobic;
    StageTierTable<ResistanceRow> resistance;
    StageTierTable<MindBodyRow> mind_body;
    StageTierTable<CombinedRow> combined;
    std::array<StageTierTable<std::string>, 4>
        cell;  ///< as the pack writes it (JSON), by domain::StartModality
};

/// What a cap does to a row. Arrays are indexed by domain::Intensity; only very_light..vigorous are caps of a row.
struct ClipSpec {
    std::array<domain::Range, 6> pct_hrr{}, pct_1rm{};
    std::array<int, 6> effort_max{};
    domain::Intensity start_light_to_moderate = domain::Intensity::moderate;
    domain::Intensity vigorous_interval = domain::Intensity::moderate;
    domain::Stage stimulant_stage = domain::Stage::S1;
    domain::EnumSet<domain::Substance> stimulants;
    domain::Intensity stimulant = domain::Intensity::moderate;
    domain::EnumSet<domain::Avoid> straining;
    int straining_pct_1rm_max = 0;
    int minutes_step = 5, days_a_week = 7;
};

/// Thresholds of one flag. Which apply is the flag's own affair (prescribe/week_flags.cpp).
struct FlagSpec {
    domain::FlagLevel level = domain::FlagLevel::amber;
    std::string means;
    double threshold = 0;              ///< at_least, above or below
    int in_at_least = 1, of_last = 0;  ///< 0 = of all
};

/// The dose after a gap, as a share of the old one, from so many days on.
struct GapStep {
    double days_from = 0;
    int dose_pct = 100;
};

struct AdaptationSpec {
    double hold_from_pct = 0, progress_from_pct = 0, completed_from_fraction = 0;
    double minutes_step = 0, load_cap_pct = 0, minutes_floor = 0, smallest_step_exempt_to_min = 0;
    int duration_weeks_to = 0;
    double hrr_step = 0, day_load_factor = 0;
    double regress_pct = 0, regress_at_least_min = 0;
    int regress_zone_shift = 0;
    double pain_change_max = 0, craving_change_max = 0, diary_se_drop_max = 0, rhr_delta_max = 0,
           lnrmssd_z_min = 0;
    int amber_hold = 1, amber_regress = 2;
    double resistance_load_pct_low = 0, resistance_load_pct_high = 0;
    int resistance_extra_reps = 0, resistance_sessions = 0;
    int lapse_dose_pct = 0, lapse_weeks = 0;
    std::vector<double> cows_bands_from;  ///< where each band above the lowest begins; wesson2003
    std::array<FlagSpec, domain::kWeekFlags> flags;  ///< by domain::WeekFlag
    std::vector<GapStep> gaps;                       ///< ascending
};

struct LoadSpec {
    double monotony_amber = 0, week_change_cap_pct = 0;
    int days_of_week = 7, acwr_weeks = 4;
    /// Decimals of printed answers.
    struct Decimals {
        int hrmax = 1, heart_rate = 0, pct_vo2r = 2, monotony = 3, sd_mean = 2, strain = 1,
            acwr = 3, ewma = 3, percent = 1, kcal_per_min = 2, energy = 1;
    } decimals;
};

struct EnergySpec {
    double vo2_rest = 0;  ///< ml/kg/min of one MET
    double kcal_divisor = 0;
};

struct YiJinJingUse {
    std::string id, when, purpose;  ///< id: before_group, craving, daily, night
    domain::Range minutes;
};
struct FormLimitText {
    domain::Avoid ban{};
    std::string effect, change;      ///< change: easier, half_range, supported, ...
    std::vector<std::string> forms;  ///< form ids
};

/// What puts a caution on the forms besides the record's own list.
struct CautionTrigger {
    domain::Caution caution{};
    domain::EnumSet<domain::Avoid> avoid;  ///< any of these bans
    std::vector<domain::RuleIndex> rules;  ///< any of these screening rules fired
    Condition when;                        ///< or this holds; {"any": []} never does
    std::string note;
};

/// Numbers of programme planning (PRG-01 to PRG-14).
struct PlanningSpec {
    int minutes_floor = 0, resistance_hours_apart = 0, combined_days_free = 0,
        vigorous_after_fever_days = 0;
    int ceiling_light = 0, ceiling_moderate = 0;  ///< %HRR
    int stage_s1_from_day = 0, stage_s2_from_day = 0, days_in_stage_before_rise = 0;
    int on_demand_uncounted_min = 0;
    domain::Intensity warm_up_inside_at_or_below = domain::Intensity::light;
    domain::Range learning_weeks;
    int class_min_max = 0, classes_per_week = 0, new_forms_per_week = 0,
        consolidation_from_week = 0;
    domain::Range before_group_min;
    int hours_after_methadone = 0, hours_after_meal_with_reflux = 0;
    domain::RuleIndex methadone_rule = 0;  ///< screening rule
    int breath_acute_level_max = 0;
    double breath_acute_cows_at_least = 0;
    std::vector<int> rescreen_weeks;
    double leading_symptom_at_least = 0;
    int symptom_instrument_days = 0;
    domain::Range on_demand_breath_s, on_demand_minutes;
    int on_demand_forms = 0, seated_from_cautions = 0;
    int arrive_min = 0, class_arrive_min = 0, debrief_min = 0, class_debrief_min = 0;
};

/// Immutable once read.
struct PrescriptionPack {
    std::string version, intended_use, title;
    std::array<ScaleSpec, 7> scales;     ///< by domain::Scale
    std::array<ZoneSpec, kZones> zones;  ///< very_light first: domain::Intensity minus one
    DoseFacts facts;
    HeartRateSpec heart_rate;
    StageSpec stages;
    TierSpec tiers;
    StartTable start;
    int vigorous_minutes_max = 0;  ///< min of vigorous work in a session
    ClipSpec clip;
    domain::Range warm_up_cool_down;  ///< min: warm-up, cool-down
    AdaptationSpec adaptation;
    LoadSpec load;
    EnergySpec energy;
    std::vector<YiJinJingUse> yijinjing_uses;
    std::vector<FormLimitText> form_limits;
    std::string yijinjing_role, claim_discipline;
    PlanningSpec planning;
    std::vector<CautionTrigger> caution_triggers;  ///< by domain::Caution; `seated` has none
    std::vector<PrescriptionRule> rules;           ///< of every kind, ascending by id

    /// The rule with this id ("PRG-03", "ADP-05", "SUB-04", "CLP-01"); null when there is none.
    [[nodiscard]] const PrescriptionRule* find_rule(std::string_view id) const;
    /// The pack's own copy of a rule id; a contract violation when the pack lacks the rule.
    [[nodiscard]] std::string_view rule_id(std::string_view id) const;
    [[nodiscard]] const ZoneSpec& zone(domain::Intensity zone) const;
    template <class Row>
    [[nodiscard]] static const Row& at(const StageTierTable<Row>& table, domain::Stage stage,
                                       domain::Tier tier) {
        return table[static_cast<std::size_t>(stage)][static_cast<std::size_t>(tier)];
    }
};

/// @param screening  facts and rules that the pack's conditions name
/// @errors every fault of the pack at once, each with its JSON pointer.
void read_prescription_pack(const Json& json, const std::string& name,
                            const ScreeningPack& screening, PrescriptionPack& pack, Faults& faults);

}  // namespace sinew::knowledge
