#include "core/change/dependants.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/shown.h"
#include "core/base/words.h"

namespace core::change {
namespace {

std::vector<Dependants> byKind(const std::vector<const Listed::Object*>& objects)
{
    std::map<std::tuple<std::string, std::string, std::string>, Dependants> kinds;
    for (const Listed::Object* one : objects) {
        Dependants& all = kinds[{one->what.kind, one->what.apiVersion, one->what.ns}];
        all.apiVersion = one->what.apiVersion;
        all.kind = one->what.kind;
        all.ns = one->what.ns;
        all.names.push_back(one->what.name);
        ++all.count;
    }
    std::vector<Dependants> out;
    for (auto& [kind, all] : kinds) {
        std::ranges::sort(all.names);
        if (all.names.size() > Dependants::MostNamed) all.names.resize(Dependants::MostNamed);
        out.push_back(std::move(all));
    }
    return out;
}

/// All that stands in a namespace that goes.
std::vector<Dependants> all(const Listed& there)
{
    std::vector<const Listed::Object*> objects;
    for (const Listed::Object& one : there.objects) objects.push_back(&one);
    return byKind(objects);
}

void find(Step& step, const Listed& there)
{
    const bool isNamespace = step.what.kind == "Namespace";
    step.dependants = isNamespace ? all(there) : dependantsOf(step.seen.uid, there);
    step.notLookedFor = there.open;
    if (isNamespace || !step.what.ns.empty()) return;
    // What has no namespace may own objects in all of them.
    step.notLookedFor.push_back("What it owns in namespaces was not looked for.");
}

} // namespace

std::vector<Dependants> dependantsOf(const std::string& uid, const Listed& there)
{
    std::set<std::string> gone{uid};
    std::vector<const Listed::Object*> goes;
    for (bool more = !uid.empty(); more;) {
        more = false;
        for (const Listed::Object& one : there.objects) {
            const bool isOwned = !one.owners.empty() && std::ranges::all_of(one.owners, [&](const std::string& owner) {
                return gone.contains(owner);
            });
            if (!isOwned || !gone.insert(one.uid).second) continue;
            goes.push_back(&one);
            more = true;
        }
    }
    return byKind(goes);
}

void findDependants(Plan& plan, const Apis& apis)
{
    std::map<std::pair<const Api*, std::string>, Listed> asked; // one look at a namespace does for all steps
    for (Step& step : plan.steps) {
        Api* api = apiOf(apis, step.target);
        if (step.action != Step::Action::Delete || !step.seen.there() || api == nullptr) continue;
        const std::string& ns = step.what.kind == "Namespace" ? step.what.name : step.what.ns;
        const std::pair key{api, ns};
        auto found = asked.find(key);
        if (found == asked.end()) found = asked.emplace(key, api->list(ns)).first;
        find(step, found->second);
    }
}

} // namespace core::change
