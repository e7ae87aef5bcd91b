// A programme seen the way a checker needs it: each session with its week and day, and what binds this person.
#pragma once

#include <fmt/format.h>
#include <sinew/care/prescribe_use.hpp>
#include "random_person.hpp"

namespace sinew::property {

using Broken = std::vector<std::string>;

/// The limits as a second reading of the rules gives them; nothing here is taken from the planner.
struct Bound {
    domain::Limits limits;  ///< of screening
    domain::Intensity cap = domain::Intensity::
        vigorous;                ///< of screening, start, bans and wish; without the stage's own
    int session_min_max = 1440;  ///< screening and the time the person has
    domain::EnumSet<domain::Caution> cautions;  ///< by fact, ban or record
    domain::EnumSet<domain::Caution> told;  ///< by record: these say which region or limb is meant
    bool sudden_start = false;
};
[[nodiscard]] Bound bound_of(const domain::Record& record, const domain::Clearance& clearance);

/// A fact's number when it is known and fresh.
[[nodiscard]] std::optional<double> known(const domain::Clearance& clearance,
                                          std::string_view fact);
/// The word of a choice fact; empty when it is not known.
[[nodiscard]] std::string_view word(const domain::Clearance& clearance, std::string_view fact);
[[nodiscard]] bool fired(const domain::Clearance& clearance, std::string_view rule);

struct Place {
    int week = 0, day = 0, session = 0;
    [[nodiscard]] std::string told() const {
        return fmt::format("week {} day {} session {}", week + 1, day + 1, session + 1);
    }
};

/// Calls `look(session, place, week, day)` for every session of the programme, in order.
template <class Look>
void each_session(const domain::Programme& programme, Look&& look) {
    for (int w = 0; w < domain::kWeeks; ++w)
        for (int d = 0; d < 7; ++d) {
            const domain::ProgrammeWeek& week = programme.weeks[static_cast<std::size_t>(w)];
            const domain::ProgrammeDay& day = week.days[static_cast<std::size_t>(d)];
            for (int s = 0; s < day.session_count; ++s)
                look(programme.sessions[day.first_session + static_cast<std::size_t>(s)],
                     Place{w, d, s}, week, day);
        }
}

/// Work with loads; mobility that stands in for it in S0 is not.
[[nodiscard]] inline bool holds_strength(const domain::Session& session) {
    return session.kind == domain::SessionKind::resistance ||
           session.kind == domain::SessionKind::combined;
}

// The laws, by theme. Each adds a sentence for whatever it finds.
void check_dose(const care::Prescription& answer, const Bound& bound, Broken& broken);
void check_week_limits(const care::Prescription& answer, const Bound& bound,
                       const domain::Record& record, Broken& broken);
void check_targets(const care::Prescription& answer, const Bound& bound, Broken& broken);
void check_exercises(const care::Prescription& answer, const Bound& bound,
                     const domain::Record& record, Broken& broken);
void check_forms(const care::Prescription& answer, const Bound& bound, Broken& broken);
void check_breath(const care::Prescription& answer, const Bound& bound, Broken& broken);
void check_company(const care::Prescription& answer, const Bound& bound, Broken& broken);
void check_spacing(const care::Prescription& answer, Broken& broken);
void check_treatment(const care::Prescription& answer, const domain::Record& record,
                     Broken& broken);
void check_structure(const care::Prescription& answer, Broken& broken);
void check_learning(const care::Prescription& answer, Broken& broken);

}  // namespace sinew::property
