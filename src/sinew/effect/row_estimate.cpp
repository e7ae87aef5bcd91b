#include <sinew/effect/row_estimate.hpp>

namespace sinew::effect {

std::optional<Estimate> row_estimate(Shape shape, Measure measure, RowCells& cells,
                                     Remarks& remarks) {
    if (shape == Shape::effect) return stated_estimate(cells, remarks);
    cells.fault("measure", ErrorCode::bad_input,
                "rows of the shape " + std::string{name_of(shape)} + " do not give " +
                    std::string{spec_of(measure).code},
                "give effects with their variances: yi and vi");
    return {};
}

}  // namespace sinew::effect
