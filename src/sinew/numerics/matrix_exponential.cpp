#include <sinew/base/ensure.hpp>
#include <sinew/numerics/eigen_view.hpp>
#include <sinew/numerics/matrix_exponential.hpp>

#include <unsupported/Eigen/MatrixFunctions>

namespace sinew::numerics {

Matrix exponential_of(const Matrix& a) {
    SINEW_ENSURE(a.rows == a.columns, "a square matrix has an exponential");
    const Eigen::MatrixXd values = view(a);
    return matrix_of(values.exp());
}

}  // namespace sinew::numerics
