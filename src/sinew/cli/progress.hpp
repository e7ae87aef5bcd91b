// A bar on standard error for what takes more than a second, and only when a person looks.
#pragma once

#include <sinew/cli/output.hpp>

#include <cstddef>
#include <string_view>

namespace sinew::cli {

class Progress {
public:
    /// @param whole   amount of work in all; 0 when nobody knows
    /// @param counted what show() counts
    /// @param stride  the clock is asked once in so many calls
    Progress(Output& notes, bool wanted, std::size_t whole, std::string_view counted = "lines",
             std::size_t stride = 64);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();  ///< takes the bar away again

    /// @param done   of the whole
    /// @param count  so far, shown beside the bar
    void show(std::size_t done, std::size_t count);

private:
    Output& notes_;
    std::size_t whole_, stride_;
    std::string_view counted_;
    double began_ = 0, drawn_ = 0;
    bool wanted_, visible_ = false;
};

}  // namespace sinew::cli
