#include "core/change/kube_list.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/kube/cache_parts.h"
#include "core/kube/client_list.h"
#include "core/model/value.h"

namespace core::change::detail {
namespace {

using kube::ApiResource;

/// @source k8s.io/apimachinery pkg/apis/meta/v1, PartialObjectMetadataList: served since 1.15. Without a list to fall back on: it
/// would hold what is not wanted.
constexpr const char* MetadataAccept = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";
constexpr std::size_t MostOfAKind = 2'000;
constexpr std::chrono::seconds Patience{15}; ///< for all kinds together

/// Each kind once, in the version that its server prefers. Events tell of objects, and depend on none.
std::vector<ApiResource> kindsOf(const kube::Discovery& discovery, bool namespaced)
{
    std::vector<ApiResource> kinds;
    std::set<std::pair<std::string, std::string>> seen;
    for (const ApiResource& one : discovery.resources) {
        if (one.namespaced != namespaced || one.kind == "Event" || !seen.emplace(one.group, one.plural).second)
            continue;
        const ApiResource* preferred = discovery.byName(one.group, one.plural);
        const ApiResource& kind = preferred == nullptr ? one : *preferred;
        if (kind.can("list")) kinds.push_back(kind);
    }
    return kinds;
}

/// One kind, as its list comes in.
struct Answer {
    std::vector<Listed::Object> objects;
    std::string why = "the server has not answered in time."; ///< it is not whole; empty: it is
    kube::StatusReason reason = kube::StatusReason::Unknown;
};

/// What the client's thread and ours share; late answers still come in to it.
struct Open {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::vector<Answer> answers;
    std::size_t left = 0;
};

/// A token that the control plane makes for an account goes with it, without a reference to it.
/// @source kube-controller-manager 1.20, serviceaccount/tokens_controller.go: "<account>-token-<random>"
void takeToken(Listed::Object& one, const model::Value& annotations)
{
    if (one.what.kind != "Secret" || !one.owners.empty()) return;
    const std::string account(annotations.member("kubernetes.io/service-account.name").text());
    std::string uid(annotations.member("kubernetes.io/service-account.uid").text());
    if (account.empty() || uid.empty() || !one.what.name.starts_with(account + "-token-")) return;
    one.owners.push_back(uid);
    one.controller = std::move(uid);
}

Listed::Object objectOf(const kube::Item& item, const ApiResource& kind)
{
    Listed::Object one;
    one.what = {kind.apiVersion(), kind.kind, std::string(item.head().nameSpace), std::string(item.head().name)};
    one.uid = item.head().uid;
    item.value().member("metadata").member("ownerReferences").eachItem([&](const model::Value& owner) {
        one.owners.emplace_back(owner.member("uid").text());
        if (owner.member("controller").flag()) one.controller = one.owners.back();
    });
    takeToken(one, item.value().member("metadata").member("annotations"));
    return one;
}

void ask(const std::shared_ptr<Open>& open, std::size_t at, const KubeApiOptions& options, const ApiResource& kind,
         const std::string& ns)
{
    kube::ListRequest request;
    request.path = kind.path(ns);
    request.accept = MetadataAccept;
    const auto objects = std::make_shared<std::vector<Listed::Object>>();
    kube::ListHandlers handlers;
    handlers.item = [objects, kind](const kube::Item& item) {
        if (objects->size() == MostOfAKind) return false;
        objects->push_back(objectOf(item, kind));
        return true;
    };
    handlers.restart = [objects] { objects->clear(); };
    handlers.done = [open, at, objects](const kube::ApiResult<kube::ListEnd>& end) {
        const std::scoped_lock lock(open->mutex);
        Answer& answer = open->answers[at];
        answer.why = !end            ? end.error().error.what
                     : end->complete ? std::string()
                                     : "there are more than " + std::to_string(MostOfAKind) + ".";
        answer.reason = end ? kube::StatusReason::Unknown : end.error().reason;
        if (end) answer.objects = std::move(*objects);
        if (--open->left == 0) open->changed.notify_all();
    };
    kube::list(options.session, std::move(request), std::move(handlers), options.stop);
}

/// One line for all that the user may not list, whatever the server says of each, with the one rule that mends it.
std::string forbiddenText(const std::vector<ApiResource>& kinds)
{
    std::vector<std::string> names;
    std::set<std::string_view> groups;
    std::set<std::string_view> plurals;
    for (const ApiResource& kind : kinds) {
        names.push_back(shown(kind.fullName()));
        groups.insert(kind.group);
        plurals.insert(kind.plural);
    }
    return "Whether " + few(names) + " go along is not known: needs `list` of them. Add this rule to a role: " +
           kube::ruleInLine(groups, plurals, {"list"});
}

/// All of these kinds at once.
Listed gathered(const KubeApiOptions& options, const std::vector<ApiResource>& kinds, const std::string& ns)
{
    Listed out;
    const auto open = std::make_shared<Open>();
    open->answers.resize(kinds.size());
    open->left = kinds.size();
    for (std::size_t i = 0; i < kinds.size(); ++i) ask(open, i, options, kinds[i], ns);
    std::vector<Answer> answers;
    {
        std::unique_lock lock(open->mutex);
        open->changed.wait_for(lock, options.stop, Patience, [&] { return open->left == 0; });
        answers = open->answers;
    }
    std::map<std::string, std::vector<std::string>> failed; // kinds, by why
    std::vector<ApiResource> forbidden;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (answers[i].reason == kube::StatusReason::Forbidden)
            forbidden.push_back(kinds[i]);
        else if (!answers[i].why.empty())
            failed[answers[i].why].push_back(kinds[i].fullName());
        for (Listed::Object& one : answers[i].objects) out.objects.push_back(std::move(one));
    }
    if (!forbidden.empty()) out.open.push_back(forbiddenText(forbidden));
    for (const auto& [why, names] : failed)
        out.open.push_back("Whether " + joined(names, ", ", [](const std::string& name) { return shown(name); }) +
                           " go along is not known: " + why);
    return out;
}

Listed unknown()
{
    return {{}, {"What goes along was not looked for: what the cluster serves is not known."}};
}

} // namespace

Listed listed(const KubeApiOptions& options, const std::string& ns)
{
    return options.discovery ? gathered(options, kindsOf(*options.discovery, !ns.empty()), ns) : unknown();
}

Listed listedOfKind(const KubeApiOptions& options, const std::string& group, const std::string& kind)
{
    if (!options.discovery) return unknown();
    const ApiResource* found = options.discovery->byKind(group, kind);
    if (found != nullptr && found->can("list")) return gathered(options, {*found}, {});
    return {{}, {"Which objects of the kind there are is not known: the server does not serve it."}};
}

} // namespace core::change::detail
