# Regenerates network_*.csv: network meta-analyses of data sets of metadat by metafor::rma.mv with the same design and covariance.
# Run by tools/regenerate_goldens network. Needs metafor and metadat.
suppressPackageStartupMessages({library(metafor); library(metadat)})
folder <- Sys.getenv("SINEW_GOLDENS", ".")
tool <- sprintf("# R %s, metafor %s, metadat %s; tests/golden/evidence/network.R", getRversion(),
                packageVersion("metafor"), packageVersion("metadat"))
number <- function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x))

# ---- arms: a mean (log odds for counts) and its variance -------------------------------------------------------------
binary <- function(study, treatment, events, n) {
  d <- data.frame(study=as.character(study), treatment=as.character(treatment), events, n)
  d <- d[!is.na(d$events) & !is.na(d$n),]
  do.call(rbind, lapply(unique(d$study), function(s) {
    a <- d[d$study == s,]
    if (all(a$events == 0) || all(a$events == a$n)) return(NULL)      # tells nothing of an odds ratio
    add <- if (any(a$events == 0 | a$events == a$n)) 0.5 else 0       # every arm of a study with an empty cell
    e <- a$events + add; f <- a$n - a$events + add
    data.frame(study=a$study, treatment=a$treatment, mean=log(e/f), variance=1/e + 1/f, n=a$n)
  }))
}
means <- function(study, treatment, n, m, sd) {
  d <- data.frame(study=as.character(study), treatment=as.character(treatment), mean=m, variance=sd^2/n, n=n)
  d[!is.na(d$mean) & !is.na(d$variance) & d$treatment != "",]
}
wide <- function(d, study, arms, f) do.call(rbind, lapply(arms, function(k) f(d, k)))
merged <- function(d) {  # two arms of one treatment in a study become one, weighted by their precision
  do.call(rbind, lapply(split(d, factor(paste(d$study, d$treatment), unique(paste(d$study, d$treatment)))), function(a) {
    w <- 1/a$variance
    data.frame(study=a$study[1], treatment=a$treatment[1], mean=sum(w*a$mean)/sum(w), variance=1/sum(w), n=sum(a$n)) }))
}
fr <- dat.franchini2012; st <- dat.stowe2010; l15 <- dat.linde2015
st3 <- c("t1","t2","t3")
sets <- list(
  senn2013 = with(dat.senn2013, means(study, treatment, ni, mi, sdi)),
  hasselblad1998 = with(dat.hasselblad1998, binary(study, trt, xi, ni)),
  pagliaro1992 = with(dat.pagliaro1992, binary(study, trt, xi, ni)),
  dong2013 = with(dat.dong2013, binary(id, treatment, death, randomized)),
  gurusamy2011 = with(dat.gurusamy2011, binary(study, treatment, death, n)),
  baker2009 = with(dat.baker2009, binary(id, treatment, exac, total)),
  woods2010 = with(dat.woods2010, binary(author, treatment, r, N)),
  dogliotti2014 = with(dat.dogliotti2014, binary(id, treatment, stroke, total)),
  franchini2012 = wide(fr, NULL, 1:3, function(d, k) means(d$Study, ifelse(is.na(d[[paste0("Treatment",k)]]), "", as.character(d[[paste0("Treatment",k)]])),
                        d[[paste0("n",k)]], d[[paste0("y",k)]], d[[paste0("sd",k)]])),
  stowe2010 = wide(st, NULL, 1:3, function(d, k) means(d$id, ifelse(is.na(d[[paste0("t",k)]]), "", as.character(d[[paste0("t",k)]])),
                        d[[paste0("n",k)]], d[[paste0("y",k)]], d[[paste0("sd",k)]])),
  linde2015 = { d <- wide(l15, NULL, 1:3, function(d, k) data.frame(study=d$id, treatment=as.character(d[[paste0("treatment",k)]]),
                        events=d[[paste0("resp",k)]], n=d[[paste0("n",k)]]))
                d <- d[!is.na(d$treatment) & d$treatment != "",]; binary(d$study, d$treatment, d$events, d$n) })
sets <- lapply(sets, function(d) { d <- merged(d); d <- d[d$study %in% names(which(table(d$study) > 1)),]
                                   d[order(match(d$study, unique(d$study))),] })

# linde2016 gives every contrast of its trials; the covariance of two follows from the third.
contrasts2016 <- function() {
  d <- dat.linde2016; d$treat1 <- trimws(as.character(d$treat1)); d$treat2 <- trimws(as.character(d$treat2))
  do.call(rbind, lapply(unique(d$id), function(s) {
    a <- d[d$id == s,]; base <- a$treat2[nrow(a)]
    r <- do.call(rbind, lapply(setdiff(unique(c(a$treat1, a$treat2)), base), function(t) {
      i <- which(a$treat1 == t & a$treat2 == base); if (length(i)) return(data.frame(study=s, base=base, trt=t, y=a$lnOR[i], v=a$selnOR[i]^2))
      i <- which(a$treat2 == t & a$treat1 == base); data.frame(study=s, base=base, trt=t, y=-a$lnOR[i], v=a$selnOR[i]^2) }))
    r$v_base <- NA
    if (nrow(r) > 1) {
      i <- which((a$treat1 == r$trt[1] & a$treat2 == r$trt[2]) | (a$treat1 == r$trt[2] & a$treat2 == r$trt[1]))
      r$v_base <- (r$v[1] + r$v[2] - a$selnOR[i]^2)/2
    }
    r }))
}

# ---- trials as contrasts with covariance -------------------------------------------------------------------------------
trials_of_arms <- function(d) lapply(unique(d$study), function(s) { a <- d[d$study == s,]; k <- nrow(a) - 1
  list(study=s, treatments=a$treatment, y=a$mean[-1] - a$mean[1], V=diag(a$variance[-1], k) + a$variance[1]) })
trials_of_contrasts <- function(d) lapply(unique(d$study), function(s) { a <- d[d$study == s,]; k <- nrow(a)
  V <- diag(a$v, k); if (k > 1) V[row(V) != col(V)] <- a$v_base[1]
  list(study=s, treatments=c(a$base[1], a$trt), y=a$y, V=V) })

rows_of <- function(trials, coding) do.call(rbind, lapply(trials, function(t) t(sapply(t$treatments[-1], function(x) coding(x) - coding(t$treatments[1])))))
fit <- function(trials, X, tau2=NULL, method="REML") {
  d <- data.frame(y=unlist(lapply(trials, `[[`, "y")), study=rep(seq_along(trials), sapply(trials, function(t) length(t$y))),
                  arm=unlist(lapply(trials, function(t) seq_along(t$y))))
  V <- bldiag(lapply(trials, `[[`, "V"))
  if (identical(tau2, 0)) return(rma.mv(y, V, mods=X, intercept=FALSE, data=d, method="FE"))
  # One inner level only (no trial of three arms): rma.mv wants a plain random effect then.
  random <- if (max(d$arm) > 1) ~ factor(arm) | study else ~ 1 | study
  arguments <- list(d$y, V=V, mods=X, intercept=FALSE, random=random, data=d, method=method, sparse=FALSE)
  if (max(d$arm) > 1) { arguments$struct <- "CS"; arguments$rho <- 0.5 }
  if (!is.null(tau2)) { if (max(d$arm) > 1) arguments$tau2 <- tau2 else arguments$sigma2 <- tau2 }
  do.call(rma.mv, arguments)
}
tau2_of <- function(m) if (length(m$tau2) && m$withG) m$tau2[1] else if (m$withS) m$sigma2[1] else 0

# ---- the estimating equations once more with dense matrices: metafor's optimiser stops where the likelihood is flat ----
dense <- function(trials, X) {
  y <- unlist(lapply(trials, `[[`, "y")); S <- bldiag(lapply(trials, `[[`, "V"))
  K <- bldiag(lapply(trials, function(t) { k <- length(t$y); m <- matrix(0.5, k, k); diag(m) <- 1; m }))
  P <- function(tau2) { W <- solve(S + tau2*K); W - W %*% X %*% solve(t(X) %*% W %*% X, t(X) %*% W) }
  list(q=function(tau2) drop(t(y) %*% P(tau2) %*% y), df=length(y) - ncol(X),
       slope=function(tau2, restricted) { p <- P(tau2); w <- solve(S + tau2*K)
         drop(t(y) %*% p %*% K %*% p %*% y) - sum((if (restricted) p else w) * K) },
       dl=function() { p <- P(0); max(0, (drop(t(y) %*% p %*% y) - (length(y) - ncol(X)))/sum(p*K)) })
}
polished <- function(start, f) {
  if (f(0) <= 0 && start < 1e-5) return(0)
  low <- start*0.8; high <- start*1.25
  if (f(low)*f(high) > 0) return(NA)
  uniroot(f, c(low, high), tol=1e-15, maxiter=1000)$root
}
tau2s <- function(trials, X) {
  e <- dense(trials, X)
  if (e$df == 0) return(c(REML=0, ML=0, DL=0, PM=0))
  found <- c(REML=NA, ML=NA, DL=e$dl(), PM=if (e$q(0) <= e$df) 0 else uniroot(function(t) e$q(t) - e$df, c(0, 100*e$dl() + 10), tol=1e-15, maxiter=1000)$root)
  for (m in c("REML", "ML")) {
    first <- tau2_of(fit(trials, X, method=m))
    found[m] <- polished(first, function(t) e$slope(t, m == "REML"))
  }
  found
}

out <- list()
put <- function(set, model, quantity, a="", b="", value) out[[length(out) + 1]] <<-
  sprintf("%s,%s,%s,%s,%s,%s", set, model, quantity, q(a), q(b), number(value))
q <- function(x) if (grepl("[,\"]", x)) paste0("\"", gsub("\"", "\"\"", x), "\"") else x

analyse <- function(set, trials, splits=TRUE) {
  treatments <- sort(unique(unlist(lapply(trials, `[[`, "treatments"))), method="radix")
  unit <- function(x) { v <- setNames(numeric(length(treatments)), treatments); v[x] <- 1; v[-1] }
  X <- matrix(rows_of(trials, unit), ncol=length(treatments) - 1)
  taus <- c(FE=0, tau2s(trials, X))
  for (m in names(taus)) {
    r <- fit(trials, X, tau2=unname(taus[m]), method=if (m == "ML") "ML" else "REML")
    put(set, m, "tau2", value=taus[m])
    put(set, m, "QE", value=fit(trials, X, tau2=0)$QE)
    put(set, m, "QEp", value=fit(trials, X, tau2=0)$QEp)
    if (m %in% c("REML", "ML")) put(set, m, "log_likelihood", value=c(logLik(fit(trials, X, method=m))))
    for (i in seq_along(treatments)) for (j in seq_len(i - 1)) {
      l <- unit(treatments[i]) - unit(treatments[j])
      put(set, m, "b", treatments[i], treatments[j], sum(l*r$b)); put(set, m, "se", treatments[i], treatments[j], sqrt(drop(t(l) %*% r$vb %*% l)))
    }
  }
  # design by treatment
  design <- sapply(trials, function(t) paste(sort(t$treatments, method="radix"), collapse=" : "))
  Z <- do.call(cbind, lapply(unique(design), function(d) { rows <- rows_of(trials, unit)
    inside <- rep(design == d, sapply(trials, function(t) length(t$y))); matrix(rows*inside, ncol=ncol(X)) }))
  keep <- qr(cbind(X, Z), tol=1e-9); keep <- keep$pivot[seq_len(keep$rank)]; full <- cbind(X, Z)[, keep, drop=FALSE]
  extra <- which(keep > ncol(X))
  put(set, "FE", "Q_within", value=fit(trials, full, tau2=0)$QE)
  if (nrow(full) == ncol(full)) put(set, "FE", "Q_within_df", value=0) else put(set, "FE", "Q_within_df", value=nrow(full) - ncol(full))
  put(set, "FE", "Q_between_df", value=length(extra))
  if (length(extra)) {
    inside <- tau2s(trials, full)
    for (m in c("DL", "REML")) { r <- fit(trials, full, tau2=unname(inside[m]))
      put(set, m, "tau2_within", value=inside[m]); a <- anova(r, btt=extra); put(set, m, "interaction_QM", value=a$QM); put(set, m, "interaction_p", value=a$QMp) }
  }
  # node splitting with one more column
  if (splits) for (i in seq_along(treatments)) for (j in seq_len(i - 1)) {
    A <- treatments[i]; B <- treatments[j]
    z <- unlist(lapply(trials, function(t) { h <- (t$treatments == A)/2 - (t$treatments == B)/2
      if (all(c(A, B) %in% t$treatments)) h[-1] - h[1] else h[-1]*0 }))
    if (all(z == 0)) next
    if (qr(cbind(X, z))$rank < ncol(X) + 1) { put(set, "REML", "split_none", A, B, 1); next }
    t2 <- tau2s(trials, cbind(X, z)); r <- fit(trials, unname(cbind(X, z)), tau2=unname(t2["REML"])); k <- ncol(X) + 1
    l <- c(unit(A) - unit(B), 0)
    put(set, "REML", "split_tau2", A, B, t2["REML"])
    put(set, "REML", "split_indirect", A, B, sum(l*r$b)); put(set, "REML", "split_difference", A, B, r$b[k]); put(set, "REML", "split_difference_se", A, B, r$se[k])
    put(set, "REML", "split_difference_p", A, B, r$pval[k])
  }
}
components <- function(set, trials, inactive) {
  names <- sort(unique(unlist(lapply(setdiff(unlist(lapply(trials, `[[`, "treatments")), inactive), function(t) trimws(strsplit(t, "+", fixed=TRUE)[[1]])))), method="radix")
  coding <- function(t) { v <- setNames(numeric(length(names)), names); if (t != inactive) v[trimws(strsplit(t, "+", fixed=TRUE)[[1]])] <- 1; v }
  X <- unname(rows_of(trials, coding)); taus <- c(FE=0, tau2s(trials, X))
  for (m in names(taus)) { r <- fit(trials, X, tau2=unname(taus[m]), method=if (m == "ML") "ML" else "REML")
    put(set, m, "component_tau2", value=taus[m]); put(set, m, "component_QE", value=fit(trials, X, tau2=0)$QE)
    for (i in seq_along(names)) { put(set, m, "component_b", names[i], "", r$b[i]); put(set, m, "component_se", names[i], "", r$se[i]) } }
}

l16 <- contrasts2016()
for (set in names(sets)) { message(set); analyse(set, trials_of_arms(sets[[set]])) }
message("linde2016"); analyse("linde2016", trials_of_contrasts(l16), splits=FALSE)
components("linde2016", trials_of_contrasts(l16), "Placebo")

arms <- do.call(rbind, lapply(names(sets), function(s) cbind(dataset=s, sets[[s]])))
writeLines(c(sub("#", "# Arms of data sets of metadat as mean (log odds) and variance;", tool), "dataset,study,treatment,mean,variance,n",
  sprintf("%s,%s,%s,%s,%s,%s", arms$dataset, sapply(arms$study, q), sapply(arms$treatment, q), number(arms$mean), number(arms$variance), number(arms$n))),
  file.path(folder, "network_arms.csv"))
writeLines(c(sub("#", "# dat.linde2016 of metadat (log odds ratios), told against one arm;", tool), "study,base,trt,y,v,v_base",
  sprintf("%s,%s,%s,%s,%s,%s", l16$study, sapply(l16$base, q), sapply(l16$trt, q), number(l16$y), number(l16$v), number(l16$v_base))),
  file.path(folder, "network_linde2016.csv"))
writeLines(c(tool, "dataset,model,quantity,a,b,value", unlist(out)), file.path(folder, "network_estimates.csv"))
# Raw arms of two data sets, as a researcher has them.
s <- dat.senn2013
writeLines(c("study,treatment,n,mean,sd", sprintf("%s,%s,%s,%s,%s", sapply(s$study, q), s$treatment, s$ni, s$mi, s$sdi)), file.path(folder, "network_senn2013.csv"))
h <- dat.hasselblad1998
writeLines(c("study,treatment,events,n", sprintf("%s,%s,%s,%s", h$study, h$trt, h$xi, h$ni)), file.path(folder, "network_hasselblad1998.csv"))
