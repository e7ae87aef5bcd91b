#include <sinew/base/text.hpp>
#include <sinew/inference/identifiability.hpp>
#include <sinew/inference/model_sensitivity.hpp>
#include <sinew/model/reference_weeks.hpp>
#include <sinew/numerics/dual.hpp>
#include <sinew/numerics/parallel_for.hpp>
#include <sinew/numerics/symmetric_eigen.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::inference {
namespace {

constexpr std::size_t kLanes = 8;
using Dual = numerics::Dual<kLanes>;
constexpr double kIncubation = 0.6;  // a_K of the specification's own runs
constexpr int kDaysOfWeek = 7;

/// Rows of the slow layer that a class computes with: those that are drawn and do not belong to the other class.
std::vector<const model::PriorLaw*> laws_of(const model::Prior& prior) {
    std::vector<const model::PriorLaw*> laws;
    for (const model::PriorLaw& law : prior.laws()) laws.push_back(&law);
    return laws;
}

struct Reading {
    const model::ReferenceWeek* week;
    std::size_t state;
    int day;
};

/// Values and slopes of all readings of one week by the parameters from `first` on.
void take_slopes(const model::Prior& prior, const std::vector<const model::PriorLaw*>& laws,
                 std::size_t first, const IdentifiabilityQuestion& question,
                 const std::vector<Reading>& readings, numerics::Matrix& slopes) {
    auto p = model::parameters_in<Dual>(prior.centre());
    const std::size_t end = std::min(first + kLanes, laws.size());
    for (std::size_t i = first; i < end; ++i)
        for (std::size_t place = 0; place < model::kParameterNames.size(); ++place)
            if (model::kParameterNames[place].member == laws[i]->member)
                p.*model::kParameterNamesOf<Dual>[place].member =
                    Dual::variable(prior.centre().*laws[i]->member, i - first);
    p = chosen_in(p, question.drug, model::Sex::M);
    if (question.drug == model::DrugClass::opioid) p.a_K.value = kIncubation;
    const int last = *std::max_element(question.weeks.begin(), question.weeks.end()) * kDaysOfWeek;
    const model::ReferenceWeek* week = nullptr;
    std::vector<model::SlowStateOf<Dual>> course;
    for (std::size_t row = 0; row < readings.size(); ++row) {
        if (readings[row].week != week) {
            week = readings[row].week;
            CourseQuestion asked;
            asked.drug = question.drug;
            asked.E_m = week->E_m;
            asked.availability = model::kReferenceAvailability;
            asked.sessions = model::days_of(*week, static_cast<std::size_t>(last));
            course = weekly_course(asked, p, last);
        }
        const Dual& value = course[static_cast<std::size_t>(readings[row].day)].*
                            model::kStateNamesOf<Dual>[readings[row].state].member;
        for (std::size_t i = first; i < end; ++i)
            slopes.at(row, i) = value.slope[i - first] * spread_of(*laws[i]) / question.error_sd;
    }
}

double cosine(const numerics::Matrix& s, std::size_t i, std::size_t k) {
    double dot = 0, a = 0, b = 0;
    for (std::size_t row = 0; row < s.rows; ++row) {
        dot += s.at(row, i) * s.at(row, k);
        a += s.at(row, i) * s.at(row, i);
        b += s.at(row, k) * s.at(row, k);
    }
    return std::abs(dot) / std::sqrt(a * b);
}

/// Chains of parameters whose neighbours act alike.
std::vector<AlikeSet> alike_sets(const numerics::Matrix& s, double limit) {
    std::vector<AlikeSet> sets;
    std::vector<bool> taken(s.columns, false);
    for (std::size_t first = 0; first < s.columns; ++first) {
        if (taken[first]) continue;
        AlikeSet set{{first}, 1};
        for (std::size_t at = 0; at < set.parameters.size(); ++at)
            for (std::size_t k = first + 1; k < s.columns; ++k) {
                const bool inside = std::find(set.parameters.begin(), set.parameters.end(), k) !=
                                    set.parameters.end();
                if (taken[k] || inside) continue;
                const double alike = cosine(s, set.parameters[at], k);
                if (!(alike > limit)) continue;
                set.parameters.push_back(k);
                set.smallest_cosine = std::min(set.smallest_cosine, alike);
            }
        for (const std::size_t i : set.parameters) taken[i] = true;
        if (set.parameters.size() > 1) sets.push_back(std::move(set));
    }
    return sets;
}

numerics::Matrix information_of(const numerics::Matrix& s) {
    numerics::Matrix fisher{s.columns, s.columns};
    for (std::size_t i = 0; i < s.columns; ++i)
        for (std::size_t k = i; k < s.columns; ++k) {
            double sum = 0;
            for (std::size_t row = 0; row < s.rows; ++row) sum += s.at(row, i) * s.at(row, k);
            fisher.at(i, k) = fisher.at(k, i) = sum;
        }
    return fisher;
}

Result<std::vector<Reading>> readings_of(const IdentifiabilityQuestion& question,
                                         const std::vector<model::ReferenceWeek>& weeks) {
    const auto refuse = [](ErrorCode code, std::string what, std::string where, std::string hint) {
        return fail({code, std::move(what), std::move(where), std::move(hint)});
    };
    if (!(question.error_sd > 0))
        return refuse(ErrorCode::out_of_range, "an error of nothing", "--error",
                      "give a standard deviation above 0");
    constexpr int kLongest = 104;
    for (const int week : question.weeks)
        if (week < 0 || week > kLongest)
            return refuse(ErrorCode::out_of_range, fmt::format("week {}", week), "--weeks",
                          fmt::format("give weeks from 0 to {}", kLongest));
    if (question.weeks.empty() || question.weeks_of.empty() || question.observed.empty())
        return refuse(ErrorCode::bad_input, "nothing is read", "--weeks",
                      "name scenarios, states and weeks");
    std::vector<Reading> readings;
    for (const std::string& id : question.weeks_of) {
        const auto week =
            std::find_if(weeks.begin(), weeks.end(), [&](const auto& one) { return one.id == id; });
        if (week == weeks.end())
            return refuse(ErrorCode::not_found, "no scenario " + id, "--scenarios",
                          "name some of S0 to S7");
        for (const std::string& symbol : question.observed) {
            const auto state =
                std::find_if(model::kStateNames.begin(), model::kStateNames.end(),
                             [&](const auto& name) { return name.symbol == symbol; });
            if (state == model::kStateNames.end())
                return refuse(ErrorCode::not_found, "no state " + symbol, "--observe",
                              "name states: C, X, U, V ...");
            for (const int number : question.weeks)
                readings.push_back({&*week,
                                    static_cast<std::size_t>(state - model::kStateNames.begin()),
                                    number * kDaysOfWeek});
        }
    }
    return readings;
}

}  // namespace

Result<IdentifiabilityAnswer> identifiability(const model::Prior& prior,
                                              const IdentifiabilityQuestion& question) {
    const auto weeks = model::reference_weeks();
    SINEW_TRY(const std::vector<Reading> readings, readings_of(question, weeks));
    const auto laws = laws_of(prior);
    numerics::Matrix all{readings.size(), laws.size()};
    const std::size_t pieces = (laws.size() + kLanes - 1) / kLanes;
    numerics::parallel_for(pieces, question.threads, [&](std::size_t piece) {
        take_slopes(prior, laws, piece * kLanes, question, readings, all);
    });
    // Parameters of the slow layer at all: those that move some state. The others belong to minutes, events or the other class.
    IdentifiabilityAnswer answer;
    std::vector<std::size_t> seen;
    for (std::size_t i = 0; i < laws.size(); ++i) {
        double most = 0;
        for (std::size_t row = 0; row < all.rows; ++row)
            most = std::max(most, std::abs(all.at(row, i)));
        if (most > 0) seen.push_back(i);
    }
    answer.sensitivities = numerics::Matrix{readings.size(), seen.size()};
    for (std::size_t k = 0; k < seen.size(); ++k) {
        answer.parameters.push_back(laws[seen[k]]->symbol);
        for (std::size_t row = 0; row < readings.size(); ++row)
            answer.sensitivities.at(row, k) = all.at(row, seen[k]);
    }
    const auto eigen = numerics::symmetric_eigen(information_of(answer.sensitivities));
    answer.eigenvalues = eigen.values;
    for (std::size_t i = 0; i < eigen.values.size(); ++i) {
        answer.rank += eigen.values[i] > 1e-12 * eigen.values[0] && eigen.values[i] > 0 ? 1U : 0U;
        if (!(eigen.values[i] > 1)) continue;
        ++answer.informed;
        InformedDirection direction{eigen.values[i], {}};
        for (std::size_t k = 0; k < seen.size(); ++k)
            direction.parts.emplace_back(k, eigen.vectors.at(k, i));
        std::stable_sort(
            direction.parts.begin(), direction.parts.end(),
            [](const auto& a, const auto& b) { return std::abs(a.second) > std::abs(b.second); });
        answer.directions.push_back(std::move(direction));
    }
    answer.sets = alike_sets(answer.sensitivities, question.alike);
    return answer;
}

Result<std::vector<ProfilePoint>> profile(const IdentifiabilityAnswer& answer,
                                          std::string_view parameter) {
    const auto found = std::find(answer.parameters.begin(), answer.parameters.end(), parameter);
    if (found == answer.parameters.end())
        return fail({ErrorCode::not_found, "no reading moves with " + std::string{parameter},
                     "--profile", "name one of " + join(answer.parameters, ", ")});
    const auto k = static_cast<std::size_t>(found - answer.parameters.begin());
    const numerics::Matrix fisher = information_of(answer.sensitivities);
    const std::size_t n = fisher.rows;
    // Others, in prior sds, with their prior: minimise |S_k t + S_o d|^2 + |d|^2; by conjugate directions of the eigenvectors of F_oo.
    numerics::Matrix others{n - 1, n - 1};
    std::vector<double> pull(n - 1);
    const auto place = [&](std::size_t i) { return i < k ? i : i + 1; };
    for (std::size_t i = 0; i + 1 < n; ++i) {
        pull[i] = fisher.at(place(i), k);
        for (std::size_t j = 0; j + 1 < n; ++j) others.at(i, j) = fisher.at(place(i), place(j));
    }
    const auto eigen = numerics::symmetric_eigen(others);
    double made_up = 0;
    for (std::size_t i = 0; i + 1 < n; ++i) {
        double along = 0;
        for (std::size_t j = 0; j + 1 < n; ++j) along += eigen.vectors.at(j, i) * pull[j];
        made_up += along * along / (1 + std::max(0.0, eigen.values[i]));
    }
    std::vector<ProfilePoint> points;
    for (const double at : {-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0})
        points.push_back({at, at * at * (fisher.at(k, k) - made_up), at * at * fisher.at(k, k)});
    return points;
}

}  // namespace sinew::inference
