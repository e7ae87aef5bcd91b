#include <sinew/session/class_sheet.hpp>
#include <sinew/session/compile_session.hpp>
#include <sinew/session/stop_rules.hpp>

#include <algorithm>

namespace sinew::session {
namespace {

using namespace domain;

/// Parts of the lesson as the script has them: each segment belongs to one part.
const char* part_of(const Segment& segment, bool after_work) {
    switch (segment.kind) {
        case SegmentKind::arrive: return "check";
        case SegmentKind::rate: return after_work ? "debrief" : "check";
        case SegmentKind::debrief: return "debrief";
        case SegmentKind::warm_up: return "warm_up";
        case SegmentKind::teach: return "teaching";
        case SegmentKind::cool_down: return "cool_down";
        case SegmentKind::form:
            return segment.form && segment.form->form == knowledge::kForms - 1 ? "cool_down"
                                                                               : "practice";
        case SegmentKind::breathe:
        case SegmentKind::exercise:
        case SegmentKind::interval_work:
        case SegmentKind::interval_easy:
        case SegmentKind::rest: return "practice";
    }
    return "practice";
}

std::vector<ClassSheet::Part> parts_of(const SessionScript& script) {
    std::vector<ClassSheet::Part> parts;
    bool after_work = false;
    for (const Segment& segment : script.segments) {
        const std::string id = part_of(segment, after_work);
        after_work = after_work ||
                     (segment.kind != SegmentKind::arrive && segment.kind != SegmentKind::rate);
        if (parts.empty() || parts.back().id != id) parts.push_back({id, segment.start_ms, 0});
        parts.back().duration_ms += segment.duration_ms;
    }
    return parts;
}

}  // namespace

Result<ClassSheet> class_sheet(const Programme& programme, int day, int session, GroupSize size,
                               const knowledge::Catalogue& catalogue) {
    if (size == GroupSize::none)
        return fail({ErrorCode::bad_input, "a class sheet needs a group size", "--group",
                     "choose large or small"});
    SessionOptions options;
    options.group = size;
    SINEW_TRY(const SessionScript script,
              compile_session(programme, day, session, options, catalogue));
    const ProgrammeWeek& week = programme.weeks[static_cast<std::size_t>((day - 1) / 7)];
    const ProgrammeDay& on = week.days[static_cast<std::size_t>((day - 1) % 7)];
    const Session& prescribed =
        programme.sessions[on.first_session + static_cast<std::size_t>(session)];
    if (prescribed.forms.empty())
        return fail({ErrorCode::bad_input, "this session has no forms to teach", "--session",
                     "choose a lesson or a session with forms"});

    const auto& plan = catalogue.sessions;
    const bool large = size == GroupSize::large;
    ClassSheet sheet;
    sheet.size = size;
    sheet.people = large ? Range{1, static_cast<std::int16_t>(catalogue.dose.large_class_max)}
                         : catalogue.dose.small_group;
    sheet.people_per_assistant = plan.people_per_assistant;
    sheet.space_m = plan.space_m;
    sheet.parts = parts_of(script);
    const PracticeContext context =
        practice_context(programme, week.stage, 0, true, options, catalogue);
    for (const FormUse& use : prescribed.forms)
        if (const auto allowed = permitted(context, use)) sheet.forms.push_back(*allowed);
    sheet.left_out = script.left_out;
    sheet.duties = plan.duties[large ? 0 : 1];
    for (const std::string_view monitor : programme.clearance.limits.monitor)
        sheet.monitor.push_back("monitor." + std::string{monitor});
    for (const std::string& sign : plan.stop_signs)
        sheet.stop_signs.push_back("session.stop_signs." + sign);
    sheet.stop_rules = script.stop_rules;
    for (const auto& emergency : plan.emergencies) {
        const bool cannot = std::any_of(
            plan.emergency_only_if.begin(), plan.emergency_only_if.end(), [&](const auto& unless) {
                return unless.id == emergency.id &&
                       known_to_be_no(programme.clearance.facts, unless.fact);
            });
        if (!cannot) sheet.emergencies.push_back("emergency." + emergency.id);
    }
    return sheet;
}

}  // namespace sinew::session
