#include "app/cli/field_faults.h"

#include "app/cli/render_plan.h"
#include "core/base/shown.h"
#include "core/change/fields.h"
#include "core/text/told.h"

namespace cli {

namespace change = core::change;

void sayFieldFaults(Context& context, const Manifests& manifests, change::Api& api)
{
    for (std::size_t i = 0; i < manifests.documents.size(); ++i) {
        const core::Json value = manifests.documents[i].document.value();
        for (const core::model::Issue& issue : change::fieldFaults(value, "/" + std::to_string(i), api))
            context.say(messageOf(issue, manifests));
    }
}

void sayFieldFaults(Context& context, const change::Plan& plan, const change::Apis& apis)
{
    for (const change::Step& step : plan.steps) {
        change::Api* api = change::apiOf(apis, step.target);
        if (api == nullptr || step.action != change::Step::Action::Apply) continue;
        const core::text::File text = core::text::parse(step.text);
        for (const core::model::Issue& issue : change::fieldFaults(step.object, {}, *api)) {
            Message message{.weight = weightOf(issue.severity), .what = issue.what, .fix = issue.fix};
            message.where = (step.source.empty() ? "" : core::shown(step.source) + ", ") + nameText(step);
            if (text.documents.size() == 1) { // of a list, and of a Secret, it is not there
                const core::text::Span span = core::text::toldSpan(text.documents.front(), issue.path);
                message.where += ", line " + std::to_string(span.start.line) + ", column " +
                                 std::to_string(span.start.column) + " of its text";
                message.excerpt = Excerpt{step.text, span};
            }
            context.say(message);
        }
    }
}

} // namespace cli
