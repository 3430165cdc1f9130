#pragma once

#include "core/change/plan.h"

/// From texts to a plan.
namespace core::change {

struct Decision {
    std::string field; ///< as the server names it; "all"
    Conflict::Choice choice{};
};
/// What is said of one field wins over what is said of all. @param so  what holds where neither says anything
[[nodiscard]] Conflict::Choice choiceOf(const std::vector<Decision>& decisions, const std::string& field,
                                        Conflict::Choice so = Conflict::Choice::Open);

/// One object that is wanted, or is to go.
struct Wish {
    std::string cluster; ///< a key of the Apis
    Step::Action action = Step::Action::Apply;
    Json object;        ///< as written; of a Delete apiVersion, kind, name and namespace are enough
    std::string source; ///< the file; "-" is standard input
    std::string place;  ///< in that file: "/0", its document; "/0/items/2" of a list
    std::string text;
    std::size_t line = 0;           ///< of its document in that file; 0: not known
    std::vector<SecretRef> secrets; ///< in the place of values that stand in the text; without digests
    std::vector<std::string> notes;
    std::vector<Decision> decisions; ///< for this object alone; they win over those for all
    std::vector<Conflict> disputed;  ///< no server names these; who leaves one has it in the text already
    Json seen;                       ///< of Owners that are planned again: kubectl's, as they were seen; null: new
    Json back;                       ///< the object as it is to be again, where something is undone; else null
};

/// A value of a Secret that a plan could not find again when it is applied: somebody has to say where it is to be had.
struct WantedSecret {
    model::ObjectRef secret;
    std::string key;
    bool operator==(const WantedSecret&) const = default;
};
/// Of texts that stand in no file, and of values that are placeholders.
[[nodiscard]] std::vector<WantedSecret> secretsWanted(const std::vector<Wish>& wishes);

struct MakeOptions {
    Time made{};
    std::string by;
    std::string title;
    std::string nameSpace = "default"; ///< of objects that state none
    std::vector<Decision> decisions;
    bool orphans = false; ///< deletes leave behind what the objects own
    bool local = false;   ///< no dry run: the connection only reads
    /// Digest of the plan that is undone. Then nothing is taken over: who owns what goes back in steps of its own.
    std::string undoes;
    SecretSource secrets = readSource;
};

/// Which object a wish means: in the namespace that its kind and the options give it.
[[nodiscard]] model::ObjectRef whatOf(const Wish& wish, Api& api, const std::string& nameSpace);

/// Reads what there is, asks the server what it would make of the texts, and changes nothing.
/// @errors of a wish that cannot be understood, or of a cluster that is not there; what a server refuses stands in the plan
[[nodiscard]] Result<Plan> makePlan(const std::vector<Wish>& wishes, const Apis& apis, const MakeOptions& options);

/// How `kubectl apply` on the client's side managed the object, handed over to server-side apply. Berth then owns what the record of
/// that apply says and what the text says; what the entry has besides (defaults of the server) stays with it, so that nothing is lost.
/// @source k8s.io/client-go/util/csaupgrade, kubectl 1.32 apply.go (migrateToSSAIfNecessary); the rest that stays is ours
///
/// An element of a keyed list is taken with its entry ".", or the server would keep an empty one where the next text drops it. A
/// take-over that left these out, as Berth's once did, is mended the same way.
struct TakeOver {
    std::vector<std::string> managers; ///< who had it; empty: Berth's own entry is mended
    Json managedFields;                ///< with Berth in their place
};
[[nodiscard]] std::optional<TakeOver> takeOver(const Json& live, const Json& config);

/// Of the object's managers those that a take-over speaks of: Berth and kubectl apply, or kubectl apply alone.
[[nodiscard]] Json takenOwners(const Json& managedFields, bool withBerth);
/// Those that a change of owners may speak of: no subresource's.
[[nodiscard]] Json givenOwners(const Json& managedFields);
/// The object's managers with these in the place of takenOwners(…, true). Others among these come to own what they name, and lose nothing.
[[nodiscard]] Json withTakenOwners(const Json& managedFields, const Json& taken);

/// Whether Berth has a field on record, or what is inside of it. @param field  `.spec.replicas`
[[nodiscard]] bool isOurs(const Json& managedFields, const std::string& field);

/// One step as it would be made now. @param values  filled with what it needs of secrets
struct Made {
    Step step;
    Json config; ///< as it is sent, with secret values. It never leaves for anywhere but the server
    Json live;   ///< as the server has it; null: there is none
    Json result; ///< as the server would have it
    std::optional<TakeOver> takeOver; ///< of Owners what is sent; of Apply what has to be done before
    Redactor redactor;
};
/// What other steps of its plan make of the object's owners.
struct Beside {
    Json before;        ///< metadata.managedFields that a step before makes Berth's and kubectl's; null: none does
    bool after = false; ///< a step behind gives fields back to `kubectl apply`: none are taken over
};
[[nodiscard]] Made remake(const Step& step, Api& api, const MakeOptions& options, const Beside& beside = {});
/// Several at once, each in the cluster that it is for, so that many do not wait for one answer after the other.
/// @param options  one for all, or one a step. @return in their order; where a cluster is not reached, the rest are left out
[[nodiscard]] std::vector<Made> remakeAll(const std::vector<Step>& steps, const Apis& apis,
                                          const std::vector<MakeOptions>& options);
/// The first whose cluster gave no answer; null: all did.
[[nodiscard]] const Made* unreachedIn(const std::vector<Made>& all);

} // namespace core::change
