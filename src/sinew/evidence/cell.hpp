// A cell of the synthesis: one outcome under one kind of training, intensity, comparator and substance, or a margin over them.
#pragma once

#include <sinew/evidence/certainty.hpp>
#include <sinew/evidence/finding.hpp>
#include <sinew/evidence/own_estimate.hpp>
#include <sinew/evidence/use_prior.hpp>

#include <string>
#include <vector>

namespace sinew::evidence {

/// "all" in a part makes a margin. `control` also knows "usual_or_unspecified".
struct CellKey {
    std::string outcome = {};
    knowledge::Course course = knowledge::Course::chronic;
    Comparison comparison = Comparison::control;
    std::string modality = "all", intensity = "all", control = "all", substance = "all";

    friend auto operator<=>(const CellKey&, const CellKey&) = default;
};

/// "craving/chronic/control/mind_body/all/usual/all".
[[nodiscard]] std::string name_of(const CellKey& key);
/// Whether the finding belongs in the cell. YiJinJing cells hold none.
[[nodiscard]] bool holds(const CellKey& key, const Finding& finding);

inline constexpr const char* kUsualOrUnspecified = "usual_or_unspecified";
inline constexpr const char* kYijinjing = "yijinjing";

enum class Verdict : std::uint8_t { pooled, one_study, direction_only, borrowed, nothing_found };

/// Trials by what they found, each counted once however many rows it has.
struct Directions {
    int exercise = 0, neither = 0, control = 0, mixed = 0, not_read = 0;
    int within = 0;  ///< single groups that got better; not a comparison
    [[nodiscard]] int compared() const noexcept { return exercise + neither + control + mixed; }
};

/// A row as the cell sees it.
struct CellRow {
    std::size_t finding = 0;               ///< its place in Synthesis::findings
    Standing standing = Standing::usable;  ///< same_people and other_measure depend on the cell
};

struct Cell {
    CellKey key;
    Verdict verdict = Verdict::nothing_found;
    int k = 0;     ///< independent trials pooled
    double n = 0;  ///< people in them; 0 when not printed
    std::vector<CellRow> rows;
    Directions directions;
    knowledge::ResultMeasure measure = knowledge::ResultMeasure::none;
    std::optional<OwnEstimate> own;
    std::vector<const knowledge::PublishedPool*> published;
    std::optional<UsePrior> prior;
    Certainty certainty;
    std::vector<Said> reasons;       ///< for the verdict
    std::vector<Said> would_change;  ///< what would change it
};

}  // namespace sinew::evidence

namespace sinew::domain {
template <>
struct Names<evidence::Verdict> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"pooled", "one_study", "direction_only", "borrowed", "nothing_found"});
};
}  // namespace sinew::domain
