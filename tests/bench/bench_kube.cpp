#include <benchmark/benchmark.h>

#include <cstdio>
#include <malloc.h>
#include <map>
#include <memory>

#include <simdjson.h>

#include "core/kube/cache_known.h"
#include "core/kube/client_decode.h"
#include "core/kube/client_watch.h"
#include "core/live/gather.h"
#include "core/snapshot/build.h"
#include "core/snapshot/sample.h"
#include "core/snapshot/store.h"
#include "core/snapshot/tables.h"
#include "tests/bench/load.h"

/// What clusters send, on its way into a snapshot: from bytes in memory, as they come off a connection in pieces, without TLS. Lists of
/// 10 000 objects against simdjson's own parse of the same bytes and against nlohmann-json; watch events; what a cached pod costs; and how
/// long it is from an event to the next snapshot. Figures of client-go: tests/bench/README.md.
namespace {

using namespace core;

constexpr std::size_t listed = 10'000;
constexpr std::size_t piece = 64U << 10U; ///< what a connection hands on at once, at most

const load::Items& items(bool pods)
{
    static const load::Items podItems(BENCH_DATA, true);
    static const load::Items nodeItems(BENCH_DATA, false);
    return pods ? podItems : nodeItems;
}

const std::string& listOf(bool pods)
{
    static std::map<bool, std::string> made;
    std::string& text = made[pods];
    if (text.empty()) {
        text = items(pods).list(listed);
        text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    }
    return text;
}

kube::ApiResource resourceOf(bool pods)
{
    kube::ApiResource resource;
    resource.version = "v1";
    resource.kind = pods ? "Pod" : "Node";
    resource.plural = pods ? "pods" : "nodes";
    resource.namespaced = pods;
    return resource;
}

void inPieces(const std::string& text, const std::function<void(std::string_view)>& take)
{
    std::string buffer; // as a connection's: every piece lies at the same place
    for (std::size_t at = 0; at < text.size(); at += piece) {
        buffer.assign(text, at, piece);
        take(buffer);
    }
}

/// A list, decoded item by item into what the fleet keeps.
std::size_t gather(const std::string& text, bool pods, live::ClusterGather& into)
{
    const kube::ApiResource resource = resourceOf(pods);
    kube::Decoder decoder;
    std::size_t count = 0;
    kube::ItemSplitter splitter("items", [&](std::string_view json) {
        const auto element = decoder.object(json);
        if (!element) std::abort();
        const kube::Item item(&*element);
        into.put(resource, item);
        ++count;
        return true;
    });
    inPieces(text, [&](std::string_view bytes) {
        if (!splitter.feed(bytes)) std::abort();
    });
    if (!splitter.finish()) std::abort();
    return count;
}

void rate(benchmark::State& state, std::size_t bytes)
{
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
}

void parseSimdjson(benchmark::State& state)
{
    const std::string& text = listOf(state.range(0) != 0);
    simdjson::dom::parser parser;
    for (auto _ : state) {
        simdjson::dom::element root;
        if (parser.parse(text.data(), text.size(), false).get(root) != simdjson::SUCCESS) std::abort();
        benchmark::DoNotOptimize(root);
    }
    rate(state, text.size());
}

void parseNlohmann(benchmark::State& state)
{
    const std::string& text = listOf(state.range(0) != 0);
    for (auto _ : state) benchmark::DoNotOptimize(nlohmann::json::parse(text));
    rate(state, text.size());
}

/// Cutting alone: what Berth adds in front of simdjson.
void splitList(benchmark::State& state)
{
    const std::string& text = listOf(state.range(0) != 0);
    for (auto _ : state) {
        std::size_t count = 0;
        kube::ItemSplitter splitter("items", [&](std::string_view) { return ++count > 0; });
        inPieces(text, [&](std::string_view bytes) { benchmark::DoNotOptimize(splitter.feed(bytes).has_value()); });
        if (count != listed) std::abort();
    }
    rate(state, text.size());
}

void decodeList(benchmark::State& state)
{
    const bool pods = state.range(0) != 0;
    const std::string& text = listOf(pods);
    for (auto _ : state) {
        live::ClusterGather into;
        if (gather(text, pods, into) != listed) std::abort();
        benchmark::DoNotOptimize(into);
    }
    rate(state, text.size());
}

void watchEvents(benchmark::State& state)
{
    const bool pods = state.range(0) != 0;
    constexpr std::size_t events = 2'000;
    const std::string text = items(pods).watch(events);
    const kube::ApiResource resource = resourceOf(pods);
    for (auto _ : state) {
        live::ClusterGather into;
        kube::KnownObjects known;
        kube::WatchDecoder decoder([&](const kube::WatchEvent& event) {
            benchmark::DoNotOptimize(known.see(event.item.head()));
            into.put(resource, event.item);
            return true;
        });
        inPieces(text, [&](std::string_view bytes) {
            if (!decoder.feed(bytes)) std::abort();
        });
        if (decoder.events() != events) std::abort();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * events));
    rate(state, text.size());
}

std::size_t inUse()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/// The nodes that so many pods of a list are bound to.
void putNodes(std::size_t pods, snapshot::Store& store)
{
    const kube::ApiResource resource = resourceOf(false);
    live::ClusterGather into;
    kube::Decoder decoder;
    for (std::size_t i = 0; i <= pods / 30; ++i) {
        const auto element = decoder.padded(items(false).at(i));
        if (!element) std::abort();
        into.put(resource, kube::Item(&*element));
    }
    into.whole(resource, {"bench", std::nullopt});
    snapshot::FleetChange change;
    change.clusters.push_back(into.take("c", {}, std::nullopt));
    store.apply(std::move(change));
}

/// Lets `into` decode so many pods, and calls back after each.
void putPods(std::size_t pods, live::ClusterGather& into, const std::function<void(const kube::Item&)>& then)
{
    const kube::ApiResource resource = resourceOf(true);
    kube::Decoder decoder;
    for (std::size_t i = 0; i < pods; ++i) {
        const auto element = decoder.padded(items(true).at(i));
        if (!element) std::abort();
        const kube::Item item(&*element);
        into.put(resource, item);
        then(item);
    }
    into.whole(resource, {"bench", std::nullopt});
}

/// Not a time: what 100 000 pods of one cluster hold on its nodes, as its cache and the fleet's columns keep them; and the
/// most on the way.
void cachedPods(benchmark::State& state)
{
    constexpr std::size_t pods = 100'000;
    constexpr std::size_t page = 500;
    for (auto _ : state) {
        snapshot::Store store(snapshot::freeze({}));
        putNodes(pods, store);
        malloc_trim(0);
        const std::size_t before = inUse();
        std::size_t most = before;
        kube::KnownObjects known;
        live::ClusterGather into;
        std::size_t count = 0;
        putPods(pods, into, [&](const kube::Item& item) {
            benchmark::DoNotOptimize(known.see(item.head()));
            if (++count % page == 0) most = std::max(most, inUse());
        });
        snapshot::FleetChange change;
        change.clusters.push_back(into.take("c", {}, std::nullopt));
        store.apply(std::move(change));
        most = std::max(most, inUse());
        const snapshot::ClusterData& data = *store.fleet()->clusters.front();
        if (data.pods.size() != pods || data.pods.node.back() == snapshot::noRow) std::abort();
        into = {};
        state.counters["shapes"] = static_cast<double>(data.pods.shapes.size());
        state.counters["bytesAPod"] = static_cast<double>(inUse() - before) / pods;
        state.counters["mostAPod"] = static_cast<double>(most - before) / pods;
    }
}

/// 10 000 nodes and 200 000 pods in one cluster; so many pods change, and the next fleet is made.
void eventToSnapshot(benchmark::State& state)
{
    const auto changes = static_cast<std::size_t>(state.range(0));
    static const snapshot::FleetPtr fleet = snapshot::sample({.clusters = 1, .nodes = 10'000, .podsPerNode = 20});
    const snapshot::ClusterData& data = *fleet->clusters.front();
    if (data.pods.size() != 200'000) std::abort();
    snapshot::Store store(fleet);
    std::size_t turn = 0;
    for (auto _ : state) {
        state.PauseTiming();
        snapshot::ClusterChange change;
        change.cluster = data.cluster.name;
        const bool ready = turn++ % 2 == 0;
        for (std::size_t i = 0; i < changes; ++i) {
            const std::size_t row = i * (data.pods.size() / changes);
            model::Pod pod = data.pods.shapes[data.pods.shape[row]].pod;
            pod.name = data.pods.names[row];
            pod.spec.nodeName = std::string(data.nodes.names[data.pods.node[row]]);
            pod.phase = "Running";
            pod.ready = ready;
            change.pods.push_back(std::move(pod));
        }
        state.ResumeTiming();
        snapshot::FleetChange all;
        all.clusters.push_back(std::move(change));
        benchmark::DoNotOptimize(store.apply(std::move(all)));
    }
}

/// One of those nodes reports that it is as it was, or is cordoned and let in again.
void nodeToSnapshot(benchmark::State& state)
{
    const bool changes = state.range(0) != 0;
    static const snapshot::FleetPtr fleet = snapshot::sample({.clusters = 1, .nodes = 10'000, .podsPerNode = 20});
    const std::string& cluster = fleet->clusters.front()->cluster.name;
    model::Node node = snapshot::detail::nodesOf(fleet->clusters.front()->nodes).front();
    snapshot::Store store(fleet);
    for (auto _ : state) {
        if (changes) node.unschedulable = !node.unschedulable;
        snapshot::FleetChange all;
        all.clusters.push_back({.cluster = cluster, .nodes = {node}});
        benchmark::DoNotOptimize(store.apply(std::move(all)));
    }
}

/// The same for 30 000 pods of the list, which have 900 shapes: one becomes ready, or moves to another node.
void eventToListed(benchmark::State& state)
{
    const bool moves = state.range(0) != 0;
    constexpr std::size_t pods = 30'000;
    static const snapshot::FleetPtr fleet = [] {
        snapshot::Store store(snapshot::freeze({}));
        putNodes(pods, store);
        live::ClusterGather into;
        putPods(pods, into, [](const kube::Item&) {});
        snapshot::FleetChange change;
        change.clusters.push_back(into.take("c", {}, std::nullopt));
        return store.apply(std::move(change));
    }();
    const snapshot::ClusterData& data = *fleet->clusters.front();
    snapshot::Store store(fleet);
    model::Pod pod = data.pods.shapes[data.pods.shape[0]].pod;
    pod.name = data.pods.names[0];
    pod.phase = "Running";
    std::size_t turn = 0;
    for (auto _ : state) {
        ++turn;
        pod.ready = turn % 2 == 0;
        pod.spec.nodeName = std::string(data.nodes.names[moves ? turn % 2 : 0]);
        snapshot::FleetChange all;
        all.clusters.push_back({.cluster = "c", .pods = {pod}});
        benchmark::DoNotOptimize(store.apply(std::move(all)));
    }
}

BENCHMARK(parseSimdjson)->ArgName("pods")->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond);
BENCHMARK(parseNlohmann)->ArgName("pods")->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(splitList)->ArgName("pods")->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond);
BENCHMARK(decodeList)->ArgName("pods")->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond);
BENCHMARK(watchEvents)->ArgName("pods")->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond);
BENCHMARK(cachedPods)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(eventToListed)->ArgName("moves")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(nodeToSnapshot)->ArgName("changes")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(eventToSnapshot)->Arg(1)->Arg(100)->Arg(10'000)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
