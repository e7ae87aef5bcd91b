# Regenerates interactions_*.csv: regressions with products of moderators by metafor::rma and rma.mv, with the omnibus test of the
# products. Run by tools/regenerate_goldens interactions. Needs metafor and metadat.
suppressPackageStartupMessages({library(metafor); library(metadat)})
folder <- Sys.getenv("SINEW_GOLDENS", ".")
tool <- sprintf("# R %s, metafor %s, metadat %s; tests/golden/evidence/interactions.R", getRversion(),
                packageVersion("metafor"), packageVersion("metadat"))
number <- function(x) ifelse(is.na(x), "NA", sprintf("%.15g", x))
# Levels in byte order, as Sinew takes them.
Sys.setlocale("LC_COLLATE", "C") |> invisible()

# set: effects, columns that stand in the formulas, formulas, and the random part when there is one
sets <- list(
  bcg = list(\() escalc("RR", ai=tpos, bi=tneg, ci=cpos, di=cneg, data=dat.bcg), c("ablat", "alloc", "year"),
             c("ablat*alloc", "alloc + alloc:ablat", "0 + alloc + alloc:ablat", "ablat*year", "alloc:ablat", "0 + alloc*ablat")),
  molloy2014 = list(\() escalc("ZCOR", ri=ri, ni=ni, data=dat.molloy2014), c("controls", "design", "meanage"),
                    c("controls*design", "controls*meanage", "design:meanage + meanage", "0 + controls:design")),
  mcdaniel1994 = list(\() escalc("ZCOR", ri=ri, ni=ni, data=subset(dat.mcdaniel1994, type != "p" & struct != "")), c("type", "struct", "ni"),
                      c("type*struct", "type*struct + ni", "struct*ni + type", "type*struct*ni")),
  bangertdrowns2004 = list(\() transform(subset(dat.bangertdrowns2004, !is.na(length)), task=ifelse(wic == 1, "class", "home"), aware=ifelse(meta == 1, "yes", "no")),
                           c("length", "grade", "task", "aware"), c("length*grade", "task*aware", "task*aware + length", "length*grade*task")),
  lehmann2018 = list(\() dat.lehmann2018, c("Gender", "PRPublication", "Design", "Year"),
                     c("Gender*PRPublication", "Gender*Design", "Gender*PRPublication*Year", "0 + Gender:PRPublication")),
  raudenbush1985 = list(\() dat.raudenbush1985, c("weeks", "setting", "tester"), c("weeks*setting", "setting*tester", "weeks*setting + tester")),
  assink2016 = list(\() dat.assink2016, c("year", "pubstatus", "deltype"), c("deltype*year", "pubstatus*year"), ~ 1 | study/esid),
  konstantopoulos2011 = list(\() transform(dat.konstantopoulos2011, half=ifelse(year < 1988, "early", "late"), part=ifelse(school %% 2 == 0, "even", "odd"), x=year - 1990),
                             c("x", "half", "part"), c("part*x", "part*half"), ~ 1 | district/school))
data <- data.frame(); rows <- list()
for (name in names(sets)) {
  one <- sets[[name]]
  d <- as.data.frame(one[[1]]())
  # No moderator may be missing: rows are the same in every model of the set.
  d <- d[!is.na(d$yi) & !is.na(d$vi) & rowSums(is.na(d[, one[[2]]])) == 0, ]
  mixed <- length(one) > 3
  group <- if (mixed) all.vars(one[[4]]) else character()
  for (column in one[[2]]) if (!is.numeric(d[[column]])) d[[column]] <- as.character(d[[column]])
  for (column in c(group, one[[2]]))
    data <- rbind(data, data.frame(set=name, row=seq_len(nrow(d)), column=column, value=as.character(d[[column]])))
  for (column in c("yi", "vi"))
    data <- rbind(data, data.frame(set=name, row=seq_len(nrow(d)), column=column, value=sprintf("%.17g", d[[column]])))
  scale <- mean(d$vi)
  for (formula in one[[3]]) {
    shape <- as.formula(paste("~", formula))
    columns <- colnames(model.matrix(shape, d))
    inter <- which(attr(terms(shape), "order")[attr(model.matrix(shape, d), "assign")[attr(model.matrix(shape, d), "assign") > 0]] > 1) +
      sum(attr(model.matrix(shape, d), "assign") == 0)
    for (method in if (mixed) c("REML", "ML") else c("REML", "DL", "FE")) for (test in if (mixed) c("z", "t") else c("z", "knha")) {
      words <- character()
      fit <- tryCatch(withCallingHandlers(
        if (mixed) rma.mv(yi, vi, mods=shape, random=one[[4]], data=d, method=method, test=test, control=list(optimizer="bobyqa", rhoend=1e-12))
        else rma(yi, vi, mods=shape, data=d, method=method, test=test, control=list(threshold=1e-13 * scale, maxiter=100000, tau2.max=1e4)),
        warning=function(w) { words <<- c(words, conditionMessage(w)); invokeRestart("muffleWarning") }),
        error=function(e) { words <<- c(words, conditionMessage(e)); NULL })
      told <- paste(words, collapse=" | ")
      if (is.null(fit) || length(fit$beta) != length(columns)) {
        rows[[length(rows) + 1]] <- data.frame(set=name, formula=formula, method=method, test=test, key="not_fitted", at="", value="NA",
          words=if (nzchar(told)) told else "coefficients were dropped")
        next
      }
      omni <- anova(fit, btt=inter)
      put <- function(key, at, value) rows[[length(rows) + 1]] <<- data.frame(set=name, formula=formula, method=method, test=test, key=key, at=at, value=number(value), words="")
      for (j in seq_along(columns)) {
        at <- sub("^\\(Intercept\\)$", "intrcpt", columns[j])
        put("b", at, fit$beta[j]); put("se", at, fit$se[j]); put("stat", at, fit$zval[j]); put("pval", at, fit$pval[j])
        put("ci_lb", at, fit$ci.lb[j]); put("ci_ub", at, fit$ci.ub[j])
      }
      put("QM", "", fit$QM); put("QMp", "", fit$QMp); put("QE", "", fit$QE)
      if (!mixed) put("tau2", "", fit$tau2)
      if (!mixed && method != "FE") put("I2", "", fit$I2)
      put("interactions_QM", "", omni$QM); put("interactions_QMp", "", omni$QMp); put("interactions_df", "", length(inter))
    }
  }
}
write <- function(d, file) { writeLines(c(tool, capture.output(write.csv(d, quote=TRUE, row.names=FALSE))), file.path(folder, file)) }
write(data, "interactions_data.csv")
write(do.call(rbind, rows), "interactions_answers.csv")
