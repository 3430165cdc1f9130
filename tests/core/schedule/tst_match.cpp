#include "core/schedule/match.h"

#include <QtTest>

#include "tests/core/schedule/given.h"
#include "tests/support/test.h"

namespace tst_match {

using namespace core;

namespace {

/// "name", "ns/name" or "*name" (cluster-scoped), which selects Deployments: by "web", by "app=web", or all of them ("").
model::Policy policy(const std::string& ref, const std::string& by = "", int priority = 0)
{
    model::Policy out;
    out.clusterScoped = ref.front() == '*';
    const auto slash = ref.find('/');
    out.ref.ns = out.clusterScoped ? "" : slash == std::string::npos ? "default" : ref.substr(0, slash);
    out.ref.name = out.clusterScoped ? ref.substr(1) : slash == std::string::npos ? ref : ref.substr(slash + 1);
    out.priority = priority;
    model::ResourceSelector selector{"apps/v1", "Deployment", "", "", {}};
    if (by.find('=') != std::string::npos)
        selector.labelSelector.emplace().requirements = {
            {by.substr(0, by.find('=')), model::Requirement::Op::In, {by.substr(by.find('=') + 1)}, "="}};
    else
        selector.name = by;
    out.selectors = {selector};
    return out;
}

model::Workload web()
{
    model::Workload out;
    out.ref = {"apps/v1", "Deployment", "default", "web"};
    out.labels = {{"app", "web"}};
    return out;
}

using Policies = std::vector<model::Policy>;

model::Policy always(model::Policy policy)
{
    policy.preemption = "Always";
    return policy;
}

model::Policy deleted(model::Policy policy)
{
    policy.deleting = true;
    return policy;
}

} // namespace

class TestMatch : public QObject {
    Q_OBJECT

private slots:
    void precedence_data()
    {
        QTest::addColumn<Policies>("policies");
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QString>("why");
        QTest::newRow("none") << Policies{} << ""
                              << "";
        QTest::newRow("another kind's") << Policies{[] {
            auto out = policy("a");
            out.selectors[0].kind = "Job";
            return out;
        }()} << ""
                                        << "";
        QTest::newRow("only one") << Policies{policy("a")} << "a"
                                  << "It is the only policy that selects the workload.";
        QTest::newRow("name before label") << Policies{policy("a", "app=web"), policy("b", "web")} << "b"
                                           << "It selects the workload by name, default/a only by label.";
        QTest::newRow("label before kind") << Policies{policy("a"), policy("b", "app=web")} << "b"
                                           << "It selects the workload by label, default/a only by kind.";
        QTest::newRow("priority before all") << Policies{policy("a", "web"), policy("b", "", 1)} << "b"
                                             << "Its priority 1 is higher than the 0 of default/a.";
        QTest::newRow("negative priority") << Policies{policy("a", "web", -1), policy("b")} << "b"
                                           << "Its priority 0 is higher than the -1 of default/a.";
        QTest::newRow("names in order") << Policies{policy("b"), policy("a")} << "a"
                                        << "Its name comes before default/b, which selects the workload alike.";
        QTest::newRow("namespaced before cluster-scoped")
            << Policies{policy("*a", "web", 9), policy("b")} << "b"
            << "A PropagationPolicy stands before the ClusterPropagationPolicy a.";
        QTest::newRow("another namespace's") << Policies{policy("other/a", "web"), policy("*b")} << "b"
                                             << "It is the only policy that selects the workload.";
        QTest::newRow("labels that do not match") << Policies{policy("a", "app=db")} << ""
                                                  << "";
        QTest::newRow("another name") << Policies{policy("a", "db")} << ""
                                      << "";
        QTest::newRow("being deleted") << Policies{deleted(policy("a", "web")), policy("b")} << "b"
                                       << "It is the only policy that selects the workload.";
    }

    void precedence()
    {
        QFETCH(const Policies, policies);
        QFETCH(const QString, chosen);
        QFETCH(const QString, why);
        const auto match = schedule::matchPolicy(policies, web());
        QCOMPARE(match.policy ? QString::fromStdString(match.policy->ref.name) : QString(), chosen);
        QCOMPARE(QString::fromStdString(match.why), why);
    }

    void aClaimHolds_data()
    {
        QTest::addColumn<Policies>("policies");
        QTest::addColumn<QString>("chosen");
        QTest::newRow("against a higher priority") << Policies{policy("held"), policy("a", "", 5)} << "held";
        QTest::newRow("not against preemption") << Policies{policy("held"), always(policy("a", "", 5))} << "a";
        QTest::newRow("equal priority does not preempt") << Policies{policy("held"), always(policy("a"))} << "held";
        QTest::newRow("a cluster-scoped one never takes")
            << Policies{policy("held"), always(policy("*a", "", 5))} << "held";
        QTest::newRow("one that is being deleted lets go") << Policies{deleted(policy("held")), policy("a")} << "a";
        QTest::newRow("one that does not select any more") << Policies{policy("held", "db"), policy("a")} << "a";
    }

    void aClaimHolds()
    {
        QFETCH(const Policies, policies);
        QFETCH(const QString, chosen);
        model::Workload workload = web();
        workload.annotations = {{"propagationpolicy.karmada.io/name", "held"},
                                {"propagationpolicy.karmada.io/namespace", "default"}};
        QCOMPARE(QString::fromStdString(schedule::matchPolicy(policies, workload).policy->ref.name), chosen);
    }

    void aNamespacedPolicyTakesFromAClusterScopedOneOnlyWithPreemption()
    {
        model::Workload workload = web();
        workload.annotations = {{"clusterpropagationpolicy.karmada.io/name", "held"}};
        const Policies never{policy("*held"), policy("a")};
        QCOMPARE(schedule::matchPolicy(never, workload).policy->ref.name, std::string("held"));
        const Policies preempts{policy("*held"), always(policy("a", "", -3))};
        QCOMPARE(schedule::matchPolicy(preempts, workload).policy->ref.name, std::string("a"));
    }

    void othersAreListedBestFirst()
    {
        const Policies policies{policy("c"), policy("*d", "web"), policy("a", "web"), deleted(policy("e")),
                                policy("b", "app=web")};
        const auto match = schedule::matchPolicy(policies, web());
        QCOMPARE(match.policy, &policies[2]);
        QCOMPARE(match.others, (std::vector<const model::Policy*>{&policies[4], &policies[0], &policies[1]}));
        QCOMPARE(match.skipped, (std::vector<const model::Policy*>{&policies[3]}));
    }

    /// Each for its own reason.
    void saysWhyNotTheOthers()
    {
        const Policies policies{policy("a", "", 2), policy("b", "", 3), policy("*c"), policy("d", "", 1)};
        const auto reasons = [&](const model::Workload& workload) {
            const auto match = schedule::matchPolicy(policies, workload);
            QStringList out;
            for (std::size_t i = 0; i < match.others.size(); ++i)
                out << QString::fromStdString(match.others[i]->ref.name + ": " + match.whyNot[i].text) +
                           (match.whyNot[i].byRank ? QString() : QStringLiteral(" (claim)"));
            return out.join(QLatin1Char('\n'));
        };
        QCOMPARE(reasons(web()),
                 QStringLiteral("a: Its priority 3 is higher than the 2 of default/a.\n"
                                "d: Its priority 3 is higher than the 1 of default/d.\n"
                                "c: A PropagationPolicy stands before the ClusterPropagationPolicy c."));
        model::Workload workload = web();
        workload.annotations = {{"propagationpolicy.karmada.io/name", "a"},
                                {"propagationpolicy.karmada.io/namespace", "default"}};
        QCOMPARE(reasons(workload),
                 QStringLiteral("b: It has claimed the workload; default/b may not take it over. (claim)\n"
                                "d: Its priority 2 is higher than the 1 of default/d.\n"
                                "c: A PropagationPolicy stands before the ClusterPropagationPolicy c."));
    }
};

BERTH_TEST(TestMatch)

} // namespace tst_match

#include "tst_match.moc"
