// What a server sends as a list: cut anywhere, it comes out as it does in one piece, and what is cut out of real JSON is what stands in it.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/kube/client_split.h"

namespace {

using core::Json;
using core::kube::ItemSplitter;
using core::kube::SplitLimits;

struct Split {
    bool good = true;
    std::vector<std::string> items;
    std::string envelope;
    bool operator==(const Split&) const = default;
};

Split split(std::string_view text, std::size_t piece)
{
    Split out;
    SplitLimits limits;
    limits.piece = 4096;
    limits.envelope = 4096;
    ItemSplitter splitter(
        "items",
        [&](std::string_view item) {
            out.items.emplace_back(item);
            return true;
        },
        limits);
    for (std::size_t at = 0; out.good && at < text.size(); at += piece)
        out.good = splitter.feed(text.substr(at, piece)).has_value();
    out.good = out.good && splitter.finish().has_value();
    out.envelope = splitter.envelope();
    return out;
}

void require(bool holds)
{
    if (!holds) std::abort();
}

/// What the splitter takes for a list and a JSON parser does, too, has the same items.
void compare(std::string_view text, const Split& whole)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!whole.good || !json.is_object() || !json.contains("items") || !json.at("items").is_array()) return;
    // Of two members of one name a parser keeps one.
    const std::string_view key = "\"items\"";
    if (text.find(key, text.find(key) + key.size()) != std::string_view::npos) return;
    require(json.at("items").size() == whole.items.size());
    for (std::size_t i = 0; i < whole.items.size(); ++i)
        require(Json::parse(whole.items[i], nullptr, false) == json.at("items").at(i));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1 || size > 20'000) return 0;
    const std::size_t piece = data[0] % 61 + 1U;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const Split whole = split(text, text.size() + 1);
    const Split cut = split(text, piece);
    require(whole.good == cut.good);
    if (whole.good) require(whole == cut);
    compare(text, whole);
    return 0;
}
