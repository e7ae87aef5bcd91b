# Regenerates effect_*.csv: effect sizes by metafor's escalc, and Mantel-Haenszel and Peto answers by rma.mh and rma.peto, on
# data sets of metadat. effect_table_NAME.csv holds the columns as `sinew evidence effect` reads them.
# Run by tools/regenerate_goldens effect. Needs metafor and metadat.
suppressPackageStartupMessages({library(metafor); library(metadat)})
folder <- Sys.getenv("SINEW_GOLDENS", ".")
tool <- sprintf("# R %s, metafor %s, metadat %s; tests/golden/evidence/effect.R", getRversion(),
                packageVersion("metafor"), packageVersion("metadat"))

put <- function(frame, name, note) {
  path <- file.path(folder, paste0("effect_", name, ".csv"))
  writeLines(if (nchar(note)) paste0(tool, "; ", note) else tool, path)
  suppressWarnings(write.table(frame, path, append = TRUE, sep = ",", row.names = FALSE, col.names = TRUE,
                               quote = FALSE, na = "NA"))
}
digits <- function(x) ifelse(is.finite(x), formatC(x, digits = 17, format = "g", width = 1), "NA")
numbers <- function(frame) as.data.frame(lapply(frame, function(x) if (is.double(x)) digits(x) else x))

bcg <- with(dat.bcg, data.frame(study = trial, ai = tpos, bi = tneg, ci = cpos, di = cneg))
nielweise2007 <- with(dat.nielweise2007, data.frame(study, ai, n1i, ci, n2i))
li2007 <- with(dat.li2007, data.frame(study = id, ai, n1i, ci, n2i))
hine1989 <- with(dat.hine1989, data.frame(study, ai, n1i, ci, n2i))
edge <- data.frame(study = 1:6, ai = c(0, 0, 10, 10, 3, 0), bi = c(10, 10, 0, 0, 7, 25), ci = c(0, 3, 10, 4, 0, 1),
                   di = c(12, 9, 0, 6, 10, 24))
hart1999 <- with(dat.hart1999, data.frame(study = trial, x1i, t1i, x2i, t2i))
nielweise2008 <- with(dat.nielweise2008, data.frame(study, x1i, t1i, x2i, t2i))
normand1999 <- with(dat.normand1999, data.frame(study, n1i, m1i, sd1i, n2i, m2i, sd2i))
curtis1998 <- with(dat.curtis1998, data.frame(study = id, n1i, m1i, sd1i, n2i, m2i, sd2i))
gibson2002 <- with(dat.gibson2002, data.frame(study = seq_along(author), n1i, m1i, sd1i, n2i, m2i, sd2i))
molloy2014 <- with(dat.molloy2014, data.frame(study = seq_along(authors), ri, ni))
mcdaniel1994 <- with(dat.mcdaniel1994, data.frame(study, ri, ni))
within <- subset(dat.lehmann2018, Design == "Within Subjects" & !is.na(RM_r))
lehmann2018 <- data.frame(study = seq_len(nrow(within)), ni = within$Red_N, m1i = within$Red_M, sd1i = within$Red_SD,
                          m2i = within$Control_M, sd2i = within$Control_SD, ri = within$RM_r)
pritz1997 <- with(dat.pritz1997, data.frame(study, xi, ni))
hannum2020 <- with(dat.hannum2020, data.frame(study = seq_along(ni), xi, ni))
rates <- with(dat.nielweise2008, data.frame(study, xi = x1i, ti = t1i))
curtis_mean <- with(dat.curtis1998, data.frame(study = id, ni = n1i, mi = m1i, sdi = sd1i))
t_of <- with(dat.normand1999, (m1i - m2i) / sqrt(((n1i - 1) * sd1i^2 + (n2i - 1) * sd2i^2) / (n1i + n2i - 2) * (1/n1i + 1/n2i)))
statistics <- with(dat.normand1999, data.frame(study, n1i, n2i, ti = t_of))
pignon2000 <- with(dat.pignon2000, data.frame(study = id, o_e = OmE, v_o_e = V))

sets <- list(bcg = bcg, nielweise2007 = nielweise2007, li2007 = li2007, hine1989 = hine1989, edge = edge, hart1999 = hart1999,
             nielweise2008 = nielweise2008, normand1999 = normand1999, curtis1998 = curtis1998, gibson2002 = gibson2002,
             molloy2014 = molloy2014, mcdaniel1994 = mcdaniel1994, lehmann2018 = lehmann2018, pritz1997 = pritz1997,
             hannum2020 = hannum2020, rates = rates, curtis_mean = curtis_mean, statistics = statistics, pignon2000 = pignon2000)
notes <- list(bcg = "dat.bcg: Colditz et al. 1994", nielweise2007 = "dat.nielweise2007: Niel-Weise et al. 2007",
              li2007 = "dat.li2007: Li et al. 2007", hine1989 = "dat.hine1989: Hine et al. 1989",
              edge = "made up here: cells of nothing in every place", hart1999 = "dat.hart1999: Hart et al. 1999",
              nielweise2008 = "dat.nielweise2008: Niel-Weise et al. 2008", normand1999 = "dat.normand1999: Normand 1999",
              curtis1998 = "dat.curtis1998: Curtis and Wang 1998", gibson2002 = "dat.gibson2002: Gibson et al. 2002",
              molloy2014 = "dat.molloy2014: Molloy et al. 2014", mcdaniel1994 = "dat.mcdaniel1994: McDaniel et al. 1994",
              lehmann2018 = "dat.lehmann2018 (within subjects): Lehmann et al. 2018", pritz1997 = "dat.pritz1997: Pritz 1997",
              hannum2020 = "dat.hannum2020: Hannum et al. 2020", rates = "dat.nielweise2008, first groups",
              curtis_mean = "dat.curtis1998, first groups", statistics = "t statistics of dat.normand1999",
              pignon2000 = "dat.pignon2000: Pignon et al. 2000")
for (name in names(sets)) put(numbers(sets[[name]]), paste0("table_", name), notes[[name]])

jobs <- list()
job <- function(set, measures, vtype = "LS", add = NULL, to = "only0", drop00 = FALSE)
  for (measure in measures)
    jobs[[length(jobs) + 1]] <<- list(set = set, measure = measure, vtype = vtype, add = add, to = to, drop00 = drop00)
counts <- c("RR", "OR", "RD", "AS", "PETO", "OR2DL", "OR2DN")
for (set in c("bcg", "nielweise2007", "li2007", "hine1989", "edge")) job(set, counts)
for (set in c("bcg", "edge")) job(set, "RD", vtype = "UB")
for (to in c("all", "if0all", "none")) for (set in c("nielweise2007", "edge")) job(set, c("RR", "OR", "RD", "PETO"), to = to)
job("edge", c("RR", "OR"), add = 0.01)
job("edge", counts, drop00 = TRUE)
for (set in c("hart1999", "nielweise2008")) job(set, c("IRR", "IRD", "IRSD"))
job("nielweise2008", c("IRR", "IRD"), to = "all")
job("nielweise2008", c("IRR", "IRD"), to = "if0all")
for (set in c("normand1999", "gibson2002")) job(set, c("MD", "SMD", "SMDH", "D2ORL", "D2ORN"))
job("normand1999", "ROM")
job("curtis1998", c("ROM", "MD", "SMD", "SMDH"))
job("normand1999", c("SMD", "SMDH"), vtype = "LS2")
job("curtis1998", c("SMD"), vtype = "UB")
job("normand1999", c("MD", "ROM"), vtype = "HO")
job("statistics", "SMD")
for (set in c("molloy2014", "mcdaniel1994")) job(set, c("COR", "ZCOR", "UCOR"))
job("lehmann2018", c("MC", "SMCC", "SMCR", "ROMC"))
job("lehmann2018", c("SMCC", "SMCR"), vtype = "LS2")
for (set in c("pritz1997", "hannum2020")) job(set, c("PR", "PLN", "PLO", "PAS", "PFT"))
job("pritz1997", c("PR", "PLO"), to = "all")
job("hannum2020", "PR", vtype = "UB")
job("rates", c("IR", "IRLN", "IRS", "IRFT"))
job("curtis_mean", "MN")

one <- function(x) {
  arguments <- c(as.list(sets[[x$set]])[setdiff(names(sets[[x$set]]), "study")],
                 list(measure = x$measure, vtype = x$vtype, to = x$to, drop00 = x$drop00))
  if (!is.null(x$add)) arguments$add <- x$add
  answer <- suppressWarnings(do.call(escalc, arguments))
  data.frame(set = x$set, measure = x$measure, vtype = x$vtype, add = if (is.null(x$add)) "NA" else x$add, to = x$to,
             drop00 = as.integer(x$drop00), row = seq_len(nrow(answer)), yi = digits(as.numeric(answer$yi)), vi = digits(answer$vi))
}
put(do.call(rbind, lapply(jobs, one)), "sizes", "escalc; NA: not defined")

pooled <- function(set, measure, fit) data.frame(set = set, measure = measure, k = fit$k, k_yi = fit$k.yi,
  b = digits(as.numeric(fit$beta)), se = digits(fit$se), stat = digits(fit$zval), pval = digits(fit$pval),
  ci_lb = digits(fit$ci.lb), ci_ub = digits(fit$ci.ub), QE = digits(fit$QE), QEp = digits(fit$QEp), I2 = digits(fit$I2), H2 = digits(fit$H2),
  MH = digits(if (is.null(fit$MH)) NA else fit$MH), MHp = digits(if (is.null(fit$MHp)) NA else fit$MHp),
  CO = digits(if (is.null(fit$CO)) NA else fit$CO), TA = digits(if (is.null(fit$TA)) NA else fit$TA), TAp = digits(if (is.null(fit$TAp)) NA else fit$TAp))
answers <- list()
shares <- list()
share <- function(set, measure, fit) data.frame(set = set, measure = measure, row = seq_along(weights(fit)), weight = digits(as.numeric(weights(fit))))
real <- function(x) as.data.frame(lapply(x, as.numeric))  # counts as integers overflow in R's products
cells <- function(set) { x <- sets[[set]]; if (is.null(x$bi)) { x$bi <- x$n1i - x$ai; x$di <- x$n2i - x$ci }; x }
for (set in c("bcg", "nielweise2007", "li2007", "hine1989", "edge")) {
  x <- real(cells(set))
  for (measure in c("RR", "OR", "RD")) {
    fit <- suppressWarnings(rma.mh(ai, bi, ci, di, measure = measure, data = x, drop00 = FALSE))
    shares[[length(shares) + 1]] <- share(set, measure, fit)
    answers[[length(answers) + 1]] <- pooled(set, measure, suppressWarnings(rma.mh(ai, bi, ci, di, measure = measure, data = x)))
  }
  fit <- suppressWarnings(rma.peto(ai, bi, ci, di, data = x, drop00 = FALSE))
  shares[[length(shares) + 1]] <- share(set, "PETO", fit)
  answers[[length(answers) + 1]] <- pooled(set, "PETO", suppressWarnings(rma.peto(ai, bi, ci, di, data = x)))
}
for (set in c("hart1999", "nielweise2008")) for (measure in c("IRR", "IRD")) {
  x <- real(sets[[set]][c("x1i", "t1i", "x2i", "t2i")])
  fit <- suppressWarnings(rma.mh(x1i = x1i, t1i = t1i, x2i = x2i, t2i = t2i, measure = measure, data = x, drop00 = FALSE))
  shares[[length(shares) + 1]] <- share(set, measure, fit)
  answers[[length(answers) + 1]] <- pooled(set, measure,
    suppressWarnings(rma.mh(x1i = x1i, t1i = t1i, x2i = x2i, t2i = t2i, measure = measure, data = x)))
}
put(do.call(rbind, shares), "mantel_haenszel_weights", "weights of rma.mh and rma.peto in per cent, row of the table")
put(do.call(rbind, answers), "mantel_haenszel", "rma.mh, rma.peto (measure PETO); MH and CO with continuity correction")
