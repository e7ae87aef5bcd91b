// The rows of a model parted into blocks that are independent of each other. Inside the room only: carries Eigen.
#pragma once

#include <sinew/multilevel/term_shape.hpp>

#include <memory>

namespace sinew::multilevel {

using Index = Eigen::Index;

/// One entry of Z: the effect (a local column of the block) and its multiplier.
struct Loading {
    Index column = 0;
    double value = 1;
};

/// A term as one block sees it.
struct TermInBlock {
    std::size_t term = 0;
    Index columns = 0;                    ///< effects of this term in this block
    std::vector<std::size_t> first = {};  ///< of each row into `loadings`; one more than rows
    std::vector<Loading> loadings = {};
    std::vector<std::size_t> group = {};  ///< of each local column
    std::vector<Index> inner = {};        ///< column of G of each local column
    bool own = false;                     ///< local column i is row i, once: Z is the identity
    Eigen::MatrixXd levels = {};  ///< known correlation of the local columns; empty: by group

    /// Z' A for A with a row for each row of the block.
    [[nodiscard]] Eigen::MatrixXd transposed_times(const Eigen::MatrixXd& a) const;
    /// Z d.
    [[nodiscard]] Eigen::VectorXd times(const Eigen::VectorXd& d) const;
    /// The covariance of the local columns when G (or a derivative of it) is `g`.
    [[nodiscard]] Eigen::MatrixXd spread(const Eigen::MatrixXd& g) const;
    /// m += Z spread(g) Z'.
    void add_to(Eigen::MatrixXd& m, const Eigen::MatrixXd& g) const;
};

class TurnedBlock;

struct Block {
    std::vector<std::size_t> rows = {};  ///< of the model, ascending
    Eigen::MatrixXd v = {}, x = {};
    Eigen::VectorXd y = {};
    std::vector<TermInBlock> terms = {};
    std::shared_ptr<const TurnedBlock> turned = {};  ///< where `turn_blocks` found it to pay
};

struct Layout {
    std::size_t k = 0, p = 0;
    double log_det_xx = 0;
    std::vector<TermShape> shapes = {};
    std::vector<std::size_t> groups = {};            ///< of each term
    std::vector<std::size_t> first_coordinate = {};  ///< of each term, one more than terms
    std::vector<Coordinate> coordinates = {};
    std::vector<Block> blocks = {};
    std::vector<std::size_t> block_of = {};  ///< of each row

    /// Checks the model and its terms; no blocks yet.
    /// @errors bad_input  sizes, values that are not numbers, V not symmetric, collinear columns
    [[nodiscard]] static Result<Layout> without_blocks(const MixedModel& model,
                                                       bool with_terms = true);

    /// Parts the rows into blocks. `with_terms` false: by V alone.
    /// @errors bad_input  as above; V not positive definite
    [[nodiscard]] static Result<Layout> of(const MixedModel& model, bool with_terms = true);

    /// The same before anything has looked whether V is positive definite: `checked_blocks` is still owed.
    [[nodiscard]] static Result<Layout> with_blocks(const MixedModel& model,
                                                    bool with_terms = true);

    /// G of every term at a place.
    [[nodiscard]] std::vector<ShapeAt> shapes_at(const Eigen::VectorXd& place) const;
};

/// The marginal covariance of one block.
[[nodiscard]] Eigen::MatrixXd covariance_of(const Block& block, const std::vector<ShapeAt>& shapes);

}  // namespace sinew::multilevel
