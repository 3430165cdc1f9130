// What mends the checks of a plan, as steps of it; and what was chosen of a plan, for one of changed texts.
#include <algorithm>

#include "core/base/shown.h"
#include "core/change/wishes.h"
#include "ui/session/plan_work.h"
#include "ui/session/text.h"

namespace ui {

namespace change = core::change;

namespace {

AddedFix fixOf(const change::Wish& wish)
{
    const core::model::ObjectRef what = core::model::refOf(wish.object);
    return {wish.cluster, what.kind, what.ns, what.name};
}

QString fixText(const AddedFix& fix)
{
    const core::model::ObjectRef what{{}, fix.kind, fix.ns, fix.name};
    return qt(core::shown(fix.cluster + ": " + fix.kind + " " + what.shortText()));
}

/// With those of the fixes that the draft's checks ask for; they leave the list.
std::shared_ptr<PlanDraft> withThose(const PlanDraft& draft, std::vector<AddedFix>& fixes)
{
    auto more = std::make_shared<PlanDraft>(draft);
    change::Fixes offered = change::fixesOf(draft.plan, draft.wishes);
    for (change::Wish& wish : offered.wishes) {
        const auto asked = std::find(fixes.begin(), fixes.end(), fixOf(wish));
        if (asked == fixes.end()) continue;
        fixes.erase(asked);
        more->wishes.push_back(std::move(wish));
        ++more->fixes;
    }
    return more;
}

} // namespace

std::vector<AddedFix> PlanDraft::added() const
{
    std::vector<AddedFix> all;
    for (std::size_t i = wishes.size() - fixes; i < wishes.size(); ++i) all.push_back(fixOf(wishes[i]));
    return all;
}

PlanDraftPtr PlanWork::withFixes(const PlanDraft& draft, std::optional<std::size_t> check)
{
    auto more = std::make_shared<PlanDraft>(draft);
    change::Fixes fixes;
    if (!check)
        fixes = change::fixesOf(draft.plan, draft.wishes);
    else if (*check < draft.plan.checks.size())
        fixes = change::fixesOf(draft.plan, draft.wishes, draft.plan.checks[*check]);
    for (change::Wish& wish : fixes.wishes) {
        more->wishes.push_back(std::move(wish));
        ++more->fixes;
    }
    return more;
}

core::Result<PlanDraftPtr> PlanWork::chosen(const PlanWay& way, PlanDraftPtr draft, const PlanChoices& choices,
                                            const std::stop_token& stop)
{
    // What the fixes are is worked out anew: an object that they copy may stand otherwise in the changed text.
    std::vector<AddedFix> left = choices.fixes;
    bool isDue = !choices.leftOut.empty() || !choices.ways.empty();
    while (isDue || !left.empty()) { // a fix may be asked for only beside another one
        const PlanDraftPtr more = withThose(*draft, left);
        if (!isDue && more->fixes == draft->fixes) break;
        isDue = false;
        core::Result<PlanDraftPtr> made = again(way, *more, choices, false, stop);
        if (!made) return made;
        draft = std::move(*made);
    }
    if (left.empty()) return draft;
    auto said = std::make_shared<PlanDraft>(*draft);
    for (const AddedFix& one : left) said->view.fixesLeft << fixText(one);
    return PlanDraftPtr(said);
}

} // namespace ui
