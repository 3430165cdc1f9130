#include "core/preview/scaled.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include "core/base/words.h"
#include "core/preview/shares.h"
#include "core/preview/stock_values.h"
#include "core/schedule/match.h"

namespace core::preview {
namespace {

bool perCluster(const model::Scaler& scaler)
{
    return scaler.ref.kind == "HorizontalPodAutoscaler" || scaler.ref.kind == "ScaledObject";
}

/// True if some policy propagates the scaler itself.
bool isPropagated(const Prepared& prepared, const model::Scaler& scaler)
{
    model::Workload asObject;
    asObject.ref = scaler.ref;
    return schedule::matchPolicy(policiesOf(*prepared.question, *prepared.fleet), asObject, readBy(*prepared.fleet))
               .policy != nullptr;
}

std::int64_t currentOf(const Prepared& prepared)
{
    for (const model::Scaler& scaler : prepared.scalers)
        if (scaler.current) return *scaler.current;
    if (prepared.running != nullptr) {
        model::Issues ignored;
        const model::Workload running = model::readWorkload(*prepared.running, "", ignored);
        if (running.replicasStated) return running.replicas;
    }
    return prepared.question->workload.replicas;
}

void widen(std::optional<std::int64_t>& bound, const std::optional<std::int64_t>& other, bool up)
{
    if (!other) return;
    bound = !bound ? *other : up ? std::max(*bound, *other) : std::min(*bound, *other);
}

std::int32_t asReplicas(std::int64_t n)
{
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(n, 0, std::numeric_limits<std::int32_t>::max()));
}

/// "at 0 8 * * *", "at 0 8 * * * (Asia/Shanghai)"
std::string momentOf(const model::Scaler::Step& step)
{
    const std::size_t is = step.schedule.find("TZ=");
    const std::size_t behind = step.schedule.find(' ');
    if (is == std::string::npos || behind == std::string::npos || behind < is) return "at " + step.schedule;
    const std::size_t zone = is + 3;
    return "at " + step.schedule.substr(behind + 1) + " (" + step.schedule.substr(zone, behind - zone) + ")";
}

/// A rule sets the workload's number, or the bounds of the FederatedHPA that it targets; the other fields have no effect.
/// @source karmada-io/karmada pkg/controllers/cronfederatedhpa/cronfederatedhpa_job.go (ScaleFHPA, ScaleWorkloads)
void addRule(const model::Scaler& scaler, const model::Scaler::Step& step,
             std::vector<std::pair<std::string, std::int64_t>>& rules)
{
    const std::string moment = momentOf(step);
    if (scaler.target.kind != "FederatedHPA") {
        if (step.replicas) rules.emplace_back(moment, *step.replicas);
        return;
    }
    if (step.min && step.min == step.max) return void(rules.emplace_back(moment, *step.min)); // that leaves one number
    if (step.min) rules.emplace_back("min " + moment, *step.min);
    if (step.max) rules.emplace_back("max " + moment, *step.max);
}

/// One number of replicas, decided and played through. A scaler leaves from the current number, so any other is decided with
/// that one's placement as the previous one: what has its place keeps it where the scheduler finds none for all.
class ScaledTrial {
public:
    ScaledTrial(const Prepared& prepared, Facts& facts, const Scaling& scaling)
        : m_prepared(prepared)
        , m_facts(&facts)
    {
        if (scaling.inMembers)
            for (const std::int64_t n : decide(prepared, facts, false).replicas) m_chosen.push_back(n > 0 ? 1 : 0);
        // What runs is a number of the whole fleet, whoever scales it.
        m_now = of("current", scaling.current);
        m_inMembers = scaling.inMembers;
        m_prepared = afterwards(std::move(m_prepared), m_decision);
        if (m_prepared.binding.spec.clusters == prepared.binding.spec.clusters) return;
        m_factsNow = std::make_unique<Facts>(m_prepared, facts.fleetPtr(), &facts);
        m_facts = m_factsNow.get();
    }

    [[nodiscard]] const ScaledCase& now() const { return m_now; }

    /// Set at once, whatever there was in between.
    /// @param replicas  of the fleet, or of each chosen cluster where the scaler runs there
    [[nodiscard]] ScaledCase of(std::string label, std::int64_t replicas)
    {
        if (!m_inMembers) m_decision = decided(replicas);
        return played(std::move(label), replicas);
    }

private:
    /// The question for another number.
    struct Asked {
        Question question;
        Prepared prepared;

        Asked(const Prepared& from, std::int64_t replicas)
            : question(*from.question)
            , prepared(withReplicas(from, asReplicas(replicas)))
        {
            question.workload.replicas = asReplicas(replicas);
            prepared.question = &question;
        }
    };

    [[nodiscard]] Decision decided(std::int64_t replicas) const
    {
        const Asked asked(m_prepared, replicas);
        return decide(asked.prepared, *m_facts, false);
    }

    /// What comes of the last decision.
    [[nodiscard]] ScaledCase played(std::string label, std::int64_t replicas)
    {
        ScaledCase out;
        out.label = std::move(label);
        const std::vector<std::int64_t> division = m_inMembers ? copies(replicas) : m_decision.replicas;
        const Outcome outcome = m_inMembers ? outcomeOf(*m_facts, division, Detail::Bought)
                                            : outcomeOf(*m_facts, m_decision, Detail::Bought);
        out.replicas = total(division, replicas);
        out.placed = outcome.placed;
        out.unsure = outcome.unsure + outcome.untried;
        out.bought = newNodesIn(outcome.clusters);
        out.newCost = outcome.newCost;
        if (!m_inMembers) takeStock(replicas, outcome, out);
        out.verdict = verdictOf(m_prepared, out.replicas, out.placed, out.placed + out.unsure);
        if (!m_inMembers) out.verdict = verdictOf(m_decision, out.verdict);
        if (out.verdict == Verdict::Fits && outcome.preempting > 0) out.verdict = Verdict::Preempts;
        return out;
    }

    /// The same figures over the values that stock may have, at each of which the scheduler divides anew.
    void takeStock(std::int64_t replicas, const Outcome& outcome, ScaledCase& out)
    {
        constexpr std::int64_t cases = 8; // that are asked at a keystroke, about
        const Asked asked(m_prepared, replicas);
        const auto values = overStockOf(asked.prepared, *m_facts, m_decision, outcome, replicas, cases).values;
        if (!values) return;
        out.placed = values->placed.lower;
        out.unsure = *values->placed.upper - values->placed.lower;
        out.bought = values->over.bought;
        out.newCost = values->mostCost;
    }

    [[nodiscard]] std::vector<std::int64_t> copies(std::int64_t replicas) const
    {
        std::vector<std::int64_t> out;
        out.reserve(m_chosen.size());
        for (const std::uint8_t chosen : m_chosen) out.push_back(chosen != 0 ? replicas : 0);
        return out;
    }

    /// Where every cluster has a copy of its own, all copies together.
    [[nodiscard]] std::int64_t total(const std::vector<std::int64_t>& division, std::int64_t asked) const
    {
        if (!m_inMembers && !m_prepared.fullCopy && dividesByNumber()) return asked;
        std::int64_t sum = 0;
        for (const std::int64_t n : division) sum += n;
        return std::max(sum, m_inMembers ? sum : asked);
    }

    [[nodiscard]] bool dividesByNumber() const
    {
        return schedule::strategyOf(m_prepared.binding.spec) != schedule::Strategy::Duplicated;
    }

    Prepared m_prepared; ///< with the current number's placement as the previous one
    Facts* m_facts;
    std::unique_ptr<Facts> m_factsNow; ///< absent: that placement is the previous one already
    Decision m_decision;               ///< the last one
    ScaledCase m_now;
    bool m_inMembers = false;
    std::vector<std::uint8_t> m_chosen;
};

/// Also where some preempt: what that costs others, the verdict tells.
bool fits(const ScaledCase& one)
{
    return one.verdict == Verdict::Fits || one.verdict == Verdict::Preempts || one.verdict == Verdict::Nothing;
}

} // namespace

std::optional<Scaling> scalingOf(const Prepared& prepared)
{
    if (prepared.scalers.empty()) return std::nullopt;
    Scaling out;
    for (const model::Scaler& scaler : prepared.scalers) {
        if (model::scalesNothing(scaler)) continue;
        widen(out.min, scaler.min, false);
        widen(out.max, scaler.max, true);
        out.inMembers = out.inMembers || (perCluster(scaler) && isPropagated(prepared, scaler));
        out.names.push_back(scaler.ref.kind + " " + scaler.ref.shortText());
        for (const model::Scaler::Step& step : scaler.steps)
            if (step.suspend.empty()) addRule(scaler, step, out.rules);
    }
    if (out.names.empty()) return std::nullopt;
    out.current = currentOf(prepared);
    return out;
}

std::string onlySome(const std::string& when, const ScaledCase& scaled)
{
    if (scaled.verdict == Verdict::Preempts)
        return "Scaled " + when + ", some of " + counted(scaled.replicas, "replica") +
               " would run only by preempting pods of lower priority.";
    if (scaled.verdict == Verdict::Refused) // there may be nodes for more than stay
        return "Scaled " + when + ", the scheduler refuses " + counted(scaled.replicas, "replica") +
               " and leaves it at " + std::to_string(scaled.placed) + ".";
    return "Scaled " + when + ", there is " +
           (scaled.verdict == Verdict::Unknown ? "for certain a node for only " : "a node for only ") +
           std::to_string(scaled.placed) + " of " + counted(scaled.replicas, "replica") + ".";
}

std::string mostThatFits(const std::vector<ScaledCase>& cases, const ScaledCase& scaled)
{
    for (const ScaledCase& one : cases)
        if (one.label == "most that fits" && one.replicas != scaled.placed)
            return " The most that fits is " + counted(one.replicas, "replica") + ".";
    return {};
}

std::vector<ScaledCase> scaledCases(const Prepared& prepared, Facts& facts, std::stop_token stop)
{
    std::vector<ScaledCase> cases;
    const std::optional<Scaling> scaling = scalingOf(prepared);
    if (!scaling || !prepared.policy) return cases;
    ScaledTrial trial(prepared, facts, *scaling);
    if (scaling->min) cases.push_back(trial.of("min", *scaling->min));
    cases.push_back(trial.now());
    for (const auto& [label, replicas] : scaling->rules) {
        if (stop.stop_requested()) return cases;
        cases.push_back(trial.of(label, replicas));
    }
    if (!scaling->max || stop.stop_requested()) return cases;
    cases.push_back(trial.of("max", *scaling->max));
    if (fits(cases.back())) return cases;

    // Everything up to `low` fits, `high` does not.
    std::int64_t low = 0;
    std::int64_t high = *scaling->max;
    ScaledCase first = cases.back();
    ScaledCase most;
    while (high - low > 1) {
        if (stop.stop_requested()) return cases;
        const std::int64_t middle = low + (high - low) / 2;
        ScaledCase tried = trial.of({}, middle);
        if (fits(tried)) {
            low = middle;
            most = std::move(tried);
        } else {
            high = middle;
            first = std::move(tried);
        }
    }
    if (low > 0) {
        most.label = "most that fits";
        cases.push_back(std::move(most));
    }
    first.label = "first that does not fit";
    cases.push_back(std::move(first));
    return cases;
}

} // namespace core::preview
