#include "core/snapshot/sections.h"

#include <algorithm>
#include <tuple>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/snapshot/assemble.h"
#include "core/snapshot/codec.h"
#include "core/snapshot/names.h"
#include "core/snapshot/tables.h"

namespace core::snapshot::detail {
namespace {

void write(Writer& w, const TextColumn& texts)
{
    w.text(texts.arena());
    w.column(texts.ends());
}

void write(Writer& w, const Dictionary& texts)
{
    w.text(texts.arena());
    w.column(texts.ends());
}

/// Either kind of column of texts.
template <class T>
void read(Reader& r, T& texts)
{
    std::string arena(r.text());
    std::vector<std::uint32_t> ends;
    r.column(ends);
    if (!r.failed() && !texts.assign(std::move(arena), std::move(ends))) r.fail("texts that do not fit their ends");
}

template <class T>
void sameLength(Reader& r, const std::vector<T>& column, std::size_t rows)
{
    if (column.size() != rows) r.fail("a column that is shorter or longer than its table");
}

template <class T>
void below(Reader& r, const std::vector<T>& column, std::uint64_t end)
{
    if (std::any_of(column.begin(), column.end(), [end](T value) { return value >= end; }))
        r.fail("an index beyond its list");
}

void flags(Reader& r, const std::vector<std::uint8_t>& column, std::size_t rows)
{
    sameLength(r, column, rows);
    below(r, column, 2);
}

void writeNodes(Writer& w, const NodeTable& t)
{
    write(w, t.names);
    w(t.resources);
    for (const auto* table : {&t.allocatable, &t.capacity})
        for (const auto& column : *table) w.column(column);
    w.number(t.labels.size());
    for (const LabelColumn& label : t.labels) {
        w.text(label.key);
        w.column(label.values);
        write(w, label.distinct);
    }
    w(t.taintSets, t.faultSets);
    w.column(t.taintSet);
    w.column(t.unschedulable);
    w.column(t.ready);
    w.column(t.pool);
    w.column(t.lostCards);
    w.column(t.faultSet);
    w.column(t.created);
}

void readAmounts(Reader& r, std::vector<std::vector<Amount>>& table, std::size_t kinds, std::size_t rows)
{
    for (std::size_t kind = 0; kind < kinds && !r.failed(); ++kind) {
        r.column(table.emplace_back());
        sameLength(r, table.back(), rows);
        if (std::any_of(table.back().begin(), table.back().end(), [](Amount a) { return a < 0; }))
            r.fail("a negative amount");
    }
}

void readLabels(Reader& r, std::vector<LabelColumn>& labels, std::size_t rows)
{
    const std::size_t columns = r.count(3);
    for (std::size_t i = 0; i < columns && !r.failed(); ++i) {
        LabelColumn& label = labels.emplace_back();
        label.key = r.text();
        r.column(label.values);
        read(r, label.distinct);
        sameLength(r, label.values, rows);
        below(r, label.values, label.distinct.size() + 1);
        if (i > 0 && !(labels[i - 1].key < label.key)) r.fail("labels out of order");
    }
}

void readNodes(Reader& r, NodeTable& t, std::size_t pools)
{
    read(r, t.names);
    r(t.resources);
    if (r.failed()) return;
    const std::size_t rows = t.names.size();
    const std::vector<std::string> first = {"cpu", "memory", "pods", "ephemeral-storage"};
    if (t.resources.size() < first.size() || !std::equal(first.begin(), first.end(), t.resources.begin()) ||
        std::adjacent_find(t.resources.begin() + 4, t.resources.end(), std::greater_equal<>{}) != t.resources.end())
        return r.fail("resources out of order");
    readAmounts(r, t.allocatable, t.resources.size(), rows);
    readAmounts(r, t.capacity, t.resources.size(), rows);
    readLabels(r, t.labels, rows);
    r(t.taintSets, t.faultSets);
    r.column(t.taintSet);
    r.column(t.unschedulable);
    r.column(t.ready);
    r.column(t.pool);
    r.column(t.lostCards);
    r.column(t.faultSet);
    r.column(t.created);
    if (r.failed()) return;
    for (const auto* column : {&t.taintSet, &t.pool, &t.lostCards, &t.faultSet}) sameLength(r, *column, rows);
    below(r, t.taintSet, t.taintSets.size());
    below(r, t.faultSet, t.faultSets.size());
    if (std::any_of(t.pool.begin(), t.pool.end(), [&](std::uint32_t pool) { return pool != noRow && pool >= pools; }))
        r.fail("a node of a pool that is not there");
    flags(r, t.unschedulable, rows);
    flags(r, t.ready, rows);
    sameLength(r, t.created, rows);
    for (std::size_t row = 1; row < rows; ++row)
        if (!(t.names[row - 1] < t.names[row])) return r.fail("nodes out of order");
}

void writePods(Writer& w, const PodTable& t)
{
    w.number(t.shapes.size());
    for (std::size_t i = 0; i < t.shapes.size(); ++i) w.bytes(t.shapes.bytes(i));
    write(w, t.namespaces);
    w.column(t.node);
    w.column(t.shape);
    write(w, t.names);
    w.column(t.ns);
    w.column(t.state);
    w.column(t.started);
}

void readShapes(Reader& r, PodShapes& shapes)
{
    const std::size_t count = r.count();
    for (std::size_t i = 0; i < count && !r.failed(); ++i) {
        PodShape shape;
        r(shape);
        shapes.push(std::move(shape)); // encoded anew: what was read may be written in another way
    }
}

void readPods(Reader& r, PodTable& t)
{
    readShapes(r, t.shapes);
    read(r, t.namespaces);
    r.column(t.node);
    r.column(t.shape);
    read(r, t.names);
    r.column(t.ns);
    r.column(t.state);
    r.column(t.started);
    if (r.failed()) return;
    const std::size_t rows = t.node.size();
    for (const auto* column : {&t.shape, &t.ns}) sameLength(r, *column, rows);
    sameLength(r, t.state, rows);
    sameLength(r, t.started, rows);
    if (t.names.size() != rows) r.fail("a column that is shorter or longer than its table");
    below(r, t.ns, t.namespaces.size() + 1);
    below(r, t.state, 16);
}

} // namespace

void writeCluster(Writer& w, const ClusterData& d)
{
    w(d.cluster, d.account, d.pools);
    writeNodes(w, d.nodes);
    writePods(w, d.pods);
    w(d.daemonSets, d.claims, d.volumes, d.storageClasses, d.quotas, d.namespaces, d.priorityClasses, d.workloads,
      d.nodesKnown, d.podsKnown, d.poolsKnown, d.nodesOrigin, d.podsOrigin, d.poolsOrigin);
}

void readCluster(Reader& r, ClusterData& d)
{
    r(d.cluster, d.account, d.pools);
    readNodes(r, d.nodes, d.pools.size());
    readPods(r, d.pods);
    r(d.daemonSets, d.claims, d.volumes, d.storageClasses, d.quotas, d.namespaces, d.priorityClasses, d.workloads,
      d.nodesKnown, d.podsKnown, d.poolsKnown, d.nodesOrigin, d.podsOrigin, d.poolsOrigin);
    if (!r.failed() && r.left() != 0) r.fail("more than belongs there");
    if (!r.failed() && !derive(d)) r.fail("pods out of order");
}

void writeAdmission(Writer& w, const Admission& admission)
{
    w(admission);
}

void readAdmission(Reader& r, Admission& admission)
{
    r(admission);
    if (!r.failed() && r.left() != 0) r.fail("more than belongs there");
}

void writeReadySince(Writer& w, const NodeTable& nodes)
{
    w.column(nodes.readySince);
}

void readReadySince(Reader& r, NodeTable& nodes)
{
    r.column(nodes.readySince);
    if (r.failed()) return;
    sameLength(r, nodes.readySince, nodes.size());
    if (r.left() != 0) r.fail("more than belongs there");
}

Listed listedByContent(const ClusterData& d)
{
    return {!d.claims.empty(), !d.volumes.empty(), !d.storageClasses.empty(), !d.daemonSets.empty(), !d.quotas.empty()};
}

/// Quotas came later: without their flag it is as their being there says.
void writeListed(Writer& w, const ClusterData& d)
{
    w(d.listed.claims, d.listed.volumes, d.listed.storageClasses, d.listed.daemonSets);
    if (d.listed.quotas == d.quotas.empty()) w(d.listed.quotas);
}

void readListed(Reader& r, Listed& listed)
{
    r(listed.claims, listed.volumes, listed.storageClasses, listed.daemonSets);
    if (!r.failed() && r.left() != 0) {
        const bool byContent = listed.quotas;
        r(listed.quotas);
        if (!r.failed() && listed.quotas == byContent) r.fail("a flag that says nothing");
    }
    if (!r.failed() && r.left() != 0) r.fail("more than belongs there");
}

void writeFleet(Writer& w, const Fleet& f)
{
    w(f.name, f.engine, f.takenAt, f.policies, f.overrides, f.bindings, f.scalers, f.workloads, f.stock, f.quotas,
      f.prices, f.instanceTypes, f.descheduler, f.gaps, f.stockOrigin, f.pricesOrigin, f.policiesOrigin);
}

void readFleet(Reader& r, Fleet& f)
{
    r(f.name, f.engine, f.takenAt, f.policies, f.overrides, f.bindings, f.scalers, f.workloads, f.stock, f.quotas,
      f.prices, f.instanceTypes, f.descheduler, f.gaps, f.stockOrigin, f.pricesOrigin, f.policiesOrigin);
    if (!r.failed() && r.left() != 0) r.fail("more than belongs there");
    for (Gap& gap : f.gaps) gap.kind = kindOf(gap);
    for (std::size_t i = 1; i < f.instanceTypes.size(); ++i)
        if (!(f.instanceTypes[i - 1].name < f.instanceTypes[i].name)) r.fail("instance types out of order");
}

void writeFederatedQuotas(Writer& w, const std::vector<NamespaceQuota>& quotas)
{
    w(quotas);
}

void writeFleetClaims(Writer& w, const std::vector<Json>& claims)
{
    w(claims);
}

void readFleetClaims(Reader& r, std::vector<Json>& claims)
{
    r(claims);
    if (!r.failed() && r.left() != 0) r.fail("more than belongs there");
}

void readFederatedQuotas(Reader& r, std::vector<NamespaceQuota>& quotas)
{
    r(quotas);
    if (!r.failed() && r.left() != 0) r.fail("more than belongs there");
    for (std::size_t i = 1; i < quotas.size(); ++i)
        if (std::tie(quotas[i].ns, quotas[i].name) <= std::tie(quotas[i - 1].ns, quotas[i - 1].name))
            r.fail("quotas out of order");
}

void writeReported(Writer& w, const Reported& reported)
{
    w(reported);
}

void readReported(Reader& r, Reported& reported)
{
    r(reported);
    if (!r.failed() && r.left() != 0) r.fail("more than belongs there");
}

void writeAliases(Writer& w, const std::map<std::string, std::string>& aliases)
{
    w(aliases);
}

void readAliases(Reader& r, std::map<std::string, std::string>& aliases)
{
    r(aliases);
    if (r.failed()) return;
    if (r.left() != 0 || aliases.empty()) r.fail("names of clusters that are none");
    for (const auto& [name, alias] : aliases)
        if (!faultOfAlias(alias).empty()) r.fail("a name of a cluster that is none");
}

std::uint64_t sealOf(std::string_view bytes)
{
    return std::max<std::uint64_t>(XXH3_64bits(bytes.data(), bytes.size()), 1);
}

std::uint64_t sealOf(const ClusterData& data)
{
    XXH3_state_t state;
    XXH3_64bits_reset(&state);
    Writer writer([&state](std::string_view bytes) { XXH3_64bits_update(&state, bytes.data(), bytes.size()); });
    writeCluster(writer, data);
    writer.flush();
    const std::uint64_t tables = std::max<std::uint64_t>(XXH3_64bits_digest(&state), 1);
    return sealWithListed(sealWithReadySince(sealWith(tables, data.admission), data.nodes), data);
}

namespace {

std::uint64_t sealWith(std::uint64_t first, const std::string& behind)
{
    const std::uint64_t both[] = {first, sealOf(behind)};
    return std::max<std::uint64_t>(XXH3_64bits(both, sizeof both), 1);
}

} // namespace

std::uint64_t sealWith(std::uint64_t tables, const Admission& admission)
{
    return admission == Admission{} ? tables : sealWith(tables, encoded(admission));
}

std::uint64_t sealWithReadySince(std::uint64_t cluster, const NodeTable& nodes)
{
    if (nodes.readySince.empty()) return cluster;
    Writer writer;
    writeReadySince(writer, nodes);
    return sealWith(cluster, writer.out);
}

std::uint64_t sealWithListed(std::uint64_t cluster, const ClusterData& data)
{
    if (data.listed == listedByContent(data)) return cluster;
    Writer writer;
    writeListed(writer, data);
    return sealWith(cluster, writer.out);
}

std::uint64_t sealWith(std::uint64_t fleet, const std::vector<NamespaceQuota>& federatedQuotas)
{
    return federatedQuotas.empty() ? fleet : sealWith(fleet, encoded(federatedQuotas));
}

std::uint64_t sealWithClaims(std::uint64_t fleet, const std::vector<Json>& claims)
{
    return claims.empty() ? fleet : sealWith(fleet, encoded(claims));
}

std::string digestOf(std::uint64_t fleetSeal, const std::vector<ClusterPtr>& clusters)
{
    std::vector<std::uint64_t> seals = {fleetSeal};
    for (const ClusterPtr& cluster : clusters) seals.push_back(cluster->seal.value);
    const std::uint64_t all = XXH3_64bits(seals.data(), seals.size() * sizeof seals.front());
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4)
        text += "0123456789abcdef"[(all >> static_cast<unsigned>(shift)) & 0xFU];
    return text;
}

} // namespace core::snapshot::detail
