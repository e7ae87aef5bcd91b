#include <sinew/care/screening_use.hpp>
#include <sinew/screening/screen.hpp>

namespace sinew::care {

domain::Clearance screen_facts(domain::Intake facts, const knowledge::Catalogue& catalogue,
                               domain::Mode mode) {
    return screening::screen(std::move(facts), catalogue.screening, mode);
}

domain::Clearance screen_record(const domain::Record& record, Day as_of,
                                const knowledge::Catalogue& catalogue, domain::Mode mode) {
    std::vector<domain::Override> in_force;
    for (const domain::Override& o : record.overrides)
        if (o.from <= as_of && as_of <= o.until) in_force.push_back(o);
    return screening::screen(record.facts, catalogue.screening, mode, in_force);
}

}  // namespace sinew::care
