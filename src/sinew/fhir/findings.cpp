#include <sinew/base/text.hpp>
#include <sinew/fhir/findings.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::fhir {

using namespace domain;
using knowledge::MapEffect;
using knowledge::MapRow;
using knowledge::TargetKind;

std::string origin_text(const ImportLine& line) { return line.system + " " + line.code; }

Reading reading_of(double value, const knowledge::FactSpec& fact) {
    const bool inside = std::isfinite(value) && !(fact.lowest && value < *fact.lowest) &&
                        !(fact.highest && value > *fact.highest) &&
                        !(fact.integer && value != std::floor(value));
    Reading reading = Reading::number(inside ? value : 0);
    if (!inside) reading.state = Reading::State::invalid;
    return reading;
}

std::optional<double> Findings::days_ago(std::optional<Instant> when) const {
    return when ? std::optional{hours_between(*when, as_of_.when) / 24} : std::nullopt;
}

void Findings::tell(ImportLine line, ImportFate fate, NotUsed reason) {
    line.fate = fate;
    line.reason = reason;
    const auto same = std::find_if(lines.begin(), lines.end(), [&](const ImportLine& other) {
        return other.fate == fate && other.reason == reason && other.code == line.code &&
               other.target == line.target && other.resource == line.resource &&
               other.system == line.system;
    });
    if (same == lines.end()) {
        lines.push_back(std::move(line));
        return;
    }
    same->count += line.count;
    if (line.newest && (!same->newest || *same->newest < *line.newest)) {
        same->newest = line.newest;
        same->value = line.value;
    }
}

void Findings::ask(const std::string& about, const ImportLine& line, bool confirm) {
    Hint hint{about, origin_text(line) + (line.label.empty() ? "" : ": " + line.label)};
    const auto same = std::find_if(hints.begin(), hints.end(),
                                   [&](const Asked& asked) { return asked.hint == hint; });
    if (same != hints.end())
        same->confirm = same->confirm || confirm;
    else
        hints.push_back({std::move(hint), catalogue_->screening.find_fact(about), confirm});
}

void Findings::apply(const MapRow& row, const MapEffect& effect, ImportLine line, std::size_t entry,
                     const std::optional<Candidate>& measured) {
    const bool main = &effect == &row.effect;
    line.target = effect.name;
    const auto within = main ? row.within_days : effect.within_days;
    if (within) {
        const auto days = days_ago(line.newest);
        if (!days || *days > *within) {
            if (main) tell(std::move(line), ImportFate::not_used, NotUsed::too_old);
            return;
        }
    }
    switch (effect.kind) {
        case TargetKind::fact: {
            Candidate candidate = measured.value_or(Candidate{});
            if (!measured || !main) candidate.reading = Reading::number(effect.value);
            candidate.when = line.newest;
            // A time-limited finding of the last days is as young as the bundle: nothing later contradicts it.
            candidate.aged_from = !main && within ? newest_entry_ : line.newest;
            candidate.entry = entry;
            candidate.line = line;
            if (main && row.hours) {
                if (!line.newest) {
                    ask(effect.name, line);
                    tell(std::move(line), ImportFate::asked);
                    return;
                }
                candidate.reading = reading_of(hours_between(*line.newest, as_of_.when),
                                               catalogue_->screening.facts[*effect.fact]);
                candidate.aged_from = newest_entry_;
            }
            if (!measured || !main)
                candidate.line.value =
                    catalogue_->screening.value_text(*effect.fact, candidate.reading.value);
            facts[*effect.fact].push_back(std::move(candidate));
            return;
        }
        case TargetKind::ask: {
            ask(effect.name.substr(4), line, !main && effect.fact == row.effect.fact);
            tell(std::move(line), ImportFate::asked);
            return;
        }
        case TargetKind::caution:
            cautions.add(effect.caution);
            line.value = name_of(effect.caution);
            tell(std::move(line), ImportFate::used);
            return;
        case TargetKind::deceased:
            deceased = true;
            tell(std::move(line), ImportFate::used);
            return;
        case TargetKind::report: tell(std::move(line), ImportFate::reported); return;
        case TargetKind::panel:
        case TargetKind::days:
        case TargetKind::minutes:
        case TargetKind::person: return;  // read where the values are
        case TargetKind::none: tell(std::move(line), ImportFate::no_bearing); return;
    }
}

}  // namespace sinew::fhir
