// Today in one screen, and all that a phone needs to go on for two weeks without a signal.
#pragma once

#include <sinew/clinic/session_use.hpp>

namespace sinew::clinic {

/// Days that a phone can do without us.
inline constexpr int kOfflineDays = 14;

/// Shape: Today of the contract. @param acting  its day is the phone's day
[[nodiscard]] Result<OrderedJson> today_view(const ReadStore& store, const Id& person,
                                             const Acting& acting);
/// Shape: Offline of the contract.
[[nodiscard]] Result<OrderedJson> offline_view(const ReadStore& store, const Id& person,
                                               const Acting& acting);

/// One questionnaire as a form asks it. Shape: Questionnaire of the contract.
/// @errors not_found: none of that id, or its words are not ours to show
[[nodiscard]] Result<OrderedJson> questionnaire_view(const std::string& instrument,
                                                     const Acting& acting);
[[nodiscard]] OrderedJson outcomes_view(const Acting& acting);
/// Forms and keyframes as the packs hold them, for the moving figure.
[[nodiscard]] Result<OrderedJson> figure_view(const Acting& acting);
/// The JSON Schema of a document, such as "record". @errors not_found
[[nodiscard]] Result<std::string> schema_text(std::string_view name);

}  // namespace sinew::clinic
