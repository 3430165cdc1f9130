#include "core/preview/fixed_fields.h"

#include <map>
#include <string_view>

#include "core/base/words.h"
#include "core/model/object_ref.h"
#include "core/model/read.h"
#include "core/preview/template_change.h"
#include "core/snapshot/privacy.h"

namespace core::preview {
namespace {

struct Fixed {
    std::string_view field; ///< of spec
    Json otherwise;         ///< what the API server takes where it is not stated; null: nothing
};

const std::vector<Fixed>& fixedOf(const model::ObjectRef& ref)
{
    static const std::vector<Fixed> none;
    static const std::vector<Fixed> selector{{"selector", nullptr}};
    static const std::map<std::pair<std::string_view, std::string_view>, std::vector<Fixed>> all{
        {{"apps", "Deployment"}, selector},
        {{"apps", "ReplicaSet"}, selector},
        {{"apps", "DaemonSet"}, selector},
        {{"apps", "StatefulSet"},
         {{"selector", nullptr},
          {"serviceName", ""},
          {"podManagementPolicy", "OrderedReady"},
          {"volumeClaimTemplates", Json::array()}}},
        {{"batch", "Job"},
         {{"selector", nullptr},
          {"completions", nullptr},
          {"completionMode", "NonIndexed"},
          {"template", nullptr},
          {"podFailurePolicy", nullptr},
          {"successPolicy", nullptr},
          {"backoffLimitPerIndex", nullptr},
          {"managedBy", "kubernetes.io/job-controller"}}},
    };
    const auto found = all.find({ref.group(), ref.kind});
    return found == all.end() ? none : found->second;
}

/// What its controller writes on the pods of a Job, whatever the manifest says.
/// @source k8s.io/kubernetes pkg/registry/batch/job/strategy.go (generateSelector)
void dropGenerated(Json& pods)
{
    const auto metadata = pods.find("metadata");
    if (metadata == pods.end() || !metadata->is_object()) return;
    const auto labels = metadata->find("labels");
    if (labels == metadata->end() || !labels->is_object()) return;
    for (const char* key :
         {"controller-uid", "job-name", "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name"})
        labels->erase(key);
}

/// A Job that is suspended may still be told where its pods go.
/// @source k8s.io/kubernetes pkg/apis/batch/validation (validatePodTemplateUpdate, mutable scheduling directives)
void dropDirectives(Json& pods)
{
    if (const auto metadata = pods.find("metadata"); metadata != pods.end() && metadata->is_object())
        for (const char* key : {"labels", "annotations"}) metadata->erase(key);
    if (const auto spec = pods.find("spec"); spec != pods.end() && spec->is_object())
        for (const char* key : {"nodeSelector", "affinity", "tolerations", "schedulingGates"}) spec->erase(key);
}

/// Of an Indexed Job both may change together, as long as they are the same.
/// @source KEP-3715, elastic Indexed Jobs
bool isElastic(const Json& spec)
{
    const Json* mode = model::read::member(spec, "completionMode");
    const Json* pods = model::read::member(spec, "parallelism");
    const Json* completions = model::read::member(spec, "completions");
    return mode != nullptr && *mode == "Indexed" && pods != nullptr && completions != nullptr && *pods == *completions;
}

bool isChanged(const Fixed& fixed, const Json& before, const Json& after, bool marked)
{
    const Json* stated = model::read::member(after, fixed.field);
    if (stated == nullptr || stated->is_null()) return false;
    const Json* there = model::read::member(before, fixed.field);
    Json old = there == nullptr || there->is_null() ? fixed.otherwise : *there;
    Json young = *stated;
    if (fixed.field == "completions" && isElastic(before) && isElastic(after)) return false;
    if (fixed.field == "template" && old.is_object() && young.is_object()) {
        const Json* suspended = model::read::member(before, "suspend");
        for (Json* pods : {&old, &young}) {
            dropGenerated(*pods);
            if (suspended != nullptr && *suspended == true) dropDirectives(*pods);
        }
    }
    return differ(old, young, marked);
}

} // namespace

std::vector<FixedField> changedFixedFields(const Json& before, const Json& after)
{
    std::vector<FixedField> out;
    const Json one = snapshot::trimmedWorkload(before); // the running one was: the same is left out of both
    const Json other = snapshot::trimmedWorkload(after);
    const bool marked = before.contains(snapshot::marksValues);
    const Json* old = model::read::member(one, "spec");
    const Json* young = model::read::member(other, "spec");
    if (old == nullptr || young == nullptr || !old->is_object() || !young->is_object()) return out;
    for (const Fixed& fixed : fixedOf(model::refOf(after))) {
        if (!isChanged(fixed, *old, *young, marked)) continue;
        const std::string name(fixed.field);
        out.push_back({"spec." + name, "/spec/" + name});
    }
    return out;
}

} // namespace core::preview
