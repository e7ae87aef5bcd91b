// The ranks as a command sees them: who it is among them, whether all are well, and who speaks at the end.
#pragma once

#include <sinew/cli/command.hpp>
#include <sinew/cli/output.hpp>
#include <sinew/ranks/ranks.hpp>

#include <optional>
#include <string_view>

namespace sinew::cli {

class Company {
public:
    explicit Company(ranks::Ranks& ranks) : ranks_{ranks} {}

    [[nodiscard]] std::size_t rank() const noexcept { return ranks_.rank(); }
    [[nodiscard]] std::size_t count() const noexcept { return ranks_.count(); }
    [[nodiscard]] bool first() const noexcept { return ranks_.rank() == 0; }

    /// Waits for the others. @param work  all that decides what is computed; the ranks must agree on it
    /// @return false when one failed or has other work: then end with `code()`
    [[nodiscard]] bool all_well(Exit mine, std::string_view work);
    [[nodiscard]] Exit code() const noexcept;

    [[nodiscard]] std::vector<std::vector<double>> gather(std::span<const double> mine) {
        return ranks_.gather(mine);
    }

    /// At the very end: meets once when the command did not, and leaves what is to be said with one rank only – the first, or the first that failed.
    [[nodiscard]] Exit one_voice(Exit mine, Output& out, Output& notes);

private:
    ranks::Ranks& ranks_;
    std::optional<ranks::Trouble> trouble_;
    bool met_ = false;
};

}  // namespace sinew::cli
