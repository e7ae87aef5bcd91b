#include <sinew/base/text.hpp>
#include <sinew/fhir/instrument_told.hpp>
#include <sinew/fhir/own_names.hpp>
#include <sinew/fhir/resource.hpp>

#include <fmt/format.h>

#include <set>

namespace sinew::fhir {
namespace {

using care::Instrument;
using care::InstrumentPack;

std::string_view before(std::string_view text, char sign) {
    return text.substr(0, text.find(sign));
}

/// By our own canonical, or one that ends in an instrument's id or LOINC panel.
const Instrument* by_canonical(std::string_view canonical, const InstrumentPack& pack) {
    std::string_view last = before(canonical, '|');
    last = last.substr(last.rfind('/') == std::string_view::npos ? 0 : last.rfind('/') + 1);
    if (const Instrument* found = pack.find(last)) return found;
    for (const auto& [id, instrument] : pack.instruments)
        if (const auto panel = instrument.loinc.find("panel");
            panel != instrument.loinc.end() && panel->second == last)
            return &instrument;
    return nullptr;
}

bool asks_by_loinc(const Instrument& instrument, std::string_view link) {
    const std::string_view code = link.substr(link.starts_with('/') ? 1 : 0);
    for (const auto& item : instrument.items)
        if (!item.loinc.empty() && item.loinc == code) return true;
    return is_loinc_of(instrument, "total", link);
}

void gather(const Json& holder, const InstrumentPack& pack, std::set<const Instrument*>& found) {
    for (const Json* item : elements(member(holder, "item"))) {
        if (const std::string link = text_at(*item, {"linkId"}); !link.empty())
            for (const auto& [id, instrument] : pack.instruments)
                if (asks_by_loinc(instrument, link)) found.insert(&instrument);
        gather(*item, pack, found);
    }
}

tl::unexpected<Error> conflict(const std::string& at, std::string what, std::string hint) {
    return fail({ErrorCode::conflict, std::move(what), at, std::move(hint)});
}

Result<const Instrument*> same_version(const Instrument& instrument, std::string_view canonical,
                                       const std::string& at) {
    const auto bar = canonical.find('|');
    if (!canonical.starts_with(kQuestionnaires) || bar == std::string_view::npos)
        return &instrument;
    const std::string_view version = canonical.substr(bar + 1);
    if (before(version, '.') == before(instrument.version, '.')) return &instrument;
    return conflict(at,
                    fmt::format("answers to version {} of {}, here is {}", shown(version),
                                instrument.id, instrument.version),
                    "score it with the packs of its time: --knowledge FOLDER");
}

}  // namespace

bool is_loinc_of(const Instrument& instrument, std::string_view key, std::string_view link) {
    const auto codes = instrument.loinc.find(std::string{key});
    if (codes == instrument.loinc.end()) return false;
    const std::string_view code = link.substr(link.starts_with('/') ? 1 : 0);
    for (const std::string_view one : split(codes->second, ' '))
        if (!one.empty() && one == code) return true;
    return false;
}

Result<const Instrument*> instrument_told(const Json& response, const std::string& at,
                                          const InstrumentPack& pack, const Instrument* asked) {
    const std::string canonical = text_at(response, {"questionnaire"});
    const Instrument* told = canonical.empty() ? nullptr : by_canonical(canonical, pack);
    if (!told && canonical.starts_with(kQuestionnaires) && !asked)
        return fail({ErrorCode::not_found, "no such instrument: " + shown(canonical),
                     at + "/questionnaire", "see `sinew measure score --list`"});
    if (!told) {
        std::set<const Instrument*> found;
        gather(response, pack, found);
        if (found.size() > 1 && !asked)
            return conflict(at + "/item", "the linkIds belong to more than one instrument",
                            "give one response an instrument");
        if (found.size() == 1) told = *found.begin();
    }
    if (asked && told && told != asked)
        return conflict(at + "/questionnaire",
                        fmt::format("this answers {}, not {}", told->id, asked->id),
                        "name that instrument, or none");
    if (asked) told = asked;
    if (!told)
        return fail(
            {ErrorCode::not_found, "nothing here tells the instrument", at + "/questionnaire",
             "name it: sinew measure score INSTRUMENT FILE, or give `questionnaire` or LOINC "
             "linkIds"});
    return same_version(*told, canonical, at + "/questionnaire");
}

}  // namespace sinew::fhir
