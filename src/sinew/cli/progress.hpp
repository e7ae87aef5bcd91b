// A bar on standard error for what takes more than a second, and only when a person looks.
#pragma once

#include <sinew/cli/output.hpp>

#include <cstddef>

namespace sinew::cli {

class Progress {
public:
    /// @param whole  amount of work in all; 0 when nobody knows
    Progress(Output& notes, bool wanted, std::size_t whole);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();  ///< takes the bar away again

    /// @param done   of the whole
    /// @param lines  counted so far, shown beside the bar
    void show(std::size_t done, std::size_t lines);

private:
    Output& notes_;
    std::size_t whole_;
    double began_ = 0, drawn_ = 0;
    bool wanted_, visible_ = false;
};

}  // namespace sinew::cli
