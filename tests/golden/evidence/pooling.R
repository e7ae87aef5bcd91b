# Regenerates pooling_*.csv: data sets of metadat pooled by metafor::rma with every estimator of tau2, Knapp-Hartung on and off,
# with and without one moderator. Run by tools/regenerate_goldens pooling. Needs metafor and metadat.
suppressPackageStartupMessages({library(metafor); library(metadat)})
folder <- Sys.getenv("SINEW_GOLDENS", ".")
tool <- sprintf("# R %s, metafor %s, metadat %s; tests/golden/evidence/pooling.R", getRversion(),
                packageVersion("metafor"), packageVersion("metadat"))
number <- function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x))
twelve <- function(x) ifelse(is.na(x), "NA", sprintf("%.13g", x))

# ---- the sets: effects by escalc, one moderator (a number, or 0/1 for a kind) ------------------------------------------
take <- function(d, moderator) {
  d$x <- if (is.null(moderator)) NA_real_ else as.numeric(moderator(d))
  d <- as.data.frame(d)[, c("yi", "vi", "x")]
  d <- d[!is.na(d$yi) & !is.na(d$vi) & d$vi > 0, ]
  if (!is.null(moderator)) d <- d[!is.na(d$x), ]
  d
}
sets <- list(
  bcg = list("RR", \() escalc("RR", ai=tpos, bi=tneg, ci=cpos, di=cneg, data=dat.bcg), \(d) d$ablat, "latitude"),
  begg1989 = list("PLO (as given)", \() transform(dat.begg1989), \(d) d$trt == "BMT", "bone-marrow transplantation"),
  bangertdrowns2004 = list("SMD (as given)", \() dat.bangertdrowns2004, \(d) d$length, "weeks of treatment"),
  baskerville2012 = list("SMD (as given)", \() transform(dat.baskerville2012, yi=smd, vi=se^2), \(d) d$meetings, "meetings a month"),
  bonett2010 = list("ABT", \() escalc("ABT", ai=ai, mi=mi, ni=ni, data=dat.bonett2010), \(d) d$caregivers == "women", "women only"),
  bornmann2007 = list("OR", \() escalc("OR", ai=waward, n1i=wtotal, ci=maward, n2i=mtotal, data=dat.bornmann2007), \(d) d$type == "Fellowship", "fellowships"),
  bourassa1996 = list("OR", \() escalc("OR", ai=lh.le, bi=lh.re, ci=rh.le, di=rh.re, data=dat.bourassa1996, add=1/2, to="all"), \(d) d$year, "year"),
  cannon2006 = list("OR", \() escalc("OR", ai=ep1t, n1i=nt, ci=ep1c, n2i=nc, data=dat.cannon2006), \(d) d$pop == "post-ACS", "after an acute syndrome"),
  cohen1981 = list("ZCOR", \() escalc("ZCOR", ri=ri, ni=ni, data=dat.cohen1981), \(d) d$ni, "sample size"),
  collins1985a = list("OR", \() escalc("OR", ai=b.xti, n1i=nti, ci=b.xci, n2i=nci, data=dat.collins1985a), \(d) d$year, "year"),
  collins1985b = list("OR", \() escalc("OR", ai=pre.xti, n1i=pre.nti, ci=pre.xci, n2i=pre.nci, data=dat.collins1985b), \(d) d$oedema, "oedema"),
  crede2010 = list("ZCOR", \() escalc("ZCOR", ri=ri, ni=ni, data=dat.crede2010), \(d) d$criterion == "grade", "grades"),
  curtis1998 = list("ROM", \() escalc("ROM", m1i=m2i, sd1i=sd2i, n1i=n2i, m2i=m1i, sd2i=sd1i, n2i=n1i, data=dat.curtis1998), \(d) d$time, "days of exposure"),
  damico2009 = list("OR", \() escalc("OR", ai=xt, n1i=nt, ci=xc, n2i=nc, data=dat.damico2009), \(d) d$conceal, "concealment"),
  debruin2009 = list("PLO", \() escalc("PLO", xi=xi, ni=ni, data=dat.debruin2009), \(d) d$scq, "quality of standard care"),
  egger2001 = list("OR", \() escalc("OR", ai=ai, n1i=n1i, ci=ci, n2i=n2i, data=dat.egger2001), \(d) d$year, "year"),
  gibson2002 = list("SMD", \() escalc("SMD", m1i=m1i, sd1i=sd1i, n1i=n1i, m2i=m2i, sd2i=sd2i, n2i=n2i, data=dat.gibson2002), \(d) d$type, "type of programme"),
  graves2010 = list("RR", \() escalc("RR", ai=ai, n1i=n1i, ci=ci, n2i=n2i, data=dat.graves2010), NULL, ""),
  hackshaw1998 = list("OR (as given)", \() dat.hackshaw1998, \(d) d$design == "cohort", "cohort studies"),
  hart1999 = list("IRR", \() escalc("IRR", x1i=x1i, t1i=t1i, x2i=x2i, t2i=t2i, data=dat.hart1999), \(d) d$year, "year"),
  hine1989 = list("RD", \() escalc("RD", ai=ai, n1i=n1i, ci=ci, n2i=n2i, data=dat.hine1989), NULL, ""),
  konstantopoulos2011 = list("SMD (as given; rows taken as independent)", \() dat.konstantopoulos2011, \(d) d$year, "year"),
  laopaiboon2015 = list("RR", \() escalc("RR", ai=ai, n1i=n1i, ci=ci, n2i=n2i, data=dat.laopaiboon2015), \(d) d$age == "children", "children"),
  lau1992 = list("OR", \() escalc("OR", ai=ai, n1i=n1i, ci=ci, n2i=n2i, data=dat.lau1992), \(d) d$year, "year"),
  lee2004 = list("RR", \() escalc("RR", ai=ai, n1i=n1i, ci=ci, n2i=n2i, data=dat.lee2004), \(d) d$year, "year"),
  lehmann2018 = list("SMD (as given)", \() dat.lehmann2018, \(d) d$PRPublication == "Yes", "published"),
  li2007 = list("OR", \() escalc("OR", ai=ai, n1i=n1i, ci=ci, n2i=n2i, data=dat.li2007), \(d) d$year, "year"),
  linde2005 = list("RR", \() escalc("RR", ai=ai, n1i=n1i, ci=ci, n2i=n2i, data=dat.linde2005), \(d) d$baseline, "baseline severity"),
  mcdaniel1994 = list("ZCOR", \() escalc("ZCOR", ri=ri, ni=ni, data=dat.mcdaniel1994), \(d) d$struct == "s", "structured"),
  michael2013 = list("MD (as given)", \() dat.michael2013, \(d) d$Included_Critique == "Critique", "with a critique"),
  molloy2014 = list("ZCOR", \() escalc("ZCOR", ri=ri, ni=ni, data=dat.molloy2014), \(d) d$meanage, "mean age"),
  nielweise2007 = list("OR", \() escalc("OR", ai=ai, n1i=n1i, ci=ci, n2i=n2i, data=dat.nielweise2007), \(d) d$year, "year"),
  nielweise2008 = list("IRR", \() escalc("IRR", x1i=x1i, t1i=t1i, x2i=x2i, t2i=t2i, data=dat.nielweise2008), NULL, ""),
  normand1999 = list("MD", \() escalc("MD", m1i=m1i, sd1i=sd1i, n1i=n1i, m2i=m2i, sd2i=sd2i, n2i=n2i, data=dat.normand1999), NULL, ""),
  pagliaro1992 = list("PLO", \() escalc("PLO", xi=xi, ni=ni, data=dat.pagliaro1992), \(d) d$trt == "beta-blockers", "beta-blockers"),
  pignon2000 = list("HR (Peto's logrank)", \() transform(dat.pignon2000, yi=OmE/V, vi=1/V), \(d) d$grp, "timing of chemotherapy"),
  pritz1997 = list("PFT", \() escalc("PFT", xi=xi, ni=ni, data=dat.pritz1997), NULL, ""),
  raudenbush1985 = list("SMD (as given)", \() dat.raudenbush1985, \(d) d$weeks, "weeks of contact"),
  riley2003 = list("HR (as given; rows taken as independent)", \() dat.riley2003, \(d) d$outcome == "OS", "overall survival"),
  vanhowe1999 = list("OR", \() escalc("OR", ai=non.pos, bi=non.neg, ci=cir.pos, di=cir.neg, data=dat.vanhowe1999), \(d) d$category == "high-risk group", "high-risk groups"),
  viechtbauer2021 = list("OR", \() escalc("OR", ai=xTi, n1i=nTi, ci=xCi, n2i=nCi, data=dat.viechtbauer2021), \(d) d$dose, "dose"),
  yusuf1985 = list("PETO", \() escalc("PETO", ai=ai, n1i=n1i, ci=ci, n2i=n2i, data=dat.yusuf1985, subset=(table == "6"), add=0), NULL, ""))

source_of <- function(name) {
  page <- tools::Rd_db("metadat")[[paste0("dat.", name, ".Rd")]]
  text <- capture.output(tools::Rd2txt(page, options=list(underline_titles=FALSE, width=2000)))
  from <- grep("^Source:", text)
  if (!length(from)) from <- grep("^References:", text)
  words <- trimws(text[(from[1] + 1):length(text)])
  words <- words[words != ""][1]
  gsub("[\"_*]", "", iconv(words, to="ASCII//TRANSLIT"))
}

effects <- data.frame(); listed <- data.frame(); rows <- list()
methods <- c("FE", "DL", "PM", "REML", "ML", "EB", "SJ", "HE", "HS")
for (name in names(sets)) {
  one <- sets[[name]]
  d <- tryCatch(take(one[[2]](), one[[3]]), error=function(e) stop(name, ": ", conditionMessage(e)))
  k <- nrow(d)
  if (!is.null(one[[3]]) && (k < 4 || length(unique(d$x)) < 2)) stop(name, ": moderator tells nothing apart")
  effects <- rbind(effects, data.frame(set=name, row=seq_len(k), yi=number(d$yi), vi=number(d$vi), x=number(d$x)))
  listed <- rbind(listed, data.frame(set=name, k=k, measure=one[[1]], moderator=one[[4]], source=source_of(name)))
  scale <- mean(d$vi); wide <- 1e4 * max(var(d$yi), scale)
  # Steps and brackets tight enough for ten digits of the answer.
  control <- list(threshold=1e-13 * scale, maxiter=100000, tau2.max=wide)
  exact <- modifyList(control, list(tol=1e-15 * scale))
  for (mods in c(FALSE, TRUE)) {
    if (mods && is.null(one[[3]])) next
    for (method in methods) for (test in c("z", "knha", if (method == "REML") c("t", "adhoc"))) {
      words <- character()
      fit <- tryCatch(withCallingHandlers(
        if (mods) rma(yi, vi, mods=~x, data=d, method=method, test=test, control=if (method == "PM") exact else control)
        else rma(yi, vi, data=d, method=method, test=test, control=if (method == "PM") exact else control),
        warning=function(w) { words <<- c(words, conditionMessage(w)); invokeRestart("muffleWarning") }),
        error=function(e) { words <<- c(words, conditionMessage(e)); NULL })
      keys <- data.frame(set=name, method=method, test=test, mods=as.integer(mods))
      value <- setNames(rep(NA_real_, 34), c("b0","se0","stat0","pval0","ci_lb0","ci_ub0","b1","se1","stat1","pval1","ci_lb1","ci_ub1",
        "tau2","se_tau2","QE","QEp","I2","H2","QM","QMp","R2","logLik","pi_lb","pi_ub","hts_lb","hts_ub",
        "qp_tau2_lb","qp_tau2_ub","qp_I2_lb","qp_I2_ub","qp_H2_lb","qp_H2_ub","vt","k"))
      if (!is.null(fit)) {
        for (j in seq_along(fit$beta)) value[paste0(c("b","se","stat","pval","ci_lb","ci_ub"), j - 1)] <-
          c(fit$beta[j], fit$se[j], fit$zval[j], fit$pval[j], fit$ci.lb[j], fit$ci.ub[j])
        value[c("tau2","se_tau2","QE","QEp","I2","H2","QM","QMp","logLik","vt","k")] <-
          c(fit$tau2, fit$se.tau2, fit$QE, fit$QEp, fit$I2, fit$H2, fit$QM, fit$QMp, as.numeric(logLik(fit)), fit$vt, fit$k)
        if (mods) {
          value["R2"] <- fit$R2
          if (method != "FE") {
            whole <- suppressWarnings(rma(yi, vi, data=d, method=method, control=if (method == "PM") exact else control))$tau2
            # 0 over nearly 0: R's share is rounding there.
            if (whole < 1e-9 * scale) value["R2"] <- NA
          }
        }
        if (method != "FE" && !mods) {
          p <- predict(fit); value[c("pi_lb","pi_ub")] <- c(p$pi.lb, p$pi.ub)
          if (test == "z" && k > 2) { p <- predict(fit, pi.type="riley"); value[c("hts_lb","hts_ub")] <- c(p$pi.lb, p$pi.ub) }
        }
        if (method == "REML" && test == "z") {
          ci <- tryCatch(confint(fit, control=list(tol=1e-15 * scale, tau2.max=wide * 1e3, maxiter=100000))$random,
                         error=function(e) { words <<- c(words, conditionMessage(e)); NULL })
          if (!is.null(ci)) value[c("qp_tau2_lb","qp_tau2_ub","qp_I2_lb","qp_I2_ub","qp_H2_lb","qp_H2_ub")] <-
            c(ci["tau^2", 2:3], ci["I^2(%)", 2:3], ci["H^2", 2:3])
        }
      }
      rows[[length(rows) + 1]] <- cbind(keys, as.data.frame(as.list(twelve(value))),
                                        words=gsub("\\s+", " ", gsub("\"", "'", paste(unique(words), collapse=" | "))))
    }
  }
}
save <- function(frame, file, texts) {
  path <- file.path(folder, file)
  lines <- apply(sapply(names(frame), function(n) if (n %in% texts) paste0("\"", frame[[n]], "\"") else as.character(frame[[n]])), 1,
                 paste, collapse=",")
  writeLines(c(tool, paste(names(frame), collapse=","), gsub("\"\"", "", lines)), path)
}
save(effects, "pooling_effects.csv", character())
save(listed, "pooling_sets.csv", c("measure", "moderator", "source"))
save(do.call(rbind, rows), "pooling_answers.csv", "words")
