# Reference answers for room dose_response: covariances from the papers' equations, curves by metafor's rma.mv with the same
# design and covariance, Emax and fractional polynomials by direct maximisation of the likelihood in R.
# Writes dose_covariance.csv, dose_curves.csv, dose_emax.csv, dose_fp.csv beside this file. Run by tools/regenerate_goldens dose.
suppressMessages({library(metafor)})
args <- commandArgs(FALSE)
here <- dirname(sub("--file=", "", grep("--file=", args, value = TRUE)))
if (length(here) == 0) here <- "."
read_in <- function(name) read.csv(file.path(here, name), comment.char = "#", colClasses = c(study = "character"))
number <- function(x) formatC(x, digits = 17, format = "g")
version <- paste0("R ", getRversion(), ", metafor ", packageVersion("metafor"))
write_out <- function(rows, name, what) {
  con <- file(file.path(here, name), "w")
  writeLines(paste0("# ", version, "; written by dose.R: ", what), con)
  write.csv(rows, con, row.names = FALSE, quote = FALSE)
  close(con)
}

# --- covariances -----------------------------------------------------------------------------------------------------
# Greenland and Longnecker 1992, appendix: Newton's method for the cell counts with the margins kept.
gl_counts <- function(A, N, L, type) {
  M1 <- sum(A)
  for (it in 1:2000) {
    a0 <- M1 - sum(A[-1])
    A[1] <- a0
    if (type == "cc") {
      e <- L + log(a0) + log(N[-1] - A[-1]) - log(A[-1]) - log(N[1] - a0)
      cx <- 1 / A + 1 / (N - A)
    } else {
      e <- L + log(a0) + log(N[-1]) - log(A[-1]) - log(N[1])
      cx <- 1 / A
    }
    H <- diag(cx[-1], length(e)) + cx[1]
    step <- solve(H, e)
    while (any(A[-1] + step <= 0) || sum(A[-1] + step) >= M1 ||
           (type == "cc" && any(A[-1] + step >= N[-1]))) step <- step / 2
    A[-1] <- A[-1] + step
    if (max(abs(step)) < 1e-12 * M1) break
  }
  A[1] <- M1 - sum(A[-1])
  list(A = A, N = N)
}
# Hamling et al. 2008: the two unknowns by minimising the two squared gaps (their appendix), then polished by Newton steps.
hamling_counts <- function(A, N, L, v, type) {
  R <- exp(L)
  tab <- function(q) {
    a0 <- exp(q[1]); b0 <- exp(q[2])
    if (type == "cc") {
      w <- v - 1 / a0 - 1 / b0
      list(a = c(a0, (1 + a0 / b0 * R) / w), b = c(b0, (1 + b0 / (a0 * R)) / w))
    } else if (type == "ci") {
      w <- v - 1 / a0 + 1 / b0
      list(a = c(a0, (1 - a0 / b0 * R) / w), b = c(b0, (b0 / (a0 * R) - 1) / w))
    } else {
      a <- 1 / (v - 1 / a0)
      list(a = c(a0, a), b = c(b0, a * b0 / (a0 * R)))
    }
  }
  other <- if (type == "cc") N - A else N
  want <- c(other[1] / sum(other), log(sum(other) / sum(A)))
  gap <- function(q) {
    t <- tab(q)
    if (any(!is.finite(unlist(t))) || any(unlist(t) <= 0)) return(c(1e3, 1e3))
    c(t$b[1] / sum(t$b) - want[1], log(sum(t$b) / sum(t$a)) - want[2])
  }
  start <- log(c(A[1], other[1]))
  for (shrink in c(1, 0.5, 0.7, 0.3, 2)) {
    q <- optim(start + log(shrink), function(q) sum(gap(q)^2), control = list(maxit = 5000, reltol = 1e-15))$par
    for (it in 1:50) {
      g <- gap(q); h <- 1e-6
      J <- cbind((gap(q + c(h, 0)) - gap(q - c(h, 0))) / (2 * h), (gap(q + c(0, h)) - gap(q - c(0, h))) / (2 * h))
      s <- try(solve(J, g), silent = TRUE)
      if (inherits(s, "try-error")) break
      q <- q - s
      if (max(abs(s)) < 1e-14) break
    }
    if (max(abs(gap(q))) < 1e-11) break
  }
  t <- tab(q)
  list(A = t$a, N = if (type == "cc") t$a + t$b else t$b, gap = max(abs(gap(q))))
}
level_variance <- function(A, N, type) switch(type, cc = 1 / A + 1 / (N - A), ci = 1 / A - 1 / N, ir = 1 / A)
covariance <- function(d, method) {
  type <- d$type[1]
  d <- d[order(-d$ref, d$dose), ]
  N <- if (type == "ir") d$time else d$n
  if (type == "md") {
    own <- d$sd^2 / d$n
    return(list(d = d, y = d$mean[-1] - d$mean[1], S = diag(own[-1], nrow(d) - 1) + own[1]))
  }
  if (is.null(d$yi)) {  # crude ratios, exact covariances
    f <- function(A, N) if (type == "cc") log(A / (N - A)) else log(A / N)
    s <- level_variance(d$cases, N, type)
    return(list(d = d, y = f(d$cases[-1], N[-1]) - f(d$cases[1], N[1]), S = diag(s[-1], length(s) - 1) + s[1]))
  }
  L <- d$yi[-1]; v <- d$sei[-1]^2
  if (method == "independent") return(list(d = d, y = L, S = diag(v, length(v))))
  t <- if (method == "gl") gl_counts(d$cases, N, L, type) else hamling_counts(d$cases, N, L, v, type)
  s <- level_variance(t$A, t$N, type)
  S <- s[1] / sqrt(outer(s[-1] + s[1], s[-1] + s[1])) * sqrt(outer(v, v))
  diag(S) <- v
  list(d = d, y = L, S = S, A = t$A, N = t$N)
}
data <- list(alcohol_crc = read_in("dose_data_alcohol_crc.csv"), alcohol_cvd = read_in("dose_data_alcohol_cvd.csv"),
             obrien2003 = read_in("dose_data_obrien2003.csv"), made_arms = read_in("dose_data_made_arms.csv"))
rows <- NULL
for (name in c("alcohol_crc", "alcohol_cvd")) for (method in c("gl", "hamling")) {
  d <- data[[name]]
  for (s in unique(d$study)) {
    S <- covariance(d[d$study == s, ], method)$S
    for (i in 1:nrow(S)) for (j in 1:i)
      rows <- rbind(rows, data.frame(data = name, study = s, method = method, i = i, j = j, cov = number(S[i, j])))
  }
}
write_out(rows, "dose_covariance.csv", "covariances of log ratios (Greenland-Longnecker by Newton's method, Hamling by minimisation)")

# --- curves ------------------------------------------------------------------------------------------------------------
harrell <- function(x, t) {
  k <- length(t); out <- cbind(x)
  p <- function(z) pmax(z, 0)^3
  for (j in 1:(k - 2)) out <- cbind(out, (p(x - t[j]) - p(x - t[k - 1]) * (t[k] - t[j]) / (t[k] - t[k - 1]) +
                                        p(x - t[k]) * (t[k - 1] - t[j]) / (t[k] - t[k - 1])) / (t[k] - t[1])^2)
  unname(out)
}
basis_of <- function(model, doses) {
  if (model == "linear") return(function(x) cbind(x))
  if (model == "quadratic") return(function(x) cbind(x, x^2))
  if (model == "piecewise") { k <- median(doses[doses > min(doses)]); return(function(x) cbind(x, pmax(x - k, 0))) }
  q <- list(rcs3 = c(.1, .5, .9), rcs4 = c(.05, .35, .65, .95))[[model]]
  t <- unname(quantile(doses, q))
  function(x) harrell(x, t)
}
design_of <- function(d, f, method) lapply(split(d, factor(d$study, unique(d$study))), function(one) {
  c1 <- covariance(one, method)
  X <- f(c1$d$dose)
  list(y = c1$y, S = c1$S, X = unname(X[-1, , drop = FALSE] - X[rep(1, length(c1$y)), , drop = FALSE]), dose = c1$d$dose)
})
tight <- list(optimizer = "nlminb", rel.tol = 1e-15, x.tol = 1e-14, abs.tol = 0, iter.max = 5000, eval.max = 20000)
newton <- list(optimizer = "BFGS", reltol = 1e-16, maxit = 5000)
fit_mv <- function(y, V, X, Z, study, method) {
  p <- ncol(X)
  best <- NULL
  dat <- data.frame(study = study)
  for (j in 1:p) dat[[paste0("z", j)]] <- Z[, j]
  if (method == "FE") return(rma.mv(y, V, mods = ~ 0 + X, data = dat, method = "ML"))
  form <- as.formula(paste("~ 0 +", paste0("z", 1:p, collapse = " + "), "| study"))
  for (control in list(tight, newton, list(optimizer = "nlminb"))) for (start in c(0.01, 1)) {
    control$tau2.init <- rep(start, p); control$rho.init <- rep(0, p * (p - 1) / 2)
    one <- if (p == 1 && all(Z == Z[1]))
      try(suppressWarnings(rma.mv(y, V, mods = ~ 0 + X, random = ~ 1 | study, data = dat, method = method, control = list(optimizer = "optim", optmethod = "BFGS", reltol = 1e-16, sigma2.init = start))), silent = TRUE)
      else if (p == 1)  # GEN wants two columns: the slope of an intercept held at zero
      try(suppressWarnings(rma.mv(y, V, mods = ~ 0 + X, random = ~ z1 | study, struct = "GDIAG", tau2 = c(0, NA), data = dat, method = method, control = control[setdiff(names(control), c("tau2.init", "rho.init"))])), silent = TRUE)
      else try(suppressWarnings(rma.mv(y, V, mods = ~ 0 + X, random = form, struct = "GEN", data = dat, method = method, control = control)), silent = TRUE)
    if (!inherits(one, "try-error") && (is.null(best) || logLik(one) > logLik(best))) best <- one
  }
  if (is.null(best)) stop(as.character(one))
  if (p > 1) for (optimizer in c("newuoa", "nlminb", "BFGS", "newuoa")) {  # again from the best: each alone stops a little short
    control <- list(optimizer = optimizer, tau2.init = pmax(best$tau2, 1e-12), rho.init = pmin(pmax(best$rho, -0.9999999), 0.9999999))
    if (optimizer == "newuoa") control$rhoend <- 1e-9
    if (optimizer == "nlminb") control <- c(control, tight[-1])
    if (optimizer == "BFGS") control$reltol <- 1e-16
    one <- try(suppressWarnings(rma.mv(y, V, mods = ~ 0 + X, random = form, struct = "GEN", data = dat, method = method, control = control)), silent = TRUE)
    if (!inherits(one, "try-error") && logLik(one) > logLik(best)) best <- one
  }
  best
}
bdiag_of <- function(list) { n <- sapply(list, nrow); V <- matrix(0, sum(n), sum(n)); at <- 0
  for (S in list) { i <- at + seq_len(nrow(S)); V[i, i] <- S; at <- at + nrow(S) }; V }
out <- NULL
add <- function(case, what, values) for (i in seq_along(values))
  out <<- rbind(out, data.frame(case = case, quantity = what, index = i, value = number(values[i])))
cases <- rbind(
  expand.grid(data = "alcohol_crc", model = c("linear", "quadratic", "rcs3", "rcs4", "piecewise"), cov = "gl", stage = c("two", "one"), method = c("REML", "ML", "FE"), stringsAsFactors = FALSE),
  expand.grid(data = "alcohol_cvd", model = c("linear", "quadratic", "rcs3"), cov = c("gl", "hamling", "independent"), stage = c("two", "one"), method = c("REML", "ML", "FE"), stringsAsFactors = FALSE),
  expand.grid(data = c("alcohol_crc", "alcohol_cvd"), model = c("linear", "quadratic", "rcs3"), cov = "gl", stage = "two", method = "MM", stringsAsFactors = FALSE),
  expand.grid(data = "alcohol_crc", model = c("linear", "quadratic"), cov = "hamling", stage = c("two", "one"), method = c("REML", "FE"), stringsAsFactors = FALSE),
  expand.grid(data = "obrien2003", model = "linear", cov = "crude", stage = c("two", "one"), method = c("REML", "ML", "FE"), stringsAsFactors = FALSE),
  expand.grid(data = "obrien2003", model = c("quadratic", "rcs3"), cov = "crude", stage = "one", method = c("REML", "ML", "FE"), stringsAsFactors = FALSE))
for (r in seq_len(nrow(cases))) {
  c <- cases[r, ]
  name <- paste(c$data, c$model, c$cov, c$stage, c$method, sep = "/")
  d <- data[[c$data]]
  blocks <- design_of(d, basis_of(c$model, d$dose), c$cov)
  p <- ncol(blocks[[1]]$X)
  scale <- apply(abs(do.call(rbind, lapply(blocks, `[[`, "X"))), 2, max)
  for (i in seq_along(blocks)) blocks[[i]]$X <- sweep(blocks[[i]]$X, 2, scale, "/")
  Xall <- do.call(rbind, lapply(blocks, `[[`, "X")); yall <- unlist(lapply(blocks, `[[`, "y"), use.names = FALSE)
  Vall <- bdiag_of(lapply(blocks, `[[`, "S"))
  if (c$stage == "two") {
    own <- lapply(blocks, function(b) { W <- solve(b$S); v <- solve(t(b$X) %*% W %*% b$X); list(b = drop(v %*% t(b$X) %*% W %*% b$y), v = (v + t(v)) / 2) })
    y <- unlist(lapply(own, `[[`, "b"), use.names = FALSE); V <- bdiag_of(lapply(own, `[[`, "v"))
    X <- do.call(rbind, rep(list(diag(1, p)), length(blocks))); study <- rep(seq_along(blocks), each = p)
  } else {
    y <- yall; V <- Vall; X <- Xall; study <- rep(seq_along(blocks), sapply(blocks, function(b) length(b$y)))
  }
  if (c$method == "MM") {  # Jackson, White and Riley 2013, written out with stacked matrices; cut off at zero in scaled terms
    k <- length(own); Wd <- solve(V); H <- X %*% solve(t(X) %*% Wd %*% X) %*% t(X) %*% Wd; A <- diag(k * p) - H
    e <- A %*% y; Q <- EQ <- matrix(0, p, p); lift <- matrix(0, p * p, p * p); at <- function(i) (i - 1) * p + 1:p
    for (i in 1:k) { Wi <- solve(own[[i]]$v); Q <- Q + Wi %*% e[at(i)] %*% t(e[at(i)]); EQ <- EQ + Wi %*% (A %*% V %*% t(A))[at(i), at(i)]
      for (j in 1:k) lift <- lift + kronecker(A[at(i), at(j)], Wi %*% A[at(i), at(j)]) }
    Psi <- matrix(solve(lift, c(Q - EQ)), p, p); Psi <- (Psi + t(Psi)) / 2; E <- eigen(Psi, TRUE)
    Psi <- E$vectors %*% diag(pmax(E$values, 0), p) %*% t(E$vectors)
    W <- solve(V + kronecker(diag(k), Psi)); vb <- solve(t(X) %*% W %*% X); b <- drop(vb %*% t(X) %*% W %*% y)
    add(name, "b", b / scale); add(name, "vb", (vb / outer(scale, scale))[lower.tri(vb, TRUE)]); add(name, "moments", (Psi / outer(scale, scale))[lower.tri(Psi, TRUE)])
    next
  }
  fit <- try(fit_mv(y, V, X, X, study, c$method), silent = TRUE)
  if (inherits(fit, "try-error") || is.null(fit)) { out <- rbind(out, data.frame(case = name, quantity = paste("refused:", gsub("[,\n]", " ", as.character(fit))), index = 0, value = "NA")); next }
  b <- drop(fit$beta) / scale; vb <- fit$vb / outer(scale, scale)
  add(name, "b", b); add(name, "se", sqrt(diag(vb))); add(name, "vb", vb[lower.tri(vb, TRUE)])
  if (c$method != "FE") { G <- fit$G; if (p == 1) G <- matrix(if (fit$withS) fit$sigma2 else fit$tau2[2], 1, 1); G <- G / outer(scale, scale); add(name, "between", G[lower.tri(G, TRUE)])
    add(name, "smallest_root", if (p == 1) max(fit$tau2[2], fit$sigma2, na.rm = TRUE) else min(eigen(fit$G, TRUE, TRUE)$values)) }
  add(name, "loglik", as.numeric(logLik(fit)))
  add(name, "QM", drop(t(b) %*% solve(vb) %*% b))
  if (c$stage == "two") { W <- solve(V); bf <- solve(t(X) %*% W %*% X, t(X) %*% W %*% y); e <- y - X %*% bf; add(name, "QE", drop(t(e) %*% W %*% e)) }
  W <- solve(Vall); bf <- solve(t(Xall) %*% W %*% Xall, t(Xall) %*% W %*% yall); e <- yall - Xall %*% bf
  add(name, "deviance", drop(t(e) %*% W %*% e)); add(name, "R2", 1 - drop(t(e) %*% W %*% e) / drop(t(yall) %*% W %*% yall))
}
write_out(out, "dose_curves.csv", "curves by rma.mv (struct GEN) with the same design and covariance")

# --- Emax, random maximum, ED50 common: direct maximisation -----------------------------------------------------------
emax_loglik <- function(q, blocks) {  # q = Emax, log ED50, tau2
  s <- 0
  for (b in blocks) {
    g <- b$dose / (exp(q[2]) + b$dose); x <- g[-1] - g[1]
    V <- b$S + max(q[3], 0) * outer(x, x); e <- b$y - q[1] * x
    s <- s - 0.5 * (length(e) * log(2 * pi) + determinant(V)$modulus + drop(t(e) %*% solve(V, e)))
  }
  as.numeric(s)
}
rows <- NULL
for (name in c("made_arms", "alcohol_crc")) {
  d <- data[[name]]
  blocks <- design_of(d, function(x) cbind(x), "gl")
  best <- NULL
  for (ed in c(5, 20, 60, 150)) for (tau in c(0, 0.02)) {
    f <- function(q) -emax_loglik(c(q[1], q[2], q[3]^2), blocks)
    one <- nlminb(c(0.3, log(ed), sqrt(tau)), f, control = list(rel.tol = 1e-15, x.tol = 1e-13, eval.max = 5000, iter.max = 5000))
    one <- nlminb(one$par, f, control = list(rel.tol = 1e-15, x.tol = 1e-13, eval.max = 5000, iter.max = 5000))
    if (is.null(best) || one$objective < best$objective) best <- one
  }
  rows <- rbind(rows, data.frame(case = name, quantity = c("emax", "ed50", "tau2", "loglik"),
                                 value = number(c(best$par[1], exp(best$par[2]), best$par[3]^2, -best$objective))))
}
write_out(rows, "dose_emax.csv", "Emax by nlminb on the marginal likelihood")

# --- fractional polynomials: deviance of each, ML, with one random part in all of them, the slope of the straight dose -----
rows <- NULL
powers <- c(-2, -1, -0.5, 0, 0.5, 1, 2, 3)
term <- function(x, p) if (p == 0) log(x) else x^p
fp_blocks <- function(d, ps, shift) design_of(d, function(x) { z <- x + shift
  m <- cbind(x); if (length(ps) > 0) m <- cbind(m, term(z, ps[1]))
  if (length(ps) > 1) m <- cbind(m, if (ps[1] == ps[2]) term(z, ps[1]) * log(z) else term(z, ps[2])); m }, "gl")
deviance_of <- function(blocks, ps) {
  value <- function(tau2) {
    A <- matrix(0, length(ps), length(ps)); a <- rep(0, length(ps)); ld <- 0; yy <- 0; n <- 0
    for (b in blocks) {
      V <- b$S + tau2 * outer(b$X[, 1], b$X[, 1]); W <- solve(V); n <- n + length(b$y)
      ld <- ld + as.numeric(determinant(V)$modulus); yy <- yy + drop(t(b$y) %*% W %*% b$y)
      if (length(ps) > 0) { X <- b$X[, -1, drop = FALSE]; A <- A + t(X) %*% W %*% X; a <- a + t(X) %*% W %*% b$y }
    }
    n * log(2 * pi) + ld + yy - if (length(ps) > 0) drop(t(a) %*% solve(A, a, tol = 1e-300)) else 0
  }
  big <- 1 / mean(sapply(blocks, function(b) sum(b$X[, 1]^2 / diag(b$S))))
  f <- function(q) value(big * q^2)
  tops <- sapply(c(0, 0.1, 0.3, 1, 3, 10), function(q) f(q)); q0 <- c(0, 0.1, 0.3, 1, 3, 10)[which.min(tops)]
  one <- optimize(f, c(max(0, q0 / 4 - 0.1), q0 * 4 + 0.2), tol = 1e-12)
  min(one$objective, f(0))
}
for (name in c("alcohol_cvd", "made_arms")) {
  d <- data[[name]]; x <- sort(unique(d$dose)); shift <- if (min(x) > 0) 0 else min(diff(x)) - min(x)
  sets <- c(list(numeric(0)), as.list(powers), list())
  for (i in seq_along(powers)) for (j in i:length(powers)) sets <- c(sets, list(powers[c(i, j)]))
  for (ps in sets) rows <- rbind(rows, data.frame(case = name, powers = paste(ps, collapse = ";"), shift = number(shift), deviance = number(deviance_of(fp_blocks(d, ps, shift), ps))))
}
write_out(rows, "dose_fp.csv", "-2 log likelihood (ML) of fractional polynomials, random slope of the straight dose in all")

# --- network of modalities with straight dose curves: rma.mv with the same design, covariance and heterogeneity -------------
d <- read_in("dose_data_made_network.csv"); rows <- NULL
for (shared in c("none", "curve")) {
  owner <- if (shared == "none") d$treatment else d$class
  names <- sort(unique(owner[d$dose > 0])); X <- NULL; y <- NULL; S <- list(); study <- NULL
  for (s in unique(d$study)) {
    i <- which(d$study == s); r <- i[d$ref[i] == 1]; o <- setdiff(i, r)
    x <- function(k) as.numeric(names == owner[k]) * d$dose[k]
    for (k in o) { X <- rbind(X, x(k) - x(r)); y <- c(y, d$mean[k] - d$mean[r]); study <- c(study, s) }
    S[[s]] <- diag(d$sd[o]^2 / d$n[o], length(o)) + d$sd[r]^2 / d$n[r]
  }
  for (method in c("FE", "REML")) {
    row <- seq_along(y); frame <- data.frame(row = factor(row), study = study)
    fit <- if (method == "FE") rma.mv(y, bdiag_of(S), mods = ~ 0 + X) else
      rma.mv(y, bdiag_of(S), mods = ~ 0 + X, random = ~ row | study, rho = 0.5, data = frame, control = list(optimizer = "optim", optmethod = "BFGS", reltol = 1e-16))
    for (j in seq_along(names)) rows <- rbind(rows, data.frame(classes = shared, method = method, name = names[j], b = number(fit$beta[j]), se = number(fit$se[j]), tau2 = number(if (method == "FE") 0 else fit$tau2), QE = number(fit$QE)))
  }
}
write_out(rows, "dose_network.csv", "straight dose curves of four modalities in one network (rma.mv, CS with rho 0.5)")
