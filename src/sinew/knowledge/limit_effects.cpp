#include <sinew/knowledge/limit_effects.hpp>
#include <sinew/knowledge/pack_reader.hpp>

namespace sinew::knowledge {
namespace {

using namespace domain;

FormSet read_form_set(const Node& node, const FormsPack& forms) {
    FormSet set;
    if (node.json().is_string()) {
        if (node.text() != "all")
            node.fault("unknown set of forms", "write \"all\" or list the ids");
        for (FormIndex form = 0; form < kForms; ++form) set.add(form);
        return set;
    }
    for (const Node& item : node.items()) {
        const std::string id = item.text();
        if (const auto form = forms.find(id))
            set.add(*form);
        else
            item.fault("unknown form \"" + id + "\"", "use an id of forms.json");
    }
    return set;
}

void read_effect(const Node& node, LimitEffect& effect) {
    const std::string word = node.text();
    if (word == "left_out")
        effect.left_out = true;
    else if (const auto variant = named<Variant>(word))
        effect.ceiling = variant;
    else if (const auto adaptation = named<Adaptation>(word))
        effect.adaptation = adaptation;
    else
        node.fault("unknown effect \"" + word + "\"",
                   "use left_out, " + all_names<Variant>() + ", " + all_names<Adaptation>());
}

}  // namespace

void read_limit_effects(const Json& json, const std::string& name, const FormsPack& forms,
                        LimitEffects& pack, Faults& faults) {
    const Node root{json, name + ":", faults};
    const Node cautions = root.get("cautions");
    pack.one_caution = cautions.get("one").one_of<Variant>();
    pack.two_cautions = cautions.get("two_or_more").one_of<Variant>();
    pack.caution_in_s0 = cautions.get("in_S0").one_of<Variant>();
    pack.seated_only = cautions.get("seated_only").one_of<Variant>();
    for (const auto& [word, list] : root.get("bans").members()) {
        const auto ban = named<Avoid>(word);
        if (!ban) {
            list.fault("unknown ban", "use one of: " + all_names<Avoid>());
            continue;
        }
        for (const Node& node : list.items()) {
            LimitEffect effect;
            effect.ban = *ban;
            effect.forms = read_form_set(node.get("forms"), forms);
            read_effect(node.get("effect"), effect);
            if (const auto with = node.maybe("with")) effect.with = with->one_of<Caution>();
            if (const auto without = node.maybe("without"))
                for (const Node& caution : without->items())
                    effect.without.add(caution.one_of<Caution>());
            if (const auto seconds = node.maybe("still_max_s"))
                effect.still_max_s = seconds->whole();
            if (const auto level = node.maybe("breath_level_max"))
                effect.breath_level_max = level->whole();
            pack.effects.push_back(effect);
        }
    }
    for (const Node& node : root.get("still_breaks").items())
        pack.still_breaks.push_back({node.get("ban").one_of<Avoid>(),
                                     node.get("variant").one_of<Variant>(),
                                     read_form_set(node.get("forms"), forms)});
}

}  // namespace sinew::knowledge
