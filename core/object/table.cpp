#include "core/object/table.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/base/utf8.h"
#include "core/base/words.h"
#include "core/model/age.h"

namespace core::object {
namespace {

constexpr std::size_t longest = 10'000; // characters that are shown of a cell

/// What a column shows of an object.
using Cell = std::string (*)(const Json& object, Time now);
struct Column {
    const char* title;
    Cell cell;
    bool wide = false;
};

const Json& at(const Json& object, std::string_view key)
{
    static const Json none;
    if (!object.is_object()) return none;
    const auto found = object.find(key);
    return found == object.end() ? none : *found;
}

template <class... Keys>
const Json& at(const Json& object, std::string_view key, Keys... keys)
{
    return at(at(object, key), keys...);
}

std::string textOf(const Json& value)
{
    if (value.is_string()) return value.get<std::string>();
    if (value.is_null() || value.is_object() || value.is_array()) return {};
    return value.dump();
}

std::string otherwise(std::string text, const char* other)
{
    return text.empty() ? std::string(other) : text;
}

std::string countOf(const Json& value)
{
    return otherwise(textOf(value), "0");
}

std::string conditionOf(const Json& object, std::string_view type)
{
    for (const Json& condition : at(object, "status", "conditions"))
        if (at(condition, "type") == type) return textOf(at(condition, "status"));
    return {};
}

std::string lowered(std::string text)
{
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

std::string joined(const Json& list, const char* between, const auto& textOfItem)
{
    return list.is_array() ? core::joined(list, between, textOfItem) : std::string();
}

std::string age(const Json& object, Time now)
{
    return ageOf(textOf(at(object, "metadata", "creationTimestamp")), now);
}

/// "RWO,ROX", each once, in kubectl's order.
std::string accessModes(const Json& modes)
{
    std::string text;
    for (const auto& [name, brief] : {std::pair("ReadWriteOnce", "RWO"), std::pair("ReadOnlyMany", "ROX"),
                                      std::pair("ReadWriteMany", "RWX"), std::pair("ReadWriteOncePod", "RWOP")})
        if (modes.is_array() && std::find(modes.begin(), modes.end(), name) != modes.end())
            text += (text.empty() ? "" : ",") + std::string(brief);
    return text;
}

std::string phaseOf(const Json& object, const char* unset)
{
    if (!at(object, "metadata", "deletionTimestamp").is_null()) return "Terminating";
    return otherwise(textOf(at(object, "status", "phase")), unset);
}

std::string readyOf(const Json& object)
{
    return countOf(at(object, "status", "readyReplicas")) + "/" + countOf(at(object, "spec", "replicas"));
}

/// The last time, or the only one that there is.
std::string lastSeen(const Json& event, Time now)
{
    for (const Json* time : {&at(event, "series", "lastObservedTime"), &at(event, "lastTimestamp"),
                             &at(event, "firstTimestamp"), &at(event, "eventTime")})
        if (time->is_string()) return ageOf(time->get<std::string>(), now);
    return ageOf({}, now);
}

std::string trimmed(std::string text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
    while (!text.empty() && isBlank(text.back())) text.pop_back();
    const auto first = std::find_if_not(text.begin(), text.end(), isBlank);
    text.erase(text.begin(), first);
    return text;
}

std::string portsOf(const Json& service)
{
    return joined(at(service, "spec", "ports"), ",", [](const Json& port) {
        const std::string node = textOf(at(port, "nodePort"));
        return textOf(at(port, "port")) + (node.empty() ? "" : ":" + node) + "/" +
               otherwise(textOf(at(port, "protocol")), "TCP");
    });
}

std::string rolesOf(const Json& node)
{
    constexpr std::string_view prefix = "node-role.kubernetes.io/";
    std::string roles;
    const Json& labels = at(node, "metadata", "labels");
    if (labels.is_object())
        for (const auto& [key, value] : labels.items())
            if (key.starts_with(prefix) && key.size() > prefix.size())
                roles += (roles.empty() ? "" : ",") + key.substr(prefix.size());
    return otherwise(roles, "<none>");
}

std::string nodeStatusOf(const Json& node)
{
    const std::string ready = conditionOf(node, "Ready");
    std::string text = ready == "True" ? "Ready" : ready.empty() ? "Unknown" : "NotReady";
    if (at(node, "spec", "unschedulable") == true) text += ",SchedulingDisabled";
    return text;
}

std::string hpaTarget(const Json& object)
{
    return textOf(at(object, "spec", "scaleTargetRef", "kind")) + "/" +
           textOf(at(object, "spec", "scaleTargetRef", "name"));
}

const Column Age{"AGE", age};

std::vector<Column> deployment()
{
    return {{"READY", [](const Json& o, Time) { return readyOf(o); }},
            {"UP-TO-DATE", [](const Json& o, Time) { return countOf(at(o, "status", "updatedReplicas")); }},
            {"AVAILABLE", [](const Json& o, Time) { return countOf(at(o, "status", "availableReplicas")); }},
            Age};
}

std::vector<Column> cluster()
{
    return {
        {"VERSION", [](const Json& o, Time) { return textOf(at(o, "status", "kubernetesVersion")); }},
        {"MODE", [](const Json& o, Time) { return textOf(at(o, "spec", "syncMode")); }},
        {"READY", [](const Json& o, Time) { return otherwise(conditionOf(o, "Ready"), "Unknown"); }},
        Age,
        {"ZONES",
         [](const Json& o, Time) {
             return otherwise(joined(at(o, "spec", "zones"), ",", [](const Json& zone) { return textOf(zone); }),
                              "<none>");
         },
         true},
        {"REGION", [](const Json& o, Time) { return otherwise(textOf(at(o, "spec", "region")), "<none>"); }, true},
        {"PROVIDER", [](const Json& o, Time) { return otherwise(textOf(at(o, "spec", "provider")), "<none>"); }, true},
        {"API-ENDPOINT", [](const Json& o, Time) { return otherwise(textOf(at(o, "spec", "apiEndpoint")), "<none>"); },
         true},
        {"PROXY-URL", [](const Json& o, Time) { return otherwise(textOf(at(o, "spec", "proxyURL")), "<none>"); },
         true}};
}

std::vector<Column> managedCluster()
{
    return {{"HUB ACCEPTED", [](const Json& o, Time) { return textOf(at(o, "spec", "hubAcceptsClient")); }},
            {"MANAGED CLUSTER URLS",
             [](const Json& o, Time) {
                 return joined(at(o, "spec", "managedClusterClientConfigs"), ",",
                               [](const Json& one) { return textOf(at(one, "url")); });
             }},
            {"JOINED", [](const Json& o, Time) { return conditionOf(o, "ManagedClusterJoined"); }},
            {"AVAILABLE", [](const Json& o, Time) { return conditionOf(o, "ManagedClusterConditionAvailable"); }},
            Age};
}

std::vector<Column> policy()
{
    return {{"CONFLICT-RESOLUTION", [](const Json& o, Time) { return textOf(at(o, "spec", "conflictResolution")); }},
            {"PRIORITY", [](const Json& o, Time) { return textOf(at(o, "spec", "priority")); }},
            Age};
}

std::vector<Column> binding()
{
    return {{"SCHEDULED", [](const Json& o, Time) { return conditionOf(o, "Scheduled"); }},
            {"FULLYAPPLIED", [](const Json& o, Time) { return conditionOf(o, "FullyApplied"); }},
            Age};
}

/// By what the clusters report; empty where nothing is placed.
std::string allAvailable(const Json& object)
{
    const Json& reports = at(object, "status", "aggregatedStatus");
    if (at(object, "spec", "clusters").empty()) return {};
    if (!reports.is_array() || reports.empty()) return "False";
    std::int64_t available = 0;
    bool healthy = true;
    for (const Json& report : reports) {
        const Json& count = at(report, "status", "availableReplicas");
        available += count.is_number_integer() ? count.get<std::int64_t>() : 0;
        healthy = healthy && at(report, "health") == "Healthy";
    }
    const Json& wanted = at(object, "spec", "replicas");
    const bool counts = wanted.is_number_integer() && wanted.get<std::int64_t>() > 0;
    return (counts ? available >= wanted.get<std::int64_t>() : healthy) ? "True" : "False";
}

std::vector<Column> bindingInFull()
{
    return {{"SCHEDULED", [](const Json& o, Time) { return conditionOf(o, "Scheduled"); }},
            {"FULLYAPPLIED", [](const Json& o, Time) { return conditionOf(o, "FullyApplied"); }},
            {"OVERRIDDEN", [](const Json& o, Time) { return otherwise(conditionOf(o, "Overridden"), "-"); }},
            {"ALLAVAILABLE",
             [](const Json& o, Time) {
                 const std::string said = conditionOf(o, "AllAvailable");
                 return otherwise(said.empty() ? allAvailable(o) : said, "-");
             }},
            Age};
}

std::vector<Column> work()
{
    return {{"WORKLOAD-KIND",
             [](const Json& o, Time) {
                 return joined(at(o, "spec", "workload", "manifests"), ",",
                               [](const Json& one) { return textOf(at(one, "kind")); });
             }},
            {"APPLIED", [](const Json& o, Time) { return conditionOf(o, "Applied"); }},
            Age};
}

std::vector<Column> claim()
{
    return {{"STATUS", [](const Json& o, Time) { return phaseOf(o, ""); }},
            {"VOLUME", [](const Json& o, Time) { return textOf(at(o, "spec", "volumeName")); }},
            {"CAPACITY",
             [](const Json& o, Time) {
                 if (textOf(at(o, "spec", "volumeName")).empty()) return std::string();
                 return countOf(at(o, "status", "capacity", "storage"));
             }},
            {"ACCESS MODES",
             [](const Json& o, Time) {
                 if (textOf(at(o, "spec", "volumeName")).empty()) return std::string();
                 return accessModes(at(o, "status", "accessModes"));
             }},
            {"STORAGECLASS", [](const Json& o, Time) { return textOf(at(o, "spec", "storageClassName")); }},
            Age};
}

std::vector<Column> volume()
{
    return {
        {"CAPACITY", [](const Json& o, Time) { return countOf(at(o, "spec", "capacity", "storage")); }},
        {"ACCESS MODES", [](const Json& o, Time) { return accessModes(at(o, "spec", "accessModes")); }},
        {"RECLAIM POLICY", [](const Json& o, Time) { return textOf(at(o, "spec", "persistentVolumeReclaimPolicy")); }},
        {"STATUS", [](const Json& o, Time) { return phaseOf(o, ""); }},
        {"CLAIM",
         [](const Json& o, Time) {
             const Json& ref = at(o, "spec", "claimRef");
             return ref.is_object() ? textOf(at(ref, "namespace")) + "/" + textOf(at(ref, "name")) : std::string();
         }},
        {"STORAGECLASS", [](const Json& o, Time) { return textOf(at(o, "spec", "storageClassName")); }},
        {"REASON", [](const Json& o, Time) { return textOf(at(o, "status", "reason")); }},
        Age};
}

std::vector<Column> service()
{
    return {{"TYPE", [](const Json& o, Time) { return textOf(at(o, "spec", "type")); }},
            {"CLUSTER-IP", [](const Json& o, Time) { return otherwise(textOf(at(o, "spec", "clusterIP")), "<none>"); }},
            {"EXTERNAL-IP",
             [](const Json& o, Time) {
                 return otherwise(joined(at(o, "spec", "externalIPs"), ",", [](const Json& ip) { return textOf(ip); }),
                                  "<none>");
             }},
            {"PORT(S)", [](const Json& o, Time) { return otherwise(portsOf(o), "<none>"); }},
            Age};
}

std::vector<Column> node()
{
    return {{"STATUS", [](const Json& o, Time) { return nodeStatusOf(o); }},
            {"ROLES", [](const Json& o, Time) { return rolesOf(o); }},
            Age,
            {"VERSION", [](const Json& o, Time) { return textOf(at(o, "status", "nodeInfo", "kubeletVersion")); }}};
}

std::vector<Column> scaler()
{
    return {{"REFERENCE", [](const Json& o, Time) { return hpaTarget(o); }},
            {"MINPODS", [](const Json& o, Time) { return otherwise(textOf(at(o, "spec", "minReplicas")), "<unset>"); }},
            {"MAXPODS", [](const Json& o, Time) { return textOf(at(o, "spec", "maxReplicas")); }},
            {"REPLICAS", [](const Json& o, Time) { return countOf(at(o, "status", "currentReplicas")); }},
            Age};
}

std::vector<Column> event()
{
    return {{"LAST SEEN", lastSeen},
            {"TYPE", [](const Json& o, Time) { return textOf(at(o, "type")); }},
            {"REASON", [](const Json& o, Time) { return textOf(at(o, "reason")); }},
            {"OBJECT",
             [](const Json& o, Time) {
                 return lowered(textOf(at(o, "involvedObject", "kind"))) + "/" +
                        textOf(at(o, "involvedObject", "name"));
             }},
            {"MESSAGE", [](const Json& o, Time) { return trimmed(textOf(at(o, "message"))); }}};
}

/// The columns behind the name.
std::vector<Column> columnsOf(std::string_view group, std::string_view kind)
{
    if (group == "apps" && kind == "Deployment") return deployment();
    if (group == "apps" && kind == "StatefulSet")
        return {{"READY", [](const Json& o, Time) { return readyOf(o); }}, Age};
    if (group == "cluster.karmada.io" && kind == "Cluster") return cluster();
    if (kind == "ManagedCluster") return managedCluster();
    if (isOneOf(kind, {"PropagationPolicy", "ClusterPropagationPolicy"})) return policy();
    if (isOneOf(kind, {"ResourceBinding", "ClusterResourceBinding"})) return binding();
    if (group == "work.karmada.io" && kind == "Work") return work();
    if (group.empty() && kind == "PersistentVolumeClaim") return claim();
    if (group.empty() && kind == "PersistentVolume") return volume();
    if (group.empty() && kind == "Service") return service();
    if (group.empty() && kind == "Node") return node();
    if (group == "autoscaling" || kind == "FederatedHPA") return scaler();
    if (group.empty() && kind == "ConfigMap")
        return {{"DATA",
                 [](const Json& o, Time) { return std::to_string(at(o, "data").size() + at(o, "binaryData").size()); }},
                Age};
    return {Age};
}

Table tableOf(const std::vector<Column>& columns, const std::vector<Json>& objects, Time now, bool named)
{
    Table table;
    if (named) table.columns.push_back({"NAME", false});
    for (const Column& column : columns) table.columns.push_back({column.title, column.wide});
    for (const Json& object : objects) {
        auto& row = table.rows.emplace_back();
        if (named) row.push_back(shown(textOf(at(object, "metadata", "name")), longest));
        for (const Column& column : columns) row.push_back(shown(column.cell(object, now), longest));
    }
    return table;
}

std::string blanks(std::size_t count)
{
    return std::string(count, ' ');
}

std::size_t widthOf(std::string_view text)
{
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size(); ++width) i += std::max<std::size_t>(codePointAt(text, i).length, 1);
    return width;
}

} // namespace

std::string ageOf(std::string_view time, Time now)
{
    const auto read = model::parseTime(time);
    return read ? model::humanDuration(now - *read) : "<unknown>";
}

Table printed(std::string_view group, std::string_view kind, const std::vector<Json>& objects, Time now)
{
    if (kind == "Event") return tableOf(event(), objects, now, false);
    return tableOf(columnsOf(group, kind), objects, now, true);
}

Table printedBindings(const std::vector<Json>& bindings, Time now)
{
    return tableOf(bindingInFull(), bindings, now, true);
}

void insertColumn(Table& table, std::size_t at, TableColumn column, const std::vector<std::string>& cells)
{
    const auto place = [at](auto& list) {
        return list.begin() + static_cast<std::ptrdiff_t>(std::min(at, list.size()));
    };
    table.columns.insert(place(table.columns), std::move(column));
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        table.rows[row].insert(place(table.rows[row]), row < cells.size() ? cells[row] : std::string());
}

std::string laidOut(const Table& table, const Layout& layout)
{
    constexpr std::size_t gap = 3;
    constexpr std::size_t narrowest = 6; // gap included. @source k8s.io/cli-runtime/pkg/printers/tabwriter.go
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (layout.wide || !table.columns[i].wide) columns.push_back(i);
    std::vector<std::vector<std::string>> lines;
    if (layout.headers) {
        auto& line = lines.emplace_back();
        for (const std::size_t i : columns) line.push_back(table.columns[i].title);
    }
    for (const auto& row : table.rows) {
        auto& line = lines.emplace_back();
        for (const std::size_t i : columns) line.push_back(i < row.size() ? row[i] : std::string());
        if (!line.empty()) line.front().insert(0, layout.prefix);
    }
    std::vector<std::size_t> widths(columns.size(), narrowest);
    for (std::size_t i = 0; layout.widths != nullptr && i < std::min(widths.size(), layout.widths->size()); ++i)
        widths[i] = std::max(widths[i], (*layout.widths)[i]);
    for (const auto& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], widthOf(line[i]) + gap);
    if (layout.widths != nullptr) *layout.widths = widths;
    std::string text;
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i)
            text += line[i] + (i + 1 < line.size() ? blanks(widths[i] - widthOf(line[i])) : "");
        while (text.ends_with(' ')) text.pop_back();
        text += '\n';
    }
    return text;
}

} // namespace core::object
