// The links of the model (knowledge/model/links.csv): what acts on what, with which sign, on whose evidence, and the gains that carry it.
#pragma once

#include <sinew/knowledge/pack_source.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

/// On the scale of the mechanisms: A to D, X = found against it, H = our hypothesis, NA = not studied there.
enum class LinkGrade : std::uint8_t { A, B, C, D, X, H, NA };

struct ModelLink {
    std::string id;         ///< "LNK-15"
    std::string from, to;   ///< symbols of states, drives and inputs
    std::string mechanism;  ///< "affect": what a report of contributions switches together
    bool raises = true;     ///< sign of the effect of `from` on `to` at the prior values
    LinkGrade grade = LinkGrade::NA;  ///< in substance dependence
    LinkGrade grade_general = LinkGrade::NA;
    bool hypothesis_for_mind_body = false;  ///< for YiJinJing it is one, whatever `grade` says
    std::vector<std::string> gains;         ///< parameters that are 0 when the link is off
    std::string basis, source, status;

    /// A switch exists for each link; the report on hypotheses turns these off.
    [[nodiscard]] bool hypothesis(bool mind_body_used) const noexcept {
        return grade == LinkGrade::H || (mind_body_used && hypothesis_for_mind_body);
    }
    [[nodiscard]] bool borrowed() const noexcept {
        return grade == LinkGrade::NA || grade == LinkGrade::D;
    }
};

/// @errors bad_input with line and column: an id twice, an unknown sign or grade, no gain
[[nodiscard]] Checked<std::vector<ModelLink>> load_model_links(const PackSource& source);

[[nodiscard]] std::string_view name_of(LinkGrade grade) noexcept;

}  // namespace sinew::knowledge
