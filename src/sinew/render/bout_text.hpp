// A bout's metrics and its match with the prescription, for the terminal.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/text_pack.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param match  as document::match_json writes it, in the language of `words`
[[nodiscard]] std::string match_text(const OrderedJson& match, const knowledge::Words& words,
                                     const TextStyle& style);

/// @param bout  as document::bout_json writes it
/// @param name  of the recording
[[nodiscard]] std::string bout_text(const std::string& name, const OrderedJson& bout,
                                    const knowledge::Words& words, const TextStyle& style);

}  // namespace sinew::render
