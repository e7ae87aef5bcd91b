# metafor's rma.mv on the input of evidence_multilevel_bench, in one R process after a warm-up. Called by evidence_multilevel_side_by_side.py.
# Tightened: bobyqa down to steps of 1e-10 (nlminb refuses tolerances below 1e-10 with "did not achieve convergence"). The reference for the
# components is metafor's own likelihood climbed to its top by Newton steps: a method that looks at values alone stops at half the digits.
suppressPackageStartupMessages({library(metafor); library(numDeriv)})
arguments <- commandArgs(trailingOnly = TRUE); folder <- arguments[1]; runs <- as.integer(arguments[2])
d <- read.csv(file.path(folder, "rows.csv")); dense <- as.matrix(read.csv(file.path(folder, "dense.csv"), header = FALSE))
same <- outer(d$study, d$study, "=="); blocks <- 0.6 * outer(sqrt(d$vi), sqrt(d$vi)) * same; diag(blocks) <- d$vi
number <- function(x) paste(formatC(x, digits = 17, format = "g"), collapse = ", ")
one <- function(name, V) {
  fit <- function(...) rma.mv(d$yi, V, random = ~ 1 | study / effect, data = d, ...)
  tight <- list(optimizer = "bobyqa", rhoend = 1e-10)
  res <- fit(control = tight)
  seconds <- sort(sapply(seq_len(runs), function(i) sum(system.time(fit(control = tight))[c("user.self", "sys.self")])))
  plain <- median(sapply(seq_len(runs), function(i) sum(system.time(fit())[c("user.self", "sys.self")])))
  likelihood <- function(s) as.numeric(logLik(fit(sigma2 = s)))
  s <- res$sigma2
  for (i in 1:2) s <- s - as.numeric(solve(hessian(likelihood, s, method.args = list(d = 0.03, r = 4)), grad(likelihood, s, method.args = list(d = 0.03, r = 6))))
  top <- fit(sigma2 = s)
  sprintf('"%s": {"seconds": %s, "least": %s, "most": %s, "seconds_default": %s, "sigma2_tightened": [%s], "b": %s, "se": %s, "sigma2": [%s], "logLik": %s}', name,
          number(median(seconds)), number(seconds[1]), number(seconds[runs]), number(plain), number(res$sigma2), number(c(top$b)), number(top$se), number(s), number(as.numeric(logLik(top))))
}
cat("{", paste(one("three_level", d$vi), one("dense", dense), one("blocks", blocks), sep = ",\n"), sprintf(',\n"tool": "metafor %s, %s, BLAS %s"}\n', packageVersion("metafor"), R.version.string, basename(extSoftVersion()["BLAS"])))
