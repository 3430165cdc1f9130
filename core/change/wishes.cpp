#include "core/change/wishes.h"

namespace core::change {
namespace {

constexpr int DeepestList = 4;

void add(std::vector<Wish>& all, const Json& object, const WishSource& source, const std::string& place,
         const std::string& text, int depth)
{
    if (!object.is_object()) return;
    const auto items = object.find("items");
    if (object.value("kind", Json()) == "List" && items != object.end() && items->is_array() && depth < DeepestList) {
        for (std::size_t i = 0; i < items->size(); ++i)
            add(all, (*items)[i], source, place + "/items/" + std::to_string(i), {}, depth + 1);
        return;
    }
    Wish wish;
    wish.cluster = source.cluster;
    wish.object = object;
    wish.source = source.name;
    wish.place = place;
    wish.text = text;
    all.push_back(std::move(wish));
}

} // namespace

void addWishes(std::vector<Wish>& all, const text::Document& document, const WishSource& source)
{
    const text::Span span = document.span();
    const std::string text(document.text().substr(span.start.offset, span.end.offset - span.start.offset));
    add(all, document.value(), source, "/" + std::to_string(source.number), text, 0);
}

Wish wishOf(const Step& step)
{
    Wish wish;
    wish.cluster = step.target.cluster;
    wish.action = step.action;
    wish.object = step.object;
    if (step.action == Step::Action::Delete) {
        wish.object = {
            {"apiVersion", step.what.apiVersion}, {"kind", step.what.kind}, {"metadata", {{"name", step.what.name}}}};
        if (!step.what.ns.empty()) wish.object["metadata"]["namespace"] = step.what.ns;
    }
    wish.source = step.source;
    wish.text = step.text;
    wish.secrets = step.secrets;
    wish.notes = step.notes;
    for (const Conflict& one : step.conflicts)
        if (one.choice == Conflict::Choice::TakeOver) wish.decisions.push_back({one.field, one.choice});
    return wish;
}

bool isPreparation(const Plan& plan, std::size_t i)
{
    const Step& step = plan.steps[i];
    if (step.action != Step::Action::Owners || i + 1 == plan.steps.size()) return false;
    const Step& next = plan.steps[i + 1];
    return next.action == Step::Action::Apply && next.what == step.what && next.target == step.target;
}

std::vector<Wish> wishesOf(const Plan& plan, const Apis& apis)
{
    std::vector<Wish> all;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const Step& step = plan.steps[i];
        if (isPreparation(plan, i)) continue;
        all.push_back(wishOf(step));
        if (const Api* api = apiOf(apis, step.target)) all.back().cluster = api->target().cluster;
    }
    return all;
}

} // namespace core::change
