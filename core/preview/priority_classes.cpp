#include "core/preview/priority_classes.h"

#include <algorithm>

#include "core/model/hints.h"
#include "core/model/read.h"

namespace core::preview {
namespace {

/// Names that begin with "system-" may be larger; nobody else may write those.
constexpr std::int64_t mostOfUsers = 1'000'000'000;

/// The one that pods without a name get; of several the lowest, as the API server takes it.
const PriorityClass* defaultOf(const std::vector<PriorityClass>& classes)
{
    const PriorityClass* lowest = nullptr;
    for (const PriorityClass& one : classes)
        if (one.globalDefault && (lowest == nullptr || one.value < lowest->value)) lowest = &one;
    return lowest;
}

const PriorityClass* classOf(const std::vector<PriorityClass>& classes, const model::PodSpec& spec)
{
    if (spec.priorityClassName.empty()) return defaultOf(classes);
    const auto found = std::ranges::find(classes, spec.priorityClassName, &PriorityClass::name);
    return found == classes.end() ? nullptr : &*found;
}

} // namespace

bool isPriorityClass(const model::ObjectRef& ref)
{
    return ref.kind == "PriorityClass" && ref.group() == "scheduling.k8s.io";
}

PriorityClass readPriorityClass(const Json& object, const std::string& path, model::Issues& issues)
{
    namespace read = model::read;
    PriorityClass out;
    out.name = model::refOf(object).name;
    model::hints::checkMetadata(object, path, issues);
    const auto value = read::number(object, "value", path, issues, INT32_MIN, INT32_MAX);
    out.value = static_cast<std::int32_t>(value.value_or(0));
    if (read::member(object, "value") == nullptr)
        model::hints::add(issues, model::Severity::Error, path, "The PriorityClass has no value.",
                          "Add value, as in value: 1000.");
    else if (out.value > mostOfUsers && !out.name.starts_with("system-"))
        model::hints::add(issues, model::Severity::Error, read::join(path, "value"),
                          "The value is above 1000000000, which only classes of the system may have.",
                          "Write a lower one.");
    out.preemptionPolicy = read::text(object, "preemptionPolicy", path, issues);
    model::hints::checkWord(out.preemptionPolicy, "preemption policy", {"Never", "PreemptLowerPriority"},
                            read::join(path, "preemptionPolicy"), model::Severity::Error, issues);
    out.globalDefault = read::flag(object, "globalDefault", path, issues);
    return out;
}

void givePriorities(const std::vector<PriorityClass>& classes, model::Workload& workload)
{
    for (model::Component& component : workload.components) {
        model::PodSpec& spec = component.pod.spec;
        const PriorityClass* found = classOf(classes, spec);
        if (found == nullptr) continue;
        if (!spec.priority) spec.priority = found->value;
        if (spec.preemptionPolicy.empty()) spec.preemptionPolicy = found->preemptionPolicy;
    }
}

void giveClasses(const std::vector<PriorityClass>& classes, estimate::Ask& ask)
{
    for (estimate::AskPod& one : ask.pods)
        if (const PriorityClass* found = classOf(classes, one.pod.spec))
            one.givenClass = estimate::GivenClass{found->value, found->preemptionPolicy != "Never"};
}

} // namespace core::preview
