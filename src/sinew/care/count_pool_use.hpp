// Pooling by the counts themselves (Mantel and Haenszel, Peto): no variance of a single study is needed, so tables with a
// cell of nothing stay as they are.
#pragma once

#include <sinew/care/effects_use.hpp>
#include <sinew/care/pool_use.hpp>

namespace sinew::care {

/// How the table must be read for `method`: tables that say nothing of a ratio give no effect of their own, and Peto's
/// effects are Peto's (an odds ratio asked for is answered so).
[[nodiscard]] effect::EffectsQuestion count_question(effect::EffectsQuestion question,
                                                     CountMethod method);

/// `effects.counts` pooled; the effects of the single studies carry Q, I2, H2 and the picture. Tests are z.
/// @param effects  read as `count_question` says
/// @errors rows that are no counts; a measure that the method does not know (Mantel-Haenszel: OR RR RD IRR IRD; Peto:
///         PETO); fewer than two tables; cluster-randomised rows (`icc`)
/// @source mantel1959, yusuf1985, viechtbauer2010 (rma.mh, rma.peto)
[[nodiscard]] Checked<PoolAnswer> pool_counts(effect::Effects effects, CountMethod method,
                                              double level);

}  // namespace sinew::care
