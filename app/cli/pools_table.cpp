#include "app/cli/pools_table.h"

#include <algorithm>

#include "app/cli/figures.h"
#include "core/base/shown.h"
#include "core/estimate/capacity.h"
#include "core/estimate/prices.h"
#include "core/estimate/stock.h"
#include "core/model/age.h"
#include "core/snapshot/infer.h"
#include "core/snapshot/names.h"

namespace cli {
namespace {

namespace model = core::model;
namespace estimate = core::estimate;

/// One row: a type of a pool in a zone; either may be missing where it is not known.
struct PoolRow {
    const core::snapshot::ClusterData& cluster;
    const model::NodePool& pool;
    std::int64_t nodes = 0;
    std::string type;
    std::string zone;
    std::optional<estimate::Cell> stock;
    std::optional<model::Price> price;
    const model::InstanceType* described = nullptr;
};

std::vector<PoolRow> rowsOf(const core::snapshot::Fleet& fleet, const std::vector<std::string>& clusters)
{
    const estimate::Stock stock(fleet);
    const estimate::Prices prices(fleet.prices);
    std::vector<PoolRow> rows;
    for (const auto& cluster : fleet.clusters) {
        if (!clusters.empty() && std::ranges::find(clusters, cluster->cluster.name) == clusters.end()) continue;
        for (std::size_t i = 0; i < cluster->pools.size(); ++i) {
            const model::NodePool& pool = cluster->pools[i];
            const std::vector<std::string> types =
                pool.instanceTypes.empty() ? std::vector<std::string>{{}} : pool.instanceTypes;
            const std::vector<model::PoolZone> zones =
                pool.zones.empty() ? std::vector<model::PoolZone>{{}} : pool.zones;
            for (const std::string& type : types)
                for (const model::PoolZone& zone : zones) {
                    PoolRow row{*cluster,
                                pool,
                                estimate::sizeOf(*cluster, static_cast<std::uint32_t>(i)),
                                type,
                                zone.zone,
                                {},
                                {},
                                fleet.instanceType(type)};
                    if (!type.empty() && !zone.zone.empty()) {
                        if (core::snapshot::isElastic(*cluster, pool) == true)
                            row.stock = stock.find({cluster->account, zone.zone, type, pool.spot});
                        row.price = prices.find(zone.zone, type, pool.spot);
                    }
                    rows.push_back(std::move(row));
                }
        }
    }
    return rows;
}

std::string orUnknown(const std::string& text)
{
    return text.empty() ? unknownText : core::shown(text);
}

std::string gpuText(const PoolRow& row)
{
    if (row.described == nullptr) return unknownText;
    return row.described->gpus == 0 ? "0" : std::to_string(row.described->gpus) + " x " + row.described->gpuModel;
}

std::string scalerText(const core::snapshot::ClusterData& cluster, const model::NodePool& pool)
{
    const auto elastic = core::snapshot::isElastic(cluster, pool);
    if (!elastic) return unknownText;
    if (!*elastic) return "off";
    return pool.scaler.empty() ? unknownText : core::shown(pool.scaler);
}

} // namespace

Table poolsTable(const core::snapshot::Fleet& fleet, const std::vector<std::string>& clusters)
{
    Table table({{"CLUSTER"},
                 {"POOL"},
                 {"NODES"},
                 {"MIN"},
                 {"MAX"},
                 {"SCALING"},
                 {"INSTANCE TYPE"},
                 {"GPU"},
                 {"ZONE"},
                 {"STOCK"},
                 {"AGE"},
                 {"PRICE/H"},
                 {"ID", true},
                 {"SPOT", true},
                 {"ADDRESSES", true},
                 {"STOCK FROM", true}});
    for (const PoolRow& row : rowsOf(fleet, clusters)) {
        const auto zone = std::ranges::find(row.pool.zones, row.zone, &model::PoolZone::zone);
        table.add({core::shown(row.cluster.cluster.name), core::shown(model::nameOf(row.pool)),
                   std::to_string(row.nodes), countText(core::snapshot::minimumOf(row.cluster, row.pool)),
                   countText(row.pool.maxSize), scalerText(row.cluster, row.pool), orUnknown(row.type), gpuText(row),
                   orUnknown(row.zone), row.stock ? estimate::toText(*row.stock) : unknownText,
                   row.stock && row.stock->age ? core::model::humanDuration(*row.stock->age) : unknownText,
                   row.price ? moneyText(row.price->perHour) : unknownText, orUnknown(row.pool.id),
                   row.pool.spot ? "yes" : "no",
                   zone == row.pool.zones.end() ? unknownText : countText(zone->freeAddresses),
                   row.stock ? orUnknown(row.stock->source) : unknownText});
    }
    return table;
}

core::Json poolsJson(const core::snapshot::Fleet& fleet, const std::vector<std::string>& clusters)
{
    const auto orNull = [](const auto& value) { return value ? core::Json(*value) : core::Json(); };
    core::Json items = core::Json::array();
    for (const PoolRow& row : rowsOf(fleet, clusters)) {
        core::Json stock;
        if (row.stock)
            stock = {{"atLeast", row.stock->instances.lower},
                     {"atMost", orNull(row.stock->instances.upper)},
                     {"text", estimate::toText(*row.stock)},
                     {"source", row.stock->source},
                     {"ageSeconds", row.stock->age ? core::Json(row.stock->age->count()) : core::Json()}};
        const std::string alias = core::snapshot::aliasOf(fleet, row.cluster.cluster.name);
        items.push_back({{"cluster", row.cluster.cluster.name},
                         {"clusterAlias", alias.empty() ? core::Json() : core::Json(alias)},
                         {"pool", model::nameOf(row.pool)},
                         {"id", row.pool.id},
                         {"elastic", orNull(core::snapshot::isElastic(row.cluster, row.pool))},
                         {"inferred", !row.cluster.poolsKnown},
                         {"scaler", row.pool.scaler},
                         {"spot", row.pool.spot},
                         {"nodes", row.nodes},
                         {"min", orNull(core::snapshot::minimumOf(row.cluster, row.pool))},
                         {"max", orNull(row.pool.maxSize)},
                         {"instanceType", row.type},
                         {"zone", row.zone},
                         {"gpus", row.described != nullptr ? core::Json(row.described->gpus) : core::Json()},
                         {"stock", std::move(stock)},
                         {"pricePerHour", row.price ? core::Json(moneyText(row.price->perHour)) : core::Json()}});
    }
    return {{"apiVersion", "berth/v1"}, {"kind", "NodePoolList"}, {"items", std::move(items)}};
}

} // namespace cli
