#include <sinew/base/text.hpp>
#include <sinew/care/condition_words.hpp>
#include <sinew/care/explain_entry.hpp>

#include <cmath>

namespace sinew::care {

std::optional<Explained> explain_form(std::string_view id, const Explaining& with) {
    const auto index = with.catalogue.forms.find(id);
    if (!index) return std::nullopt;
    const auto& form = with.catalogue.forms[*index];
    const auto& words = with.words;
    const std::string key = "form." + form.id;
    Explained out{.id = form.id,
                  .kind = "form",
                  .title = words(key + ".name") + " · " + form.name_zh + " " + form.pinyin};
    with.add(out, "purpose", "explain.purpose", with.text_or(key + ".purpose", ""));
    std::vector<std::string> phases, errors;
    for (const auto& phase : form.phases)
        phases.push_back(with.text_or(key + ".phase." + phase.id + ".instruction", ""));
    for (int n = 1; n <= form.common_errors; ++n)
        errors.push_back(with.text_or(key + ".error." + std::to_string(n), ""));
    with.add(out, "phases", "explain.phases", std::move(phases));
    const bool fixed = form.repetitions_min == form.repetitions_max;
    with.add(out, "repetitions", "explain.repetitions",
             fixed ? std::to_string(form.repetitions_default)
                   : words("explain.repetitions.value",
                           {{"usual", std::to_string(form.repetitions_default)},
                            {"least", std::to_string(form.repetitions_min)},
                            {"most", std::to_string(form.repetitions_max)}}));
    with.add(out, "duration", "explain.duration",
             words("explain.duration.value", {{"seconds", fixed_text(form.nominal_total_s, 0)}}));
    with.add(out, "easier", "explain.easier", with.text_or(key + ".easier", ""));
    with.add(out, "seated", "explain.seated", with.text_or(key + ".seated", ""));
    with.add(out, "harder", "explain.harder", with.text_or(key + ".harder", ""));
    with.add(out, "errors", "explain.errors", std::move(errors));
    with.add(out, "cautions", "explain.cautions", with.words_of(form.cautions, "caution."));
    auto groups = with.words_of(form.groups[0], "symptom_group.");
    if (!groups.empty()) groups.push_back(with.text_or("honesty.symptom_table", ""));
    with.add(out, "suits", "explain.suits", std::move(groups));
    return out;
}

std::optional<Explained> explain_exercise(std::string_view id, const Explaining& with) {
    const auto& pack = with.catalogue.exercises;
    const auto index = pack.find(id);
    if (!index) return std::nullopt;
    const auto& exercise = pack[*index];
    const auto& words = with.words;
    const auto language = static_cast<std::size_t>(words.language());
    Explained out{.id = exercise.id,
                  .kind = "exercise",
                  .title = exercise.name[language],
                  .status = exercise.status};
    with.add(out, "cue", "explain.cue", exercise.cue[language]);
    with.add(out, "modality", "explain.modality",
             words("modality." + std::string{domain::name_of(exercise.modality)}));
    with.add(out, "position", "explain.position",
             words("position." + std::string{domain::name_of(exercise.position)}));
    with.add(out, "equipment", "explain.equipment",
             spoken_list(with.words_of(exercise.equipment, "equipment."), words));
    with.add(out, "effort", "explain.effort",
             exercise.met
                 ? words("explain.effort.value",
                         {{"met", number_text(*exercise.met)},
                          {"status",
                           words("status." + std::string{domain::name_of(exercise.met_status)})}})
                 : words("why.not_measured"));
    with.add(out, "not_with", "explain.not_with", with.words_of(exercise.breaks, "tag."));
    with.add(out, "cautions", "explain.cautions", with.words_of(exercise.cautions, "caution."));
    const auto other = [&](std::string_view key, std::string_view label,
                           const std::optional<domain::ExerciseIndex>& to) {
        if (!to) return;
        with.add(out, key, label, pack[*to].name[language]);
        out.see_also.push_back(pack[*to].id);
    };
    other("easier", "explain.easier", exercise.easier);
    other("harder", "explain.harder", exercise.harder);
    with.add_sources(out, exercise.sources);
    return out;
}

}  // namespace sinew::care
