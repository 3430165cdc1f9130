#include <algorithm>
#include <set>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/estimate/admission.h"
#include "core/estimate/claim_templates.h"
#include "core/preflight/endpoints.h"
#include "core/preflight/site.h"

namespace core::preflight::detail {
namespace {

using model::Found;
using State = Check::State;

class Storage {
public:
    Storage(const Site& site, Checks& out)
        : m_site(site)
        , m_out(out)
    {}

    void run()
    {
        for (const std::string& claim : m_site.references.claims) checkClaim(claim);
        const estimate::Ask ask = askIn(m_site);
        for (const model::PersistentVolumeClaim& one : estimate::claimTemplatesOf(m_site.workload))
            if (std::any_of(ask.claims.begin(), ask.claims.end(),
                            [&](const estimate::NewClaim& made) { return made.name == one.name; }))
                checkClass(one, "claim template " + shown(one.name)); // else all of its claims are there
    }

private:
    const Site& m_site;
    Checks& m_out;
    std::set<std::string> m_classes; ///< said of

    void checkClaim(const std::string& name)
    {
        const model::Lookup what = claimOf(m_site.ns, name);
        const std::string text = "PersistentVolumeClaim " + shown(m_site.ns + "/" + name);
        const Found& found = m_site.found(what);
        if (const Json* own = found.there() ? nullptr : handedIn(m_site.question.documents, what)) {
            model::Issues ignored;
            checkClass(model::readClaim(*own, "", ignored), text);
        }
        if (found.there()) {
            if (m_out.addGoing("claim", text, found.object)) return; // no pod gets it any more
            const std::string phase = textAt(found.object, "/status/phase");
            checkPhase(text, phase, textAt(found.object, "/spec/storageClassName"));
            checkVolume(name, volumeNameOf(found));
        } else if (found.state == Found::State::Absent) {
            lacking(text, what);
        } else if (const model::PersistentVolumeClaim* known = inSnapshot(name)) {
            checkPhase(text, known->bound ? "Bound" : "Pending", known->storageClass);
        } else {
            m_out.addUnknown("claim", text, found);
        }
    }

    /// Of a claim that is new: who makes its volume.
    void checkClass(const model::PersistentVolumeClaim& claim, const std::string& of)
    {
        if ((claim.classStated && claim.storageClass.empty()) || !claim.volumeName.empty()) return; // nobody does
        const std::string text =
            claim.classStated ? "StorageClass " + shown(claim.storageClass) : std::string("a default StorageClass");
        if (!m_classes.insert(text).second) return;
        const std::string evidence = of + " .spec.storageClassName";
        if (!m_site.data.listed.storageClasses) {
            const auto& gaps = m_site.fleet.gaps;
            const auto gap = std::find_if(gaps.begin(), gaps.end(), [&](const snapshot::Gap& one) {
                return one.cluster == m_site.name() && one.what.starts_with("storage"); // "storage classes", by its API
            });
            m_out.add("storage-class", State::Unknown, text + ": which ones the cluster has is not known", evidence,
                      gap == gaps.end() ? "The snapshot does not hold them." : gap->remedy);
        } else if (estimate::lacksClass(m_site.data, claim)) {
            lackingClass(claim, text, of, evidence);
        } else {
            const auto& classes = m_site.data.storageClasses;
            if (std::any_of(classes.begin(), classes.end(), [&](const model::StorageClass& one) {
                    return claim.classStated ? one.name == claim.storageClass : one.isDefault;
                })) // else a volume of that name is there
                m_out.add("storage-class", State::Passes, text + " is there", evidence);
        }
    }

    void lackingClass(const model::PersistentVolumeClaim& claim, const std::string& text, const std::string& of,
                      const std::string& evidence)
    {
        std::vector<std::string> names;
        for (const model::StorageClass& one : m_site.data.storageClasses) names.push_back(shown(one.name));
        const std::string has = names.empty() ? std::string("none") : joined(names);
        if (!claim.classStated) {
            m_out.add("storage-class", State::Fails,
                      "there is no default StorageClass, and " + of + " names none: its pods stay Pending", evidence,
                      "Name one, or make one the default: the cluster has " + has + ".");
            return;
        }
        const model::Lookup what{"storage.k8s.io", "StorageClass", {}, claim.storageClass};
        if (m_out.addBrought("storage-class", text, broughtBy(m_site, what))) return;
        Check& check =
            m_out.add("storage-class", State::Fails, text + " is not there: the pods of its claims stay Pending",
                      evidence, "Create it there, or name another: the cluster has " + has + ".");
        if (const Json* own = handedIn(m_site.question.documents, what)) {
            check.remedy = "Apply it to this cluster, as the texts have it.";
            check.fix = {*own};
        }
    }

    [[nodiscard]] const model::PersistentVolumeClaim* inSnapshot(const std::string& name) const
    {
        const auto& claims = m_site.data.claims;
        const auto at = std::find_if(claims.begin(), claims.end(),
                                     [&](const auto& claim) { return claim.ns == m_site.ns && claim.name == name; });
        return at == claims.end() ? nullptr : &*at;
    }

    [[nodiscard]] bool waitsForPods(const std::string& storageClass) const
    {
        const auto& classes = m_site.data.storageClasses;
        return std::any_of(classes.begin(), classes.end(), [&](const model::StorageClass& one) {
            return one.waitForFirstConsumer && (storageClass.empty() ? one.isDefault : one.name == storageClass);
        });
    }

    void checkPhase(const std::string& text, const std::string& phase, const std::string& storageClass)
    {
        const std::string evidence = text + " .status.phase: " + (phase.empty() ? "not stated" : shown(phase));
        if (phase == "Bound")
            m_out.add("claim", State::Passes, text + " is bound", evidence);
        else if (phase == "Lost")
            m_out.add("claim", State::Fails, text + " has lost its volume", evidence,
                      "Make the volume anew, or delete the claim and make both.");
        else if (waitsForPods(storageClass))
            m_out.add("claim", State::Passes, text + " is bound when its first pod comes", evidence);
        else
            m_out.add("claim", State::Fails, text + " is not bound: its pods stay Pending", evidence,
                      "Look at its events; a claim for one volume needs that volume, with its class, modes and size.");
    }

    /// The claim, with all that it stands on: the seed's storage is a secret, a volume and a claim in each cluster.
    void lacking(const std::string& text, const model::Lookup& what)
    {
        if (m_out.addBrought("claim", text, broughtBy(m_site, what))) return;
        Check& check = m_out.add("claim", State::Fails, text + " is not there: its pods stay Pending", text);
        Template claim = m_site.templateFor(what);
        if (claim.object.is_null()) {
            check.remedy = "Make it there first, with its volume.";
            return;
        }
        check.remedy =
            "Apply it to this cluster, as " + claim.from + (claim.from == "the texts" ? " have it." : " has it.");
        const std::string volumeName = textAt(claim.object, "/spec/volumeName");
        if (!volumeName.empty()) addVolume(check, volumeName);
        check.fix.push_back(std::move(claim.object));
    }

    void addVolume(Check& check, const std::string& name)
    {
        if (m_site.found(volumeOf(name)).there()) return;
        Template volume = m_site.templateFor(volumeOf(name));
        if (volume.object.is_null()) {
            check.remedy += " It asks for PersistentVolume " + shown(name) + ", which has to be made as well.";
            return;
        }
        if (const auto [ns, secret] = secretOfVolume(volume.object);
            !secret.empty() && !m_site.found(secretOf(ns, secret)).there()) {
            Template from = m_site.templateFor(secretOf(ns, secret));
            check.fix.push_back(from.object.is_null() ? secretManifest(ns, secret, "Opaque") : std::move(from.object));
            check.remedy += " The values of Secret " + shown(ns + "/" + secret) + " are yours to fill in.";
        }
        for (const std::string& address : addressesOf(volume.object))
            if (const auto distance = distanceOf(address, m_site.data.cluster.region);
                distance && distance->state != State::Passes)
                check.remedy += " Mind that " + shown(address) + " " + distance->text + ".";
        check.fix.push_back(std::move(volume.object));
    }

    /// Where a volume's bytes are, as far as its manifest tells.
    [[nodiscard]] static std::vector<std::string> addressesOf(const Json& volume)
    {
        std::vector<std::string> out;
        for (const char* pointer : {"/spec/csi/volumeAttributes/url", "/spec/csi/volumeAttributes/server",
                                    "/spec/nfs/server", "/spec/flexVolume/options/url"})
            if (std::string address = textAt(volume, pointer); !address.empty()) out.push_back(std::move(address));
        return out;
    }

    void checkVolume(const std::string& claim, const std::string& name)
    {
        if (name.empty()) return;
        const Found& found = m_site.found(volumeOf(name));
        const std::string text = "PersistentVolume " + shown(name);
        if (!found.there()) {
            if (found.state == Found::State::Unknown) m_out.addUnknown("weights", "where " + text + " is", found);
            return;
        }
        m_out.addGoing("weights", text, found.object);
        for (const std::string& address : addressesOf(found.object))
            if (const auto distance = distanceOf(address, m_site.data.cluster.region))
                m_out.add("weights", distance->state, "the volume's " + shown(address) + " " + distance->text,
                          text + " .spec.csi.volumeAttributes", distance->remedy);
        checkSecretOf(found.object, text);
        if (isFluid(found.object)) checkDataset(claim);
    }

    void checkSecretOf(const Json& volume, const std::string& text)
    {
        const auto [ns, name] = secretOfVolume(volume);
        if (name.empty()) return;
        const model::Lookup what = secretOf(ns.empty() ? m_site.ns : ns, name);
        const Found& found = m_site.found(what);
        const std::string secret = "Secret " + shown(what.ns + "/" + name);
        if (found.there()) {
            if (m_out.addGoing("secret", secret, found.object)) return;
            m_out.add("secret", State::Passes, secret + " is there", text + " .spec.csi.nodePublishSecretRef");
        } else if (found.state == Found::State::Absent) {
            Template from = m_site.templateFor(what);
            Check& check = m_out.add("secret", State::Fails, secret + " is not there: the volume cannot be mounted",
                                     text + " .spec.csi.nodePublishSecretRef", "Make it there first, with its values.");
            check.fix = {from.object.is_null() ? secretManifest(what.ns, name, "Opaque") : std::move(from.object)};
        } else {
            m_out.addUnknown("secret", secret, found);
        }
    }

    /// @source Fluid api/v1alpha1: DatasetPhase Bound is ready; Pending, NotBound, Failed, DataMigrating are not
    void checkDataset(const std::string& name)
    {
        const Found& found = m_site.found(datasetOf(m_site.ns, name));
        const std::string text = "Fluid Dataset " + shown(m_site.ns + "/" + name);
        if (found.there()) {
            const std::string phase = textAt(found.object, "/status/phase");
            const std::string cached = textAt(found.object, "/status/cacheStates/cachedPercentage");
            m_out.add("dataset", phase == "Bound" ? State::Passes : State::Fails,
                      phase == "Bound" ? text + " is ready" + (cached.empty() ? "" : ", " + shown(cached) + " cached")
                                       : text + " is not ready",
                      text + " .status.phase: " + (phase.empty() ? "not stated" : shown(phase)),
                      phase == "Bound" ? "" : "Its runtime has to be up: look at the Dataset's conditions.");
        } else if (found.state == Found::State::Unknown) {
            m_out.addUnknown("dataset", text, found);
        } else {
            m_out.add("dataset", State::Fails, text + " is not there, and its claim is of Fluid", text,
                      "Make the Dataset and its runtime in this cluster.");
        }
    }
};

} // namespace

estimate::Ask askIn(const Site& site)
{
    model::Workload workload = site.workload;
    if (site.result.replicas > 0) workload.replicas = static_cast<std::int32_t>(site.result.replicas);
    estimate::Ask ask = estimate::askFor(workload, workload.replicas);
    (void)estimate::tieToClaims(workload, site.data, 0, ask);
    std::optional<estimate::Ask> letIn = estimate::admitted(ask, site.data);
    return letIn ? std::move(*letIn) : std::move(ask);
}

void checkStorage(const Site& site, Checks& out)
{
    Storage(site, out).run();
}

std::optional<Distance> distanceOf(const std::string& address, const std::string& region)
{
    const std::optional<Endpoint> endpoint = endpointOf(address);
    if (!endpoint) return std::nullopt;
    if (endpoint->region.empty())
        return Distance{State::Warns, "is reached over the internet, and billed by traffic",
                        "Use the internal endpoint of the cluster's region."};
    const std::string kind = endpoint->internal ? "an internal address" : "a public address";
    if (region.empty())
        return Distance{State::Unknown,
                        "is " + kind + " of " + endpoint->region + "; the cluster's region is not known",
                        "State the cluster's region in fleet.yaml."};
    const bool near = endpoint->region == region;
    if (endpoint->internal)
        return near ? Distance{State::Passes, "is in the cluster's region, inside", ""}
                    : Distance{State::Fails,
                               "is " + kind + " of " + endpoint->region + ", which a cluster in " + region +
                                   " does not reach",
                               "Copy it to " + region + ", or use a public address of it."};
    const std::string inside = internalFor(address);
    return near ? Distance{State::Warns, "is " + kind + ": slower than the region's own network, and billed by traffic",
                           inside.empty() ? "" : "Use " + inside + "."}
                : Distance{State::Warns,
                           "is " + kind + " of " + endpoint->region + ", far from " + region +
                               ": slow, and billed by traffic",
                           "Copy it to " + region + " and use its internal address there."};
}

} // namespace core::preflight::detail
