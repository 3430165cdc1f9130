#include <limits>
#include <set>

#include "core/base/ascii.h"
#include "core/model/hints.h"
#include "core/model/read.h"
#include "core/model/workload_kinds.h"

namespace core::model::kinds {
namespace {

/// Beyond these no machine is built; a figure above is a slip of the unit.
constexpr Amount mostMilliCpu = 1'000'000'000; // a million cores
constexpr Amount mostBytes = Amount{1} << 50U; // 1 PiB
constexpr Amount mostDevices = 1'000'000;

/// Names that Kubernetes treats as countable devices: qualified, outside kubernetes.io, and no quota name.
bool isExtended(std::string_view name)
{
    const auto slash = name.find('/');
    if (slash == std::string_view::npos || name.starts_with("requests.")) return false;
    const auto domain = name.substr(0, slash);
    return domain != "kubernetes.io" && !domain.ends_with(".kubernetes.io");
}

bool isHugePages(std::string_view name)
{
    return name.starts_with("hugepages-");
}

std::optional<Quantity> quantityOf(const Json& value)
{
    Result<Quantity> parsed = failure(Fault::Malformed, {});
    if (value.is_string())
        parsed = Quantity::parse(value.get_ref<const std::string&>());
    else if (value.is_number())
        parsed = Quantity::parse(value.dump());
    if (!parsed) return std::nullopt;
    return *parsed;
}

/// Something is left over beside whole units: of 1.5Gi, nothing.
bool isFraction(const Quantity& quantity)
{
    const std::string text = quantity.decimal();
    const auto point = text.find('.');
    return point != std::string::npos && text.find_first_not_of('0', point + 1) != std::string::npos;
}

/// "1610612736" of 1.5Gi
std::string wholeOf(const Quantity& quantity)
{
    const std::string text = quantity.decimal();
    return isFraction(quantity) ? text : text.substr(0, text.find('.'));
}

bool endsInUnit(const std::string& text)
{
    return !text.empty() && text.back() != '.' && !ascii::isDigit(text.back());
}

/// "1" of "1Gi"
std::string countIn(const std::string& text)
{
    return text.substr(0, text.find_first_not_of("+-0123456789"));
}

/// @param value  what was written, of which `quantity` was read: 3000 has no unit, its canonical form 3k has one
void checkAmount(const std::string& name, const Json& value, const Quantity& quantity, const std::string& path,
                 Issues& issues)
{
    if (quantity.sign() < 0) {
        hints::add(issues, Severity::Error, path, "The amount of " + name + " is negative.", "Write 0 or more.");
        return;
    }
    if (isExtended(name) && isFraction(quantity) && amountOf(name, quantity) <= mostDevices) {
        hints::add(issues, Severity::Error, path,
                   name + " is handed out in whole devices only, not " + quantity.text() + ".",
                   "Write a whole number, or ask for a shared resource such as aliyun.com/gpu-mem.");
        return;
    }
    // "1Gi" cards are a thousand million of them; shared memory of cards is counted in GiB, without a unit.
    const std::string written = value.is_string() ? value.get<std::string>() : std::string();
    if (isExtended(name) && !quantity.isZero() && endsInUnit(written) && endsInUnit(quantity.text())) {
        const std::string text = written.find('.') == std::string::npos ? written : quantity.text();
        hints::add(issues, Severity::Warning, path,
                   name + " is counted, and " + text + " of it means " + wholeOf(quantity) + ".",
                   "Write the number without a unit, as in " + name + ": " + countIn(text) + ".");
        return;
    }
    const auto amount = amountOf(name, quantity);
    const auto most = name == "cpu" ? mostMilliCpu : isExtended(name) ? mostDevices : mostBytes;
    const bool bytes = name == "memory" || name == "ephemeral-storage" || isHugePages(name);
    if ((name == "cpu" || bytes || isExtended(name)) && amount > most)
        hints::add(issues, Severity::Warning, path, "No node has as much " + name + " as " + quantity.text() + ".",
                   "Check the number and its unit.");
    // 128m of memory is an eighth of a byte: m is milli, M is mega.
    else if (bytes && isFraction(quantity))
        hints::add(issues, Severity::Warning, path,
                   quantity.text() + " of " + name + " is a fraction of a byte: m means thousandths.",
                   "Write M or Mi for mega- or mebibytes.");
}

/// Of a pod as a whole only these can be asked for. @source k8s.io/component-helpers resource (supportedPodLevelResources)
bool isOfPods(std::string_view name)
{
    return name == "cpu" || name == "memory" || isHugePages(name);
}

/// @source k8s.io/kubernetes pkg/apis/core/validation (validateContainerResourceName)
void checkResourceName(const std::string& name, const std::string& path, Issues& issues)
{
    if (hints::isPlaceholder(Json(name)) || isOfPods(name) || name == "ephemeral-storage") return;
    if (name.find('/') != std::string::npos) {
        if (const auto bad = invalidLabelKey(name))
            hints::add(issues, Severity::Error, path, *bad, "Write it as Kubernetes takes it.");
        if (!name.starts_with("requests.")) return;
    }
    const auto close = hints::nearest(name, {"cpu", "memory", "ephemeral-storage", "hugepages-2Mi", "hugepages-1Gi"});
    hints::add(issues, Severity::Error, path, "A container cannot ask for " + hints::inQuotes(name) + ".",
               close ? "Did you mean " + *close + "?"
                     : "Write cpu, memory, ephemeral-storage, or a device with its domain, as in nvidia.com/gpu.");
}

void checkAmounts(const Json& list, const std::string& path, Issues& issues)
{
    if (!list.is_object()) return;
    for (const auto& [name, value] : list.items()) {
        checkResourceName(name, read::join(path, name), issues);
        if (const auto quantity = quantityOf(value))
            checkAmount(name, value, *quantity, read::join(path, name), issues);
    }
}

/// Requests against limits, name by name, as the API server's validation does.
void checkPairs(const Json& requests, const Json& limits, const std::string& path, Issues& issues)
{
    if (!requests.is_object()) return;
    for (const auto& [name, value] : requests.items()) {
        const auto at = read::join(read::join(path, "requests"), name);
        const auto request = quantityOf(value);
        const Json* found = read::member(limits, name);
        const auto limit = found ? quantityOf(*found) : std::nullopt;
        if (!request) continue;
        const bool fixed = isExtended(name) || isHugePages(name);
        if (fixed && !found)
            hints::add(issues, Severity::Error, at, name + " is requested without a limit.",
                       "Write the same amount under limits.");
        else if (fixed && limit && *request != *limit)
            hints::add(issues, Severity::Error, at,
                       name + " has the request " + request->text() + " and the limit " + limit->text() +
                           "; for devices they must be equal.",
                       "Write one amount for both, or leave the request out.");
        else if (limit && *request > *limit)
            hints::add(issues, Severity::Error, at,
                       "The request of " + name + " (" + request->text() + ") is above its limit (" + limit->text() +
                           ").",
                       "Lower the request or raise the limit.");
    }
}

/// Amounts of the pod as a whole.
void checkPodAmounts(const Json& resources, const std::string& path, Issues& issues)
{
    for (const char* key : {"requests", "limits"}) {
        const Json& list = child(resources, key);
        if (!list.is_object()) continue;
        for (const auto& [name, value] : list.items()) {
            const auto at = read::join(read::join(path, key), name);
            if (!isOfPods(name))
                hints::add(issues, Severity::Error, at,
                           "A pod as a whole cannot ask for " + hints::inQuotes(name) + "; it would not count.",
                           "Write it at the containers.");
            else if (const auto quantity = quantityOf(value))
                checkAmount(name, value, *quantity, at, issues);
        }
    }
    checkPairs(child(resources, "requests"), child(resources, "limits"), path, issues);
}

void checkContainer(const Json& container, const std::string& path, std::set<std::string>& names, Issues& issues)
{
    if (!container.is_object()) {
        hints::add(issues, Severity::Error, path, "This container is not a mapping.",
                   "Write name, image and the rest below each other.");
        return;
    }
    const Json* name = read::member(container, "name");
    if (!name)
        hints::add(issues, Severity::Error, path, "A container has no name.", "Add name.");
    else if (name->is_string() && !names.insert(name->get<std::string>()).second)
        hints::add(issues, Severity::Error, read::join(path, "name"),
                   "Two containers have the name " + hints::inQuotes(name->get_ref<const std::string&>()) + ".",
                   "Give each container of the pod its own name.");
    checkContainerFields(container, path, issues);
    if (!read::member(container, "image"))
        hints::add(issues, Severity::Error, path, "A container has no image.", "Add image.");
    const auto& resources = child(container, "resources");
    const auto at = read::join(path, "resources");
    const auto& requests = child(resources, "requests");
    const auto& limits = child(resources, "limits");
    checkAmounts(requests, read::join(at, "requests"), issues);
    checkAmounts(limits, read::join(at, "limits"), issues);
    checkPairs(requests, limits, at, issues);
}

/// Of a template or a nodeSelector: the API server takes no others.
void checkLabels(const Json& labels, const std::string& path, Issues& issues)
{
    if (!labels.is_object()) return;
    for (const auto& [key, value] : labels.items()) {
        const auto at = read::join(path, key);
        if (const auto bad = hints::isPlaceholder(Json(key)) ? std::nullopt : invalidLabelKey(key))
            hints::add(issues, Severity::Error, at, *bad, "Write it as Kubernetes takes it.");
        const bool written = value.is_string() && !hints::isPlaceholder(value);
        if (const auto bad = written ? invalidLabelValue(value.get_ref<const std::string&>()) : std::nullopt)
            hints::add(issues, Severity::Error, at, *bad, "Write it as Kubernetes takes it.");
    }
}

std::set<std::string> namesIn(const Json& list)
{
    std::set<std::string> out;
    if (list.is_array())
        for (const Json& one : list)
            if (const Json* name = read::member(one, "name"); name != nullptr && name->is_string())
                out.insert(name->get<std::string>());
    return out;
}

void checkMounts(const Json& spec, std::string_view key, const std::string& path, const std::set<std::string>& volumes,
                 Severity severity, Issues& issues)
{
    const Json* list = read::member(spec, key);
    for (std::size_t i = 0; list != nullptr && list->is_array() && i < list->size(); ++i) {
        const Json* mounts = read::member((*list)[i], "volumeMounts");
        for (std::size_t k = 0; mounts != nullptr && mounts->is_array() && k < mounts->size(); ++k) {
            const Json* name = read::member((*mounts)[k], "name");
            if (name == nullptr || !name->is_string() || volumes.contains(name->get<std::string>())) continue;
            const std::vector<std::string_view> known(volumes.begin(), volumes.end());
            const auto close = hints::nearest(name->get<std::string>(), known);
            const auto at = read::join(read::join(path, key), i);
            hints::add(issues, severity, read::join(read::join(read::join(at, "volumeMounts"), k), "name"),
                       "The pod has no volume " + hints::inQuotes(name->get_ref<const std::string&>()) +
                           ", which this container mounts.",
                       close ? "Did you mean " + *close + "?"
                             : std::string("Add it to volumes, or name one that is there."));
        }
    }
}

void checkContainers(const Json& spec, std::string_view key, const std::string& path, std::set<std::string>& names,
                     Issues& issues)
{
    const Json* list = read::member(spec, key);
    if (!list || !list->is_array()) return; // a wrong type is said by the pod's reader
    for (std::size_t i = 0; i < list->size(); ++i)
        checkContainer((*list)[i], read::join(read::join(path, key), i), names, issues);
}

} // namespace

const Json& child(const Json& object, std::string_view key)
{
    static const Json nothing = Json::object();
    const Json* found = read::member(object, key);
    return found ? *found : nothing;
}

void checkTemplate(const Json& podTemplate, const std::string& path, Issues& issues)
{
    const Json* spec = read::member(podTemplate, "spec");
    if (!spec) {
        hints::add(issues, Severity::Error, path, "The pod template has no spec.",
                   "Add spec with at least one container.");
        return;
    }
    const auto at = read::join(path, "spec");
    const Json* containers = read::member(*spec, "containers");
    if (!containers || (containers->is_array() && containers->empty()))
        hints::add(issues, Severity::Error, containers ? read::join(at, "containers") : at,
                   "The pod has no containers.", "Add at least one container with name and image.");
    checkPodFields(*spec, at, issues);
    checkLabels(child(child(podTemplate, "metadata"), "labels"), read::join(read::join(path, "metadata"), "labels"),
                issues);
    checkLabels(child(*spec, "nodeSelector"), read::join(at, "nodeSelector"), issues);
    checkPodAmounts(child(*spec, "resources"), read::join(at, "resources"), issues);
    checkPodValues(*spec, at, issues);
    std::set<std::string> names;
    checkContainers(*spec, "initContainers", at, names, issues);
    checkContainers(*spec, "containers", at, names, issues);
}

void checkMounts(const Json& podTemplate, const Json& claimTemplates, Severity severity, const std::string& path,
                 Issues& issues)
{
    const Json& spec = child(podTemplate, "spec");
    std::set<std::string> volumes = namesIn(child(spec, "volumes"));
    if (claimTemplates.is_array())
        for (const Json& one : claimTemplates) volumes.merge(namesIn(Json::array({child(one, "metadata")})));
    for (const char* key : {"initContainers", "containers"})
        checkMounts(spec, key, read::join(path, "spec"), volumes, severity, issues);
}

void checkSelector(const Workload& workload, const Json& spec, const std::string& path, bool required, Issues& issues)
{
    const auto at = read::join(path, "selector");
    if (!workload.selector) {
        if (required && !read::member(spec, "selector"))
            hints::add(issues, Severity::Error, path, "The selector is missing.",
                       "Add selector.matchLabels with the labels of the pod template.");
        return;
    }
    if (!workload.selector->valid) return; // what is wrong with it is said where it stands
    if (workload.selector->requirements.empty()) {
        if (required)
            hints::add(issues, Severity::Error, at, "The selector is empty.",
                       "Add matchLabels with the labels of the pod template.");
        return;
    }
    if (workload.components.empty() || matches(*workload.selector, workload.components.front().pod.labels)) return;
    hints::add(issues, Severity::Error, at,
               "The selector " + toText(*workload.selector) + " does not match the labels of the pod template.",
               "Give the template the labels that the selector asks for, or the selector those of the template.");
}

} // namespace core::model::kinds
