#pragma once

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/base/units.h"
#include "core/model/object_ref.h"
#include "core/settings/settings.h"
#include "core/snapshot/fleet.h"
#include "ui/theme/theme.h"

/// A plan as the window shows it: plain values, in words. What it is made of, and what is done with it, is ui/session/plan_desk.h.
namespace ui {

/// What plans are made on and applied to: a saved connection, and what the settings say of it.
struct PlanWay {
    QString connection; ///< empty: none is open
    core::settings::Settings settings;
    bool readOnly = false; ///< whatever the settings say: this window's wish
    /// As the window has the fleet when it is asked: what plans would bring about is predicted on it. None: it is not predicted.
    core::snapshot::FleetPtr fleet{};
    bool isInsecure = false; ///< the server is not verified: whoever answers is taken for it
    QString unreached{};     ///< a sentence, while nobody answers there; nothing can be applied then
    [[nodiscard]] const core::settings::Connection* saved() const;
    [[nodiscard]] bool isReadOnly() const;
    /// Whatever connection says so of the cluster. @param uid  of the cluster; empty: not known
    [[nodiscard]] bool isProduction(const QString& cluster, const QString& uid) const;
    /// Of the control plane, or the only cluster.
    [[nodiscard]] bool isProduction() const;
};

/// One text that a plan is made of.
struct PlanText {
    QString name; ///< "deploy.yaml"
    QString path; ///< of its file, which has the same text; empty: none has
    QString text;
    QString id{}; ///< of its tab, while that is open; empty: it stands in none
    bool operator==(const PlanText&) const = default;
};

/// Where a value of a Secret is to be had that the texts do not hold. Never the value.
struct SecretAsk {
    enum class From { Environment, File };
    QString secret; ///< its name
    QString key;
    From from = From::Environment;
    QString name; ///< the variable, or the file; empty: nobody has said it yet
    bool operator==(const SecretAsk&) const = default;
};

struct FieldChange {
    enum class Kind { Added, Removed, Changed };
    Kind kind{};
    QString path; ///< ".spec.replicas"
    QString before;
    QString after;
    QString by; ///< who makes it, where that is not the text
    bool operator==(const FieldChange&) const = default;
};

/// A field that somebody else owns, and says otherwise.
struct FieldConflict {
    enum class Way { Open, Leave, TakeOver, Share };
    QString field;
    QString manager;
    QString theirs;
    QString yours;
    Way way = Way::Open;
    QString why{}; ///< why a way that was chosen is none; empty: none was, or it is one
    bool operator==(const FieldConflict&) const = default;
};

struct Remark {
    theme::Tone tone = theme::Tone::Plain;
    QString text;
    bool operator==(const Remark&) const = default;
};

struct StepView {
    /// Managers: no value changes. Unknown: the object could not be read
    enum class Kind { Create, Change, Delete, Managers, Unknown };
    QString id;         ///< stays while the plan is made again
    QString subject;    ///< id of the object's own step: all steps of an object are wanted, or left out, together
    int number = 0;     ///< in the plan; 0: it is left out
    bool wanted = true; ///< false: it is left out, and stands here as it was
    Kind kind{};
    QString cluster;
    QString object; ///< "Deployment default/a"
    QString name;   ///< "a"
    core::model::ObjectRef what;
    QString source; ///< the file of its text; may be empty
    QStringList
        secrets; ///< "oss-secret/akSecret=env:OSS_SECRET": where values are to be had that the text does not hold
    std::string complaint; ///< pointer to the field that the server complains of; empty: none, or the whole object
    std::vector<FieldChange> fields;
    std::vector<FieldChange> folded; ///< defaults
    int managed = 0;                 ///< fields that the server keeps for itself
    std::vector<FieldConflict> conflicts;
    theme::Tone checkTone = theme::Tone::Plain;
    QString check;         ///< what the server's dry run said: "accepted"
    QString refusal;       ///< the server's own words, a cause a line
    bool isUnread = false; ///< the object could not be read: what it was is not kept. Why, the refusal says
    std::vector<Remark> remarks;
    QStringList effects;    ///< predicted
    QStringList dependants; ///< of a Delete: what goes along, or stays without its owner; a kind each
    bool orphans = false;   ///< it stays
    QString loss;           ///< what no undo brings back
    QString before;         ///< YAML; empty: there is none
    QString after;
    QString unified;          ///< as `diff -u` prints the two
    QString gitOps;           ///< who will put it back; empty: nobody
    bool isUnchecked = false; ///< the server has no dry run for it
    QString lacksNamespace;   ///< of a comparison: the namespace, where it is not there either
    QString clusterUid;       ///< empty: not known
    bool isProduction = false;
    theme::Tone endTone = theme::Tone::Plain;
    QString end;                         ///< once it is applied: "done"; empty before
    QString endWhy;                      ///< the server's own words
    [[nodiscard]] int open() const;      ///< conflicts without a way out
    [[nodiscard]] int takenOver() const; ///< by force
    bool operator==(const StepView&) const = default;
};

/// What one cluster has, or lacks, for what the plan places there.
struct CheckView {
    enum class State { Passes, Mended, Warns, Fails, Unknown }; ///< Mended: a step of the plan makes what it lacks
    State state{};
    QString cluster; ///< empty: of the fleet
    QString text;
    QString evidence;        ///< object and field that tell; may be empty
    QString remedy;          ///< may be empty
    QString fix;             ///< manifests that mend it; may be empty
    bool canBeAdded = false; ///< the plan can take the fix up as it is
    bool operator==(const CheckView&) const = default;
};

struct PlanView {
    QString digest;
    QString title;
    QString by;
    QString connection;
    QString readOnlyBy; ///< another connection to the same cluster, which forbids to apply it; else empty
    QString file;       ///< it was opened from, or saved to; may be empty
    QString undoes;     ///< the digest of another; may be empty
    QString snapshot;   ///< that the effects were predicted on; may be empty
    core::Time made{};
    core::Time validUntil{};
    std::vector<StepView> steps; ///< those that are left out among them
    std::vector<CheckView> checks;
    QStringList notChecked; ///< sentences: of what, and why
    QStringList unchanged;
    QStringList stillDiffers; ///< sentences: what of these is not as the text says all the same
    QString beyond;           ///< a sentence: fields that the cluster has and the text does not; may be empty
    QStringList notUndone;
    QStringList fixesLeft; ///< "m1: ConfigMap default/flags": were steps of the plan before, and no check asks for them
    QStringList fieldFaults; ///< fields of the texts that the server's schemas do not know, each with its place
    bool isReady = false;    ///< nothing was refused, no conflict is open
    [[nodiscard]] int count(StepView::Kind kind) const; ///< of those that are wanted
    [[nodiscard]] int wanted() const;
    [[nodiscard]] int count(CheckView::State state) const;
};

/// What became of a plan that was applied, or was not.
struct AppliedView {
    enum class End { Done, NotBegun, Stale, Failed, Partly, Unknown, Accepted, Stopped };
    End end{};
    QStringList why; ///< of NotBegun and Stale; else of the steps that are not done
    int done = 0;
    int all = 0;
    int next = 0;   ///< the step from which it would be tried again, from 1; 0: there is none
    QString digest; ///< of the plan, as the journal has it
};

/// An object that was added to a plan, so that a check of the cluster passes.
struct AddedFix {
    std::string cluster;
    std::string kind;
    std::string ns;
    std::string name;
    bool operator==(const AddedFix&) const = default;
};

/// What a person has said of a plan's steps, by their ids; and what was added to it.
struct PlanChoices {
    std::map<QString, std::map<QString, FieldConflict::Way>> ways; ///< by step, by field
    std::set<QString> leftOut;                                     ///< by StepView::subject
    std::vector<AddedFix> fixes{};
};

/// What stands in the way of applying, and was allowed.
struct ApplyWish {
    bool overGitOps = false;
    bool unchecked = false;
};

} // namespace ui
