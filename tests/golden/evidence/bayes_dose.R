# Regenerates bayes_dose_*.csv: dose curves of modalities drawn from their classes by JAGS, same likelihood and priors as bayes::DoseModel.
# Data: dose_data_made_network.csv. Run by tools/regenerate_goldens bayes_dose. Needs rjags, coda, posterior.
suppressMessages({library(rjags); library(coda); library(posterior, exclude = c("mad", "sd", "var", "match", "%in%"))})
folder <- Sys.getenv("SINEW_GOLDENS", ".")
# --- data and models -------------------------------------------------------------------------------------------------------
d <- read.csv(file.path(folder, "dose_data_made_network.csv"), skip = 1, colClasses = c(study = "character", treatment = "character", class = "character"))
agents <- sort(unique(d$treatment[d$dose > 0])); class_of <- sapply(agents, function(a) d$class[d$treatment == a][1]); classes <- sort(unique(class_of))
unit <- 90
made <- lapply(split(d, factor(d$study, unique(d$study))), function(s) {
  v <- s$sd^2 / s$n; b <- which(s$ref == 1); o <- setdiff(seq_along(v), b); o <- o[order(s$dose[o], s$treatment[o])]; n <- length(o)
  list(n = n, y = s$mean[o] - s$mean[b], S = diag(v[o], n) + v[b], agent = match(s$treatment[o], agents), dose = s$dose[o] / unit,
       base = if (s$dose[b] > 0) match(s$treatment[b], agents) else 1, base_dose = s$dose[b] / unit)
})
made <- made[order(sapply(made, `[[`, "n"))]; ns <- length(made); size <- sapply(made, `[[`, "n"); most <- max(size)
pad <- function(x) c(x, rep(NA, most - length(x))); wide <- function(key) matrix(t(sapply(made, function(m) pad(m[[key]]))), ns, most)
S <- array(0, c(ns, most, most)); for (i in seq_len(ns)) S[i, seq_len(size[i]), seq_len(size[i])] <- made[[i]]$S
data_of <- function() list(ns = ns, size = size, na = length(agents), nc = length(classes), class = match(class_of, classes), S = S,
  y = wide("y"), agent = wide("agent"), dose = wide("dose"), base = sapply(made, `[[`, "base"), base_dose = sapply(made, `[[`, "base_dose"))
# Studies stand in order of their number of effects; those of one number make one loop.
model_of <- function(emax) { share <- function(dose, agent) if (emax) sprintf("%s / (ed[class[%s]] + %s)", dose, agent, dose) else dose
  loops <- sapply(sort(unique(size)), function(n) { at <- range(which(size == n)); head <- sprintf("  for (i in %d:%d) {", at[1], at[2])
    if (n == 1) paste(head, "y[i,1] ~ dnorm(mm[i,1], 1 / (S[i,1,1] + tau * tau)) }") else
      sprintf("%s\n    for (k in 1:%d) { for (l in 1:%d) { both[i,k,l] <- S[i,k,l] + tau * tau * (0.5 + 0.5 * equals(k, l)) } }\n    y[i,1:%d] ~ dmnorm(mm[i,1:%d], inverse(both[i,1:%d,1:%d])) }", head, n, n, n, n, n, n) })
  paste0("model {\n", paste(loops, collapse = "\n"), "
  for (i in 1:ns) { m0[i] <- h[base[i]] * ", share("base_dose[i]", "base[i]"), "
    for (k in 1:size[i]) { mm[i,k] <- h[agent[i,k]] * ", share("dose[i,k]", "agent[i,k]"), " - m0[i] } }
  for (a in 1:na) { h[a] ~ dnorm(mean[class[a]], 1 / (spread * spread)) }
  for (c in 1:nc) { mean[c] ~ dnorm(0, 0.25)", if (emax) " ; led[c] ~ dnorm(0, 1) ; ed[c] <- exp(led[c])" else "", " }
  spread ~ dnorm(0, 4) T(0,)
  tau ~ dnorm(0, 4) T(0,)
}") }
run_jags <- function(emax, adapt, burn, iterations, thin = 1) {
  seeds <- lapply(1:4, function(c) list(.RNG.name = "base::Mersenne-Twister", .RNG.seed = 20261123 + c, tau = 0.3, spread = 0.3))
  fit <- jags.model(textConnection(model_of(emax)), data_of(), seeds, 4, adapt, quiet = TRUE)
  update(fit, burn, progress.bar = "none")
  coda.samples(fit, c("h", "mean", "spread", "tau", if (emax) "ed"), iterations, thin, progress.bar = "none")
}
parameters_of <- function(got, emax) {
  place <- c(sprintf("h[%d]", seq_along(agents)), sprintf("mean[%d]", seq_along(classes)), "spread", "tau", if (emax) sprintf("ed[%d]", seq_along(classes)))
  name <- c(agents, paste("class", classes), "class_spread", "tau", if (emax) paste("ED50", classes))
  lapply(setNames(place, name), function(p) { x <- sapply(got, function(chain) chain[, p]); if (startsWith(p, "ed")) x <- x * unit
    list(mean = mean(x), sd = sd(as.vector(x)), mcse = as.numeric(mcse_mean(x)), rhat = as.numeric(rhat(x)), ess_bulk = as.numeric(ess_bulk(x)),
         median = median(x), mcse_median = as.numeric(mcse_quantile(x, 0.5)), lb = unname(quantile(x, 0.025)), mcse_lb = as.numeric(mcse_quantile(x, 0.025)),
         ub = unname(quantile(x, 0.975)), mcse_ub = as.numeric(mcse_quantile(x, 0.975))) })
}
# --- golden ----------------------------------------------------------------------------------------------------------------
rows <- list()
for (emax in c(FALSE, TRUE)) {
  p <- parameters_of(run_jags(emax, 5000, 10000, 250000, 5), emax)
  for (name in names(p)) rows[[length(rows) + 1]] <- data.frame(curve = if (emax) "emax" else "linear", parameter = name,
    lapply(p[[name]], function(x) format(x, digits = 10)))
}
out <- file(file.path(folder, "bayes_dose_jags.csv"), "w")
writeLines(sprintf("# JAGS %s through rjags %s, R %s; tests/golden/evidence/bayes_dose.R; 4 chains of 250,000 draws, every fifth kept, after 10,000; unit dose 90",
  jags.version(), packageVersion("rjags"), getRversion()), out)
write.csv(do.call(rbind, rows), out, row.names = FALSE, quote = FALSE); close(out)
