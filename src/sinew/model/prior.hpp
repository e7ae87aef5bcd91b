// Prior draws of the parameters: one value of every row that is not fixed, the same for every person, programme, thread and machine.
#pragma once

#include <sinew/knowledge/model_links.hpp>
#include <sinew/model/link_share.hpp>
#include <sinew/model/parameters.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace sinew::model {

/// How one parameter is drawn, read from its row.
struct PriorLaw {
    enum class Kind : std::uint8_t { fixed, lognormal, beta, normal, cut_normal };
    Kind kind = Kind::fixed;
    double Parameters::*member = nullptr;
    std::string symbol;
    double centre = 0;  ///< median of a lognormal, mean of the others
    double spread = 0;  ///< log-sd of a lognormal; first shape of a beta; sd of a normal
    double second = 0;  ///< second shape of a beta
};

/// The value of a parameter at a probability in (0, 1), by the inverse of its distribution.
[[nodiscard]] double value_at(const PriorLaw& law, double u);

/// False where a draw would be drawn again: parameters that cannot stand together, or lie outside what the equations can work with.
[[nodiscard]] bool stands_together(const Parameters& drawn) noexcept;

struct PriorDraw {
    Parameters parameters;  ///< before class and sex are chosen
    int rejections = 0;     ///< how many values had to be drawn again
};

/// Independent laws, and the few conditions a draw must meet together.
class Prior {
public:
    /// A normal with "sign-constrained" beside it is cut at 0 where the quantity must be positive, and for the gain of a link only where
    /// the link is graded A or B in dependence: elsewhere a draw may turn the link round.
    /// @errors bad_input: a dispersion or distribution that cannot be read, a link whose gain is no parameter
    [[nodiscard]] static Result<Prior> read(const knowledge::ModelPack& pack,
                                            std::span<const knowledge::ModelLink> links);

    /// From now on the gains of these links are 0, at the centre and in every draw; what else is drawn stays to the bit.
    void switch_off(const Links& links);

    /// @param setting  A_v of the place: it is not drawn
    /// @source docs/methods/model.md (section 17)
    [[nodiscard]] PriorDraw draw(std::uint64_t seed, std::uint64_t k) const;

    /// The run at the values themselves.
    [[nodiscard]] const Parameters& centre() const noexcept { return centre_; }
    [[nodiscard]] std::span<const PriorLaw> laws() const noexcept { return laws_; }

private:
    Parameters centre_;
    std::vector<PriorLaw> laws_;
    Links off_;
};

/// The same parameters with the gains of the given links at 0.
[[nodiscard]] Parameters without(Parameters parameters,
                                 std::span<const knowledge::ModelLink* const> links) noexcept;

}  // namespace sinew::model
