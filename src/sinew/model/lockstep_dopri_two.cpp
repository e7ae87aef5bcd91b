// Registers of 2 doubles (see CMakeLists.txt for what this file is compiled for).
#include <sinew/model/lockstep_stretch.inc.hpp>

namespace sinew::model::lockstep {

DopriCost stretch_two(DopriBlock& block, const double* parameters, const double* inputs,
                      double from, double to, double tolerance) {
    return Stretched<2>{parameters, inputs, tolerance}.run(block, from, to);
}

}  // namespace sinew::model::lockstep
