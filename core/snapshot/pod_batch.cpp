#include "core/snapshot/pod_batch.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "core/snapshot/tables.h"

namespace core::snapshot {

PodBatch::PodBatch()
    : m_parts(std::make_unique<Parts>())
{}

PodBatch::PodBatch(PodBatch&& other) noexcept = default;
PodBatch& PodBatch::operator=(PodBatch&& other) noexcept = default;
PodBatch::~PodBatch() = default;

void PodBatch::put(model::Pod&& pod)
{
    detail::PodRow& row = m_parts->rows.emplace_back(detail::rowOf(pod));
    bool isNew = false;
    row.shape = m_parts->numbers.numberOf(pod, isNew);
    if (isNew) m_parts->kinds.push_back(std::move(pod));
}

void PodBatch::drop(const std::string& nameSpace, const std::string& name)
{
    if (m_parts->rows.empty()) return;
    detail::PodRow row;
    row.ns = nameSpace;
    row.name = name;
    row.shape = noRow;
    m_parts->rows.push_back(std::move(row));
}

bool PodBatch::empty() const
{
    return m_parts->rows.empty();
}

std::size_t PodBatch::size() const
{
    return m_parts->standing().size();
}

std::vector<std::uint32_t> PodBatch::Parts::standing() const
{
    const auto nameOf = [this](std::uint32_t row) { return std::tie(rows[row].ns, rows[row].name); };
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto byName = nameOf(a) <=> nameOf(b);
        return byName != 0 ? byName < 0 : a > b; // the last first
    });
    const auto sameName = [&](std::uint32_t a, std::uint32_t b) { return nameOf(a) == nameOf(b); };
    order.erase(std::unique(order.begin(), order.end(), sameName), order.end());
    std::erase_if(order, [this](std::uint32_t row) { return rows[row].shape == noRow; });
    return order;
}

} // namespace core::snapshot
