#include "core/schedule/filters/filters.h"
#include "core/schedule/taint_text.h"

std::string core::schedule::toText(const model::Taint& taint)
{
    std::string out = taint.key;
    if (!taint.value.empty()) out += '=' + taint.value;
    if (!taint.effect.empty()) out += ':' + taint.effect;
    return out;
}

namespace core::schedule::filtering {

void taintToleration(const Ask& ask, std::string_view name, Verdicts& out)
{
    const auto& taints = ask.fleet.taints;
    std::vector<std::uint16_t> reasons;
    bool all = true;
    for (const auto& one : taints.distinct) {
        const model::Taint* taint = model::untolerated(one, ask.placement.clusterTolerations);
        reasons.push_back(taint ? out.reason(name, "cluster(s) had untolerated taint {" + toText(*taint) + '}')
                                : std::uint16_t{0});
        all = all && !taint;
    }
    if (all) return;
    for (std::uint32_t i = 0; i < out.size(); ++i)
        if (reasons[taints.ids[i]] != 0 && ask.isTarget[i] == 0) out.refuse(i, reasons[taints.ids[i]]);
}

} // namespace core::schedule::filtering
