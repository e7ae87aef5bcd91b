// What is different between two syntheses, and whether a conclusion moved. Works on digests, so that an old file can be asked.
#pragma once

#include <sinew/evidence/said.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sinew::evidence {

struct CellDigest {
    std::string verdict, certainty, directions;
    int k = 0;
    std::optional<double> b, ci_lb, ci_ub, prior_mean, prior_sd;
    double important = 0;  ///< size of the minimal important difference; 0 = none
    friend bool operator==(const CellDigest&, const CellDigest&) = default;
};

struct SynthesisDigest {
    std::map<std::string, std::string> rows;      ///< id -> everything it says
    std::map<std::string, CellDigest> cells;      ///< by the cell's key
    std::map<std::string, std::string> settings;  ///< name -> value
};

struct CellChange {
    std::string key;
    bool moved = false;      ///< another verdict, or the estimate crossed zero or what matters
    std::vector<Said> what;  ///< synthesis.diff.*
};

struct SynthesisChange {
    std::vector<std::string> rows_added, rows_removed, rows_changed, settings_changed;
    std::vector<CellChange> cells;  ///< only those that differ, by key
    std::size_t cells_compared = 0;
    std::size_t moved = 0;
    [[nodiscard]] bool nothing() const noexcept {
        return rows_added.empty() && rows_removed.empty() && rows_changed.empty() &&
               settings_changed.empty() && cells.empty();
    }
};

[[nodiscard]] SynthesisChange change_between(const SynthesisDigest& before,
                                             const SynthesisDigest& after);

}  // namespace sinew::evidence
