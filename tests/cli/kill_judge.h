#pragma once

#include <QProcess>
#include <QTest>

#include <map>
#include <random>
#include <string>

#include "core/change/apply.h"
#include "core/change/kube_api.h"
#include "core/change/make.h"
#include "tests/core/kube/client_support.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/support.h"

/// `kill -9` of `berthctl apply` at any instant, whatever server it talks to: plans for it, and whether journal and cluster agree after it.
namespace test {

class KillJudge {
public:
    /// @param kubeconfig  its text; the current context is the cluster
    KillJudge(const std::string& kubeconfig, std::filesystem::path journal)
        : m_journal(std::move(journal))
    {
        namespace kube = core::kube;
        const kube::Loaded loaded = kube::read(kubeconfig, "/k/config");
        const kube::Chosen chosen = kube::choose(loaded.config);
        kube::SessionOptions options;
        options.name = chosen.connection->context;
        options.mayWrite = true;
        const auto session = *m_client.open(*chosen.connection, options);
        const std::string name = options.name;
        m_apis[name] = core::change::kubeApi({name,
                                              kube::serverDigest(*chosen.connection),
                                              session,
                                              std::make_shared<const kube::Discovery>(*kube::discovered(session)),
                                              {}});
    }

    /// A change of one object and the making, or changing, of two others.
    core::change::Plan planFor(int round)
    {
        using core::Json;
        namespace change = core::change;
        Json deployment = deploymentObject("a", round % 5 + 1, 1);
        deployment["metadata"].erase("uid");
        const auto map = [](const std::string& name, const std::string& value) {
            return Json{{"apiVersion", "v1"},
                        {"kind", "ConfigMap"},
                        {"metadata", {{"name", name}, {"namespace", "default"}}},
                        {"data", {{"k", value}}}};
        };
        std::vector<change::Wish> wishes;
        for (const Json& object :
             {deployment, map("m", std::to_string(round)), map("n" + std::to_string(round), "v")}) {
            change::Wish wish;
            wish.cluster = m_apis.begin()->first;
            wish.object = object;
            wishes.push_back(wish);
        }
        change::MakeOptions options;
        options.made = std::chrono::floor<core::Seconds>(std::chrono::system_clock::now());
        const auto plan = change::makePlan(wishes, m_apis, options);
        if (!plan) qFatal("%s", plan.error().text().c_str());
        if (!plan->isReady()) qFatal("a plan of a test: %s", change::toText(*plan).c_str());
        m_before = objects(*plan);
        return *plan;
    }

    /// Settles what is open, and compares. @param states  counts what the journal says of steps
    /// @return what does not agree; empty: all does
    [[nodiscard]] QString agrees(const core::change::Plan& plan, std::map<std::string, int>& states)
    {
        namespace change = core::change;
        auto journal = change::Journal::open(m_journal.string());
        if (!journal) return QString::fromStdString(journal.error().text());
        const core::Time later =
            std::chrono::floor<core::Seconds>(std::chrono::system_clock::now()) + core::Seconds(120);
        if (const auto settled = change::settle(*journal, m_apis, later, "judge"); !settled)
            return QString::fromStdString(settled.error().text());
        if (const auto whole = journal->verify(); !whole) return QString::fromStdString(whole.error().text());
        std::map<int, std::string> said;
        const auto entries = journal->entries(change::digestOf(plan));
        for (const change::Entry& entry : *entries)
            if (entry.step >= 0) said[entry.step] = change::name(entry.state);
        const std::vector<core::Json> now = objects(plan);
        for (std::size_t i = 0; i < plan.steps.size(); ++i) {
            const std::string state = said[static_cast<int>(i)];
            ++states[state];
            const QString name = QString::fromStdString(plan.steps[i].what.shortText());
            if (state == "done" && !isMeant(plan.steps[i], now[i]))
                return name + QStringLiteral(" is said to be done, and is not");
            if ((state == "failed" || state.empty()) && !(now[i] == m_before[i]))
                return name + QStringLiteral(" is said not to be done, and is");
            if (state == "intent") return name + QStringLiteral(" was not settled");
        }
        return {};
    }

private:
    std::filesystem::path m_journal;
    core::kube::Client m_client{{client::quickLimits(), {}}};
    core::change::Apis m_apis;
    std::vector<core::Json> m_before;

    /// What the plans are about: controllers go on with the rest (annotations, status).
    [[nodiscard]] std::vector<core::Json> objects(const core::change::Plan& plan) const
    {
        std::vector<core::Json> all;
        for (const core::change::Step& step : plan.steps) {
            const auto got = m_apis.begin()->second->get(step.what);
            all.push_back(got ? core::Json{{"spec", got->object.value("spec", core::Json())},
                                           {"data", got->object.value("data", core::Json())}}
                              : core::Json());
        }
        return all;
    }
    [[nodiscard]] static bool isMeant(const core::change::Step& step, const core::Json& object)
    {
        if (!object.is_object()) return false;
        return step.what.kind == "Deployment" ? object["spec"]["replicas"] == step.object["spec"]["replicas"]
                                              : object["data"] == step.object["data"];
    }
};

} // namespace test
