# Regenerates dose_time_*.csv: dose and time in one model, E(d, t) = E(d) (1 - exp(-t / T)), by likelihoods written out in R: common
# curves by stats::nls on whitened effects, curves that differ between studies by stats::optim over T, the spread and ED50.
# Profile limits by uniroot. Run by tools/regenerate_goldens dose_time. Needs nothing beside R.
folder <- Sys.getenv("SINEW_GOLDENS", ".")
tool <- sprintf("# R %s, stats::nls and stats::optim; tests/golden/evidence/dose_time.R", getRversion())
full <- function(x) ifelse(is.na(x), "NA", sprintf("%.15g", x))
rho <- 0.6

# --- made data: eight trials, two doses of exercise and none, measured two to four times -----------------------------------
set.seed(20261123)
times <- list(c(2, 4, 8, 12), c(4, 8, 12), c(2, 6, 12, 24), c(4, 12), c(3, 6, 12), c(2, 8, 16, 24), c(4, 8), c(6, 12, 24))
d <- do.call(rbind, lapply(1:8, function(s) {
  own <- -1.3 * exp(rnorm(1, 0, 0.25)); doses <- c(0, sample(c(60, 90, 120), 1), sample(c(150, 180, 240), 1)); n <- sample(25:60, 3)
  do.call(rbind, lapply(times[[s]], function(t) {
    mean <- 5 + own * doses / (80 + doses) * (1 - exp(-t / 5)) + rnorm(3, 0, 1 / sqrt(n))
    data.frame(study = sprintf("time-%02d", s), type = "md", week = t, dose = doses, dose_unit = "min/week", ref = as.integer(doses == 0),
               n = n, mean = sprintf("%.3f", mean), sd = sprintf("%.3f", runif(3, 0.9, 1.1)))
  }))
}))
out <- file(file.path(folder, "dose_data_made_times.csv"), "w")
writeLines("# Made up for tests: eight trials measured at two to four times; means follow an Emax curve (ED50 80 minutes a week) that is reached with a time constant of 5 weeks", out)
write.csv(d, out, row.names = FALSE, quote = FALSE); close(out)
d$mean <- as.numeric(d$mean); d$sd <- as.numeric(d$sd)

# --- differences against no exercise, and what those of a study share ------------------------------------------------------
studies <- lapply(split(d, d$study), function(s) {
  v <- s$sd^2 / s$n; base <- s[s$dose == 0, ]; vb <- setNames(v[s$dose == 0], base$week)
  e <- s[s$dose > 0, ]; ve <- v[s$dose > 0]; y <- e$mean - base$mean[match(e$week, base$week)]
  k <- nrow(e); var <- ve + vb[as.character(e$week)]
  # Correlation of the two doses at one time, its mean over the times.
  r <- mean(sapply(unique(e$week), function(w) vb[as.character(w)] / sqrt(prod(var[e$week == w]))))
  V <- matrix(0, k, k)
  for (i in 1:k) for (j in 1:k) V[i, j] <- if (i == j) var[i] else if (e$week[i] == e$week[j]) vb[as.character(e$week[i])] else
    rho * (if (e$dose[i] == e$dose[j]) 1 else r) * sqrt(var[i] * var[j])
  list(y = y, dose = e$dose, week = e$week, V = V)
})
shapes <- list(
  linear = list(names = "dose", x = function(dose, ed) cbind(dose)),
  quadratic = list(names = c("dose", "dose^2"), x = function(dose, ed) cbind(dose, dose^2)),
  fp = list(names = "root", x = function(dose, ed) cbind(sqrt(dose))),
  emax = list(names = "Emax", x = function(dose, ed) cbind(dose / (ed + dose))))
design <- function(shape, s, lt, led) shape$x(s$dose, exp(led)) * (1 - exp(-s$week / exp(lt)))
# Log likelihood with b at its best (or b = NULL); tau2 = 0: common. Sums over studies.
ll <- function(shape, lt, led, tau2, give = FALSE) {
  A <- 0; B <- 0; yy <- 0; ld <- 0; n <- 0
  for (s in studies) { X <- design(shape, s, lt, led); W <- solve(s$V + tau2 * X %*% t(X)); A <- A + t(X) %*% W %*% X; B <- B + t(X) %*% W %*% s$y
    yy <- yy + sum(s$y * (W %*% s$y)); ld <- ld + determinant(s$V + tau2 * X %*% t(X))$modulus; n <- n + length(s$y) }
  b <- solve(A, B); value <- -0.5 * (n * log(2 * pi) + ld + yy - sum(b * B))
  if (give) list(b = as.numeric(b), value = as.numeric(value)) else as.numeric(value)
}
best <- function(fn, start) {  # Nelder-Mead, then BFGS again and again until nothing is gained
  o <- list(par = start, value = Inf)
  for (round in 1:6) {
    if (length(start) > 1) o <- optim(o$par, fn, control = list(reltol = 1e-16, maxit = 20000))
    o <- optim(o$par, fn, method = "BFGS", control = list(reltol = 1e-16, maxit = 2000, ndeps = rep(1e-6, length(start))))
  }
  o
}
rows <- list()
put <- function(curve, method, key, value) rows[[length(rows) + 1]] <<- data.frame(curve = curve, method = method, key = key, value = full(value))
for (curve in names(shapes)) for (method in c("FE", "ML")) {
  shape <- shapes[[curve]]; e <- curve == "emax"; random <- method == "ML"
  if (random && length(shape$names) > 1) next
  unit <- if (random) 0.1 * ll(shape, log(5), log(80), 0, TRUE)$b[1]^2 else 0
  fn <- function(p) { lt <- p[1]; led <- if (e) p[2] else 0; t2 <- if (random) unit * exp(p[length(p)]) else 0; -ll(shape, lt, led, t2) }
  start <- c(log(5), if (e) log(80), if (random) 0)
  o <- best(fn, start); lt <- o$par[1]; led <- if (e) o$par[2] else 0; t2 <- if (random) unit * exp(tail(o$par, 1)) else 0
  at <- ll(shape, lt, led, t2, TRUE)
  # Information of b, log T, log ED50 by central differences of the mean.
  mu <- function(s, b, lt, led) as.numeric(design(shape, s, lt, led) %*% b)
  th <- c(at$b, lt, if (e) led); J <- function(s) sapply(seq_along(th), function(i) { h <- 1e-5 * max(abs(th[i]), 1e-3); f <- function(z) { q <- th; q[i] <- z
    mu(s, q[seq_along(at$b)], q[length(at$b) + 1], if (e) q[length(q)] else 0) }; (f(th[i] + h) - f(th[i] - h)) / (2 * h) })
  info <- Reduce(`+`, lapply(studies, function(s) { X <- design(shape, s, lt, led); j <- J(s); t(j) %*% solve(s$V + t2 * X %*% t(X), j) }))
  C <- solve(info)
  if (!random) {  # nls on whitened effects must say the same
    y <- unlist(lapply(studies, function(s) forwardsolve(t(chol(s$V)), s$y)))
    whitened <- function(b1, b2, lt, led) unlist(lapply(studies, function(s) forwardsolve(t(chol(s$V)), mu(s, if (length(at$b) > 1) c(b1, b2) else b1, lt, led))))
    control <- nls.control(tol = 1e-7, maxiter = 200, minFactor = 1e-12, warnOnly = TRUE)
    n <- if (e) nls(y ~ whitened(b1, 0, lt, led), start = list(b1 = at$b[1], lt = lt, led = led), control = control) else
      if (length(at$b) > 1) nls(y ~ whitened(b1, b2, lt, 0), start = list(b1 = at$b[1], b2 = at$b[2], lt = lt), control = control) else
      nls(y ~ whitened(b1, 0, lt, 0), start = list(b1 = at$b[1], lt = lt), control = control)
    stopifnot(abs(coef(n)["lt"] - lt) < 1e-5, abs(coef(n)["b1"] / at$b[1] - 1) < 1e-5)
    stopifnot(abs(sqrt(vcov(n)["b1", "b1"]) / sigma(n) / sqrt(C[1, 1]) - 1) < 1e-3)
    lt <- unname(coef(n)["lt"]); if (e) led <- unname(coef(n)["led"]); at <- ll(shape, lt, led, 0, TRUE)
  }
  for (i in seq_along(at$b)) { put(curve, method, paste0("b", i), at$b[i]); put(curve, method, paste0("se", i), sqrt(C[i, i])) }
  put(curve, method, "T", exp(lt)); put(curve, method, "se_log_T", sqrt(C[length(at$b) + 1, length(at$b) + 1])); put(curve, method, "ll", at$value); put(curve, method, "tau2", t2)
  if (e) { put(curve, method, "ED50", exp(led)); put(curve, method, "se_log_ED50", sqrt(C[nrow(C), ncol(C)])) }
  height <- at$value - qchisq(0.95, 1) / 2
  profile <- function(lt) { if (!e && !random) return(-ll(shape, lt, 0, 0)); f <- function(p) fn(c(lt, p)); best(f, o$par[-1])$value }
  over <- function(lt) -profile(lt) - height
  put(curve, method, "T_lb", exp(uniroot(over, c(lt - 3, lt), tol = 1e-10)$root)); put(curve, method, "T_ub", exp(uniroot(over, c(lt, lt + 2.5), tol = 1e-10)$root))
  cat(curve, method, exp(lt), at$b, t2, "\n")
}
out <- file(file.path(folder, "dose_time_answers.csv"), "w"); writeLines(tool, out); write.csv(do.call(rbind, rows), out, row.names = FALSE, quote = FALSE); close(out)
