// A cache under ten thousand changes of a real kube-apiserver, whose clients lose it twice on the way.
#include <QTest>

#include <atomic>
#include <map>
#include <mutex>
#include <random>

#include "core/base/json.h"
#include "core/kube/cache.h"
#include "tests/support/control_plane.h"
#include "tests/support/test.h"

namespace tst_real_churn {

using namespace core::kube;
using namespace std::chrono_literals;
using core::Json;

namespace {

constexpr int Changes = 10000; // at least
constexpr int Writers = 6;
constexpr int NamesEach = 60;
constexpr int Namespaces = 3;
constexpr unsigned Seed = 20'261;

using Names = std::map<std::string, std::string>; ///< "namespace/name" → resource version

/// What a sink was told, and whether it made sense.
class Told {
public:
    CacheSink sink()
    {
        return {.put =
                    [this](const Item& item, bool isNew) {
                        const std::scoped_lock lock(m_mutex);
                        const auto key = std::string(item.head().nameSpace) + "/" + std::string(item.head().name);
                        if (m_objects.contains(key) == isNew)
                            m_nonsense = key + (isNew ? " came twice" : " changed before it came");
                        if (m_objects[key] == item.head().resourceVersion)
                            m_nonsense = key + " came twice in one version";
                        m_objects[key] = std::string(item.head().resourceVersion);
                        ++m_puts;
                    },
                .gone =
                    [this](std::string_view nameSpace, std::string_view name) {
                        const std::scoped_lock lock(m_mutex);
                        const auto key = std::string(nameSpace) + "/" + std::string(name);
                        if (m_objects.erase(key) == 0) m_nonsense = key + " went and had not come";
                    },
                .flush =
                    [this](bool whole) {
                        const std::scoped_lock lock(m_mutex);
                        m_lists += whole ? 1 : 0;
                    }};
    }
    [[nodiscard]] Names objects() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_objects;
    }
    [[nodiscard]] std::string nonsense() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_nonsense;
    }
    [[nodiscard]] int puts() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_puts;
    }
    [[nodiscard]] int lists() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_lists;
    }

private:
    mutable std::mutex m_mutex;
    Names m_objects;
    std::string m_nonsense;
    int m_puts = 0;
    int m_lists = 0; ///< that ended
};

/// What the writers have in common.
struct Work {
    std::atomic<int> changes = 0;
    std::atomic<bool> mayEnd = false; ///< once there are enough
    std::atomic<int> running = Writers;
};

Connection connectionTo(const test::ControlPlane& plane)
{
    const Loaded loaded = load({.paths = {plane.kubeconfig().toStdString()}, .folder = "/", .explicitly = true});
    const Chosen chosen = choose(loaded.config);
    if (!chosen.ok()) qFatal("the kubeconfig of a test");
    return *chosen.connection;
}

SessionOptions named(const std::string& name, bool mayWrite = false)
{
    SessionOptions options;
    options.name = name;
    options.mayWrite = mayWrite;
    return options;
}

/// Creates, changes and deletes objects of its own names, one after the other: what is there in the end is known.
class Writer : public std::enable_shared_from_this<Writer> {
public:
    Writer(Session session, WriteRight right, int number, Work& work)
        : m_session(std::move(session))
        , m_right(std::move(right))
        , m_number(number)
        , m_random(Seed + static_cast<unsigned>(number))
        , m_work(work)
    {}
    void next()
    {
        const int change = m_work.changes++;
        if ((change >= Changes && m_work.mayEnd) || !m_problem.empty()) {
            --m_work.running;
            return;
        }
        const auto at = std::uniform_int_distribution<int>(0, NamesEach - 1)(m_random);
        const std::string name = "w" + std::to_string(m_number) + "-" + std::to_string(at);
        const std::string nameSpace = "churn-" + std::to_string(at % Namespaces);
        const bool isPod = at % 2 == 0;
        const bool isThere = m_there.contains(at);
        Request request;
        request.path = "/api/v1/namespaces/" + nameSpace + (isPod ? "/pods" : "/configmaps");
        if (isThere) request.path += "/" + name;
        if (!isThere) {
            request.method = Request::Method::Post;
            Json object{{"metadata", {{"name", name}}}};
            if (isPod) object["spec"] = {{"containers", Json::array({{{"name", "c"}, {"image", "i"}}})}};
            request.body = object.dump();
            m_there.insert(at);
        } else if (std::uniform_int_distribution<int>(0, 3)(m_random) == 0) {
            request.method = Request::Method::Delete;
            m_there.erase(at);
            if (isPod) request.query.emplace_back("gracePeriodSeconds", "0");
        } else {
            request.method = Request::Method::Patch;
            request.contentType = "application/merge-patch+json";
            request.body = Json{{"metadata", {{"annotations", {{"n", std::to_string(change)}}}}}}.dump();
        }
        m_session.write(m_right, std::move(request),
                        {.body = {}, .done = [self = shared_from_this()](const ApiResult<Reply>& reply) {
                             if (!reply) self->m_problem = reply.error().error.text();
                             self->next();
                         }});
    }
    [[nodiscard]] const std::string& problem() const { return m_problem; } ///< once it is done

private:
    Session m_session;
    WriteRight m_right;
    int m_number;
    std::mt19937 m_random;
    Work& m_work;
    std::set<int> m_there;
    std::string m_problem;
};

} // namespace

class TestRealChurn : public QObject {
    Q_OBJECT

    std::unique_ptr<test::Kubernetes> m_kubernetes;

private slots:
    void initTestCase()
    {
        BERTH_NEEDS_KUBERNETES();
        // Two servers of the same objects: one is read, and lost, while the other goes on writing. etcd forgets after a second, and a
        // server that begins anew knows nothing of before: a watch from there is refused with 410.
        m_kubernetes = std::make_unique<test::Kubernetes>(std::vector<test::ControlPlaneOptions>{
            {.name = "written", .controllers = false, .serverFlags = {"--etcd-compaction-interval=1s"}},
            {.name = "read",
             .controllers = false,
             .sharesWith = "written",
             .serverFlags = {"--watch-cache-sizes=pods#100,configmaps#100"}}});
        QVERIFY2(m_kubernetes->problem().isEmpty(), qPrintable(m_kubernetes->problem()));
        for (int i = 0; i < Namespaces; ++i)
            (*m_kubernetes)["written"].must({"create", "namespace", "churn-" + QString::number(i)});
    }
    void cleanup()
    {
        if (QTest::currentTestFailed() && m_kubernetes) m_kubernetes->printLogs();
    }

    void endsWithWhatAFreshListHas()
    {
        test::ControlPlane& read = (*m_kubernetes)["read"];
        const test::ControlPlane& written = (*m_kubernetes)["written"];
        const Client reader;
        const Session session = *reader.open(connectionTo(read), named("read"));
        Told pods;
        Told maps;
        CacheOptions quick; // what is waited for a minute elsewhere
        quick.reflect.backoff = {Milliseconds(50), Milliseconds(1'000), Milliseconds(5'000)};
        Cache cache(session, std::make_shared<Turns>(), quick);
        ApiResource resource;
        resource.version = "v1";
        resource.namespaced = true;
        resource.plural = "pods";
        cache.add(resource, {}, pods.sink());
        resource.plural = "configmaps";
        cache.add(resource, {}, maps.sink());
        const auto isSynced = [&] {
            for (const auto& [part, state] : cache.parts())
                if (state.why != PartState::Why::Synced) return false;
            return true;
        };
        QVERIFY(test::comesTrue(isSynced, 30s));

        ClientOptions fast;
        fast.limits.perSecond = 100'000;
        fast.limits.burst = 100'000;
        const Client writer(fast);
        const Session toWrite = *writer.open(connectionTo(written), named("written", true));
        Work work;
        std::vector<std::shared_ptr<Writer>> writers;
        for (int i = 0; i < Writers; ++i)
            writers.push_back(std::make_shared<Writer>(toWrite, *toWrite.writeRight(), i, work));
        const auto began = std::chrono::steady_clock::now();
        for (const auto& one : writers) one->next();
        QVERIFY(test::comesTrue([&] { return pods.puts() > 500; }));
        for (int loss = 0; loss < 2; ++loss) {
            const int before = pods.lists();
            read.stopServer();
            QVERIFY(test::comesTrue([&] { return !isSynced(); }));
            read.startServer();
            // A watch that opens looks well until it says that its version is too old.
            QVERIFY(test::comesTrue([&] { return isSynced() && pods.lists() > before; }));
        }
        work.mayEnd = true;
        QVERIFY(test::comesTrue([&] { return work.running == 0; }, 120s));
        for (const auto& one : writers) QVERIFY2(one->problem().empty(), one->problem().c_str());
        qInfo("%d changes in %lld s", work.changes.load(),
              static_cast<long long>(
                  std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began).count()));

        const auto listed = [&](const QString& plural) {
            const Json list = Json::parse(written.must({"get", plural, "-A", "-ojson"}).toStdString());
            Names names;
            for (const Json& item : list["items"])
                names[item["metadata"]["namespace"].get<std::string>() + "/" +
                      item["metadata"]["name"].get<std::string>()] = item["metadata"]["resourceVersion"];
            return names;
        };
        QVERIFY(test::comesTrue(isSynced, 60s));
        const Names wantedPods = listed("pods");
        const Names wantedMaps = listed("configmaps");
        QVERIFY2(wantedPods.size() > 50 && wantedMaps.size() > 50, "there is something to compare");
        QVERIFY(test::comesTrue([&] { return pods.objects() == wantedPods; }, 30s));
        QVERIFY(test::comesTrue([&] { return maps.objects() == wantedMaps; }, 30s));
        QVERIFY2(pods.lists() > 2, "it was listed again after each loss");
        QCOMPARE(pods.nonsense(), std::string());
        QCOMPARE(maps.nonsense(), std::string());
        for (const auto& [part, state] : cache.parts())
            QCOMPARE(state.objects, part == "pods" ? wantedPods.size() : wantedMaps.size());
    }
};

BERTH_TEST(TestRealChurn)

} // namespace tst_real_churn

#include "tst_real_churn.moc"
