// A virtual trial: 200 people x 10,000 replicates x 84 days, events sampled by day. How long, and in how much memory?
//
// Before anything is timed the answer of a small trial is checked to be the same bits on one thread and on two. Prints JSON.
//     build/bench/bin/virtual_trial_bench [REPLICATES] > bench/results/virtual_trial.json
#include <sinew/base/json_text.hpp>
#include <sinew/model/forecast_run.hpp>
#include <sinew/model/step_error.hpp>
#include <sinew/model/virtual_trial.hpp>

#include <sys/resource.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace sinew::model {
namespace {

constexpr std::size_t kDays = 84;

struct Packs {
    knowledge::ModelPack pack;
    std::vector<knowledge::ModelLink> links;
    std::vector<knowledge::ObservationSpec> instruments;
};

Packs load() {
    const auto source = knowledge::PackSource::embedded();
    return {knowledge::load_model_pack(source).value(), knowledge::load_model_links(source).value(),
            knowledge::load_observation_models(source).value()};
}

/// Eight kinds of people: opioid with and without buprenorphine, stimulant; both sexes; 14 or 28 days after the last use.
TrialQuestion question(int replicates) {
    TrialQuestion q;
    q.people.resize(200);
    for (std::size_t i = 0; i < q.people.size(); ++i) {
        PersonCourse& person = q.people[i];
        const std::size_t kind = i / 2 % 8;  // both arms alike
        person.drug = kind < 4 ? DrugClass::opioid : DrugClass::stimulant;
        person.sex = kind % 2 == 0 ? Sex::M : Sex::F;
        person.days_abstinent = kind % 4 < 2 ? 14 : 28;
        if (kind == 0 || kind == 1) {
            person.medication = Medication::buprenorphine;
            person.medication_days = 14;
            person.buprenorphine_mg = 16;
        }
    }
    PlannedDays training(kDays);
    for (std::size_t day = 0; day < kDays; ++day) {
        if (day % 7 == 0 || day % 7 == 2 || day % 7 == 4)
            training[day] = {{600,
                              {{Modality::A, 5, 0.35, 1, std::nullopt},
                               {Modality::A, 25, 0.6, 1, std::nullopt},
                               {Modality::R, 15, 0.65, 1, std::nullopt}},
                              false}};
        if (day % 7 == 1 || day % 7 == 3)
            training[day] = {{600, {{Modality::M, 40, 0.25, 1, 6.0}}, true}};
    }
    q.arms = {{"no programme", PlannedDays(kDays)}, {"programme", training}};
    q.instruments = {"craving_vas", "phq9"};
    q.visits = {0, 28, 84};
    q.replicates = replicates;
    q.seed = 20261123;
    q.steps_a_day = 1;  // its error is printed beside the time
    return q;
}

double peak_mib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

TrialResult run(const TrialQuestion& q, const Packs& packs) {
    auto made = virtual_trial(q, packs.pack, packs.links, packs.instruments);
    if (made) return *std::move(made);
    std::fprintf(stderr, "refused: %s\n", to_line(made.error()).c_str());
    std::exit(1);
}

void check_threads(const Packs& packs) {
    TrialQuestion one = question(70), two = question(70);
    one.threads = 1;
    two.threads = 2;
    const TrialResult a = run(one, packs), b = run(two, packs);
    for (std::size_t arm = 0; arm < a.arms.size(); ++arm)
        for (std::size_t i = 0; i < a.arms[arm].cells.size(); ++i)
            if (a.arms[arm].cells[i].group_mean.mean != b.arms[arm].cells[i].group_mean.mean ||
                a.arms[arm].lapse_free.squares != b.arms[arm].lapse_free.squares) {
                std::fprintf(stderr, "two threads give other bits than one: nothing timed\n");
                std::exit(1);
            }
}

/// Of the steps the trial takes, on its first kinds of people at the values themselves.
StepError error_of(const TrialQuestion& q, const Packs& packs) {
    StepError worst;
    const Prior prior = Prior::read(packs.pack, packs.links).value();
    for (std::size_t i = 0; i < 16; i += 2) {
        const auto concentrations = buprenorphine_days(q.people[i], packs.pack).value();
        DrawnPerson person = drawn_person(q.people[i], concentrations, prior.centre(), kDays);
        person.steps_a_day = q.steps_a_day;
        compare_with_half_steps(person, all_segments(q.arms[1].days), kDays, worst);
    }
    return worst;
}

OrderedJson arm_json(const TrialResult& result, const TrialQuestion& q, std::size_t arm) {
    OrderedJson json;
    json["name"] = q.arms[arm].name;
    json["lapse_free"] = result.arms[arm].lapse_free.mean;
    json["in_programme"] = result.arms[arm].in_programme.mean;
    json["attended"] = result.arms[arm].attended.mean;
    for (std::size_t m = 0; m < q.instruments.size(); ++m) {
        OrderedJson visits = OrderedJson::array();
        for (std::size_t v = 0; v < q.visits.size(); ++v) {
            const TrialCell& cell = result.cell(arm, v, m);
            visits.push_back({{"day", q.visits[v]},
                              {"group_mean", cell.group_mean.mean},
                              {"group_sd", cell.group_sd.mean},
                              {"difference", cell.difference.mean},
                              {"difference_sd", cell.difference.sd()},
                              {"clear", cell.clear}});
        }
        json[q.instruments[m]] = std::move(visits);
    }
    return json;
}

}  // namespace
}  // namespace sinew::model

int main(int argc, char** argv) {
    using namespace sinew;
    using namespace sinew::model;
    const int replicates = argc > 1 ? std::atoi(argv[1]) : 10'000;
    const Packs packs = load();
    check_threads(packs);
    OrderedJson json;
    json["what"] = "virtual trial, events sampled by day, no calibration behind it";
    json["people"] = 200;
    json["days"] = kDays;
    json["replicates"] = replicates;
    json["threads"] = std::thread::hardware_concurrency();
    TrialQuestion few = question(std::max(1, replicates / 20));
    run(few, packs);
    json["peak_mib_of_a_twentieth"] = peak_mib();
    const TrialQuestion q = question(replicates);
    const auto start = std::chrono::steady_clock::now();
    const TrialResult result = run(q, packs);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    json["seconds"] = took.count();
    json["person_days_per_s"] = 200.0 * kDays * replicates / took.count();
    json["peak_mib"] = peak_mib();
    const StepError error = error_of(q, packs);
    json["steps_a_day"] = q.steps_a_day;
    json["step_error"] = error.states;
    json["step_error_vas_points"] = error.vas_points;
    json["arms"] = {arm_json(result, q, 0), arm_json(result, q, 1)};
    std::printf("%s\n", json.dump(1).c_str());
    return 0;
}
