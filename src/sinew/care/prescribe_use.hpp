// The prescription use case: a record in; a programme, a reasoned "not yet", or "not applicable" out.
#pragma once

#include <sinew/domain/as_of.hpp>
#include <sinew/domain/programme.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <optional>
#include <vector>

namespace sinew::care {

enum class AnswerKind : std::uint8_t {
    programme,       ///< outcome clear, modify or supervise
    meanwhile,       ///< incomplete, refer_first or stop_now: what is open, due and still permitted
    not_applicable,  ///< the record says the person has died
};

struct Prescription {
    AnswerKind kind = AnswerKind::meanwhile;
    domain::AsOf as_of{};
    domain::Clearance clearance;  ///< default for not_applicable: nothing was screened
    std::optional<domain::Programme> programme;
    std::vector<domain::Phrase>
        would_change;  ///< which single fact would better the outcome, and to what
};

/// Needs the catalogue's prescription, forms and exercises parts. The programme starts on the as-of day.
[[nodiscard]] Prescription prescribe(const domain::Record& record, const domain::AsOf& as_of,
                                     const knowledge::Catalogue& catalogue);

}  // namespace sinew::care

namespace sinew::domain {
template <>
struct Names<care::AnswerKind> {
    static constexpr auto all =
        std::to_array<std::string_view>({"programme", "meanwhile", "not_applicable"});
};
}  // namespace sinew::domain
