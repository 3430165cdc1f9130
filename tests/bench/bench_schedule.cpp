#include <benchmark/benchmark.h>

#include <cstdio>
#include <memory>
#include <string>

#include "core/estimate/karmada_columns.h"
#include "core/schedule/selection.h"
#include "tests/bench/against_go.h"

/// Karmada's scheduler beside ours: the workloads of the shared reference (karmada §8), made as it describes them, and its
/// figures for the Go code. One operation here is what one operation is there; Members and the estimator's columns are
/// prepared before, as the scheduler's caches are.
namespace {

using namespace core;
using schedule::Selected;

// --- the fleet -------------------------------------------------------------------------------------------------------

constexpr const char* uid = "3f2b8c1e-5a4d-4e6f-9b7a-0c1d2e3f4a5b";

std::int32_t availability(int i)
{
    return 50 + (37 * i) % 100;
}

std::string nameOf(int i)
{
    char text[32];
    std::snprintf(text, sizeof text, "member-%05d", i);
    return text;
}

model::Cluster clusterOf(int i)
{
    static constexpr const char* envs[] = {"prod", "staging", "dev"};
    static constexpr const char* tiers[] = {"gold", "silver", "bronze"};
    static constexpr const char* providers[] = {"aws", "gcp", "azure", "huaweicloud"};
    const std::string region = "r" + std::to_string(i % 10);
    model::Cluster out;
    out.name = nameOf(i);
    out.labels = {{"env", envs[i % 3]}, {"tier", tiers[i % 3]}, {"region", region}, {"idx", std::to_string(i)}};
    out.provider = providers[i % 4];
    out.region = region;
    out.zones = {region + "-z" + std::to_string(i % 3)};
    return out;
}

model::Quantity quantity(const std::string& text)
{
    return *model::Quantity::parse(text);
}

/// What a whole cycle looks at too: APIs, totals, taints.
model::Cluster fullClusterOf(int i)
{
    model::Cluster out = clusterOf(i);
    out.apiEnablements.emplace();
    out.apiEnablements->emplace_back("apps/v1", "Deployment");
    for (int group = 0; group < 25; ++group)
        for (int kind = 0; kind < 4; ++kind)
            out.apiEnablements->emplace_back("group" + std::to_string(group) + ".example.io/v1",
                                             "Kind" + std::to_string(kind));
    out.apiEnablementsComplete = true;
    out.summary.emplace();
    out.summary->allocatable = {{"cpu", quantity(std::to_string(64 + (37 * i) % 100))},
                                {"memory", quantity("256Gi")},
                                {"pods", quantity("1100")}};
    out.summary->allocated = {{"cpu", quantity("7500m")}, {"memory", quantity("20Gi")}, {"pods", quantity("100")}};
    if (i % 10 == 0) out.taints = {{"dedicated", "infra", "NoSchedule"}};
    return out;
}

schedule::Members membersOf(int n, model::Cluster (*make)(int))
{
    std::vector<model::Cluster> clusters;
    for (int i = 0; i < n; ++i) clusters.push_back(make(i));
    return schedule::Members(std::move(clusters));
}

// --- what is asked ---------------------------------------------------------------------------------------------------

model::BindingSpec specOf(std::int32_t replicas, const char* preference, bool dynamic)
{
    model::BindingSpec out;
    out.resource = {"apps/v1", "Deployment", "default", "web"};
    out.uid = uid;
    out.replicas = replicas;
    out.requirements.emplace().resourceRequest = {{"cpu", quantity("500m")}, {"memory", quantity("512Mi")}};
    model::ReplicaScheduling& scheduling = out.placement.emplace().replicaScheduling.emplace();
    scheduling.type = *preference == '\0' ? "Duplicated" : "Divided";
    scheduling.divisionPreference = preference;
    if (dynamic) scheduling.weightPreference = model::WeightPreference{{}, "AvailableReplicas"};
    return out;
}

void addStaticWeights(model::BindingSpec& spec)
{
    model::WeightPreference weights;
    std::int64_t weight = 0;
    for (const char* env : {"prod", "staging", "dev"}) {
        model::ClusterAffinity target;
        target.labelSelector.emplace().requirements = {{"env", model::Requirement::Op::In, {env}, "="}};
        weights.staticWeights.push_back({target, ++weight});
    }
    spec.placement->replicaScheduling->weightPreference = weights;
}

void addPrevious(model::BindingSpec& spec, int n)
{
    for (int i = 0; i < n; i += 2) spec.clusters.push_back({nameOf(i), 20, {}});
}

void constrain(model::BindingSpec& spec, const char* field, std::int64_t fewest, std::int64_t most)
{
    model::SpreadConstraint one;
    one.fieldText = field;
    one.field =
        one.fieldText == "region" ? model::SpreadConstraint::Field::Region : model::SpreadConstraint::Field::Cluster;
    one.minGroups = fewest;
    one.maxGroups = most;
    spec.placement->spreadConstraints.push_back(one);
}

void addAffinity(model::BindingSpec& spec)
{
    spec.placement->clusterAffinity.emplace().labelSelector.emplace().requirements = {
        {"env", model::Requirement::Op::In, {"dev", "prod", "staging"}, ""}};
}

// --- one operation of each kind --------------------------------------------------------------------------------------

struct Division {
    schedule::Members members;
    model::BindingSpec spec;
    model::BindingStatus status;
    schedule::Options options;
    std::vector<Selected> selected;

    Division(const std::string& name, int n)
        : members(membersOf(n, clusterOf))
        , spec(specOf(10 * n, name == "aggregated-first" ? "Aggregated" : "Weighted", name != "static-first"))
    {
        if (name == "aggregated-first") spec.placement->replicaScheduling->weightPreference.reset();
        if (name == "static-first") addStaticWeights(spec);
        if (name == "dynamic-scaleup" || name == "dynamic-scaledown" || name == "dynamic-fresh") addPrevious(spec, n);
        if (name == "dynamic-scaleup" || name == "dynamic-fresh") spec.replicas = 20 * n;
        if (name == "dynamic-scaledown") spec.replicas = 5 * n;
        if (name == "dynamic-fresh") {
            spec.rescheduleTriggeredAt = "2026-01-02T03:05:05Z";
            status.lastScheduledTime = "2026-01-02T03:04:05Z";
        }
        options.available = [](const model::BindingSpec& /*spec*/, const std::vector<std::uint32_t>& asked) {
            std::vector<std::int64_t> out;
            for (const std::uint32_t member : asked) out.push_back(availability(static_cast<int>(member)));
            return out;
        };
        std::vector<std::uint32_t> all;
        for (std::uint32_t i = 0; i < members.size(); ++i) all.push_back(i);
        const std::vector<std::int64_t> scores(members.size(), 0);
        selected = schedule::candidates(schedule::Ask::of(members.data(), spec, status, options), all, scores);
    }
    void operator()() const
    {
        const auto divided = schedule::divide(schedule::Ask::of(members.data(), spec, status, options), selected);
        if (divided.refused) std::abort();
        benchmark::DoNotOptimize(divided.clusters.data());
    }
};

/// Votes by name in, seats by name out.
struct Seats {
    std::vector<std::string> names;
    std::vector<std::int64_t> votes;
    std::vector<std::uint32_t> ranks;

    Seats(const std::string& /*name*/, int n)
    {
        for (int i = 0; i < n; ++i) {
            names.push_back(nameOf(i));
            votes.push_back(availability(i));
            ranks.push_back(static_cast<std::uint32_t>(i));
        }
    }
    void operator()() const
    {
        const auto seats = schedule::webster(votes, ranks, static_cast<std::int64_t>(votes.size()) * 10,
                                             schedule::TieOrder::Ascending);
        std::vector<std::pair<std::string, std::int32_t>> out;
        out.reserve(seats.size());
        for (std::size_t i = 0; i < seats.size(); ++i) out.emplace_back(names[i], seats[i]);
        benchmark::DoNotOptimize(out.data());
    }
};

struct Selection {
    schedule::Members members;
    model::BindingSpec spec;
    model::BindingStatus status;
    schedule::Options options;
    std::vector<std::int64_t> table;
    std::vector<std::uint32_t> all;
    std::vector<std::int64_t> scores;

    Selection(const std::string& name, int n)
        : members(membersOf(n, clusterOf))
        , spec(specOf(300, "Weighted", true))
        , scores(members.size(), 0)
    {
        if (name == "cluster") constrain(spec, "cluster", 5, 8);
        if (name == "region+cluster") {
            constrain(spec, "region", 2, 3);
            constrain(spec, "cluster", 3, 8);
        }
        for (int i = 0; i < n; ++i) {
            table.push_back(availability(i));
            all.push_back(static_cast<std::uint32_t>(i));
        }
        options.available = [this](const model::BindingSpec& /*spec*/, const std::vector<std::uint32_t>& asked) {
            std::vector<std::int64_t> out(asked.size());
            for (std::size_t i = 0; i < asked.size(); ++i) out[i] = table[asked[i]];
            return out;
        };
    }
    Selection(const Selection&) = delete;
    void operator()() const
    {
        const auto ask = schedule::Ask::of(members.data(), spec, status, options);
        const auto sorted = schedule::candidates(ask, all, scores);
        const auto choice = schedule::choose(ask, sorted);
        if (!choice.error.empty()) std::abort();
        benchmark::DoNotOptimize(choice.selected.data());
    }
};

struct WholeCycle {
    std::vector<model::Cluster> clusters;
    estimate::karmada::GeneralColumns columns;
    schedule::Members members;
    model::BindingSpec spec;
    model::BindingStatus status;
    schedule::Options options;

    static std::vector<model::Cluster> clustersOf(int n)
    {
        std::vector<model::Cluster> out;
        for (int i = 0; i < n; ++i) out.push_back(fullClusterOf(i));
        return out;
    }
    WholeCycle(const std::string& name, int n)
        : clusters(clustersOf(n))
        , columns(clusters)
        , members(clusters)
    {
        const bool byRegion = name == "dynamic+region";
        const std::int32_t replicas = byRegion ? 300 : 10 * n;
        spec = name == "aggregated"   ? specOf(replicas, "Aggregated", false)
               : name == "duplicated" ? specOf(replicas, "", false)
                                      : specOf(replicas, "Weighted", true);
        addAffinity(spec);
        if (byRegion) {
            constrain(spec, "region", 2, 3);
            constrain(spec, "cluster", 3, 8);
        }
        options.available = [this](const model::BindingSpec& asked, const std::vector<std::uint32_t>& who) {
            return columns.replicas(asked.requirements, who);
        };
    }
    WholeCycle(const WholeCycle&) = delete;
    void operator()() const
    {
        const auto cycle = schedule::cycle(members, spec, status, options);
        if (cycle.error) std::abort();
        benchmark::DoNotOptimize(cycle.divided.clusters.data());
    }
};

// --- rows and figures ------------------------------------------------------------------------------------------------

/// CPU nanoseconds an operation of the Go code, from the reference's tables.
struct Row {
    const char* group;
    const char* name;
    int clusters;
    double go;
};

constexpr Row rows[] = {
    {"division", "dynamic-first", 10, 43'095},
    {"division", "aggregated-first", 10, 20'480},
    {"division", "static-first", 10, 118'026},
    {"division", "dynamic-scaleup", 10, 48'564},
    {"division", "dynamic-scaledown", 10, 21'489},
    {"division", "dynamic-fresh", 10, 62'594},
    {"division", "webster-only", 10, 31'068},
    {"division", "dynamic-first", 100, 530'120},
    {"division", "aggregated-first", 100, 237'263},
    {"division", "static-first", 100, 946'020},
    {"division", "dynamic-scaleup", 100, 577'317},
    {"division", "dynamic-scaledown", 100, 244'418},
    {"division", "dynamic-fresh", 100, 870'392},
    {"division", "webster-only", 100, 369'696},
    {"division", "dynamic-first", 1000, 6'180'929},
    {"division", "aggregated-first", 1000, 3'595'800},
    {"division", "static-first", 1000, 14'615'333},
    {"division", "dynamic-scaleup", 1000, 8'444'667},
    {"division", "dynamic-scaledown", 1000, 3'530'400},
    {"division", "dynamic-fresh", 1000, 16'283'429},
    {"division", "webster-only", 1000, 6'735'900},
    {"division", "dynamic-first", 5000, 38'659'500},
    {"division", "aggregated-first", 5000, 20'697'000},
    {"division", "static-first", 5000, 48'715'500},
    {"division", "dynamic-scaleup", 5000, 42'227'000},
    {"division", "dynamic-scaledown", 5000, 21'862'750},
    {"division", "dynamic-fresh", 5000, 137'540'000},
    {"division", "webster-only", 5000, 32'826'667},
    {"select", "none", 10, 11'376},
    {"select", "cluster", 10, 10'984},
    {"select", "region+cluster", 10, 63'571},
    {"select", "none", 100, 84'233},
    {"select", "cluster", 100, 73'854},
    {"select", "region+cluster", 100, 220'286},
    {"select", "none", 1000, 1'265'650},
    {"select", "cluster", 1000, 1'146'630},
    {"select", "region+cluster", 1000, 1'358'460},
    {"select", "none", 5000, 6'835'429},
    {"select", "cluster", 5000, 6'723'593},
    {"select", "region+cluster", 5000, 10'064'375},
    {"cycle", "dynamic", 10, 346'756},
    {"cycle", "aggregated", 10, 305'638},
    {"cycle", "duplicated", 10, 319'439},
    {"cycle", "dynamic+region", 10, 442'525},
    {"cycle", "dynamic", 100, 3'222'273},
    {"cycle", "aggregated", 100, 2'276'667},
    {"cycle", "duplicated", 100, 2'686'670},
    {"cycle", "dynamic+region", 100, 3'279'438},
    {"cycle", "dynamic", 1000, 40'735'500},
    {"cycle", "aggregated", 1000, 27'694'000},
    {"cycle", "duplicated", 1000, 28'563'500},
    {"cycle", "dynamic+region", 1000, 28'465'000},
    {"cycle", "dynamic", 5000, 229'883'000},
    {"cycle", "aggregated", 5000, 183'810'000},
    {"cycle", "duplicated", 5000, 134'824'000},
    {"cycle", "dynamic+region", 5000, 141'620'000},
};

template <class Operation>
void measure(benchmark::State& state, const Row& row)
{
    const auto operation = std::make_unique<Operation>(row.name, row.clusters);
    for (auto _ : state) (*operation)();
}

std::string titleOf(const Row& row)
{
    return std::string(row.group) + '/' + row.name + '/' + std::to_string(row.clusters);
}

void add(const Row& row)
{
    const std::string group = row.group;
    auto* run = group == "select"                              ? measure<Selection>
                : group == "cycle"                             ? measure<WholeCycle>
                : std::string_view(row.name) == "webster-only" ? measure<Seats>
                                                               : measure<Division>;
    benchmark::RegisterBenchmark(titleOf(row).c_str(), [run, &row](benchmark::State& state) { run(state, row); })
        ->MeasureProcessCPUTime()
        ->MinTime(0.05);
}

} // namespace

int main(int argc, char** argv)
{
    bench::GoNanoseconds go;
    for (const Row& row : rows) {
        add(row);
        go[titleOf(row)] = row.go;
    }
    return bench::run(argc, argv, std::move(go));
}
