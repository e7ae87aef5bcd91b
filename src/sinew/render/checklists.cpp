#include <sinew/knowledge/phrase_text.hpp>
#include <sinew/render/checklists.hpp>

#include <algorithm>

namespace sinew::render {
using namespace domain;
using knowledge::Words;
namespace {

using Values = std::vector<std::pair<std::string_view, std::string>>;

/// Everything the items' sentences may name; a sentence takes what its braces ask for.
Values values_from(const Programme& programme, const knowledge::Catalogue& catalogue,
                   const Words& words) {
    EnumSet<Equipment> equipment;
    std::vector<bool> settings(values_of<Setting>().size()), kinds(values_of<SessionKind>().size());
    std::vector<ExerciseIndex> exercises;
    std::array<bool, 14> forms{};
    int alone = 0, first_week = 0;
    for (std::size_t w = 0; w < programme.weeks.size(); ++w)
        for (const ProgrammeDay& day : programme.weeks[w].days)
            for (std::size_t s = 0; s < day.session_count; ++s) {
                const Session& session = programme.sessions[day.first_session + s];
                settings[static_cast<std::size_t>(session.setting)] = true;
                kinds[static_cast<std::size_t>(session.kind)] = true;
                if (w == 0) ++first_week;
                if (w == 0 && session.setting == Setting::self_practice) ++alone;
                for (const FormUse& use : session.forms) {
                    forms[use.form] = true;
                    if (use.variant == Variant::seated) equipment.add(Equipment::chair);
                }
                for (const ExerciseUse& use : session.exercises) {
                    if (std::find(exercises.begin(), exercises.end(), use.exercise) ==
                        exercises.end())
                        exercises.push_back(use.exercise);
                    const auto& wants = catalogue.exercises[use.exercise].equipment;
                    if (!wants.has(Equipment::none)) equipment = equipment | wants;
                }
            }
    const auto listed = [&](const std::string& prefix, const auto& names, const auto& chosen) {
        std::vector<std::string> items;
        for (std::size_t i = 0; i < names.size(); ++i)
            if (chosen(i)) items.push_back(words(prefix + std::string{names[i]}));
        return knowledge::list_text(items, words);
    };
    constexpr auto kSettingWords = std::to_array<std::string_view>(
        {"setting.self_practice", "programme.supervised", "programme.with_staff", "setting.class",
         "setting.bedside"});
    const std::string tier{name_of(programme.tier)}, stage{name_of(programme.stage)};
    const auto supervision = programme.clearance.limits.supervision.value_or(Supervision::none);
    return {
        {"equipment",
         listed("equipment.", Names<Equipment>::all,
                [&](std::size_t i) { return equipment.has(static_cast<Equipment>(i)); })},
        {"settings", listed("", kSettingWords, [&](std::size_t i) { return settings[i]; })},
        {"modalities",
         listed("modality.", Names<SessionKind>::all, [&](std::size_t i) { return kinds[i]; })},
        {"supervision", words("supervision." + std::string{name_of(supervision)})},
        {"exercises", std::to_string(exercises.size())},
        {"forms", std::to_string(std::count(forms.begin(), forms.end(), true))},
        {"alone", std::to_string(alone)},
        {"sessions", std::to_string(first_week)},
        {"minutes", std::to_string(programme.weeks[0].dose.total_minutes)},
        {"last_minutes", std::to_string(programme.weeks[kWeeks - 1].dose.total_minutes)},
        {"rules", std::to_string(programme.clearance.fired.size())},
        {"choices", std::to_string(programme.choices.size())},
        {"tier", tier},
        {"tier_meaning", words("tier." + tier)},
        {"stage", stage},
        {"aim", words("stage." + stage + ".aim")},
        {"instructor", words("duties.instructor")},
        {"alongside", words("programme.alongside_treatment")},
    };
}

std::vector<Item> filled(const std::string& list, int count, const Values& values,
                         const Words& words) {
    std::vector<Item> items;
    for (int n = 1; n <= count; ++n) {
        const std::string key = list + "." + std::to_string(n);
        items.push_back({words(key), words(key + ".answer", values)});
    }
    return items;
}

}  // namespace

std::vector<Item> cert_items(const Programme& programme, const knowledge::Catalogue& catalogue,
                             const Words& words) {
    return filled("cert", 16, values_from(programme, catalogue, words), words);
}

std::vector<Item> tidier_items(const Programme& programme, const knowledge::Catalogue& catalogue,
                               const Words& words) {
    return filled("tidier", 12, values_from(programme, catalogue, words), words);
}

}  // namespace sinew::render
