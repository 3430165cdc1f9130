#include "core/change/apply.h"

#include <algorithm>
#include <map>
#include <thread>

#include "core/base/shown.h"
#include "core/change/dependants.h"
#include "core/change/judge.h"
#include "core/change/remake.h"
#include "core/change/stale.h"
#include "core/change/take_out.h"
#include "core/model/age.h"

namespace core::change {
namespace {

using kube::ApiResult;

/// Within which a server takes up a definition that was just applied.
constexpr int LooksForKind = 20;
constexpr std::chrono::milliseconds BetweenLooks{500};
/// Within which an object goes that nobody but the server's own controllers holds.
constexpr int LooksForEnd = 4;
constexpr std::chrono::milliseconds BetweenEndLooks{250};
constexpr int MostSends = 5; ///< where others change the object at the same moment
constexpr const char* PlanAgain = "Make the plan again.";

std::string nameOf(const Step& step)
{
    return shown(step.what.kind) + " " + shown(step.what.shortText());
}

/// One plan that is being carried out.
class Applying {
public:
    Applying(const Plan& plan, const Apis& apis, Journal& journal, const ApplyPlanOptions& options)
        : m_plan(plan)
        , m_apis(apis)
        , m_journal(journal)
        , m_options(options)
    {
        m_make.secrets = options.secrets;
        m_make.undoes = plan.undoes;
        m_applied.plan = digestOf(plan);
        m_applied.steps.resize(plan.steps.size());
    }

    Result<Applied> run()
    {
        if (!isReady()) return std::move(m_applied);
        if (auto found = findBegun(); !found) return tl::unexpected(found.error());
        if (!isAsSeen() || !isAsPredicted()) return std::move(m_applied);
        auto alone = m_journal.beginApplying();
        if (!alone) return tl::unexpected(alone.error());
        if (auto begun = write(-1, Entry::State::Planned, toJson(m_plan)); !begun) return tl::unexpected(begun.error());
        for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
            if (m_options.stop.stop_requested()) {
                m_applied.end = Applied::End::Stopped;
                return std::move(m_applied);
            }
            if (auto done = step(i); !done) return tl::unexpected(done.error());
            if (m_applied.steps[i].state == StepEnd::State::Done) continue;
            if (m_applied.steps[i].state == StepEnd::State::Accepted) {
                m_applied.end = Applied::End::Accepted;
                continue;
            }
            const bool isUnknown = m_applied.steps[i].state == StepEnd::State::Unknown;
            m_applied.end = m_applied.done() > 0 ? Applied::End::Partly
                            : isUnknown          ? Applied::End::Unknown
                                                 : Applied::End::Failed;
            break;
        }
        return std::move(m_applied);
    }

private:
    const Plan& m_plan;
    const Apis& m_apis;
    Journal& m_journal;
    const ApplyPlanOptions& m_options;
    MakeOptions m_make;
    Applied m_applied;
    /// An object's version, and who `kubectl apply` is among its managers.
    struct At {
        std::string version;
        Json managers;
    };
    /// What this plan's own steps made of an object: it was at `from` when it was sent, on that condition, and is at `to` since.
    struct Moved {
        std::size_t step = 0;
        At from;
        At to;
    };
    std::vector<Moved> m_moved;
    /// Of steps that take something out first, the object as it was before that was begun, now or another time.
    std::map<std::size_t, Json> m_begun;
    bool m_isHalf = false; ///< of the step that is being sent, something was taken out

    Result<Entry> write(int step, Entry::State state, Json body)
    {
        Entry entry;
        entry.time = m_options.now();
        entry.who = m_options.who;
        entry.plan = m_applied.plan;
        entry.step = step;
        entry.state = state;
        entry.body = std::move(body);
        return m_journal.append(std::move(entry));
    }

    bool isReady()
    {
        for (const Step& step : m_plan.steps) {
            const std::string name = nameOf(step);
            const auto say = [&](const std::string& why) { m_applied.why.push_back(name + ": " + why); };
            if (step.refused) say("The server refused it: " + shownEnds(step.refused->message, kube::LongestMessage));
            if (step.isOpen())
                say("A conflict has no way out yet. Make the plan again with --conflict FIELD=leave, take or share.");
            if (step.checked == Step::Checked::Impossible && !m_options.unchecked)
                say("The server has no dry run for it, so nobody knows what it would make of it. Say --unchecked to "
                    "apply it nevertheless.");
            if (step.gitOps && !m_options.overGitOps && isByFleet(*step.gitOps))
                say(step.gitOps->tool + " keeps it as the fleet's object is (" + shown(step.gitOps->evidence) +
                    ") and will put this change back. Change the fleet's object, give this cluster an "
                    "OverridePolicy, or suspend its policy (spec.suspension) first; or say --over-gitops.");
            else if (step.gitOps && !m_options.overGitOps)
                say(step.gitOps->tool + " keeps it as its repository says (" + shown(step.gitOps->evidence) +
                    ") and will put this change back. Change the repository, or say --over-gitops.");
            if (apiOf(m_apis, step.target) == nullptr) say(whyNone(m_apis, step.target));
        }
        if (!m_applied.why.empty()) m_applied.end = Applied::End::NotReady;
        return m_applied.why.empty();
    }

    Result<void> findBegun()
    {
        const bool takesOut =
            std::ranges::any_of(m_plan.steps, [](const Step& step) { return !step.takenOut.empty(); });
        if (!takesOut) return {};
        const auto entries = m_journal.entries(m_applied.plan);
        if (!entries) return tl::unexpected(entries.error());
        for (const Entry& entry : *entries) {
            const bool isOver = entry.state == Entry::State::Done ||
                                (entry.state == Entry::State::Failed && entry.body.value("sent", true));
            if (isOver) m_begun.erase(static_cast<std::size_t>(entry.step));
            if (entry.state == Entry::State::Intent && entry.step >= 0 && entry.body.contains("takenOut"))
                m_begun.try_emplace(static_cast<std::size_t>(entry.step), entry.body.value("before", Json()));
        }
        return {};
    }

    /// Whether the first of a step's two requests is done, by this plan.
    [[nodiscard]] bool isHalfDone(std::size_t i, const Json& live) const
    {
        const auto begun = m_begun.find(i);
        return begun != m_begun.end() && isTakenOut(live, m_plan.steps[i].takenOut) &&
               metadataText(live, "uid") == metadataText(begun->second, "uid");
    }
    [[nodiscard]] std::vector<std::string> differsFrom(std::size_t i, const Step& step, const Made& now,
                                                       bool early) const
    {
        return differs(isHalfDone(i, now.live) ? afterTakingOut(step) : step, now, m_plan.made, early);
    }

    bool isAsSeen()
    {
        const std::vector<Made> all = remakeAll(m_plan.steps, m_apis, {m_make});
        if (const Made* gone = unreachedIn(all)) {
            m_applied.why = {shown(gone->step.target.cluster) + ": " + gone->step.refused->message};
            m_applied.end = Applied::End::NotReady;
            return false;
        }
        for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
            for (std::string& why : differsFrom(i, m_plan.steps[i], all[i], true))
                m_applied.why.push_back(std::move(why));
        }
        if (m_applied.why.empty()) m_applied.why = dependantsDiffer(m_plan, m_apis);
        if (!m_applied.why.empty()) m_applied.end = Applied::End::Stale;
        return m_applied.why.empty();
    }

    bool isAsPredicted()
    {
        // What the file says is no longer than any plan holds.
        const Time until = std::min(m_plan.validUntil, m_plan.made + ValidFor);
        const Time now = m_options.now();
        if (now <= until && m_plan.made <= now + ValidFor) return true;
        const std::string over = "The plan was valid until " + model::toText(until) + ", and ";
        const Result<model::ChangeEffects> predicted =
            m_options.predict ? m_options.predict(m_plan)
                              : failure(Fault::Unavailable, "nobody was asked to predict it again.");
        if (!predicted)
            m_applied.why.push_back(over + "what it would bring about now is not known: " + predicted.error().text());
        else
            for (const std::string& why : effectsDiffer(m_plan, *predicted))
                m_applied.why.push_back(over + "what it would bring about is another by now: " + why);
        if (!m_applied.why.empty()) m_applied.end = Applied::End::Stale;
        return m_applied.why.empty();
    }

    /// The kind that an earlier step defines is served a moment later.
    Made remade(std::size_t i, Api& api)
    {
        const Step& step = m_plan.steps[i];
        for (int looks = 0;
             step.checked == Step::Checked::NotYet && !api.isNamespaced(step.what) && looks < LooksForKind; ++looks) {
            api.refresh();
            if (!api.isNamespaced(step.what)) std::this_thread::sleep_for(BetweenLooks);
        }
        Beside beside = besideOf(m_plan.steps, i);
        beside.before = {}; // it is done
        return remake(step, api, m_make, beside);
    }

    static At whereIs(const Json& object)
    {
        return {metadataText(object, "resourceVersion"), takenOwners(managedFieldsOf(object), false)};
    }

    /// As the plan has it, but an object that only earlier steps of the plan moved on since counts as seen; so do managers that a step
    /// took fields from by force.
    [[nodiscard]] Step asSeen(std::size_t i) const
    {
        Step step = m_plan.steps[i];
        const Json::json_pointer managers("/metadata/managedFields");
        for (const Moved& one : m_moved) {
            const Step& earlier = m_plan.steps[one.step];
            const bool isOf = earlier.what == step.what && earlier.target.isSame(step.target);
            if (!isOf) continue;
            if (one.from.version == step.seen.resourceVersion) step.seen.resourceVersion = one.to.version;
            const bool isOfOwners = step.action == Step::Action::Owners && step.seen.object.contains(managers);
            if (isOfOwners && step.seen.object.at(managers) == one.from.managers)
                step.seen.object[managers] = one.to.managers;
        }
        return step;
    }

    Result<void> step(std::size_t i)
    {
        const Step step = asSeen(i);
        Api& api = *apiOf(m_apis, step.target);
        StepEnd& end = m_applied.steps[i];
        const Made made = remade(i, api);
        const auto why = differsFrom(i, step, made, false);
        if (!why.empty()) {
            end = {StepEnd::State::Failed, why.front(), {}, {}, !made.step.refused};
            if (made.step.refused) {
                end.why = made.step.refused->message;
                end.causes = made.step.refused->causes;
                for (const std::string& note : made.step.notes) // what to do
                    if (std::ranges::find(step.notes, note) == step.notes.end()) end.why += " " + note;
            }
            const auto written = write(static_cast<int>(i), Entry::State::Failed, {{"why", end.why}, {"sent", false}});
            if (!written) return tl::unexpected(written.error());
            return {};
        }
        Json intent = intentOf(step, made);
        if (!step.takenOut.empty()) {
            if (isHalfDone(i, made.live)) intent["before"] = m_begun.at(i);
            m_begun.try_emplace(i, intent["before"]);
        }
        m_isHalf = isHalfDone(i, made.live);
        const auto begun = write(static_cast<int>(i), Entry::State::Intent, intent);
        if (!begun) return tl::unexpected(begun.error());
        if (m_options.progress) m_options.progress(i, Entry::State::Intent);
        At from = whereIs(made.live);
        const ApiResult<Got> answer = send(i, step, made, api, from);
        if (answer && step.action != Step::Action::Delete && !from.version.empty())
            m_moved.push_back({i, from, whereIs(answer->object)});
        const auto [state, body] = !answer ? failed(answer.error(), *begun, api, made, end)
                                   : step.action == Step::Action::Delete ? deleted(*answer, *begun, api, made, end)
                                                                         : done(step, *answer, made, end);
        if (m_options.progress) m_options.progress(i, state);
        const auto written = write(static_cast<int>(i), state, body);
        if (!written) return tl::unexpected(written.error());
        return {};
    }

    /// A controller may write between the read and the write, a status right after a step before above all: again, while nothing else of
    /// it is another than the plan saw.
    /// @param from  the one that was sent to in the end
    ApiResult<Got> send(std::size_t i, const Step& step, const Made& made, Api& api, At& from)
    {
        ApiResult<Got> answer = sendOnce(step, made, api);
        // A server says 422 where what is to be taken out is another by now.
        const auto isMoved = [&] {
            return !answer && (answer.error().code == 409 || (answer.error().code == 422 && !step.takenOut.empty()));
        };
        for (int turn = 1; isMoved(); ++turn) {
            const Made again = remade(i, api);
            if (again.step.refused) break; // the server's words of the write say more
            if (const auto why = differsFrom(i, step, again, false); !why.empty()) {
                answer.error().code = 409;
                answer.error().message = why.front();
                if (!why.front().ends_with(PlanAgain)) answer.error().message += std::string(" ") + PlanAgain;
                break;
            }
            if (again.step.seen.resourceVersion == from.version) break;
            if (turn == MostSends) {
                answer.error().message += std::string(" ") + KeepsMoving;
                break;
            }
            from = whereIs(again.live);
            answer = sendOnce(step, again, api);
        }
        return answer;
    }
    ApiResult<Got> sendOnce(const Step& step, const Made& made, Api& api)
    {
        const Seen& seen = made.step.seen;
        if (step.action == Step::Action::Delete)
            return api.remove(step.what, {seen.uid, seen.resourceVersion}, {.dryRun = false, .orphans = step.orphans});
        if (step.action == Step::Action::Owners) return patchOwners(step, made, api);
        Json config = made.config;
        if (seen.there()) {
            config["metadata"]["resourceVersion"] = seen.resourceVersion;
            config["metadata"]["uid"] = seen.uid;
        }
        if (!made.step.takenOut.empty()) {
            ApiResult<Got> out =
                api.patch(step.what, atVersion(takeOutPatch(made.step.takenOut), seen.resourceVersion), false);
            if (!out) return out;
            m_isHalf = true;
            config["metadata"]["resourceVersion"] = metadataText(out->object, "resourceVersion");
        }
        return api.apply(step.what, config, {step.isForced(), false});
    }
    static ApiResult<Got> patchOwners(const Step& step, const Made& made, Api& api)
    {
        return api.patch(step.what, atVersion(ownersPatch(*made.takeOver), made.step.seen.resourceVersion), false);
    }
    /// The same, on condition that nobody has written since.
    static Json atVersion(Json operations, const std::string& version)
    {
        operations.push_back({{"op", "replace"}, {"path", "/metadata/resourceVersion"}, {"value", version}});
        return operations;
    }

    /// A server may have only marked it, and its answer does not tell: of a Service it is the same Status either way.
    /// @source k8s.io/kubernetes pkg/registry/core/service/storage/rest.go, Delete
    static std::pair<Entry::State, Json> deleted(const Got& got, const Entry& intent, Api& api, const Made& made,
                                                 StepEnd& end)
    {
        for (const std::string& warning : got.warnings) end.warnings.push_back(made.redactor.clean(warning));
        Judgement found{Entry::State::Done, {}};
        for (int look = 0; look < LooksForEnd; ++look) {
            if (look > 0) std::this_thread::sleep_for(BetweenEndLooks);
            found = judge(intent.body, api, false);
            if (found.state == Entry::State::Done) break;
        }
        end.state = StepEnd::State::Done;
        Json body{{"after", Json()}, {"warnings", end.warnings}};
        if (found.state == Entry::State::Done) return {found.state, std::move(body)};
        end.state = StepEnd::State::Accepted; // where nobody tells it now, too: it was taken
        end.why = found.why;
        body["why"] = end.why;
        return {Entry::State::Accepted, std::move(body)};
    }

    static std::pair<Entry::State, Json> done(const Step& step, const Got& got, const Made& made, StepEnd& end)
    {
        end.state = StepEnd::State::Done;
        for (const std::string& warning : got.warnings) end.warnings.push_back(made.redactor.clean(warning));
        if (step.isCreate() && got.code == 200)
            end.warnings.push_back("Somebody else made it at the same moment; it holds both texts.");
        return {Entry::State::Done, {{"after", masked(got.object)}, {"warnings", end.warnings}}};
    }

    std::pair<Entry::State, Json> failed(const kube::ApiError& error, const Entry& intent, Api& api, const Made& made,
                                         StepEnd& end)
    {
        const Refused refused = refusedOf(error, made.redactor);
        end.why = refused.message;
        end.causes = refused.causes;
        end.conflict = error.code == 409;
        if (isRefusal(error) && !m_isHalf) {
            end.state = StepEnd::State::Failed;
            return {Entry::State::Failed, {{"why", end.why}, {"code", error.code}, {"sent", true}}};
        }
        // It may have been carried out all the same. What a server answered with, it does no more.
        const bool answered =
            isRefusal(error) || (error.trouble == kube::Trouble::None && error.code != 504 && error.code != 408);
        const Judgement found = judge(intent.body, api, !answered);
        end.state = stateOf(found.state);
        if (!found.why.empty()) end.why += " " + found.why;
        Json body{{"why", end.why}, {"code", error.code}, {"mayArrive", !answered}};
        if (found.state == Entry::State::Done) body["after"] = intent.body["expected"];
        return {found.state, std::move(body)};
    }
};

} // namespace

StepEnd::State stateOf(Entry::State state)
{
    switch (state) {
    case Entry::State::Done: return StepEnd::State::Done;
    case Entry::State::Failed: return StepEnd::State::Failed;
    case Entry::State::Accepted: return StepEnd::State::Accepted;
    case Entry::State::Planned:
    case Entry::State::Intent:
    case Entry::State::Lost:
    case Entry::State::Unknown: return StepEnd::State::Unknown;
    }
    return StepEnd::State::Unknown;
}

std::size_t Applied::done() const
{
    return static_cast<std::size_t>(
        std::ranges::count(steps, StepEnd::State::Done, [](const StepEnd& step) { return step.state; }));
}

Result<Applied> applyPlan(const Plan& plan, const Apis& apis, Journal& journal, const ApplyPlanOptions& options)
{
    return Applying(plan, apis, journal, options).run();
}

} // namespace core::change
