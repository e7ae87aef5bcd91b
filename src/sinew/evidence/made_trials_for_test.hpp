// Small made-up trials for the tests of this room; the shipped ones for the expectations that were counted by hand.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/evidence/synthesis.hpp>

#include <gtest/gtest.h>

namespace sinew::evidence {

inline knowledge::Trials shipped_trials() {
    auto trials = knowledge::read_trials(knowledge::PackSource::embedded());
    if (!trials)
        for (const Error& fault : trials.error().list()) ADD_FAILURE() << to_line(fault);
    return trials ? *std::move(trials) : knowledge::Trials{};
}

inline knowledge::SynthesisRules shipped_rules() {
    const auto packs = knowledge::PackSource::embedded();
    const auto bytes = packs.read("trials/synthesis.json");
    knowledge::SynthesisRules rules;
    Faults faults;
    knowledge::read_synthesis_rules(*read_json(bytes.value(), "r"), "r", rules, faults);
    for (const Error& fault : faults.list()) ADD_FAILURE() << to_line(fault);
    return rules;
}

/// A trial of mind-body training against usual care on craving, with an effect.
inline void add_trial(knowledge::Trials& trials, const std::string& id, double yi, double vi,
                      const std::string& people = {}) {
    trials.studies.push_back({.study = id,
                              .source = "made",
                              .substance = "poly",
                              .design = knowledge::TrialDesign::rct,
                              .overlap_group = people.empty() ? id : people});
    trials.arms.push_back(
        {.study = id, .arm = "a", .n = 50, .modality = knowledge::TrialModality::mind_body});
    trials.arms.push_back(
        {.study = id, .arm = "b", .n = 50, .control = knowledge::Comparator::usual});
    knowledge::TrialResult row;
    row.row = id + ".1";
    row.study = id;
    row.arm = "a";
    row.versus = "b";
    row.outcome = "craving";
    row.kind = knowledge::ResultKind::contrast;
    row.favours = knowledge::Favours::exercise;
    row.yi = yi;
    row.vi = vi;
    row.measure = knowledge::ResultMeasure::SMD;
    row.status = knowledge::ResultStatus::derived;
    row.derivation = "made";
    trials.results.push_back(row);
}

}  // namespace sinew::evidence
