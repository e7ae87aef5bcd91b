// Tells R4 from its neighbours by what only they write. FHIR documents seldom name their version.
#pragma once

#include <sinew/base/json_text.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace sinew::fhir {

/// The version when the resource cannot be R4, such as "STU3"; nothing when it may be.
[[nodiscard]] std::optional<std::string> version_of(const Json& resource);

/// A kind of resource that R4 no longer has but that carried medication before it.
[[nodiscard]] bool is_of_older_version(std::string_view type) noexcept;

}  // namespace sinew::fhir
