#include <sinew/base/text.hpp>
#include <sinew/document/segment_text.hpp>

#include <cctype>

namespace sinew::document {
namespace {

using namespace domain;

bool letter(std::string_view text, std::size_t at) {
    return at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0;
}

/// Words that change places, in the language's own writing.
std::vector<std::pair<std::string_view, std::string_view>> sides_of(Language language) {
    if (language == Language::zh) return {{"左", "右"}, {"右", "左"}};
    return {{"left", "right"}, {"right", "left"}, {"Left", "Right"}, {"Right", "Left"}};
}

std::string variant_text(const std::string& form, Variant variant, const knowledge::Words& words) {
    switch (variant) {
        case Variant::full: return {};
        case Variant::easier: return words("form." + form + ".easier");
        case Variant::seated: return words("form." + form + ".seated");
    }
    return {};
}

void add_form(SegmentText& text, const Segment& segment, Variant variant,
              const knowledge::Catalogue& catalogue, const knowledge::Words& words) {
    const std::string& id = catalogue.forms[segment.form->form].id;
    const std::string name = words("form." + id + ".name");
    text.title = segment.title.empty() ? name : words(segment.title, {{"form", name}});
    if (segment.kind == SegmentKind::teach && !segment.attention.empty() && !segment.form->phase)
        text.instruction = words(segment.instruction, {{"point", words(segment.attention)}});
    if (variant != Variant::full) {
        const std::string note = variant_text(id, variant, words);
        // Seated, the written movement is one for standing legs: the seated version takes its place.
        if (variant == Variant::seated && segment.form->phase)
            text.instruction = note;
        else
            text.version = words("variant." + std::string{name_of(variant)}) + ": " + note;
    }
    if (segment.form->mirrored) {
        text.instruction = mirrored_text(text.instruction, words.language());
        text.attention = mirrored_text(text.attention, words.language());
    }
    for (const std::string& key : segment.form->adaptations) text.adaptations.push_back(words(key));
}

}  // namespace

std::string mirrored_text(std::string_view text, Language language) {
    const auto sides = sides_of(language);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        bool swapped = false;
        for (const auto& [from, to] : sides) {
            const bool here = text.substr(at, from.size()) == from;
            const bool whole = language == Language::zh || ((at == 0 || !letter(text, at - 1)) &&
                                                            !letter(text, at + from.size()));
            // "a right angle" is no side.
            const bool angle = text.substr(at, 11) == "right angle";
            if (!here || !whole || angle) continue;
            out += to;
            at += from.size();
            swapped = true;
            break;
        }
        if (!swapped) out += text[at++];
    }
    return out;
}

SegmentText segment_text(const Segment& segment, const knowledge::Catalogue& catalogue,
                         const knowledge::Words& words, std::optional<Variant> variant,
                         std::optional<ExerciseIndex> exercise) {
    SegmentText text;
    if (!segment.title.empty()) text.title = words(segment.title);
    if (!segment.instruction.empty()) text.instruction = words(segment.instruction);
    if (!segment.attention.empty()) text.attention = words(segment.attention);
    if (segment.exercise) {
        const auto& shown = catalogue.exercises[exercise.value_or(segment.exercise->exercise)];
        const auto language = static_cast<std::size_t>(words.language());
        text.title =
            segment.title.empty() ? shown.name[language] : text.title + ": " + shown.name[language];
        text.instruction = shown.cue[language];
        if (exercise && *exercise != segment.exercise->exercise)
            text.version = words("variant.easier");
    }
    if (segment.form)
        add_form(text, segment, variant.value_or(segment.form->variant), catalogue, words);
    return text;
}

std::string segment_count(const Segment& segment, const knowledge::Words& words) {
    std::vector<std::string> parts;
    const auto count = [&](int n, int of) {
        return words("session.count", {{"n", std::to_string(n)}, {"total", std::to_string(of)}});
    };
    if (segment.form) {
        if (segment.form->side != Side::none)
            parts.push_back(words("side." + std::string{name_of(segment.form->side)}));
        if (segment.form->of > 1)
            parts.push_back(count(segment.form->repetition, segment.form->of));
    }
    if (segment.exercise) {
        if (segment.exercise->of > 1)
            parts.push_back(count(segment.exercise->set, segment.exercise->of));
        if (segment.exercise->unit == DoseUnit::repetitions && segment.exercise->amount > 0)
            parts.push_back("× " + std::to_string(segment.exercise->amount));
    }
    return join(parts, " · ");
}

}  // namespace sinew::document
