// Where a clinic lives on this machine.
#pragma once

#include <sinew/cli/call.hpp>
#include <sinew/store/sqlite_store.hpp>

namespace sinew::cli {

/// --data FOLDER, for every command that works on a clinic.
[[nodiscard]] OptionSpec data_option();

/// --data, else $SINEW_DATA, else $XDG_DATA_HOME/sinew, else ~/.local/share/sinew. In it: clinic.sqlite, key/clinic.key,
/// audit.anchors. The key is --key-file where a command has that option, else $CREDENTIALS_DIRECTORY/sinew.key where the service
/// manager provides one; a key named so is never made.
/// @errors bad_input when none of them says where
[[nodiscard]] Result<store::Options> clinic_in(const Call& call);

}  // namespace sinew::cli
