# Regenerates multilevel_*.csv: metafor's rma.mv, clubSandwich, nlme and lme4 on published data sets.
# Usage: tools/regenerate_goldens multilevel
#
# rma.mv climbs by the values of the likelihood and stops near 1e-7; every fit is finished here by Newton steps on
# metafor's own likelihood (components held, derivatives by Richardson extrapolation) until a step is below 1e-8 of a
# component. A component that rma.mv leaves below 1e-6 of the mean sampling variance is held at 0.
suppressPackageStartupMessages({library(metafor); library(clubSandwich); library(nlme); library(lme4); library(numDeriv)})
folder <- Sys.getenv("SINEW_GOLDENS", ".")
versions <- paste0("metafor ", packageVersion("metafor"), ", clubSandwich ", packageVersion("clubSandwich"), ", nlme ",
                   packageVersion("nlme"), ", lme4 ", packageVersion("lme4"), ", ", R.version.string, "; multilevel.R")
full <- function(x) ifelse(is.na(x), "NA", formatC(x, digits = 17, format = "g"))
write_table <- function(table, name, comment) {
  path <- file.path(folder, name)
  table[] <- lapply(table, function(x) if (is.double(x)) full(x) else as.character(x))
  writeLines(paste0("# ", comment), path)
  suppressWarnings(write.table(table, path, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
}
cases <- list(); expected <- list(); words <- list()
put <- function(case, quantity, values) if (length(values) > 0)
  expected[[length(expected) + 1]] <<- data.frame(case = case, quantity = quantity, index = seq_along(values) - 1,
                                                  value = as.numeric(values))
data_sets <- list(); covariances <- list()
add_data <- function(name, table, comment, V = NULL) {
  data_sets[[name]] <<- table
  write_table(table, paste0("multilevel_data_", name, ".csv"), paste0(comment, "; metadat ", packageVersion("metadat")))
  if (!is.null(V)) {
    covariances[[name]] <<- V
    at <- which(upper.tri(V) & V != 0, arr.ind = TRUE)
    write_table(data.frame(row_i = at[, 1], row_j = at[, 2], cov = V[at]), paste0("multilevel_cov_", name, ".csv"),
                paste0("covariances of the rows of multilevel_data_", name, ".csv"))
  }
}
polished <- function(call, sigma2, tau2, rho, small) {
  # call(sigma2, tau2, rho) fits with everything held.
  values <- c(sigma2, tau2, rho); n <- c(length(sigma2), length(tau2), length(rho))
  variance <- seq_along(values) <= n[1] + n[2]
  values[variance & values < small] <- 0
  # rho is climbed as atanh(rho); at the end of its range it is held there.
  correlation <- !variance
  at_end <- correlation & abs(values) > 0.9999
  values[at_end] <- sign(values[at_end])
  held <- (variance & values == 0) | at_end
  as_rho <- function(v) { bend <- correlation & !held; v[bend] <- tanh(v[bend]); v }
  bend <- correlation & !held; values[bend] <- atanh(values[bend])
  unpack <- function(w) { v <- as_rho(w); list(sigma2 = head(v, n[1]), tau2 = v[n[1] + seq_len(n[2])], rho = v[n[1] + n[2] + seq_len(n[3])]) }
  likelihood <- function(free) { v <- values; v[!held] <- free; p <- unpack(v); as.numeric(logLik(call(p$sigma2, p$tau2, p$rho))) }
  free <- values[!held]; step <- rep(1, length(free)); rounds <- 0
  while (length(free) > 0 && rounds < 6 && max(abs(step) / pmax(abs(free), 1e-8)) > 1e-8) {
    slope <- grad(likelihood, free, method.args = list(d = 0.03, r = 6))
    step <- tryCatch(-solve(hessian(likelihood, free, method.args = list(d = 0.03, r = 4)), slope), error = function(e) NULL)
    if (is.null(step)) return(NULL)
    free <- free + step; rounds <- rounds + 1
  }
  values[!held] <- free
  p <- unpack(values)
  list(fit = call(p$sigma2, p$tau2, p$rho), p = p, free = sum(!held), last = if (length(free)) max(abs(step) / pmax(abs(free), 1e-8)) else 0)
}
add_case <- function(id, data, x = "one", random, struct = "", method = "REML", test = "z", cov = "", cluster = "",
                     intervals = TRUE, blups = FALSE, pi_column = NA) {
  table <- data_sets[[data]]
  V <- table$vi
  if (cov == "file") V <- covariances[[data]]
  if (grepl("^rho", cov)) { part <- strsplit(cov, ":")[[1]]; g <- table[[part[2]]]; r <- as.numeric(part[3])
    V <- r * outer(sqrt(table$vi), sqrt(table$vi)) * outer(g, g, "=="); diag(V) <- table$vi }
  X <- as.matrix(table[, x, drop = FALSE])
  formulas <- lapply(strsplit(random, ";")[[1]], function(part) {
    if (grepl("|", part, fixed = TRUE)) as.formula(paste0("~ ", part)) else as.formula(paste0("~ 1 | ", part)) })
  base <- list(yi = table$yi, V = V, mods = X, intercept = FALSE, random = formulas, data = table, method = method, test = test)
  if (struct != "") base$struct <- struct
  base$data$inner_factor <- NULL
  call_with <- function(extra) suppressWarnings(do.call(rma.mv, c(base, extra)))
  first <- NULL
  said <- character()
  for (control in list(list(optimizer = "bobyqa", rhoend = 1e-10), list(optimizer = "nlminb", rel.tol = 1e-12), list())) {
    first <- tryCatch(call_with(list(control = control)), error = function(e) { said <<- c(said, conditionMessage(e)); NULL })
    if (!is.null(first)) break
  }
  if (is.null(first)) { words[[length(words) + 1]] <<- data.frame(case = id, words = gsub("[\n,]", " ", said[1])); return(invisible()) }
  with_s <- isTRUE(first$withS); with_g <- isTRUE(first$withG)
  holding <- function(sigma2, tau2, rho) {
    extra <- list()
    if (with_s) extra$sigma2 <- sigma2
    if (with_g) { extra$tau2 <- tau2; if (!struct %in% c("DIAG", "ID")) extra$rho <- rho }
    call_with(extra)
  }
  done <- tryCatch(polished(holding, if (with_s) first$sigma2 else numeric(), if (with_g) first$tau2 else numeric(),
                   if (with_g && !struct %in% c("DIAG", "ID")) first$rho else numeric(), 1e-6 * mean(table$vi)), error = function(e) conditionMessage(e))
  if (is.character(done)) { words[[length(words) + 1]] <<- data.frame(case = id, words = gsub("[\n,]", " ", paste("while finishing the fit:", done))); return(invisible()) }
  if (is.null(done)) { words[[length(words) + 1]] <<- data.frame(case = id, words = "the Hessian of the likelihood is singular at rma.mv's answer"); return(invisible()) }
  fit <- done$fit
  cases[[length(cases) + 1]] <<- data.frame(case = id, data = data, x = paste(x, collapse = " "), random = random, struct = struct,
                                            method = method, test = test, cov = cov, cluster = cluster)
  put(id, "b", fit$b); put(id, "se", fit$se); put(id, "stat", fit$zval); put(id, "pval", fit$pval)
  put(id, "ci_lb", fit$ci.lb); put(id, "ci_ub", fit$ci.ub)
  put(id, "sigma2", done$p$sigma2); put(id, "tau2", done$p$tau2); put(id, "rho", done$p$rho)
  put(id, "ll", logLik(fit)); put(id, "QE", fit$QE); put(id, "QEp", fit$QEp); put(id, "QM", fit$QM); put(id, "QMp", fit$QMp)
  put(id, "AIC", AIC(first)); put(id, "BIC", BIC(first)); put(id, "AICc", AIC(first, correct = TRUE))
  W <- solve(if (is.matrix(V)) V else diag(V)); P <- W - W %*% X %*% solve(t(X) %*% W %*% X) %*% t(X) %*% W
  typical <- (nrow(X) - ncol(X)) / sum(diag(P)); put(id, "typical", typical)
  if (with_s && !with_g) {
    put(id, "i2", 100 * done$p$sigma2 / (sum(done$p$sigma2) + typical))
    if (ncol(X) == 1) { p <- predict(fit); put(id, "pi", c(p$pi.lb, p$pi.ub)) }
    if (blups) { effects <- ranef(fit)[[1]]; put(id, "blup", effects$intrcpt); put(id, "blup_se", effects$se) }
  }
  if (cluster != "") {
    for (type in c("CR0", "CR1", "CR1p", "CR1S", "CR2")) {
      v <- vcovCR(fit, cluster = table[[cluster]], type = type)
      test_rows <- coef_test(fit, vcov = v, test = "Satterthwaite")
      put(id, paste0(type, "_se"), test_rows$SE)
      put(id, paste0(type, "_df"), if (is.null(test_rows$df_Satt)) test_rows$df else test_rows$df_Satt)
      put(id, paste0(type, "_p"), test_rows$p_Satt)
    }
    if (ncol(X) > 1) {
      joint <- Wald_test(fit, constrain_zero(2:ncol(X)), vcov = vcovCR(fit, cluster = table[[cluster]], type = "CR2"), test = "HTZ")
      put(id, "HTZ", c(joint$Fstat, joint$df_num, joint$df_denom, joint$p_val))
    }
    plain <- robust(fit, cluster = table[[cluster]]); put(id, "robust_se", plain$se); put(id, "robust_p", plain$pval)
  }
  if (intervals && with_s && !with_g) {
    # The ends of the profile, by bisection on metafor's likelihood with one component held (nlminb inside).
    top <- as.numeric(logLik(fit)); n <- length(done$p$sigma2)
    for (j in seq_len(n)) {
      fall <- function(value) { s <- rep(NA_real_, n); s[j] <- value
        2 * (top - as.numeric(logLik(call_with(list(sigma2 = s, control = if (n > 1) list(optimizer = "optim", optmethod = "BFGS", reltol = 1e-15) else list()))))) - qchisq(0.95, 1) }
      here <- done$p$sigma2[j]
      ends <- tryCatch(c(if (here <= 0 || fall(0) <= 0) 0 else uniroot(fall, c(0, here), tol = 1e-11)$root,
                uniroot(fall, c(here, max(10 * here, 1)), extendInt = "upX", tol = 1e-11)$root), error = function(e) NULL)
      if (!is.null(ends)) put(id, paste0("profile_", j - 1), ends)
    }
  }
  cat(id, "last step", format(done$last), "\n")
}
index <- function(x) as.integer(factor(x, levels = unique(x))) - 1L

d <- dat.konstantopoulos2011
add_data("konstantopoulos2011", data.frame(one = 1, year = d$year - 1990, district = index(d$district), school = index(paste(d$district, d$school)), yi = d$yi, vi = d$vi),
         "dat.konstantopoulos2011: Konstantopoulos S. Research Synthesis Methods 2011;2:61-76")
add_case("kon_reml", "konstantopoulos2011", random = "district/school", cluster = "district", blups = TRUE)
add_case("kon_ml", "konstantopoulos2011", random = "district/school", method = "ML")
add_case("kon_year_t", "konstantopoulos2011", x = c("one", "year"), random = "district/school", test = "t", cluster = "district")
add_case("kon_rho", "konstantopoulos2011", random = "district/school", cov = "rho:district:0.6", cluster = "district")
add_case("kon_dense", "konstantopoulos2011", random = "district;school", cov = "rho:one:0.3")
add_case("kon_cs", "konstantopoulos2011", random = "school | district", struct = "CS", cluster = "district")

d <- escalc(measure = "OR", ai = waward, n1i = wtotal, ci = maward, n2i = mtotal, data = dat.bornmann2007)
add_data("bornmann2007", data.frame(one = 1, fellowship = as.numeric(d$type == "Fellowship"), study = index(d$study), obs = index(paste(d$study, d$obs)),
         country = index(d$country), yi = as.numeric(d$yi), vi = d$vi), "dat.bornmann2007, log odds ratios by escalc: Bornmann L and others. Journal of Informetrics 2007;1:226-238")
add_case("bor_reml", "bornmann2007", random = "study/obs", cluster = "study", blups = TRUE)
add_case("bor_type", "bornmann2007", x = c("one", "fellowship"), random = "study/obs", cluster = "study")
add_case("bor_crossed", "bornmann2007", random = "country;study;obs", intervals = FALSE)

d <- dat.assink2016
add_data("assink2016", data.frame(one = 1, year = d$year, overt = as.numeric(d$deltype == "overt"), covert = as.numeric(d$deltype == "covert"),
         study = index(d$study), esid = index(paste(d$study, d$esid)), yi = d$yi, vi = d$vi), "dat.assink2016: Assink M and Wibbelink CJM. The Quantitative Methods for Psychology 2016;12:154-174")
add_case("ass_reml", "assink2016", random = "study/esid", cluster = "study", blups = TRUE)
add_case("ass_rho", "assink2016", random = "study/esid", cov = "rho:study:0.6", cluster = "study")
add_case("ass_type", "assink2016", x = c("one", "overt", "covert", "year"), random = "study/esid", cov = "rho:study:0.6", cluster = "study", intervals = FALSE)

d <- dat.berkey1998; V <- bldiag(lapply(split(d[, c("v1i", "v2i")], d$trial), as.matrix))
add_data("berkey1998", data.frame(pd = as.numeric(d$outcome == "PD"), al = as.numeric(d$outcome == "AL"), year = d$year - 1983, trial = index(d$trial),
         outcome = index(d$outcome), row = index(seq_len(nrow(d))), yi = d$yi, vi = d$vi), "dat.berkey1998: Berkey CS and others. Statistics in Medicine 1998;17:2537-2550", V)
for (s in c("UN", "CS", "HCS", "DIAG")) add_case(paste0("ber_", tolower(s)), "berkey1998", x = c("pd", "al"), random = "outcome | trial", struct = s, cov = "file", cluster = "trial")
add_case("ber_ml", "berkey1998", x = c("pd", "al"), random = "outcome | trial", struct = "UN", cov = "file", method = "ML")

d <- dat.kalaian1996; same <- outer(d$study, d$study, "==")
V <- 0.66 * outer(sqrt(d$vi), sqrt(d$vi)) * same; diag(V) <- d$vi
add_data("kalaian1996", data.frame(verbal = as.numeric(d$outcome == "verbal"), math = as.numeric(d$outcome == "math"), hrs = ifelse(is.na(d$hrs), 0, log(d$hrs)),
         study = index(d$study), outcome = index(d$outcome), yi = d$yi, vi = d$vi), "dat.kalaian1996, correlation 0.66 within a study, log of the hours of coaching: Kalaian HA and Raudenbush SW. Psychological Methods 1996;1:227-235", V)
for (s in c("UN", "CS")) add_case(paste0("kal_", tolower(s)), "kalaian1996", x = c("verbal", "math"), random = "outcome | study", struct = s, cov = "file", cluster = "study")

d <- reshape(dat.ishak2007, direction = "long", idvar = "study", v.names = c("yi", "vi"), varying = list(c(2, 4, 6, 8), c(3, 5, 7, 9)))
d <- d[order(d$study, d$time), ]; d <- d[!is.na(d$yi), ]
V <- outer(sqrt(d$vi), sqrt(d$vi)) * 0.97^abs(outer(d$time, d$time, "-")) * outer(d$study, d$study, "=="); diag(V) <- d$vi
times <- outer(d$time, 1:4, "==") * 1
add_data("ishak2007", data.frame(t1 = times[, 1], t2 = times[, 2], t3 = times[, 3], t4 = times[, 4], study = index(d$study), time = as.integer(d$time) - 1L, yi = d$yi, vi = d$vi),
         "dat.ishak2007, long, correlation 0.97^distance within a study: Ishak KJ and others. Clinical Trials 2007;4:525-539", V)
for (s in c("CS", "HCS", "DIAG", "UN")) add_case(paste0("ish_", tolower(s)), "ishak2007", x = c("t1", "t2", "t3", "t4"), random = "time | study", struct = s, cov = "file", cluster = "study")

d <- dat.tannersmith2016
add_data("tannersmith2016", data.frame(one = 1, male = d$propmale, study = index(d$studyid), effect = index(seq_len(nrow(d))), yi = d$yi, vi = d$sei^2),
         "dat.tannersmith2016: Tanner-Smith EE and others. Journal of Developmental and Life-Course Criminology 2016;2:85-112")
add_case("tan_reml", "tannersmith2016", random = "study/effect", cluster = "study")
d <- escalc(measure = "ZCOR", ri = ri, ni = ni, data = dat.crede2010); 
add_data("crede2010", data.frame(one = 1, study = index(d$studyid), sample = index(paste(d$studyid, d$sampleid)), yi = as.numeric(d$yi), vi = d$vi),
         "dat.crede2010, z of correlations by escalc: Crede M and others. Review of Educational Research 2010;80:272-295")
add_case("cre_reml", "crede2010", random = "study/sample", cluster = "study")
d <- dat.lopez2019
add_data("lopez2019", data.frame(one = 1, study = index(d$study), effect = index(seq_len(nrow(d))), yi = d$diff, vi = d$se^2)[!is.na(d$diff) & !is.na(d$se), ],
         "dat.lopez2019: Lopez-Lopez JA and others. Psychological Medicine 2019;49:1937-1947")
add_case("lop_reml", "lopez2019", random = "study/effect", cluster = "study", intervals = FALSE)
d <- dat.raudenbush1985
add_data("raudenbush1985", data.frame(one = 1, weeks = d$weeks, study = index(d$study), yi = d$yi, vi = d$vi), "dat.raudenbush1985: Raudenbush SW and Bryk AS. Journal of Educational Statistics 1985;10:75-98")
add_case("rau_reml", "raudenbush1985", x = c("one", "weeks"), random = "study", cluster = "study")
d <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
add_data("bcg", data.frame(one = 1, ablat = d$ablat, trial = index(d$trial), yi = as.numeric(d$yi), vi = d$vi), "dat.bcg, log relative risks by escalc: Colditz GA and others. JAMA 1994;271:698-702")
add_case("bcg_reml", "bcg", x = c("one", "ablat"), random = "trial", cluster = "trial", test = "t")
d <- dat.bangertdrowns2004
add_data("bangertdrowns2004", data.frame(one = 1, grade = d$grade, study = index(d$id), yi = d$yi, vi = d$vi), "dat.bangertdrowns2004: Bangert-Drowns RL and others. Review of Educational Research 2004;74:29-58")
add_case("ban_group", "bangertdrowns2004", random = "grade;study", cluster = "")

# nlme with the sampling variances as fixed weights and sigma held at 1 is the same model. By ML: nlme 3.1.162 maximises
# another criterion than the restricted likelihood when sigma is held (its REML answer on these data is 4 to 8 % off).
d <- data_sets$konstantopoulos2011
fit <- lme(yi ~ 1, random = ~ 1 | district/school, weights = varFixed(~vi), data = d, method = "ML",
           control = lmeControl(sigma = 1, opt = "optim", msMaxIter = 500, reltol = 1e-15, niterEM = 200, tolerance = 1e-12, msTol = 1e-14))
put("nlme_kon", "b", fixef(fit))
put("nlme_kon", "sigma2", sapply(pdMatrix(fit$modelStruct$reStruct), function(g) g[1, 1]))
# lme4 on raw data is the same model when V is its residual variance.
devfun_tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12, maxfun = 1e5))
s <- data.frame(one = 1, days = sleepstudy$Days, subject = index(sleepstudy$Subject), yi = sleepstudy$Reaction)
fit <- lmer(yi ~ days + (days | subject), data = s, control = devfun_tight)
s$vi <- sigma(fit)^2; G <- VarCorr(fit)$subject
write_table(s, "multilevel_data_sleepstudy.csv", "sleepstudy of lme4: Belenky G and others. Journal of Sleep Research 2003;12:1-12; vi is the residual variance found by lmer")
put("lmer_slopes", "b", fixef(fit)); put("lmer_slopes", "se", sqrt(diag(as.matrix(vcov(fit)))))
put("lmer_slopes", "tau2", diag(G)); put("lmer_slopes", "rho", attr(G, "correlation")[2, 1])
effects <- ranef(fit, condVar = FALSE)$subject; put("lmer_slopes", "blup_intercept", effects[, 1]); put("lmer_slopes", "blup_slope", effects[, 2])

write_table(do.call(rbind, cases), "multilevel_cases.csv", versions)
write_table(do.call(rbind, expected), "multilevel_expected.csv", versions)
write_table(if (length(words)) do.call(rbind, words) else data.frame(case = character(), words = character()), "multilevel_not_fitted.csv", versions)
