#include "core/change/remake.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <set>

#include "core/base/shown.h"
#include "core/change/decide.h"
#include "core/change/handlers.h"
#include "core/change/list_order.h"
#include "core/change/take_out.h"
#include "core/model/deletion.h"

namespace core::change {
namespace {

using kube::ApiError;
using kube::ApiResult;
using Checked = Step::Checked;

constexpr std::size_t AtOnce = 8; ///< steps; each waits for one answer at a time
// Minor versions of Kubernetes since which a structure that goes leaves nothing behind, and a list takes the order that is applied.
constexpr int TakesOutWhole = 21;
constexpr int TakesOrder = 22;
constexpr int MostTurns = 6; ///< decisions may uncover further conflicts; an object may be written to again

/// @source k8s.io/apiserver admission/plugin/webhook/errors.NewDryRunUnsupportedErr; there is no reason of its own. Where the text
/// ever changes, the step is refused with it: a dry run is never followed by a real one.
bool isNoDryRun(const ApiError& error)
{
    return error.code == 400 && error.message.find("does not support dry run") != std::string::npos;
}

/// What to write where a server's words are of its insides: sentences.
/// @source structured-merge-diff v4 typed/validate.go, as kube-apiserver 1.20.2 answers an apply: it converts a number to no quantity, and
/// takes a key of an element for missing whatever it would default to
std::vector<std::string> remediesOf(const Refused& refused)
{
    std::string all = refused.message;
    for (const kube::StatusCause& cause : refused.causes) all += "\n" + cause.message;
    constexpr std::string_view Key = "key field \"";
    std::vector<std::string> remedies;
    // Of several in one message each names its field, a line each: "  .spec.a: expected string, got ..."
    constexpr std::string_view NoText = "expected string, got &value.valueUnstructured{";
    for (std::size_t at = all.find(NoText); at != std::string::npos; at = all.find(NoText, at + 1)) {
        const std::size_t start = at == 0 ? std::string::npos : all.find_last_of(" \n", at >= 2 ? at - 2 : 0);
        std::string field = all.substr(start == std::string::npos ? 0 : start + 1);
        field.resize(at - (all.size() - field.size()));
        const bool isNamed = field.starts_with('.') && field.ends_with(": ");
        if (isNamed) field.resize(field.size() - 2);
        std::string how =
            isNamed ? "This server takes a text at " + shown(field) + " and nothing else. Write the value in quotes."
                    : "This server takes a text there and nothing else. Write the value in quotes.";
        if (std::ranges::find(remedies, how) == remedies.end()) remedies.push_back(std::move(how));
    }
    std::set<std::string> keys;
    for (std::size_t at = all.find(Key); at != std::string::npos; at = all.find(Key, at + 1)) {
        const std::size_t from = at + Key.size();
        keys.insert(all.substr(from, all.find('"', from) - from));
    }
    for (const std::string& key : keys)
        remedies.push_back(
            key == "protocol"
                ? "This server adds no protocol to what is applied. Write protocol: TCP, or the one that "
                  "is meant, at each port."
                : "Elements of that list are told apart by " + shown(key) + ". Write it into each of them.");
    return remedies;
}

/// What is being made of one step.
class Making {
public:
    Making(const Step& asked, Api& api, const MakeOptions& options, const Beside& beside)
        : m_asked(asked)
        , m_api(api)
        , m_options(options)
        , m_beside(beside)
        , m_deciding(asked, options, m_made)
    {
        m_made.step = asked;
        Step& step = m_made.step;
        step.target = api.target();
        step.refused.reset();
        step.warnings.clear();
        step.diff = {};
        if (asked.action == Step::Action::Apply) step.takesOver.clear();
        step.takenOut.clear();
        step.gitOps.reset();
        step.checked = options.local ? Checked::Local : Checked::DryRun;
        m_made.config = asked.object;
    }

    Made run() &&
    {
        if (resolve() && look()) {
            switch (m_asked.action) {
            case Step::Action::Delete: remove(); break;
            case Step::Action::Owners: changeOwners(); break;
            case Step::Action::Apply: apply(); break;
            }
            refuseWhatGoes();
            if (m_made.step.refused) m_made.step.takenOut.clear();
        }
        return std::move(m_made);
    }

private:
    const Step& m_asked;
    Api& m_api;
    const MakeOptions& m_options;
    const Beside& m_beside;
    Made m_made;
    Deciding m_deciding;
    Json m_state; ///< that would come of it, as it is worked out here

    bool refuse(Refused refused)
    {
        std::vector<std::string>& notes = m_made.step.notes;
        std::vector<std::string> remedies = remediesOf(refused);
        if (isOfHandler(refused))
            for (std::string& how : handlerRemedies(m_made.step.what, handlersGoing(m_made.live, m_state)))
                remedies.push_back(std::move(how));
        for (std::string& how : remedies)
            if (std::ranges::find(notes, how) == notes.end()) notes.push_back(std::move(how));
        m_made.step.refused = std::move(refused);
        return false;
    }

    /// Puts the values in, for the server's eyes only.
    bool resolve()
    {
        SecretReader reader(m_options.secrets);
        for (const SecretRef& ref : m_asked.secrets) {
            const Result<Secret> value = reader.value(ref, true);
            if (!value) return refuse({0, value.error().text(), {}});
            m_made.redactor.add(*value);
            m_made.config["data"][ref.key] = value->reveal();
        }
        return true;
    }

    /// Reads what there is.
    bool look()
    {
        Step& step = m_made.step;
        ApiResult<Got> found = m_api.get(step.what);
        step.seen = {};
        m_made.live = Json();
        const bool isGone = step.action == Step::Action::Delete || m_api.isNamespaced(step.what);
        if (!found && found.error().code == 404 && isGone) return true;
        if (!found) {
            step.seen.isUnknown = found.error().code != 404;
            return refuse(refusedOf(found.error(), m_made.redactor));
        }
        m_made.live = std::move(found->object);
        step.seen = seenOf(m_made.live);
        step.gitOps = gitOpsOf(m_made.live);
        if (step.seen.uid.empty()) return refuse({0, "The server's answer is no object: it has no uid.", {}});
        if (step.action == Step::Action::Delete) {
            const std::string note = model::deletionText(m_made.live);
            if (!note.empty() && std::ranges::find(step.notes, note) == step.notes.end()) step.notes.push_back(note);
        }
        return true;
    }

    /// What is put into an object that is being deleted goes with it. What lets it go is meant for it.
    void refuseWhatGoes()
    {
        Step& step = m_made.step;
        if (step.action == Step::Action::Delete || step.refused) return;
        const std::string note = model::deletionText(m_made.live);
        if (note.empty()) return;
        const bool letsGo = m_made.config.contains(Json::json_pointer("/metadata/finalizers")) &&
                            std::ranges::any_of(step.diff.differences, [](const Difference& one) {
                                return one.path.starts_with(".metadata.finalizers");
                            });
        if (!letsGo)
            refuse({0, note + " What is applied to it now goes with it: wait until it is gone, and plan again.", {}});
        else if (std::ranges::find(step.notes, note) == step.notes.end())
            step.notes.push_back(note);
    }

    /// Between the read and the question a controller may have written, a status above all: again, with what there is then.
    void remove()
    {
        Step& step = m_made.step;
        for (int turn = 1;; ++turn) {
            step.diff = diff(m_made.live, {}, {});
            if (!step.seen.there() || m_options.local) return;
            const std::string sent = step.seen.resourceVersion;
            const ApiResult<Got> answer =
                m_api.remove(step.what, {step.seen.uid, sent}, {.dryRun = true, .orphans = step.orphans});
            if (answer || isNoDryRun(answer.error())) {
                if (answer)
                    step.warnings = answer->warnings;
                else
                    step.checked = Checked::Impossible;
                return;
            }
            Refused refused = refusedOf(answer.error(), m_made.redactor);
            if (answer.error().code == 409) {
                if (!look()) return;
                const bool isMoved = step.seen.resourceVersion != sent;
                if (isMoved && turn < MostTurns) continue;
                if (isMoved) refused.message += std::string(" ") + KeepsMoving;
            }
            refuse(std::move(refused));
            return;
        }
    }

    void changeOwners()
    {
        Step& step = m_made.step;
        if (!step.seen.there()) {
            refuse({0, "The object is gone, and so are those who managed it.", {}});
            return;
        }
        step.gitOps.reset(); // no value changes: there is nothing to be put back
        step.seen.object["metadata"]["managedFields"] = takenOwners(managedFieldsOf(m_made.live), false);
        const Json wanted =
            withTakenOwners(managedFieldsOf(m_made.live), m_asked.object["metadata"].value("managedFields", Json()));
        m_made.takeOver = TakeOver{step.takesOver, wanted};
        m_made.result = m_made.live;
        m_made.result["metadata"]["managedFields"] = wanted;
        if (!m_options.local) takeState(sendWith(Json::array()));
    }

    /// The dry run of a take-over, where there is one, and of these changes besides.
    ApiResult<Got> sendWith(Json operations)
    {
        if (m_made.takeOver)
            for (Json& one : ownersPatch(*m_made.takeOver)) operations.push_back(std::move(one));
        return m_api.patch(m_made.step.what, operations, true);
    }

    /// Its answer is the result.
    bool takeState(ApiResult<Got> answer)
    {
        if (answer) {
            m_made.result = std::move(answer->object);
            return true;
        }
        if (!isNoDryRun(answer.error())) return refuse(refusedOf(answer.error(), m_made.redactor));
        m_made.step.checked = Checked::Impossible;
        return true;
    }

    void apply()
    {
        m_made.takeOver = ownersFirst();
        if (m_made.takeOver) m_made.step.takesOver = m_made.takeOver->managers;
        // Again: what is left to others, or shared with them, makes another text.
        for (int turn = 0; turn < MostTurns; ++turn) {
            const Worked worked = m_deciding.work();
            std::vector<object::Conflict> conflicts = worked.conflicts;
            m_state = worked.result;
            if (!m_options.local && !ask(worked, conflicts)) return;
            if (m_options.local || m_made.step.checked == Checked::Impossible) {
                if (worked.refused) {
                    refuse(*worked.refused);
                    return;
                }
                m_made.result = asOrdered(worked.result);
            }
            const bool isDecided = m_deciding.decide(conflicts, m_deciding.going(conflicts));
            const auto isLeft = m_deciding.leave();
            if (!isLeft) return;
            if (!isDecided && !*isLeft) break;
        }
        m_made.step.diff = diff(m_made.live, m_made.result, m_made.config);
        std::vector<std::string>& notes = m_made.step.notes;
        for (const TakenOut& one : m_made.step.takenOut)
            if (std::ranges::find(notes, takenOutNote(one)) == notes.end()) notes.push_back(takenOutNote(one));
    }

    /// Who has to own what before the text is applied.
    [[nodiscard]] std::optional<TakeOver> ownersFirst() const
    {
        if (m_options.undoes.empty() && !m_beside.after) return takeOver(m_made.live, m_made.config);
        if (!m_beside.before.is_array() || !m_made.step.seen.there()) return std::nullopt;
        return TakeOver{{}, withTakenOwners(managedFieldsOf(m_made.live), m_beside.before)};
    }

    /// The server's dry run.
    bool ask(const Worked& worked, std::vector<object::Conflict>& conflicts)
    {
        if (m_made.takeOver) return askTakenOver(worked);
        m_made.step.takenOut.clear();
        const auto send = [&](bool force) { return m_api.apply(m_made.step.what, m_made.config, {force, true}); };
        ApiResult<Got> answer = send(false);
        if (!answer && isFieldConflict(answer.error())) {
            conflicts = Deciding::named(answer.error(), worked.conflicts);
            answer = send(true);
        } else {
            conflicts = m_deciding.unseen(worked.conflicts);
        }
        if (!answer && worked.result.is_object() && mustTakeOut(answer.error()))
            return askOfState(withoutServerFields(worked.result));
        return take(std::move(answer));
    }

    /// @return whether more than before has to be taken out first
    bool mustTakeOut(const ApiError& error)
    {
        bool found = false;
        for (TakenOut& one : takenOutFor(error, m_made.live, m_made.config)) {
            std::vector<TakenOut>& all = m_made.step.takenOut;
            if (std::ranges::find(all, one.field, &TakenOut::field) != all.end()) continue;
            std::erase_if(all, [&](const TakenOut& inner) { return isWithin(inner.field, one.field); });
            all.push_back(std::move(one));
            found = true;
        }
        return found;
    }

    /// Whether the server takes the state that comes of the text: where not all of it goes at once, after what goes first.
    bool askOfState(Json state)
    {
        const Json live = withoutServerFields(m_made.live);
        for (;;) {
            takeOut(state, m_made.step.takenOut);
            Json changes = Json::diff(live, state);
            ApiResult<Got> answer = Got{};
            if (!m_made.step.takenOut.empty())
                answer = m_api.patch(m_made.step.what, takeOutPatch(m_made.step.takenOut), true);
            if (answer) answer = sendWith(std::move(changes));
            if (answer || !mustTakeOut(answer.error())) return takeState(std::move(answer));
        }
    }

    bool take(ApiResult<Got> answer)
    {
        Step& step = m_made.step;
        if (!answer && isNoDryRun(answer.error())) {
            step.checked = Checked::Impossible;
            step.warnings = {m_made.redactor.clean(answer.error().message)};
            return true;
        }
        if (!answer) return refuse(refusedOf(answer.error(), m_made.redactor));
        step.warnings.clear();
        for (const std::string& warning : answer->warnings) step.warnings.push_back(m_made.redactor.clean(warning));
        m_made.result = std::move(answer->object);
        return true;
    }

    /// What is worked out here, with its lists in the order that a server of this version leaves them in.
    [[nodiscard]] Json asOrdered(const Json& state) const
    {
        const bool keeps = m_made.live.is_object() && m_api.minorVersion().value_or(TakesOrder) < TakesOrder;
        return keeps ? inOrderOf(state, m_made.live) : state;
    }

    /// The server takes the state, and not the text that leads to it once the fields are Berth's: it would be half done.
    bool leavesHandlers(const Json& state)
    {
        const std::vector<Handler> going = handlersGoing(m_made.live, state);
        if (going.empty() || m_api.minorVersion().value_or(TakesOutWhole) >= TakesOutWhole) return false;
        std::vector<std::string>& notes = m_made.step.notes;
        for (std::string& how : handlerRemedies(m_made.step.what, going))
            if (std::ranges::find(notes, how) == notes.end()) notes.push_back(std::move(how));
        refuse({0,
                "This server would refuse the text once its fields are Berth's, for what it leaves of a probe or hook.",
                {}});
        return true;
    }

    /// Before kubectl's fields are Berth's the server cannot know what goes with them, and would see conflicts that will be none. Those,
    /// and the state that comes of it, are worked out here, and the server is asked whether it takes that state. Whether it takes the
    /// text, it is asked by force; what it says of values is not of the state that will be, and what it says of a half take-over is not
    /// of the managers that will be.
    bool askTakenOver(const Worked& worked)
    {
        constexpr int Invalid = 422;
        m_made.step.takenOut.clear();
        const Json* order = nullptr; // which lists have, by the server's own merge
        if (!m_made.takeOver->managers.empty()) {
            ApiResult<Got> answer = m_api.apply(m_made.step.what, m_made.config, {true, true});
            const bool isOfState = !answer && answer.error().code == Invalid && worked.result.is_object();
            if (answer) order = &m_made.result;
            if (!isOfState && (!take(std::move(answer)) || m_made.step.checked == Checked::Impossible)) {
                return !m_made.step.refused;
            }
        }
        if (!worked.result.is_object())
            return m_made.result.is_object() ||
                   refuse(worked.refused.value_or(Refused{0, "What would come of it could not be worked out.", {}}));
        const Json state = withoutServerFields(worked.result);
        if (leavesHandlers(state)) return false;
        return askOfState(order != nullptr ? inOrderOf(state, *order) : asOrdered(state));
    }
};

} // namespace

Json identityOf(const model::ObjectRef& what)
{
    Json object{{"apiVersion", what.apiVersion}, {"kind", what.kind}, {"metadata", {{"name", what.name}}}};
    if (!what.ns.empty()) object["metadata"]["namespace"] = what.ns;
    return object;
}

Refused refusedOf(const kube::ApiError& error, const Redactor& redactor)
{
    Refused refused{
        error.code, redactor.clean(error.message.empty() ? error.error.what : error.message), {}, error.isOfTheWay()};
    for (kube::StatusCause cause : error.causes) {
        cause.message = redactor.clean(std::move(cause.message));
        refused.causes.push_back(std::move(cause));
    }
    return refused;
}

std::string metadataText(const Json& object, const char* key)
{
    const auto metadata = object.find("metadata");
    if (metadata == object.end() || !metadata->is_object()) return {};
    const auto found = metadata->find(key);
    return found != metadata->end() && found->is_string() ? found->get<std::string>() : std::string();
}

Seen seenOf(const Json& live)
{
    const auto metadata = live.find("metadata");
    if (metadata == live.end() || !metadata->is_object()) return {};
    return {metadataText(live, "uid"), metadataText(live, "resourceVersion"), masked(withoutServerFields(live)), false};
}

Json ownersPatch(const TakeOver& takeOver)
{
    return Json::array({{{"op", "add"}, {"path", "/metadata/managedFields"}, {"value", takeOver.managedFields}}});
}

Made remake(const Step& step, Api& api, const MakeOptions& options, const Beside& beside)
{
    return Making(step, api, options, beside).run();
}

const Made* unreachedIn(const std::vector<Made>& all)
{
    const auto one =
        std::ranges::find_if(all, [](const Made& made) { return made.step.refused && made.step.refused->isUnreached; });
    return one == all.end() ? nullptr : &*one;
}

Beside besideOf(const std::vector<Step>& steps, std::size_t i)
{
    Beside beside;
    for (std::size_t other = 0; other < steps.size(); ++other) {
        const Step& one = steps[other];
        const bool isOf = one.action == Step::Action::Owners && one.what == steps[i].what &&
                          one.target.isSame(steps[i].target) && other != i;
        if (isOf && other < i) beside.before = one.object["metadata"].value("managedFields", Json::array());
        if (isOf && other > i) beside.after = true;
    }
    return beside;
}

std::vector<Made> remakeAll(const std::vector<Step>& steps, const Apis& apis, const std::vector<MakeOptions>& options)
{
    std::vector<Made> all(steps.size());
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> gone = false;
    const auto work = [&] {
        for (std::size_t i = next++; i < steps.size() && !gone; i = next++) {
            all[i] = remake(steps[i], *apiOf(apis, steps[i].target), options[options.size() == 1 ? 0 : i],
                            besideOf(steps, i));
            if (all[i].step.refused && all[i].step.refused->isUnreached) gone = true;
        }
    };
    std::vector<std::future<void>> workers;
    for (std::size_t i = 1; i < std::min(AtOnce, steps.size()); ++i)
        workers.push_back(std::async(std::launch::async, work));
    work();
    for (std::future<void>& one : workers) one.get();
    return all;
}

} // namespace core::change
