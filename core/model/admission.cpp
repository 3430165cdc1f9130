#include "core/model/admission.h"

#include "core/model/read.h"

namespace core::model {
namespace {

void fillIn(LimitItem& item)
{
    if (item.type != "Container") return;
    item.defaults.insert(item.max.begin(), item.max.end());
    item.defaultRequests.insert(item.defaults.begin(), item.defaults.end());
    item.defaultRequests.insert(item.min.begin(), item.min.end());
}

} // namespace

LimitRange readLimitRange(const Json& object, const std::string& path, Issues& issues)
{
    LimitRange out;
    if (const Json* metadata = read::member(object, "metadata")) {
        out.ns = read::text(*metadata, "namespace", read::join(path, "metadata"), issues);
        out.name = read::text(*metadata, "name", read::join(path, "metadata"), issues);
    }
    if (out.ns.empty()) out.ns = "default";
    const Json* spec = read::member(object, "spec");
    if (spec == nullptr) return out;
    read::each(*spec, "limits", read::join(path, "spec"), issues, [&](const Json& limit, const std::string& at) {
        LimitItem item;
        item.type = read::text(limit, "type", at, issues);
        item.min = read::resources(limit, "min", at, issues);
        item.max = read::resources(limit, "max", at, issues);
        item.defaults = read::resources(limit, "default", at, issues);
        item.defaultRequests = read::resources(limit, "defaultRequest", at, issues);
        item.maxRatio = read::resources(limit, "maxLimitRequestRatio", at, issues);
        fillIn(item);
        out.items.push_back(std::move(item));
    });
    return out;
}

RuntimeClass readRuntimeClass(const Json& object, const std::string& path, Issues& issues)
{
    RuntimeClass out;
    if (const Json* metadata = read::member(object, "metadata"))
        out.name = read::text(*metadata, "name", read::join(path, "metadata"), issues);
    if (const Json* overhead = read::member(object, "overhead"))
        out.overhead = read::resources(*overhead, "podFixed", read::join(path, "overhead"), issues);
    if (const Json* scheduling = read::member(object, "scheduling")) {
        const std::string at = read::join(path, "scheduling");
        out.nodeSelector = read::labels(*scheduling, "nodeSelector", at, issues);
        out.tolerations = read::tolerations(*scheduling, "tolerations", at, issues);
    }
    return out;
}

} // namespace core::model
