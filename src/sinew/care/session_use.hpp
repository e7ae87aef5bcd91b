// The session use cases: a day of a programme as a script to be led, the class sheet, and the player itself.
#pragma once

#include <sinew/knowledge/catalogue.hpp>
#include <sinew/session/class_sheet.hpp>
#include <sinew/session/compile_session.hpp>
#include <sinew/session/player.hpp>
#include <sinew/session/short_scripts.hpp>

namespace sinew::care {

using session::advance;
using session::class_sheet;
using session::compile_meanwhile;
using session::compile_on_demand;
using session::compile_session;
using session::frame_of;
using session::PlayFrame;
using session::PlayKey;
using session::PlayState;
using session::press;
using session::SessionOptions;

/// The packs that all of these need.
[[nodiscard]] inline knowledge::Parts parts_of_sessions() {
    return {knowledge::Part::sessions, knowledge::Part::text};
}

}  // namespace sinew::care
