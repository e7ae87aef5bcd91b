#include <sinew/cli/fault_report.hpp>

#include <algorithm>

namespace sinew::cli {

OrderedJson faults_json(const Faults& faults) {
    OrderedJson json{{"errors", OrderedJson::array()}};
    for (const Error& fault : faults.list())
        json["errors"].push_back({{"code", name_of(fault.code)},
                                  {"where", fault.where},
                                  {"what", fault.what},
                                  {"hint", fault.hint}});
    return json;
}

Exit refuse(Output& out, Output& notes, bool json, const Faults& faults) {
    for (const Error& fault : faults.list()) {
        std::string line;
        if (!fault.where.empty()) line = notes.inked(fault.where, Ink::strong) + ": ";
        line += notes.inked(fault.what, Ink::bad);
        if (!fault.hint.empty()) line += " (" + fault.hint + ")";
        notes.line(line);
    }
    if (json)
        out.line(faults_json(faults).dump(2, ' ', false, OrderedJson::error_handler_t::replace));
    const bool storage =
        std::any_of(faults.list().begin(), faults.list().end(),
                    [](const Error& fault) { return fault.code == ErrorCode::storage; });
    return storage ? Exit::storage : Exit::refused;
}

Exit refuse(Call& call, const Faults& faults) {
    return refuse(call.out, call.notes, call.settings.json, faults);
}

Exit refuse(Call& call, const Error& fault) {
    Faults faults;
    faults.add(fault);
    return refuse(call, faults);
}

}  // namespace sinew::cli
