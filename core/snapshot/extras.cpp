#include "core/snapshot/extras.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <set>

#include "core/base/words.h"
#include "core/model/age.h"
#include "core/model/hints.h"
#include "core/model/read.h"
#include "core/snapshot/dumps.h"
#include "core/snapshot/names.h"
#include "core/snapshot/privacy.h"

namespace core::snapshot {
namespace {

using model::Issues;
namespace read = model::read;

void say(Issues& issues, const std::string& path, std::string what, std::string fix = {})
{
    issues.push_back({model::Severity::Warning, path, std::move(what), std::move(fix)});
}

/// Something that is not in the fleet, though the file states it.
void refuse(Issues& issues, const std::string& path, std::string what, std::string fix)
{
    issues.push_back({model::Severity::Error, path, std::move(what), std::move(fix)});
}

/// One mapping of the file, with its place; names that it does not know are said when it goes.
class Entry {
public:
    Entry(const Json& object, std::string path, Issues& issues)
        : m_object(object)
        , m_path(std::move(path))
        , m_issues(issues)
    {
        if (!object.is_object()) refuse(issues, m_path, "Expected a mapping here.", "Write it as \"field: value\".");
    }
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;
    ~Entry()
    {
        if (!m_object.is_object()) return;
        for (const auto& [key, value] : m_object.items())
            if (std::find(m_known.begin(), m_known.end(), key) == m_known.end())
                say(m_issues, read::join(m_path, key), "\"" + key + "\" is not a field of this; it is ignored.",
                    "Check its spelling.");
    }

    std::string text(const char* key) { return read::text(m_object, know(key), m_path, m_issues); }
    bool flag(const char* key, bool otherwise = false)
    {
        return read::flag(m_object, know(key), m_path, m_issues, otherwise);
    }
    std::optional<std::int64_t> count(const char* key)
    {
        return read::number(m_object, know(key), m_path, m_issues, 0);
    }
    std::vector<std::string> texts(const char* key) { return read::texts(m_object, know(key), m_path, m_issues); }
    model::Labels labels(const char* key) { return read::labels(m_object, know(key), m_path, m_issues); }
    /// An effect that is none keeps nothing off: it is taken for the usual one, so that nothing is counted on in error.
    std::vector<model::Taint> taints(const char* key)
    {
        std::vector<model::Taint> taints = read::taints(m_object, know(key), m_path, m_issues);
        for (std::size_t i = 0; i < taints.size(); ++i) {
            std::string& effect = taints[i].effect;
            if (model::isTaintEffect(effect)) continue;
            say(m_issues, read::join(read::join(pathOf(key), i), "effect"),
                "The effect " + model::hints::inQuotes(effect) +
                    " is none that taints have; it is taken for NoSchedule.",
                "Write NoSchedule, PreferNoSchedule or NoExecute.");
            effect = "NoSchedule";
        }
        return taints;
    }
    std::optional<model::Requests> amounts(const char* key)
    {
        if (read::member(m_object, know(key)) == nullptr) return std::nullopt;
        return read::amounts(m_object, key, m_path, m_issues);
    }
    std::optional<Time> time(const char* key)
    {
        const std::string written = text(key);
        if (written.empty()) return std::nullopt;
        const Result<Time> parsed = model::parseTime(written);
        if (parsed) return *parsed;
        say(m_issues, pathOf(key), "\"" + written + "\" is not a time.", "Write it as 2026-11-23T09:40:00Z.");
        return std::nullopt;
    }
    const Json* member(const char* key) { return read::member(m_object, know(key)); }
    /// Calls `each` with every entry of a list.
    template <class F>
    bool list(const char* key, const F& each)
    {
        const Json* value = member(key);
        if (value == nullptr) return false;
        if (!value->is_array()) {
            refuse(m_issues, pathOf(key), "Expected a list here.",
                   "Begin each of its entries with \"- \", or write [] for none.");
            return false;
        }
        for (std::size_t i = 0; i < value->size(); ++i) each((*value)[i], read::join(pathOf(key), i));
        return true;
    }
    [[nodiscard]] std::string pathOf(const char* key) const { return read::join(m_path, key); }
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    const Json& m_object;
    std::string m_path;
    Issues& m_issues;
    std::vector<std::string> m_known;

    const char* know(const char* key)
    {
        m_known.emplace_back(key);
        return key;
    }
};

model::PoolZone readZone(const Json& value, const std::string& path, Issues& issues)
{
    if (value.is_string()) return {value.get<std::string>(), std::nullopt};
    Entry entry(value, path, issues);
    return {entry.text("zone"), entry.count("freeAddresses")};
}

void checkSizes(const model::NodePool& pool, const Entry& entry, Issues& issues)
{
    if (!pool.maxSize) return;
    const std::string path = entry.pathOf("maxSize");
    const std::string most = "maxSize is " + std::to_string(*pool.maxSize);
    if (*pool.maxSize < pool.minSize)
        say(issues, path, most + ", below the pool's minSize of " + std::to_string(pool.minSize) + ".",
            "Raise maxSize, or lower minSize.");
    if (pool.size && *pool.maxSize < *pool.size)
        say(issues, path, most + ", below the pool's size of " + std::to_string(*pool.size) + ".",
            "Raise maxSize, or correct size.");
}

model::NodePool readPool(const Json& value, const std::string& path, Issues& issues)
{
    Entry entry(value, path, issues);
    model::NodePool pool;
    pool.id = entry.text("id");
    pool.name = entry.text("name");
    if (pool.id.empty()) pool.id = pool.name;
    if (pool.name.empty()) pool.name = pool.id;
    if (pool.id.empty())
        say(issues, path, "A pool without id.", "Give the value of its nodes' label alibabacloud.com/nodepool-id.");
    pool.elastic = entry.flag("elastic", true);
    pool.spot = entry.flag("spot");
    pool.spotFallback = entry.flag("spotFallback");
    pool.skipInventoryCheck = entry.flag("skipInventoryCheck");
    pool.minSize = entry.count("minSize").value_or(0);
    pool.maxSize = entry.count("maxSize");
    pool.size = entry.count("size");
    pool.instanceTypes = entry.texts("instanceTypes");
    entry.list("zones",
               [&](const Json& zone, const std::string& at) { pool.zones.push_back(readZone(zone, at, issues)); });
    pool.labels = entry.labels("labels");
    pool.taints = entry.taints("taints");
    pool.systemDiskGib = entry.count("systemDiskGib").value_or(0);
    pool.allocatable = entry.amounts("allocatable");
    pool.allocatableSource = entry.text("allocatableSource");
    if (pool.allocatable && pool.allocatableSource.empty()) pool.allocatableSource = "stated in fleet.yaml";
    pool.scaler = entry.text("scaler");
    model::hints::checkWord(pool.scaler, "scaler", {"goatscaler", "cluster-autoscaler", "karpenter"},
                            entry.pathOf("scaler"), model::Severity::Warning, issues);
    pool.scalerVersion = entry.text("scalerVersion");
    pool.batch = entry.count("batch");
    checkSizes(pool, entry, issues);
    pool.scaleInDelaySeconds = entry.count("scaleInDelaySeconds");
    return pool;
}

/// A pool buys in its cluster's zones; where a name is misspelt, no stock is found.
void checkZones(const ClusterExtras& extras, const Entry& entry, Issues& issues)
{
    const std::vector<std::string>& known = extras.cluster.zones;
    if (known.empty() || !extras.pools) return;
    for (std::size_t p = 0; p < extras.pools->size(); ++p) {
        const std::string zones = read::join(read::join(entry.pathOf("nodePools"), p), "zones");
        const model::NodePool& pool = (*extras.pools)[p];
        for (std::size_t z = 0; z < pool.zones.size(); ++z) {
            const std::string& zone = pool.zones[z].zone;
            if (std::find(known.begin(), known.end(), zone) != known.end()) continue;
            const auto near = model::hints::nearest(zone, {known.begin(), known.end()});
            say(issues, read::join(zones, z),
                "\"" + zone + "\" is not among the zones of cluster " + extras.cluster.name + ".",
                near ? "Did you mean " + *near + "?" : "Correct it, or add it to the cluster's zones.");
        }
    }
}

ClusterExtras readClusterExtras(const Json& value, const std::string& path, Issues& issues)
{
    Entry entry(value, path, issues);
    ClusterExtras extras;
    extras.cluster.name = entry.text("name");
    if (extras.cluster.name.empty())
        say(issues, path, "A cluster without name is ignored.", "Give the name of its folder.");
    extras.account = entry.text("account");
    extras.alias = entry.text("alias");
    const std::string fault = extras.alias.empty() ? "" : faultOfAlias(extras.alias);
    if (!fault.empty()) {
        say(issues, read::join(path, "alias"), fault, "Give a short name, in one line.");
        extras.alias.clear();
    }
    extras.cluster.id = entry.text("id");
    extras.cluster.provider = entry.text("provider");
    extras.cluster.region = entry.text("region");
    extras.cluster.zones = entry.texts("zones");
    extras.cluster.kubernetesVersion = entry.text("kubernetesVersion");
    extras.cluster.labels = entry.labels("labels");
    extras.cluster.taints = entry.taints("taints");
    std::vector<model::NodePool> pools;
    if (entry.list("nodePools",
                   [&](const Json& pool, const std::string& at) { pools.push_back(readPool(pool, at, issues)); }))
        extras.pools = std::move(pools);
    checkZones(extras, entry, issues);
    return extras;
}

std::optional<model::StockBasis> basisOf(std::string_view word)
{
    static constexpr std::pair<std::string_view, model::StockBasis> words[] = {
        {"exact", model::StockBasis::Exact},       {"negative", model::StockBasis::Negative},
        {"at-least", model::StockBasis::AtLeast},  {"score", model::StockBasis::Score},
        {"category", model::StockBasis::Category}, {"unknown", model::StockBasis::Unknown}};
    for (const auto& [text, basis] : words)
        if (text == word) return basis;
    return std::nullopt;
}

/// What `instances` says; without it what the basis and the category mean.
Range readInstances(Entry& entry, const model::StockCell& cell, Issues& issues)
{
    const Json* value = entry.member("instances");
    const std::string path = entry.pathOf("instances");
    if (value == nullptr) {
        if (cell.basis == model::StockBasis::Negative) return Range::exactly(0);
        if (!cell.category.empty()) return categoryRange(cell.category);
        if (cell.basis == model::StockBasis::Exact)
            say(issues, path, "An exact stock without its number of instances is read as unknown.");
        return {0, std::nullopt};
    }
    if (value->is_number_integer()) {
        const Json holder = {{"n", *value}};
        const auto n = read::number(holder, "n", path, issues, 0);
        if (!n) return {0, std::nullopt};
        return cell.basis == model::StockBasis::AtLeast ? Range{*n, std::nullopt} : Range::exactly(*n);
    }
    Entry range(*value, path, issues);
    const Range result{range.count("min").value_or(0), range.count("max")};
    if (result.upper && *result.upper < result.lower) {
        say(issues, path, "The maximum is below the minimum.", "Write min first.");
        return {*result.upper, result.lower};
    }
    return result;
}

/// Where it is from, without what an address or a command says of who asked.
std::string sourceOf(Entry& entry, const std::string& file)
{
    const std::string stated = entry.text("source");
    return stated.empty() ? file : withoutSecrets(std::string_view(stated));
}

model::StockCell readCell(const Json& value, const std::string& path, const std::string& source, Issues& issues)
{
    Entry entry(value, path, issues);
    model::StockCell cell;
    cell.account = entry.text("account");
    cell.zone = entry.text("zone");
    cell.instanceType = entry.text("instanceType");
    if (cell.zone.empty() || cell.instanceType.empty())
        say(issues, path, "A stock row needs a zone and an instance type.");
    cell.spot = entry.flag("spot");
    cell.category = entry.text("category");
    const std::string basis = entry.text("basis");
    const auto known = basisOf(basis);
    if (!basis.empty() && !known)
        say(issues, entry.pathOf("basis"), "\"" + basis + "\" is not a basis.",
            "Write exact, at-least, category, score, negative or unknown.");
    cell.basis = known.value_or(!cell.category.empty()                                  ? model::StockBasis::Category
                                : basis.empty() && entry.member("instances") != nullptr ? model::StockBasis::Exact
                                                                                        : model::StockBasis::Unknown);
    cell.instances = readInstances(entry, cell, issues);
    // Whoever wrote a word that nobody knows may mean anything by the number.
    if (!basis.empty() && !known && cell.category.empty()) cell.instances = {0, std::nullopt};
    if (cell.basis == model::StockBasis::Score && cell.instances.isExact() && entry.member("instances") != nullptr) {
        const std::int64_t score = cell.instances.lower;
        cell.instances = scoreRange(score);
        say(issues, entry.pathOf("instances"),
            "A score is a level, not a count: " + std::to_string(score) + " is read as " + toText(cell.instances) +
                " instances.",
            "Write basis: exact for a count, or a range with min and max.");
    }
    // Exact means one number; an interval, or no number at all, is not that.
    if (cell.basis == model::StockBasis::Exact && !cell.instances.isExact()) cell.basis = model::StockBasis::Unknown;
    cell.privatePool = entry.flag("privatePool");
    cell.source = sourceOf(entry, source);
    cell.seen = entry.time("seen");
    return cell;
}

/// Rows of one age that cannot both be true: the basis that is trusted more counts, of one basis the one that promises less
/// (estimate/stock.h).
void sayIfContradicted(const std::vector<model::StockCell>& before, const model::StockCell& cell,
                       const std::string& path, Issues& issues)
{
    const auto other = std::find_if(before.begin(), before.end(), [&](const model::StockCell& one) {
        return one.account == cell.account && one.zone == cell.zone && one.instanceType == cell.instanceType &&
               one.spot == cell.spot && one.seen == cell.seen &&
               (one.basis == cell.basis ? one.instances != cell.instances
                                        : detail::excludes(one.instances, cell.instances));
    });
    if (other == before.end() || cell.zone.empty() || cell.instanceType.empty()) return;
    say(issues, path,
        "An earlier row says otherwise of " + cell.instanceType + " in " + cell.zone + "; " +
            (other->basis == cell.basis  ? "the one that promises less"
             : other->basis < cell.basis ? "that one"
                                         : "this one") +
            " counts.",
        "Keep one of the two, or write with \"seen\" when each was seen: the younger counts then.");
}

model::Quota readQuota(const Json& value, const std::string& path, const std::string& source, Issues& issues)
{
    Entry entry(value, path, issues);
    model::Quota quota;
    quota.name = entry.text("name");
    quota.account = entry.text("account");
    quota.region = entry.text("region");
    quota.families = entry.texts("families");
    quota.unit = entry.text("unit");
    if (quota.unit.empty()) quota.unit = "gpu";
    if (quota.unit != "gpu" && quota.unit != "vcpu" && quota.unit != "instance")
        say(issues, entry.pathOf("unit"), "\"" + quota.unit + "\" is not a unit of a quota.",
            "Write gpu, vcpu or instance.");
    quota.limit = entry.count("limit");
    quota.used = entry.count("used");
    quota.source = sourceOf(entry, source);
    quota.seen = entry.time("seen");
    return quota;
}

std::optional<model::Price> readPrice(const Json& value, const std::string& path, const std::string& source,
                                      Issues& issues)
{
    Entry entry(value, path, issues);
    model::Price price;
    price.region = entry.text("region");
    price.zone = entry.text("zone");
    if (price.region.empty()) price.region = model::regionOf(price.zone);
    price.instanceType = entry.text("instanceType");
    price.spot = entry.flag("spot");
    price.perHour.currency = entry.text("currency");
    if (price.perHour.currency.empty()) price.perHour.currency = "CNY";
    price.source = sourceOf(entry, source);
    price.seen = entry.time("seen");
    const Json* amount = entry.member("perHour");
    const std::string written = amount == nullptr     ? ""
                                : amount->is_string() ? amount->get<std::string>()
                                : amount->is_number() ? amount->dump()
                                                      : "";
    const auto micros = moneyMicros(written);
    if (!micros) {
        say(issues, entry.pathOf("perHour"),
            "A price needs perHour, a number with at most six decimals; this one is unknown.");
        return std::nullopt;
    }
    if (*micros == 0) {
        say(issues, entry.pathOf("perHour"), "A price of 0 is taken for one that is missing; this one is unknown.",
            "Write what the type costs, or take the row out.");
        return std::nullopt;
    }
    price.perHour.micros = *micros;
    return price;
}

model::InstanceType readType(const Json& value, const std::string& path, const std::string& source, Issues& issues)
{
    Entry entry(value, path, issues);
    model::InstanceType type;
    type.name = entry.text("name");
    type.vcpu = entry.count("vcpu").value_or(0);
    const auto mib = entry.count("memoryMib");
    const auto gib = entry.count("memoryGib");
    type.memoryMib = mib ? *mib : std::min<std::int64_t>(gib.value_or(0), 1 << 30) * 1024;
    type.gpuModel = entry.text("gpuModel");
    type.gpus = entry.count("gpus").value_or(0);
    type.gpuMemoryMib = entry.count("gpuMemoryMib");
    type.maxPods = entry.count("maxPods");
    type.source = sourceOf(entry, source);
    if (type.name.empty() || type.vcpu == 0 || type.memoryMib == 0)
        say(issues, path, "An instance type needs name, vcpu and memoryMib or memoryGib.");
    return type;
}

/// Where one account is named, it is everybody's who names none. Where several are, a row of stock that names none is nobody's.
void giveAccounts(Extras& extras, Issues& issues)
{
    std::set<std::string> accounts;
    for (const ClusterExtras& cluster : extras.clusters)
        if (!cluster.account.empty()) accounts.insert(cluster.account);
    if (extras.stock)
        for (const model::StockCell& cell : *extras.stock)
            if (!cell.account.empty()) accounts.insert(cell.account);
    if (accounts.empty()) return;
    if (accounts.size() == 1) {
        for (ClusterExtras& cluster : extras.clusters) cluster.account = *accounts.begin();
        if (extras.stock)
            for (model::StockCell& cell : *extras.stock) cell.account = *accounts.begin();
        return;
    }
    for (std::size_t i = 0; extras.stock && i < extras.stock->size(); ++i) {
        const model::StockCell& cell = (*extras.stock)[i];
        const bool isUsed = std::any_of(extras.clusters.begin(), extras.clusters.end(),
                                        [&](const ClusterExtras& one) { return one.account == cell.account; });
        if (cell.account.empty() && !isUsed)
            say(issues, "/stock/" + std::to_string(i),
                "The row names no account, and the clusters buy from several: no cluster counts it.",
                "Write whose stock it is: account.");
    }
}

} // namespace

bool isExtras(const Json& object)
{
    const Json* kind = read::member(object, "kind");
    return kind != nullptr && *kind == "FleetExtras";
}

bool isMeantAsExtras(const Json& object)
{
    const Json* kind = read::member(object, "kind");
    const Json* version = read::member(object, "apiVersion");
    const bool isBare = kind == nullptr && read::member(object, "metadata") == nullptr;
    return isBare ||
           (version != nullptr && version->is_string() && version->get_ref<const std::string&>().starts_with("berth/"));
}

Extras readExtras(const Json& object, const std::string& source, model::Issues& issues)
{
    Extras extras;
    Entry entry(object, "", issues);
    const std::string version = entry.text("apiVersion");
    if (version != "berth/v1")
        refuse(issues, "/apiVersion", "\"" + version + "\" is not a version that this program knows.",
               "Write apiVersion: berth/v1, or take a newer Berth.");
    const std::string kind = entry.text("kind");
    if (kind != "FleetExtras")
        refuse(issues, "/kind", "\"" + kind + "\" is not the kind of this file.", "Write kind: FleetExtras.");
    extras.name = entry.text("name");
    extras.engine = entry.text("engine");
    if (!extras.engine.empty() && extras.engine != "ackone" && extras.engine != "karmada" &&
        extras.engine != "direct") {
        say(issues, "/engine", "\"" + extras.engine + "\" is not an engine.", "Write ackone, karmada or direct.");
        extras.engine.clear();
    }
    extras.takenAt = entry.time("takenAt");
    extras.seen = entry.time("seen");
    entry.list("clusters", [&](const Json& value, const std::string& at) {
        ClusterExtras cluster = readClusterExtras(value, at, issues);
        if (cluster.cluster.name.empty()) return;
        const bool again = std::any_of(extras.clusters.begin(), extras.clusters.end(), [&](const ClusterExtras& one) {
            return one.cluster.name == cluster.cluster.name;
        });
        if (again)
            return say(issues, read::join(at, "name"),
                       "Cluster " + cluster.cluster.name + " stands here twice; the first entry counts.",
                       "Put all that is stated of it in one entry.");
        if (!cluster.alias.empty()) extras.aliases[cluster.cluster.name] = cluster.alias;
        extras.clusters.push_back(std::move(cluster));
    });
    std::vector<model::StockCell> cells;
    if (entry.list("stock", [&](const Json& value, const std::string& at) {
            model::StockCell cell = readCell(value, at, source, issues);
            sayIfContradicted(cells, cell, at, issues);
            cells.push_back(std::move(cell));
        })) {
        std::erase_if(cells,
                      [](const model::StockCell& cell) { return cell.zone.empty() || cell.instanceType.empty(); });
        extras.stock = std::move(cells);
    }
    entry.list("quotas", [&](const Json& value, const std::string& at) {
        extras.quotas.push_back(readQuota(value, at, source, issues));
    });
    entry.list("prices", [&](const Json& value, const std::string& at) {
        if (auto price = readPrice(value, at, source, issues)) extras.prices.push_back(std::move(*price));
    });
    entry.list("instanceTypes", [&](const Json& value, const std::string& at) {
        model::InstanceType type = readType(value, at, source, issues);
        if (!type.name.empty() && type.vcpu > 0 && type.memoryMib > 0) extras.instanceTypes.push_back(std::move(type));
    });
    if (const Json* descheduler = entry.member("descheduler")) {
        Entry clocks(*descheduler, "/descheduler", issues);
        for (const char* key : {"periodSeconds", "thresholdSeconds"})
            if (const auto seconds = clocks.count(key)) extras.descheduler[key] = *seconds;
    }
    giveAccounts(extras, issues);
    // Rows that say nothing of their age have the file's.
    const std::optional<Time> seen = extras.seen ? extras.seen : extras.takenAt;
    const auto fill = [&](auto& rows) {
        for (auto& row : rows)
            if (!row.seen) row.seen = seen;
    };
    if (extras.stock) fill(*extras.stock);
    fill(extras.quotas);
    fill(extras.prices);
    return extras;
}

std::optional<std::int64_t> moneyMicros(std::string_view decimal)
{
    std::int64_t micros = 0;
    std::size_t digits = 0;
    int decimals = -1; // -1: no point yet
    for (const char c : decimal) {
        if (c == '.' && decimals < 0 && digits > 0) {
            decimals = 0;
            continue;
        }
        if (std::isdigit(static_cast<unsigned char>(c)) == 0) return std::nullopt;
        if (decimals >= 6) {
            if (c != '0') return std::nullopt; // finer than a millionth
            continue;
        }
        if (micros > 900'000'000'000'000) return std::nullopt;
        micros = micros * 10 + (c - '0');
        ++digits;
        if (decimals >= 0) ++decimals;
    }
    if (digits == 0 || (decimals == 0)) return std::nullopt;
    for (int i = std::max(decimals, 0); i < 6; ++i) {
        if (micros > 900'000'000'000'000'000) return std::nullopt;
        micros *= 10;
    }
    return micros;
}

Range categoryRange(std::string_view category)
{
    if (category == "WithStock") return {1, std::nullopt};
    if (category == "ClosedWithStock") return {0, 2};
    if (category == "WithoutStock" || category == "ClosedWithoutStock") return Range::exactly(0);
    return {0, std::nullopt};
}

Range scoreRange(std::int64_t score)
{
    return categoryRange(score >= 5 ? "WithStock" : score >= 1 ? "ClosedWithStock" : "WithoutStock");
}

} // namespace core::snapshot
