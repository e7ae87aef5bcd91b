#include <sinew/clinic/demonstration_people.hpp>

#include <cmath>

namespace sinew::clinic {
namespace {

/// Facts of somebody well enough to train. Made up: no person had them.
constexpr std::string_view kFacts = R"({
 "acute_symptom_now": false, "intoxicated_now": false, "sedated_now": false, "sbp": 122, "dbp": 78, "hr": 72, "spo2": 98,
 "temp_c": 36.7, "primary_substance": "opioid", "days_since_last_use": 120, "hours_since_last_stimulant": null,
 "hours_since_last_alcohol": 400, "injected_last_90d": false, "benzo_status": "none", "moud": "buprenorphine",
 "moud_days_on": 120, "moud_dose_mg": 16, "moud_days_since_dose_change": 90, "alpha2_agonist": false, "beta_blocker": false,
 "anticoagulant": false, "heat_impairing_drug": false, "insulin_or_secretagogue": false, "hr_unreliable": false,
 "qt_drugs_count": 0, "known_cmr_disease": false, "cmr_symptoms": false, "cardiomyopathy": false,
 "unstable_or_recent_cardiac": false, "syncope_unexplained": false, "seizure_last_90d": false, "seizure_history": false,
 "overdose_hours_ago": null, "tolerance_loss": false, "naloxone_kit": true, "vomiting_or_diarrhoea_24h": false,
 "drinking_fluids_ok": true, "hypotension_symptoms": false, "regularly_active": false, "desired_intensity": "moderate",
 "acute_injury": false, "pain_0_10": 2, "bone_status": "normal", "phq9_total": 7, "phq9_item9": 0, "psychosis": "none",
 "mania_acute": false, "eating_disorder": "none", "wbgt_c": 20, "pregnant": false})";

DemoStory story_of(int number) {
    switch (number % 24) {
        case 3: return DemoStory::stop_sign;
        case 4: return DemoStory::craving_jumps;
        case 5: return DemoStory::grave_answer;
        case 9: return DemoStory::refer;
        case 10: return DemoStory::open_questions;
        case 11: return DemoStory::proposed;
        case 12: return DemoStory::old_screening;
        case 7:
        case 15:
        case 22: return DemoStory::quiet;
        default: return DemoStory::usual;
    }
}

}  // namespace

double normal(RandomStream& stream) noexcept {
    // Twelve uniforms add up to a variance of one; tails beyond six never matter here.
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += stream.uniform();
    return sum;
}

DemoPerson demo_person(int number, std::uint64_t seed) {
    RandomStream draw{seed, "demonstration.person", static_cast<std::uint64_t>(number)};
    DemoPerson person;
    std::string digits = std::to_string(number);
    if (digits.size() < 2) digits.insert(digits.begin(), '0');
    person.code = "DEMO-" + digits;
    person.language = number % 3 == 0 ? domain::Language::zh : domain::Language::en;
    person.story = story_of(number);
    person.days_here = 24 + static_cast<int>(draw.below(50));
    person.days_since_review = 1 + static_cast<int>(draw.below(14));
    person.craving = 40 + 35 * draw.uniform();
    person.fall_a_day = 1.2 * draw.uniform();
    person.noise = 6 + 6 * draw.uniform();
    person.session_fall = 2 + 14 * draw.uniform();
    person.missed = 0.05 + 0.2 * draw.uniform();
    person.mood = -1 + 2 * draw.uniform();
    if (person.story == DemoStory::old_screening) person.days_here = 66;
    if (person.story == DemoStory::craving_jumps) {
        person.days_here = 50;
        person.craving = 30;
        person.fall_a_day = 0;
        person.noise = 5;
        person.missed = 0.05;
    }
    if (person.story == DemoStory::refer || person.story == DemoStory::open_questions ||
        person.story == DemoStory::proposed)
        person.days_here = 3 + static_cast<int>(draw.below(5));
    return person;
}

Json demo_record(const DemoPerson& person, int number, std::uint64_t seed, Instant assessed_at) {
    RandomStream draw{seed, "demonstration.record", static_cast<std::uint64_t>(number)};
    Json facts = Json::parse(kFacts);
    const auto within = [&](double low, double high) {
        return std::round(low + (high - low) * draw.uniform());
    };
    facts["sbp"] = within(112, 134);
    facts["dbp"] = within(68, 84);
    facts["hr"] = within(60, 82);
    facts["phq9_total"] = within(2, 9);
    switch (number % 4) {
        case 1: break;
        case 2:
            facts["primary_substance"] = "alcohol";
            facts["hours_since_last_alcohol"] = 24 * within(40, 120);
            facts["days_since_last_use"] = 60;
            facts["moud"] = "none";
            for (const char* key : {"moud_days_on", "moud_dose_mg", "moud_days_since_dose_change"})
                facts.erase(key);
            break;
        case 3:
            facts["primary_substance"] = "methamphetamine";
            facts["hours_since_last_stimulant"] = 24 * within(40, 90);
            facts["days_since_last_use"] = 45;
            facts["moud"] = "none";
            for (const char* key : {"moud_days_on", "moud_dose_mg", "moud_days_since_dose_change"})
                facts.erase(key);
            break;
        default:
            facts["moud"] = "methadone";
            facts["moud_dose_mg"] = within(50, 80);
            facts["qtc_ms"] = within(395, 430);
            break;
    }
    if (person.story == DemoStory::refer) facts["syncope_unexplained"] = true;
    if (person.story == DemoStory::open_questions)
        for (const char* key : {"sbp", "dbp", "cmr_symptoms", "drinking_fluids_ok"})
            facts.erase(key);
    const bool woman = number % 5 == 2;
    // Nobody is asked whether a man is pregnant.
    if (!woman) facts.erase("pregnant");
    Json record;
    record["person"] = {{"age", within(24, 55)},
                        {"sex", woman ? "F" : "M"},
                        {"height_cm", within(woman ? 156 : 166, woman ? 174 : 186)},
                        {"weight_kg", within(58, 88)},
                        {"mvpa_min_week", within(0, 90)}};
    record["assessed_at"] = instant_text(assessed_at);
    record["facts"] = std::move(facts);
    record["symptoms"] = {{"anxiety", within(2, 7)},
                          {"craving", std::round(person.craving / 10)},
                          {"insomnia", within(1, 6)}};
    if (number % 6 == 1) record["cautions"] = Json::array({"knee"});
    if (number % 7 == 2) record["cautions"] = Json::array({"low_back"});
    record["goals"] = Json::array({"craving", number % 2 == 0 ? "sleep" : "fitness"});
    record["preferences"] = {{"like", Json::array({number % 2 == 0 ? "mind_body" : "walking"})}};
    record["availability"] = {{"days", {"mon", "tue", "wed", "thu", "fri", "sat"}},
                              {"minutes_max", 45},
                              {"twice_daily", true}};
    record["equipment"] = Json::array({"chair", "band"});
    return record;
}

}  // namespace sinew::clinic
