// Looking into one FHIR resource: texts, codings, dates, references. Nothing here throws, whatever the resource holds.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/json_text.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::fhir {

struct Coding {
    std::string system, code, label;  ///< label: the outside text, cleaned for showing
};

/// The member, or a null that lives for ever.
[[nodiscard]] const Json& member(const Json& json, std::string_view key);
/// The text at a path of members; empty when there is none.
[[nodiscard]] std::string text_at(const Json& json, std::initializer_list<std::string_view> path);
/// An array's elements, a single element as a list of one, nothing for null.
[[nodiscard]] std::vector<const Json*> elements(const Json& json);

/// Codings of a CodeableConcept; one without codes gives its text alone.
[[nodiscard]] std::vector<Coding> codings_of(const Json& concept_json);
/// Does the concept carry one of these codes, in whatever system?
[[nodiscard]] bool has_code(const Json& concept_json,
                            std::initializer_list<std::string_view> codes);

/// The first of the paths that holds a readable date. "effectivePeriod/start" goes into a member.
[[nodiscard]] std::optional<Moment> date_of(const Json& resource,
                                            std::initializer_list<std::string_view> paths);

/// Outside text made safe to show: no control signs, at most 120 bytes, whole characters.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace sinew::fhir
