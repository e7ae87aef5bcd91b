#include <sinew/base/ensure.hpp>
#include <sinew/base/random_stream.hpp>
#include <sinew/pooling/fit_inference.hpp>
#include <sinew/pooling/gosh.hpp>

#include <algorithm>
#include <atomic>
#include <bit>
#include <limits>
#include <thread>

namespace sinew::pooling {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kStretch = 512;  ///< subsets between two words about progress

/// Fits subsets one after the other in its own memory.
class SubsetFitter {
public:
    SubsetFitter(std::span<const double> yi, std::span<const double> vi, const Settings& settings)
        : yi_{yi}, vi_{vi}, settings_{settings}, y_(yi.size()), v_(yi.size()), w_(yi.size()) {}

    /// Returns how many of the subsets from..to did not settle.
    std::size_t fit(Gosh& into, std::size_t from, std::size_t to) {
        std::size_t unsettled = 0;
        for (std::size_t subset = from; subset < to; ++subset) {
            const std::size_t k = gather(into, subset);
            into.k[subset] = static_cast<std::uint32_t>(k);
            if (!one(into, subset, k)) ++unsettled;
        }
        return unsettled;
    }

private:
    std::size_t gather(const Gosh& from, std::size_t subset) {
        std::size_t k = 0;
        for (std::size_t word = 0; word < from.words_each; ++word)
            for (std::uint64_t bits = from.members[subset * from.words_each + word]; bits != 0;
                 bits &= bits - 1) {
                const std::size_t study =
                    word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
                y_[k] = yi_[study];
                v_[k++] = vi_[study];
            }
        return k;
    }
    bool one(Gosh& into, std::size_t subset, std::size_t k) {
        MeanSweep sweep{std::span{y_}.first(k), std::span{v_}.first(k), std::span{w_}.first(k)};
        const Result<Tau2> tau2 = tau2_of(sweep, settings_);
        if (!tau2) {
            into.estimate[subset] = into.QE[subset] = into.I2[subset] = into.H2[subset] =
                into.tau2[subset] = kNone;
            return false;
        }
        // Q, I2 and H2 as heterogeneity_of defines them, without the tail probability that nobody reads here.
        const Sums& at_zero = sweep.at(0);
        const double q = k > 1 ? std::max(0.0, at_zero.residual) : 0.0;
        const double df = static_cast<double>(k) - 1;
        double i2 = 0, h2 = 1;
        if (k > 1 && settings_.method == Method::common) {
            i2 = q > df ? 100 * (q - df) / q : 0.0;
            h2 = q / df;
        } else if (k > 1) {
            const double typical = df / at_zero.trace;
            i2 = 100 * tau2->value / (typical + tau2->value);
            h2 = tau2->value / typical + 1;
        }
        if (tau2->value > 0) sweep.at(tau2->value);
        into.estimate[subset] = sweep.mean();
        into.QE[subset] = q;
        into.I2[subset] = i2;
        into.H2[subset] = h2;
        into.tau2[subset] = tau2->value;
        return true;
    }

    std::span<const double> yi_, vi_;
    const Settings& settings_;
    std::vector<double> y_, v_, w_;
};

void draw_members(Gosh& into, std::size_t studies, std::size_t subsets) {
    const std::uint64_t last =
        studies % 64 == 0 ? ~std::uint64_t{0} : (std::uint64_t{1} << (studies % 64)) - 1;
    for (std::size_t subset = 0; subset < subsets; ++subset) {
        RandomStream stream{into.seed, "gosh", subset};
        std::uint64_t any = 0;
        while (any == 0)
            for (std::size_t word = 0; word < into.words_each; ++word) {
                std::uint64_t bits = stream.next();
                if (word + 1 == into.words_each) bits &= last;
                into.members[subset * into.words_each + word] = bits;
                any |= bits;
            }
    }
}

}  // namespace

Result<Gosh> gosh(std::span<const double> yi, std::span<const double> vi, const Settings& settings,
                  const GoshSettings& how) {
    SINEW_ENSURE(yi.size() == vi.size(), "one variance an effect");
    if (!settings.weights.empty())
        return fail({ErrorCode::bad_input,
                     "own weights are not carried over to subsets",
                     {},
                     "leave the weights out"});
    if (auto wrong = wrong_with(yi, vi, settings)) return fail(*std::move(wrong));
    const std::size_t studies = yi.size();
    if (studies < 2)
        return fail({ErrorCode::bad_input, "one study only: it has no subsets", "row 1",
                     "give two studies or more"});
    if (how.most_subsets < 2)
        return fail({ErrorCode::out_of_range,
                     "fewer than two subsets say nothing",
                     {},
                     "ask for thousands"});
    Gosh made;
    made.settings = settings;
    made.all = studies < 63 && (std::uint64_t{1} << studies) - 1 <= how.most_subsets;
    made.seed = how.seed;
    made.words_each = (studies + 63) / 64;
    const std::size_t subsets = made.all ? (std::size_t{1} << studies) - 1 : how.most_subsets;
    made.members.resize(subsets * made.words_each);
    for (auto* list : {&made.estimate, &made.QE, &made.I2, &made.H2, &made.tau2})
        list->resize(subsets);
    made.k.resize(subsets);
    if (made.all)
        for (std::size_t subset = 0; subset < subsets; ++subset) made.members[subset] = subset + 1;
    else
        draw_members(made, studies, subsets);
    // Each thread writes its own stretch; nothing is summed across them.
    const std::size_t parts = std::clamp<std::size_t>(how.threads, 1, 64);
    std::vector<std::size_t> unsettled(parts);
    std::atomic<std::size_t> done = 0;
    const auto part = [&](std::size_t index) {
        SubsetFitter fitter{yi, vi, settings};
        const std::size_t end = subsets * (index + 1) / parts;
        for (std::size_t from = subsets * index / parts; from < end;) {
            const std::size_t to = std::min(from + kStretch, end);
            unsettled[index] += fitter.fit(made, from, to);
            done += to - from;
            if (index == 0 && how.progress) how.progress(done, subsets);
            from = to;
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t index = 1; index < parts; ++index) others.emplace_back(part, index);
        part(0);
    }
    for (const std::size_t one : unsettled) made.unsettled += one;
    return made;
}

}  // namespace sinew::pooling
