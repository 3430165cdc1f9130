#include "core/preview/memory.h"

#include <algorithm>

namespace core::preview {
namespace {

constexpr std::size_t mostWorkloads = 8;

} // namespace

Memory::Memory()
    : m_kept(std::make_unique<Kept>())
{}

Memory::~Memory() = default;
Memory::Memory(Memory&&) noexcept = default;
Memory& Memory::operator=(Memory&&) noexcept = default;

const Facts* Memory::Kept::last(const model::ObjectRef& workload) const
{
    const auto same =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& one) { return one.workload == workload; });
    if (same != entries.end()) return same->facts.get();
    // What pools list is the same for every workload.
    return entries.empty() ? nullptr : entries.front().facts.get();
}

void Memory::Kept::keep(const model::ObjectRef& workload, std::unique_ptr<const Facts> facts)
{
    if (keepsNothing) return;
    std::erase_if(entries, [&](const Entry& one) { return one.workload == workload; });
    entries.insert(entries.begin(), Entry{workload, std::move(facts)});
    if (entries.size() > mostWorkloads) entries.pop_back();
}

} // namespace core::preview
