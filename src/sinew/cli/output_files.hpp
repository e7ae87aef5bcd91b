// Everything a command writes, made ready before the first file is touched.
#pragma once

#include <sinew/cli/call.hpp>

#include <string>
#include <utility>
#include <vector>

namespace sinew::cli {

class OutputFiles {
public:
    /// @param path  "-" is standard output
    void add(std::string path, std::string bytes) {
        files_.emplace_back(std::move(path), std::move(bytes));
    }
    [[nodiscard]] bool uses_standard_output() const noexcept;

    /// Replaces each file whole, in the order they were added, and names it on standard error unless --quiet.
    /// @return answered; refused when two have one name; storage after the first that failed
    Exit write(Call& call) const;

private:
    std::vector<std::pair<std::string, std::string>> files_;
};

}  // namespace sinew::cli
