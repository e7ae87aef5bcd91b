// Eigenvalues and eigenvectors of a symmetric matrix.
#pragma once

#include <sinew/numerics/matrix.hpp>

namespace sinew::numerics {

struct SymmetricEigen {
    std::vector<double> values;  ///< from the largest to the smallest
    Matrix vectors;              ///< column i belongs to value i; of length 1
};

/// By rotations (Jacobi): accurate for small eigenvalues too, the same on every machine.
/// @pre square and symmetric
/// @source golub2013
[[nodiscard]] SymmetricEigen symmetric_eigen(Matrix matrix);

}  // namespace sinew::numerics
