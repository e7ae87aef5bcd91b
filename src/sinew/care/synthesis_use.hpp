// The synthesis use case: tables of trials in, every cell with its verdict out; also the door to certainty for the edge.
#pragma once

#include <sinew/care/knowledge_use.hpp>
#include <sinew/evidence/change.hpp>
#include <sinew/evidence/synthesis.hpp>

#include <memory>
#include <optional>
#include <string>

namespace sinew::care {

/// Everything that was read and everything that was made of it. Moved, never copied: `made` points into the rest.
struct SynthesisAnswer {
    std::unique_ptr<const knowledge::Trials> trials;
    std::unique_ptr<const knowledge::SynthesisRules> rules;
    evidence::Synthesis made;
    std::string hash;  ///< of the four tables and the rules
};

/// @param folder  of edited tables; nothing: those of `packs`. Rules that are not in the folder are those of `packs`.
/// @param known   citations; a source that is not among them is flagged, not refused
/// @errors every fault of the tables and the rules, with file, row and column
[[nodiscard]] Checked<SynthesisAnswer> rebuild_synthesis(
    const knowledge::PackSource& packs, const std::optional<std::string>& folder,
    const knowledge::Citations& known, const evidence::SynthesisFilter& filter = {});

/// The rules alone. @errors as above
[[nodiscard]] Checked<knowledge::SynthesisRules> synthesis_rules(
    const knowledge::PackSource& packs);

}  // namespace sinew::care
