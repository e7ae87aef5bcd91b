#include <sinew/care/screening_use.hpp>
#include <sinew/screening/logic.hpp>
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

std::vector<domain::FactIndex> worth_asking(const domain::Clearance& clearance,
                                            const knowledge::Catalogue& catalogue) {
    std::vector<domain::FactIndex> facts;
    for (const domain::FactIndex fact : clearance.optional_unknown) {
        const knowledge::Condition& when = catalogue.screening.facts[fact].required_when;
        if (when.empty() || screening::evaluate(when, clearance.facts) != screening::Truth::no)
            facts.push_back(fact);
    }
    return facts;
}

}  // namespace sinew::care
