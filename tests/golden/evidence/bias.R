# Makes bias_*.csv: leave-one-out, influence, Baujat, cumulative, GOSH, Egger, Begg, trim and fill, PET-PEESE and selection
# models as R's metafor computes them. Run by tools/regenerate_goldens; needs metafor, metadat and numDeriv.
suppressMessages(library(metafor))
options(warn = -1)
folder <- Sys.getenv("SINEW_GOLDENS", ".")
tool <- paste0("# R ", getRversion(), ", metafor ", packageVersion("metafor"), ", metadat ", packageVersion("metadat"),
               "; written by bias.R")
tight_for <- function(d) {
  scale <- mean(d$vi)
  list(threshold = 1e-13 * scale, maxiter = 100000, tau2.max = 1e4 * max(var(d$yi), scale), tol = 1e-15 * scale)
}
unfit <- list()

# Each set: effects, variances, sizes, names. The published sources stand in the help pages of metadat that are named.
keep <- function(name, d, slab, ni) {
  d <- data.frame(set = name, study = slab, yi = as.numeric(d$yi), vi = as.numeric(d$vi), ni = ni)
  d[complete.cases(d), ]
}
bcg <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
egger <- escalc(measure = "OR", ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = dat.egger2001)
normand <- escalc(measure = "SMD", m1i = m1i, sd1i = sd1i, n1i = n1i, m2i = m2i, sd2i = sd2i, n2i = n2i, data = dat.normand1999)
molloy <- escalc(measure = "ZCOR", ri = ri, ni = ni, data = dat.molloy2014)
li <- escalc(measure = "OR", ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = dat.li2007)
linde <- escalc(measure = "RR", ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = dat.linde2005)
niel <- escalc(measure = "OR", ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = dat.nielweise2007)
sets <- list(
  keep("dat.bcg", bcg, paste(bcg$author, bcg$year), bcg$tpos + bcg$tneg + bcg$cpos + bcg$cneg),
  keep("dat.raudenbush1985", dat.raudenbush1985, paste(dat.raudenbush1985$author, dat.raudenbush1985$year),
       dat.raudenbush1985$n1i + dat.raudenbush1985$n2i),
  keep("dat.hackshaw1998", dat.hackshaw1998, paste(dat.hackshaw1998$author, dat.hackshaw1998$year), dat.hackshaw1998$cases),
  keep("dat.egger2001", egger, egger$study, egger$n1i + egger$n2i),
  keep("dat.normand1999", normand, normand$source, normand$n1i + normand$n2i),
  keep("dat.molloy2014", molloy, paste(molloy$authors, molloy$year), molloy$ni),
  keep("dat.li2007", li, li$study, li$n1i + li$n2i),
  keep("dat.linde2005", linde, linde$study, linde$n1i + linde$n2i),
  keep("dat.nielweise2007", niel, niel$author, niel$n1i + niel$n2i))
names(sets) <- sapply(sets, function(d) d$set[1])
for (i in seq_along(sets)) sets[[i]]$study <- iconv(gsub("[\",]", "", sets[[i]]$study), to = "ASCII//TRANSLIT")

write_rows <- function(name, rows) {
  rows <- do.call(rbind, rows)
  for (column in names(rows)) if (is.double(rows[[column]])) rows[[column]] <- sprintf("%.17g", rows[[column]])
  file <- file.path(folder, paste0("bias_", name, ".csv"))
  writeLines(tool, file)
  write.table(rows, file, append = TRUE, sep = ",", row.names = FALSE, col.names = TRUE, quote = FALSE, na = "NA")
}
attempt <- function(set, what, code) tryCatch(code, error = function(e) {
  unfit[[length(unfit) + 1]] <<- data.frame(set = set, what = what, words = gsub("[\n,]", " ", conditionMessage(e)))
  NULL
})
step_table <- function(steps) {
  s <- unclass(steps)
  names(s)[3:4] <- c("stat", "pval")
  data.frame(s[c("estimate", "se", "stat", "pval", "ci.lb", "ci.ub", "Q", "Qp", "I2", "H2")], tau2 = if (is.null(s$tau2)) 0 else s$tau2)
}

cases <- list(c("REML", "z"), c("REML", "knha"), c("DL", "z"), c("FE", "z"), c("ML", "t"), c("PM", "knha"))
rows <- list(data = sets)
add <- function(name, row) rows[[name]][[length(rows[[name]]) + 1]] <<- row
for (d in sets) for (case in cases) {
  tight <- tight_for(d)
  set <- d$set[1]; method <- case[1]; test <- case[2]; k <- nrow(d)
  head <- data.frame(set = set, method = method, test = test)
  fit <- attempt(set, paste(method, test), rma(yi, vi, data = d, method = method, test = test, control = tight))
  if (is.null(fit)) next
  one <- attempt(set, paste("leave1out", method, test), step_table(leave1out(fit)))
  steps <- function(name, one) {
    add(name, data.frame(head, row = 1:k, estimate = one$estimate, se = one$se, stat = one$stat, pval = one$pval,
                         ci_lb = one$ci.lb, ci_ub = one$ci.ub, Q = one$Q, Qp = one$Qp, tau2 = one$tau2, I2 = one$I2, H2 = one$H2))
  }
  if (!is.null(one)) steps("leave_one_out", one)
  one <- attempt(set, paste("cumul", method, test), step_table(cumul(fit, order = d$vi)))
  # With a single study metafor goes from t to z without a word; ours has no t with 0 degrees of freedom. Not compared.
  if (!is.null(one)) steps("cumulative", if (test == "z") one else { one[1, 1:10] <- NA; one })
  one <- attempt(set, paste("influence", method, test), influence(fit))
  if (!is.null(one)) {
    pdf(NULL); b <- baujat(fit); invisible(dev.off())
    add("influence", data.frame(head, row = 1:k, unclass(one$inf)[c("rstudent", "dffits", "cook.d", "cov.r", "tau2.del", "QE.del", "hat", "weight")],
                                dfbs = one$dfbs[[1]], infl = as.integer(one$is.infl), baujat_x = b$x, baujat_y = b$y))
  }
  for (model in c("rma", "lm")) for (predictor in c("sei", "vi", "ni", "ninv", "sqrtni", "sqrtninv")) {
    if (model == "lm" && !(method == "REML" && test == "z")) next
    one <- attempt(set, paste("regtest", model, predictor, method, test),
                   regtest(d$yi, vi = d$vi, ni = d$ni, model = model, predictor = predictor, method = method, test = test, ret.fit = TRUE))
    if (is.null(one)) next
    # regtest does not pass `control` on for vectors: the same model with tight steps.
    x <- switch(predictor, sei = sqrt(d$vi), vi = d$vi, ni = d$ni, ninv = 1 / d$ni, sqrtni = sqrt(d$ni), sqrtninv = 1 / sqrt(d$ni))
    if (model == "rma") {
      f <- attempt(set, paste("regtest fit", predictor, method, test), rma(yi, vi, mods = ~x, data = d, method = method, test = test, control = tight))
      if (is.null(f)) next
      stopifnot(abs(f$zval[2] - one$zval) < 1e-3 * max(1, abs(one$zval)))
      v <- c(f$zval[2], f$pval[2], f$b[1], f$ci.lb[1], f$ci.ub[1], f$tau2)
    } else {
      s <- coef(summary(one$fit)); q <- qt(.975, k - 2)
      v <- c(one$zval, one$pval, s[1, 1], s[1, 1] - q * s[1, 2], s[1, 1] + q * s[1, 2], 0)
    }
    add("regtest", data.frame(head, model = model, predictor = predictor, stat = v[1], pval = v[2], est = v[3], ci_lb = v[4], ci_ub = v[5], tau2 = v[6]))
  }
  if (test == "z") for (estimator in c("L0", "R0", "Q0")) for (side in c("auto", "left", "right")) {
    args <- list(fit, estimator = estimator, control = tight)
    if (side != "auto") args$side <- side
    one <- attempt(set, paste("trimfill", estimator, side, method), do.call(trimfill, args))
    if (is.null(one)) next
    add("trimfill", data.frame(head, estimator = estimator, asked = side, side = one$side, k0 = one$k0, se_k0 = one$se.k0, p_k0 = one$p.k0,
                               b = c(one$b), se = one$se, pval = one$pval, ci_lb = one$ci.lb, ci_ub = one$ci.ub, tau2 = one$tau2, QE = one$QE, I2 = one$I2))
  }
}
for (d in sets) {
  one <- ranktest(d$yi, vi = d$vi)
  add("ranktest", data.frame(set = d$set[1], tau = unname(one$tau), pval = one$pval))
}
d <- sets[["dat.normand1999"]]
tight <- tight_for(d)
for (method in c("FE", "DL", "REML")) {
  g <- gosh(rma(yi, vi, data = d, method = method, control = tight), progbar = FALSE)
  subset <- as.vector(as.matrix(g$incl) %*% 2^(0:(nrow(d) - 1)))
  add("gosh", data.frame(set = "dat.normand1999", method = method, subset = subset, estimate = g$res$estimate, QE = g$res$QE, I2 = g$res$I2, H2 = g$res$H2, tau2 = g$res$tau2))
}
# selmodel stops where its optimiser can no longer see the likelihood rise, about six digits short in the parameters: Newton
# steps on metafor's own likelihood go on from there to its top.
polished <- function(one, d, free_tau2) {
  k <- nrow(d); m <- length(one$delta)
  free_tau2 <- free_tau2 && one$tau2 > 1e-7
  minus <- function(free) {
    par <- c(free[1], if (free_tau2) free[2] else 0, 1, free[-(1:(1 + free_tau2))])
    metafor:::.selmodel.ll.stepfun(par, yi = d$yi, vi = d$vi, X = cbind(rep(1, k)), preci = rep(1, k), k = k, pX = 1, pvals = one$pvals, deltas = m,
      delta.val = c(1, rep(NA, m - 1)), delta.transf = FALSE, mapfun = NULL, delta.min = NULL, delta.max = NULL,
      tau2.val = if (free_tau2) NA else 0, tau2.transf = FALSE, tau2.max = Inf, beta.val = NA, wi.fun = NULL, steps = one$steps,
      pgrp = sapply(one$pvals, function(p) which(p <= one$steps)[1]), alternative = one$alternative, pval.min = 0, intCtrl = NULL, verbose = FALSE, digits = NULL)
  }
  at <- c(one$beta, if (free_tau2) one$tau2, one$delta[-1])
  for (i in 1:6) at <- at - solve(numDeriv::hessian(minus, at), numDeriv::grad(minus, at, method.args = list(r = 6)))
  if (free_tau2 && at[2] < 0) { one$tau2 <- 0; return(polished(one, d, FALSE)) }  # the top is at the edge
  se <- sqrt(diag(solve(numDeriv::hessian(minus, at, method.args = list(r = 8)))))
  n <- 1 + free_tau2
  one$beta <- at[1]; one$se <- se[1]; one$pval <- 2 * pnorm(-abs(at[1] / se[1]))
  one$tau2 <- if (free_tau2) at[2] else 0; one$se.tau2 <- if (free_tau2) se[2] else NA
  one$delta <- c(1, at[-(1:n)]); one$se.delta <- c(NA, se[-(1:n)])
  one$ll <- -minus(at)
  one
}
for (d in sets) for (method in c("ML", "FE")) for (alternative in c("greater", "less", "two.sided")) for (steps in list(0.025, 0.05, 0.5, c(0.025, 0.5), c(0.05, 0.2))) {
  set <- d$set[1]; words <- paste("selmodel", method, alternative, paste(steps, collapse = " "))
  p <- if (alternative == "two.sided") 2 * pnorm(-abs(d$yi / sqrt(d$vi))) else pnorm(d$yi / sqrt(d$vi), lower.tail = alternative == "less")
  counts <- table(cut(p, c(-1, steps, 1)))
  if (any(counts < 2)) { unfit[[length(unfit) + 1]] <- data.frame(set = set, what = words, words = "a step holds fewer than two studies: not asked"); next }
  f <- rma(yi, vi, data = d, method = method, control = tight_for(d))
  one <- NULL
  listed <- length(unfit)
  for (optimizer in list(list(optimizer = "nlminb", rel.tol = 1e-13, iter.max = 5000, eval.max = 10000), list(optimizer = "optim", optmethod = "BFGS", reltol = 1e-16, maxit = 10000))) {
    found <- attempt(set, words, selmodel(f, type = "stepfun", alternative = alternative, steps = steps, control = c(optimizer, hessianCtrl = list(list(r = 8)))))
    if (!is.null(found) && (is.null(one) || logLik(found) > logLik(one))) one <- found
  }
  if (is.null(one)) next
  if (length(unfit) > listed) unfit <- unfit[seq_len(listed)]  # one optimiser gave up, another did not
  first <- one; one <- attempt(set, words, polished(one, d, method == "ML"))
  if (is.null(one) || any(one$delta < 0) || abs(one$ll - c(logLik(first))) > 1e-3) { unfit[[length(unfit) + 1]] <- data.frame(set = set, what = words, words = "no maximum near where selmodel stopped"); next }
  one$LRT <- 2 * (one$ll - c(logLik(f, REML = FALSE))); one$LRTp <- pchisq(one$LRT, length(steps), lower.tail = FALSE)
  m <- length(steps)
  pad <- function(x) c(x, rep(NA, 2 - length(x)))
  add("selmodel", data.frame(set = set, method = method, alternative = alternative, steps = paste(steps, collapse = " "), b = c(one$beta), se = one$se,
      pval = one$pval, tau2 = one$tau2, se_tau2 = one$se.tau2, ll = one$ll, LRT = one$LRT, LRTp = one$LRTp,
      delta2 = one$delta[2], delta3 = pad(one$delta[-1])[2], se2 = one$se.delta[2], se3 = pad(one$se.delta[-1])[2]))
}
for (name in names(rows)) write_rows(name, rows[[name]])
if (length(unfit)) write_rows("unfit", unfit)
