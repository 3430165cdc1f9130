#include <algorithm>
#include <limits>
#include <set>

#include "core/base/words.h"
#include "core/model/hints.h"
#include "core/model/read.h"
#include "core/model/workload_kinds.h"

/// What an API server refuses in the values of a pod's spec, and of those of the built-in kinds around it. One table: a
/// further field is a further row.
/// @source k8s.io/kubernetes pkg/apis/core/validation (ValidatePodSpec and what it calls), v1.34
namespace core::model::kinds {
namespace {

using Known = std::vector<std::string_view>;

constexpr std::int64_t most32 = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t mostPort = 65535;

/// One field and what it takes.
struct Rule {
    std::string at{};         ///< the mappings that have it: see eachAt
    std::string_view field{}; ///< its name
    bool required = false;
    Known words{};                                                   ///< of a text: those that there are
    std::optional<std::string> (*wrong)(std::string_view) = nullptr; ///< of a text: what is wrong with it
    std::optional<std::int64_t> least{};                             ///< of a whole number
    std::int64_t most = most32;                                      ///< of a whole number
    std::string_view role{};                                         ///< in words, where the name says little
    Severity severity = Severity::Error;
};

/// Calls `visit(mapping, path)` for what stands at `at`: names put apart by "/"; "a|b" is either, "*" each of a list, ""
/// the value itself.
template <class Visit>
void eachAt(const Json& value, std::string_view at, const std::string& path, const Visit& visit)
{
    if (at.empty()) {
        if (value.is_object()) visit(value, path);
        return;
    }
    const auto end = std::min(at.find('/'), at.size());
    std::string_view step = at.substr(0, end);
    const std::string_view rest = at.substr(std::min(end + 1, at.size()));
    if (step == "*") {
        for (std::size_t i = 0; value.is_array() && i < value.size(); ++i)
            eachAt(value[i], rest, read::join(path, i), visit);
        return;
    }
    while (!step.empty()) {
        const auto bar = std::min(step.find('|'), step.size());
        const std::string_view key = step.substr(0, bar);
        if (const Json* found = read::member(value, key)) eachAt(*found, rest, read::join(path, key), visit);
        step.remove_prefix(std::min(bar + 1, step.size()));
    }
}

const std::string ofContainers = "containers|initContainers/*";
const std::string hardRule = "requiredDuringSchedulingIgnoredDuringExecution";
const std::string softRule = "preferredDuringSchedulingIgnoredDuringExecution";
const std::string nodeTerms = "affinity/nodeAffinity/" + hardRule + "/nodeSelectorTerms/*";
const std::string nodeWishes = "affinity/nodeAffinity/" + softRule + "/*";
const std::string podTerms = "affinity/podAffinity|podAntiAffinity/" + hardRule + "/*";
const std::string podWishes = "affinity/podAffinity|podAntiAffinity/" + softRule + "/*";

const std::vector<Rule>& rulesOfPods()
{
    static const Known honored{"Honor", "Ignore"};
    static const Known operators{"In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"};
    static const std::vector<Rule> rules{
        {.field = "restartPolicy", .words = {"Always", "OnFailure", "Never"}},
        {.field = "dnsPolicy", .words = {"ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"}},
        {.field = "preemptionPolicy", .words = {"Never", "PreemptLowerPriority"}},
        {.field = "nodeName", .wrong = invalidDnsSubdomain},
        {.field = "priorityClassName", .wrong = invalidDnsSubdomain},
        {.field = "runtimeClassName", .wrong = invalidDnsSubdomain},
        {.field = "activeDeadlineSeconds", .least = 1},
        {.at = "os", .field = "name", .required = true, .words = {"linux", "windows"}},
        {.at = "tolerations/*", .field = "key", .wrong = invalidLabelKey},
        {.at = "tolerations/*",
         .field = "operator",
         .words = {"Equal", "Exists", "Gt", "Lt"}}, // the last two: v1.35, behind a feature
        {.at = "tolerations/*", .field = "value", .wrong = invalidLabelValue},
        {.at = "tolerations/*",
         .field = "effect",
         .words = {"NoSchedule", "PreferNoSchedule", "NoExecute"},
         .role = "taint effect"},
        {.at = "topologySpreadConstraints/*", .field = "maxSkew", .required = true, .least = 1},
        {.at = "topologySpreadConstraints/*", .field = "topologyKey", .required = true, .wrong = invalidLabelKey},
        {.at = "topologySpreadConstraints/*",
         .field = "whenUnsatisfiable",
         .required = true,
         .words = {"DoNotSchedule", "ScheduleAnyway"}},
        {.at = "topologySpreadConstraints/*", .field = "minDomains", .least = 1},
        {.at = "topologySpreadConstraints/*", .field = "nodeAffinityPolicy", .words = honored},
        {.at = "topologySpreadConstraints/*", .field = "nodeTaintsPolicy", .words = honored},
        {.at = podTerms, .field = "topologyKey", .required = true, .wrong = invalidLabelKey},
        {.at = podWishes, .field = "weight", .required = true, .least = 1, .most = 100},
        {.at = podWishes + "/podAffinityTerm", .field = "topologyKey", .required = true, .wrong = invalidLabelKey},
        {.at = nodeWishes, .field = "weight", .required = true, .least = 1, .most = 100},
        {.at = nodeTerms + "/matchExpressions/*", .field = "key", .required = true, .wrong = invalidLabelKey},
        {.at = nodeTerms + "/matchExpressions/*", .field = "operator", .required = true, .words = operators},
        {.at = nodeTerms + "/matchFields/*", .field = "key", .required = true, .words = {"metadata.name"}},
        {.at = nodeTerms + "/matchFields/*", .field = "operator", .required = true, .words = {"In", "NotIn"}},
        {.at = nodeWishes + "/preference/matchExpressions/*",
         .field = "key",
         .required = true,
         .wrong = invalidLabelKey},
        {.at = nodeWishes + "/preference/matchExpressions/*",
         .field = "operator",
         .required = true,
         .words = operators},
        {.at = ofContainers, .field = "name", .wrong = invalidDnsLabel},
        {.at = ofContainers, .field = "imagePullPolicy", .words = {"Always", "IfNotPresent", "Never"}},
        {.at = ofContainers, .field = "terminationMessagePolicy", .words = {"File", "FallbackToLogsOnError"}},
        // More than Always: v1.34, behind a feature.
        {.at = ofContainers, .field = "restartPolicy", .words = {"Always", "OnFailure", "Never"}},
        {.at = ofContainers + "/ports/*", .field = "containerPort", .required = true, .least = 1, .most = mostPort},
        {.at = ofContainers + "/ports/*", .field = "hostPort", .least = 0, .most = mostPort},
        {.at = ofContainers + "/ports/*", .field = "protocol", .words = {"TCP", "UDP", "SCTP"}},
        {.at = "volumes/*", .field = "name", .required = true, .wrong = invalidDnsLabel},
        {.at = "volumes/*/persistentVolumeClaim", .field = "claimName", .required = true, .wrong = invalidDnsSubdomain},
        {.at = "volumes/*/hostPath", .field = "path", .required = true},
        {.at = "volumes/*/hostPath",
         .field = "type",
         .words = {"DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice"}},
        {.at = "resourceClaims/*", .field = "name", .required = true, .wrong = invalidDnsLabel},
        {.at = "schedulingGates/*", .field = "name", .required = true, .wrong = invalidLabelKey},
    };
    return rules;
}

/// Of the spec of a built-in kind; nothing of others.
std::vector<Rule> rulesOf(const ObjectRef& ref)
{
    static const Known modes{"NonIndexed", "Indexed"};
    static const Known replacements{"TerminatingOrFailed", "Failed"};
    static const Known retentions{"Retain", "Delete"};
    if (ref.group() == "apps" && ref.kind == "StatefulSet")
        return {{.field = "podManagementPolicy", .words = {"OrderedReady", "Parallel"}},
                {.at = "persistentVolumeClaimRetentionPolicy", .field = "whenDeleted", .words = retentions},
                {.at = "persistentVolumeClaimRetentionPolicy", .field = "whenScaled", .words = retentions}};
    if (ref.group() == "batch" && ref.kind == "Job")
        return {{.field = "completionMode", .words = modes}, {.field = "podReplacementPolicy", .words = replacements}};
    if (ref.group() == "batch" && ref.kind == "CronJob")
        return {{.field = "concurrencyPolicy", .words = {"Allow", "Forbid", "Replace"}},
                {.at = "jobTemplate/spec", .field = "completionMode", .words = modes},
                {.at = "jobTemplate/spec", .field = "podReplacementPolicy", .words = replacements}};
    return {};
}

std::string range(const Rule& rule, std::int64_t number)
{
    if (rule.most == most32 && number < *rule.least) return std::to_string(*rule.least) + " or more.";
    return "from " + std::to_string(*rule.least) + " to " + std::to_string(rule.most) + ".";
}

std::string remedyOf(const Rule& rule)
{
    if (!rule.words.empty()) return "Write one of: " + joined(rule.words) + ".";
    if (!rule.least) return "Add " + std::string(rule.field) + ".";
    return "Write " + range(rule, *rule.least - 1);
}

void checkNumber(const Rule& rule, const Json& holder, const Json& value, const std::string& path, Issues& issues)
{
    if (value.is_number_float()) return; // the reader says which is none
    if (!value.is_number_integer()) {
        static_cast<void>(hints::count(holder, rule.field, path, rule.field, issues)); // a wrong type
        return;
    }
    const bool huge = value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(most32);
    const std::int64_t number = huge ? most32 + 1 : value.get<std::int64_t>();
    if (number >= *rule.least && number <= rule.most) return;
    hints::add(issues, rule.severity, read::join(path, rule.field),
               std::string(rule.field) + " is " + value.dump() + ", and has to be " + range(rule, number),
               "Write " + range(rule, number));
}

void checkRule(const Rule& rule, const Json& holder, const std::string& path, Issues& issues)
{
    const std::string at = read::join(path, rule.field);
    const Json* value = read::member(holder, rule.field);
    if (value == nullptr || (value->is_string() && value->get_ref<const std::string&>().empty())) {
        if (rule.required)
            hints::add(issues, rule.severity, at, std::string(rule.field) + " has to be stated.", remedyOf(rule));
        return;
    }
    if (hints::isPlaceholder(*value)) return; // said as such
    if (rule.least) {
        checkNumber(rule, holder, *value, path, issues);
    } else if (!value->is_string()) {
        read::wrongType(read::Path(at), "a text", Value(*value), issues);
    } else if (!rule.words.empty()) {
        hints::checkWord(value->get_ref<const std::string&>(), rule.role.empty() ? rule.field : rule.role, rule.words,
                         at, rule.severity, issues);
    } else if (const auto bad = rule.wrong != nullptr ? rule.wrong(value->get_ref<const std::string&>())
                                                      : std::optional<std::string>()) {
        hints::add(issues, rule.severity, at, *bad, "Write it as Kubernetes takes it.");
    }
}

void checkRules(const std::vector<Rule>& rules, const Json& spec, const std::string& path, Issues& issues)
{
    for (const Rule& rule : rules)
        eachAt(spec, rule.at, path,
               [&](const Json& holder, const std::string& at) { checkRule(rule, holder, at, issues); });
}

// --- fields that it does not know -------------------------------------------------------------------------------------

const Known& sources()
{
    static const Known all{"awsElasticBlockStore",
                           "azureDisk",
                           "azureFile",
                           "cephfs",
                           "cinder",
                           "configMap",
                           "csi",
                           "downwardAPI",
                           "emptyDir",
                           "ephemeral",
                           "fc",
                           "flexVolume",
                           "flocker",
                           "gcePersistentDisk",
                           "gitRepo",
                           "glusterfs",
                           "hostPath",
                           "image",
                           "iscsi",
                           "nfs",
                           "persistentVolumeClaim",
                           "photonPersistentDisk",
                           "portworxVolume",
                           "projected",
                           "quobyte",
                           "rbd",
                           "scaleIO",
                           "secret",
                           "storageos",
                           "vsphereVolume"};
    return all;
}

/// A misspelt one is no rule at all, which only its absence would tell.
void checkNames(const Json& spec, const std::string& path, Issues& issues)
{
    static const Known strengths{hardRule, softRule};
    static const Known requirement{"key", "operator", "values"};
    static const Known podTerm{"labelSelector",     "matchLabelKeys", "mismatchLabelKeys",
                               "namespaceSelector", "namespaces",     "topologyKey"};
    static const std::vector<std::pair<std::string, Known>> all{
        {"tolerations/*", {"key", "operator", "value", "effect", "tolerationSeconds"}},
        {"topologySpreadConstraints/*",
         {"labelSelector", "matchLabelKeys", "maxSkew", "minDomains", "nodeAffinityPolicy", "nodeTaintsPolicy",
          "topologyKey", "whenUnsatisfiable"}},
        {"affinity", {"nodeAffinity", "podAffinity", "podAntiAffinity"}},
        {"affinity/nodeAffinity|podAffinity|podAntiAffinity", strengths},
        {"affinity/nodeAffinity/" + hardRule, {"nodeSelectorTerms"}},
        {nodeTerms, {"matchExpressions", "matchFields"}},
        {nodeTerms + "/matchExpressions|matchFields/*", requirement},
        {nodeWishes, {"preference", "weight"}},
        {nodeWishes + "/preference", {"matchExpressions", "matchFields"}},
        {nodeWishes + "/preference/matchExpressions|matchFields/*", requirement},
        {podTerms, podTerm},
        {podWishes, {"podAffinityTerm", "weight"}},
        {podWishes + "/podAffinityTerm", podTerm},
        {ofContainers + "/ports/*", {"containerPort", "hostIP", "hostPort", "name", "protocol"}},
        {"volumes/*/persistentVolumeClaim", {"claimName", "readOnly"}},
        {"volumes/*/emptyDir", {"medium", "sizeLimit"}},
        {"volumes/*/hostPath", {"path", "type"}},
    };
    for (const auto& [at, known] : all) {
        const Known& fields = known;
        eachAt(spec, at, path, [&](const Json& holder, const std::string& place) {
            hints::checkFields(holder, fields, place, issues);
        });
    }
    static const Known ofVolumes = [] {
        Known names = sources();
        names.emplace_back("name");
        return names;
    }();
    eachAt(spec, "volumes/*", path,
           [&](const Json& volume, const std::string& place) { hints::checkFields(volume, ofVolumes, place, issues); });
}

// --- what fields are to each other ------------------------------------------------------------------------------------

std::string textAt(const Json& object, std::string_view key)
{
    const Json* found = read::member(object, key);
    return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t numberAt(const Json& object, std::string_view key)
{
    const Json* found = read::member(object, key);
    return found != nullptr && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

bool listsSome(const Json& object, std::string_view key)
{
    const Json* found = read::member(object, key);
    return found != nullptr && found->is_array() && !found->empty();
}

void checkToleration(const Json& toleration, const std::string& path, Issues& issues)
{
    const std::string op = textAt(toleration, "operator");
    if (op == "Exists" && !textAt(toleration, "value").empty())
        hints::add(issues, Severity::Error, read::join(path, "value"),
                   "A toleration with operator Exists takes every value, and none may be written.",
                   "Leave value out, or write operator: Equal.");
    const Json* key = read::member(toleration, "key");
    if (op != "Exists" && (key == nullptr || (key->is_string() && textAt(toleration, "key").empty())))
        hints::add(issues, Severity::Error, path, "A toleration without a key tolerates nothing.",
                   "Add key, or write operator: Exists to tolerate every taint.");
    const std::string effect = textAt(toleration, "effect");
    if (read::member(toleration, "tolerationSeconds") != nullptr &&
        isOneOf(effect, {"", "NoSchedule", "PreferNoSchedule"}))
        hints::add(issues, Severity::Error, read::join(path, "tolerationSeconds"),
                   "tolerationSeconds goes with effect NoExecute only.",
                   "Write effect: NoExecute, or leave tolerationSeconds out.");
}

/// Labels of the pod itself narrow a selector, and there has to be one.
void checkLabelKeys(const Json& rule, const std::string& path, Issues& issues)
{
    if (read::member(rule, "labelSelector") != nullptr) return;
    for (const char* key : {"matchLabelKeys", "mismatchLabelKeys"})
        if (listsSome(rule, key))
            hints::add(issues, Severity::Error, read::join(path, key),
                       std::string(key) + " needs a labelSelector beside it.",
                       "Add labelSelector with labels of the pods, or leave it out.");
}

void checkSpreads(const Json& spec, const std::string& path, Issues& issues)
{
    std::set<std::pair<std::string, std::string>> seen;
    eachAt(spec, "topologySpreadConstraints/*", path, [&](const Json& spread, const std::string& at) {
        const std::string when = textAt(spread, "whenUnsatisfiable");
        const std::string key = textAt(spread, "topologyKey");
        if (!key.empty() && !when.empty() && !seen.emplace(key, when).second)
            hints::add(issues, Severity::Error, at,
                       "Two constraints spread by " + hints::inQuotes(key) + " with " + when + ".",
                       "Remove one of them.");
        if (when == "ScheduleAnyway" && read::member(spread, "minDomains") != nullptr)
            hints::add(issues, Severity::Error, read::join(at, "minDomains"),
                       "minDomains goes with whenUnsatisfiable DoNotSchedule only.",
                       "Write whenUnsatisfiable: DoNotSchedule, or leave minDomains out.");
        checkLabelKeys(spread, at, issues);
    });
}

/// @param ofFields  of matchFields, which asks for one node by its name
/// @param binds     of a required term: what no node can have keeps every node out
void checkValues(const Json& requirement, bool ofFields, bool binds, const std::string& path, Issues& issues)
{
    const std::string op = textAt(requirement, "operator");
    const Json* list = read::member(requirement, "values");
    const std::string at = read::join(path, "values");
    if (list != nullptr && !list->is_array()) {
        read::wrongType(read::Path(at), "a list", Value(*list), issues);
        return;
    }
    const std::size_t count = list != nullptr ? list->size() : 0;
    const bool ofSet = isOneOf(op, {"In", "NotIn"});
    const bool ofOrder = isOneOf(op, {"Gt", "Lt"}) && !ofFields;
    if ((ofOrder || (ofSet && ofFields)) && count != 1)
        hints::add(issues, Severity::Error, at, "Operator " + op + " takes exactly one value here.",
                   "Write one value.");
    else if (ofSet && count == 0)
        hints::add(issues, Severity::Error, at, "Operator " + op + " needs at least one value.",
                   "Add values, or write operator: Exists.");
    else if (isOneOf(op, {"Exists", "DoesNotExist"}) && count > 0 && !ofFields)
        hints::add(issues, Severity::Error, at, "Operator " + op + " takes no values.",
                   "Remove values, or write operator: In.");
    for (std::size_t i = 0; i < count && binds && !ofFields; ++i) {
        const Json& value = (*list)[i];
        if (!value.is_string() || hints::isPlaceholder(value)) continue;
        const auto& text = value.get_ref<const std::string&>();
        if (const auto bad = invalidLabelValue(text))
            hints::add(issues, Severity::Error, read::join(at, i), *bad, "Write it as Kubernetes takes it.");
        // A server takes it, and the scheduler then passes every node over.
        else if (ofOrder && text.find_first_not_of("0123456789") != std::string::npos)
            hints::add(issues, Severity::Warning, read::join(at, i),
                       hints::inQuotes(text) + " is not a whole number, so no node matches.",
                       "Write a whole number in quotes.");
    }
}

void checkAffinity(const Json& spec, const std::string& path, Issues& issues)
{
    eachAt(spec, "affinity/nodeAffinity/" + hardRule, path, [&](const Json& rule, const std::string& at) {
        const Json* terms = read::member(rule, "nodeSelectorTerms");
        if (terms == nullptr || (terms->is_array() && terms->empty()))
            hints::add(issues, Severity::Error, read::join(at, "nodeSelectorTerms"),
                       "nodeSelectorTerms needs at least one term.",
                       "Add one with matchExpressions, or leave the rule out.");
    });
    for (const bool binds : {true, false}) {
        const std::string terms = binds ? nodeTerms : nodeWishes + "/preference";
        for (const bool ofFields : {false, true})
            eachAt(spec, terms + (ofFields ? "/matchFields/*" : "/matchExpressions/*"), path,
                   [&](const Json& requirement, const std::string& at) {
                       checkValues(requirement, ofFields, binds, at, issues);
                   });
        eachAt(spec, binds ? podTerms : podWishes + "/podAffinityTerm", path,
               [&](const Json& term, const std::string& at) {
                   checkLabelKeys(term, at, issues);
                   for (const char* key : {"labelSelector", "namespaceSelector"})
                       if (const Json* selector = read::member(term, key); selector != nullptr && !binds)
                           static_cast<void>(readLabelSelector(*selector, read::join(at, key), issues));
               });
    }
}

void checkPorts(const Json& spec, const std::string& path, Issues& issues)
{
    const Json* flag = read::member(spec, "hostNetwork");
    const bool ofHost = flag != nullptr && flag->is_boolean() && flag->get<bool>();
    std::set<std::string> taken;
    eachAt(spec, "containers/*/ports/*", path, [&](const Json& port, const std::string& at) {
        const std::int64_t host = numberAt(port, "hostPort");
        const std::int64_t own = numberAt(port, "containerPort");
        if (host == 0) return;
        const std::string number = std::to_string(host);
        if (ofHost && own != 0 && host != own)
            hints::add(issues, Severity::Error, read::join(at, "hostPort"),
                       "With hostNetwork, a hostPort of " + number + " cannot stand beside a containerPort of " +
                           std::to_string(own) + ".",
                       "Write the same number for both, or leave hostPort out.");
        const std::string protocol = textAt(port, "protocol");
        if (!taken.insert((protocol.empty() ? "TCP" : protocol) + "/" + textAt(port, "hostIP") + "/" + number).second)
            hints::add(issues, Severity::Error, read::join(at, "hostPort"),
                       "Two ports of the pod ask for host port " + number + ".", "Give each a port of its own.");
    });
}

void checkVolumes(const Json& spec, const std::string& path, Issues& issues)
{
    std::set<std::string> names;
    eachAt(spec, "volumes/*", path, [&](const Json& volume, const std::string& at) {
        const std::string name = textAt(volume, "name");
        if (!name.empty() && !names.insert(name).second)
            hints::add(issues, Severity::Error, read::join(at, "name"),
                       "Two volumes have the name " + hints::inQuotes(name) + ".",
                       "Give each volume of the pod its own name.");
        Known stated;
        for (const std::string_view source : sources())
            if (read::member(volume, source) != nullptr) stated.push_back(source);
        if (stated.size() > 1)
            hints::add(issues, Severity::Error, at,
                       "A volume has one source, and this one has several: " + joined(stated) + ".",
                       "Keep one of them, or write a volume for each.");
        // The kubelet refuses it, and the pod waits.
        if (const Json* dir = read::member(volume, "emptyDir"); dir != nullptr)
            if (const std::string medium = textAt(*dir, "medium"); !medium.starts_with("HugePages"))
                hints::checkWord(medium, "medium", {"Memory", "HugePages"},
                                 read::join(read::join(at, "emptyDir"), "medium"), Severity::Warning, issues);
    });
}

} // namespace

void checkPodValues(const Json& spec, const std::string& path, Issues& issues)
{
    checkNames(spec, path, issues);
    checkRules(rulesOfPods(), spec, path, issues);
    eachAt(spec, "tolerations/*", path,
           [&](const Json& toleration, const std::string& at) { checkToleration(toleration, at, issues); });
    checkSpreads(spec, path, issues);
    checkAffinity(spec, path, issues);
    checkPorts(spec, path, issues);
    checkVolumes(spec, path, issues);
}

void checkSpecValues(const ObjectRef& ref, const Json& spec, const std::string& path, Issues& issues)
{
    checkRules(rulesOf(ref), spec, path, issues);
}

} // namespace core::model::kinds
