# One set of networks by JAGS, timed in process: prints JSON. Called by bayes_side_by_side.py with the name of the set.
# The models are those of tests/golden/evidence/bayes.R; "marginal" has the study effects integrated out by hand.
suppressMessages({library(rjags); library(coda); library(posterior, exclude = c("mad", "sd", "var", "match", "%in%")); library(jsonlite)})
args <- commandArgs(FALSE); here <- dirname(sub("--file=", "", grep("--file=", args, value = TRUE)))
set <- commandArgs(TRUE)[1]
golden <- file.path(here, "..", "tests", "golden", "evidence")
script <- readLines(file.path(golden, "bayes.R"))
eval(parse(text = script[grep("^# --- 5", script):(grep("^jags_rows <- ", script) - 1)]))
read <- function(name) read.csv(file.path(golden, name), skip = 1, colClasses = "character")
# tau on log scale is not changed: same priors. Two-arm studies alone, then those of three arms, as in the golden model.
marginal_model <- paste0("model {
  for (i in 1:ns2) { y[i,2] ~ dnorm(d[t[i,2]] - d[t[i,1]], 1 / (v[i] + tau * tau)) }
  for (i in (ns2+1):ns) {
    for (k in 1:2) { m[i,k] <- d[t[i,k+1]] - d[t[i,1]]
      for (l in 1:2) { both[i,k,l] <- known[i,k,l] + tau * tau * (0.5 + 0.5 * equals(k, l)) } }
    y[i,2:3] ~ dmnorm(m[i,], inverse(both[i,,]))
  }", priors)
time_one <- function(form, model, made, burn, iterations) {
  seeds <- lapply(1:4, function(c) list(.RNG.name = "base::Mersenne-Twister", .RNG.seed = 20260301 + c, tau = 0.3))
  taken <- system.time({
    fit <- jags.model(textConnection(model), made$data, seeds, 4, 1000, quiet = TRUE)
    update(fit, burn, progress.bar = "none")
    got <- coda.samples(fit, c("d", "tau"), iterations, progress.bar = "none")
  })[c("user.self", "sys.self")]
  names_p <- c(paste0("d[", 2:made$data$nt, "]"), "tau")
  p <- lapply(names_p, function(n) { x <- sapply(got, function(chain) chain[, n])
    list(mean = mean(x), sd = sd(as.vector(x)), mcse = as.numeric(mcse_mean(x)), rhat = as.numeric(rhat(x)), ess_bulk = as.numeric(ess_bulk(x))) })
  names(p) <- c(made$names[-1], "tau")
  list(form = form, seconds = sum(taken), parameters = p)
}
if (set == "senn") {
  d <- read("bayes_senn_contrasts.csv"); for (n in c("y", "v", "v_base")) d[[n]] <- as.numeric(d[[n]])
  made <- contrast_data(d, "placebo"); wide <- made
  wide$data$known <- array(0, c(made$data$ns, 2, 2))
  for (i in (made$data$ns2 + 1):made$data$ns) wide$data$known[i, , ] <- solve(made$data$omega[i, , ])
  wide$data$omega <- NULL; wide$data$na <- NULL
  out <- list(time_one("study_effects", contrast_model, made, 2000, 20000), time_one("marginal", marginal_model, wide, 2000, 20000))
} else if (startsWith(set, "dose_")) {
  # The study effects are integrated out by hand, as in Sinew's model.
  folder <- golden; script <- readLines(file.path(golden, "bayes_dose.R"))
  eval(parse(text = script[grep("^# --- data and models", script):(grep("^# --- golden", script) - 1)]))
  emax <- set == "dose_emax"
  taken <- system.time(got <- run_jags(emax, 1000, 2000, 20000))[c("user.self", "sys.self")]
  out <- list(list(form = "marginal", seconds = sum(taken), parameters = parameters_of(got, emax)))
} else {
  d <- read(paste0("bayes_", set, "_arms.csv")); d$events <- as.integer(d$events); d$n <- as.integer(d$n)
  out <- list(time_one("study_effects", arm_model, arm_data(d, if (set == "smoking") "no_contact" else "control"), 2000, 20000))
}
cat(toJSON(out, auto_unbox = TRUE, digits = NA))
