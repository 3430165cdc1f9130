#include <algorithm>
#include <charconv>

#include "core/model/age.h"
#include "core/model/read.h"
#include "core/snapshot/dumps.h"
#include "core/text/yaml.h"

namespace core::snapshot::detail {
namespace {

constexpr std::size_t longestText = 4U << 20U;

/// A document inside a ConfigMap's value; null if it is none, or too deep or large to be one.
Json documentIn(const std::string& text)
{
    if (text.size() > longestText) return nullptr;
    int depth = 0;
    int deepest = 0;
    for (const char c : text) {
        if (c == '{' || c == '[') deepest = std::max(deepest, ++depth);
        if (c == '}' || c == ']') --depth;
    }
    if (deepest > 100) return nullptr;
    Json value = Json::parse(text, nullptr, false);
    return value.is_discarded() ? Json(nullptr) : value;
}

/// The first of these members that is there.
const Json* anyOf(const Json& object, std::initializer_list<const char*> keys)
{
    for (const char* key : keys)
        if (const Json* value = model::read::member(object, key)) return value;
    return nullptr;
}

std::string textOf(const Json& object, std::initializer_list<const char*> keys)
{
    const Json* value = anyOf(object, keys);
    return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

std::optional<std::int64_t> countOf(const Json& object, std::initializer_list<const char*> keys)
{
    const Json* value = anyOf(object, keys);
    if (value == nullptr || !value->is_number_integer()) return std::nullopt;
    model::Issues ignored;
    return model::read::number(Json{{"n", *value}}, "n", "", ignored, 0);
}

std::vector<std::string> textsIn(const Json* list)
{
    std::vector<std::string> texts;
    if (list == nullptr || !list->is_array()) return texts;
    for (const Json& item : *list)
        if (item.is_string()) texts.push_back(item.get<std::string>());
    return texts;
}

model::NodePool poolOf(const std::string& id, const Json& value)
{
    model::Issues ignored;
    model::NodePool pool;
    pool.labels = model::read::labels(value, "labels", "", ignored);
    pool.taints = model::read::taints(value, "taints", "", ignored);
    const auto label = pool.labels.find("alibabacloud.com/nodepool-id");
    pool.id = label != pool.labels.end() ? label->second : id;
    pool.name = textOf(value, {"name", "nodepool_name", "nodepoolName"});
    if (pool.name.empty()) pool.name = pool.id;
    pool.minSize = countOf(value, {"min", "minSize", "min_size", "min_instances"}).value_or(0);
    pool.maxSize = countOf(value, {"max", "maxSize", "max_size", "max_instances"});
    pool.instanceTypes = textsIn(anyOf(value, {"instance_types", "instanceTypes", "types"}));
    for (const std::string& zone : textsIn(anyOf(value, {"zones", "zone_ids", "zoneIds"})))
        pool.zones.push_back({zone, std::nullopt});
    return pool;
}

/// The number behind "minSize=".
std::optional<std::int64_t> numberAfter(std::string_view line, std::string_view key)
{
    const std::size_t at = line.find(key);
    if (at == std::string_view::npos) return std::nullopt;
    line.remove_prefix(at + key.size());
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
    return error == std::errc() && number >= 0 ? std::optional(number) : std::nullopt;
}

/// "eks-gpu-0ac5…" → "gpu", "aks-gpu-1234-vmss" → "gpu"; others as they are; empty: a name that no node label has.
/// @source EKS: eks-<nodegroup>-<uuid>; AKS: aks-<pool>-<number>-vmss
std::string poolOfGroup(std::string_view group)
{
    constexpr std::size_t uuid = 36;
    if (group.starts_with("eks-") && group.size() > 5 + uuid && group[group.size() - uuid - 1] == '-')
        return std::string(group.substr(4, group.size() - 5 - uuid));
    if (group.starts_with("aks-") && group.ends_with("-vmss")) {
        group = group.substr(4, group.size() - 9);
        const std::size_t dash = group.rfind('-');
        return dash == std::string_view::npos ? std::string() : std::string(group.substr(0, dash));
    }
    if (group.find('/') != std::string_view::npos || group.starts_with("asg-")) return {};
    return std::string(group);
}

/// @param target  nodes that the group is to have: those that it has, and those that are on their way and count as well
void addBounds(std::vector<model::NodePool>& pools, std::string_view group, std::optional<std::int64_t> least,
               std::optional<std::int64_t> most, std::optional<std::int64_t> target)
{
    model::NodePool pool;
    pool.id = poolOfGroup(group);
    pool.scaler = "cluster-autoscaler";
    if (pool.id.empty() || !most) return;
    pool.minSize = least.value_or(0); // its YAML leaves 0 out
    pool.maxSize = most;
    pool.size = target;
    pools.push_back(std::move(pool));
}

/// "  Name:        gpu" and behind it "  Health:      Healthy (… cloudProviderTarget=1 (minSize=1, maxSize=10))".
std::vector<model::NodePool> boundsInText(std::string_view status)
{
    std::vector<model::NodePool> pools;
    std::string_view group;
    for (std::size_t at = 0; at < status.size();) {
        const std::size_t end = std::min(status.find('\n', at), status.size());
        std::string_view line = status.substr(at, end - at);
        at = end + 1;
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        if (line.starts_with("Name:")) {
            line.remove_prefix(5);
            group = line.substr(std::min(line.find_first_not_of(' '), line.size()));
        } else if (!group.empty() && line.find("maxSize=") != std::string_view::npos) {
            addBounds(pools, std::exchange(group, {}), numberAfter(line, "minSize="), numberAfter(line, "maxSize="),
                      numberAfter(line, "cloudProviderTarget="));
        }
    }
    return pools;
}

} // namespace

std::vector<model::NodePool> boundsOf(const Json& configMap)
{
    const Json* data = model::read::member(configMap, "data");
    const Json* status = data == nullptr ? nullptr : model::read::member(*data, "status");
    if (status == nullptr || !status->is_string()) return {};
    const auto& written = status->get_ref<const std::string&>();
    if (written.size() > longestText) return {};
    if (written.find("\nNodeGroups:") != std::string::npos) return boundsInText(written);
    std::vector<model::NodePool> pools;
    const text::File file = text::parse(written);
    if (!file.ok() || file.documents.empty()) return {};
    const Json& document = file.documents.front().value();
    const Json* groups = model::read::member(document, "nodeGroups");
    if (groups == nullptr || !groups->is_array()) return {};
    for (const Json& group : *groups) {
        const Json* health = model::read::member(group, "health");
        if (health == nullptr) continue;
        addBounds(pools, textOf(group, {"name"}), countOf(*health, {"minSize"}), countOf(*health, {"maxSize"}),
                  countOf(*health, {"cloudProviderTarget"}));
    }
    return pools;
}

bool excludes(const Range& one, const Range& other)
{
    return (one.upper && *one.upper < other.lower) || (other.upper && *other.upper < one.lower);
}

std::vector<model::StockCell> inventoryCells(const Json& configMap, const std::string& source)
{
    std::vector<model::StockCell> cells;
    const Json* data = model::read::member(configMap, "data");
    const Json* text = data == nullptr ? nullptr : model::read::member(*data, "status");
    if (text == nullptr || !text->is_string()) return cells;
    const Json status = documentIn(text->get_ref<const std::string&>());
    std::optional<Time> seen;
    for (const char* key : {"LastUpdateTime", "UpdateTime", "lastUpdateTime", "Timestamp"})
        if (const std::string written = textOf(status, {key}); !seen && !written.empty())
            if (const auto time = model::parseTime(written)) seen = *time;
    const Json* rows = anyOf(status, {"SupplySeqs", "supplySeqs"});
    if (rows == nullptr || !rows->is_array()) return cells;
    for (const Json& row : *rows) {
        model::StockCell cell;
        cell.instanceType = textOf(row, {"InstanceType", "instanceType"});
        cell.zone = textOf(row, {"Zone", "zone", "ZoneId"});
        cell.category = textOf(row, {"State", "state", "Status"});
        if (cell.instanceType.empty() || cell.zone.empty()) continue;
        cell.basis = model::StockBasis::Category;
        cell.instances = categoryRange(cell.category);
        cell.source = source;
        cell.seen = seen;
        cells.push_back(std::move(cell));
    }
    return cells;
}

std::vector<model::NodePool> metaPools(const Json& configMap, bool& understood)
{
    std::vector<model::NodePool> pools;
    understood = false;
    const Json* data = model::read::member(configMap, "data");
    if (data == nullptr || !data->is_object()) return pools;
    std::string scaler;
    for (const auto& [key, value] : data->items()) {
        if (!value.is_string()) continue;
        const auto& text = value.get_ref<const std::string&>();
        if (key == "scaler-type") scaler = text;
        const Json document = documentIn(text);
        if (!document.is_object()) continue;
        if (const std::string type = textOf(document, {"scaler-type", "scaler_type"}); !type.empty()) scaler = type;
        const Json* configurations =
            key == "scaling_configurations" ? &document : model::read::member(document, "scaling_configurations");
        if (configurations == nullptr || !configurations->is_object()) continue;
        understood = true;
        for (const auto& [id, pool] : configurations->items())
            if (pool.is_object()) pools.push_back(poolOf(id, pool));
    }
    for (model::NodePool& pool : pools) pool.scaler = scaler;
    return pools;
}

} // namespace core::snapshot::detail
