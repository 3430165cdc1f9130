#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>

#include "core/base/ascii.h"
#include "core/model/hints.h"
#include "core/model/read.h"
#include "core/model/workload.h"

namespace core::model {
namespace {

using Read = void (*)(Scaler& scaler, const Json& spec, const std::string& path, Issues& issues);

void readTarget(Scaler& scaler, const Json& spec, const std::string& path, Issues& issues)
{
    const auto at = read::join(path, "scaleTargetRef");
    const Json* target = read::member(spec, "scaleTargetRef");
    if (!target || !target->is_object()) {
        hints::add(issues, Severity::Error, target ? at : path, "The scaler does not say what it scales.",
                   "Add scaleTargetRef with apiVersion, kind and name.");
        return;
    }
    scaler.target.apiVersion = read::text(*target, "apiVersion", at, issues);
    scaler.target.kind = read::text(*target, "kind", at, issues);
    scaler.target.name = read::text(*target, "name", at, issues);
    if (scaler.target.name.empty() && !read::member(*target, "name"))
        hints::add(issues, Severity::Error, at, "The scaler does not name its target.", "Add scaleTargetRef.name.");
}

void checkBounds(const Scaler& scaler, const std::string& minPath, Issues& issues)
{
    if (scaler.min && scaler.max && *scaler.min > *scaler.max)
        hints::add(issues, Severity::Error, minPath,
                   "The least number of replicas (" + std::to_string(*scaler.min) + ") is above the most (" +
                       std::to_string(*scaler.max) + ").",
                   "Lower the least or raise the most.");
}

/// HorizontalPodAutoscaler, every version, and Karmada's FederatedHPA, which has the same fields.
void readHpa(Scaler& scaler, const Json& spec, const std::string& path, Issues& issues)
{
    readTarget(scaler, spec, path, issues);
    scaler.min = hints::count(spec, "minReplicas", path, "minReplicas", issues).value_or(1);
    scaler.max = hints::count(spec, "maxReplicas", path, "maxReplicas", issues);
    if (!read::member(spec, "maxReplicas"))
        hints::add(issues, Severity::Error, path, "maxReplicas is missing.",
                   "Add the most replicas that it may ask for.");
    if (scaler.max == 0)
        hints::add(issues, Severity::Error, read::join(path, "maxReplicas"), "maxReplicas is 0.", "Write at least 1.");
    if (scaler.min == 0)
        hints::add(issues, Severity::Warning, read::join(path, "minReplicas"),
                   "minReplicas is 0, which only clusters with the feature HPAScaleToZero accept.",
                   "Write 1, or scale to zero with KEDA.");
    checkBounds(scaler, read::join(path, "minReplicas"), issues);
}

/// KEDA makes an HPA of it, and switches between 0 and 1 itself.
void readScaledObject(Scaler& scaler, const Json& spec, const std::string& path, Issues& issues)
{
    constexpr std::int64_t defaultMost = 100; // KEDA, maxReplicaCount
    readTarget(scaler, spec, path, issues);
    if (scaler.target.kind.empty()) {
        scaler.target.kind = "Deployment";
        if (scaler.target.apiVersion.empty()) scaler.target.apiVersion = "apps/v1";
    }
    scaler.min = hints::count(spec, "minReplicaCount", path, "minReplicaCount", issues).value_or(0);
    scaler.max = hints::count(spec, "maxReplicaCount", path, "maxReplicaCount", issues).value_or(defaultMost);
    checkBounds(scaler, read::join(path, "minReplicaCount"), issues);
    const auto idle = hints::count(spec, "idleReplicaCount", path, "idleReplicaCount", issues);
    if (!idle) return;
    if (*idle >= scaler.min.value_or(0))
        hints::add(issues, Severity::Error, read::join(path, "idleReplicaCount"),
                   "idleReplicaCount is not below minReplicaCount.",
                   "Write idleReplicaCount: 0 and a larger minReplicaCount.");
    else
        scaler.min = *idle;
}

/// Its annotations stop it: at a number of replicas, which counts before the other, or at what there is.
/// @source keda apis/keda/v1alpha1/scaledobject_types.go: NeedToBePausedByAnnotation, GetPausedReplicaCount
void readPause(Scaler& scaler, const Json& object, const std::string& path, Issues& issues)
{
    constexpr const char* atNumber = "autoscaling.keda.sh/paused-replicas";
    const Json* metadata = read::member(object, "metadata");
    if (metadata == nullptr || !metadata->is_object()) return;
    const std::string at = read::join(path, "metadata");
    const Labels notes = read::labels(*metadata, "annotations", at, issues);
    if (const auto written = notes.find(atNumber); written != notes.end()) {
        const std::string& text = written->second;
        std::int32_t count = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
        if (fault == std::errc() && end == text.data() + text.size() && count >= 0)
            scaler.min = scaler.max = count;
        else
            hints::add(issues, Severity::Error, read::join(read::join(at, "annotations"), atNumber),
                       hints::inQuotes(text) + " is no number of replicas to pause at.",
                       "Write a whole number, as in \"3\".");
        return;
    }
    const auto paused = notes.find("autoscaling.keda.sh/paused");
    if (paused == notes.end()) return;
    for (const char* no : {"false", "False", "FALSE", "f", "F", "0"}) // Go's words; whatever else is written pauses
        if (paused->second == no) return;
    scaler.min = scaler.max = std::nullopt;
}

/// Five fields, or one of cron's names.
bool looksLikeCron(const std::string& schedule)
{
    if (schedule.starts_with("@")) return true;
    std::istringstream words(schedule);
    std::string word;
    int count = 0;
    while (words >> word) {
        if (word.starts_with("TZ=") || word.starts_with("CRON_TZ=")) continue;
        ++count;
        if (!std::all_of(word.begin(), word.end(), [](char c) {
                return ascii::isAlnum(c) || std::string_view("*/,-?#").find(c) != std::string_view::npos;
            }))
            return false;
    }
    return count == 5;
}

constexpr const char* cronZone = "CRON_TZ=";

Scaler::Step readRule(const Json& rule, const std::string& at, Issues& issues)
{
    Scaler::Step step;
    step.schedule = read::text(rule, "schedule", at, issues);
    const std::string zone = read::text(rule, "timeZone", at, issues);
    step.suspend = read::flag(rule, "suspend", at, issues) ? "true" : "";
    step.replicas = hints::count(rule, "targetReplicas", at, "targetReplicas", issues);
    step.min = hints::count(rule, "targetMinReplicas", at, "targetMinReplicas", issues);
    step.max = hints::count(rule, "targetMaxReplicas", at, "targetMaxReplicas", issues);
    if (!read::member(rule, "schedule"))
        hints::add(issues, Severity::Error, at, "The rule has no schedule.", "Add schedule, as in \"0 8 * * 1-5\".");
    else if (!step.schedule.empty() && !hints::isPlaceholder(*read::member(rule, "schedule")) &&
             !looksLikeCron(step.schedule))
        hints::add(issues, Severity::Error, read::join(at, "schedule"),
                   hints::inQuotes(step.schedule) + " is not a schedule of five fields.",
                   "Write minute, hour, day, month and weekday, as in \"0 8 * * 1-5\".");
    if (!zone.empty() && !step.schedule.starts_with("TZ=") && !step.schedule.starts_with(cronZone))
        step.schedule = cronZone + zone + " " + step.schedule;
    if (step.min && step.max && *step.min > *step.max)
        hints::add(issues, Severity::Error, read::join(at, "targetMinReplicas"),
                   "targetMinReplicas is above targetMaxReplicas.", "Lower the one or raise the other.");
    return step;
}

void readCronFederatedHpa(Scaler& scaler, const Json& spec, const std::string& path, Issues& issues)
{
    readTarget(scaler, spec, path, issues);
    const Json* rules = read::member(spec, "rules");
    const auto at = read::join(path, "rules");
    if (!rules || !rules->is_array() || rules->empty()) {
        hints::add(issues, Severity::Error, rules ? at : path, "The scaler has no rules.",
                   "Add rules with schedule and targetReplicas.");
        return;
    }
    const bool scalesHpa = scaler.target.kind == "FederatedHPA";
    for (std::size_t i = 0; i < rules->size(); ++i) {
        const auto rulePath = read::join(at, i);
        auto step = readRule((*rules)[i], rulePath, issues);
        if (scalesHpa ? !step.min && !step.max : !step.replicas)
            hints::add(issues, Severity::Error, rulePath,
                       scalesHpa
                           ? "The rule changes nothing: it states neither targetMinReplicas nor targetMaxReplicas."
                           : "The rule changes nothing: it states no targetReplicas.",
                       scalesHpa ? "Add one of them." : "Add targetReplicas.");
        scaler.steps.push_back(std::move(step));
    }
    // The range that its rules span, for who asks for the least and the most.
    for (const auto& step : scaler.steps) {
        if (!step.suspend.empty()) continue;
        using Bounds = std::vector<std::optional<std::int64_t>>;
        for (const auto& n : scalesHpa ? Bounds{step.min, step.max} : Bounds{step.replicas}) {
            if (!n) continue;
            scaler.min = std::min(scaler.min.value_or(*n), *n);
            scaler.max = std::max(scaler.max.value_or(*n), *n);
        }
    }
}

Read readerOf(const ObjectRef& ref)
{
    static const std::map<std::pair<std::string, std::string>, Read> readers{
        {{"autoscaling", "HorizontalPodAutoscaler"}, readHpa},
        {{"autoscaling.karmada.io", "FederatedHPA"}, readHpa},
        {{"autoscaling.karmada.io", "CronFederatedHPA"}, readCronFederatedHpa},
        {{"keda.sh", "ScaledObject"}, readScaledObject},
    };
    const auto found = readers.find({ref.group(), ref.kind});
    return found != readers.end() ? found->second : nullptr;
}

} // namespace

bool isScaler(const Json& object)
{
    return object.is_object() && readerOf(refOf(object)) != nullptr;
}

Scaler readScaler(const Json& object, const std::string& path, Issues& issues)
{
    Scaler scaler;
    scaler.ref = refOf(object);
    Issues found;
    hints::findPlaceholders(object, path, found);
    Issues read;
    hints::checkMetadata(object, path, read);
    const auto reader = readerOf(scaler.ref);
    const Json* spec = read::member(object, "spec");
    if (!reader)
        hints::add(
            read, Severity::Error, read::join(path, "kind"),
            hints::inQuotes(scaler.ref.kind) + " is not a scaler that is known here.",
            "Write HorizontalPodAutoscaler, FederatedHPA, CronFederatedHPA or ScaledObject with its API version.");
    else if (!spec || !spec->is_object())
        hints::add(read, Severity::Error, spec ? read::join(path, "spec") : path, "The scaler has no spec.",
                   "Add spec.");
    else
        reader(scaler, *spec, read::join(path, "spec"), read);
    if (reader == readScaledObject) readPause(scaler, object, path, read);
    scaler.target.ns = scaler.ref.ns;
    if (const Json* status = read::member(object, "status")) {
        const auto at = read::join(path, "status");
        scaler.current = read::number(*status, "currentReplicas", at, read);
        // What it last asked for, where it does not say what it last saw.
        const auto desired = read::number(*status, "desiredReplicas", at, read);
        if (!scaler.current && desired && *desired > 0) scaler.current = desired;
    }
    hints::addOthers(found, std::move(read));
    issues.insert(issues.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    return scaler;
}

bool retainsReplicas(const ObjectRef& workload, const Labels& labels)
{
    const auto label = labels.find(retainReplicasLabel);
    return workload.kind == "Deployment" && workload.group() == "apps" && label != labels.end() &&
           label->second == "true";
}

bool scalesNothing(const Scaler& scaler)
{
    return !scaler.min && !scaler.max && scaler.steps.empty();
}

bool targets(const Scaler& scaler, const ObjectRef& workload)
{
    // Controllers find the target by group and kind; the version does not matter.
    return scaler.target.kind == workload.kind && scaler.target.name == workload.name &&
           scaler.target.group() == workload.group() && scaler.target.nsOrDefault() == workload.nsOrDefault();
}

} // namespace core::model
