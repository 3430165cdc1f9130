#include "core/model/storage.h"

#include "core/model/read.h"

namespace core::model {

namespace {

Amount storageOf(const Json& object, std::string_view key, const std::string& path, Issues& issues)
{
    return amountIn(read::amounts(object, key, path, issues), "storage");
}

} // namespace

PersistentVolumeClaim readClaim(const Json& object, const std::string& path, Issues& issues)
{
    PersistentVolumeClaim out;
    if (const Json* metadata = read::member(object, "metadata")) {
        const std::string at = read::join(path, "metadata");
        out.ns = read::text(*metadata, "namespace", at, issues);
        out.name = read::text(*metadata, "name", at, issues);
        out.bound = read::labels(*metadata, "annotations", at, issues).contains("pv.kubernetes.io/bind-completed");
    }
    if (const Json* spec = read::member(object, "spec")) {
        const std::string at = read::join(path, "spec");
        out.storageClass = read::text(*spec, "storageClassName", at, issues);
        out.classStated = read::member(*spec, "storageClassName") != nullptr;
        out.volumeName = read::text(*spec, "volumeName", at, issues);
        out.accessModes = read::texts(*spec, "accessModes", at, issues);
        if (const Json* selector = read::member(*spec, "selector"))
            out.selector = readLabelSelector(*selector, read::join(at, "selector"), issues);
        if (const Json* resources = read::member(*spec, "resources"))
            out.request = storageOf(*resources, "requests", read::join(at, "resources"), issues);
    }
    if (const Json* status = read::member(object, "status"))
        out.bound = out.bound || read::text(*status, "phase", read::join(path, "status"), issues) == "Bound";
    return out;
}

PersistentVolume readVolume(const Json& object, const std::string& path, Issues& issues)
{
    PersistentVolume out;
    if (const Json* metadata = read::member(object, "metadata")) {
        const std::string at = read::join(path, "metadata");
        out.name = read::text(*metadata, "name", at, issues);
        out.labels = read::labels(*metadata, "labels", at, issues);
    }
    if (const Json* spec = read::member(object, "spec")) {
        const std::string at = read::join(path, "spec");
        out.storageClass = read::text(*spec, "storageClassName", at, issues);
        out.accessModes = read::texts(*spec, "accessModes", at, issues);
        out.capacity = storageOf(*spec, "capacity", at, issues);
        if (const Json* affinity = read::member(*spec, "nodeAffinity"))
            if (const Json* required = read::member(*affinity, "required"))
                out.nodeAffinity =
                    read::nodeSelectorTerms(*required, "nodeSelectorTerms", read::join(at, "nodeAffinity"), issues);
        if (const Json* claim = read::member(*spec, "claimRef")) {
            out.claimNs = read::text(*claim, "namespace", read::join(at, "claimRef"), issues);
            out.claimName = read::text(*claim, "name", read::join(at, "claimRef"), issues);
        }
        if (const Json* csi = read::member(*spec, "csi"))
            out.csiDriver = read::text(*csi, "driver", read::join(at, "csi"), issues);
    }
    if (const Json* status = read::member(object, "status"))
        out.phase = read::text(*status, "phase", read::join(path, "status"), issues);
    return out;
}

StorageClass readStorageClass(const Json& object, const std::string& path, Issues& issues)
{
    StorageClass out;
    if (const Json* metadata = read::member(object, "metadata")) {
        const std::string at = read::join(path, "metadata");
        out.name = read::text(*metadata, "name", at, issues);
        const Labels annotations = read::labels(*metadata, "annotations", at, issues);
        const auto found = annotations.find("storageclass.kubernetes.io/is-default-class");
        out.isDefault = found != annotations.end() && found->second == "true";
    }
    out.provisioner = read::text(object, "provisioner", path, issues);
    out.waitForFirstConsumer = read::text(object, "volumeBindingMode", path, issues) == "WaitForFirstConsumer";
    const Json* topologies = read::member(object, "allowedTopologies");
    if (!topologies || !topologies->is_array()) return out;
    for (std::size_t i = 0; i < topologies->size(); ++i) {
        const std::string at = read::join(read::join(path, "allowedTopologies"), i);
        NodeSelectorTerm term;
        const Json* expressions = read::member((*topologies)[i], "matchLabelExpressions");
        if (!expressions || !expressions->is_array()) continue;
        for (std::size_t j = 0; j < expressions->size(); ++j) {
            const Json& item = (*expressions)[j];
            const std::string place = read::join(read::join(at, "matchLabelExpressions"), j);
            // A topology term has no operator: its values are alternatives.
            term.expressions.push_back({read::text(item, "key", place, issues),
                                        Requirement::Op::In,
                                        read::texts(item, "values", place, issues),
                                        {}});
        }
        out.allowedTopologies.push_back(std::move(term));
    }
    return out;
}

} // namespace core::model
