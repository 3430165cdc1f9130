#include "core/preflight/of_changes.h"

#include <algorithm>

#include "core/preview/effects.h"

namespace core::preflight {
namespace {

constexpr std::size_t MostWorkloads = 32; ///< asked of one plan, as its effects are; what is more is said

} // namespace

OfChanges checksOf(const std::vector<model::ObjectChange>& changes, const snapshot::FleetPtr& fleet, const Ask& ask,
                   std::stop_token stop)
{
    OfChanges out;
    std::vector<Json> documents;
    bool concerns = false;
    for (const model::ObjectChange& change : changes) {
        if (!change.cluster.empty() || !change.after.is_object()) continue;
        documents.push_back(change.after);
        concerns = concerns || preview::concernsPlacement(change.after);
    }
    if (!concerns) return out;
    std::vector<preview::Question> questions = preview::readManifests(documents, *fleet).questions;
    if (questions.size() > MostWorkloads) {
        out.open.push_back("Of " + std::to_string(questions.size()) +
                           " workloads that the changes are about, the clusters are checked for the first " +
                           std::to_string(MostWorkloads) + ".");
        questions.resize(MostWorkloads);
    }
    const std::vector<preview::Preview> previews = preview::previewBatch(questions, fleet, stop);
    for (std::size_t i = 0; i < previews.size() && !stop.stop_requested(); ++i) {
        const Question question{questions[i], documents};
        const auto facts = gathered(question, previews[i], *fleet, ask);
        for (Check& check : preflight(question, previews[i], *fleet, facts))
            if (std::find(out.checks.begin(), out.checks.end(), check) == out.checks.end())
                out.checks.push_back(std::move(check));
    }
    return out;
}

} // namespace core::preflight
