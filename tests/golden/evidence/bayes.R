# Regenerates bayes_*.csv: data sets, posteriors by plain numeric integration in R, posteriors by JAGS, chain diagnostics by
# the package posterior. Run by tools/regenerate_goldens; needs metafor, metadat, rjags, coda, posterior.
suppressMessages({library(metafor); library(metadat); library(rjags); library(coda)})
folder <- Sys.getenv("SINEW_GOLDENS", ".")
full <- function(x) ifelse(is.na(x), "NA", format(x, digits = 17, scientific = TRUE, trim = TRUE))
put <- function(frame, file, comment) {
  for (name in names(frame)) if (is.double(frame[[name]])) frame[[name]] <- full(frame[[name]])
  out <- file(file.path(folder, file), "w"); writeLines(paste("#", comment), out)
  write.csv(frame, out, row.names = FALSE, quote = FALSE); close(out)
}
R_says <- R.version.string
one_word <- function(x) gsub("[^A-Za-z0-9_.-]+", "_", x)

# --- 1 data ------------------------------------------------------------------------------------------------------------
effects <- function(name, e, rows = seq_len(nrow(e)))
  data.frame(set = name, yi = as.numeric(e$yi[rows]), vi = as.numeric(e$vi[rows]))
bcg <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
stay <- escalc(measure = "MD", m1i = m1i, sd1i = sd1i, n1i = n1i, m2i = m2i, sd2i = sd2i, n2i = n2i, data = dat.normand1999)
adhere <- escalc(measure = "ZCOR", ri = ri, ni = ni, data = dat.molloy2014)
magnesium <- escalc(measure = "OR", ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = dat.li2007)
sets <- rbind(effects("bcg_rr", bcg), effects("bcg_rr_first1", bcg, 1), effects("bcg_rr_first2", bcg, 1:2),
              effects("bcg_rr_first3", bcg, 1:3), effects("normand_md", stay), effects("molloy_zcor", adhere),
              effects("hackshaw_or", dat.hackshaw1998), effects("magnesium_or_first4", magnesium, 1:4))
put(sets, "bayes_effects.csv", paste("metadat", packageVersion("metadat"), "dat.bcg, dat.normand1999, dat.molloy2014, dat.hackshaw1998, dat.li2007 through escalc of metafor", packageVersion("metafor"), R_says))

# --- 2 posteriors by integration -----------------------------------------------------------------------------------------
# Trapezoid over u = log(tau), 40,000 steps (Simpson over tau where the prior ends at a bound): not the method of Sinew.
grid_of <- function(prior) {
  if (prior$kind == "uniform") {
    n <- 200000; tau <- seq(0, prior$a, length.out = n + 1); h <- prior$a / n
    w <- rep(c(2, 4), length.out = n + 1); w <- ifelse(seq_len(n + 1) %% 2 == 0, 4, 2); w[c(1, n + 1)] <- 1
    list(tau = tau, lw = log(w * h / 3) )
  } else {
    u <- seq(-45, 75, by = 0.003); list(tau = exp(u), lw = u + log(0.003))
  }
}
log_prior <- function(prior, tau) switch(prior$kind,
  "half-normal" = log(2) + dnorm(tau, 0, prior$a, log = TRUE),
  "half-t" = log(2) - log(prior$a) + dt(tau / prior$a, prior$b, log = TRUE),
  "log-normal" = dlnorm(tau, prior$a, prior$b, log = TRUE),
  "uniform" = rep(-log(prior$a), length(tau)),
  "exponential" = dexp(tau, 1 / prior$a, log = TRUE))
tau_priors <- list(list(words = "half-normal:0.5", kind = "half-normal", a = 0.5), list(words = "half-normal:2", kind = "half-normal", a = 2),
  list(words = "half-cauchy:0.5", kind = "half-t", a = 0.5, b = 1), list(words = "half-t:0.5:4", kind = "half-t", a = 0.5, b = 4),
  list(words = "log-normal:-1.5:0.8", kind = "log-normal", a = -1.5, b = 0.8), list(words = "uniform:2", kind = "uniform", a = 2),
  list(words = "exponential:0.5", kind = "exponential", a = 0.5))
mu_priors <- list(list(words = "flat"), list(words = "normal:-0.4:0.2", m = -0.4, s = 0.2), list(words = "normal:0:1", m = 0, s = 1))
posterior_of <- function(y, v, mu, prior, mid) {
  g <- grid_of(prior); t2 <- g$tau^2; flat <- is.null(mu$m); k <- length(y)
  P <- rep(if (flat) 0 else 1 / mu$s^2, length(t2)); S <- rep(if (flat) 0 else mu$m / mu$s^2, length(t2))
  for (i in seq_len(k)) { w <- 1 / (v[i] + t2); P <- P + w; S <- S + w * y[i] }
  m <- S / P
  ll <- -0.5 * (k - flat) * log(2 * pi) - 0.5 * log(P) + (if (flat) 0 else -log(mu$s))
  for (i in seq_len(k)) ll <- ll - 0.5 * (log(v[i] + t2) + (y[i] - m)^2 / (v[i] + t2))
  if (!flat) ll <- ll - 0.5 * (m - mu$m)^2 / mu$s^2
  lp <- ll + log_prior(prior, g$tau) + g$lw
  top <- max(lp); wt <- exp(lp - top); total <- sum(wt); wt <- wt / total
  keep <- wt > 0; wt <- wt[keep]; m <- m[keep]; P <- P[keep]; tau <- g$tau[keep]; t2 <- t2[keep]
  b <- v[1] / (v[1] + t2)
  mixture <- function(mean, sd) list(cdf = function(x) sum(wt * pnorm(x, mean, sd)), mean = sum(wt * mean),
    sd = sqrt(sum(wt * (sd^2 + (mean - sum(wt * mean))^2))))
  q <- function(mix, p) { c0 <- median(rep(m, length.out = 1)); r <- 1; while (mix$cdf(c0 - r) > p || mix$cdf(c0 + r) < p) r <- 2 * r
    uniroot(function(x) mix$cdf(x) - p, c(c0 - r, c0 + r), tol = 1e-12 * r, maxiter = 10000)$root }
  MU <- mixture(m, 1 / sqrt(P)); NEW <- mixture(m, sqrt(1 / P + t2)); ONE <- mixture(b * m + (1 - b) * y[1], sqrt((1 - b) * v[1] + b^2 / P))
  # Moments that exist: the posterior of tau falls as tau^-(tail + k - flat).
  tail <- if (prior$kind == "half-t") prior$b + 1 + k - flat - 1 else Inf
  data.frame(mu_mean = if (tail > 1.25 || !flat) MU$mean else NA, mu_sd = if (tail > 2.25 || !flat) MU$sd else NA, mu_lb = q(MU, .025), mu_median = q(MU, .5), mu_ub = q(MU, .975),
    new_sd = if (tail > 2.25) NEW$sd else NA, new_lb = q(NEW, .025), new_ub = q(NEW, .975), tau_mean = if (tail > 1.25) sum(wt * tau) else NA,
    tau_second = if (tail > 2.25) sum(wt * t2) else NA, one_mean = ONE$mean, one_sd = ONE$sd, one_lb = q(ONE, .025), below_mid = MU$cdf(mid), new_below_mid = NEW$cdf(mid),
    log_marginal = if (flat) NA else top + log(total))
}
rows <- list()
for (set in unique(sets$set)) for (mu in mu_priors) for (prior in tau_priors) {
  d <- sets[sets$set == set, ]
  rows[[length(rows) + 1]] <- data.frame(set = set, mu_prior = mu$words, tau_prior = prior$words, mid = -0.2, posterior_of(d$yi, d$vi, mu, prior, -0.2))
}
put(do.call(rbind, rows), "bayes_quadrature.csv", paste("numeric integration in", R_says))

# --- 3 diagnostics of chains -----------------------------------------------------------------------------------------------
suppressMessages(library(posterior, exclude = c("mad", "sd", "var", "match", "%in%")))
set.seed(20260301)
ar <- function(n, r) as.numeric(stats::filter(rnorm(n, 0, sqrt(1 - r^2)), r, "recursive"))
chains <- list(independent = sapply(1:4, function(i) rnorm(100)), sticky = sapply(1:4, function(i) ar(100, 0.9)),
  swinging = sapply(1:3, function(i) ar(101, -0.6)), apart = sapply(1:4, function(i) rnorm(80) + 0.4 * i), wider = sapply(1:4, function(i) rnorm(80) * i),
  heavy = sapply(1:4, function(i) rcauchy(120)), ties = sapply(1:2, function(i) round(rnorm(90))), alone = sapply(1:1, function(i) ar(150, 0.5)))
draws <- do.call(rbind, lapply(names(chains), function(name) { x <- chains[[name]]
  data.frame(set = name, chain = as.vector(col(x)), draw = as.vector(row(x)), value = as.vector(x)) }))
put(draws, "bayes_chains.csv", paste("made chains,", R_says))
put(do.call(rbind, lapply(names(chains), function(name) { x <- chains[[name]]
  data.frame(set = name, rhat = as.numeric(rhat(x)), ess_bulk = as.numeric(ess_bulk(x)), ess_tail = as.numeric(ess_tail(x)), ess_mean = as.numeric(ess_mean(x)), mcse_mean = as.numeric(mcse_mean(x))) })),
  "bayes_diagnostics.csv", paste("posterior", packageVersion("posterior"), R_says))

# --- 4 networks ------------------------------------------------------------------------------------------------------------
contrasts_of <- function(d) do.call(rbind, lapply(split(d, factor(d$study, unique(d$study))), function(s) {
  v <- s$sdi^2 / s$ni; data.frame(study = s$study[-1], base = s$treatment[1], trt = s$treatment[-1], y = s$mi[-1] - s$mi[1], v = v[-1] + v[1], v_base = v[1]) }))
senn <- dat.senn2013; senn$study <- one_word(senn$study); senn$treatment <- one_word(senn$treatment)
senn_c <- contrasts_of(senn)
put(senn_c, "bayes_senn_contrasts.csv", paste("metadat", packageVersion("metadat"), "dat.senn2013 (arm means and SDs), contrasts against the first arm of each study;", R_says))
arms_of <- function(study, treatment, events, n) data.frame(study = one_word(study), treatment = one_word(treatment), events = as.integer(events), n = as.integer(n))
smoke <- with(dat.hasselblad1998, arms_of(study, trt, xi, ni))
pagliaro <- with(dat.pagliaro1992, arms_of(study, trt, xi, ni))
magn <- with(dat.li2007, rbind(arms_of(id, "control", ci, n2i), arms_of(id, "magnesium", ai, n1i))); magn <- magn[order(as.integer(magn$study)), ]
put(smoke, "bayes_smoking_arms.csv", paste("metadat", packageVersion("metadat"), "dat.hasselblad1998;", R_says))
put(pagliaro, "bayes_pagliaro_arms.csv", paste("metadat", packageVersion("metadat"), "dat.pagliaro1992;", R_says))
put(magn, "bayes_magnesium_arms.csv", paste("metadat", packageVersion("metadat"), "dat.li2007;", R_says))

# --- 5 the same networks by JAGS --------------------------------------------------------------------------------------------
# Given tau the deltas of a study are exchangeable with correlation 1/2, written one arm after the other (the usual way).
deltas <- "
    for (k in 2:na[i]) {
      w[i,k] <- delta[i,k] - d[t[i,k]] + d[t[i,1]]
      delta[i,k] ~ dnorm(md[i,k], 2 * (k - 1) / (k * tau * tau))
      md[i,k] <- d[t[i,k]] - d[t[i,1]] + sum(w[i,1:(k-1)]) / (k - 1)
    }"
priors <- "
  d[1] <- 0
  for (k in 2:nt) { d[k] ~ dnorm(0, 0.01) }
  tau ~ dnorm(0, 1) T(0,)
}"
arm_model <- paste0("model {
  for (i in 1:ns) {
    mu[i] ~ dnorm(0, 0.01)
    delta[i,1] <- 0
    w[i,1] <- 0
    for (k in 1:na[i]) { r[i,k] ~ dbin(p[i,k], n[i,k]); logit(p[i,k]) <- mu[i] + delta[i,k] }", deltas, "
  }", priors)
arm_data <- function(d, reference) {
  names_t <- c(reference, setdiff(sort(unique(d$treatment)), reference)); s <- split(d, factor(d$study, unique(d$study)))
  most <- max(sapply(s, nrow)); fill <- function(f) t(sapply(s, function(x) c(f(x), rep(NA, most - nrow(x)))))
  # Arms of a study in the order of the treatments, as the model wants the base to be the first.
  s <- lapply(s, function(x) x[order(match(x$treatment, names_t)), ])
  list(data = list(ns = length(s), nt = length(names_t), na = as.integer(sapply(s, nrow)), t = fill(function(x) match(x$treatment, names_t)), r = fill(function(x) x$events), n = fill(function(x) x$n)), names = names_t)
}
contrast_model <- paste0("model {
  for (i in 1:ns2) { y[i,2] ~ dnorm(delta[i,2], 1 / v[i]) }
  for (i in (ns2+1):ns) { y[i,2:3] ~ dmnorm(delta[i,2:3], omega[i,,]) }
  for (i in 1:ns) {
    delta[i,1] <- 0
    w[i,1] <- 0", deltas, "
  }", priors)
contrast_data <- function(d, reference) {
  names_t <- c(reference, setdiff(sort(unique(c(d$base, d$trt))), reference)); s <- split(d, factor(d$study, unique(d$study))); arms <- sapply(s, nrow) + 1
  s <- s[order(arms)]; arms <- sort(arms); ns <- length(s); y <- t <- matrix(NA, ns, 3); v <- numeric(ns); omega <- array(0, c(ns, 2, 2))
  for (i in seq_len(ns)) { x <- s[[i]]; t[i, seq_len(arms[i])] <- match(c(x$base[1], x$trt), names_t); y[i, 2:arms[i]] <- x$y; v[i] <- x$v[1]
    if (arms[i] == 3) omega[i, , ] <- solve(matrix(c(x$v[1], x$v_base[1], x$v_base[1], x$v[2]), 2)) }
  list(data = list(ns = ns, ns2 = sum(arms == 2), nt = length(names_t), na = as.integer(arms), t = t, y = y, v = v, omega = omega), names = names_t)
}
jags_rows <- function(set, model, made, iterations) {
  seeds <- lapply(1:4, function(c) list(.RNG.name = "base::Mersenne-Twister", .RNG.seed = 20260301 + c, tau = 0.3))
  fit <- jags.model(textConnection(model), made$data, seeds, 4, 4000, quiet = TRUE)
  update(fit, 6000, progress.bar = "none")
  got <- coda.samples(fit, c("d", "tau"), iterations, progress.bar = "none")
  do.call(rbind, lapply(c(paste0("d[", 2:made$data$nt, "]"), "tau"), function(name) {
    x <- sapply(got, function(chain) chain[, name]); j <- suppressWarnings(as.integer(gsub("[^0-9]", "", name)))
    data.frame(set = set, parameter = if (name == "tau") "tau" else made$names[j], mean = mean(x), sd = sd(as.vector(x)), mcse = as.numeric(mcse_mean(x)), rhat = as.numeric(rhat(x)), ess_bulk = as.numeric(ess_bulk(x))) }))
}
jags_version <- paste("JAGS", rjags::jags.version(), "rjags", packageVersion("rjags"), R_says)
put(rbind(jags_rows("senn", contrast_model, contrast_data(senn_c, "placebo"), 50000),
          jags_rows("smoking", arm_model, arm_data(smoke, "no_contact"), 80000),
          jags_rows("pagliaro", arm_model, arm_data(pagliaro, "control"), 80000),
          jags_rows("magnesium", arm_model, arm_data(magn, "control"), 80000)),
    "bayes_jags.csv", paste(jags_version, "d ~ N(0, 10^2), tau ~ half-normal 1, baselines N(0, 10^2); log odds ratios, or mean differences, against the reference"))
