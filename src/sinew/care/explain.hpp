// Why: what a rule, fact, form, exercise, source, limit, decision or word means, on whose evidence, and what changes it.
#pragma once

#include <sinew/knowledge/catalogue.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::care {

/// One labelled part of an explanation.
struct ExplainedPart {
    std::string_view key;  ///< stable, English, for machines: "when", "limits", "clears_when"
    std::string label;     ///< in the reader's language
    std::vector<std::string> lines;
};

struct ExplainedSource {
    std::string key, citation, locator, note;
    domain::Status status = domain::Status::NA;
};

struct Explained {
    std::string id;
    std::string_view
        kind;  ///< rule, session_rule, prescription_rule, fact, form, exercise, citation, tag, choice, word
    std::string title;
    std::vector<ExplainedPart> parts = {};
    std::optional<domain::Grade> grade = {};
    std::optional<domain::Status> status = {};
    std::vector<ExplainedSource> sources = {};
    std::vector<std::string> see_also = {};  ///< ids that can be explained in turn
};

/// Parts of the catalogue that explaining needs.
[[nodiscard]] knowledge::Parts parts_to_explain();

/// @param id  "SCR-035", "SES-11", "SUB-04", "sbp", "wei_tuo_1", "walk_level", "krantz2009", "valsalva", "aerobic_zone", "S1"
/// @errors not_found, with the nearest ids in the hint
[[nodiscard]] Result<Explained> explain(std::string_view id, const knowledge::Catalogue& catalogue,
                                        const knowledge::Words& words);

/// Every id that can be explained, in the order of the packs.
[[nodiscard]] std::vector<std::string> explainable_ids(const knowledge::Catalogue& catalogue);

}  // namespace sinew::care
