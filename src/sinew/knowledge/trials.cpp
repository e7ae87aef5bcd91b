#include <sinew/knowledge/trial_cells.hpp>
#include <sinew/knowledge/trials.hpp>

#include <algorithm>
#include <set>

namespace sinew::knowledge {
namespace {

TrialStudy read_study(TrialCells& at) {
    TrialStudy study;
    study.study = at.needed("study");
    study.source = at.needed("source");
    study.year = at.number("year", 1900, 2200);
    study.country = at.text("country");
    study.substance = at.needed("substance");
    study.setting = at.text("setting");
    study.sex = at.text("sex");
    study.mean_age = at.number("mean_age", 10, 110);
    study.design = at.word<TrialDesign>("design");
    study.overlap_group = at.needed("overlap_group");
    study.risk_of_bias = at.word<RiskOfBias>("risk_of_bias");
    study.excluded = at.text("excluded");
    study.as_printed = at.text("as_printed");
    return study;
}

TrialArm read_arm(TrialCells& at) {
    TrialArm arm;
    arm.study = at.needed("study");
    arm.arm = at.needed("arm");
    arm.n = at.number("n", 1, 1e6);
    arm.modality = at.maybe_word<TrialModality>("modality");
    arm.subtype = at.text("subtype");
    arm.intensity = at.word<TrialIntensity>("intensity");
    arm.intensity_as_printed = at.text("intensity_as_printed");
    arm.minutes = at.number("minutes", 0, 1440);
    arm.per_week = at.number("per_week", 0, 50);
    arm.weeks = at.number("weeks", 0, 520);
    arm.met_min_week = at.number("met_min_week", 0, 20000);
    arm.control = at.maybe_word<Comparator>("control");
    arm.as_printed = at.text("as_printed");
    if (arm.modality.has_value() == arm.control.has_value())
        at.fault("control", "an arm is either exercise or a comparator",
                 "fill modality or control, and leave the other empty");
    return arm;
}

TrialResult read_result(TrialCells& at) {
    TrialResult result;
    result.row = at.needed("row");
    result.study = at.needed("study");
    result.arm = at.needed("arm");
    result.versus = at.text("versus");
    result.outcome = at.needed("outcome");
    result.scale = at.text("scale");
    result.direction = at.word<Better>("direction");
    result.course = at.word<Course>("course");
    result.time = at.number("time", 0, 1e5);
    result.time_unit = at.text("time_unit");
    result.kind = at.word<ResultKind>("kind");
    result.favours = at.maybe_word<Favours>("favours");
    const std::string preferred = at.text("preferred");
    if (preferred == "yes" || preferred == "no")
        result.preferred = preferred == "yes";
    else if (!preferred.empty())
        at.fault("preferred", "unknown word \"" + preferred + "\"", "use yes, no or nothing");
    result.n = at.number("n", 1, 1e6);
    result.baseline_mean = at.number("baseline_mean");
    result.baseline_sd = at.spread("baseline_sd");
    result.mean = at.number("mean");
    result.sd = at.spread("sd");
    result.change_mean = at.number("change_mean");
    result.change_sd = at.spread("change_sd");
    result.yi = at.number("yi");
    result.vi = at.spread("vi");
    result.ci_lb = at.number("ci_lb");
    result.ci_ub = at.number("ci_ub");
    result.measure = at.word<ResultMeasure>("measure");
    result.eta_squared = at.number("eta_squared", 0, 1);
    result.p_printed = at.text("p_printed");
    result.as_printed = at.text("as_printed");
    result.derivation = at.text("derivation");
    result.status = at.word<ResultStatus>("status");
    if (result.vi && !result.yi)
        at.fault("yi", "a variance without an effect", "give yi, or take vi away");
    if (result.vi && result.measure == ResultMeasure::none)
        at.fault("measure", "an effect with a variance needs its measure",
                 "use SMD, MD, HR, OR or RR");
    if (result.status == ResultStatus::derived && result.derivation.empty())
        at.fault("derivation", "derived without saying how", "write the formula and its inputs");
    return result;
}

PublishedPool read_pool(TrialCells& at) {
    PublishedPool pool;
    pool.row = at.needed("row");
    pool.review = at.needed("review");
    pool.source = at.needed("source");
    pool.outcome = at.needed("outcome");
    pool.subgroup = at.text("subgroup");
    pool.course = at.word<Course>("course");
    pool.modality =
        at.one_of("modality", {"all", "aerobic", "resistance", "combined", "hiit", "mind_body"});
    pool.subtype = at.text("subtype");
    pool.intensity = at.one_of("intensity", {"all", "light", "moderate", "vigorous"});
    pool.control =
        at.one_of("control", {"mixed", "attention", "active", "usual", "passive", "drug"});
    pool.k = at.number("k", 1, 1e5);
    pool.n = at.number("n", 1, 1e8);
    pool.measure = at.word<ResultMeasure>("measure");
    pool.estimate = at.number("estimate");
    pool.ci_lb = at.number("ci_lb");
    pool.ci_ub = at.number("ci_ub");
    pool.z_printed = at.number("z_printed");
    pool.p_printed = at.number("p_printed", 0, 1);
    pool.i2 = at.number("I2", 0, 100);
    pool.tau2 = at.number("tau2", 0, 1e6);
    pool.model = at.text("model");
    pool.direction = at.word<Better>("direction");
    pool.sign_flipped = at.one_of("sign_flipped", {"yes", "no"}) == "yes";
    pool.use = at.word<PooledUse>("use");
    pool.as_printed = at.text("as_printed");
    pool.status = at.one_of("status", {"read", "recalled", "derived", "ours", "NA"});
    if (pool.use == PooledUse::beside && !pool.estimate)
        at.fault("estimate", "nothing to show beside our own", "give the estimate, or use words");
    return pool;
}

/// What rows say of each other: studies and arms exist, ids are unique, an arm is not compared with itself.
void check_links(const Trials& trials, TrialTable& studies, TrialTable& arms, TrialTable& results,
                 TrialTable& pooled, Faults& faults) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < trials.studies.size(); ++i)
        if (!seen.insert(trials.studies[i].study).second)
            studies.fault(i, "study", "this study stands twice", "keep one row", faults);
    seen.clear();
    for (std::size_t i = 0; i < trials.arms.size(); ++i) {
        if (!trials.study(trials.arms[i].study))
            arms.fault(i, "study", "no such study", "add it to studies.csv", faults);
        if (!seen.insert(trials.arms[i].study + "\n" + trials.arms[i].arm).second)
            arms.fault(i, "arm", "this arm stands twice", "keep one row", faults);
    }
    seen.clear();
    std::set<std::string> said;
    for (std::size_t i = 0; i < trials.results.size(); ++i) {
        const TrialResult& r = trials.results[i];
        if (!seen.insert(r.row).second)
            results.fault(i, "row", "this row stands twice", "give each row an id of its own",
                          faults);
        const TrialArm* arm = trials.arm(r.study, r.arm);
        if (!arm)
            results.fault(i, "arm", "no such arm of this study", "add it to arms.csv", faults);
        const bool comparator_row = arm && arm->control && r.kind == ResultKind::arm;
        if (arm && arm->control && r.kind != ResultKind::arm)
            results.fault(i, "arm", "a comparison starts from the exercise arm",
                          "put the comparator under versus", faults);
        if (!r.versus.empty() && (r.versus == r.arm || !trials.arm(r.study, r.versus)))
            results.fault(i, "versus", "no such other arm of this study",
                          "name another arm, or leave it empty", faults);
        if (arm && !comparator_row && !r.favours && r.kind != ResultKind::within)
            results.fault(i, "favours", "nobody says what was found",
                          "use " + domain::all_names<Favours>(), faults);
        const std::string key = r.study + "\n" + r.arm + "\n" + r.versus + "\n" + r.outcome + "\n" +
                                r.scale + "\n" + std::to_string(r.time.value_or(-1)) + "\n" +
                                std::string{domain::name_of(r.kind)};
        if (!said.insert(key).second)
            results.fault(i, "scale", "the same result of the same arms stands twice",
                          "keep one of them", faults);
    }
    seen.clear();
    for (std::size_t i = 0; i < trials.pooled.size(); ++i)
        if (!seen.insert(trials.pooled[i].row).second)
            pooled.fault(i, "row", "this row stands twice", "give each row an id of its own",
                         faults);
}

}  // namespace

const TrialStudy* Trials::study(std::string_view id) const noexcept {
    const auto found = std::find_if(studies.begin(), studies.end(),
                                    [&](const TrialStudy& s) { return s.study == id; });
    return found == studies.end() ? nullptr : &*found;
}

const TrialArm* Trials::arm(std::string_view of, std::string_view id) const noexcept {
    const auto found = std::find_if(
        arms.begin(), arms.end(), [&](const TrialArm& a) { return a.study == of && a.arm == id; });
    return found == arms.end() ? nullptr : &*found;
}

Checked<Trials> read_trials(const TrialTexts& texts, const std::string& folder) {
    Faults faults;
    Trials trials;
    TrialTable studies{texts.studies, folder, "studies.csv", faults},
        arms{texts.arms, folder, "arms.csv", faults};
    TrialTable results{texts.results, folder, "results.csv", faults},
        pooled{texts.pooled, folder, "pooled.csv", faults};
    studies.each(faults, [&](TrialCells& at) { trials.studies.push_back(read_study(at)); });
    arms.each(faults, [&](TrialCells& at) { trials.arms.push_back(read_arm(at)); });
    results.each(faults, [&](TrialCells& at) { trials.results.push_back(read_result(at)); });
    pooled.each(faults, [&](TrialCells& at) { trials.pooled.push_back(read_pool(at)); });
    if (faults.none()) check_links(trials, studies, arms, results, pooled, faults);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return trials;
}

Checked<Trials> read_trials(const PackSource& source, const std::string& folder) {
    Faults faults;
    const auto text = [&](const char* file) -> std::string_view {
        const auto bytes = source.read(folder + file);
        if (bytes) return *bytes;
        faults.add(bytes.error());
        return {};
    };
    const TrialTexts texts{text("studies.csv"), text("arms.csv"), text("results.csv"),
                           text("pooled.csv")};
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return read_trials(texts, folder);
}

}  // namespace sinew::knowledge
