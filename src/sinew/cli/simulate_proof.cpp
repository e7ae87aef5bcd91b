#include <sinew/care/forecast_oracle_use.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/forecast_input.hpp>
#include <sinew/cli/forecast_run.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/simulate_proof.hpp>
#include <sinew/document/forecast_oracle_json.hpp>
#include <sinew/document/proof_json.hpp>
#include <sinew/render/forecast_oracle_text.hpp>
#include <sinew/render/proof_text.hpp>

namespace sinew::cli {
namespace {

/// What every proof reads.
struct Packs {
    std::unique_ptr<const care::Catalogue> catalogue;
    knowledge::ModelPack model;
    std::map<std::string, care::Scenario> courses;
};

Checked<Packs> packs_for(const Call& call) {
    Packs packs;
    const knowledge::PackSource source = packs_of(call.settings);
    SINEW_TRY(packs.catalogue, catalogue_for(call, {care::Part::text}));
    SINEW_TRY(packs.model, knowledge::load_model_pack(source));
    SINEW_TRY(packs.courses, document::read_courses(source));
    return packs;
}

void write(Call& call, const OrderedJson& json, const knowledge::Words& words,
           std::string (*text)(const OrderedJson&, const knowledge::Words&,
                               const render::TextStyle&)) {
    if (call.settings.json)
        call.out.line(json.dump());
    else
        call.out.write(text(json, words, page_style(call.out, false)));
}

knowledge::Words words_of(const Call& call, const Packs& packs) {
    return packs.catalogue->words(call.settings.language, call.settings.framing);
}

}  // namespace

Result<void> write_oracle(Call& call, const document::NamedScenario& scenario,
                          const knowledge::ModelPack& pack, const knowledge::Words& words) {
    SINEW_TRY(const auto answer, care::against_oracle(scenario.scenario, pack));
    write(call, document::oracle_json(scenario.id, answer), words, &render::oracle_text);
    return {};
}

Exit run_forecast_oracle(Call& call) {
    Faults faults;
    for (const char* option : {"within-day", "attendance", "session-day", "shapley", "html", "plot",
                               "day-plot", "mechanisms", "csv", "output", "explain"})
        if (call.has(option))
            faults.add(ErrorCode::bad_input, std::string{"--"} + option,
                       "the independent solver runs the values themselves, every session done: no "
                       "draws, no luck, no day in minutes",
                       "leave it out, or ask without --oracle");
    care::ForecastSettings settings = forecast_settings(call, faults);
    if (!faults.none()) return refuse(call, faults);
    const auto input = read_forecast_input(call);
    if (!input) return refuse(call, input.error());
    const auto packs = care::load_forecast_packs(packs_of(call.settings));
    if (!packs) return refuse(call, packs.error());
    const auto answers = care::forecasts_against_oracle(input->record, input->programme, settings,
                                                        **packs, *input->catalogue);
    const knowledge::Words words =
        input->catalogue->words(call.settings.language, call.settings.framing);
    if (!answers) return refuse(call, answers.error());
    const OrderedJson json = document::forecast_oracle_json(*answers, **packs, words);
    if (call.settings.json)
        call.out.line(json.dump());
    else
        call.out.write(render::forecast_oracle_text(json, words, page_style(call.out, false)));
    return Exit::answered;
}

Exit run_steps(Call& call) {
    const auto packs = packs_for(call);
    if (!packs) return refuse(call, packs.error());
    std::vector<std::string> names;
    std::vector<const model::SlowScenario*> courses;
    int last = 0;
    for (const auto& [id, scenario] : packs->courses) {
        const auto* course = std::get_if<model::SlowScenario>(&scenario);
        if (course == nullptr || id.size() != 2 || id.front() != 'S') continue;  // S0 to S7
        names.push_back(id);
        courses.push_back(course);
        last = std::max(last, course->days);
    }
    const auto table = care::step_table(courses, packs->model);
    if (!table) return refuse(call, table.error());
    write(call, document::steps_json(names, last, *table), words_of(call, *packs),
          &render::steps_text);
    return Exit::answered;
}

Exit run_checks(Call& call) {
    const auto packs = packs_for(call);
    if (!packs) return refuse(call, packs.error());
    const auto checks = knowledge::load_face_checks(packs_of(call.settings));
    if (!checks) return refuse(call, checks.error());
    const auto instruments = knowledge::load_observation_models(packs_of(call.settings));
    if (!instruments) return refuse(call, instruments.error());
    const auto answers = care::face_checks(*checks, packs->courses, *instruments, packs->model);
    if (!answers) return refuse(call, answers.error());
    const OrderedJson json = document::checks_json(*answers);
    write(call, json, words_of(call, *packs), &render::checks_text);
    return json["failed"] == 0 ? Exit::answered : Exit::in_part;
}

}  // namespace sinew::cli
