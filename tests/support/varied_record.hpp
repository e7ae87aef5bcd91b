// Random but plausible records for tests: the example record with some of its members changed.
#pragma once

#include <sinew/base/files.hpp>
#include <sinew/base/json_text.hpp>
#include <sinew/base/random_stream.hpp>
#include <sinew/domain/names.hpp>

namespace sinew {

/// @param index  0 is the example itself
inline Json varied_record(std::uint64_t index) {
    Json json = *read_json(*read_file(SINEW_SOURCE_DIR "/examples/record.json"), "record.json");
    if (index == 0) return json;
    RandomStream chance{20261123, "varied record", index};
    Json& facts = json["facts"];
    const auto pick = [&](auto... options) {
        const Json list = Json::array({options...});
        return list[chance.below(list.size())];
    };
    if (chance.chance(0.5)) facts["days_since_last_use"] = pick(3, 9, 12, 60, 88, 120, 400);
    if (chance.chance(0.4)) {
        facts["moud"] = pick("none", "methadone", "buprenorphine");
        facts["moud_days_on"] = pick(5, 20, 80, 200);
        facts["moud_days_since_dose_change"] = pick(3, 15, 60);
        facts["qtc_ms"] = 430;
    }
    if (chance.chance(0.3)) facts["cows_total"] = pick(0, 3, 6, 12);
    if (chance.chance(0.3))
        facts["primary_substance"] =
            pick("opioid", "methamphetamine", "cocaine", "alcohol", "poly");
    if (chance.chance(0.3)) facts["sbp"] = pick(104, 135, 164);
    if (chance.chance(0.2)) facts["beta_blocker"] = true;
    if (chance.chance(0.2)) facts["known_cmr_disease"] = true;
    if (chance.chance(0.2)) facts["bone_status"] = pick("osteopenia", "osteoporosis");
    if (chance.chance(0.3)) facts["regularly_active"] = true;
    if (chance.chance(0.4)) facts["desired_intensity"] = pick("light", "moderate", "vigorous");
    if (chance.chance(0.3)) facts["pain_0_10"] = pick(0, 4, 6);
    if (chance.chance(0.2)) facts["phq9_total"] = {{"value", 17}, {"observed_at", "2026-11-20"}};
    if (chance.chance(0.4)) json["person"]["mvpa_min_week"] = pick(0, 60, 170, 320);
    if (chance.chance(0.2))
        json["person"]["birth_date"] = pick("1950-11-23", "1975-11-24", "2001-05-06");
    for (const domain::Symptom symptom : domain::values_of<domain::Symptom>())
        if (chance.chance(0.3))
            json["symptoms"][std::string{domain::name_of(symptom)}] =
                static_cast<int>(chance.below(11));
    if (chance.chance(0.3))
        json["cautions"] =
            pick(Json::array({"seated"}), Json::array({"hip", "shoulder"}), Json::array());
    if (chance.chance(0.4))
        json["equipment"] =
            pick(Json::array({"none"}), Json::array({"cycle"}), Json::array({"dumbbell", "chair"}));
    if (chance.chance(0.4)) {
        json["availability"]["days"] = pick(Json::array({"mon"}), Json::array({"tue", "sat"}),
                                            Json::array({"mon", "wed", "fri", "sun"}));
        json["availability"]["minutes_max"] = pick(10, 20, 30, 60);
        json["availability"]["twice_daily"] = chance.chance(0.5);
    }
    if (chance.chance(0.3)) json["treatment"] = Json::object();
    if (chance.chance(0.3))
        json["history"] = {{"stage", pick("S0", "S1")},
                           {"stage_since", pick("2026-09-01", "2026-11-19")}};
    if (chance.chance(0.3))
        json["preferences"] = {
            {"like", {"cycling"}},
            {"dislike", Json::array({pick("combined", "mind_body", "walking")})}};
    return json;
}

}  // namespace sinew
