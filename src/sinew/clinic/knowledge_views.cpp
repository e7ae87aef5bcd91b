#include <sinew/care/asked_questions.hpp>
#include <sinew/clinic/today_use.hpp>
#include <sinew/knowledge/pack_source.hpp>

#include <algorithm>

namespace sinew::clinic {

namespace {

/// Plain words for whoever answers, where there are any; else what the pack says.
std::string plain(const knowledge::Words& words, std::string key, const std::string& packs_own) {
    for (char& c : key)
        if (c == ' ') c = '_';
    return words.has(key) ? words(key) : packs_own;
}

}  // namespace

Result<OrderedJson> questionnaire_view(const std::string& id, const Acting& acting) {
    const auto* instrument = acting.packs().instruments.find(id);
    if (instrument == nullptr) return fail(nothing_here("there is no such questionnaire"));
    if (auto ours = care::shippable(*instrument); !ours) return fail(ours.error());
    const auto questions = care::asked_questions(*instrument, acting.language);
    if (questions.empty())
        return fail(nothing_here("this instrument is no questionnaire that can be asked here"));
    const auto words = acting.words();
    const std::string own = "instrument.asked." + instrument->id;
    OrderedJson json;
    json["id"] = instrument->id;
    json["title"] = plain(words, own, instrument->name.in(acting.language));
    json["about"] = plain(words, "instrument.recall." + instrument->recall, instrument->recall);
    std::string sources;
    for (const std::string& key : instrument->sources)
        if (const auto found = acting.packs().citations.find(key);
            found != acting.packs().citations.end())
            sources += (sources.empty() ? "" : "; ") + found->second.citation;
    json["source"] = sources;
    json["items"] = OrderedJson::array();
    for (const care::AskedQuestion& question : questions) {
        OrderedJson item;
        item["id"] = question.name;
        item["text"] = plain(words, own + ".item." + question.name, question.text);
        item["options"] = OrderedJson::array();
        for (const care::AskedOption& option : question.options)
            item["options"].push_back(
                {{"value", option.value},
                 {"label", plain(words, own + "." + option.code, option.label)}});
        const bool bounded =
            question.as == care::AskedAs::whole || question.as == care::AskedAs::number;
        item["lowest"] = bounded ? OrderedJson(question.rule.low) : OrderedJson(nullptr);
        item["highest"] = bounded ? OrderedJson(question.rule.high) : OrderedJson(nullptr);
        json["items"].push_back(std::move(item));
    }
    json["words_status"] = instrument->licence;
    return json;
}

OrderedJson outcomes_view(const Acting& acting) {
    const auto words = acting.words();
    OrderedJson list = OrderedJson::array();
    for (const auto& outcome : acting.packs().outcomes.outcomes)
        list.push_back({{"id", outcome.id},
                        {"label", words("trend.outcome." + outcome.id)},
                        {"unit", outcome.unit},
                        {"lowest", outcome.lowest},
                        {"highest", outcome.highest},
                        {"better", outcome.lower_is_better ? "lower" : "higher"}});
    return list;
}

Result<OrderedJson> figure_view(const Acting& acting) {
    // The pack itself is what the figure is drawn from: nothing is lost on the way.
    const auto source = knowledge::PackSource::embedded();
    OrderedJson json;
    SINEW_TRY(const auto keyframes, source.read("forms/keyframes.json"));
    json["keyframes"] = OrderedJson::parse(keyframes, nullptr, false);
    const auto words = acting.words();
    json["forms"] = OrderedJson::array();
    for (const auto& form : acting.packs().forms.forms)
        json["forms"].push_back({{"id", form.id}, {"name", words("form." + form.id + ".name")}});
    if (json["keyframes"].is_discarded())
        return fail(
            {ErrorCode::storage, "the keyframes cannot be read", "forms/keyframes.json", ""});
    return json;
}

Result<std::string> schema_text(std::string_view name) {
    const bool plain =
        !name.empty() && name.size() <= 60 && std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        });
    const auto source = knowledge::PackSource::embedded();
    const auto text = plain ? source.read("schema/" + std::string{name} + ".schema.json")
                            : Result<std::string_view>{std::string_view{}};
    if (!plain || !text)
        return fail(
            {ErrorCode::not_found, "there is no such schema", "name", "see `sinew schema --list`"});
    return std::string{*text};
}

}  // namespace sinew::clinic
