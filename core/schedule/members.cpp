#include "core/schedule/members.h"

#include <algorithm>
#include <numeric>

namespace core::schedule {

namespace {

/// Interns the text of each member that has one; ids in the order of the texts.
Column columnOf(const std::vector<const std::string*>& texts)
{
    Column out;
    std::map<std::string_view, std::uint32_t> ids;
    for (const std::string* text : texts)
        if (text) ids.emplace(*text, 0);
    for (auto& [text, id] : ids) {
        out.values.emplace_back(text);
        id = static_cast<std::uint32_t>(out.values.size());
    }
    out.ids.reserve(texts.size());
    for (const std::string* text : texts) out.ids.push_back(text ? ids.find(*text)->second : 0);
    return out;
}

template <class T, class Get>
Distinct<T> distinctOf(const std::vector<model::Cluster>& clusters, const Get& get)
{
    Distinct<T> out;
    std::map<T, std::uint32_t> ids;
    for (const model::Cluster& cluster : clusters) {
        const auto [found, isNew] = ids.emplace(get(cluster), static_cast<std::uint32_t>(out.distinct.size()));
        if (isNew) out.distinct.push_back(found->first);
        out.ids.push_back(found->second);
    }
    return out;
}

Column fieldOf(const std::vector<model::Cluster>& clusters, std::string model::Cluster::*field)
{
    std::vector<const std::string*> texts;
    for (const model::Cluster& cluster : clusters)
        texts.push_back((cluster.*field).empty() ? nullptr : &(cluster.*field));
    return columnOf(texts);
}

void addLabels(Members::Data& data)
{
    std::map<std::string_view, std::vector<const std::string*>> columns;
    for (std::size_t i = 0; i < data.size(); ++i)
        for (const auto& [key, value] : data.clusters[i].labels) {
            std::vector<const std::string*>& texts = columns[key];
            texts.resize(data.size());
            texts[i] = &value;
        }
    for (const auto& [key, texts] : columns) data.labels.emplace(key, columnOf(texts));
}

void addNames(Members::Data& data)
{
    data.byName.resize(data.size());
    std::iota(data.byName.begin(), data.byName.end(), 0U);
    std::ranges::stable_sort(data.byName, {},
                             [&](std::uint32_t i) -> const std::string& { return data.clusters[i].name; });
    data.nameRank.resize(data.size());
    for (std::uint32_t rank = 0; rank < data.size(); ++rank) data.nameRank[data.byName[rank]] = rank;
    data.members.reserve(data.size());
    for (std::uint32_t i = 0; i < data.size(); ++i) data.members.emplace(data.identities[i].name, i);
}

} // namespace

Members::Members(std::vector<model::Cluster> clusters)
    : m_data(std::make_unique<Data>())
{
    Data& data = *m_data;
    data.clusters = std::move(clusters);
    for (const model::Cluster& one : data.clusters) {
        data.identities.push_back({one.name, one.labels, one.provider, one.region, one.zones});
        data.deleting.push_back(one.deleting ? 1 : 0);
    }
    addNames(data);
    addLabels(data);
    data.provider = fieldOf(data.clusters, &model::Cluster::provider);
    data.region = fieldOf(data.clusters, &model::Cluster::region);
    data.zones = distinctOf<std::vector<std::string>>(data.clusters, [](const auto& one) { return one.zones; });
    data.taints = distinctOf<std::vector<model::Taint>>(data.clusters, [](const auto& one) { return one.taints; });
    data.enablements = distinctOf<Enablements>(data.clusters, [](const auto& one) { return one.apiEnablements; });
}

Members::~Members() = default;
Members::Members(Members&&) noexcept = default;
Members& Members::operator=(Members&&) noexcept = default;

std::size_t Members::size() const
{
    return m_data->size();
}

const model::Cluster& Members::cluster(std::uint32_t member) const
{
    return m_data->clusters[member];
}

const model::ClusterIdentity& Members::identity(std::uint32_t member) const
{
    return m_data->identities[member];
}

std::optional<std::uint32_t> Members::find(std::string_view name) const
{
    const std::uint32_t member = m_data->find(name);
    return member == Data::none ? std::nullopt : std::optional(member);
}

} // namespace core::schedule
