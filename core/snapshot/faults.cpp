#include "core/snapshot/faults.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include "core/base/ascii.h"

namespace core::snapshot {
namespace {

bool isHex(char c)
{
    return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

struct Cards {
    std::set<std::string> uuids;     ///< "GPU-b850f46d-…"
    std::set<std::string> addresses; ///< "0000:03:00"
    [[nodiscard]] bool empty() const { return uuids.empty() && addresses.empty(); }
};

void addCardsNamed(std::string_view message, Cards& cards)
{
    const auto wordAt = [&](std::size_t at, auto&& belongs) {
        std::string word;
        for (; at < message.size() && belongs(message[at]); ++at) word += ascii::lower(message[at]);
        return word;
    };
    for (std::size_t at = 0; at < message.size(); ++at) {
        if (at > 0 && (isHex(message[at - 1]) || message[at - 1] == ':')) continue;
        if (message.substr(at, 4) == "GPU-") {
            const std::string id = wordAt(at + 4, [](char c) { return isHex(c) || c == '-'; });
            if (id.size() >= 8) cards.uuids.insert(id);
        } else if (isHex(message[at])) {
            const std::string address = wordAt(at, [](char c) { return isHex(c) || c == ':'; });
            // domain:bus:device, without the function
            if (std::count(address.begin(), address.end(), ':') == 2 && address.size() >= 10 && address.find(':') >= 4)
                cards.addresses.insert(address);
        }
    }
}

} // namespace

bool isolatesCards(const model::NodeCondition& condition)
{
    static constexpr std::array<std::string_view, 6> others = {
        "NvidiaRemappingRowsFailed", "NvidiaDeviceLost",          "NvidiaInfoRomCorrupted",
        "NvidiaPowerCableErr",       "NvidiaPendingRetiredPages", "NvidiaRemappingRowsRequireReset"};
    const std::string_view type = condition.type;
    if (std::find(others.begin(), others.end(), type) != others.end()) return true;
    const bool xid = type.starts_with("NvidiaXID") || type.starts_with("NvidiaSXID") || type.starts_with("NvidiaXid") ||
                     type.starts_with("NvidiaSXid");
    return xid && type.ends_with("Error");
}

std::vector<model::NodeCondition> cardFaults(const std::vector<model::NodeCondition>& conditions)
{
    std::vector<model::NodeCondition> faults;
    for (const model::NodeCondition& condition : conditions)
        if (condition.status == "True" && isolatesCards(condition)) faults.push_back(condition);
    std::sort(faults.begin(), faults.end(), [](const model::NodeCondition& a, const model::NodeCondition& b) {
        return std::tie(a.type, a.reason, a.message) < std::tie(b.type, b.reason, b.message);
    });
    const auto sameType = [](const model::NodeCondition& a, const model::NodeCondition& b) { return a.type == b.type; };
    faults.erase(std::unique(faults.begin(), faults.end(), sameType), faults.end());
    return faults;
}

std::uint32_t isolatedCards(const std::vector<model::NodeCondition>& faults, std::int64_t cards)
{
    Cards named;
    for (const model::NodeCondition& fault : faults) addCardsNamed(fault.message, named);
    // A card may be named by both its names; then the larger count is the cards'.
    std::size_t count = std::max(named.uuids.size(), named.addresses.size());
    if (named.empty() && !faults.empty()) count = 1;
    return static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(static_cast<std::int64_t>(count), 0, std::max<std::int64_t>(cards, 0)));
}

} // namespace core::snapshot
