#include <sinew/base/text.hpp>
#include <sinew/document/evidence_pool_json.hpp>

#include <fmt/format.h>

namespace sinew::document {
namespace {

struct Named {
    std::string_view words, source;
};

Named estimator(pooling::Method method) {
    using enum pooling::Method;
    switch (method) {
        case common: return {};
        case dersimonian_laird:
            return {"by the method of DerSimonian and Laird", "dersimonian1986"};
        case paule_mandel: return {"by the method of Paule and Mandel", "paule1982"};
        case reml: return {"by restricted maximum likelihood (REML)", "viechtbauer2005"};
        case ml: return {"by maximum likelihood", "viechtbauer2005"};
        case empirical_bayes: return {"by the empirical Bayes method", "viechtbauer2005"};
        case sidik_jonkman: return {"by the method of Sidik and Jonkman", "sidik2005"};
        case hedges: return {"by the method of Hedges", "hedges1983"};
        case hunter_schmidt: return {"by the method of Hunter and Schmidt", "viechtbauer2005"};
    }
    return {};
}

/// What was read, and how it became effects.
MethodsWords reading_methods(const effect::Effects& effects) {
    MethodsWords made;
    const effect::MeasureSpec& measure = effect::spec_of(effects.measure);
    made.sentences.push_back(
        measure.measure == effect::Measure::GEN
            ? fmt::format("{} effects with their variances were read.", effects.size())
            : fmt::format("The effect measure was the {} ({}); {} effects were used.", measure.name,
                          measure.code, effects.size()));
    for (const std::string& step : effects.steps) made.sentences.push_back(step);
    for (const std::string& key : effects.references) made.references.push_back(key);
    return made;
}

/// Sources of the pooled Mantel-Haenszel measure and its variance.
std::string_view source_of(effect::Measure measure) {
    if (measure == effect::Measure::OR) return "robins1986";
    return measure == effect::Measure::RD ? "sato1989" : "greenland1985";
}

}  // namespace

std::string method_code(const care::PoolAnswer& answer) {
    if (!answer.counts) return std::string{pooling::code_of(answer.settings.method)};
    return answer.counts->method == care::CountMethod::peto ? "Peto" : "MH";
}

MethodsWords count_pooling_methods(const care::PoolAnswer& answer) {
    const effect::Effects& effects = answer.effects;
    const bool peto = answer.counts->method == care::CountMethod::peto;
    MethodsWords made = reading_methods(effects);
    if (peto) {
        made.sentences.emplace_back(
            "The common odds ratio was pooled from the counts by Peto's method: observed less "
            "expected events over the sum of their variances.");
        made.references.emplace_back("yusuf1985");
    } else {
        made.sentences.push_back(
            fmt::format("A common {} was pooled from the counts by the method of Mantel and "
                        "Haenszel.",
                        effect::spec_of(effects.measure).name));
        made.references.emplace_back("mantel1959");
        made.references.emplace_back(source_of(effects.measure));
    }
    made.sentences.push_back(fmt::format(
        "The pooled answer takes every count as it is; {} of {} tables have an effect of their "
        "own, "
        "and Cochran's Q, I2 and H2 are of those. Tests and {} % intervals take normal quantiles.",
        answer.counts->pooled.k_yi, answer.counts->pooled.k,
        number_text(100 * answer.settings.level)));
    made.references.emplace_back("higgins2002");
    if (effects.measure == effect::Measure::OR && !peto) {
        made.sentences.emplace_back(
            "That one odds ratio holds in all tables was tested by Breslow "
            "and Day's test with Tarone's correction.");
        made.references.emplace_back("tarone1985");
    }
    return made;
}

MethodsWords pooling_methods(const effect::Effects& effects, const pooling::Settings& settings) {
    MethodsWords made = reading_methods(effects);
    const auto say = [&](std::string sentence, std::initializer_list<std::string_view> sources) {
        made.sentences.push_back(std::move(sentence));
        for (const std::string_view source : sources) made.references.emplace_back(source);
    };
    if (!effects.rows_left_out.empty())
        say(fmt::format("{} rows were left out because a value was missing.",
                        effects.rows_left_out.size()),
            {});
    if (settings.method == pooling::Method::common) {
        say("A common-effect model was fitted with inverse-variance weights.", {"viechtbauer2010"});
    } else if (settings.tau2) {
        say(fmt::format("A random-effects model was fitted with a variance between studies (tau2) "
                        "of {}, which was given.",
                        number_text(*settings.tau2)),
            {"viechtbauer2010"});
    } else {
        const Named how = estimator(settings.method);
        say(fmt::format("A random-effects model was fitted; the variance between studies (tau2) "
                        "was estimated {}.",
                        how.words),
            {"viechtbauer2010", how.source});
    }
    const double level = 100 * settings.level;
    using enum pooling::WaldTest;
    switch (settings.test) {
        case z:
            say(fmt::format("Tests and {} % intervals are of Wald type with normal quantiles.",
                            number_text(level)),
                {});
            break;
        case t:
            say(fmt::format("Tests and {} % intervals are of Wald type with t quantiles.",
                            number_text(level)),
                {});
            break;
        case knha:
            say(fmt::format(
                    "Tests and {} % intervals were adjusted by the method of Knapp and Hartung.",
                    number_text(level)),
                {"knapp2003"});
            break;
        case adhoc:
            say(fmt::format("Tests and {} % intervals were adjusted by the method of Knapp and "
                            "Hartung, never below the "
                            "unadjusted standard error.",
                            number_text(level)),
                {"knapp2003"});
            break;
    }
    say("Heterogeneity is told by Cochran's Q, I2 and H2.", {"higgins2002"});
    if (settings.method != pooling::Method::common && !settings.tau2)
        say("Intervals of tau2 are by the Q-profile method and from the generalised Q with "
            "inverse-variance weights.",
            {"viechtbauer2007", "jackson2013"});
    return made;
}

}  // namespace sinew::document
