// How a refusal is told: one line a fault for people, one document for machines.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/cli/call.hpp>

namespace sinew::cli {

/// {"errors": [{"code", "where", "what", "hint"}]}
[[nodiscard]] OrderedJson faults_json(const Faults& faults);

/// "where: what (hint)" a fault on standard error; with --json the document on standard output too.
/// @return storage when the file system was at fault, else refused
Exit refuse(Call& call, const Faults& faults);
Exit refuse(Call& call, const Error& fault);

/// The same for faults found before there was a call.
Exit refuse(Output& out, Output& notes, bool json, const Faults& faults);

}  // namespace sinew::cli
