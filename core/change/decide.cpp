#include "core/change/decide.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/since.h"

namespace core::change {
namespace {

using Choice = Conflict::Choice;

constexpr const char* FieldConflict = "FieldManagerConflict"; ///< @source metav1.CauseTypeFieldManagerConflict

/// `"gitbot"` of `conflict with "gitbot"`.
/// @source structured-merge-diff merge.Conflict.Error
std::string ownerIn(const std::string& message)
{
    constexpr std::string_view Before = "conflict with ";
    return message.starts_with(Before) ? message.substr(Before.size()) : message;
}

/// What is there by now and would not be.
object::FieldSet goneOf(const Json& live, const Json& result)
{
    return object::compare(live, withoutServerFields(result), object::typeOf(live)).removed;
}

} // namespace

Worked workedOut(const Json& live, const Json& managedFields, const Json& config)
{
    Worked worked;
    object::Managed managed;
    if (live.is_object()) {
        Json owned = live;
        if (managedFields.is_array()) owned["metadata"]["managedFields"] = managedFields;
        auto read = object::readManaged(owned);
        if (!read) {
            worked.refused = Refused{0, read.error().text(), {}};
            return worked;
        }
        managed = std::move(*read);
    }
    const object::Who who{Manager, {}, {}};
    auto outcome = object::apply(managed, config, who, false);
    if (outcome && !outcome->conflicts.empty()) {
        worked.conflicts = outcome->conflicts;
        outcome = object::apply(managed, config, who, true);
    }
    if (outcome) {
        worked.result = std::move(outcome->managed.object);
        return worked;
    }
    Refused refused;
    refused.message = "The text does not fit the kind's fields.";
    for (const object::Problem& problem : outcome.error().problems) {
        refused.causes.push_back({"FieldValueInvalid", problem.what, problem.path});
        refused.message = problem.path + ": " + problem.what;
    }
    worked.refused = std::move(refused);
    return worked;
}

bool isFieldConflict(const kube::ApiError& error)
{
    return error.code == 409 && std::ranges::any_of(error.causes, [](const kube::StatusCause& cause) {
               return cause.reason == FieldConflict;
           });
}

Worked Deciding::work() const
{
    Json owners = ownersNow();
    if (isSecret(m_made.config)) owners = ownedAsData(std::move(owners));
    return workedOut(m_made.live, owners, m_made.config);
}

Json Deciding::ownersNow() const
{
    if (m_made.takeOver) return m_made.takeOver->managedFields;
    return m_made.live.is_object() ? managedFieldsOf(m_made.live) : Json();
}

std::vector<object::Conflict> Deciding::unseen(const std::vector<object::Conflict>& worked) const
{
    std::vector<object::Conflict> found;
    if (!isSecret(m_made.config) || worked.empty()) return found;
    const std::vector<object::Conflict> seen = workedOut(m_made.live, ownersNow(), m_made.config).conflicts;
    for (const object::Conflict& one : worked)
        if (std::ranges::find(seen, one.field, &object::Conflict::field) == seen.end()) found.push_back(one);
    return found;
}

std::vector<object::Conflict> Deciding::named(const kube::ApiError& error, const std::vector<object::Conflict>& worked)
{
    std::map<std::string, std::set<std::string>> all; // owners by field, as they stand in the object
    for (const object::Conflict& one : worked) all[one.field].insert(one.owner);
    std::map<std::string, std::set<std::string>> only; // of the server alone
    for (const kube::StatusCause& cause : error.causes)
        if (cause.reason == FieldConflict && !all.contains(cause.field))
            only[cause.field].insert(ownerIn(cause.message));
    for (const auto& [field, owners] : only) {
        std::set<std::string> inside;
        for (const auto* fields : {&all, &only})
            for (const auto& [other, others] : *fields)
                if (other.starts_with(field + "[")) inside.insert(others.begin(), others.end());
        if (!std::ranges::includes(inside, owners)) all[field] = owners;
    }
    std::vector<object::Conflict> conflicts;
    for (const auto& [field, owners] : all) conflicts.push_back({field, joined(owners)});
    return conflicts;
}

std::vector<object::Conflict> Deciding::going(const std::vector<object::Conflict>& known) const
{
    std::vector<object::Conflict> found;
    if (!m_made.step.seen.there() || !m_made.result.is_object() || isSecret(m_made.config)) return found;
    const Json live = withoutServerFields(m_made.live);
    const object::FieldSet gone = goneOf(live, m_made.result);
    if (gone.empty()) return found;
    object::FieldSet all;
    std::vector<std::pair<std::string, std::vector<std::string>>> lost; // paths by owner
    const object::Owners every = object::readOwners(ownersNow()).value_or(object::Owners());
    for (const object::Owner& owner : every) {
        // What is left of kubectl apply's own are defaults: what it said was taken over.
        if (isTaken(owner, every) || !owner.subresource.empty() || isControllers(owner.manager)) continue;
        const object::FieldSet fields = gone.intersection(owner.fields);
        all = all.unionWith(fields);
        lost.emplace_back(owner.text(), fields.paths());
    }
    for (const std::string& field : topmost(all)) {
        const Json* value = valueAt(live, field);
        const bool isSaid =
            std::ranges::any_of(known, [&](const object::Conflict& one) { return isWithin(field, one.field); });
        if (isSaid || value == nullptr || (value->is_structured() && value->empty())) continue;
        std::set<std::string> owners;
        for (const auto& [owner, paths] : lost)
            for (const std::string& path : paths)
                if (isWithin(path, field)) owners.insert(owner);
        found.push_back({field, joined(owners)});
    }
    return found;
}

bool Deciding::decide(const std::vector<object::Conflict>& found, const std::vector<object::Conflict>& going)
{
    Step& step = m_made.step;
    std::vector<Conflict> kept; // settled in the text already
    for (const Conflict& one : step.conflicts)
        if (one.choice == Choice::Leave || one.choice == Choice::Share) kept.push_back(one);
    bool changed = false;
    std::vector<Conflict> all;
    const std::vector<object::Conflict> asText = unseen(found);
    for (const object::Conflict& one : found) {
        Conflict conflict{one.field, shown(one.owner), shownAt(m_made.live, one.field),
                          shownAt(m_made.config, one.field), choiceOf(one.field)};
        // Where the server has Berth alone on record for it, the value would go with the text that no longer says it.
        const bool isLost = conflict.choice == Choice::Leave &&
                            std::ranges::find(asText, one.field, &object::Conflict::field) != asText.end() &&
                            isOurs(ownersNow(), one.field);
        if (isLost || !settle(conflict)) {
            conflict.why = isLost
                               ? "Berth alone is on record for it, so the value would go with the text that says it no "
                                 "longer. Share it, or take it over."
                               : whyNot(conflict);
            conflict.choice = Choice::Open;
        } else if (conflict.choice == Choice::Leave || conflict.choice == Choice::Share) {
            changed = true;
        }
        all.push_back(std::move(conflict));
    }
    for (const object::Conflict& one : going) {
        Conflict conflict{one.field, shown(one.owner), shownAt(m_made.live, one.field), {}, choiceOf(one.field)};
        if (!keep(conflict)) {
            conflict.why = "It goes with what stands around it, and cannot stay by itself. Say it in the text, or take "
                           "it over.";
            conflict.choice = Choice::Open;
        } else if (conflict.choice == Choice::Leave || conflict.choice == Choice::Share) {
            changed = true;
        }
        all.push_back(std::move(conflict));
    }
    all.insert(all.end(), kept.begin(), kept.end());
    std::ranges::stable_sort(all, {}, &Conflict::field);
    step.conflicts = std::move(all);
    return changed;
}

std::optional<bool> Deciding::leave()
{
    Step& step = m_made.step;
    if (!step.seen.there()) return false;
    const Json live = withoutServerFields(m_made.live);
    const Json result = withoutServerFields(m_made.result);
    const Json owners = ownersNow();
    bool changed = false;
    for (Decision one : m_options.decisions) {
        one.field = fieldOf(one);
        const Json* is = valueAt(live, one.field);
        const Choice choice = choiceOf(one.field);
        if (isSameAt(live, result, one.field) || (choice != Choice::Leave && choice != Choice::Share)) continue;
        const auto known = std::ranges::find(step.conflicts, one.field, &Conflict::field);
        const bool isSettled = known != step.conflicts.end() && known->manager.empty();
        if (known != step.conflicts.end() && !isSettled) continue;                        // another's
        if (is == nullptr && (isSettled || !valueAt(m_made.config, one.field))) continue; // a default in its place
        Conflict conflict{one.field, {}, shownAt(m_made.live, one.field), shownAt(m_made.config, one.field), choice};
        // What Berth alone has on record goes with the text that no longer says it.
        if (is != nullptr && isOurs(owners, one.field)) conflict.choice = Choice::Share;
        if (is == nullptr) conflict.choice = Choice::Leave;
        if (isSettled || one.field == ".metadata" || !settle(conflict)) {
            step.refused =
                Refused{0,
                        "The cluster's " + shown(one.field) +
                            " cannot be left as it is: nobody else is on record as its owner. Write its value into the "
                            "text, or take the field out of it.",
                        {}};
            return std::nullopt;
        }
        step.conflicts.push_back(std::move(conflict));
        changed = true;
    }
    std::ranges::stable_sort(step.conflicts, {}, &Conflict::field);
    return changed;
}

Conflict::Choice Deciding::choiceOf(const std::string& field) const
{
    for (const Conflict& one : m_asked.conflicts)
        if (one.field == field && one.choice != Choice::Open) return one.choice;
    std::vector<Decision> said = m_options.decisions;
    for (Decision& one : said) one.field = fieldOf(one);
    return change::choiceOf(said, field);
}

std::string Deciding::fieldOf(const Decision& said) const
{
    constexpr std::string_view AsText = ".stringData.";
    if (!isSecret(m_made.config) || !said.field.starts_with(AsText)) return said.field;
    return ".data." + said.field.substr(AsText.size());
}

bool Deciding::settle(const Conflict& conflict)
{
    if (conflict.choice == Choice::Open || conflict.choice == Choice::TakeOver) return true;
    const std::string place = pointerAt(m_made.config, conflict.field);
    if (place.empty()) return false;
    const Json::json_pointer pointer(place);
    if (conflict.choice == Choice::Share) {
        const Json* theirs = valueAt(m_made.live, conflict.field);
        // Their secret cannot be referred to.
        if (theirs == nullptr || shownAt(m_made.live, conflict.field) != *theirs) return false;
        m_made.config[pointer] = *theirs;
        m_made.step.object[pointer] = *theirs;
        return true;
    }
    for (Json* text : {&m_made.config, &m_made.step.object}) removeAt(*text, pointer);
    if (isSecret(m_made.config))
        std::erase_if(m_made.step.secrets, [&](const SecretRef& ref) { return conflict.field == ".data." + ref.key; });
    return true;
}

std::string Deciding::whyNot(const Conflict& conflict) const
{
    if (pointerAt(m_made.config, conflict.field).empty())
        return "The text has no field of that name: its owner wrote the object in another version of its API. Take it "
               "over, or write the text in that version.";
    return "Their value cannot be said again here. Leave theirs, or take the field over.";
}

bool Deciding::keep(const Conflict& conflict)
{
    if (conflict.choice == Choice::Open || conflict.choice == Choice::TakeOver) return true;
    const Json live = withoutServerFields(m_made.live);
    const object::FieldSet gone = goneOf(live, m_made.result);
    const std::vector<std::string> items = topmost(gone);
    const auto isAround = [&](const std::string& path) {
        return isWithin(conflict.field, path) && std::ranges::find(items, path) != items.end();
    };
    object::FieldSet said;
    for (const object::Owner& owner : object::readOwners(ownersNow()).value_or(object::Owners()))
        if (owner.manager == Manager && owner.operation == object::Owner::Operation::Apply && owner.subresource.empty())
            said = said.unionWith(picked(owner.fields, isAround));
    if (said.empty()) return false; // it goes for another reason, which is the server's
    if (conflict.choice == Choice::Share)
        said = said.unionWith(picked(gone, [&](const std::string& path) { return path == conflict.field; }));
    const object::Type* type = object::typeOf(live);
    const Json back = object::only(live, said, type);
    for (Json* text : {&m_made.config, &m_made.step.object}) *text = object::merged(*text, back, type);
    return true;
}

} // namespace core::change
