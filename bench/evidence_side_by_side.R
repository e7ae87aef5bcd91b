# The R half of bench/evidence_side_by_side.py: metafor in process, its threshold tightened so that both sides give the same digits.
# Prints one JSON object: section -> {seconds, answers}. Arguments: the thousand studies as CSV.
suppressPackageStartupMessages({library(metafor); library(jsonlite)})
made <- read.csv(commandArgs(TRUE)[1])
bcg <- escalc("RR", ai=tpos, bi=tneg, ci=cpos, di=cneg, data=dat.bcg)
tight <- list(threshold=1e-13, maxiter=1000)
batch <- function(n, f) { f(); system.time(for (i in seq_len(n)) f())[["user.self"]] / n }
out <- list(versions=list(R=as.character(getRversion()), metafor=as.character(packageVersion("metafor"))))
fit <- rma(yi, vi, data=bcg, control=tight)
out$reml_of_13 <- list(seconds=median(replicate(5, batch(40, function() rma(yi, vi, data=bcg, control=tight)))),
                       answers=list(tau2=fit$tau2, b=c(fit$beta), se=fit$se))
fit <- rma(yi, vi, mods=~x, data=made, control=tight)
out$reml_of_1000_with_moderator <- list(seconds=batch(1, function() rma(yi, vi, mods=~x, data=made, control=tight)),
                                        answers=list(tau2=fit$tau2, b=fit$beta[2], se=fit$se[2]))
fit <- rma(yi, vi, data=bcg, control=tight)
out$leave_one_out_of_13 <- list(seconds=batch(5, function() leave1out(fit)), answers=list())
fit <- rma(yi, vi, mods=~ablat, data=bcg, control=tight)
some <- 200  # of 10,000: each permutation costs the same
set.seed(1)
out$permutation_of_10000 <- list(seconds=batch(1, function() permutest(fit, iter=some, progbar=FALSE)) * 10000 / some,
                                 answers=list(), note=paste("timed on", some, "permutations and scaled"))
cat(toJSON(out, auto_unbox=TRUE, digits=17))
