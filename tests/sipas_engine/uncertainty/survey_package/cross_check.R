# Standard errors by R's survey package, for the three designs beside this script. Writes expected.json.
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "fail", digits = 15)

CODES <- c("1.1", "1.2", "1.3", "2.1", "2.2", "2.3")
COMPONENTS <- list(1:3, 4:6)   # each of them one element, too

read_forms <- function(name) {
  forms <- read.csv(paste0(name, ".csv"), colClasses = "character", check.names = FALSE, encoding = "UTF-8")
  forms <- forms[forms$status != "invalid", ]
  forms$weight <- as.numeric(forms$weight)
  for (c in seq_along(CODES)) {
    answer <- suppressWarnings(as.integer(forms[[CODES[c]]]))
    answered <- !is.na(answer) & answer %in% 1:5
    forms[[paste0("N", c)]] <- as.numeric(answered)
    forms[[paste0("F1_", c)]] <- ifelse(answered, answer >= 4, 0)
    forms[[paste0("F1m_", c)]] <- ifelse(answered, answer / 5, 0)
    forms[[paste0("F1z_", c)]] <- ifelse(answered, (answer - 1) / 4, 0)
  }
  forms
}

# One value as an expression of totals; `tag` marks the totals of one province in the national value.
value <- function(metric, aggregate, tag = "") {
  s <- paste0(metric, "_", seq_along(CODES), tag); n <- paste0("N", seq_along(CODES), tag)
  share <- function(i) paste0("100*(", paste(s[i], collapse = "+"), ")/(", paste(n[i], collapse = "+"), ")")
  mean_of <- function(parts) paste0("(", paste(parts, collapse = "+"), ")/", length(parts))
  switch(aggregate,
    pooled = share(seq_along(CODES)),
    mean_criteria = mean_of(sapply(seq_along(CODES), share)),
    mean_elements = mean_of(sapply(COMPONENTS, function(i) mean_of(sapply(i, share)))))
}

totals <- function(design, names) svytotal(as.formula(paste("~", paste(names, collapse = "+"))), design)

error_of <- function(total, formula) {
  found <- svycontrast(total, list(value = parse(text = formula)[[1]]))
  c(as.numeric(coef(found)), as.numeric(SE(found)))
}

figures <- function(name, design, forms) {
  found <- list()
  add <- function(...) found[[length(found) + 1]] <<- list(...)
  provinces <- sort(unique(forms$province))
  for (metric in c("F1", "F1m", "F1z")) {
    names <- c(paste0(metric, "_", seq_along(CODES)), paste0("N", seq_along(CODES)))
    for (aggregate in c("pooled", "mean_criteria", "mean_elements")) {
      for (p in provinces) {
        total <- totals(subset(design, province == p), names)
        add(metric, aggregate, "province", p, error_of(total, value(metric, aggregate)))
      }
      add(metric, aggregate, "pooled", "", error_of(totals(design, names), value(metric, aggregate)))
      # The nation as a mean of provinces: totals of each province as variables of their own, zero elsewhere.
      apart <- design
      own <- c()
      for (k in seq_along(provinces)) {
        inside <- as.numeric(apart$variables$province == provinces[k])
        for (v in names) { apart$variables[[paste0(v, "_p", k)]] <- apart$variables[[v]] * inside
                           own <- c(own, paste0(v, "_p", k)) }
        apart$variables[[paste0("K_p", k)]] <- inside; own <- c(own, paste0("K_p", k))
      }
      each <- sapply(seq_along(provinces), function(k) value(metric, aggregate, paste0("_p", k)))
      counted <- paste0("K_p", seq_along(provinces))
      total <- totals(apart, own)
      add(metric, aggregate, "mean_units", "", error_of(total, paste0("((", paste(each, collapse = ")+("), "))/", length(each))))
      add(metric, aggregate, "by_forms", "", error_of(total,
        paste0("(", paste0(counted, "*(", each, ")", collapse = "+"), ")/(", paste(counted, collapse = "+"), ")")))
    }
  }
  rows <- sapply(found, function(f) sprintf(
    '  {"design": "%s", "metric": "%s", "aggregate": "%s", "of": "%s", "unit": "%s", "value": %.12g, "se": %.12g}',
    name, f[[1]], f[[2]], f[[3]], f[[4]], f[[5]][1], f[[5]][2]))
  rows
}

crossing <- read_forms("crossing")
nested <- read_forms("nested")
weighted <- read_forms("weighted")
rows <- c(
  figures("crossing", svydesign(~psu, strata = ~stratum, weights = ~1, data = crossing, nest = TRUE), crossing),
  figures("nested", svydesign(~psu, strata = ~stratum, weights = ~1, data = nested, nest = TRUE), nested),
  figures("weighted", svydesign(~1, strata = ~stratum, weights = ~weight, data = weighted), weighted))
writeLines(c("{", sprintf(' "package": "survey %s, %s",', packageVersion("survey"), R.version.string), ' "figures": [',
             paste(rows, collapse = ",\n"), " ]", "}"), "expected.json", useBytes = TRUE)
