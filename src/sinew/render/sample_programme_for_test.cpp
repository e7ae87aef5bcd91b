#include <sinew/render/sample_programme_for_test.hpp>

#include <gtest/gtest.h>

namespace sinew::render {
using namespace domain;
namespace {

Session mind_body(int minutes, std::initializer_list<int> forms, Setting setting, Variant variant) {
    Session session;
    session.kind = SessionKind::mind_body;
    session.when = DayPart::evening;
    session.setting = setting;
    session.block = PracticeBlock::learn;
    session.practice_min = static_cast<std::int16_t>(minutes);
    session.total_min = session.practice_min;
    session.targets = {Intensity::very_light,
                       Intensity::light,
                       {20, 39},
                       {},
                       NoHeartRate::not_aerobic,
                       0,
                       {1, 3},
                       {8, 11}};
    session.breath_level = {0, 1};
    for (const int form : forms)
        session.forms.push_back({static_cast<FormIndex>(form), variant,
                                 static_cast<std::uint8_t>(form == 6 ? 3 : 1), true});
    return session;
}

Session combined(int week, const knowledge::Catalogue& catalogue) {
    Session session;
    session.kind = SessionKind::combined;
    session.setting = Setting::staff_onsite;
    session.start_minute = 600;
    session.warm_up_min = session.cool_down_min = 5;
    session.aerobic_min = static_cast<std::int16_t>(15 + week);
    session.strength_min = 15;
    session.total_min = static_cast<std::int16_t>(40 + week);
    session.targets = {Intensity::light,
                       Intensity::moderate,
                       {30, 45},
                       Range{109, 125},
                       NoHeartRate::none,
                       130,
                       {3, 4},
                       {11, 13}};
    session.strength = {{50, 60}, {2, 2}, {8, 12}, 5};
    const auto use = [&](const char* id, SessionPart part, int sets, int amount) {
        session.exercises.push_back({*catalogue.exercises.find(id), part,
                                     static_cast<std::uint8_t>(sets),
                                     static_cast<std::int16_t>(amount)});
    };
    use("march_in_place", SessionPart::warm_up, 1, 180);
    use("walk_brisk", SessionPart::work, 1, (15 + week) * 60);
    use("sit_to_stand", SessionPart::work, 2, 10);
    use("wall_push_up", SessionPart::work, 2, 10);
    use("band_row_seated", SessionPart::work, 2, 12);
    use("standing_calf_stretch", SessionPart::cool_down, 2, 30);
    return session;
}

}  // namespace

const knowledge::Catalogue& test_catalogue() {
    using knowledge::Part;
    static const auto kCatalogue =
        knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                  {Part::screening, Part::prescription, Part::forms,
                                   Part::keyframes, Part::exercises, Part::text, Part::citations});
    if (!kCatalogue) ADD_FAILURE() << to_line(kCatalogue.error().list().front());
    return **kCatalogue;
}

Programme sample_programme() {
    const knowledge::Catalogue& catalogue = test_catalogue();
    Programme p;
    p.start = *read_day("2026-11-23");
    p.clearance.outcome = Outcome::modify;
    p.clearance.facts.assign(catalogue.screening.facts.size(), {});
    p.clearance.facts[catalogue.screening.fact("regularly_active")] = Reading::number(0);
    p.clearance.facts[catalogue.screening.fact("sbp")] = Reading::number(122);
    p.clearance.fired = {*catalogue.screening.find_rule("SCR-004"),
                         *catalogue.screening.find_rule("SCR-035")};
    for (const RuleIndex rule : p.clearance.fired) {
        p.clearance.limits.merge(catalogue.screening.rules[rule].limits);
        for (const std::string_view need : catalogue.screening.rules[rule].need)
            p.clearance.need.push_back(need);
    }
    p.clearance.limits.avoid.add(Avoid::rapid_posture_change);
    p.clearance.passed = {*catalogue.screening.find_rule("SCR-010"),
                          *catalogue.screening.find_rule("SCR-019")};
    p.clearance.optional_unknown = {catalogue.screening.fact("qtc_ms")};
    p.stage = Stage::S1;
    p.tier = Tier::F0;
    p.leading_group = SymptomGroup::psychological;
    p.left_out.push_back(10);
    p.catalogue_hash = catalogue.hash;
    for (int w = 0; w < kWeeks; ++w) {
        ProgrammeWeek& week = p.weeks[static_cast<std::size_t>(w)];
        week.if_progress = w > 0;
        week.needs_new_screening = w == 11;
        week.stage = w == 11 ? Stage::S2 : Stage::S1;
        int total = 0;
        for (int d = 0; d < 7; ++d) {
            ProgrammeDay& day = week.days[static_cast<std::size_t>(d)];
            day.date = p.start + std::chrono::days{7 * w + d};
            day.first_session = static_cast<std::uint16_t>(p.sessions.size());
            if (d == 6) {
                day.rest = true;
                continue;
            }
            if (d % 2 == 0) p.sessions.push_back(combined(w, catalogue));
            if (d % 2 == 0 || w < 4)
                p.sessions.push_back(mind_body(10, {0, 1, 13}, Setting::self_practice,
                                               d == 2 ? Variant::seated : Variant::full));
            else
                p.sessions.push_back(mind_body(15, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13},
                                               Setting::class_lesson, Variant::full));
            day.session_count = static_cast<std::uint8_t>(p.sessions.size() - day.first_session);
            day.main_session = 0;
            for (std::size_t s = day.first_session; s < p.sessions.size(); ++s)
                total += p.sessions[s].total_min;
        }
        week.dose = {static_cast<std::int16_t>(15 + w), 3, {30, 45}, {3, 4}, 15, 2,
                     static_cast<std::int16_t>(total)};
    }
    p.on_demand.forms = {FormUse{1, Variant::seated, 1, false},
                         FormUse{2, Variant::full, 1, false}};
    p.on_demand.form_count = 2;
    p.on_demand.breath_s = 90;
    p.on_demand.breath_level = 1;
    p.on_demand.total_s = 240;
    Choice minutes;
    minutes.id = ChoiceId::aerobic_minutes;
    minutes.answer = {"choice.aerobic_minutes.answer", {{"minutes", 15}}};
    minutes.rules = {"SCR-004"};
    minutes.facts = {catalogue.screening.fact("regularly_active")};
    minutes.sources = {"garber2011"};
    minutes.grade = Grade::B;
    minutes.status = Status::read;
    minutes.against = {{{"honesty.intensity", {}}, ""}};
    minutes.lost = {{{"choice.aerobic_minutes.answer", {{"minutes", 30}}}, "SCR-035"}};
    minutes.would_change = {{"choice.aerobic_minutes.change", {}}};
    p.choices.push_back(minutes);
    Choice mix = minutes;
    mix.id = ChoiceId::modality_mix;
    mix.answer = {"choice.modality_mix.answer",
                  {{"modalities", TextKeys{"modality.combined", "modality.yijinjing"}}}};
    p.choices.push_back(mix);
    return p;
}

}  // namespace sinew::render
