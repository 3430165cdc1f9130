#pragma once

#include <QTest>

#include "core/change/apply.h"
#include "core/change/judge.h"
#include "core/change/kube_api.h"
#include "core/change/make.h"
#include "core/change/undo.h"
#include "core/model/age.h"
#include "tests/core/kube/client_support.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/support.h"

/// What the tests of changes share: one API server that takes writes, reached as Berth reaches one, and a journal in a folder.
namespace test::change {

using core::Json;
using core::change::Apis, core::change::Applied, core::change::ApplyPlanOptions, core::change::Decision;
using core::change::Difference, core::change::Entry, core::change::Journal, core::change::MakeOptions;
using core::change::kubeApi, core::change::Plan, core::change::Step, core::change::Wish;

inline core::Time timeOf(const char* text)
{
    return *core::model::parseTime(text);
}

/// An API server of the core's and apps' kinds, with Karmada's policies.
class Given {
public:
    Given()
    {
        fleet.control().serveCluster();
        for (const auto& [plural, kind] : {std::pair("secrets", "Secret"), std::pair("services", "Service")})
            fleet.control().serveResource({"", "v1", plural, kind, true, {}, {}});
        fleet.control().serveResource(
            {"policy.karmada.io", "v1alpha1", "propagationpolicies", "PropagationPolicy", true, {}, {}});
        fleet.control().serveResource(
            {"apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false, {}, {}});
        fleet.control().put({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "kube-system"}}}});
        fleet.control().put({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "default"}}}});
        connect(true);
        openJournal();
    }

    void connect(bool mayWrite)
    {
        const core::kube::Loaded loaded = core::kube::read(fleet.kubeconfig(), "/k/config");
        const core::kube::Chosen chosen = core::kube::choose(loaded.config);
        core::kube::SessionOptions options;
        options.name = "c-1";
        options.mayWrite = mayWrite;
        const auto session = *client.open(*chosen.connection, options);
        auto discovery = std::make_shared<const core::kube::Discovery>(*core::kube::discovered(session));
        apis = {{"c-1", kubeApi({"c-1", core::kube::serverDigest(*chosen.connection), session, discovery, {}})}};
    }
    void openJournal()
    {
        journal.reset();
        auto opened = Journal::open(folder.file("state/journal.db").string());
        if (!opened) qFatal("%s", opened.error().text().c_str());
        journal.emplace(std::move(*opened));
    }

    FakeApi& api() { return fleet.control(); }

    [[nodiscard]] static Wish wish(const Json& object, const std::string& source = "a.yaml")
    {
        Wish wish;
        wish.cluster = "c-1";
        wish.object = object;
        wish.source = source;
        wish.place = "/0";
        return wish;
    }
    [[nodiscard]] core::Result<Plan> make(const std::vector<Json>& objects,
                                          const std::vector<Decision>& decisions = {}) const
    {
        std::vector<Wish> wishes;
        for (const Json& object : objects) wishes.push_back(wish(object));
        return makeOf(wishes, decisions);
    }
    [[nodiscard]] core::Result<Plan> makeOf(const std::vector<Wish>& wishes,
                                            const std::vector<Decision>& decisions = {}) const
    {
        MakeOptions options;
        options.made = now;
        options.by = "a@b";
        options.decisions = decisions;
        return makePlan(wishes, apis, options);
    }
    [[nodiscard]] Applied apply(const Plan& plan, ApplyPlanOptions options = {})
    {
        options.who = "a@b";
        options.now = [this] { return now; };
        auto applied = applyPlan(plan, apis, *journal, options);
        if (!applied) qFatal("%s", applied.error().text().c_str());
        return *applied;
    }
    [[nodiscard]] core::Result<Plan> undo(const std::vector<Decision>& decisions = {}) const
    {
        MakeOptions options;
        options.made = now;
        options.decisions = decisions;
        const auto digest = findPlan(*journal, {});
        if (!digest) return tl::unexpected(digest.error());
        return undoPlan(*journal, *digest, apis, options);
    }
    /// How the last entry of a step stands.
    [[nodiscard]] std::string stateOf(int step) const
    {
        std::string state;
        const auto entries = *journal->entries();
        for (const Entry& entry : entries)
            if (entry.step == step) state = name(entry.state);
        return state;
    }

    FakeFleet fleet;
    core::kube::Client client{{quickLimits(), {}}};
    Apis apis;
    TempFolder folder;
    std::optional<Journal> journal;
    core::Time now = timeOf("2026-11-29T12:00:00Z");

private:
    static core::kube::ClientLimits quickLimits() { return test::client::quickLimits(); }
};

/// What a person writes: no uid.
inline Json deployment(const std::string& name, int replicas, const std::string& image = "i")
{
    return {{"apiVersion", "apps/v1"},
            {"kind", "Deployment"},
            {"metadata", {{"name", name}, {"namespace", "default"}}},
            {"spec",
             {{"replicas", replicas},
              {"selector", {{"matchLabels", {{"app", name}}}}},
              {"template",
               {{"metadata", {{"labels", {{"app", name}}}}},
                {"spec", {{"containers", Json::array({{{"name", "c"}, {"image", image}}})}}}}}}}};
}
inline Json configMap(const std::string& name, const Json& data)
{
    return {{"apiVersion", "v1"},
            {"kind", "ConfigMap"},
            {"metadata", {{"name", name}, {"namespace", "default"}}},
            {"data", data}};
}

/// What `kubectl apply` makes: the whole object by an update, and its record in an annotation.
inline void clientSideApply(FakeApi& api, const Json& text)
{
    Json object = text;
    object["metadata"]["annotations"]["kubectl.kubernetes.io/last-applied-configuration"] = text.dump();
    api.updateAs("kubectl-client-side-apply", object);
}

/// The differences of a step as lines: "~ .spec.replicas 2 4".
inline std::string linesOf(const Step& step)
{
    std::string lines;
    for (const Difference& one : step.diff.differences) {
        const char sign = one.kind == Difference::Kind::Added ? '+' : one.kind == Difference::Kind::Removed ? '-' : '~';
        lines += std::string(1, sign) + " " + one.path + " " + one.before.dump() + " " + one.after.dump() + "\n";
    }
    return lines;
}

/// All that was said of an apply, a line each.
inline std::string whyOf(const core::change::Applied& applied)
{
    std::string all;
    for (const std::string& text : applied.why) all += text + "\n";
    for (const core::change::StepEnd& step : applied.steps) {
        all += step.why + "\n";
        for (const auto& cause : step.causes) all += cause.field + ": " + cause.message + "\n";
    }
    return all;
}

} // namespace test::change
