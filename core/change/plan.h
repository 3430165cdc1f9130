#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/units.h"
#include "core/change/api.h"
#include "core/change/diff.h"
#include "core/change/secrets.h"
#include "core/model/check.h"
#include "core/model/effect.h"
#include "core/model/object_ref.h"

/// A plan: what would be done to which objects of which clusters, as a document. It can be read, saved, handed to somebody else, and
/// applied as long as what it saw is still so. It holds no secret value (core/change/secrets.h).
namespace core::change {

/// A field of the text that another manager owns, and says otherwise. Three ways out, and none is taken by itself.
struct Conflict {
    enum class Choice {
        Open,
        Leave,    ///< leave theirs: the field is dropped from what is applied
        TakeOver, ///< apply ours by force; who owned it no longer does, and may put it back
        Share     ///< apply their value: both own the field
    };
    std::string field;   ///< `.spec.replicas`
    std::string manager; ///< `"kubectl" using apps/v1`, as the server names it; empty: nobody else's, and left as it is
    Json theirs;
    Json yours;
    Choice choice = Choice::Open;
    std::string why{}; ///< a sentence: why a way out that was chosen is none, so that it is open; empty: none was
    bool operator==(const Conflict&) const = default;
};

/// Another system keeps the object as a repository has it, or as the fleet's object is, and puts a change back.
struct GitOps {
    std::string tool;        ///< "Argo CD", "Flux", FleetTool
    std::string application; ///< that it belongs to; may be empty
    std::string evidence;    ///< "label kustomize.toolkit.fluxcd.io/name", "manager argocd-controller"
    bool operator==(const GitOps&) const = default;
};
[[nodiscard]] std::optional<GitOps> gitOpsOf(const Json& live);
/// What keeps a fleet's copy in a member, ACK One's as well.
inline constexpr const char* FleetTool = "Karmada";
[[nodiscard]] bool isByFleet(const GitOps& keeper);
/// Whether such a system's own manager has the name.
[[nodiscard]] bool isGitOps(const std::string& manager);

/// What a server said no with.
struct Refused {
    int code = 0;        ///< of HTTP; 0: it was not asked
    std::string message; ///< its own words, or ours
    std::vector<kube::StatusCause> causes;
    bool isUnreached =
        false; ///< no answer came, and whoever asks this cluster next meets the same; not in a saved plan
    bool operator==(const Refused&) const = default;
};

/// The object as it was when the plan was made.
struct Seen {
    std::string uid; ///< empty: there was none
    std::string resourceVersion;
    Json
        object; ///< without what the server keeps for itself, and masked; null: there was none. Of Owners with kubectl's managers
    bool isUnknown = false; ///< it could not be read: whether it is there is not known
    [[nodiscard]] bool there() const { return !uid.empty(); }
    bool operator==(const Seen&) const = default;
};

/// Objects of one kind that are there because of another.
struct Dependants {
    static constexpr std::size_t MostNamed = 20;
    std::string apiVersion;
    std::string kind;
    std::string ns;                 ///< empty: they stand in none
    std::vector<std::string> names; ///< the first MostNamed, sorted
    std::int64_t count = 0;         ///< of all
    bool operator==(const Dependants&) const = default;
};

/// An object that the server cannot take out of another with the rest of a text (core/change/take_out.h).
struct TakenOut {
    std::string field; ///< `.spec.placement.replicaScheduling.weightPreference`
    Json value;        ///< as it was seen: anything else is left alone
    bool operator==(const TakenOut&) const = default;
};

struct Step {
    enum class Action {
        Apply,
        Delete,
        Owners ///< who owns which fields, and no value: what `kubectl apply` managed becomes Berth's, or goes back
    };
    /// How far the server has looked at it.
    enum class Checked {
        DryRun,     ///< it accepted, or refused, a dry run
        NotYet,     ///< it cannot before an earlier step is done (its namespace, its kind)
        Impossible, ///< it has no dry run for this: a webhook with side effects
        Local       ///< it was not asked: the connection only reads. The change was worked out here
    };
    Target target;
    Action action = Action::Apply;
    model::ObjectRef what;
    Json
        object; ///< what is said of it, masked; null of a Delete. Of Owners metadata.managedFields: Berth's and kubectl's
    std::vector<SecretRef> secrets;
    std::string source; ///< the file of the text; may be empty
    std::string text;   ///< as it was written; empty of a Secret
    Seen seen;
    Checked checked = Checked::DryRun;
    std::optional<Refused> refused;
    std::vector<std::string> warnings; ///< of the server
    Diff diff;
    std::vector<Conflict> conflicts;
    std::vector<std::string> takesOver; ///< managers of `kubectl apply`, whose fields become Berth's
    std::vector<TakenOut> takenOut;     ///< of an Apply: what goes first, by itself
    std::optional<GitOps> gitOps;
    std::vector<std::string> notes;     ///< what cannot be undone, what else goes
    bool orphans = false;               ///< of a Delete: what the object owns stays
    std::vector<Dependants> dependants; ///< of a Delete: what goes along; with `orphans`, what stays without its owner
    std::vector<std::string> notLookedFor; ///< sentences: what else may, and why that is not known
    std::vector<Dependants>
        lost; ///< of `dependants` what no controller makes again: no undo of the delete brings it back
    std::vector<Dependants> stays;    ///< of a Delete: what Kubernetes leaves, though it was made for it: volume claims
    std::vector<std::string> effects; ///< predicted; by who makes the plan. A line each of `predicted`
    std::vector<model::Effect> predicted;
    bool operator==(const Step&) const = default;

    [[nodiscard]] bool isCreate() const { return action == Action::Apply && !seen.there() && !seen.isUnknown; }
    [[nodiscard]] bool isForced() const; ///< a conflict is to be taken over
    [[nodiscard]] bool isOpen() const;   ///< a conflict has no way out yet
};

/// How long what a plan shows is taken for the truth. After it, applying asks for a fresh prediction (core/change/apply.h).
/// @source screens.md §6: made 14:02, valid until 14:12
inline constexpr Seconds ValidFor{600};

struct Plan {
    Time made{};
    Time validUntil{};
    std::string by; ///< "user@host"; may be empty
    std::string title;
    std::string undoes;     ///< the digest of the plan that it undoes; may be empty
    std::string connection; ///< the saved one (core/settings) that it was made by; empty: another way
    std::string snapshot;   ///< digest of the one that the effects were predicted on; empty: they were not predicted
    std::optional<Time> snapshotTaken;
    std::vector<std::string> notPredicted; ///< sentences: of what, and why
    /// What the placement takes for granted in each cluster (core/preflight), as it was when the plan was made; by who makes the plan.
    std::vector<model::Check> checks;
    std::vector<std::string> notChecked;   ///< sentences: of what, and why
    std::vector<Step> steps;               ///< in their order; those that change nothing are left out
    std::vector<std::string> unchanged;    ///< "Deployment default/a"
    std::vector<std::string> stillDiffers; ///< sentences: what of the unchanged is not as the text says all the same
    std::vector<std::string> notUndone;    ///< of a plan that undoes: what it cannot, and why
    std::vector<std::string>
        beyond; ///< `.spec.nodeName (kubectl-patch)`: fields that its objects have, their texts do not, and an apply leaves. Not in a saved plan
    std::vector<std::string>
        settled;               ///< fields that may be decided and are in no step: of what stays. Not in a saved plan
    std::size_t notUndoable{}; ///< so many of them, the first, hold whatever is decided of its conflicts
    bool operator==(const Plan&) const = default;

    [[nodiscard]] bool isReady() const; ///< nothing was refused, no conflict is open
    [[nodiscard]] bool
    undoesNothing() const; ///< of one that undoes: nothing can be, which is not that all is as it was
};

/// What its objects have that the texts do not, the first few named; empty where that is nothing.
[[nodiscard]] std::string beyondSentence(const Plan& plan);

/// The plan's steps as what a prediction is asked of, one each: a step that changes managers alone has no object. @param controlPlane  the fleet's, or the only cluster
[[nodiscard]] std::vector<model::ObjectChange> changesOf(const Plan& plan, const Target& controlPlane);
/// Puts in what was predicted of them. The rules of placement are not this room's: who makes the plan asks core/preview.
void put(Plan& plan, model::ChangeEffects effects);
/// The same; what could not be predicted is unknown, says why, and makes the plan no worse.
void put(Plan& plan, Result<model::ChangeEffects> effects);
/// Why nothing is predicted where there is no fleet to predict on. @errors Unavailable, always
[[nodiscard]] Result<model::ChangeEffects> withoutFleet();

/// The file: JSON, the same bytes for the same plan, with a digest over everything else in it. Version berth/v1.
[[nodiscard]] std::string toText(const Plan& plan);
[[nodiscard]] Json toJson(const Plan& plan);
[[nodiscard]] std::string digestOf(const Plan& plan); ///< 64 hexadecimal digits

inline constexpr std::size_t LargestPlan = std::size_t(32) << 20U; ///< bytes
inline constexpr std::size_t MostSteps = 1000;

/// A plan may come from anybody: it is bounded and checked, names and places included, and nothing of it is carried out by reading it.
/// @errors Malformed: no plan, with its place; or the digest is another.  Unsupported: another version.  TooLarge
[[nodiscard]] Result<Plan> readPlan(std::string_view text);

/// Where a kind stands in the order of steps: what others need comes first (namespaces, definitions, quotas, policies, workloads).
[[nodiscard]] int rankOf(const model::ObjectRef& what);

} // namespace core::change
