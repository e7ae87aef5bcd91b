# Regenerates network_loops_expected.csv: Bucher's test of every closed loop of three and four treatments, by arithmetic on arms.
# Arms of a trial are independent, so a loop's difference is a sum of arm means with weights, and its variance the sum of squared weights
# times (sampling variance + tau2 / 2): no covariance of contrasts is needed. Base R alone; tau2 is that of network_estimates.csv (metafor).
# Run by tools/regenerate_goldens network_loops.
folder <- Sys.getenv("SINEW_GOLDENS", ".")
arms <- read.csv(file.path(folder, "network_arms.csv"), comment.char = "#", colClasses = c(study = "character", treatment = "character"))
told <- read.csv(file.path(folder, "network_estimates.csv"), comment.char = "#", stringsAsFactors = FALSE)
out <- list()
for (set in unique(arms$dataset)) for (model in c("FE", "REML")) {
  d <- arms[arms$dataset == set, ]; d$at <- seq_len(nrow(d))
  tau2 <- told$value[told$dataset == set & told$model == model & told$quantity == "tau2"][1]
  treatments <- sort(unique(d$treatment), method = "radix")
  direct <- list()   # weights on the arms of the pooled contrast a - b
  for (a in treatments) for (b in treatments) if (a != b) {
    weights <- numeric(nrow(d)); total <- 0
    for (s in intersect(d$study[d$treatment == a], d$study[d$treatment == b])) {
      i <- d$at[d$study == s & d$treatment == a]; j <- d$at[d$study == s & d$treatment == b]
      w <- 1 / (d$variance[i] + d$variance[j] + tau2)
      weights[i] <- weights[i] + w; weights[j] <- weights[j] - w; total <- total + w
    }
    if (total > 0) direct[[paste(a, b, sep = "|")]] <- weights / total
  }
  ring <- function(names) {
    keys <- paste(names, c(names[-1], names[1]), sep = "|")
    if (!all(keys %in% names(direct))) return(NULL)
    sums <- Reduce(`+`, direct[keys]); terms <- sum(sapply(keys, function(k) sum(direct[[k]]^2 * (d$variance + tau2 / 2))))
    v <- sum(sums^2 * (d$variance + tau2 / 2))
    if (v <= 1e-10 * terms) return(NULL)   # one trial of several arms holds the whole loop
    x <- sum(sums * d$mean)
    data.frame(dataset = set, model = model, loop = paste(names, collapse = "|"), difference = x, se = sqrt(v), pval = 2 * pnorm(-abs(x) / sqrt(v)))
  }
  n <- length(treatments)
  if (n >= 3) for (k in asplit(combn(n, 3), 2)) out[[length(out) + 1]] <- ring(treatments[k])
  if (n >= 4) for (k in asplit(combn(n, 4), 2)) for (o in list(c(1, 2, 3, 4), c(1, 2, 4, 3), c(1, 3, 2, 4))) out[[length(out) + 1]] <- ring(treatments[k[o]])
}
all <- do.call(rbind, out)
quoted <- function(x) paste0("\"", gsub("\"", "\"\"", x), "\"")
writeLines(c(sprintf("# R %s; tests/golden/evidence/network_loops.R; arithmetic on arms, tau2 of network_estimates.csv", getRversion()),
             "dataset,model,loop,difference,se,pval",
             sprintf("%s,%s,%s,%.17g,%.17g,%.17g", all$dataset, all$model, quoted(all$loop), all$difference, all$se, all$pval)),
           file.path(folder, "network_loops_expected.csv"))
