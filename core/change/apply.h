#pragma once

#include <functional>
#include <stop_token>

#include "core/change/journal.h"
#include "core/change/plan.h"

/// Carrying a plan out, and finding out what became of one that was cut off. Nothing else in Berth changes a cluster on a person's behalf.
namespace core::change {

struct ApplyPlanOptions {
    std::string who;
    std::function<Time()> now;
    SecretSource secrets = readSource;
    bool overGitOps = false; ///< although another system will put it back
    bool unchecked = false;  ///< although a server has no dry run for a step
    /// What the plan's steps would bring about now; asked of a plan whose time is over. None: it cannot be told.
    std::function<Result<model::ChangeEffects>(const Plan&)> predict{};
    std::stop_token stop; ///< looked at between steps
    /// Before (Intent) and after each step.
    std::function<void(std::size_t step, Entry::State state)> progress{};
};

/// What is another about the plan's objects than it saw, as applying would find it, without asking what the server would make of them now:
/// a read each. Sentences; empty: nothing, or it cannot be told. @param stop  ends it between two reads
[[nodiscard]] std::vector<std::string> changedSince(const Plan& plan, const Apis& apis,
                                                    const std::stop_token& stop = {});

/// One step, and what became of it.
struct StepEnd {
    enum class State {
        NotReached,
        Done,
        Failed,
        Unknown,
        Accepted ///< a delete; the object is there until its finalizers are done
    };
    State state = State::NotReached;
    std::string why; ///< the server's own words where it refused
    std::vector<kube::StatusCause> causes;
    std::vector<std::string> warnings;
    bool conflict = false; ///< another change came in between
};

/// What an entry says of its step.
[[nodiscard]] StepEnd::State stateOf(Entry::State state);

struct Applied {
    enum class End {
        Done,
        NotReady, ///< it was not begun: something was refused, open, or needs a flag
        Stale,    ///< it was not begun: the cluster is not as the plan saw it
        Failed,   ///< at the first step that reached the cluster
        Partly,   ///< some steps are done, one failed or was not known
        Unknown,  ///< nothing is known to be done, and one step may be
        Accepted, ///< every step is done, but for deletes that something holds
        Stopped
    };
    End end = End::Done;
    std::vector<std::string> why; ///< of NotReady and Stale: a sentence for each step that is in the way
    std::vector<StepEnd> steps;
    std::string plan; ///< its digest
    [[nodiscard]] std::size_t done() const;
};

/// Looks at every step first: each cluster has to be the one that was meant, each object as it was seen (a status that went on aside), and
/// the server's dry run has to come to what the plan shows. After Plan::validUntil, or ValidFor after it was made, what it predicted has
/// to come out the same again, too: stock, nodes and other work may be others by then. Then step by step, in order, each locked to the
/// version that was seen, until one fails. Around each stands its entry in the journal.
/// @errors of the journal: then nothing, or nothing more, was sent
[[nodiscard]] Result<Applied> applyPlan(const Plan& plan, const Apis& apis, Journal& journal,
                                        const ApplyPlanOptions& options);

/// A step that was cut off, and what the cluster says of it.
struct Settled {
    Entry entry; ///< the one that was open
    Entry::State state{};
    std::string why;
};

/// Within which a request that nobody waits for any more may still be carried out.
/// @source kube-apiserver --request-timeout (60 s), and half of that for the way
inline constexpr Seconds MayStillArrive{90};

/// Asks the clusters for every step that has no end, deletes that something holds among them, and writes down what is certain. A change that is not there is only taken for one
/// that will not come once it can come no more.
[[nodiscard]] Result<std::vector<Settled>> settle(Journal& journal, const Apis& apis, Time now, const std::string& who);

} // namespace core::change
