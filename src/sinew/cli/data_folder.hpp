// Where a clinic lives on this machine.
#pragma once

#include <sinew/cli/call.hpp>
#include <sinew/store/sqlite_store.hpp>

namespace sinew::cli {

/// --data DIR, for every command that works on a clinic.
[[nodiscard]] OptionSpec data_option();

/// --data, else $SINEW_DATA, else $XDG_DATA_HOME/sinew, else ~/.local/share/sinew. In it: clinic.sqlite, key/clinic.key,
/// anchors.txt. The key is $CREDENTIALS_DIRECTORY/sinew.key instead where the service manager provides one.
/// @errors bad_input when none of them says where
[[nodiscard]] Result<store::Options> clinic_in(const Call& call);

}  // namespace sinew::cli
