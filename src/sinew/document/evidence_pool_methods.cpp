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

}  // namespace

MethodsWords pooling_methods(const effect::Effects& effects, const pooling::Settings& settings) {
    MethodsWords made;
    const auto say = [&](std::string sentence, std::initializer_list<std::string_view> sources) {
        made.sentences.push_back(std::move(sentence));
        for (const std::string_view source : sources) made.references.emplace_back(source);
    };
    const effect::MeasureSpec& measure = effect::spec_of(effects.measure);
    say(measure.measure == effect::Measure::GEN
            ? fmt::format("{} effects with their variances were read.", effects.size())
            : fmt::format("The effect measure was the {} ({}); {} effects were used.", measure.name,
                          measure.code, effects.size()),
        {});
    for (const std::string& step : effects.steps) made.sentences.push_back(step);
    for (const std::string& key : effects.references) made.references.push_back(key);
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
